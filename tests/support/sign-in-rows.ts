import { createHash, randomBytes } from 'node:crypto';
import { newUuid } from './ink-samples';

/** A sign-in written straight into its table, where a password would only measure argon2. @param at moment and running time of the installation. @returns what the cookie holds, and the row. */
export function signedIn(personId: string, at: { now: Date; run?: number }, id: string = newUuid()) {
  const { now, run = 0 } = at;
  const token = randomBytes(32).toString('base64url');
  const tokenHash = createHash('sha256').update(token).digest('hex');
  return { token, row: { id, tokenHash, personId, createdAt: now, lastSeenAt: now, beganRun: run, seenRun: run, expiresAt: new Date(now.getTime() + 24 * 3_600_000) } };
}
