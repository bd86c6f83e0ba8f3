import { z } from 'zod';
import { hasRole, personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf, deny } from '../../../kernel/policy';
import { ATTENDEES_CHANGED, MEETING_CREATED } from '../events';
import { factsForStore, factsShape, localDateOf } from '../facts';
import { createMeeting, findPeople, listBodies, membersOn, replaceSeats } from '../repository';
import { worksFor } from '../../organization';
import { officesOf } from '../offices';
import { seatsOf } from '../seats';

/** Makes the draft of a session of a body of the officer's own agency, with the attendees that follow from the body (M1, M2, M6, M16). Result: the meeting's id. */
export const create = defineCommand({
  name: 'meetings.create',
  input: z.strictObject({
    ...factsShape,
    bodyId: z.uuid(),
    chairId: z.uuid(),
    secretaryId: z.uuid(),
    assistantIds: z.array(z.uuid()).max(20).default([]),
  }),
  load: async ({ bodyId, startsAt, secretaryId, assistantIds }, { db, caller }) => {
    const on = localDateOf(new Date(startsAt));
    const body = (await listBodies(db, on)).find(({ id }) => id === bodyId) ?? null;
    const personId = personIdOf(caller);
    const isForeign = body !== null && personId !== null && !(await worksFor(db, personId, body.id));
    return { body, isForeign, members: body ? await membersOn(db, body.id, on) : [], people: await findPeople(db, [secretaryId, ...assistantIds]) };
  },
  policy: (caller, { isForeign }) =>
    isForeign && hasRole(caller, 'officer') ? deny('meetings.foreign_body') : allowIf(caller.kind === 'system' || hasRole(caller, 'officer'), 'role.officer_only'),
  async run(input, { body, members, people }, { db, caller, now, id, emit }) {
    if (!body) throw new DomainError('rejected', 'meetings.no_such_body', { field: 'bodyId' });
    const { bodyId, chairId, secretaryId, assistantIds, ...facts } = input;
    const seats = seatsOf(members, { chairId, ...officesOf(people, secretaryId, assistantIds) });
    const meetingId = id();
    const createdById = personIdOf(caller) ?? secretaryId;
    await createMeeting(db, { id: meetingId, bodyId, chairId, secretaryId, policy: body.policy, createdById, createdAt: now, ...factsForStore(facts) });
    await replaceSeats(db, meetingId, seats.map((seat) => ({ ...seat, id: id() })));
    emit({ type: MEETING_CREATED, stream: meetingId, payload: {} });
    emit({ type: ATTENDEES_CHANGED, stream: meetingId, payload: { count: seats.length } });
    return { meetingId };
  },
  audit: ({ title, startsAt }, _loaded, { meetingId }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { title, startsAt } }),
});
