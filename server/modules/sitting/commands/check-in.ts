import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { loadMeetingAccess, setAttendance } from '../../meetings';
import { arrived, assertMayCheckIn, isLate } from '../attendance';
import { CHECKED_IN } from '../events';
import { seatedOnly } from '../loading';

/** The caller is there, in the room or on line (L2, L3, L5). */
export const checkIn = defineCommand({
  name: 'sitting.check-in',
  input: z.strictObject({ meetingId: z.uuid(), place: z.enum(['room', 'online']) }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: seatedOnly,
  async run({ meetingId, place }, { meeting, seat }, { db, now, emit }) {
    if (!seat) throw new DomainError('not_found', 'not_found');
    assertMayCheckIn(meeting, place, now);
    const change = arrived(seat, place, now);
    const late = isLate(change, meeting.openedAt);
    if (seat.attendance !== place || seat.leftAt !== null) {
      await setAttendance(db, seat.id, { ...change, markedById: seat.personId });
      emit({ type: CHECKED_IN, stream: meetingId, payload: { personId: seat.personId, attendance: place, late } });
    }
    return { attendance: place, checkedInAt: (change.checkedInAt ?? now).toISOString(), late };
  },
  audit: ({ meetingId, place }, { seat }) => ({ objectType: 'attendee', objectId: seat?.id ?? '', meetingId, details: { place } }),
});
