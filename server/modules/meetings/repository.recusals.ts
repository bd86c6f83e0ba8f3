import type { Db } from '../../kernel/ports/database';
import { rowsOf } from '../../kernel/repository';

/** Who takes no part in which items of a session, and why: by item, then by person. */
export type Recusals = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Of one session; asked with every paper that is opened. */
export async function recusalsOf(db: Db, meetingId: string): Promise<Recusals> {
  const rows = await rowsOf<{ itemId: string; personId: string; reason: string }>(db, 'SELECT "itemId", "personId", "reason" FROM "Recusal" WHERE "meetingId" = ? ORDER BY "at", "personId"', [meetingId]);
  const found = new Map<string, Map<string, string>>();
  for (const { itemId, personId, reason } of rows) found.set(itemId, (found.get(itemId) ?? new Map<string, string>()).set(personId, reason));
  return found;
}

/** People who take no part in an item; none for no item. */
export const peopleRecused = (recusals: Recusals, itemId: string | null): ReadonlySet<string> => new Set(itemId === null ? [] : recusals.get(itemId)?.keys());

export async function storeRecusal(db: Db, recusal: { itemId: string; personId: string; meetingId: string; reason: string; at: Date }): Promise<void> {
  await db.recusal.create({ data: recusal });
}

export async function removeRecusal(db: Db, itemId: string, personId: string): Promise<void> {
  await db.recusal.delete({ where: { itemId_personId: { itemId, personId } } });
}

/** The item of the paper that somebody presents in a session now; null: they present none, or one of no item. */
export async function presentedItem(db: Db, meetingId: string, personId: string): Promise<string | null> {
  const shown = await db.presentation.findFirst({ where: { meetingId, personId, meeting: { state: 'in_session' } }, select: { documentId: true } });
  if (!shown?.documentId) return null;
  return (await db.document.findUnique({ where: { id: shown.documentId }, select: { itemId: true } }))?.itemId ?? null;
}
