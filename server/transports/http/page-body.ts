import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import { DomainError } from '../../kernel/errors';
import { FORM_PACE, watchArrival, type Pace } from './pace';
import { hasBody } from './request-head';

/** What the body of a page's request may be. */
interface BodyLimits {
  bytes: number;
  /** Fields of a form. */
  fields: number;
  json?: boolean;
}

/** Anybody may send these; a password, a name and the way back take less than one kilobyte. */
const PUBLIC: BodyLimits = { bytes: 64 * 1024, fields: 32 };
/** What people who signed in write. */
const WRITTEN: BodyLimits = { bytes: 512 * 1024, fields: 500 };
/** Whole minutes (2,000 paragraphs), and tables of 5,000 people. */
const LARGE: BodyLimits = { bytes: 4 * 1024 * 1024, fields: 2_500 };

const PUBLIC_PATHS = /^\/(?:sign-in|sign-out|language|trust|verify|welcome|_root)(?:[./]|$)/;
const LARGE_PATHS = /^\/(?:meetings\/[^/]+\/minutes|admin\/import)(?:\.data)?\/?$/;
const JSON_PATHS = /^\/meetings\/[^/]+\/(?:minutes\/save|ballot|secret\/[^/]+)\/?$/;
/** One choice of one person. */
const BALLOT_PATHS = /\/(?:ballot|secret\/[^/]+)\/?$/;

function limitsOf(pathname: string, isSignedIn: boolean): BodyLimits {
  if (!isSignedIn || PUBLIC_PATHS.test(pathname)) return JSON_PATHS.test(pathname) ? { ...PUBLIC, json: true } : PUBLIC;
  if (JSON_PATHS.test(pathname)) return { ...(BALLOT_PATHS.test(pathname) ? PUBLIC : LARGE), json: true };
  return LARGE_PATHS.test(pathname) ? LARGE : WRITTEN;
}

const tooLarge = (bytes: number): DomainError => new DomainError('too_large', 'request.form_too_large', { kilobytes: bytes / 1024 });
const notAForm = (): DomainError => new DomainError('unsupported', 'request.not_a_form');
const malformed = (cause?: unknown): DomainError => new DomainError('invalid', 'request.form_malformed', {}, { cause });

/** The kind of body, by its content type alone. @throws DomainError `unsupported`/`request.not_a_form`. */
function kindOf(req: IncomingMessage, limits: BodyLimits): 'form' | 'multipart' | 'json' {
  const type = (req.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded' && !limits.json) return 'form';
  if (type === 'multipart/form-data' && !limits.json) return 'multipart';
  if (type === 'application/json' && limits.json) return 'json';
  throw notAForm();
}

/** Reads the body, never more than `limit` bytes, however it is announced. */
export function readBody(req: IncomingMessage, limit: number, pace: Pace = FORM_PACE): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    const settle = (act: () => void): void => {
      arrival.stop();
      req.off('data', onData);
      req.off('end', onEnd);
      req.off('close', onGone);
      act();
    };
    const onData = (part: Buffer): void => {
      length += part.length;
      if (length <= limit) parts.push(part);
      else settle(() => reject(tooLarge(limit)));
    };
    const onEnd = (): void => settle(() => resolve(Buffer.concat(parts)));
    const onGone = (): void => settle(() => reject(malformed()));
    const arrival = watchArrival(req, pace, (error) => settle(() => reject(error)));
    req.on('data', onData);
    req.on('end', onEnd);
    req.on('close', onGone);
    req.on('error', () => undefined);
    req.resume();
  });
}

/** Occurrences, counted up to one above the limit: what is beyond it is refused whatever it is. */
function occurrences(body: Buffer, mark: Buffer | number, limit: number): number {
  let found = 0;
  for (let at = body.indexOf(mark); at >= 0 && found <= limit; at = body.indexOf(mark, at + 1)) found += 1;
  return found;
}

const AMPERSAND = 0x26;
const PERCENT = 0x25;

/** Percent signs that are followed by two digits, which together are UTF-8. */
function isDecodable(body: Buffer): boolean {
  if (!isUtf8(body)) return false;
  if (!body.includes(PERCENT)) return true;
  try {
    decodeURIComponent(body.toString('latin1'));
    return true;
  } catch {
    return false;
  }
}

async function assertBody(kind: 'form' | 'multipart' | 'json', body: Buffer, contentType: string, limits: BodyLimits): Promise<void> {
  const tooMany = (): DomainError => new DomainError('too_large', 'request.too_many_fields', { limit: limits.fields });
  if (kind === 'json') {
    if (!isUtf8(body)) throw malformed();
  } else if (kind === 'form') {
    if (occurrences(body, AMPERSAND, limits.fields) >= limits.fields) throw tooMany();
    if (!isDecodable(body)) throw malformed();
  } else {
    const boundary = /;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
    const mark = boundary?.[1] ?? boundary?.[2];
    if (mark === undefined) throw malformed();
    if (occurrences(body, Buffer.from(`--${mark}`, 'latin1'), limits.fields + 1) > limits.fields + 1) throw tooMany();
    // The pages' own parser is asked beforehand: what it cannot read must be the sender's fault, not the server's.
    await new Request('http://localhost/', { method: 'POST', headers: { 'content-type': contentType }, body: new Uint8Array(body) }).formData().catch((cause: unknown) => {
      throw malformed(cause);
    });
  }
}

declare module 'express-serve-static-core' {
  interface Locals {
    /** The body of a page's request, read and counted. */
    body?: Buffer;
  }
}

/**
 * Pages read their forms into memory as a whole: length, kind and number of fields are bounded before anything is
 * parsed, tightly for what anybody may send. Files go through `/upload`, which streams.
 */
export function pageBody(pace: Pace = FORM_PACE): (req: Request, res: Response, next: NextFunction) => void {
  return (req, res, next) => {
    if (req.method !== 'POST') return next();
    const take = async (): Promise<void> => {
      const limits = limitsOf(req.path, Boolean(res.locals.signIn));
      if (Number(req.headers['content-length'] ?? 0) > limits.bytes) {
        // Whose sign-in ended while they wrote is to sign in again, not to write less.
        throw limits.bytes === PUBLIC.bytes && !PUBLIC_PATHS.test(req.path) ? new DomainError('unauthenticated', 'sign_in_first') : tooLarge(limits.bytes);
      }
      // An empty form is a form: browsers announce its kind and no length.
      if (!hasBody(req) && req.headers['content-type'] === undefined) throw notAForm();
      const kind = kindOf(req, limits);
      const body = hasBody(req) ? await readBody(req, limits.bytes, pace) : Buffer.alloc(0);
      if (body.length > 0 || kind === 'multipart') await assertBody(kind, body, req.headers['content-type'] ?? '', limits);
      res.locals.body = body;
    };
    take().then(() => next(), next);
  };
}

/** Refused before it is known who asks: longer than anything this address takes from anybody. */
export function announcedBody(req: Request, _res: Response, next: NextFunction): void {
  const limits = limitsOf(req.path, true);
  const isTooLong = req.method === 'POST' && !req.path.startsWith('/upload/') && Number(req.headers['content-length'] ?? 0) > limits.bytes;
  next(isTooLong ? tooLarge(limits.bytes) : undefined);
}
