import type { Db } from '../../kernel/ports/database';
import { rowsOf } from '../../kernel/repository';
import type { Meeting } from './repository';

/** Whom the session was called with as its chair, whoever presides now. */
export const calledChairOf = ({ chairId, calledChairId }: Pick<Meeting, 'chairId' | 'calledChairId'>): string => calledChairId ?? chairId;

/** Gives the office of the chair to another member: it is that of one seat, so every rule that asks for the chair follows. @param itemId the item for which only; null: until it is given on. */
export async function moveChair(db: Db, meeting: Pick<Meeting, 'id' | 'chairId' | 'calledChairId'>, toId: string, itemId: string | null): Promise<void> {
  const called = calledChairOf(meeting);
  const [meetingId, isBack] = [meeting.id, toId === called];
  await db.meeting.update({ where: { id: meetingId, chairId: meeting.chairId }, data: { chairId: toId, calledChairId: isBack ? null : called, chairItemId: isBack ? null : itemId } });
  await db.attendee.update({ where: { meetingId_personId: { meetingId, personId: meeting.chairId } }, data: { role: 'member' } });
  await db.attendee.update({ where: { meetingId_personId: { meetingId, personId: toId } }, data: { role: 'chair' } });
}

/** The chair given for an item stays where it is. */
export async function keepChair(db: Db, meetingId: string): Promise<void> {
  await db.meeting.update({ where: { id: meetingId }, data: { chairItemId: null } });
}

/** Person ids of the deputies of a body on a date (YYYY-MM-DD). */
export async function deputiesOf(db: Db, bodyId: string, on: string): Promise<ReadonlySet<string>> {
  const sql = `SELECT "personId" FROM "Membership" WHERE "bodyId" = ? AND "role" = 'vice_chair' AND "validFrom" <= ? AND ("validTo" IS NULL OR "validTo" >= ?)`;
  return new Set((await rowsOf<{ personId: string }>(db, sql, [bodyId, on, on])).map(({ personId }) => personId));
}
