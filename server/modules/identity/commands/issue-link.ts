import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allow, allowIf } from '../../../kernel/policy';
import { hasRole } from '../../../shared/rules/roles';
import { assertLinkable, isInUse, makeLink, storeLink } from '../access-links';
import { nameOfCaller } from '../notices';
import { findAccount } from '../repository';

/**
 * A link that works once and for 24 hours (I10): the first administrator (the program only), or the first password of an
 * account. An account in use needs a second person (`identity.request-link`), or the console of the server.
 */
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
  async run(input, account, context) {
    const madeBy = nameOfCaller(context.caller);
    if (input.kind === 'first_admin') return storeLink(context, { kind: 'first_admin', personId: null, madeBy });
    assertLinkable(account);
    if (isInUse(account) && context.caller.kind !== 'system') throw new DomainError('conflict', 'identity.link_needs_release');
    return makeLink(context, account, madeBy);
  },
  audit: (input, account) => ({ objectType: 'access_link', objectId: account?.id ?? 'first_admin', details: { kind: input.kind } }),
});
