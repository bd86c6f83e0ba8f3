import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import { DomainError } from '../../kernel/errors';

/** Methods that change nothing by definition (RFC 9110, 9.2.1); everything else must prove where it comes from. */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * First middleware of all: requests that change something come from our own pages, whatever their content type.
 * Remix checks neither resource routes nor scheme and port, and believes `X-Forwarded-Host`; here only the
 * configured origin counts. `?_data=` (Remix's loader protocol of old, which bypasses its own check) is refused
 * outright: nothing here uses it.
 * @param origin scheme, host and port, as `PHIEN_ORIGIN`.
 */
export function originCheck(origin: string): (req: Request, res: Response, next: NextFunction) => void {
  return (req, _res, next) => {
    const allowed = SAFE_METHODS.has(req.method) || isOwnPage(req, origin);
    if (!allowed || hasLoaderParameter(req.url)) next(new DomainError('forbidden', 'request.cross_origin', { origin }));
    else next();
  };
}

/**
 * Whether a Socket.IO handshake (for `allowRequest`) comes from our own pages. CORS does not restrict WebSockets.
 * A WebSocket must name its origin, as every browser does; a polling request may leave `Origin` out (same-origin GET)
 * when the browser says `Sec-Fetch-Site: same-origin`.
 */
export function isAllowedHandshake(req: IncomingMessage, origin: string): boolean {
  const upgrading = req.headers.upgrade !== undefined;
  return upgrading ? req.headers.origin === origin : isOwnPage(req, origin);
}

/**
 * `Origin: null` with `Sec-Fetch-Site: same-origin` is our page under a strict referrer policy. Another named origin
 * is refused even when the browser calls it same-origin: then the page was opened under a foreign host name that
 * points to this server.
 */
function isOwnPage(req: IncomingMessage, origin: string): boolean {
  const claimed = req.headers.origin;
  if (claimed === origin) return true;
  const unnamed = claimed === undefined || claimed === 'null';
  return unnamed && req.headers['sec-fetch-site'] === 'same-origin';
}

/**
 * For reading that leaves something behind, as a copy handed out in somebody's name: refused where another site led to it, as far as
 * browsers say (`Sec-Fetch-Site`; over plain http they say nothing).
 */
export function ownWayOnly(req: Request, _res: Response, next: NextFunction): void {
  const site = req.headers['sec-fetch-site'] ?? 'none';
  next(site === 'same-origin' || site === 'none' ? undefined : new DomainError('forbidden', 'request.cross_origin'));
}

function hasLoaderParameter(url: string): boolean {
  const at = url.indexOf('?');
  return at >= 0 && new URLSearchParams(url.slice(at + 1)).has('_data');
}
