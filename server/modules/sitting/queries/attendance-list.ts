import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { loadMeetingAccess } from '../../meetings';
import { attendanceList as listOf } from '../attendance-list';
import { officersOnly } from '../loading';

/** The attendance list of a session, for those who run it (L55). */
export const attendanceList = defineQuery({
  name: 'sitting.attendance-list',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: officersOnly,
  async present({ meeting }, _input, { db, now }) {
    const { id, title, startsAt, openedAt, closedAt, place } = meeting;
    return { meeting: { id, title, startsAt, openedAt, closedAt, place }, takenAt: now, ...(await listOf(db, meeting, now)) };
  },
});
