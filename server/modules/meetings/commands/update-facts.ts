import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertFits } from '../../../kernel/limits';
import { loadMeetingAccess, preparersOnly } from '../access';
import { ATTENDEES_CHANGED, MEETING_UPDATED } from '../events';
import { factsForStore, factsShape, localDateOf } from '../facts';
import { assertMayLeave, dropped } from '../leaving-seats';
import { noteInvited } from '../looks';
import { officesOf } from '../offices';
import { placedIn } from '../places';
import { findPeople, listBodies, listSeats, membersOn, replaceSeats } from '../repository';
import { listSites } from '../repository.sites';
import { seatsOf } from '../seats';
import { changeMeeting } from '../versions';

/** Changes what a session is, against the version the person saw (M8); on another day the members of that day attend (M2). */
export const updateFacts = defineCommand({
  name: 'meetings.update-facts',
  input: z.strictObject({ meetingId: z.uuid(), version: z.int().positive(), ...factsShape }),
  load: async ({ meetingId, startsAt }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    const { meeting } = access;
    const day = localDateOf(new Date(startsAt));
    const seated = await listSeats(db, meetingId);
    const assistantIds = seated.filter(({ role }) => role === 'assistant').map(({ personId }) => personId);
    const moved = day !== localDateOf(meeting.startsAt) && {
      body: (await listBodies(db, day)).some(({ id }) => id === meeting.bodyId),
      members: await membersOn(db, meeting.bodyId, day),
      people: await findPeople(db, [meeting.secretaryId, ...assistantIds]),
      assistantIds,
    };
    return { access, meeting, seated, moved };
  },
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published'] },
  async run({ meetingId, version, ...facts }, { meeting, seated, moved }, { db, now, id, emit }) {
    const sites = (await listSites(db, meetingId)).length;
    const placed = await placedIn(db, factsForStore(facts), meeting.bodyId, meeting);
    const next = placed.form === 'room' ? placed : { ...placed, remoteSites: Math.max(placed.remoteSites, sites) };
    const fields = Object.entries(next)
      .filter(([key, value]) => String(value) !== String(meeting[key as keyof typeof next]))
      .map(([key]) => key);
    await changeMeeting(db, meeting, version, next);
    if (moved) {
      if (!moved.body) throw new DomainError('rejected', 'meetings.no_such_body', { field: 'startsAt' });
      const { chairId, secretaryId } = meeting;
      const seats = seatsOf(moved.members, { chairId, ...officesOf(moved.people, secretaryId, moved.assistantIds) });
      assertFits(seats.length, 'seats');
      await assertMayLeave(db, meetingId, dropped(seated, seats));
      await replaceSeats(db, meetingId, seats.map((seat) => ({ ...seat, id: id() })));
      await noteInvited(db, meetingId, now);
      emit({ type: ATTENDEES_CHANGED, stream: meetingId, payload: { count: seats.length } });
    }
    emit({ type: MEETING_UPDATED, stream: meetingId, payload: { fields } });
    return { version: version + 1, fields };
  },
  audit: ({ meetingId }, _loaded, { fields }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { fields } }),
});
