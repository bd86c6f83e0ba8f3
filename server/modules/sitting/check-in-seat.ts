import type { RunContext } from '../../kernel/command';
import { setAttendance, type Meeting, type Seat } from '../meetings';
import { arrived, assertMayCheckIn, isLate } from './attendance';
import { CHECKED_IN } from './events';

/** Somebody is there: by their own word, or by what they hold (L2, L3, L5). Who is there already is left as they are. */
export async function checkInSeat({ db, now, emit }: Pick<RunContext<unknown>, 'db' | 'now' | 'emit'>, { meeting, seat, place, site }: { meeting: Meeting; seat: Seat; place: 'room' | 'online'; /** Name of the site; left out: as it was planned (L71). */ site?: string | null | undefined }) {
  assertMayCheckIn(meeting, place, now);
  const change = arrived(seat, place, now, site);
  const late = isLate(change, meeting.openedAt);
  const from = change.site === undefined ? seat.site : change.site;
  if (seat.attendance !== place || seat.leftAt !== null || seat.site !== from) {
    await setAttendance(db, seat.id, { ...change, markedById: seat.personId });
    emit({ type: CHECKED_IN, stream: meeting.id, payload: { personId: seat.personId, attendance: place, late, site: from } });
  }
  return { attendance: place, site: from, checkedInAt: (change.checkedInAt ?? now).toISOString(), late };
}
