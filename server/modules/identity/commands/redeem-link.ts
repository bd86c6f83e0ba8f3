import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { GLOBAL_STREAM } from '../../../kernel/events';
import { everyone } from '../../../kernel/policy';
import { nameKey } from '../../../shared/language/collation';
import { optionalLine } from '../../../shared/language/text-fields';
import { tellOfLink } from '../access-links';
import { tokenHashOf } from '../credentials';
import { SIGN_INS_ENDED } from '../events';
import { openLink } from '../open-link';
import { assertStrongPassword } from '../password-strength';
import { createPerson, endSignIns, findAccountByUserName, forgetDevices, setPasswordHash, storeUnlockCode, useLink } from '../repository';

/** Uses a one-time link: makes the first administrator, or sets a password (I10). */
export const redeemLink = defineCommand({
  name: 'identity.redeem-link',
  input: z.strictObject({
    token: z.string().min(10).max(200),
    password: z.string().min(1).max(1024),
    fullName: optionalLine(120).default(''),
    userName: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9][a-z0-9._-]{1,59}$/)
      .optional(),
  }),
  replayable: false,
  load: ({ token }, { db, now }) => openLink(db, token, now),
  policy: everyone,
  async prepare({ password, userName, fullName }, { link, account }, { ports, db }) {
    if (link.kind === 'first_admin' && (!userName || fullName === '')) {
      throw new DomainError('invalid', 'input.invalid', { field: userName ? 'fullName' : 'userName', problem: 'required' });
    }
    await assertStrongPassword(db, password, account ?? { userName, fullName });
    return { hash: await ports.passwords.hash(password) };
  },
  async run({ token, fullName, userName }, { link, account }, context) {
    const { db, now, id, prepared, emit } = context;
    await useLink(db, tokenHashOf(token), now);
    if (link.kind === 'set_password') {
      if (!account) throw new DomainError('gone', 'identity.link_used');
      await setPasswordHash(db, account.id, prepared.hash);
      await forgetDevices(db, { personId: account.id });
      // Whoever holds the link now did not choose it.
      await storeUnlockCode(db, account.id, null, now);
      await tellOfLink(context, account, 'used', link.madeBy);
      emit({ type: SIGN_INS_ENDED, stream: GLOBAL_STREAM, payload: { signInIds: await endSignIns(db, { personId: account.id }) } });
      return { personId: account.id };
    }
    if (!userName) throw new DomainError('invalid', 'input.invalid', { field: 'userName', problem: 'required' });
    if (await findAccountByUserName(db, userName)) throw new DomainError('conflict', 'identity.user_name_taken');
    const personId = id();
    await createPerson(db, { id: personId, userName, fullName, sortName: nameKey(fullName), title: '', passwordHash: prepared.hash, createdAt: now, roles: ['admin'] });
    return { personId };
  },
  audit: (_input, { link }, { personId }) => ({ objectType: 'person', objectId: personId, details: { kind: link.kind } }),
});
