import type { RunContext } from '../../kernel/command';
import { setAttendance, type Meeting, type Seat } from '../meetings';
import { arrived, assertMayCheckIn, isLate } from './attendance';
import { CHECKED_IN } from './events';

/** Somebody is there: by their own word, or by what they hold (L2, L3, L5). Who is there already is left as they are. */
export async function checkInSeat({ db, now, emit }: Pick<RunContext<unknown>, 'db' | 'now' | 'emit'>, { meeting, seat, place }: { meeting: Meeting; seat: Seat; place: 'room' | 'online' }) {
  assertMayCheckIn(meeting, place, now);
  const change = arrived(seat, place, now);
  const late = isLate(change, meeting.openedAt);
  if (seat.attendance !== place || seat.leftAt !== null) {
    await setAttendance(db, seat.id, { ...change, markedById: seat.personId });
    emit({ type: CHECKED_IN, stream: meeting.id, payload: { personId: seat.personId, attendance: place, late } });
  }
  return { attendance: place, checkedInAt: (change.checkedInAt ?? now).toISOString(), late };
}
