import type { Request } from 'express';
import type { Application } from '../../application';
import { personIdOf, system, type Caller } from '../../kernel/actor';
import { addressBlock } from '../../kernel/address-block';
import { DomainError, isRefusal } from '../../kernel/errors';
import type { StoredBlob } from '../../kernel/ports/blob';
import { officeKindOf } from '../../shared/rules/office-kinds';
import { pdfFileName } from './file-name';
import type { ReceivedFile } from './upload';

/** What receiving files needs of the installation. */
export type UploadDoors = Pick<Application, 'execute' | 'query' | 'sandbox' | 'staging'> & {
  blobs: Pick<Application['blobs'], 'floorBytes'>;
  jobs: Pick<Application['jobs'], 'settled'>;
};

export interface UploadRoutesOptions {
  application: UploadDoors;
  callerOf(req: Request): Caller;
  /** On the medium of the stored files. */
  tmpDir: string;
}

const program = system('reception');

/** How long the answer waits for the inspection, ms; sent again under the same id, the same file goes on waiting. */
const INSPECTION_MS = 100_000;

/** Where a file that has come in belongs, as its sender says. */
export type Wanted = Partial<Readonly<Record<'itemId' | 'documentId' | 'replaces' | 'reason' | 'title' | 'lineId' | 'commandId', string>>> & {
  /** The item a unit brings it for; else it is a paper of the office. */
  readonly taskId?: string | undefined;
};

/** Has the command take a file that has come in, or its sender asked about it (D20). */
export async function makePaper(intakeId: string, meetingId: string, { taskId, itemId, documentId, replaces, reason, title, lineId, commandId }: Wanted, caller: Caller, application: UploadDoors): Promise<{ status: number; answer: unknown }> {
  const { execute } = application;
  const { isDoubtful, refusal } = await application.query('documents.intake', { intakeId }, caller);
  if (refusal) throw new DomainError('rejected', refusal.reason, refusal.params);
  const options = { commandId: commandId || undefined };
  const replacement = { replaces: replaces ? Number(replaces) : undefined, reason: reason || undefined };
  const place = { meetingId, itemId: itemId || null, title: title || undefined };
  const submission = { itemId: taskId ?? '', lineId: lineId || undefined, title: title || undefined, reason: reason || undefined, intakeId };
  try {
    if (taskId !== undefined) return isDoubtful ? { status: 202, answer: await execute('documents.hold', { ...submission, meetingId, submits: true }, caller, options) } : { status: 201, answer: await execute('documents.submit-paper', submission, caller, options) };
    if (isDoubtful) return { status: 202, answer: await execute('documents.hold', { ...place, documentId: documentId || undefined, ...replacement, intakeId }, caller, options) };
    const answer = documentId ? await execute('documents.replace', { documentId, ...replacement, intakeId }, caller, options) : await execute('documents.attach', { ...place, intakeId }, caller, options);
    return { status: 201, answer };
  } catch (error) {
    // What is refused leaves nothing; after a failure that is no refusal the paper may be there all the same, or is when it is sent again.
    if (isRefusal(error)) await execute('documents.refuse-held', { heldId: intakeId }, caller).catch(() => undefined);
    throw error;
  }
}

/** Writes down what was staged, for a session or (null) the library, and waits for its inspection. @returns the id of its intake; nothing stays staged that has none. */
export async function takeIn({ stored, name }: ReceivedFile<StoredBlob>, { meetingId, commandId }: { meetingId: string | null; commandId: string | null }, caller: Caller, { staging, execute, jobs }: UploadDoors): Promise<string> {
  const file = { blobKey: stored.key, sha256: stored.sha256, size: stored.size, fileName: officeKindOf(name) ? name : pdfFileName(name) };
  const known = await execute('documents.receive', { meetingId, personId: personIdOf(caller) ?? '', sendId: commandId, file }, program).catch(async (error: unknown) => {
    // After a failure that is no refusal its row may be there all the same; if it is not, the bytes are swept.
    if (isRefusal(error)) await staging.delete(stored.key);
    throw error;
  });
  if (known.blobKey !== stored.key) await staging.delete(stored.key);
  if (known.jobId === null) return known.intakeId;
  const ended = await jobs.settled(known.jobId, AbortSignal.timeout(INSPECTION_MS)).catch(() => 'waiting' as const);
  if (ended !== 'done') throw new DomainError('unavailable', ended === 'waiting' ? 'documents.inspection_waits' : 'documents.inspector_unavailable');
  return known.intakeId;
}

/** A person wherever they are; who did not sign in shares with everybody behind the same address. */
export const shareOf = (caller: Caller): string => (caller.kind === 'person' ? caller.personId : addressBlock((caller.kind === 'anonymous' ? caller.ip : undefined) ?? ''));

/** The item a unit brings a file for, as its address says; absent: the office brings it. */
export const taskOf = ({ query: { task } }: Pick<Request, 'query'>): string | undefined => (typeof task === 'string' ? task : undefined);
