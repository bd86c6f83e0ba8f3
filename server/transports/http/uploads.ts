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

export interface UploadRoutesOptions {
  application: Application;
  callerOf(req: Request): Caller;
  /** On the medium of the blobs. */
  tmpDir: string;
}

/**
 * A paper on its way in: may this person, receive to disk, inspect in a child process, store, then the command. What
 * is refused at any step leaves no file behind.
 */
async function takePaper(req: Request, { application, callerOf, tmpDir }: UploadRoutesOptions, reception: Reception): Promise<unknown> {
  const { blobs, inspector } = application.ports;
  const caller = callerOf(req);
  const { meetingId = '' } = req.params;
  const { maxBytes } = await application.query('documents.admission', { meetingId, itemId: null }, caller);
  const received = await receiveUpload(req, { maxBytes, tmpDir, floorBytes: blobs.floorBytes, reception: { of: reception, share: shareOf(caller) }, fields: ['itemId', 'documentId', 'replaces', 'title', 'commandId'] });
  try {
    const verdict = await inspector.inspect(received.file.path);
    if (!verdict.ok) throw new DomainError('rejected', verdict.reason, { ...verdict.params, offer: verdict.offer ?? null });
    const stored = await blobs.put(received.file.path, { maxBytes, fromOutside: true });
    const drop = (): Promise<void> => blobs.delete(stored.key);
    if (stored.sha256 !== received.file.sha256) {
      await drop();
      throw new DomainError('rejected', 'documents.stored_file_differs');
    }
    const { itemId, documentId, replaces, title, commandId } = received.fields;
    const file = { blobKey: stored.key, sha256: stored.sha256, size: stored.size, fileName: pdfFileName(received.file.name), facts: verdict.facts };
    let isRepeated = false;
    const options = { commandId: commandId || undefined, onReplay: () => void (isRepeated = true) };
    try {
      const answer = documentId
        ? await application.execute('documents.replace', { documentId, replaces: replaces ? Number(replaces) : undefined, ...file }, caller, options)
        : await application.execute('documents.attach', { meetingId, itemId: itemId || null, title: title || undefined, ...file }, caller, options);
      if (isRepeated) await drop();
      return answer;
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
    takePaper(req, options, papers).then((answer) => res.status(201).json(answer), next);
  });
  router.post('/verify', (req, res, next) => {
    const verify = async (): Promise<void> => {
      const { application, callerOf, tmpDir } = options;
      const caller = callerOf(req);
      // While the file comes in.
      application.ports.sandbox.ready();
      const received = await receiveUpload(req, { maxBytes: MAX_VERIFY_BYTES, tmpDir, floorBytes: application.ports.blobs.floorBytes, reception: { of: anybody, share: shareOf(caller) } });
      try {
        const { path, name, size, sha256 } = received.file;
        res.json(await application.query('signing.verify-upload', { path, name, size, sha256 }, caller));
      } finally {
        await received.discard();
      }
    };
    verify().catch(next);
  });
  return router;
}
