import type { Db } from '../../kernel/ports/database';

/** Documents whose files need care by now, the longest due first. */
export async function careDue(db: Db, now: Date, take: number): Promise<string[]> {
  const rows = await db.officialDocument.findMany({ where: { careAt: { lte: now }, state: { in: ['approved', 'signed'] } }, select: { id: true }, orderBy: { careAt: 'asc' }, take });
  return rows.map(({ id }) => id);
}

export async function setCare(db: Db, id: string, careAt: Date | null): Promise<void> {
  await db.officialDocument.update({ where: { id }, data: { careAt } });
}
