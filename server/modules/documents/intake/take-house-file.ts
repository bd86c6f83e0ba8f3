import { personIdOf, type Caller } from '../../../kernel/actor';
import type { PrepareContext, RunContext } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import type { StoredBlob } from '../../../kernel/ports/blob';
import type { Db } from '../../../kernel/ports/database';
import { factsSchema } from '../admission';
import { becomePaper } from './become-paper';
import { heldQuestions } from './held-questions';
import { adoptIntake, adoptSource, isWaiting, loadIntake } from './load-intake';
import { awaitWord, findIntake, listHeld, type Intake } from './repository';

/** A file that has come in for no session, but for the library of the house: whoever sent it says what it is before it is anything (D80). */

/** Its sender's own. @throws DomainError `not_found` for everybody else, and for files of sessions. */
export async function loadHouseFile(db: Db, intakeId: string, caller: Caller): Promise<Intake> {
  const intake = await loadIntake(db, intakeId, caller);
  if (intake.meetingId !== null) throw new DomainError('not_found', 'not_found');
  return intake;
}

/** From now on it waits for what its sender says of it, whether there is a doubt or not. */
export async function awaitHouseFile(db: Db, { id, state }: Intake): Promise<void> {
  if (state === 'accepted' || state === 'doubtful') await awaitWord(db, id);
}

/** What the caller has sent and not yet said what it is, with what its first page says. */
export async function waitingHouseFiles(db: Db, caller: Caller, now: Date) {
  const waiting = await listHeld(db, { meetingId: null, uploadedById: personIdOf(caller) ?? '', submits: false }, now);
  const questions = await heldQuestions(db, waiting);
  return questions.map((question, at) => ({ ...question, pages: factsOf(waiting[at]).pages, firstPage: factsOf(waiting[at]).textOfFirstPage }));
}

const factsOf = (intake: Intake | undefined) => factsSchema.parse(JSON.parse(intake?.facts ?? ''));

export interface TakenHouseFile {
  file: StoredBlob;
  /** As it came, where it was made a PDF. */
  source: StoredBlob | null;
}

/** Its bytes among the stored files. @throws DomainError `gone`/`documents.held_gone`; `rejected`/`documents.secrecy_unanswered` where a doubt is open. */
export async function prepareHouseFile(intake: Intake, isCleared: boolean, { ports, now }: PrepareContext): Promise<TakenHouseFile> {
  assertHouseFile(intake, isCleared, now);
  const file = await adoptIntake(intake, ports);
  try {
    return { file, source: await adoptSource(intake, ports) };
  } catch (error) {
    await ports.blobs.delete(file.key);
    throw error;
  }
}

function assertHouseFile(intake: Intake, isCleared: boolean, now: Date): void {
  if (!isWaiting(intake, now)) throw new DomainError('conflict', 'documents.file_already_used');
  if (intake.page !== null && !isCleared) throw new DomainError('rejected', 'documents.secrecy_unanswered');
}

/** It is what `id` names from now on. @returns its facts. */
export async function settleHouseFile(intakeId: string, isCleared: boolean, id: string, context: Pick<RunContext<unknown>, 'db' | 'enqueue' | 'now'>) {
  const intake = await findIntake(context.db, intakeId);
  if (!intake) throw new DomainError('not_found', 'not_found');
  assertHouseFile(intake, isCleared, context.now);
  const { facts, sourceName, conversion, fileName } = intake;
  await becomePaper(intake, id, context);
  return { facts, fileName, pages: factsSchema.parse(JSON.parse(facts)).pages, original: sourceName === null ? null : { fileName: sourceName, conversion: conversion ?? '' } };
}
