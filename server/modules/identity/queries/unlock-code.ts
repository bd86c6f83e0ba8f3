import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { ownOnly } from '../policy';
import { findAccount, findUnlockCode } from '../repository';
import { whyNoLock } from '../unlock';

/** Whether the caller has an unlock code, and why this tablet would not open by it now (I18, I19). */
export const unlockCode = defineQuery({
  name: 'identity.unlock-code',
  input: z.strictObject({}),
  load: async (_input, { db, caller }) => findAccount(db, personIdOf(caller) ?? ''),
  policy: ownOnly,
  present: async (account, _input, { db, now }) => ({
    isSet: account !== null && (await findUnlockCode(db, account.id)) !== null,
    refusal: account && (await whyNoLock(db, account, now)),
  }),
});
