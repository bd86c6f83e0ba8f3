import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { DomainError, toPublicError } from '../../kernel/errors';

const UNREAD_BODY = /^(documents\.too_large|upload\.|storage\.full)/;

/** The one mapper of this transport for everything outside the pages: JSON with the code's status, never a stack. */
export function errorResponse(log: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const known = error instanceof DomainError;
    if (!known) log.error({ err: error, method: req.method, path: req.path }, 'request failed');
    // The rest of a refused body is not read: the connection cannot be used again.
    if (UNREAD_BODY.test(known ? error.reason : '')) res.setHeader('Connection', 'close');
    const seen = toPublicError(error);
    res.setHeader('Cache-Control', 'no-store');
    res.status(known ? error.status : 500).json({ error: seen });
  };
}
