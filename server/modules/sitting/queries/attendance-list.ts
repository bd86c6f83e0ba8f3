import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { listSeats, loadMeetingAccess } from '../../meetings';
import { bodyOf } from '../../organization';
import { attendanceList as listOf } from '../attendance-list';
import { officersOnly } from '../loading';
import { paperMark } from '../notes/mark';

/** The attendance list of a session, for those who run it (L55). */
export const attendanceList = defineQuery({
  name: 'sitting.attendance-list',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: officersOnly,
  async present({ meeting }, _input, { db, now }) {
    const { id, bodyId, title, startsAt, openedAt, closedAt, place } = meeting;
    const seats = await listSeats(db, id);
    const nameOf = (personId: string): string => seats.find((seat) => seat.personId === personId)?.fullName ?? '';
    return { meeting: { id, title, startsAt, openedAt, closedAt, place }, takenAt: now, body: (await bodyOf(db, bodyId)).name, secretary: nameOf(meeting.secretaryId), onPaper: await paperMark(db, id), ...(await listOf(db, meeting, now)) };
  },
});
