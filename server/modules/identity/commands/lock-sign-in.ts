import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { GLOBAL_STREAM } from '../../../kernel/events';
import { SIGN_INS_ENDED } from '../events';
import { ownOnly } from '../policy';
import { findAccount, lockSignIn as store } from '../repository';
import { whyNoLock } from '../unlock';

/** Locks the tablet at hand: until the code or the password is given, nobody is signed in on it (I18). */
export const lockSignIn = defineCommand({
  name: 'identity.lock-sign-in',
  input: z.strictObject({}),
  load: async (_input, { db, caller }) => findAccount(db, personIdOf(caller) ?? ''),
  policy: ownOnly,
  async run(_input, account, { db, now, caller, emit }) {
    if (!account || caller.kind !== 'person') throw new DomainError('not_found', 'not_found');
    const why = await whyNoLock(db, account, now);
    // Without a code a lock would be a sign-out under another name.
    if (why) throw new DomainError('rejected', why);
    await store(db, caller.signInId, now);
    emit({ type: SIGN_INS_ENDED, stream: GLOBAL_STREAM, payload: { signInIds: [caller.signInId] } });
    return {};
  },
  audit: (_input, account) => ({ objectType: 'person', objectId: account?.id ?? '' }),
});
