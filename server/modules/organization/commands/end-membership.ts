import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertRowSeen } from '../changed-elsewhere';
import { day } from '../fields';
import { administers } from '../policy';
import { endMembership as storeEnd, findMembership, listMemberships } from '../repository';
import { assertValidity, overlap } from '../validity';

/**
 * Ends a membership on a day; it stays for the sessions before it (O6). `endsNow` is the end the person saw, so that a
 * day set by somebody else in between is not overwritten (O9).
 */
export const endMembership = defineCommand({
  name: 'organization.end-membership',
  input: z.strictObject({ membershipId: z.uuid(), validTo: day, endsNow: day.nullable().default(null) }),
  async load({ membershipId }, { db }) {
    const membership = await findMembership(db, membershipId);
    if (!membership) throw new DomainError('not_found', 'not_found');
    const others = (await listMemberships(db, { bodyId: membership.bodyId })).filter((seat) => seat.personId === membership.personId && seat.id !== membershipId);
    return { ...membership, others };
  },
  policy: administers,
  async run({ membershipId, validTo, endsNow }, { validFrom, validTo: current, others }, { db }) {
    await assertRowSeen(db, 'membership', membershipId, endsNow, current);
    assertValidity({ validFrom, validTo });
    if (others.some((seat) => overlap(seat, { validFrom, validTo }))) throw new DomainError('conflict', 'organization.already_member');
    await storeEnd(db, membershipId, validTo);
    return { membershipId };
  },
  audit: (input) => ({ objectType: 'membership', objectId: input.membershipId, details: { validTo: input.validTo } }),
});
