import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Application } from '../../application';
import type { Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import { CLEAR_CACHE } from './ended-session';
import { pdfFileName } from './file-name';
import { sendBlob } from './send-blob';

/** What a query answers of a stored PDF the caller may have. */
interface StoredPdf {
  blobKey: string;
  size: number;
  sha256: string;
  fileName: string;
}

/** Papers and minutes as bytes, in ranges, each authorized by its query. */
export function fileRoutes(application: Application, callerOf: (req: Request) => Caller): Router {
  const serve =
    (find: (req: Request, caller: Caller) => Promise<StoredPdf>): RequestHandler =>
    (req, res, next) => {
      const send = async (response: Response): Promise<void> => {
        const file = await find(req, callerOf(req));
        await sendBlob(req, response, {
          store: application.ports.blobs,
          blob: { key: file.blobKey, sha256: file.sha256, size: file.size },
          contentType: 'application/pdf',
          // Also of papers that came in under another name before.
          fileName: pdfFileName(file.fileName),
          disposition: req.query.download === undefined ? 'inline' : 'attachment',
          cache: 'revalidate',
        });
      };
      send(res).catch((error: unknown) => {
        // Whoever may not have it any more keeps no copy of it either.
        if (error instanceof DomainError && error.status < 500) res.setHeader('Clear-Site-Data', CLEAR_CACHE);
        next(error);
      });
    };
  const router = Router();
  router.get(
    '/documents/:documentId/:version',
    serve(({ params: { documentId = '', version = '' } }, caller) => application.query('documents.file', { documentId, version: Number(version) }, caller)),
  );
  router.get(
    '/minutes/:minutesId/:revision',
    serve(({ params: { minutesId = '', revision = '' } }, caller) => application.query('minutes.file', { minutesId, revision: Number(revision) }, caller)),
  );
  return router;
}
