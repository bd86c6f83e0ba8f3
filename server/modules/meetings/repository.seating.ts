import type { Db } from '../../kernel/ports/database';
import type { SeatPlan, Seating } from '../../shared/rules/seat-plan';

/** Sơ đồ chỗ ngồi của một phiên họp. */
export interface SeatMap {
  plan: SeatPlan;
  seating: Seating;
  laidAt: Date;
}

export async function findSeatMap(db: Db, meetingId: string): Promise<SeatMap | null> {
  const row = await db.seatMap.findUnique({ where: { meetingId } });
  return row && { plan: JSON.parse(row.plan) as SeatPlan, seating: JSON.parse(row.seating) as Seating, laidAt: row.laidAt };
}

export async function storeSeatMap(db: Db, meetingId: string, { plan, seating, laidAt }: SeatMap): Promise<void> {
  const stored = { plan: JSON.stringify(plan), seating: JSON.stringify(seating), laidAt };
  await db.seatMap.upsert({ where: { meetingId }, create: { meetingId, ...stored }, update: stored });
}

export async function storeSeating(db: Db, meetingId: string, seating: Seating): Promise<void> {
  await db.seatMap.update({ where: { meetingId }, data: { seating: JSON.stringify(seating) } });
}
