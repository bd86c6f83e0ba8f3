import { Router, type Request, type RequestHandler } from 'express';
import type { Application } from '../../application';
import type { Caller } from '../../kernel/actor';
import { sendBlob } from './send-blob';

const asyncHandler =
  (handler: (...args: Parameters<RequestHandler>) => Promise<void>): RequestHandler =>
  (req, res, next) => {
    handler(req, res, next).catch(next);
  };

/** Papers and minutes as bytes, in ranges, each authorized by its query. */
export function fileRoutes(application: Application, callerOf: (req: Request) => Caller): Router {
  const router = Router();
  router.get(
    '/documents/:documentId/:version',
    asyncHandler(async (req, res) => {
      const { documentId = '', version = '' } = req.params;
      const file = await application.query('documents.file', { documentId, version: Number(version) }, callerOf(req));
      await sendBlob(req, res, {
        store: application.ports.blobs,
        key: file.blobKey,
        size: file.size,
        sha256: file.sha256,
        contentType: 'application/pdf',
        fileName: file.fileName,
        disposition: req.query.download === undefined ? 'inline' : 'attachment',
        cache: 'immutable',
      });
    }),
  );
  router.get(
    '/minutes/:minutesId/:revision',
    asyncHandler(async (req, res) => {
      const { minutesId = '', revision = '' } = req.params;
      const file = await application.query('minutes.file', { minutesId, revision: Number(revision) }, callerOf(req));
      await sendBlob(req, res, {
        store: application.ports.blobs,
        key: file.blobKey,
        size: file.size,
        sha256: file.sha256,
        contentType: 'application/pdf',
        fileName: file.fileName,
        disposition: req.query.download === undefined ? 'inline' : 'attachment',
        cache: 'immutable',
      });
    }),
  );
  return router;
}
