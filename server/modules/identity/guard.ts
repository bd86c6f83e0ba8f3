import { DomainError } from '../../kernel/errors';
import type { Ports } from '../../kernel/ports';
import type { ThrottleRule } from '../../kernel/ports/throttle';
import { ACCOUNT_DAY_RULE, DEVICE_DAY_RULE, DEVICE_RULE, PACE_RULE, PAIR_RULE, senderOf, SPRAY_RULE } from './credentials';

/** Topic under which wrong passwords are counted for the audit log (`watch`, W4). */
export const WRONG_PASSWORDS = 'sign_in';

export interface Attempt {
  failed(): Promise<void>;
  passed(): Promise<void>;
}

type Limit = [rule: ThrottleRule, key: string];

/**
 * Asks whether a password may be compared, before any work (I3, I12, I13). Counted before the slow comparison, so that many
 * tries at once count like tries one after the other; what was no failure is given back.
 * @throws DomainError `rate_limited`/`identity.wait` {minutes}; then nothing is compared.
 */
export async function guard({ throttle, tallies }: Pick<Ports, 'throttle' | 'tallies'>, who: { name: string; personId: string | null; deviceId: string | null; ip: string }): Promise<Attempt> {
  const sender = senderOf(who.ip);
  const subject = `${who.personId ?? 'unknown'} ${sender}`;
  const pair: Limit = [PAIR_RULE, `${who.name}|${sender}`];
  const ofDevice: Limit[] = who.deviceId ? [[DEVICE_RULE, who.deviceId], [DEVICE_DAY_RULE, who.deviceId]] : [];
  // A browser the person is known by answers for itself alone: neither the address nor others' guesses close its way.
  const own: Limit[] = who.deviceId ? ofDevice : [pair, [ACCOUNT_DAY_RULE, who.name]];
  const shared: Limit[] = who.deviceId ? [] : [[SPRAY_RULE, sender]];
  const pace: Limit[] = who.deviceId ? [] : [[PACE_RULE, sender]];

  const refuse = (seconds: number): never => {
    tallies.count(WRONG_PASSWORDS, subject);
    throw new DomainError('rate_limited', 'identity.wait', { minutes: Math.ceil(seconds / 60) });
  };
  const waits = await Promise.all([...own, ...shared, ...pace].map(([rule, key]) => throttle.blockedFor(rule, key)));
  if (Math.max(...waits) > 0) refuse(Math.max(...waits));
  let firstOfName = false;
  for (const [rule, key] of [...own, ...pace]) {
    const tries = await throttle.fail(rule, key);
    if (rule === PAIR_RULE) firstOfName = tries === 1;
    if (tries > rule.failures) refuse(rule.block);
  }
  return {
    async failed() {
      tallies.count(WRONG_PASSWORDS, subject);
      if (firstOfName) for (const [rule, key] of shared) await throttle.fail(rule, key);
    },
    async passed() {
      for (const [rule, key] of own) {
        if (rule === PAIR_RULE || rule === DEVICE_RULE) await throttle.clear(rule, key);
        else await throttle.forgive(rule, key);
      }
    },
  };
}
