import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Application } from '../../application';
import type { Caller } from '../../kernel/actor';
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
          key: file.blobKey,
          size: file.size,
          sha256: file.sha256,
          contentType: 'application/pdf',
          // Also of papers that came in under another name before.
          fileName: pdfFileName(file.fileName),
          disposition: req.query.download === undefined ? 'inline' : 'attachment',
          cache: 'immutable',
        });
      };
      send(res).catch(next);
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
