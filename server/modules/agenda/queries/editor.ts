import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { listSeats, loadMeetingAccess, localDateOf, preparersOnly, readersOf } from '../../meetings';
import { unitsOn } from '../repository';

/** What the agenda editor offers: attendees as presenters and as readers of papers, and the units that exist on the day. */
export const editor = defineQuery({
  name: 'agenda.editor',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: preparersOnly,
  async present({ meeting }, { meetingId }, { db }) {
    const seats = await listSeats(db, meetingId);
    const readerOf = await readersOf(db, meetingId, seats);
    return {
      presenters: seats.map((seat) => ({
        personId: seat.personId,
        fullName: seat.fullName,
        position: seat.position,
        /** By which the page says who will see a paper, before that is saved (A30). */
        reader: readerOf(seat),
      })),
      units: await unitsOn(db, localDateOf(meeting.startsAt)),
    };
  },
});
