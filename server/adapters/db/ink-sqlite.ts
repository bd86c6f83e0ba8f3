import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The part of better-sqlite3 that the ink log uses. */
export interface SqliteStatement {
  run(...values: unknown[]): { changes: number; lastInsertRowid: number | bigint };
  get(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
}
export interface SqliteDatabase {
  prepare(sql: string): SqliteStatement;
  exec(sql: string): void;
  pragma(sql: string, options?: { simple: boolean }): unknown;
  backup(file: string): Promise<unknown>;
  close(): void;
}

const Database = createRequire(import.meta.url)('better-sqlite3') as new (file: string, options?: { readonly?: boolean; timeout?: number; fileMustExist?: boolean }) => SqliteDatabase;

/** A lock is waited for in short steps, so that a foreign lock never holds the thread (see reliability: blocking locks). */
const BUSY_TIMEOUT_MS = 100;
const SCHEMA_VERSION = 1;

/** Kind byte of an encoded operation (first byte of its body); marks are what erase and restore may name. */
export const MARK_KINDS: readonly number[] = [1, 2, 3];
export const ERASE_KIND = 4;
export const RESTORE_KIND = 5;

const SCHEMA = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE stream (
    id INTEGER PRIMARY KEY,
    doc_id TEXT NOT NULL,
    layer INTEGER NOT NULL CHECK (layer IN (0, 1)),
    owner TEXT NOT NULL CHECK ((layer = 0) = (owner <> '')),
    head INTEGER NOT NULL DEFAULT 0,
    UNIQUE (doc_id, layer, owner)
  );
  CREATE TABLE op (
    id INTEGER PRIMARY KEY,
    stream_id INTEGER NOT NULL REFERENCES stream (id),
    seq INTEGER NOT NULL,
    op_id BLOB NOT NULL CHECK (length(op_id) = 16),
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    body BLOB NOT NULL CHECK (length(body) > 0),
    UNIQUE (stream_id, seq),
    UNIQUE (op_id)
  );`;

/** @returns does work in one IMMEDIATE transaction: all of it is committed, or nothing and the error of SQLite is thrown. */
export function prepareTransaction(db: SqliteDatabase): <T>(work: () => T) => T {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  return (work) => {
    begin.run();
    try {
      const result = work();
      commit.run();
      return result;
    } catch (error) {
      // SQLite rolls back by itself on some errors (a full disk is one); then there is nothing to end.
      try {
        rollback.run();
      } catch {
        throw error;
      }
      throw error;
    }
  };
}

/** The installation a log belongs to, and whether nobody has used that one yet. */
export interface InkBelonging {
  id: string;
  /** Only then may the log be made, and only an empty one is taken over. */
  fresh: boolean;
}

/** Why a log is not opened. `damaged` also stands for one whose streams have gaps. */
export type InkOpenProblem = 'missing' | 'empty' | 'damaged' | 'newer' | 'foreign' | 'other';

export class InkOpenError extends Error {
  readonly problem: InkOpenProblem;
  constructor(problem: InkOpenProblem, message: string) {
    super(message);
    this.name = 'InkOpenError';
    this.problem = problem;
  }
}

/**
 * Opens the writing connection, migrates, sets what durability needs and asserts it.
 * @param maxBytes upper bound of the file; beyond it SQLite reports the disk as full.
 * @param belonging null: whatever lies there is taken, and made when missing.
 */
export function openInkWriter(file: string, maxBytes: number | null, belonging: InkBelonging | null = null): SqliteDatabase {
  const db = openFile(file, belonging);
  try {
    if (belonging && !belonging.fresh && db.pragma('user_version', { simple: true }) === 0) throw new InkOpenError('empty', 'ink log has no content');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    // What is removed is overwritten, not only unlinked.
    db.pragma('secure_delete = ON');
    migrate(db);
    // Whose private marks are asked for; a log without it, or a program that does not know it, is as right.
    db.exec('CREATE INDEX IF NOT EXISTS stream_owner ON stream (owner, doc_id) WHERE layer = 0');
    if (belonging) bind(db, belonging);
    if (maxBytes !== null) db.pragma(`max_page_count = ${Math.max(1, Math.floor(maxBytes / Number(db.pragma('page_size', { simple: true }))))}`);
    assertInkDurable(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A log that belonged here is never made anew in its place. */
function openFile(file: string, belonging: InkBelonging | null): SqliteDatabase {
  try {
    return new Database(file, { timeout: BUSY_TIMEOUT_MS, fileMustExist: belonging !== null && !belonging.fresh });
  } catch (error) {
    if (belonging && !belonging.fresh && !statSync(file, { throwIfNoEntry: false })) throw new InkOpenError('missing', String(error));
    throw error;
  }
}

/** Writes the id of the installation into the log, or holds it against the one that is there. */
function bind(db: SqliteDatabase, { id, fresh }: InkBelonging): void {
  const row = db.prepare("SELECT value FROM meta WHERE key = 'installation'").get() as { value: string } | undefined;
  if (row?.value === id) return;
  const foreign = fresh ? db.prepare('SELECT 1 FROM op LIMIT 1').get() !== undefined : row !== undefined;
  if (foreign) throw new InkOpenError('foreign', 'ink log belongs to another installation');
  db.prepare("INSERT INTO meta (key, value) VALUES ('installation', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value").run(id);
}

/** What is wrong with the log, null when its pages are sound and every stream has all its numbers. Reads the whole file. */
export function inkProblem(db: SqliteDatabase): string | null {
  const check = db.pragma('quick_check(1)', { simple: true });
  if (check !== 'ok') return String(check);
  const gap = db
    .prepare('SELECT stream.id, head, count(op.seq) AS found FROM stream LEFT JOIN op ON op.stream_id = stream.id GROUP BY stream.id HAVING head <> found OR head <> coalesce(max(op.seq), 0) LIMIT 1')
    .get() as { id: number; head: number; found: number } | undefined;
  return gap ? `stream ${gap.id} has ${gap.found} of ${gap.head} operations` : null;
}

/** @throws Error when an acknowledged commit could be lost by a power cut with this connection. */
export function assertInkDurable(db: SqliteDatabase): void {
  const journal = db.pragma('journal_mode', { simple: true });
  const synchronous = db.pragma('synchronous', { simple: true });
  if (journal !== 'wal' || synchronous !== 2) throw new Error(`ink log is not durable: journal_mode=${String(journal)} synchronous=${String(synchronous)}`);
}

/** Reading connection; the file exists already. */
export function openInkReader(file: string): SqliteDatabase {
  return new Database(file, { readonly: true, timeout: BUSY_TIMEOUT_MS });
}

function migrate(db: SqliteDatabase): void {
  if (Number(db.pragma('user_version', { simple: true })) > SCHEMA_VERSION) throw new InkOpenError('newer', 'ink log was written by a newer version of the program');
  if (db.pragma('user_version', { simple: true }) === SCHEMA_VERSION) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    // Another process may have migrated between the look and the lock.
    if (db.pragma('user_version', { simple: true }) !== SCHEMA_VERSION) {
      db.exec(SCHEMA);
      db.prepare("INSERT INTO meta (key, value) VALUES ('epoch', ?)").run(randomUUID());
      db.pragma(`user_version = ${SCHEMA_VERSION}`);
    }
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

export function readEpoch(db: SqliteDatabase): string {
  const row = db.prepare("SELECT value FROM meta WHERE key = 'epoch'").get() as { value: string } | undefined;
  if (row === undefined) throw new Error('ink log has no epoch');
  return row.value;
}

/** Gives a restored log a new identity, so that tablets which are ahead of it notice. Call it before the server opens the file. */
export function renewInkEpoch(file: string): string {
  const db = openInkWriter(file, null);
  try {
    const epoch = randomUUID();
    renewEpochTo(db, epoch);
    return epoch;
  } finally {
    db.close();
  }
}

/** On an open connection that writes. */
export function renewEpochTo(db: SqliteDatabase, epoch: string): void {
  db.prepare("UPDATE meta SET value = ? WHERE key = 'epoch'").run(epoch);
}

/** Outcome of an SQLite error for the callers of the log. */
export type InkFailure = 'locked' | 'storage_full' | 'damaged' | 'failed';

export function failureOf(error: unknown): InkFailure {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'locked';
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE' || code === 'SQLITE_IOERR_FSYNC') return 'storage_full';
  if (/^SQLITE_(CORRUPT|NOTADB|IOERR_(SHORT_READ|READ|DATA|CORRUPTFS)$)/.test(code)) return 'damaged';
  return 'failed';
}
