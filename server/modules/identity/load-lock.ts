import type { LoadContext } from '../../kernel/command';
import { DomainError } from '../../kernel/errors';
import { findLock, type Lock } from './unlock';

/** @throws DomainError `gone`/`identity.lock_over` where only the password opens. */
export async function loadLock(cookies: { token: string; device: string }, { db, now, run }: LoadContext): Promise<Lock> {
  const lock = await findLock(db, cookies, now, run);
  if (!lock) throw new DomainError('gone', 'identity.lock_over');
  return lock;
}
