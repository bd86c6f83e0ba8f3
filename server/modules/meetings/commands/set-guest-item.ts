import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { loadMeetingAccess, preparersOnly } from '../access';
import { ATTENDEES_CHANGED } from '../events';
import { assertItemOf, listSeats, setGuestItem } from '../repository';

/** Asks a guest to one item only, or to the whole session (M44). */
export const setGuestItemCommand = defineCommand({
  name: 'meetings.set-guest-item',
  input: z.strictObject({ meetingId: z.uuid(), seatId: z.uuid(), itemId: z.uuid().nullable() }),
  load: async ({ meetingId, seatId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    const seats = await listSeats(db, meetingId);
    const seat = seats.find(({ id }) => id === seatId);
    if (!seat) throw new DomainError('not_found', 'not_found');
    return { access, meeting: access.meeting, seat, seats };
  },
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ meetingId, itemId }, { seat, seats }, { db, emit }) {
    if (seat.role !== 'guest') throw new DomainError('rejected', 'meetings.only_guests_of_item', { name: seat.fullName });
    if (itemId !== null) await assertItemOf(db, meetingId, itemId);
    await setGuestItem(db, seat.id, itemId);
    emit({ type: ATTENDEES_CHANGED, stream: meetingId, payload: { count: seats.length } });
    return { seatId: seat.id };
  },
  audit: ({ meetingId, seatId, itemId }, { seat }) => ({ objectType: 'attendee', objectId: seatId, meetingId, details: { personId: seat.personId, itemId } }),
});
