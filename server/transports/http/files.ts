import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Application } from '../../application';
import type { Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import type { PdfPart } from '../../kernel/pdf-part';
import type { Download, DownloadNotes } from './downloads';
import { CLEAR_CACHE } from './ended-session';
import { pdfFileName } from './file-name';
import { sendBlob } from './send-blob';

/** What a query answers of a stored PDF the caller may have. */
interface StoredPdf {
  blobKey: string;
  size: number;
  sha256: string;
  fileName: string;
  /** Where other bytes stand around the PDF. */
  part?: PdfPart;
  signed?: boolean;
}

/** Papers and minutes as bytes, in ranges, each authorized by its query. */
export function fileRoutes(application: Application, callerOf: (req: Request) => Caller, downloads: Pick<DownloadNotes, 'note'>): Router {
  const serve =
    (find: (req: Request, caller: Caller) => Promise<StoredPdf>, whatOf: (req: Request) => Omit<Download, 'personId'>): RequestHandler =>
    (req, res, next) => {
      const send = async (response: Response): Promise<void> => {
        const caller = callerOf(req);
        const file = await find(req, caller);
        const isSaved = req.query.download !== undefined;
        // Whoever saves a signed file gets the bytes that were signed, and may judge them.
        const part = isSaved && file.signed ? undefined : file.part;
        await sendBlob(req, response, {
          store: application.ports.blobs,
          blob: { key: file.blobKey, sha256: file.sha256, size: file.size },
          ...(part ? { part } : {}),
          contentType: 'application/pdf',
          // Also of papers that came in under another name before.
          fileName: pdfFileName(file.fileName),
          disposition: isSaved ? 'attachment' : 'inline',
          cache: 'revalidate',
        });
        // Any range counts, so that nobody reads a file in parts unnoticed; an answer without bytes does not.
        if (caller.kind === 'person' && req.method === 'GET' && (response.statusCode === 200 || response.statusCode === 206)) downloads.note({ personId: caller.personId, ...whatOf(req) });
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
    serve(
      ({ params: { documentId = '', version = '' } }, caller) => application.query('documents.file', { documentId, version: Number(version) }, caller),
      ({ params: { documentId = '', version = '' } }) => ({ kind: 'document', id: documentId, version: Number(version) }),
    ),
  );
  router.get(
    '/minutes/:minutesId/:revision',
    serve(
      ({ params: { minutesId = '', revision = '' } }, caller) => application.query('minutes.file', { minutesId, revision: Number(revision) }, caller),
      ({ params: { minutesId = '', revision = '' } }) => ({ kind: 'minutes', id: minutesId, version: Number(revision) }),
    ),
  );
  return router;
}
