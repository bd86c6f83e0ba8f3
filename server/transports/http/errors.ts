import type { ErrorRequestHandler, Request } from 'express';
import type { Logger } from 'pino';
import type { Application } from '../../application';
import { DomainError, toPublicError } from '../../kernel/errors';

const UNREAD_BODY = /^(documents\.too_large|upload\.|storage\.full)/;

/** What is asked and by whom, for the log: never the query, which may hold what a person typed. */
export const whose = (req: Request): { method: string; path: string; personId: string | null } => ({
  method: req.method,
  path: req.path,
  personId: (req.res?.locals.session as { personId?: string } | null | undefined)?.personId ?? null,
});

/** The one mapper of this transport for everything outside the pages: JSON with the code's status, never a stack. */
export function errorResponse(log: Logger, application: Pick<Application, 'noteRefusal'>): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, req, res, _next) => {
    const known = error instanceof DomainError;
    if (!known) log.error({ ...whose(req), err: error }, 'request failed');
    else application.noteRefusal(error, `${req.method} request`);
    if (res.headersSent) {
      // The answer has begun and cannot be taken back; express would end it with bare text on standard error.
      res.destroy();
      return;
    }
    // The rest of a refused body is not read: the connection cannot be used again.
    if (UNREAD_BODY.test(known ? error.reason : '')) res.setHeader('Connection', 'close');
    const seen = toPublicError(error);
    res.setHeader('Cache-Control', 'no-store');
    res.status(known ? error.status : 500).json({ error: seen });
  };
}
