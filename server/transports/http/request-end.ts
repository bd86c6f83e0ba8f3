import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { Deed, Meter } from '../../kernel/ports/meter';
import { factsOf } from './request-id';

export interface RequestEndOptions {
  meter: Meter;
  log: Logger;
  /** Pattern of the page at a path; null for what is no page of ours. */
  pageAt(pathname: string): string | null;
}

/** What has no page behind it, by the beginning of its path. */
const OTHERS: readonly [beginning: RegExp, kind: Deed['kind'], name: string][] = [
  [/^\/upload\/meetings\//u, 'upload', 'paper'],
  [/^\/upload\/verify\/?$/u, 'upload', 'verify'],
  [/^\/files\//u, 'page', 'files'],
  [/^\/(?:assets|icons|pdfjs)\/|^\/(?:manifest\.webmanifest|[\w-]+\.m?js)$/u, 'page', 'assets'],
];

/** Asked all day by programs that watch: no deed of anybody. */
const WATCHED = /^\/(?:health(?:\/files)?|ready|metrics)\/?$/u;
/** Whoever asked went away before the answer was out; nginx writes the same. */
const GONE = 499;

/**
 * How each request ended: told to the meter, and, where it was refused or failed, in one line of the log that has the request's
 * number. By the pattern of the page, never its path, which may hold a token.
 */
export function requestEnd({ meter, log, pageAt }: RequestEndOptions): RequestHandler {
  const deedOf = (pathname: string): { kind: Deed['kind']; name: string } => {
    const other = OTHERS.find(([beginning]) => beginning.test(pathname));
    return other ? { kind: other[1], name: other[2] } : { kind: 'page', name: pageAt(pathname) ?? 'other' };
  };
  return (req: Request, res: Response, next: NextFunction) => {
    if (WATCHED.test(req.path)) {
      next();
      return;
    }
    const started = performance.now();
    const { socket, path: pathname } = req;
    const before = socket.bytesWritten;
    res.once('close', () => {
      const status = res.writableFinished ? res.statusCode : GONE;
      const ms = performance.now() - started;
      const deed = deedOf(pathname);
      const bytes = deed.kind === 'upload' ? Number(req.headers['content-length'] ?? 0) : socket.bytesWritten - before;
      meter.done({ ...deed, outcome: `${status}`, ms, bytes });
      if (status < 400) return;
      const personId = (res.locals.signIn as { personId?: string } | null | undefined)?.personId ?? null;
      log.info({ ...factsOf(req), method: req.method, page: deed.name, status, ms: Math.round(ms), personId }, 'answered');
    });
    next();
  };
}
