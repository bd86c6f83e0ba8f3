import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { listSeats, loadMeetingAccess, localDateOf, preparersOnly } from '../../meetings';
import { unitsOn } from '../repository';

/** What the agenda editor offers: attendees as presenters, and the units that exist on the day. */
export const editor = defineQuery({
  name: 'agenda.editor',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: preparersOnly,
  async present({ meeting }, { meetingId }, { db }) {
    const seats = await listSeats(db, meetingId);
    return {
      presenters: seats.map(({ personId, fullName, position }) => ({ personId, fullName, position })),
      units: await unitsOn(db, localDateOf(meeting.startsAt)),
    };
  },
});
