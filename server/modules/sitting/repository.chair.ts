import type { Db } from '../../kernel/ports/database';
import { rowsOf } from '../../kernel/repository';

/** Somebody asks for the chair (`claim`), or the secretary asks them to take it (`proposal`); nothing changes before both have said so. */
export interface ChairClaim {
  id: string;
  personId: string;
  kind: 'claim' | 'proposal';
  at: Date;
  refusedAt: Date | null;
  /** Why not; null while it waits. */
  reason: string | null;
}

/** Of a session, the oldest first; one of a person, the refused ones too until the chair is given on. */
export async function chairClaimsOf(db: Db, meetingId: string): Promise<ChairClaim[]> {
  const sql = 'SELECT "id", "personId", "kind", "at", "refusedAt", "reason" FROM "ChairClaim" WHERE "meetingId" = ? ORDER BY "id"';
  return rowsOf<ChairClaim>(db, sql, [meetingId], { instants: ['at', 'refusedAt'] });
}

/** In place of an earlier one of the same person. */
export async function storeClaim(db: Db, meetingId: string, { id, personId, kind, at }: Pick<ChairClaim, 'id' | 'personId' | 'kind' | 'at'>): Promise<void> {
  await db.chairClaim.deleteMany({ where: { meetingId, personId } });
  await db.chairClaim.create({ data: { id, meetingId, personId, kind, at } });
}

export async function refuseClaim(db: Db, id: string, refusedAt: Date, reason: string): Promise<void> {
  await db.chairClaim.update({ where: { id }, data: { refusedAt, reason } });
}

export async function dropClaim(db: Db, id: string): Promise<void> {
  await db.chairClaim.delete({ where: { id } });
}

/** The chair is settled: nobody asks for it any more. */
export async function clearClaims(db: Db, meetingId: string): Promise<void> {
  await db.chairClaim.deleteMany({ where: { meetingId } });
}
