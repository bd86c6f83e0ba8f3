import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { confirmPassword } from '../own-password';
import { ownOnly } from '../policy';
import { findAccount, readNotices, storeUnlockCode } from '../repository';
import { CODE_DIGITS, isEasyCode } from '../unlock';

/** Sets, changes or takes away (null) the code that opens a tablet its person left alone, against the password (I18). */
export const setUnlockCode = defineCommand({
  name: 'identity.set-unlock-code',
  input: z.strictObject({ password: z.string().min(1).max(1024), code: z.string().max(20).nullable() }),
  replayable: false,
  load: async (_input, { db, caller }) => findAccount(db, personIdOf(caller) ?? ''),
  policy: ownOnly,
  async prepare({ password, code }, account, { ports }) {
    if (code !== null && !CODE_DIGITS.test(code)) throw new DomainError('rejected', 'identity.code_digits');
    if (code !== null && isEasyCode(code)) throw new DomainError('rejected', 'identity.code_easy');
    const verified = await confirmPassword(ports, account, password);
    return { verified, hash: code === null ? null : await ports.passwords.hash(code) };
  },
  async run(_input, account, { db, now, prepared }) {
    if (!account || account.passwordHash !== prepared.verified) throw new DomainError('rejected', 'identity.wrong_current_password');
    await storeUnlockCode(db, account.id, prepared.hash, now);
    await readNotices(db, account.id, 'unlock_code_offered', now);
    return { set: prepared.hash !== null };
  },
  audit: (_input, account, { set }) => ({ objectType: 'person', objectId: account?.id ?? '', details: { set } }),
});
