import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { allowIf } from '../../../kernel/policy';
import { hasRole } from '../../../shared/rules/roles';
import { unitsOfAgency } from '../../organization';
import { localDateOf } from '../facts';
import { listBodies, listOfficers, membersOn } from '../repository';

/** What the form of a session offers: the bodies of the officer's agency with their members on a day, and the officers who can be secretary (M16). */
export const editor = defineQuery({
  name: 'meetings.editor',
  input: z.strictObject({ on: z.iso.date().optional() }),
  load: async ({ on }, { db, now, caller }) => {
    const day = on ?? localDateOf(now);
    const personId = personIdOf(caller);
    const own = new Set(personId ? await unitsOfAgency(db, personId) : []);
    const isOwn = (unitId: string | null): boolean => caller.kind === 'system' || (unitId !== null && own.has(unitId));
    const bodies = (await listBodies(db, day)).filter(({ unitId }) => isOwn(unitId));
    const members = await Promise.all(bodies.map((body) => membersOn(db, body.id, day)));
    return { day, bodies, members, people: (await listOfficers(db)).filter(({ unitId }) => isOwn(unitId)) };
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
