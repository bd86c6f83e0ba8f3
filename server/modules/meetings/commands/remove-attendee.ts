import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { loadMeetingAccess, preparersOnly } from '../access';
import { ATTENDEES_CHANGED } from '../events';
import { assertMayLeave } from '../leaving-seats';
import { listSeats, removeSeat } from '../repository';

const REMOVABLE: readonly string[] = ['guest', 'substitute', 'assistant'];

/** Takes away the seat of a guest, substitute or assistant who has not attended (M9). */
export const removeAttendee = defineCommand({
  name: 'meetings.remove-attendee',
  input: z.strictObject({ meetingId: z.uuid(), seatId: z.uuid() }),
  load: async ({ meetingId, seatId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    const seats = await listSeats(db, meetingId);
    const seat = seats.find((candidate) => candidate.id === seatId);
    if (!seat) throw new DomainError('not_found', 'not_found');
    return { access, meeting: access.meeting, seat, count: seats.length };
  },
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ meetingId }, { seat, count }, { db, emit }) {
    if (!REMOVABLE.includes(seat.role) || seat.voting) throw new DomainError('rejected', 'meetings.member_stays', { name: seat.fullName });
    await assertMayLeave(db, meetingId, [seat]);
    await removeSeat(db, seat.id);
    emit({ type: ATTENDEES_CHANGED, stream: meetingId, payload: { count: count - 1 } });
    return { removed: seat.personId };
  },
  audit: ({ meetingId, seatId }, { seat }) => ({ objectType: 'attendee', objectId: seatId, meetingId, details: { personId: seat.personId, name: seat.fullName } }),
});
