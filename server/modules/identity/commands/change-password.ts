import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { GLOBAL_STREAM } from '../../../kernel/events';
import { allow, hide } from '../../../kernel/policy';
import { personIdOf } from '../../../kernel/actor';
import { SIGN_INS_ENDED } from '../events';
import { confirmPassword } from '../own-password';
import { assertStrongPassword } from '../password-strength';
import { endSignIns, findAccount, forgetDevices, setPasswordHash } from '../repository';

/** Sets a new password against the old one and ends the person's other sign-ins (I7). */
export const changePassword = defineCommand({
  name: 'identity.change-password',
  input: z.strictObject({ current: z.string().min(1).max(1024), next: z.string().min(1).max(1024) }),
  replayable: false,
  load: async (_input, { db, caller }) => findAccount(db, personIdOf(caller) ?? ''),
  policy: (_caller, account) => (account ? allow : hide),
  async prepare({ current, next }, account, { ports, db }) {
    await assertStrongPassword(db, next, account ?? {});
    const verified = await confirmPassword(ports, account, current);
    return { verified, hash: await ports.passwords.hash(next) };
  },
  async run(_input, account, { db, caller, prepared, emit }) {
    if (!account || caller.kind !== 'person') throw new DomainError('not_found', 'not_found');
    if (account.passwordHash !== prepared.verified) throw new DomainError('rejected', 'identity.wrong_current_password');
    await setPasswordHash(db, account.id, prepared.hash);
    // Browsers known under the old password prove nothing any more; this one is known again at the next sign-in.
    await forgetDevices(db, { personId: account.id });
    const ended = await endSignIns(db, { personId: account.id, exceptId: caller.signInId });
    emit({ type: SIGN_INS_ENDED, stream: GLOBAL_STREAM, payload: { signInIds: ended } });
    return { ended: ended.length };
  },
  audit: (_input, account, { ended }) => ({ objectType: 'person', objectId: account?.id ?? '', details: { ended } }),
});
