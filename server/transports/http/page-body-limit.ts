import type { NextFunction, Request, Response } from 'express';
import { DomainError } from '../../kernel/errors';

/** Bytes a form of a page may bring; files go through `/upload`, which streams. */
export const PAGE_BODY_BYTES = 4 * 1024 * 1024;

/**
 * Pages read their forms into memory as a whole, before anybody's right is looked at: what is announced too large, or
 * not announced at all, is refused unread. Browsers always announce the size of a form.
 */
export function pageBodyLimit(req: Request, _res: Response, next: NextFunction): void {
  const announced = req.headers['content-length'];
  const unannounced = announced === undefined && req.headers['transfer-encoding'] !== undefined;
  if (unannounced || Number(announced ?? 0) > PAGE_BODY_BYTES) next(new DomainError('too_large', 'upload.form_too_large', { megabytes: PAGE_BODY_BYTES / 1024 / 1024 }));
  else next();
}
