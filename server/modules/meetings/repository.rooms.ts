import type { Db } from '../../kernel/ports/database';
import { rowsOf } from '../../kernel/repository';
import type { MeetingViewer } from './repository';
import { knownMeetings } from './repository.known';

/** A time at which a room is taken. */
export interface RoomBooking {
  meetingId: string;
  roomId: string;
  startsAt: Date;
  endsAt: Date;
  /** Null: a session the asking person may not know of. */
  title: string | null;
}

/** Bookings that are looked through: a room has a few a day, and nobody plans for more than a year or two. */
const MOST = 2_000;

/** Coming sessions in these rooms, drafts among them, first those that begin first (M53). @param viewer whose titles; null: nobody's. */
export async function bookingsOf(db: Db, roomIds: readonly string[], viewer: MeetingViewer | null, now: Date): Promise<RoomBooking[]> {
  const rows = await db.meeting.findMany({
    where: { roomId: { in: [...roomIds] }, endsAt: { gte: now }, state: { in: ['draft', 'published', 'in_session'] } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: MOST,
    select: { id: true, roomId: true, startsAt: true, endsAt: true, title: true },
  });
  const ids = rows.map(({ id }) => id);
  const known = viewer && ids.length > 0 ? knownMeetings(viewer) : null;
  const named = known ? await rowsOf<{ id: string }>(db, `SELECT k."id" FROM (${known.sql}) k WHERE k."id" IN (${ids.map(() => '?').join(', ')})`, [...known.values, ...ids]) : [];
  const mine = new Set(named.map(({ id }) => id));
  return rows.flatMap(({ id, roomId, title, ...times }) => (roomId === null ? [] : [{ meetingId: id, roomId, ...times, title: mine.has(id) ? title : null }]));
}
