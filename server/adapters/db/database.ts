import { existsSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { PrismaClient } from '../../../prisma/generated/client';
import { DomainError } from '../../kernel/errors';
import type { Database, Db } from '../../kernel/ports/database';
import type { RecordRow } from '../../kernel/record';
import { placeOf } from './file-place';
import { answers, patiently } from './patience';
import { recordingScript, shapesOf, WRITTEN } from './record-rows';
import { SafeSqlite } from './safe-sqlite';
import { openStatements } from './statements';
import { storageFailureOf, type StorageFailure } from './storage-failure';

/** How long a unit of work may wait for a foreign lock before it is refused as `unavailable`, ms. */
const LOCK_PATIENCE_MS = 5_000;

interface PragmaRow {
  [name: string]: unknown;
}

/** Refuses to run on a connection that could lose an acknowledged write (source: SQLite, "PRAGMA synchronous"). */
async function assertDurable(client: PrismaClient, name: string): Promise<void> {
  const value = async (pragma: string): Promise<string> => {
    const rows = await client.$queryRawUnsafe<PragmaRow[]>(`PRAGMA ${pragma}`);
    return String(Object.values(rows[0] ?? {})[0]);
  };
  const wanted: Record<string, string> = { synchronous: '2', journal_mode: 'wal', foreign_keys: '1' };
  for (const [pragma, expected] of Object.entries(wanted)) {
    const actual = await value(pragma);
    if (actual !== expected) throw new Error(`database ${name}: PRAGMA ${pragma} is ${actual}, must be ${expected}`);
  }
}

function recording(file: string, tables: readonly string[]): string {
  const db = new BetterSqlite3(file, { readonly: true });
  try {
    return recordingScript(shapesOf(db, tables));
  } finally {
    db.close();
  }
}

/**
 * Opens the main database: one private writer reached only through `transaction`, one reader opened read-only.
 * @param file absolute path; its schema must have been migrated.
 * @param records tables whose every written row is noted for the audit chain.
 * @throws Error when a pragma is not what durability needs.
 */
export async function openDatabase(file: string, records: readonly string[] = []): Promise<Database> {
  if (!existsSync(file)) throw new Error(`database ${file} does not exist; migrations have not been run`);
  const writer = new PrismaClient({ adapter: new SafeSqlite({ file, readonly: false, onConnect: recording(file, records), onBegin: `DELETE FROM temp.${WRITTEN}` }) });
  await writer.$queryRawUnsafe('SELECT 1');
  await assertDurable(writer, 'writer');
  const reads = new PrismaClient({ adapter: new SafeSqlite({ file, readonly: true }) });
  await assertDurable(reads, 'reader');
  const statements = openStatements(file);
  const reader = Object.assign(reads, { statements });

  const place = placeOf(file);
  let damaged = false;
  const judge = (error: unknown): unknown => {
    if (error instanceof DomainError) return error;
    const failure = storageFailureOf(error);
    if (failure === 'damaged') damaged = true;
    return failure === null ? error : refusal(failure, error);
  };
  const attempt = async <T>(work: (tx: Db) => Promise<T>): Promise<T> => {
    // What is written into a file that was taken away is gone when the program ends.
    if (!place.holds) throw refusal('damaged', new Error(`${file} was taken away or replaced`));
    return writer.$transaction((tx) => work(tx), { maxWait: 30_000, timeout: 30_000 });
  };

  return {
    reader,
    transaction: (work) =>
      patiently(LOCK_PATIENCE_MS, () => attempt(work), (error) => !(error instanceof DomainError) && storageFailureOf(error) === 'busy').catch((error: unknown) => {
        throw judge(error);
      }),
    written: (tx) => tx.$queryRawUnsafe<RecordRow[]>(`SELECT kind, id, text FROM temp.${WRITTEN} ORDER BY rowid`),
    judge,
    async condition() {
      return { readable: await answers(reader, judge), inPlace: place.holds, damaged };
    },
    async stop() {
      statements.close();
      await reads.$disconnect();
      await writer.$disconnect();
    },
  };
}

function refusal(failure: StorageFailure, cause: unknown): DomainError {
  return failure === 'full' ? new DomainError('storage_full', 'storage.full', {}, { cause }) : new DomainError('unavailable', `storage.${failure}`, {}, { cause });
}
