import type { LoadContext, PrepareContext, RunContext } from '../../../kernel/command';
import { DomainError, type ErrorParams } from '../../../kernel/errors';
import type { StoredBlob } from '../../../kernel/ports/blob';
import type { Db } from '../../../kernel/ports/database';
import { conversionSchema } from '../../../kernel/ports/office-converter';
import type { Meeting } from '../../meetings';
import { keepOriginal } from '../repository';
import { attachFile } from '../take-file';
import { becomePaper } from './become-paper';
import { adoptIntake, adoptSource, fileOf, heldGone } from './load-intake';
import { findIntake, forgetIntake, stagedKeysOf, type Intake } from './repository';

/** A file of earlier years on its way in, as its inspection left it. */
export interface Imported {
  intake: Intake;
  /** Somebody has to say that it bears no mark of secrecy: the page, and the words on it (none: nobody could read the page). */
  open: { page: number; words: string } | null;
  /** It was another kind of file, and became a PDF: fonts and signs it lost with that. */
  converted: { fonts: number; signs: number } | null;
  refusal: { reason: string; params: ErrorParams } | null;
}

/** @throws DomainError `not_found`: nothing that the program brought in itself. */
export async function loadImported(db: Db, intakeId: string): Promise<Imported> {
  const intake = await findIntake(db, intakeId);
  if (intake?.uploadedById !== '') throw new DomainError('not_found', 'not_found');
  const conversion = intake.conversion === null ? null : conversionSchema.parse(JSON.parse(intake.conversion));
  return {
    intake,
    open: intake.page === null ? null : { page: intake.page, words: intake.words },
    converted: conversion && { fonts: conversion.fontsReplaced.length, signs: conversion.signsMissing.length },
    refusal: intake.refusal === null ? null : (JSON.parse(intake.refusal) as { reason: string; params: ErrorParams }),
  };
}

function assertReady({ state, expiresAt }: Intake, { now }: Pick<LoadContext, 'now'>): void {
  if ((state !== 'accepted' && state !== 'doubtful') || expiresAt <= now) throw heldGone();
}

interface Adopted {
  file: StoredBlob;
  source: StoredBlob | null;
}

/** Its bytes among the papers. @throws DomainError `gone`/`documents.held_gone`. */
export async function prepareImported({ intake }: Imported, { ports, now }: PrepareContext): Promise<Adopted> {
  assertReady(intake, { now });
  const file = await adoptIntake(intake, ports);
  try {
    return { file, source: await adoptSource(intake, ports) };
  } catch (error) {
    await ports.blobs.delete(file.key);
    throw error;
  }
}

/** Makes it a paper of its session, with the file it was made of beside it (imports IM3). */
export async function takeImported({ intake }: Imported, paper: { meeting: Meeting; title: string | undefined }, { file, source }: Adopted, context: RunContext<unknown>): Promise<{ documentId: string; sha256: string }> {
  assertReady(intake, context);
  const { documentId } = await attachFile({ ...paper, item: null }, fileOf(intake, file), context);
  if (source) await keepOriginal(context.db, documentId, { ...source, fileName: intake.sourceName ?? '', conversion: intake.conversion ?? '' }, context.now);
  await becomePaper(intake, documentId, context);
  return { documentId, sha256: intake.sourceSha256 ?? intake.sha256 };
}

/** It is not taken: erased as a refused one is (D22). Its bytes go first. */
export const refuseImported = {
  prepare: async ({ intake }: Imported, { ports }: Pick<PrepareContext, 'ports'>): Promise<void> => {
    for (const key of stagedKeysOf(intake)) await ports.staging.delete(key);
  },
  run: async ({ intake }: Imported, { db, now }: Pick<RunContext<unknown>, 'db' | 'now'>): Promise<void> => {
    if (intake.erasedAt === null) await forgetIntake(db, intake.id, 'refused', now);
  },
};
