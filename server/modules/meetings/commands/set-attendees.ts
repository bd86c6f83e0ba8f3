import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertFits } from '../../../kernel/limits';
import { loadMeetingAccess, preparersOnly } from '../access';
import { ATTENDEES_CHANGED } from '../events';
import { localDateOf } from '../facts';
import { assertMayLeave, dropped } from '../leaving-seats';
import { noteInvited } from '../looks';
import { officesOf } from '../offices';
import { findPeople, listSeats, membersOn, replaceSeats } from '../repository';
import { seatsOf } from '../seats';
import { changeMeeting } from '../versions';

/**
 * Takes the attendees anew from the body as it is on the day of the session, with chair, secretary and assistants (M2, M6, M9).
 * While the session runs only the assistants change.
 */
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
    return { access, meeting: access.meeting, members, seated: await listSeats(db, meetingId), people: await findPeople(db, [secretaryId, ...assistantIds]) };
  },
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ meetingId, version, chairId, secretaryId, assistantIds }, { meeting, members, seated, people }, { db, now, id, emit }) {
    const running = meeting.state === 'in_session';
    if (running && (chairId !== meeting.chairId || secretaryId !== meeting.secretaryId)) throw new DomainError('conflict', 'meetings.offices_stand');
    const body = running ? seated.filter(({ voting }) => voting).map((seat) => ({ ...seat, isAdmin: false })) : members;
    const seats = seatsOf(body, { chairId, ...officesOf(people, secretaryId, assistantIds) });
    assertFits(seats.length, 'seats');
    await assertMayLeave(db, meetingId, dropped(seated, seats));
    await changeMeeting(db, meeting, version, { chairId, secretaryId });
    await replaceSeats(db, meetingId, seats.map((seat) => ({ ...seat, id: id() })));
    await noteInvited(db, meetingId, now);
    emit({ type: ATTENDEES_CHANGED, stream: meetingId, payload: { count: seats.length } });
    return { version: version + 1, seats: seats.length };
  },
  audit: ({ meetingId, chairId, secretaryId, assistantIds }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { chairId, secretaryId, assistantIds } }),
});
