import { DomainError } from '../../kernel/errors';
import type { Ports } from '../../kernel/ports';
import { PAIR_RULE } from './credentials';
import { WRONG_PASSWORDS } from './guard';
import type { Account } from './repository';

/**
 * What a signed-in person confirms by the password again; five wrong ones make it wait.
 * @returns the stored hash it was held against, to be held against the row once more inside the transaction.
 * @throws DomainError `rate_limited`/`identity.wait`, `rejected`/`identity.wrong_current_password`.
 */
export async function confirmPassword({ throttle, tallies, passwords }: Pick<Ports, 'throttle' | 'tallies' | 'passwords'>, account: Pick<Account, 'id' | 'passwordHash'> | null, password: string): Promise<string | null> {
  const key = `change|${account?.id ?? ''}`;
  const wait = await throttle.blockedFor(PAIR_RULE, key);
  if (wait > 0) throw new DomainError('rate_limited', 'identity.wait', { minutes: Math.ceil(wait / 60) });
  const tries = await throttle.fail(PAIR_RULE, key);
  if (tries > PAIR_RULE.failures) throw new DomainError('rate_limited', 'identity.wait', { minutes: Math.ceil(PAIR_RULE.block / 60) });
  const verified = account?.passwordHash ?? null;
  if (!(await passwords.verify(verified, password))) {
    tallies.count(WRONG_PASSWORDS, `${account?.id ?? ''} change`);
    throw new DomainError('rejected', 'identity.wrong_current_password');
  }
  await throttle.clear(PAIR_RULE, key);
  return verified;
}
