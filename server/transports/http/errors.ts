import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Application } from '../../application';
import { DomainError, toPublicError, type PublicError } from '../../kernel/errors';
import { isTransportReason, refusalPage, refusalText } from './refusal-texts';

/** The status of what Express and its file server refuse by themselves (a range beyond the end, a precondition): no fault of ours. */
function refusedStatus(error: unknown): number | null {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

/**
 * The one mapper of this transport for everything outside the pages: the code's status, never a stack. JSON, or for who
 * wanted to see a page and is told something that is the transport's own, a page with one sentence.
 */
export function errorResponse(log: Logger, application: Pick<Application, 'noteRefusal'>): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const known = error instanceof DomainError;
    const refused = known ? null : refusedStatus(error);
    if (known) application.noteRefusal(error, `${req.method} request`);
    else if (refused === null) log.error({ err: error, method: req.method, path: req.path }, 'request failed');
    // The rest of a refused body is not read: the connection cannot be used again.
    if (!req.complete) res.setHeader('Connection', 'close');
    res.setHeader('Cache-Control', 'no-store');
    const seen: PublicError = refused === null ? toPublicError(error) : { code: 'invalid', reason: 'request.refused', params: {} };
    res.status(known ? error.status : (refused ?? 500));
    const text = refusalText(seen.reason, seen.params);
    if (isTransportReason(seen.reason) && req.headers.accept?.includes('text/html')) res.type('html').send(refusalPage(text));
    else res.json({ error: isTransportReason(seen.reason) ? { ...seen, text } : seen });
  };
}
