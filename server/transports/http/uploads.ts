import { Router, type Request } from 'express';
import type { Application } from '../../application';
import type { Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import { addressBlock } from '../../kernel/address-block';
import { pdfFileName } from './file-name';
import { createReception, PAPER_RECEPTION, PUBLIC_RECEPTION, type Reception } from './reception';
import { receiveUpload } from './upload';

/** Largest PDF the public verification takes, bytes. */
export const MAX_VERIFY_BYTES = 100 * 1024 * 1024;

/** What receiving files needs of the house. */
export type UploadDoors = Pick<Application, 'execute' | 'query' | 'inspector' | 'sandbox'> & {
  blobs: Pick<Application['blobs'], 'put' | 'delete' | 'floorBytes'>;
  waiting: Pick<Application['waiting'], 'put' | 'delete'>;
};

export interface UploadRoutesOptions {
  application: UploadDoors;
  callerOf(req: Request): Caller;
  /** On the medium of the blobs. */
  tmpDir: string;
}

/**
 * A paper on its way in: may this person, receive to disk, inspect in a child process, store, then the command. What
 * is refused at any step leaves no file behind. 201: it is a paper; 202: its sender is asked about it first.
 */
async function takePaper(req: Request, { application, callerOf, tmpDir }: UploadRoutesOptions, reception: Reception): Promise<{ status: number; answer: unknown }> {
  const { blobs, waiting, inspector } = application;
  const caller = callerOf(req);
  const { meetingId = '' } = req.params;
  const { maxBytes } = await application.query('documents.admission', { meetingId, itemId: null }, caller);
  const received = await receiveUpload(req, { maxBytes, tmpDir, floorBytes: blobs.floorBytes, reception: { of: reception, share: shareOf(caller) }, fields: ['itemId', 'documentId', 'replaces', 'reason', 'title', 'commandId'] });
  try {
    const verdict = await inspector.inspect(received.file.path);
    if (!verdict.ok) throw new DomainError('rejected', verdict.reason, { ...verdict.params, offer: verdict.offer ?? null });
    const { facts, doubt } = verdict;
    // What may be a secret is never among the papers: it waits apart for the word of whoever sent it.
    const store = doubt ? waiting : blobs;
    const stored = await store.put(received.file.path, { maxBytes, fromOutside: true });
    const drop = (): Promise<void> => store.delete(stored.key);
    if (stored.sha256 !== received.file.sha256) {
      await drop();
      throw new DomainError('rejected', 'documents.stored_file_differs');
    }
    const { itemId, documentId, replaces, reason, title, commandId } = received.fields;
    const file = { blobKey: stored.key, sha256: stored.sha256, size: stored.size, fileName: pdfFileName(received.file.name), facts };
    let isRepeated = false;
    const options = { commandId: commandId || undefined, onReplay: () => void (isRepeated = true) };
    try {
      if (doubt) {
        const { heldId, blobKey } = await application.execute('documents.hold', { meetingId, itemId: itemId || null, documentId: documentId || undefined, replaces: replaces ? Number(replaces) : undefined, reason: reason || undefined, title: title || undefined, doubt, ...file }, caller, options);
        if (blobKey !== stored.key) await drop();
        return { status: 202, answer: { heldId } };
      }
      const answer = documentId
        ? await application.execute('documents.replace', { documentId, replaces: replaces ? Number(replaces) : undefined, reason: reason || undefined, ...file }, caller, options)
        : await application.execute('documents.attach', { meetingId, itemId: itemId || null, title: title || undefined, ...file }, caller, options);
      if (isRepeated) await drop();
      return { status: 201, answer };
    } catch (error) {
      // After a failure that is no refusal the paper may be there all the same.
      if (error instanceof DomainError) await drop();
      throw error;
    }
  } finally {
    await received.discard();
  }
}

/** A person wherever they are; who did not sign in shares with everybody behind the same address. */
const shareOf = (caller: Caller): string => (caller.kind === 'person' ? caller.personId : addressBlock((caller.kind === 'anonymous' ? caller.ip : undefined) ?? ''));

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
  router.post('/verify', (req, res, next) => {
    const verify = async (): Promise<void> => {
      const { application, callerOf, tmpDir } = options;
      const caller = callerOf(req);
      // While the file comes in.
      application.sandbox.ready();
      const received = await receiveUpload(req, { maxBytes: MAX_VERIFY_BYTES, tmpDir, floorBytes: application.blobs.floorBytes, reception: { of: anybody, share: shareOf(caller) } });
      try {
        const { path, name, size, sha256 } = received.file;
        res.json(await application.query('records.verify-upload', { path, name, size, sha256 }, caller));
      } finally {
        await received.discard();
      }
    };
    verify().catch(next);
  });
  return router;
}
