import { Router, type Request } from 'express';
import type { Application } from '../../application';
import type { Caller } from '../../kernel/actor';
import { receiveUpload } from './upload';

/** Largest paper, bytes. */
export const MAX_DOCUMENT_BYTES = 200 * 1024 * 1024;
/** Largest PDF the public verification takes, bytes. */
export const MAX_VERIFY_BYTES = 100 * 1024 * 1024;

/** Files on their way in: streamed to disk, then handed to a command or query by path. */
export function uploadRoutes(application: Application, callerOf: (req: Request) => Caller, tmpDir: string): Router {
  const router = Router();
  router.post('/meetings/:meetingId', (req, res, next) => {
    const attach = async (): Promise<void> => {
      const meetingId = req.params.meetingId;
      const caller = callerOf(req);
      await application.query('documents.may-attach', { meetingId }, caller);
      const received = await receiveUpload(req, { maxBytes: MAX_DOCUMENT_BYTES, tmpDir, fields: ['itemId', 'documentId', 'title', 'commandId'] });
      try {
        const { itemId, documentId, title, commandId } = received.fields;
        const answer = await application.execute(
          'documents.attach',
          { meetingId, itemId: itemId || null, documentId: documentId || null, title: title || undefined, file: { ...received.file } },
          caller,
          { commandId: commandId || undefined },
        );
        res.status(201).json(answer);
      } finally {
        await received.discard();
      }
    };
    attach().catch(next);
  });
  router.post('/verify', (req, res, next) => {
    const verify = async (): Promise<void> => {
      const received = await receiveUpload(req, { maxBytes: MAX_VERIFY_BYTES, tmpDir });
      try {
        res.json(await application.query('signing.verify-upload', { path: received.file.path, name: received.file.name }, callerOf(req)));
      } finally {
        await received.discard();
      }
    };
    verify().catch(next);
  });
  return router;
}
