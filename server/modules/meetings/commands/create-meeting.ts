import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertFits } from '../../../kernel/limits';
import { allowIf, deny } from '../../../kernel/policy';
import { hasRole } from '../../../shared/rules/roles';
import { ATTENDEES_CHANGED, MEETING_CREATED } from '../events';
import { factsForStore, factsShape, localDateOf } from '../facts';
import { loadMeetingAccess, prepares } from '../access';
import { createMeeting, findPeople, listBodies, listSeats, membersOn, replaceSeats } from '../repository';
import { worksFor } from '../../organization';
import { officesOf } from '../offices';
import { placedIn } from '../places';
import { guestsAgain, seatsOf } from '../seats';
import { listedSite } from '../sites';

/** Makes the draft of a session of a body of the officer's own agency, with the attendees that follow from the body (M1, M2, M6, M16), and the guests of an earlier one it is made from (M31). Result: the meeting's id. */
export const create = defineCommand({
  name: 'meetings.create',
  input: z.strictObject({
    ...factsShape,
    bodyId: z.uuid(),
    chairId: z.uuid(),
    secretaryId: z.uuid(),
    assistantIds: z.array(z.uuid()).max(20).default([]),
    /** The earlier session it is made from. */
    fromId: z.uuid().optional(),
  }),
  load: async ({ bodyId, startsAt, secretaryId, assistantIds, fromId }, { db, caller }) => {
    const on = localDateOf(new Date(startsAt));
    const body = (await listBodies(db, on)).find(({ id }) => id === bodyId) ?? null;
    const personId = personIdOf(caller);
    const isForeign = body !== null && personId !== null && !(await worksFor(db, personId, body.id));
    const from = fromId ? await loadMeetingAccess(db, fromId, caller) : null;
    const guests = fromId ? (await listSeats(db, fromId)).filter(({ role }) => role === 'guest') : [];
    const people = await findPeople(db, [secretaryId, ...assistantIds, ...guests.map(({ personId }) => personId)]);
    return { body, isForeign, from, guests, members: body ? await membersOn(db, body.id, on) : [], people };
  },
  policy: (caller, { isForeign, from }) => {
    if (isForeign && hasRole(caller, 'officer')) return deny('meetings.foreign_body');
    if (from && !prepares(from)) return deny('meetings.secretary_only');
    return allowIf(caller.kind === 'system' || hasRole(caller, 'officer'), 'role.officer_only');
  },
  async run(input, { body, members, people, guests }, { db, caller, now, id, emit }) {
    if (!body) throw new DomainError('rejected', 'meetings.no_such_body', { field: 'bodyId' });
    const { bodyId, chairId, secretaryId, assistantIds, fromId: _from, ...facts } = input;
    const placed = await placedIn(db, factsForStore(facts), bodyId, null);
    const own = seatsOf(members, { chairId, ...officesOf(people, secretaryId, assistantIds) });
    const seats = [...own, ...guestsAgain(guests, people, own)];
    assertFits(seats.length, 'seats');
    const meetingId = id();
    const createdById = personIdOf(caller) ?? secretaryId;
    await createMeeting(db, { id: meetingId, bodyId, chairId, secretaryId, policy: body.policy, createdById, createdAt: now, ...placed });
    await replaceSeats(db, meetingId, seats.map((seat) => ({ ...seat, id: id() })));
    for (const { site } of seats) if (site) await listedSite(db, meetingId, site, id);
    emit({ type: MEETING_CREATED, stream: meetingId, payload: {} });
    emit({ type: ATTENDEES_CHANGED, stream: meetingId, payload: { count: seats.length } });
    return { meetingId };
  },
  audit: ({ title, startsAt, fromId }, _loaded, { meetingId }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { title, startsAt, ...(fromId ? { fromId } : {}) } }),
});
