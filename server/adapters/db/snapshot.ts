import { statSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { AUDIT_GENESIS } from '../../kernel/audit';
import type { StoredBlob } from '../../kernel/ports/blob';
import type { MainFacts, MainSource, SnapshotSource } from '../../kernel/ports/snapshot';
import { readRecord } from '../installation/record';
import { damagedPart } from '../installation/refusals';
import { filesNamed, readInstallationRows } from './installation-rows';

/** A lock that is not free within this time is asked for again from the beginning, ms: the other database is not held meanwhile. */
const HOLD_PATIENCE_MS = 60;
/** Pages copied at once; between two turns others get theirs. */
const PAGES_AT_ONCE = 1_024;

const isBusy = (error: unknown): boolean => error instanceof BetterSqlite3.SqliteError && /^SQLITE_(BUSY|LOCKED)/u.test(error.code);

class SqliteSource implements SnapshotSource {
  readonly file: string;
  protected readonly reader: BetterSqlite3.Database;
  readonly #lock: BetterSqlite3.Database;
  readonly #place: string;

  constructor(file: string) {
    this.#place = file;
    this.file = path.basename(file);
    // The one that may write is opened first: it makes what a reader of a write-ahead log needs where no server runs.
    this.#lock = new BetterSqlite3(file, { fileMustExist: true, timeout: HOLD_PATIENCE_MS });
    try {
      this.#lock.prepare('SELECT 1 FROM sqlite_master').get();
      this.reader = new BetterSqlite3(file, { readonly: true, fileMustExist: true });
      this.reader.prepare('SELECT 1 FROM sqlite_master').get();
    } catch (error) {
      this.#lock.close();
      throw damagedPart(file, wordsOf(error), error);
    }
  }

  hold(): Promise<boolean> {
    try {
      this.#lock.exec('BEGIN IMMEDIATE');
      return Promise.resolve(true);
    } catch (error) {
      if (isBusy(error)) return Promise.resolve(false);
      throw error;
    }
  }

  letGo(): Promise<void> {
    this.#lock.exec('ROLLBACK');
    return Promise.resolve();
  }

  mark(): Promise<void> {
    this.reader.exec('BEGIN');
    // A transaction takes its snapshot with the first thing it reads.
    this.reader.prepare('SELECT count(*) FROM sqlite_master').get();
    return Promise.resolve();
  }

  async write(file: string): Promise<void> {
    try {
      // Reads in the transaction that is open: what is committed meanwhile neither shows nor makes it begin anew.
      await this.reader.backup(file, { progress: () => PAGES_AT_ONCE });
      const copy = new BetterSqlite3(file, { fileMustExist: true });
      try {
        // Nobody else has it: no memory is shared beside it, which disks over a network cannot do.
        copy.pragma('locking_mode = EXCLUSIVE');
        const check = copy.pragma('quick_check(1)', { simple: true });
        if (check !== 'ok') throw damagedPart(this.#place, String(check).replace(/\s+/gu, ' '));
        // One file, without a journal beside it; the server that opens it turns the log on again.
        copy.pragma('journal_mode = DELETE');
      } finally {
        copy.close();
      }
    } catch (error) {
      if (error instanceof BetterSqlite3.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/u.test(error.code)) throw damagedPart(this.#place, error.message, error);
      throw error;
    }
  }

  close(): Promise<void> {
    this.reader.close();
    this.#lock.close();
    return Promise.resolve();
  }
}

class SqliteMain extends SqliteSource implements MainSource {
  facts(): Promise<MainFacts> {
    const has = (table: string): boolean => this.reader.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(table) !== undefined;
    const last = has('AuditEntry') ? (this.reader.prepare('SELECT seq, hash FROM "AuditEntry" ORDER BY seq DESC LIMIT 1').get() as { seq: number; hash: string } | undefined) : undefined;
    const migrations = has('_prisma_migrations') ? (this.reader.prepare('SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name').pluck().all() as string[]) : [];
    return Promise.resolve({
      installation: readRecord(readInstallationRows(this.reader).record)?.id ?? null,
      engine: 'sqlite' as const,
      migrations,
      audit: { rows: last?.seq ?? 0, head: last?.hash ?? AUDIT_GENESIS },
    });
  }

  files(): Iterable<StoredBlob> {
    return filesNamed(this.reader);
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A database file that may be in use. @throws BootError when it cannot be read. */
export const openSource = (file: string): SnapshotSource => new SqliteSource(file);

export const openMain = (file: string): MainSource => new SqliteMain(file);

/** Bytes of a database with its log, null when it is not there. */
export function databaseBytes(file: string): number | null {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  return size === undefined ? null : size + (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0);
}

/** Facts of a copy that nobody uses. */
export async function factsOf(file: string): Promise<MainFacts> {
  const main = openMain(file);
  try {
    return await main.facts();
  } finally {
    await main.close();
  }
}
