import type { Db } from '../../kernel/ports/database';
import { rowsOf } from '../../kernel/repository';
import type { Position } from './position';

const INSTANTS = { instants: ['at', 'answeredAt'] } as const;

/** Of a session, by item. */
export async function positionsOf(db: Db, meetingId: string): Promise<Map<string, Position[]>> {
  const rows = await rowsOf<Position>(db, 'SELECT * FROM "Position" WHERE "meetingId" = ? ORDER BY "at", "personId"', [meetingId], INSTANTS);
  const found = new Map<string, Position[]>();
  for (const row of rows) found.set(row.itemId, [...(found.get(row.itemId) ?? []), row]);
  return found;
}

export async function findPosition(db: Db, itemId: string, personId: string): Promise<Position | null> {
  const [row] = await rowsOf<Position>(db, 'SELECT * FROM "Position" WHERE "itemId" = ? AND "personId" = ?', [itemId, personId], INSTANTS);
  return row ?? null;
}

export async function storePosition(db: Db, { itemId, personId, ...fields }: Position): Promise<void> {
  await db.position.upsert({ where: { itemId_personId: { itemId, personId } }, create: { itemId, personId, ...fields }, update: fields });
}

/** When the papers of each item changed last: a version came, or one was withdrawn. */
export async function papersChangedAt(db: Db, meetingId: string): Promise<Map<string, Date>> {
  const sql = `SELECT d."itemId" AS "itemId", MAX(v."createdAt") AS "came", MAX(d."removedAt") AS "went" FROM "Document" d JOIN "DocumentVersion" v ON v."documentId" = d."id"
    WHERE d."meetingId" = ? AND d."itemId" IS NOT NULL GROUP BY d."itemId"`;
  const rows = await rowsOf<{ itemId: string; came: Date; went: Date | null }>(db, sql, [meetingId], { instants: ['came', 'went'] });
  return new Map(rows.map(({ itemId, came, went }) => [itemId, went && went > came ? went : came]));
}

/** What is to be debated of items not begun, by how many of the members who take part in them. */
export interface Contested {
  itemId: string;
  speak: number;
  object: number;
  question: number;
}

export async function contestedIn(db: Db, meetingId: string): Promise<Contested[]> {
  const sql = `SELECT p."itemId" AS "itemId", SUM(CASE WHEN p."kind" = 'speak' THEN 1 ELSE 0 END) AS "speak", SUM(CASE WHEN p."kind" = 'object' THEN 1 ELSE 0 END) AS "object",
      SUM(CASE WHEN p."kind" = 'question' THEN 1 ELSE 0 END) AS "question"
    FROM "Position" p JOIN "Attendee" a ON a."meetingId" = p."meetingId" AND a."personId" = p."personId" JOIN "AgendaItem" i ON i."id" = p."itemId"
    WHERE p."meetingId" = ? AND p."kind" IN ('speak', 'object', 'question') AND a."voting" AND i."state" = 'coming' AND i."removedAt" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "Recusal" r WHERE r."itemId" = p."itemId" AND r."personId" = p."personId")
    GROUP BY p."itemId", i."order" ORDER BY i."order"`;
  const rows = await rowsOf<Contested>(db, sql, [meetingId]);
  return rows.map(({ itemId, speak, object, question }) => ({ itemId, speak: Number(speak), object: Number(object), question: Number(question) }));
}
