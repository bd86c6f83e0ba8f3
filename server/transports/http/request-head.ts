import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import { DomainError } from '../../kernel/errors';

/** Bytes of an address; the longest of ours is a way back through the sign-in page. */
const MAX_ADDRESS = 4_096;
/** Parameters of an address. */
const MAX_PARAMETERS = 64;
/** Bytes of all cookies; ours take three hundred, other programs under the same host name send theirs too. */
const MAX_COOKIES = 8_192;
/** Methods that any route here has; the page framework answers the rest of a route itself. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);

/**
 * What can be refused by looking at the head alone is refused before anything is read, parsed or looked up.
 * @throws DomainError `not_allowed`/`request.method`, `address_too_long`/`request.address_too_long`,
 *   `invalid`/`request.address`, `request.cookies`, `request.body_unexpected`, `unsupported`/`request.encoding`.
 */
export function assertHead(req: IncomingMessage): void {
  const { method = '', url = '', headers } = req;
  if (!METHODS.has(method)) throw new DomainError('not_allowed', 'request.method', { method: method.slice(0, 20) });
  if (url.length > MAX_ADDRESS) throw new DomainError('address_too_long', 'request.address_too_long', { limit: MAX_ADDRESS });
  if (!isAddress(url)) throw new DomainError('invalid', 'request.address');
  if ((headers.cookie?.length ?? 0) > MAX_COOKIES) throw new DomainError('invalid', 'request.cookies', { limit: MAX_COOKIES });
  if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity') throw new DomainError('unsupported', 'request.encoding');
  if (method !== 'POST' && hasBody(req)) throw new DomainError('invalid', 'request.body_unexpected');
}

/** Whether a body follows this head. */
export const hasBody = ({ headers }: IncomingMessage): boolean => headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** A path of this host that is UTF-8 once decoded, holds no zero byte, and few parameters. */
function isAddress(url: string): boolean {
  if (!url.startsWith('/')) return false;
  const at = url.indexOf('?');
  const [pathname, query] = at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
  let parameters = 1;
  for (let next = query.indexOf('&'); next >= 0; next = query.indexOf('&', next + 1)) parameters += 1;
  if (parameters > MAX_PARAMETERS) return false;
  try {
    return !decodeURIComponent(pathname).includes('\0');
  } catch {
    return false;
  }
}

export function requestHead(req: Request, res: Response, next: NextFunction): void {
  try {
    assertHead(req);
    next();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_allowed') res.setHeader('Allow', [...METHODS].join(', '));
    next(error);
  }
}
