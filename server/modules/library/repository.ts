import type { Db } from '../../kernel/ports/database';
import type { CitedKind } from '../../shared/rules/citations';
import type { LibraryState } from '../../shared/rules/library-state';

/** Văn bản trong thư viện: a law, a decree, an earlier decision, kept without a session. */
export interface LibraryEntry {
  id: string;
  /** Null: of the whole installation. */
  agencyId: string | null;
  number: string;
  numberKey: string;
  kind: CitedKind;
  nameKey: string;
  title: string;
  issuer: string;
  /** YYYY-MM-DD. */
  issuedOn: string;
  inForceOn: string | null;
  state: LibraryState;
  byNumber: string;
  isExcerpt: boolean;
  blobKey: string;
  sha256: string;
  /** Bytes. */
  size: number;
  pages: number;
  fileName: string;
  facts: string;
  addedById: string;
  addedAt: Date;
  removedAt: Date | null;
  /** Pages whose text was read, from the first. */
  read: number;
  version: number;
}

type Row = NonNullable<Awaited<ReturnType<Db['libraryEntry']['findUnique']>>>;
const toEntry = (row: Row): LibraryEntry => ({ ...row, kind: row.kind as CitedKind, state: row.state as LibraryState });

/** What somebody sees who reads the libraries of these agencies and the shared one. */
const seenBy = (agencies: readonly string[]) => ({ removedAt: null, OR: [{ agencyId: null }, { agencyId: { in: [...agencies] } }] });

export async function findEntry(db: Db, id: string): Promise<LibraryEntry | null> {
  const row = await db.libraryEntry.findUnique({ where: { id } });
  return row && toEntry(row);
}

const NEWEST = [{ issuedOn: 'desc' as const }, { id: 'desc' as const }];
const newestFirst = (a: LibraryEntry, b: LibraryEntry): number => (a.issuedOn === b.issuedOn ? (a.id < b.id ? 1 : -1) : a.issuedOn < b.issuedOn ? 1 : -1);

/** The newest first. */
export async function listEntries(db: Db, agencies: readonly string[], { skip, take, kind }: { skip: number; take: number; kind?: CitedKind | undefined }): Promise<{ entries: LibraryEntry[]; total: number }> {
  const where = { ...seenBy(agencies), ...(kind && { kind }) };
  const [rows, total] = [await db.libraryEntry.findMany({ where, orderBy: NEWEST, skip, take }), await db.libraryEntry.count({ where })];
  return { entries: rows.map(toEntry), total };
}

export async function entriesAmong(db: Db, agencies: readonly string[], ids: readonly string[]): Promise<LibraryEntry[]> {
  return (await db.libraryEntry.findMany({ where: { ...seenBy(agencies), id: { in: [...ids] } }, take: ids.length })).map(toEntry);
}

/** Rows looked through for each number or name: agencies may keep their own copies of what is shared. */
const EACH = 20;

/** What is cited: numbers, names of laws, and constitutions of years. */
export interface Named {
  numbers: readonly string[];
  names?: readonly string[];
  constitutions?: readonly number[];
}

/** Those with one of these numbers or names that somebody sees who reads the libraries of these agencies; the newest first. */
export async function entriesNamed(db: Db, agencies: readonly string[], { numbers, names = [], constitutions = [] }: Named): Promise<LibraryEntry[]> {
  const found = new Map<string, LibraryEntry>();
  const look = async (where: object, asked: number): Promise<void> => {
    if (asked === 0) return;
    for (const row of await db.libraryEntry.findMany({ where: { ...where, ...seenBy(agencies) }, orderBy: NEWEST, take: EACH * asked })) found.set(row.id, toEntry(row));
  };
  await look({ numberKey: { in: [...numbers] } }, numbers.length);
  await look({ nameKey: { in: [...names] } }, names.length);
  for (const year of constitutions) await look({ kind: 'hien_phap', issuedOn: { gte: `${year}-01-01`, lte: `${year}-12-31` } }, 1);
  return [...found.values()].sort(newestFirst);
}

/** The same file among those of one library. */
export async function findTwin(db: Db, { agencyId, sha256 }: Pick<LibraryEntry, 'agencyId' | 'sha256'>): Promise<LibraryEntry | null> {
  const row = await db.libraryEntry.findFirst({ where: { agencyId, sha256, removedAt: null } });
  return row && toEntry(row);
}

export async function createEntry(db: Db, entry: Omit<LibraryEntry, 'removedAt' | 'read' | 'version'>): Promise<void> {
  await db.libraryEntry.create({ data: entry });
}

export async function storeEntry(db: Db, { id, version }: Pick<LibraryEntry, 'id' | 'version'>, change: Partial<Omit<LibraryEntry, 'id' | 'version'>>): Promise<void> {
  await db.libraryEntry.update({ where: { id, version }, data: { ...change, version: { increment: 1 } } });
}

export async function keepLibraryOriginal(db: Db, original: { entryId: string; blobKey: string; sha256: string; size: number; fileName: string; conversion: string; keptAt: Date }): Promise<void> {
  await db.libraryOriginal.create({ data: original });
}

export interface LibraryText {
  page: number;
  text: string;
  byMachine: boolean;
}

/** What its pages say, from and to. */
export async function textsOf(db: Db, entryId: string, from: number, to: number): Promise<LibraryText[]> {
  return db.libraryText.findMany({ where: { entryId, page: { gte: from, lte: to } }, orderBy: { page: 'asc' }, take: Math.max(1, to - from + 1), select: { page: true, text: true, byMachine: true } });
}

/** Keeps what pages say, and how far it was read. */
export async function keepTexts(db: Db, { id }: Pick<LibraryEntry, 'id'>, texts: readonly LibraryText[], read: number): Promise<void> {
  const said = texts.filter(({ text }) => text !== '');
  if (said.length > 0) await db.libraryText.createMany({ data: said.map((one) => ({ entryId: id, ...one })) });
  await db.libraryEntry.update({ where: { id }, data: { read } });
}

export async function entriesAfter(db: Db, after: string, take: number): Promise<string[]> {
  return (await db.libraryEntry.findMany({ where: { id: { gt: after } }, orderBy: { id: 'asc' }, take, select: { id: true } })).map(({ id }) => id);
}
