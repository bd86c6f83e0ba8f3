import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { presentedBy, type Seat } from './repository';

/** Seats that would be gone when the body's seats are put in place anew: those not among the next, and substitutes of such members. */
export function dropped(seats: readonly Seat[], next: readonly { personId: string }[]): Seat[] {
  const kept = new Set(next.map(({ personId }) => personId));
  return seats.filter((seat) => !kept.has(seat.personId) && seat.role !== 'guest' && !(seat.role === 'substitute' && (!seat.substituteForId || kept.has(seat.substituteForId))));
}

/**
 * Who attended stays (M9), and so does who presents an item of the agenda (A10).
 * @throws DomainError `rejected`/`meetings.has_attended` or `meetings.presents_item` {name, title}.
 */
export async function assertMayLeave(db: Db, meetingId: string, seats: readonly Seat[]): Promise<void> {
  const attended = seats.find((seat) => seat.checkedInAt);
  if (attended) throw new DomainError('rejected', 'meetings.has_attended', { name: attended.fullName });
  const [presented] = await presentedBy(db, meetingId, seats.map(({ personId }) => personId));
  if (!presented) return;
  const name = seats.find(({ personId }) => personId === presented.personId)?.fullName ?? '';
  throw new DomainError('rejected', 'meetings.presents_item', { name, title: presented.title });
}
