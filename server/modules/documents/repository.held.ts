import type { Db } from '../../kernel/ports/database';

/** A file that waits for the word of the one who sent it (Tệp chờ xác nhận không có dấu chỉ độ mật). */
export interface HeldPaper {
  id: string;
  meetingId: string;
  itemId: string | null;
  /** The paper it is a new version of, and the number of the version the person saw. */
  replacesId: string | null;
  replaces: number | null;
  reason: string | null;
  title: string | null;
  /** In the store of waiting files. */
  blobKey: string;
  sha256: string;
  size: number;
  fileName: string;
  facts: string;
  page: number;
  words: string;
  uploadedById: string;
  heldAt: Date;
  expiresAt: Date;
  state: 'waiting' | 'confirmed' | 'refused' | 'expired';
  documentId: string | null;
  erasedAt: Date | null;
}

type Row = NonNullable<Awaited<ReturnType<Db['heldPaper']['findUnique']>>>;
const toHeld = (row: Row): HeldPaper => ({ ...row, state: row.state as HeldPaper['state'] });

export async function findHeld(db: Db, id: string): Promise<HeldPaper | null> {
  const row = await db.heldPaper.findUnique({ where: { id } });
  return row && toHeld(row);
}

export type HeldPlace = Pick<HeldPaper, 'meetingId' | 'itemId' | 'replacesId' | 'uploadedById' | 'sha256'>;

/** The same bytes sent to the same place by the same person, still waiting. */
export async function findSameHeld(db: Db, place: HeldPlace, now: Date): Promise<HeldPaper | null> {
  const row = await db.heldPaper.findFirst({ where: { ...place, state: 'waiting', expiresAt: { gt: now } } });
  return row && toHeld(row);
}

/** What one person is asked about, oldest first. */
export async function listHeld(db: Db, meetingId: string, uploadedById: string, now: Date): Promise<HeldPaper[]> {
  const rows = await db.heldPaper.findMany({ where: { meetingId, uploadedById, state: 'waiting', expiresAt: { gt: now } }, orderBy: [{ heldAt: 'asc' }, { id: 'asc' }] });
  return rows.map(toHeld);
}

export async function createHeld(db: Db, held: Omit<HeldPaper, 'state' | 'documentId' | 'erasedAt'>): Promise<void> {
  await db.heldPaper.create({ data: held });
}

export async function confirmHeld(db: Db, id: string, documentId: string): Promise<void> {
  await db.heldPaper.update({ where: { id }, data: { state: 'confirmed', documentId } });
}

/** Its bytes are gone; so is what tells of them: a name or a word of a secret may be one itself (D22). */
export async function forgetHeld(db: Db, id: string, state: 'refused' | 'expired', now: Date): Promise<void> {
  await db.heldPaper.update({ where: { id }, data: { state, erasedAt: now, fileName: '', title: null, reason: null, words: '', facts: '', sha256: '' } });
}

export async function noteErased(db: Db, id: string, now: Date): Promise<void> {
  await db.heldPaper.update({ where: { id }, data: { erasedAt: now } });
}

/** Whose bytes still lie where they waited and need not any more. */
export async function listToErase(db: Db, now: Date, limit: number): Promise<HeldPaper[]> {
  const rows = await db.heldPaper.findMany({ where: { erasedAt: null, OR: [{ state: { not: 'waiting' } }, { expiresAt: { lte: now } }] }, orderBy: { id: 'asc' }, take: limit });
  return rows.map(toHeld);
}

/** Keys of waiting files that rows name. */
export async function heldKeys(db: Db, among: readonly string[]): Promise<string[]> {
  return (await db.heldPaper.findMany({ where: { blobKey: { in: [...among] }, erasedAt: null }, select: { blobKey: true } })).map(({ blobKey }) => blobKey);
}
