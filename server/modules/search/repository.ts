import type { Db } from '../../kernel/ports/database';
import { rowsOf } from '../../kernel/repository';
import { cleanText } from '../../shared/language/vietnamese-text';
import { searchWords } from '../../shared/language/search-text';

export type SourceKind = 'meeting' | 'item' | 'conclusion' | 'assignment' | 'paper' | 'minutes' | 'library';

/** Where a text that is searched comes from. */
export interface SearchSource {
  no: number;
  kind: SourceKind;
  /** Empty: of the library. */
  meetingId: string;
  /** Id of the session, the item, the version of a paper, or the minutes. */
  sourceId: string;
  documentId: string | null;
  /** Number of the version. */
  number: number | null;
  /** Pages of the paper, and how many of them have been gone through, or could not be read. */
  pages: number;
  read: number;
  unread: number;
}

export interface SourceText {
  page: number;
  text: string;
}

/** Rows of the index are numbered by source and page; both engines count alike. */
const PAGES_OF_A_SOURCE = 65_536;
export const LAST_PAGE = PAGES_OF_A_SOURCE - 1;
/** Rows of the index in one statement: each statement is a message to the thread of the database. */
const ROWS_AT_ONCE = 25;
const rowOf = (no: number, page: number): number => no * PAGES_OF_A_SOURCE + page;

const toSource = (row: Omit<SearchSource, 'kind'> & { kind: string }): SearchSource => ({ ...row, kind: row.kind as SourceKind });

/** What is indexed of one session. */
export async function sourcesOf(db: Db, meetingId: string): Promise<SearchSource[]> {
  return (await db.searchSource.findMany({ where: { meetingId }, orderBy: { no: 'asc' } })).map(toSource);
}

export async function findPaperSource(db: Db, versionId: string): Promise<SearchSource | null> {
  const row = await db.searchSource.findUnique({ where: { sourceId_kind: { sourceId: versionId, kind: 'paper' } } });
  return row && toSource(row);
}

export async function findLibrarySource(db: Db, entryId: string): Promise<SearchSource | null> {
  const row = await db.searchSource.findUnique({ where: { sourceId_kind: { sourceId: entryId, kind: 'library' } } });
  return row && toSource(row);
}

/** Short texts of sources: all of them, and of a paper its title. */
export async function shortTextsOf(db: Db, sources: readonly SearchSource[]): Promise<Map<number, SourceText[]>> {
  const texts = new Map<number, SourceText[]>(sources.map(({ no }) => [no, []]));
  const [papers, others] = [sources.filter(({ kind }) => kind === 'paper'), sources.filter(({ kind }) => kind !== 'paper')];
  const found = [
    ...(await db.searchText.findMany({ where: { no: { in: papers.map(({ no }) => no) }, page: 0 } })),
    ...(await db.searchText.findMany({ where: { no: { in: others.map(({ no }) => no) } } })),
  ];
  for (const { no, page, text } of found) texts.get(no)?.push({ page, text });
  return texts;
}

/** Texts of some pages of a source. */
export async function pageTextsOf(db: Db, no: number, pages: readonly number[]): Promise<Map<number, string>> {
  const rows = await db.searchText.findMany({ where: { no, page: { in: [...pages] } }, take: pages.length });
  return new Map(rows.map(({ page, text }) => [page, text]));
}

export async function addSource(db: Db, source: Pick<SearchSource, 'kind' | 'meetingId' | 'sourceId' | 'documentId' | 'number' | 'pages'>): Promise<number> {
  return (await db.searchSource.create({ data: source, select: { no: true } })).no;
}

/** Text as it is kept and its words. */
export const cleanedText = (text: string): string => cleanText(text).trim();

