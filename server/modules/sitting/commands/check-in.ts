import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { loadMeetingAccess, setAttendance } from '../../meetings';
import { arrived, assertMayCheckIn, assertNoCodeNeeded, isLate } from '../attendance';
import { CHECKED_IN } from '../events';
import { seatedOnly } from '../loading';
import { assertRoomCode } from '../room-code';

/** The caller is there, in the room or on line (L2, L3, L5, L42). */
export const checkIn = defineCommand({
  name: 'sitting.check-in',
  input: z.strictObject({ meetingId: z.uuid(), place: z.enum(['room', 'online']), /** What the room shows (L42). */ code: z.string().max(40).optional() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: seatedOnly,
  async run({ meetingId, place, code }, { meeting, seat }, { db, now, emit }) {
    if (!seat) throw new DomainError('not_found', 'not_found');
    assertMayCheckIn(meeting, place, now);
    if (code !== undefined) await assertRoomCode(db, meetingId, code, now);
    else assertNoCodeNeeded(meeting, place);
    const change = arrived(seat, place, now);
    const late = isLate(change, meeting.openedAt);
    if (seat.attendance !== place || seat.leftAt !== null) {
      await setAttendance(db, seat.id, { ...change, markedById: seat.personId });
      emit({ type: CHECKED_IN, stream: meetingId, payload: { personId: seat.personId, attendance: place, late } });
    }
    return { attendance: place, checkedInAt: (change.checkedInAt ?? now).toISOString(), late };
  },
  audit: ({ meetingId, place, code }, { seat }) => ({ objectType: 'attendee', objectId: seat?.id ?? '', meetingId, details: { place, byCode: code !== undefined } }),
});
