import type { ErrorRequestHandler, Request } from 'express';
import type { Logger } from 'pino';
import type { Application } from '../../application';
import { DomainError, toPublicError, type PublicError } from '../../kernel/errors';
import { factsOf, requestOf } from './request-id';
import { isTransportReason, refusalPage, refusalText } from './refusal-texts';

/** The status of what Express and its file server refuse by themselves (a range beyond the end, a precondition): no fault of ours. */
function refusedStatus(error: unknown): number | null {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

/** What is asked and by whom, for the log: never the query, which may hold what a person typed. */
export const whose = (req: Request): { method: string; path: string; personId: string | null; request?: string; proxied?: string } => ({
  ...factsOf(req),
  method: req.method,
  path: req.path,
  personId: (req.res?.locals.signIn as { personId?: string } | null | undefined)?.personId ?? null,
});

/**
 * The one mapper of this transport for everything outside the pages: the code's status, never a stack. JSON, or for who
 * wanted to see a page and is told something that is the transport's own, a page with one sentence.
 */
export function errorResponse(log: Logger, application: Pick<Application, 'noteRefusal'>): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, req, res, _next) => {
    const known = error instanceof DomainError;
    const refused = known ? null : refusedStatus(error);
    if (known) application.noteRefusal(error, `${req.method} request`);
    else if (refused === null) log.error({ ...whose(req), err: error }, 'request failed');
    if (res.headersSent) {
      // The answer has begun and cannot be taken back; express would end it with bare text on standard error.
      res.destroy();
      return;
    }
    // The rest of a refused body is not read: the connection cannot be used again.
    if (!req.complete) res.setHeader('Connection', 'close');
    res.setHeader('Cache-Control', 'no-store');
    const seen: PublicError = refused === null ? toPublicError(error) : { code: 'invalid', reason: 'request.refused', params: {} };
    res.status(known ? error.status : (refused ?? 500));
    const request = requestOf(req)?.id ?? null;
    const text = refusalText(seen.reason, seen.params);
    const told: PublicError = { ...seen, params: request === null ? seen.params : { ...seen.params, request } };
    if (isTransportReason(seen.reason) && req.headers.accept?.includes('text/html')) res.type('html').send(refusalPage(text, request));
    else res.json({ error: isTransportReason(seen.reason) ? { ...told, text } : told });
  };
}
