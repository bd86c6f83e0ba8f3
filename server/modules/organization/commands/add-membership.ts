import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { personIdOf } from '../../../kernel/actor';
import { DomainError } from '../../../kernel/errors';
import { assertFits } from '../../../kernel/limits';
import { chairsOf, nameOfCaller, tell } from '../../identity';
import { dateInVietNam } from '../../../shared/rules/date-forms';
import { day, line } from '../fields';
import { administers } from '../policy';
import { findBody, findPerson, insertMembership, listMemberships } from '../repository';
import { assertValidity, overlap } from '../validity';

/** Makes a person a member of a body from a day on (O6); nobody gives a seat to themself, and the chair is told (O11). */
export const addMembership = defineCommand({
  name: 'organization.add-membership',
  input: z.strictObject({
    bodyId: z.uuid(),
    personId: z.uuid(),
    position: line(200),
    role: z.enum(['chair', 'vice_chair', 'member']).default('member'),
    voting: z.boolean().default(true),
    protocolOrder: z.number().int().min(1).max(9999),
    validFrom: day,
    validTo: day.nullable().default(null),
  }),
  async load({ bodyId, personId, validFrom, validTo }, { db }) {
    const [body, person] = [await findBody(db, bodyId), await findPerson(db, personId)];
    if (!body || !person) throw new DomainError('not_found', 'not_found');
    const seats = await listMemberships(db, { bodyId });
    return { body, person, memberships: seats.length, held: seats.some((seat) => seat.personId === personId && overlap(seat, { validFrom, validTo })) };
  },
  policy: administers,
  async run(fields, { held, body, person, memberships }, context) {
    const { db, id, caller, now } = context;
    assertValidity(fields);
    if (person.isRemoved) throw new DomainError('gone', 'organization.person_removed');
    if (personIdOf(caller) === fields.personId) throw new DomainError('rejected', 'organization.not_your_own_seat');
    if (held) throw new DomainError('conflict', 'organization.already_member');
    assertFits(memberships + 1, 'memberships');
    const membershipId = id();
    await insertMembership(db, { id: membershipId, ...fields });
    await tell(context, await chairsOf(db, [body.id], dateInVietNam(now), fields.personId), 'seat_given', { person: person.fullName, body: body.name, by: nameOfCaller(caller) });
    return { membershipId };
  },
  audit: (input, _loaded, { membershipId }) => ({ objectType: 'membership', objectId: membershipId, details: { ...input } }),
});
