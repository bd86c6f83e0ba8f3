import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { loadMeetingAccess, preparersOnly } from '../access';
import { MEETING_PUBLISHED } from '../events';
import { invitationTerm } from '../invitation';
import { noteInvited } from '../looks';
import { countsOf, listSeats } from '../repository';
import { changeMeeting } from '../versions';

/** Shows the session to everybody who belongs to it (M4, M7). Result: how many, and the term of the invitation with its dates. */
export const publish = defineCommand({
  name: 'meetings.publish',
  input: z.strictObject({ meetingId: z.uuid(), version: z.int().positive() }),
  load: async ({ meetingId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    return { access, meeting: access.meeting, seats: await listSeats(db, meetingId), counts: await countsOf(db, meetingId) };
  },
  policy: preparersOnly,
  requires: { meeting: ['draft'] },
  async run({ meetingId, version }, { meeting, seats, counts }, { db, now, emit }) {
    if (counts.items === 0) throw new DomainError('rejected', 'meetings.needs_item');
    const held = (role: string, personId: string): boolean => seats.some((seat) => seat.role === role && seat.personId === personId);
    if (!held('chair', meeting.chairId)) throw new DomainError('rejected', 'meetings.needs_chair');
    if (!held('secretary', meeting.secretaryId)) throw new DomainError('rejected', 'meetings.needs_secretary');
    await changeMeeting(db, meeting, version, { state: 'published', publishedAt: now });
    await noteInvited(db, meetingId, now);
    emit({ type: MEETING_PUBLISHED, stream: meetingId, payload: { invitationNumber: meeting.invitationNumber, attendees: seats.length } });
    return { version: version + 1, attendees: seats.length, invitation: invitationTerm({ ...meeting, publishedAt: now }, now) };
  },
  audit: ({ meetingId }, _loaded, { attendees, invitation }) => ({
    objectType: 'meeting',
    objectId: meetingId,
    meetingId,
    details: { attendees, inTime: invitation?.inTime ?? null },
  }),
});
