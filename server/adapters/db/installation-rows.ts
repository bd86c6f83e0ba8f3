import BetterSqlite3 from 'better-sqlite3';
import type { StoredBlob } from '../../kernel/ports/blob';

/** Key of the record among the settings. */
export const INSTALLATION_KEY = 'installation';

/** What the main database knows of the folder it lies in. */
export interface InstallationRows {
  people: number;
  /** Text of the record, null before one was kept. */
  record: string | null;
  /** Files that rows name, at most `BLOBS_ASKED`, newest first. */
  blobKeys: string[];
}

/** Tables that name stored files, today's and those of older databases; each lacks some, and a row may have no file yet. */
export const NAMING = ['DocumentVersion', 'PagePicture', 'OriginalFile', 'OfficialFile', 'MinutesFile'];

const tablesOf = (db: BetterSqlite3.Database): Set<string> => new Set(db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[]);

/** Enough to tell a folder of other papers from one with a loss. */
export const BLOBS_ASKED = 200;

/** Also of a database that has no tables yet. @param db open, its pages checked. */
export function readInstallationRows(db: BetterSqlite3.Database): InstallationRows {
  const tables = tablesOf(db);
  const blobKeys = NAMING.filter((table) => tables.has(table))
    .flatMap((table) => db.prepare(`SELECT blobKey FROM "${table}" WHERE blobKey IS NOT NULL ORDER BY rowid DESC LIMIT ${BLOBS_ASKED}`).pluck().all() as string[]);
  return {
    people: tables.has('Person') ? Number(db.prepare('SELECT count(*) FROM "Person"').pluck().get()) : 0,
    record: tables.has('Setting') ? ((db.prepare('SELECT value FROM "Setting" WHERE key = ?').pluck().get(INSTALLATION_KEY) as string | undefined) ?? null) : null,
    blobKeys,
  };
}

/** Files that rows name and `isThere` does not find. Reads only, also while a server runs. */
export function missingBlobs(file: string, isThere: (key: string) => boolean): { named: number; missing: string[] } {
  const db = new BetterSqlite3(file, { readonly: true, fileMustExist: true });
  try {
    const tables = tablesOf(db);
    const named = NAMING.filter((table) => tables.has(table)).map((table) => `SELECT blobKey FROM "${table}" WHERE blobKey IS NOT NULL`);
    const keys = db.prepare(named.join(' UNION ')).pluck().all() as string[];
    return { named: keys.length, missing: keys.filter((key) => !isThere(key)) };
  } finally {
    db.close();
  }
}

/** Every stored file that a row names, also of an older database. @param db not written while they are read. */
export function filesNamed(db: BetterSqlite3.Database): IterableIterator<StoredBlob> {
  const tables = tablesOf(db);
  const named = NAMING.filter((table) => tables.has(table)).map((table) => `SELECT blobKey AS key, sha256, size FROM "${table}" WHERE blobKey IS NOT NULL`);
  if (named.length === 0) return [][Symbol.iterator]();
  return db.prepare(`${named.join(' UNION ')} ORDER BY key`).iterate() as IterableIterator<StoredBlob>;
}

/** Notes the record in the main database, when it differs; no other connection of this process writes meanwhile. */
export function keepInstallationRow(file: string, record: string): void {
  const db = new BetterSqlite3(file, { fileMustExist: true });
  try {
    db.pragma('synchronous = FULL');
    const known = db.prepare('SELECT value FROM "Setting" WHERE key = ?').pluck().get(INSTALLATION_KEY);
    if (known !== record) db.prepare('INSERT INTO "Setting" (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(INSTALLATION_KEY, record);
  } finally {
    db.close();
  }
}