/** Keeps texts of a source, in the place of those it had under the same pages; empty ones are not kept. */
export async function putTexts(db: Db, no: number, texts: readonly SourceText[]): Promise<void> {
  if (texts.length === 0) return;
  const pages = texts.map(({ page }) => page);
  const old = await db.searchText.findMany({ where: { no, page: { in: pages } }, select: { page: true } });
  for (const { page } of old) await rowsOf(db, 'DELETE FROM "SearchIndex" WHERE "rowid" = ?', [rowOf(no, page)]);
  if (old.length > 0) await db.searchText.deleteMany({ where: { no, page: { in: old.map(({ page }) => page) } } });
  const said = texts.filter(({ text }) => text !== '');
  if (said.length === 0) return;
  await db.searchText.createMany({ data: said.map(({ page, text }) => ({ no, page, text })) });
  const rows = said.flatMap(({ page, text }) => {
    const words = searchWords(text);
    return words.length === 0 ? [] : [[rowOf(no, page), words.map(({ exact }) => exact).join(' '), words.map(({ folded }) => folded).join(' ')]];
  });
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const some = rows.slice(at, at + ROWS_AT_ONCE);
    await rowsOf(db, `INSERT INTO "SearchIndex" ("rowid", "exact", "folded") VALUES ${some.map(() => '(?, ?, ?)').join(', ')}`, some.flat());
  }
}

/** Takes a source out, with all of its texts. */
export async function dropSource(db: Db, no: number): Promise<void> {
  await rowsOf(db, 'DELETE FROM "SearchIndex" WHERE "rowid" BETWEEN ? AND ?', [rowOf(no, 0), rowOf(no, LAST_PAGE)]);
  await db.searchText.deleteMany({ where: { no } });
  await db.searchSource.delete({ where: { no } });
}

/** Notes how far a paper has been gone through. */
export async function noteRead(db: Db, no: number, progress: Pick<SearchSource, 'read' | 'unread'>): Promise<void> {
  await db.searchSource.update({ where: { no }, data: progress });
}

export interface PaperNow {
  documentId: string;
  title: string;
  versionId: string;
  number: number;
  pages: number;
}

/** Papers of a session as they are now, in their newest versions. */
export async function papersNow(db: Db, meetingId: string): Promise<PaperNow[]> {
  return rowsOf<PaperNow>(
    db,
    `SELECT d."id" AS "documentId", d."title", v."id" AS "versionId", v."number", v."pages" FROM "Document" d JOIN "DocumentVersion" v ON v."documentId" = d."id"
     WHERE d."meetingId" = ? AND d."removedAt" IS NULL AND NOT EXISTS (SELECT 1 FROM "DocumentVersion" n WHERE n."documentId" = d."id" AND n."number" > v."number")`,
    [meetingId],
  );
}

/** The stored file of a version, with what its inspection found. */
export async function storedFileOf(db: Db, versionId: string): Promise<{ key: string; sha256: string; size: number; facts: string } | null> {
  const row = await db.documentVersion.findUnique({ where: { id: versionId }, select: { blobKey: true, sha256: true, size: true, facts: true } });
  return row && { key: row.blobKey, sha256: row.sha256, size: row.size, facts: row.facts };
}

/** What is gone through, each by a row of its own. */
const ROUNDS = { meetings: 1, library: 2 } as const;
export type Round = keyof typeof ROUNDS;

/** Whether everything that is there has been gone through once, and after which session, or document of the library, that goes on. */
export async function progressOf(db: Db, round: Round): Promise<{ after: string; whole: boolean }> {
  return (await db.searchProgress.findUnique({ where: { id: ROUNDS[round] }, select: { after: true, whole: true } })) ?? { after: '', whole: false };
}

export async function keepProgress(db: Db, round: Round, progress: { after: string; whole: boolean }): Promise<void> {
  await db.searchProgress.upsert({ where: { id: ROUNDS[round] }, create: { id: ROUNDS[round], ...progress }, update: progress });
}

export async function meetingsAfter(db: Db, after: string, take: number): Promise<string[]> {
  return (await db.meeting.findMany({ where: { id: { gt: after } }, orderBy: { id: 'asc' }, take, select: { id: true } })).map(({ id }) => id);
}
