import { z } from 'zod';
import { hasRole } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allow, allowIf } from '../../../kernel/policy';
import { tokenHashOf } from '../credentials';
import { createLink, findAccount, voidLinks } from '../repository';

const HOURS_24 = 24 * 60 * 60 * 1000;

/** A link that works once and for 24 hours: the first administrator (the program only), or a new password (I10). */
export const issueLink = defineCommand({
  name: 'identity.issue-link',
  input: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('first_admin') }),
    z.strictObject({ kind: z.literal('set_password'), personId: z.uuid() }),
  ]),
  replayable: false,
  load: async (input, { db }) => (input.kind === 'set_password' ? findAccount(db, input.personId) : null),
  policy: (caller, _account, input) =>
    caller.kind === 'system' ? allow : allowIf(input.kind === 'set_password' && hasRole(caller, 'admin'), 'role.admin_only'),
  async run(input, account, { db, now, token }) {
    if (input.kind === 'set_password') {
      if (!account) throw new DomainError('not_found', 'not_found');
      if (!account.userName) throw new DomainError('rejected', 'identity.no_user_name');
      if (account.status === 'blocked') throw new DomainError('rejected', 'identity.blocked_account');
    }
    await voidLinks(db, { kind: input.kind, personId: account?.id ?? null });
    const secret = token(24);
    const expiresAt = new Date(now.getTime() + HOURS_24);
    await createLink(db, { tokenHash: tokenHashOf(secret), kind: input.kind, personId: account?.id ?? null, createdAt: now, expiresAt });
    return { token: secret, expiresAt: expiresAt.toISOString() };
  },
  audit: (input, account) => ({ objectType: 'access_link', objectId: account?.id ?? 'first_admin', details: { kind: input.kind } }),
});
