import type { NextFunction, Request, Response } from 'express';
import { DomainError } from '../../kernel/errors';
import type { FairShares } from '../../kernel/fair-shares';
import type { ResolvedSignIn } from './sign-ins';

/** The same bytes for everybody, served from the disk: no account, and many of them at once when a page is opened. */
const SAME_FOR_ALL = /^\/(assets|icons|pdfjs|trust)\/|^\/manifest\.webmanifest$/;
/** Bodies that are on their way for as long as the network takes; priced by their length. */
const RECEIVES = /^\/upload\//;
const SENDS = /^\/files\//;
/** Processor time of a megabyte received (written and hashed) and sent, and of taking a file in, ms. */
const MS_PER_MEGABYTE = 3;
const MS_PER_UPLOAD = 15;
const MEGABYTE = 1024 * 1024;

/**
 * Lets the request of a signed-in person begin when it is that person's turn, and puts what it takes on the person's account.
 * Who has used up their share for longer than anybody should wait is told when to come again.
 */
export function fairTurn(shares: FairShares): (req: Request, res: Response, next: NextFunction) => void {
  return (req, res, next) => {
    const signIn = res.locals.signIn as ResolvedSignIn | null | undefined;
    if (!signIn || SAME_FOR_ALL.test(req.path)) {
      next();
      return;
    }
    const { personId } = signIn;
    const receives = RECEIVES.test(req.path);
    const served = (): Promise<void> => (receives ? Promise.resolve() : ended(res, SENDS.test(req.path)));
    const serve = (): Promise<void> => {
      // Whoever went away while waiting is served nothing.
      if (res.destroyed) return Promise.resolve();
      const end = served();
      next();
      return end;
    };
    if (receives) res.once('close', () => shares.charge(personId, MS_PER_UPLOAD + (MS_PER_MEGABYTE * Number(req.headers['content-length'] ?? 0)) / MEGABYTE));
    if (SENDS.test(req.path)) res.once('close', () => shares.charge(personId, (MS_PER_MEGABYTE * Number(res.getHeader('content-length') ?? 0)) / MEGABYTE));
    shares.run(personId, serve).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'rate_limited') comeAgain(req, res, error, next);
      else next(error);
    });
  };
}

/** Resolves when the answer is out, or, for files, when its head is: what follows waits for the network. */
function ended(res: Response, atHead: boolean): Promise<void> {
  return new Promise((resolve) => {
    res.once('close', resolve);
    res.once('finish', resolve);
    if (!atHead) return;
    const writeHead = res.writeHead.bind(res) as (...args: unknown[]) => Response;
    res.writeHead = (...args: unknown[]) => {
      resolve();
      return writeHead(...args);
    };
  });
}

/** 429 with `Retry-After`; people who opened a page read why in both languages, and the page asks again by itself. */
function comeAgain(req: Request, res: Response, error: DomainError, next: NextFunction): void {
  const seconds = Number(error.params.seconds ?? 1);
  res.setHeader('Retry-After', seconds);
  res.setHeader('Cache-Control', 'no-store');
  if (req.method !== 'GET' || req.path.endsWith('.data') || req.accepts(['json', 'html']) !== 'html') {
    next(error);
    return;
  }
  res
    .status(error.status)
    .type('html')
    .send(
      `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="refresh" content="${seconds}">` +
      `<title>Phiên</title><h1>Xin chờ một chút</h1><p>Tài khoản này vừa mở quá nhiều trang cùng lúc. Trang sẽ tự mở lại sau ${seconds} giây; không có nội dung nào bị mất.</p>` +
      `<p lang="en">This account has just opened too many pages at once. The page opens again by itself in ${seconds} seconds; nothing is lost.</p></html>`,
    );
}
