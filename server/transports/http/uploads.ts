import { Router, type Request } from 'express';
import type { Application } from '../../application';
import { personIdOf, system, type Caller } from '../../kernel/actor';
import { DomainError, isRefusal } from '../../kernel/errors';
import { addressBlock } from '../../kernel/address-block';
import type { StoredBlob } from '../../kernel/ports/blob';
import { pdfFileName } from './file-name';
import { arrivingRoutes } from './arriving-routes';
import { createReception, PAPER_RECEPTION, PUBLIC_RECEPTION, type Reception } from './reception';
import { officeKindOf } from '../../shared/rules/office-kinds';
import { receiveUpload, toFolder, type ReceivedFile, type Target } from './upload';

/** Largest PDF the public verification takes, bytes. */
export const MAX_VERIFY_BYTES = 100 * 1024 * 1024;

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

/**
 * A paper on its way in: may this person, receive into staging, have it inspected, then the command, which takes it by the
 * id of its intake. What is refused at any step leaves no file behind. 201: it is a paper; 202: its sender is asked first.
 */
async function takePaper(req: Request, { application, callerOf, tmpDir }: UploadRoutesOptions, reception: Reception): Promise<{ status: number; answer: unknown }> {
  const { blobs, staging } = application;
  const caller = callerOf(req);
  const { meetingId = '' } = req.params;
  const { maxBytes } = await application.query('documents.admission', { meetingId, itemId: null }, caller);
  const target: Target<StoredBlob> = { store: (content) => staging.put(content, { fromOutside: true }), drop: ({ key }) => staging.delete(key) };
  const { file, fields } = await receiveUpload(req, { maxBytes, target, medium: tmpDir, floorBytes: blobs.floorBytes, reception: { of: reception, share: shareOf(caller) }, fields: ['itemId', 'documentId', 'replaces', 'reason', 'title', 'commandId'] });
  const intakeId = await takeIn(file, { meetingId, commandId: fields.commandId || null }, caller, application);
  return makePaper(intakeId, meetingId, fields, caller, application);
}

/** Where a file that has come in belongs, as its sender says. */
export type Wanted = Partial<Readonly<Record<'itemId' | 'documentId' | 'replaces' | 'reason' | 'title' | 'commandId', string>>>;

/** Has the command take a file that has come in, or its sender asked about it (D20). */
export async function makePaper(intakeId: string, meetingId: string, { itemId, documentId, replaces, reason, title, commandId }: Wanted, caller: Caller, application: UploadDoors): Promise<{ status: number; answer: unknown }> {
  const { execute } = application;
  const { isDoubtful, refusal } = await application.query('documents.intake', { intakeId }, caller);
  if (refusal) throw new DomainError('rejected', refusal.reason, refusal.params);
  const options = { commandId: commandId || undefined };
  const replacement = { replaces: replaces ? Number(replaces) : undefined, reason: reason || undefined };
  const place = { meetingId, itemId: itemId || null, title: title || undefined };
  try {
    if (isDoubtful) return { status: 202, answer: await execute('documents.hold', { ...place, documentId: documentId || undefined, ...replacement, intakeId }, caller, options) };
    const answer = documentId ? await execute('documents.replace', { documentId, ...replacement, intakeId }, caller, options) : await execute('documents.attach', { ...place, intakeId }, caller, options);
    return { status: 201, answer };
  } catch (error) {
    // What is refused leaves nothing; after a failure that is no refusal the paper may be there all the same, or is when it is sent again.
    if (isRefusal(error)) await execute('documents.refuse-held', { heldId: intakeId }, caller).catch(() => undefined);
    throw error;
  }
}

/** Writes down what was staged and waits for its inspection. @returns the id of its intake; nothing stays staged that has none. */
export async function takeIn({ stored, name }: ReceivedFile<StoredBlob>, { meetingId, commandId }: { meetingId: string; commandId: string | null }, caller: Caller, { staging, execute, jobs }: UploadDoors): Promise<string> {
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

/**
 * Files on their way in: papers of a session, and PDFs that anybody may have verified. A place is held only while a file
 * comes in; how many are verified at once, and in whose turn, is the sandbox's to say.
 */
export function uploadRoutes(options: UploadRoutesOptions): Router {
  const router = Router();
  const papers = createReception(PAPER_RECEPTION);
  const anybody = createReception(PUBLIC_RECEPTION);
  router.post('/meetings/:meetingId', (req, res, next) => {
    takePaper(req, options, papers).then(({ status, answer }) => res.status(status).json(answer), next);
  });
  router.use('/arriving', arrivingRoutes(options, papers));
  router.post('/verify', (req, res, next) => {
    const verify = async (): Promise<void> => {
      const { application, callerOf, tmpDir } = options;
      const caller = callerOf(req);
      // While the file comes in.
      application.sandbox.ready();
      const target = toFolder(tmpDir);
      const { file } = await receiveUpload(req, { maxBytes: MAX_VERIFY_BYTES, target, medium: tmpDir, floorBytes: application.blobs.floorBytes, reception: { of: anybody, share: shareOf(caller) } });
      try {
        res.json(await application.query('records.verify-upload', { ...file.stored, name: file.name }, caller));
      } finally {
        await target.drop(file.stored);
      }
    };
    verify().catch(next);
  });
  return router;
}
