import type { Db } from '../../kernel/ports/database';
import { peopleNames } from '../identity';

export interface PinReset {
  /** Name of the administrator; null: at the console of the server. */
  by: string | null;
  at: Date;
  reason: string;
}

/** Resets of one person's wrong PINs at one key, oldest first. */
export async function pinResetsOf(db: Db, keyId: string, personId: string): Promise<PinReset[]> {
  const rows = await db.pinReset.findMany({ where: { keyId, personId }, orderBy: { id: 'asc' } });
  const names = await peopleNames(db, rows.flatMap(({ resetById }) => resetById ?? []));
  return rows.map(({ resetById, at, reason }) => ({ by: resetById && (names.get(resetById) ?? ''), at, reason }));
}

export async function addPinReset(db: Db, reset: { id: string; keyId: string; personId: string; resetById: string | null; reason: string; at: Date }): Promise<void> {
  await db.pinReset.create({ data: reset });
}
