import { createHash } from 'node:crypto';
import { DomainError } from '../../kernel/errors';
import type { ThrottleRule } from '../../kernel/ports/throttle';
import { SESSION_POLICY } from '../../shared/law/session-policy';

/** SHA-256 hex of a session token or link token; the token itself is never stored (I5). */
export const tokenHashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** I3: the pair of account and address. */
export const SIGN_IN_RULE: ThrottleRule = {
  name: 'sign-in',
  failures: SESSION_POLICY.failures,
  window: SESSION_POLICY.blockSeconds,
  block: SESSION_POLICY.blockSeconds,
};

/** Slows one address that tries many different accounts; wide enough for a full hall behind one address (I3). */
export const SPRAY_RULE: ThrottleRule = { name: 'sign-in-spray', failures: 250, window: 15 * 60, block: 15 * 60 };

export const MIN_PASSWORD = 12;

/** I7. @throws DomainError rejected with the reason a person understands. */
export function assertGoodPassword(password: string, userName: string): void {
  const folded = password.normalize('NFC').toLowerCase();
  if ([...folded].length < MIN_PASSWORD) throw new DomainError('rejected', 'identity.password_short', { min: MIN_PASSWORD });
  if (userName.length >= 4 && folded.includes(userName.toLowerCase())) throw new DomainError('rejected', 'identity.password_has_name');
  if (new Set(folded).size < 5) throw new DomainError('rejected', 'identity.password_simple');
}
