import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { loadMeetingAccess, preparersOnly } from '../access';
import { ATTENDEES_CHANGED } from '../events';
import { localDateOf } from '../facts';
import { officesOf } from '../offices';
import { findPeople, membersOn, replaceSeats } from '../repository';
import { seatsOf } from '../seats';
import { changeMeeting } from '../versions';

/** Takes the attendees anew from the body as it is on the day of the session, with chair, secretary and assistants (M2, M6, M9). */
export const setAttendees = defineCommand({
  name: 'meetings.set-attendees',
  input: z.strictObject({
    meetingId: z.uuid(),
    version: z.int().positive(),
    chairId: z.uuid(),
    secretaryId: z.uuid(),
    assistantIds: z.array(z.uuid()).max(20).default([]),
  }),
  load: async ({ meetingId, secretaryId, assistantIds }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    const members = await membersOn(db, access.meeting.bodyId, localDateOf(access.meeting.startsAt));
    return { access, meeting: access.meeting, members, people: await findPeople(db, [secretaryId, ...assistantIds]) };
  },
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published'] },
  async run({ meetingId, version, chairId, secretaryId, assistantIds }, { meeting, members, people }, { db, id, emit }) {
    const seats = seatsOf(members, { chairId, ...officesOf(people, secretaryId, assistantIds) });
    await changeMeeting(db, meeting, version, { chairId, secretaryId });
    await replaceSeats(db, meetingId, seats.map((seat) => ({ ...seat, id: id() })));
    emit({ type: ATTENDEES_CHANGED, stream: meetingId, payload: { count: seats.length } });
    return { version: version + 1, seats: seats.length };
  },
  audit: ({ meetingId, chairId, secretaryId, assistantIds }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { chairId, secretaryId, assistantIds } }),
});
