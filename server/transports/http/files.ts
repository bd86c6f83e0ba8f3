import type { Readable } from 'node:stream';
import { Router, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { Application } from '../../application';
import type { Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import type { PdfPart } from '../../kernel/pdf-part';
import { PICTURE_TYPE } from '../../kernel/ports/page-painter';
import type { Download, DownloadNotes } from './downloads';
import { CLEAR_CACHE } from './ended-sign-in';
import { pdfFileName } from './file-name';
import { ownWayOnly } from './origin-check';
import { sendBlob, sendSealed } from './send-blob';

/** What sending files needs of the installation. */
export type FileDoors = Pick<Application, 'query' | 'execute' | 'packs'> & { blobs: Pick<Application['blobs'], 'open'>; staging: Pick<Application['staging'], 'open'> };

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

/** Any range counts, so that nobody reads a file in parts unnoticed; an answer without bytes does not. */
function isNoted(req: Request, res: Response, caller: Caller): caller is Caller & { kind: 'person' } {
  return caller.kind === 'person' && req.method === 'GET' && (res.statusCode === 200 || res.statusCode === 206);
}

/** Whoever may not have it any more keeps no copy of it either. */
function refuse(error: unknown, res: Response, next: NextFunction): void {
  if (error instanceof DomainError && error.status < 500) res.setHeader('Clear-Site-Data', CLEAR_CACHE);
  next(error);
}

/** A route that answers in its own time; what keeps it from answering is refused. */
const answering =
  (answer: (req: Request, res: Response) => Promise<void>): RequestHandler =>
    (req, res, next) => {
      answer(req, res).catch((error: unknown) => refuse(error, res, next));
    };

/** Whom a paper is prepared for, where its address says so. */
const forOf = ({ params: { leaderId } }: Request) => (leaderId === undefined ? {} : { for: leaderId });

/** Which version of a paper an address asks for, and for whom. */
const askedOf = (req: Request) => ({ documentId: req.params.documentId ?? '', version: Number(req.params.version), ...forOf(req) });

/** How it is noted that some of a paper was sent. */
const paperSent = (req: Request): Omit<Download, 'personId'> => ({ kind: 'document', id: req.params.documentId ?? '', version: Number(req.params.version), ...forOf(req) });

/** Papers, pictures of their pages, and minutes as bytes, in ranges, each authorized by its query. */
export function fileRoutes(application: FileDoors, callerOf: (req: Request) => Caller, downloads: Pick<DownloadNotes, 'note'>): Router {
  const serve =
    (find: (req: Request, caller: Caller) => Promise<StoredPdf>, whatOf: (req: Request) => Omit<Download, 'personId'>): RequestHandler =>
      answering(async (req, res) => {
        const caller = callerOf(req);
        const file = await find(req, caller);
        // What is prepared for somebody is looked at, never saved (delegations DG4).
        const isSaved = req.query.download !== undefined && req.params.leaderId === undefined;
        // Whoever saves a signed file gets the bytes that were signed, and may judge them.
        const part = isSaved && file.signed ? undefined : file.part;
        await sendBlob(req, res, {
          store: application.blobs,
          blob: { key: file.blobKey, sha256: file.sha256, size: file.size },
          ...(part ? { part } : {}),
          contentType: 'application/pdf',
          // Also of papers that came in under another name before.
          fileName: pdfFileName(file.fileName),
          disposition: isSaved ? 'attachment' : 'inline',
          cache: 'revalidate',
        });
        if (isNoted(req, res, caller)) downloads.note({ personId: caller.personId, ...whatOf(req) });
      });
  const router = Router();
  // A paper has a second address for who prepares it for somebody (documents D86): nothing of the one is ever taken for the other.
  const ofPaper = (rest: string): string[] => [`/documents/:documentId/:version${rest}`, `/for/:leaderId/documents/:documentId/:version${rest}`];
  // Which pages are shown from pictures, for screens that open a paper by its address alone.
  router.get(ofPaper('/pages'), answering(async (req, res) => {
    const pages = await application.query('documents.pictures', askedOf(req), callerOf(req));
    res.set('Cache-Control', 'private, no-store').json({ pages });
  }));
  router.get(ofPaper('/pages/:page'), answering(async (req, res) => {
    const { page = '' } = req.params;
    const caller = callerOf(req);
    const { title, state, file } = await application.query('documents.picture', { ...askedOf(req), page: Number(page) }, caller);
    if (!file) {
      // No error: the paper is theirs to read, only this picture is not there, or not yet.
      res.status(202).set('Cache-Control', 'no-store').json({ state });
      return;
    }
    const { blobKey: key, sha256, size } = file;
    await sendBlob(req, res, { store: application.blobs, blob: { key, sha256, size }, contentType: PICTURE_TYPE, fileName: `${title} - ${page}.jpg`, disposition: 'inline', cache: 'revalidate' });
    if (isNoted(req, res, caller)) downloads.note({ personId: caller.personId, ...paperSent(req) });
  }));
  // Words a machine read on a page that is a picture.
  router.get(ofPaper('/words/:page'), answering(async (req, res) => {
    const caller = callerOf(req);
    const { words } = await application.query('documents.scan-words', { ...askedOf(req), page: Number(req.params.page) }, caller);
    res.set('Cache-Control', 'private, no-store').json({ words });
    if (words.length > 0 && isNoted(req, res, caller)) downloads.note({ personId: caller.personId, ...paperSent(req) });
  }));
  router.get('/packs/:packId', ownWayOnly, answering(async (req, res) => {
    const { packId = '' } = req.params;
    const caller = callerOf(req);
    const { blobKey: key, sha256, size, fileName, seal } = await application.query('packs.file', { packId }, caller);
    const open = (): Promise<Readable> => application.staging.open({ key, sha256, size });
    // Nothing is counted that is not sent.
    const isHead = req.method === 'HEAD';
    const { watermark, handOutId } = isHead ? { watermark: '', handOutId: packId } : await application.execute('packs.hand-out', { packId, print: req.query.print !== undefined }, caller);
    await sendSealed(res, application.packs.seal(seal, watermark, handOutId.replaceAll('-', '')), open, fileName, isHead);
  }));
  router.get('/held/:heldId', answering(async (req, res) => {
    const { blobKey: key, sha256, size, fileName, part } = await application.query('documents.held-file', { heldId: req.params.heldId ?? '' }, callerOf(req));
    await sendBlob(req, res, { store: application.staging, blob: { key, sha256, size }, ...(part && { part }), contentType: 'application/pdf', fileName: pdfFileName(fileName), disposition: 'inline' });
  }));
  // What a unit brought, before and after it is a paper.
  router.get('/submissions/:submissionId', serve(
    ({ params: { submissionId = '' } }, caller) => application.query('documents.submission-file', { submissionId }, caller),
    ({ params: { submissionId = '' } }) => ({ kind: 'submission', id: submissionId }),
  ));
  router.get('/exports/:exportId', answering(async (req, res) => {
    const { exportId = '' } = req.params;
    const caller = callerOf(req);
    const { blobKey: key, sha256, size, fileName } = await application.query('exports.file', { exportId }, caller);
    await sendBlob(req, res, { store: application.staging, blob: { key, sha256, size }, contentType: 'application/zip', fileName, disposition: 'attachment' });
    if (isNoted(req, res, caller)) downloads.note({ personId: caller.personId, kind: 'export', id: exportId });
  }));
  router.get('/documents/:documentId/:version/original', answering(async (req, res) => {
    const { documentId = '', version = '' } = req.params;
    const caller = callerOf(req);
    const { blobKey: key, sha256, size, fileName } = await application.query('documents.original', { documentId, version: Number(version) }, caller);
    await sendBlob(req, res, { store: application.blobs, blob: { key, sha256, size }, contentType: 'application/octet-stream', fileName, disposition: 'attachment' });
    if (isNoted(req, res, caller)) downloads.note({ personId: caller.personId, ...paperSent(req) });
  }));
  router.get(
    ofPaper(''),
    serve(
      (req, caller) => application.query('documents.file', askedOf(req), caller),
      paperSent,
    ),
  );
  router.get(
    '/library/:entryId',
    serve(
      ({ params: { entryId = '' } }, caller) => application.query('library.file', { entryId }, caller),
      ({ params: { entryId = '' } }) => ({ kind: 'library', id: entryId }),
    ),
  );
  router.get(
    '/official/:officialId/:revision',
    serve(
      ({ params: { officialId = '', revision = '' } }, caller) => application.query('records.file', { officialId, revision: Number(revision) }, caller),
      ({ params: { officialId = '', revision = '' } }) => ({ kind: 'official', id: officialId, version: Number(revision) }),
    ),
  );
  return router;
}
