import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';

declare module 'express-serve-static-core' {
  interface Locals {
    /** Of this response; scripts without it do not run. */
    nonce: string;
  }
}

/**
 * Security headers of every response. Scripts run by nonce only, styles and fonts come from here only, nothing is
 * framed, nothing is loaded from elsewhere (closed networks).
 */
export function securityHeaders({ origin, https, inlineStyles = false }: { origin: string; https: boolean; inlineStyles?: boolean }): RequestHandler {
  const socketOrigin = origin.replace(/^http/, 'ws');
  // Noted for `localhost`, it would take every other program of that machine off plain http for a year.
  const lasting = https && new URL(origin).hostname !== 'localhost';
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [(_req, res) => `'nonce-${(res as unknown as Response).locals.nonce}'`, "'strict-dynamic'"],
        styleSrc: inlineStyles ? ["'self'", "'unsafe-inline'"] : ["'self'"],
        imgSrc: ["'self'", 'blob:', 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", socketOrigin],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: lasting ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  });
  return (req: Request, res: Response, next: NextFunction) => {
    res.locals.nonce = randomBytes(18).toString('base64');
    res.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()');
    protect(req, res, next);
  };
}

/** For answers that are no page and come from no route of ours: the polling of the sockets. */
export function setPlainHeaders(res: { setHeader(name: string, value: string): unknown }): void {
  const headers = {
    'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'SAMEORIGIN',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  };
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
}
