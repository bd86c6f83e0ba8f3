import { z } from 'zod';
import { hasRole } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { allowIf } from '../../../kernel/policy';
import { localDateOf } from '../facts';
import { listBodies, listOfficers, membersOn } from '../repository';

/** What the form of a session offers: bodies with their members on a day, and the officers who can be secretary. */
export const editor = defineQuery({
  name: 'meetings.editor',
  input: z.strictObject({ on: z.iso.date().optional() }),
  load: async ({ on }, { db, now }) => {
    const day = on ?? localDateOf(now);
    const bodies = await listBodies(db, day);
    const members = await Promise.all(bodies.map((body) => membersOn(db, body.id, day)));
    return { day, bodies, members, people: await listOfficers(db) };
  },
  policy: (caller) => allowIf(caller.kind === 'system' || hasRole(caller, 'officer'), 'role.officer_only'),
  present: ({ day, bodies, members, people }) => ({
    on: day,
    bodies: bodies.map((body, index) => ({
      id: body.id,
      name: body.name,
      shortName: body.shortName,
      invitationWorkingDays: body.policy.invitationWorkingDays,
      members: (members[index] ?? []).map(({ personId, fullName, position, voting }) => ({ personId, fullName, position, voting })),
    })),
    officers: people.filter(({ isOfficer, isAdmin }) => isOfficer && !isAdmin).map(({ id, fullName, title }) => ({ personId: id, fullName, position: title })),
  }),
});
