import type { Db } from '../../kernel/ports/database';
import { perishable, rowsOf } from '../../kernel/repository';
import type { PageRun } from '../../shared/rules/pack-numbers';

export interface DocumentRun extends PageRun {
  documentId: string;
}

/** A pack somebody asked for (Tập tài liệu). */
export interface Pack {
  id: string;
  meetingId: string;
  digest: string;
  isLarge: boolean;
  forId: string | null;
  part: string | null;
  fileName: string;
  requestedById: string | null;
  requestedAt: Date;
  /** Position of the history up to which changes of papers are in it. */
  asOf: number;
  state: 'waiting' | 'ready' | 'gone';
  jobId: string | null;
  blobKey: string | null;
  sha256: string | null;
  size: number | null;
  pages: number | null;
  missing: number;
  seal: string | null;
  endedAt: Date | null;
  expiresAt: Date;
}

type Row = NonNullable<Awaited<ReturnType<Db['pack']['findUnique']>>>;
const toPack = (row: Row): Pack => ({ ...row, state: row.state as Pack['state'] });

/** Papers of a session at most, withdrawn ones among them (D34). */
const MOST_RUNS = 500;

export const oldPacks = perishable('Pack', ['id'], 'expiresAt');

/** Numbers given in a session, by number. */
export async function listRuns(db: Db, meetingId: string): Promise<DocumentRun[]> {
  return db.pageRun.findMany({ where: { meetingId }, orderBy: { first: 'asc' }, select: { documentId: true, first: true, count: true }, take: MOST_RUNS });
}

export async function findRun(db: Db, documentId: string): Promise<DocumentRun | null> {
  return db.pageRun.findUnique({ where: { documentId }, select: { documentId: true, first: true, count: true } });
}

export async function addRuns(db: Db, meetingId: string, runs: readonly DocumentRun[]): Promise<void> {
  for (const run of runs) await db.pageRun.create({ data: { ...run, meetingId } });
}

export async function findPack(db: Db, id: string): Promise<Pack | null> {
  const row = await db.pack.findUnique({ where: { id } });
  return row && toPack(row);
}

/** The newest one made, or being made, of this. */
export async function findPackOf(db: Db, meetingId: string, digest: string, forId: string | null, now: Date): Promise<Pack | null> {
  const row = await db.pack.findFirst({ where: { meetingId, digest, forId, state: { in: ['waiting', 'ready'] }, expiresAt: { gt: now } }, orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }] });
  return row && toPack(row);
}

/** Of a session, that one person asked for or that are for them, newest first. */
export async function listPacksOf(db: Db, meetingId: string, personId: string, take: number): Promise<Pack[]> {
  const rows = await db.pack.findMany({ where: { meetingId, state: { not: 'gone' }, OR: [{ requestedById: personId }, { forId: personId }] }, orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }], take });
  return rows.map(toPack);
}

export async function insertPack(db: Db, row: Pick<Pack, 'id' | 'meetingId' | 'digest' | 'isLarge' | 'forId' | 'part' | 'fileName' | 'requestedById' | 'requestedAt' | 'asOf' | 'jobId' | 'expiresAt'>): Promise<void> {
  await db.pack.create({ data: row });
}

export const countWaiting = (db: Db, requestedById: string | null, now: Date): Promise<number> => db.pack.count({ where: { requestedById, state: 'waiting', expiresAt: { gt: now } } });

export async function noteMade(db: Db, id: string, made: { blobKey: string; sha256: string; size: number; pages: number; missing: number; seal: string; endedAt: Date; expiresAt: Date }): Promise<void> {
  await db.pack.update({ where: { id }, data: { ...made, state: 'ready' } });
}

/** What was made of the papers of a session before that change is over. @param position of the change in the history. @returns how many. */
export async function endPacks(db: Db, meetingId: string, position: number, now: Date): Promise<number> {
  return (await db.pack.updateMany({ where: { meetingId, asOf: { lt: position }, state: { not: 'gone' }, expiresAt: { gt: now } }, data: { expiresAt: now } })).count;
}

export async function noteGone(db: Db, ids: readonly string[]): Promise<void> {
  await db.pack.updateMany({ where: { id: { in: [...ids] } }, data: { state: 'gone', blobKey: null, seal: null } });
}

export async function listEnded(db: Db, now: Date, take: number): Promise<Pack[]> {
  return (await db.pack.findMany({ where: { expiresAt: { lte: now }, state: { not: 'gone' } }, orderBy: { expiresAt: 'asc' }, take })).map(toPack);
}

export async function addPrints(db: Db, prints: readonly { id: string; meetingId: string; documentId: string; pages: number; at: Date }[]): Promise<void> {
  for (const print of prints) await db.packPrint.create({ data: print });
}

/** Pages of each paper of a session that were fetched to be printed. */
export async function printedPages(db: Db, meetingId: string): Promise<Map<string, number>> {
  const rows = await rowsOf<{ documentId: string; pages: number | bigint }>(db, 'SELECT "documentId", SUM("pages") AS "pages" FROM "PackPrint" WHERE "meetingId" = ? GROUP BY "documentId"', [meetingId]);
  return new Map(rows.map(({ documentId, pages }) => [documentId, Number(pages)]));
}
