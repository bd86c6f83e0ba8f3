import type { Request, Response } from 'express';
import type { SignIns } from './sign-ins';

export const CLEAR_CACHE = '"cache"';

/**
 * A request that names a sign-in which has ended, however it ended: signed out elsewhere, idle, blocked, a new password.
 * The browser is told to drop its copies of papers. The cookie itself goes with a page only: an answer that comes late
 * must not take away the cookie of somebody who signed in meanwhile. One that is only locked keeps it: the code opens it.
 */
export function forgetEndedSignIn(req: Request, res: Response, signIns: Pick<SignIns, 'signOutCookie'>, isLocked: boolean): void {
  const isPage = req.method === 'GET' && req.headers['sec-fetch-dest'] === 'document';
  if (!isPage && !req.path.endsWith('.data') && !req.path.startsWith('/files/')) return;
  res.setHeader('Clear-Site-Data', CLEAR_CACHE);
  if (isPage && !isLocked) res.append('Set-Cookie', signIns.signOutCookie());
}
