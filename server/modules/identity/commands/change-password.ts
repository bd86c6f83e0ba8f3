import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { GLOBAL_STREAM } from '../../../kernel/events';
import { allow, hide } from '../../../kernel/policy';
import { personIdOf } from '../../../kernel/actor';
import { PAIR_RULE } from '../credentials';
import { SESSIONS_ENDED } from '../events';
import { WRONG_PASSWORDS } from '../guard';
import { assertStrongPassword } from '../password-strength';
import { endSessions, findAccount, forgetDevices, setPasswordHash } from '../repository';

/** Sets a new password against the old one and ends the person's other sessions (I7). */
export const changePassword = defineCommand({
  name: 'identity.change-password',
  input: z.strictObject({ current: z.string().min(1).max(1024), next: z.string().min(1).max(1024) }),
  replayable: false,
  load: async (_input, { db, caller }) => findAccount(db, personIdOf(caller) ?? ''),
  policy: (_caller, account) => (account ? allow : hide),
  async prepare({ current, next }, account, { ports, db }) {
    const key = `change|${account?.id ?? ''}`;
    const wait = await ports.throttle.blockedFor(PAIR_RULE, key);
    if (wait > 0) throw new DomainError('rate_limited', 'identity.wait', { minutes: Math.ceil(wait / 60) });
    await assertStrongPassword(db, next, account ?? {});
    const tries = await ports.throttle.fail(PAIR_RULE, key);
    if (tries > PAIR_RULE.failures) throw new DomainError('rate_limited', 'identity.wait', { minutes: Math.ceil(PAIR_RULE.block / 60) });
    const verified = account?.passwordHash ?? null;
    if (!(await ports.passwords.verify(verified, current))) {
      ports.tallies.count(WRONG_PASSWORDS, `${account?.id ?? ''} change`);
      throw new DomainError('rejected', 'identity.wrong_current_password');
    }
    await ports.throttle.clear(PAIR_RULE, key);
    return { verified, hash: await ports.passwords.hash(next) };
  },
  async run(_input, account, { db, caller, prepared, emit }) {
    if (!account || caller.kind !== 'person') throw new DomainError('not_found', 'not_found');
    if (account.passwordHash !== prepared.verified) throw new DomainError('rejected', 'identity.wrong_current_password');
    await setPasswordHash(db, account.id, prepared.hash);
    // Browsers known under the old password prove nothing any more; this one is known again at the next sign-in.
    await forgetDevices(db, { personId: account.id });
    const ended = await endSessions(db, { personId: account.id, exceptId: caller.sessionId });
    emit({ type: SESSIONS_ENDED, stream: GLOBAL_STREAM, payload: { sessionIds: ended } });
    return { ended: ended.length };
  },
  audit: (_input, account, { ended }) => ({ objectType: 'person', objectId: account?.id ?? '', details: { ended } }),
});
