import { Router, type Request } from 'express';
import { DomainError } from '../../kernel/errors';
import type { StoredBlob } from '../../kernel/ports/blob';
import { arrivingRoutes } from './arriving-routes';
import { createReception, PAPER_RECEPTION, PUBLIC_RECEPTION, type Reception } from './reception';
import { makePaper, shareOf, takeIn, taskOf, type UploadRoutesOptions } from './take-in';
import { receiveUpload, toFolder, type Target } from './upload';

/** Largest PDF the public verification takes, bytes. */
export const MAX_VERIFY_BYTES = 100 * 1024 * 1024;

/**
 * A paper on its way in: may this person, receive into staging, have it inspected, then the command, which takes it by the
 * id of its intake. What is refused at any step leaves no file behind. 201: it is a paper; 202: its sender is asked first.
 */
async function takePaper(req: Request, { application, callerOf, tmpDir }: UploadRoutesOptions, reception: Reception): Promise<{ status: number; answer: unknown }> {
  const { blobs, staging } = application;
  const caller = callerOf(req);
  const { meetingId = '' } = req.params;
  const { maxBytes } = await application.query('documents.admission', { meetingId, itemId: null, taskId: taskOf(req) }, caller);
  const target: Target<StoredBlob> = { store: (content) => staging.put(content, { fromOutside: true }), drop: ({ key }) => staging.delete(key) };
  const { file, fields } = await receiveUpload(req, { maxBytes, target, medium: tmpDir, floorBytes: blobs.floorBytes, reception: { of: reception, share: shareOf(caller) }, fields: ['itemId', 'documentId', 'replaces', 'reason', 'title', 'lineId', 'commandId'] });
  const intakeId = await takeIn(file, { meetingId, commandId: fields.commandId || null }, caller, application);
  return makePaper(intakeId, meetingId, { ...fields, taskId: taskOf(req) }, caller, application);
}

/** A file for the library: it waits for its sender to say what it is. */
async function takeForLibrary(req: Request, { application, callerOf, tmpDir }: UploadRoutesOptions, reception: Reception): Promise<unknown> {
  const { blobs, staging } = application;
  const caller = callerOf(req);
  const { maxBytes } = await application.query('library.admission', {}, caller);
  const target: Target<StoredBlob> = { store: (content) => staging.put(content, { fromOutside: true }), drop: ({ key }) => staging.delete(key) };
  const { file, fields } = await receiveUpload(req, { maxBytes, target, medium: tmpDir, floorBytes: blobs.floorBytes, reception: { of: reception, share: shareOf(caller) }, fields: ['commandId'] });
  const intakeId = await takeIn(file, { meetingId: null, commandId: fields.commandId || null }, caller, application);
  const { refusal } = await application.query('documents.intake', { intakeId }, caller);
  if (refusal) throw new DomainError('rejected', refusal.reason, refusal.params);
  return application.execute('library.hold-file', { intakeId }, caller);
}

/**
 * Files on their way in: papers of a session, documents of the library, and PDFs that anybody may have verified. A place is held only while a file
 * comes in; how many are verified at once, and in whose turn, is the sandbox's to say.
 */
export function uploadRoutes(options: UploadRoutesOptions): Router {
  const router = Router();
  const papers = createReception(PAPER_RECEPTION);
  const anybody = createReception(PUBLIC_RECEPTION);
  router.post('/meetings/:meetingId', (req, res, next) => {
    takePaper(req, options, papers).then(({ status, answer }) => res.status(status).json(answer), next);
  });
  router.post('/library', (req, res, next) => {
    takeForLibrary(req, options, papers).then((answer) => res.status(202).json(answer), next);
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
