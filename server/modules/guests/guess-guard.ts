import { DomainError } from '../../kernel/errors';
import type { Ports } from '../../kernel/ports';
import type { ThrottleRule } from '../../kernel/ports/throttle';
import { senderOf, WRONG_PASSWORDS } from '../identity';

/** Codes that are none, from one address; then it waits a minute. A whole hall behind one router mistypes less. */
const GUESS_RULE: ThrottleRule = { name: 'guest-pass', failures: 30, window: 15 * 60, block: 60 };

type Guarded = Pick<Ports, 'throttle' | 'tallies'>;

/** @throws DomainError `rate_limited`/`identity.wait` {minutes} while an address waits (G4). */
export async function assertMayTry({ throttle }: Guarded, ip: string): Promise<void> {
  const seconds = await throttle.blockedFor(GUESS_RULE, senderOf(ip));
  if (seconds > 0) throw new DomainError('rate_limited', 'identity.wait', { minutes: Math.ceil(seconds / 60) });
}

/** Counts a code that is none, like a wrong password. */
export async function countGuess({ throttle, tallies }: Guarded, ip: string): Promise<never> {
  const sender = senderOf(ip);
  tallies.count(WRONG_PASSWORDS, `pass ${sender}`);
  await throttle.fail(GUESS_RULE, sender);
  throw new DomainError('not_found', 'guests.pass_unknown');
}
