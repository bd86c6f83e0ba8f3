import { personIdOf, type Caller } from '../../../kernel/actor';
import type { LoadContext } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import type { Ports } from '../../../kernel/ports';
import type { StoredBlob } from '../../../kernel/ports/blob';
import type { Db } from '../../../kernel/ports/database';
import { factsSchema, type StoredFile } from '../admission';
import { findIntake, type Intake } from './repository';

/** A file that has come in, for the person who sent it; nobody else knows of it (D20, D35). @throws DomainError `not_found`. */
export async function loadIntake(db: Db, intakeId: string, caller: Caller): Promise<Intake> {
  const intake = await findIntake(db, intakeId);
  if (!intake || intake.uploadedById !== personIdOf(caller)) throw new DomainError('not_found', 'not_found');
  return intake;
}

/** Erased at a "no", or because nobody answered in time (D22). */
export const heldGone = (): DomainError => new DomainError('gone', 'documents.held_gone');

/** Whether it still waits. @throws DomainError `gone`/`documents.held_gone`. */
export function isWaiting(intake: Intake, now: Date): boolean {
  if (intake.state === 'confirmed') return false;
  if (intake.state !== 'waiting' || intake.expiresAt <= now) throw heldGone();
  return true;
}

/** Whoever may bring papers into the session learns nothing of files of other people, or for other sessions. @throws DomainError `not_found`. */
export function assertOwn(intake: Intake | null, meetingId: string, caller: Caller): asserts intake is Intake {
  if (intake?.meetingId !== meetingId || intake.uploadedById !== personIdOf(caller)) throw new DomainError('not_found', 'not_found');
}

type Asked = Pick<LoadContext, 'caller' | 'now'>;

/**
 * A file is taken once, after its inspection, into the session it was sent to (D3); with a doubt only by the answer of its sender (D24).
 * @throws DomainError `conflict`/`documents.file_already_used`, `documents.not_inspected`; `rejected`/`documents.secrecy_unanswered`;
 *   `gone`/`documents.held_gone`; `not_found`.
 */
export function assertTaken(intake: Intake | null, meetingId: string, { caller, now }: Asked): asserts intake is Intake {
  assertOwn(intake, meetingId, caller);
  if (intake.state === 'confirmed') throw new DomainError('conflict', 'documents.file_already_used');
  if (intake.state === 'received') throw new DomainError('conflict', 'documents.not_inspected');
  if (intake.state === 'doubtful' || intake.state === 'waiting') throw new DomainError('rejected', 'documents.secrecy_unanswered');
  if (intake.state !== 'accepted' || intake.expiresAt <= now) throw heldGone();
}

export const stagedBlob = ({ blobKey: key, sha256, size }: Intake): StoredBlob => ({ key, sha256, size });

/** Its bytes among the papers, under a key of their own. @throws DomainError `gone`/`documents.held_gone` where they are not there any more. */
export async function adoptIntake(intake: Intake, { blobs, staging }: Pick<Ports, 'blobs' | 'staging'>): Promise<StoredBlob> {
  if ((await staging.stat(intake.blobKey)) === undefined) throw heldGone();
  return blobs.adopt(staging, stagedBlob(intake));
}

/** The file as it came, of which the PDF was made, among the papers too; null: it came as a PDF. @throws DomainError as {@link adoptIntake}. */
export async function adoptSource({ sourceKey, sourceSha256, sourceSize }: Intake, { blobs, staging }: Pick<Ports, 'blobs' | 'staging'>): Promise<StoredBlob | null> {
  if (sourceKey === null || sourceSha256 === null || sourceSize === null) return null;
  if ((await staging.stat(sourceKey)) === undefined) throw heldGone();
  return blobs.adopt(staging, { key: sourceKey, sha256: sourceSha256, size: sourceSize });
}

/** What becomes a version: the adopted bytes with what the inspection found of them. */
export const fileOf = ({ fileName, facts }: Intake, { key: blobKey, sha256, size }: StoredBlob): StoredFile => ({ blobKey, sha256, size, fileName, facts: factsSchema.parse(JSON.parse(facts)) });

/** What the audit log says of a file that became a paper. */
export const told = (intake: Intake | null): { sha256: string; size: number; fileName: string } | null => intake && { sha256: intake.sha256, size: intake.size, fileName: intake.fileName };
