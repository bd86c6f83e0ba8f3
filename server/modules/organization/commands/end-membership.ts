import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { day } from '../fields';
import { administers } from '../policy';
import { endMembership as storeEnd, findMembership } from '../repository';

/** Ends a membership on a day; it stays for the sessions before it (O6). */
export const endMembership = defineCommand({
  name: 'organization.end-membership',
  input: z.strictObject({ membershipId: z.uuid(), validTo: day }),
  async load({ membershipId }, { db }) {
    const membership = await findMembership(db, membershipId);
    if (!membership) throw new DomainError('not_found', 'not_found');
    return membership;
  },
  policy: administers,
  async run({ membershipId, validTo }, _membership, { db }) {
    await storeEnd(db, membershipId, validTo);
    return { membershipId };
  },
  audit: (input) => ({ objectType: 'membership', objectId: input.membershipId, details: { validTo: input.validTo } }),
});
