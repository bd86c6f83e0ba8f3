import { existsSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { PrismaClient } from '../../../prisma/generated/client';
import { DomainError } from '../../kernel/errors';
import type { Database, Db, SqlValue, Statements } from '../../kernel/ports/database';
import type { RecordRow } from '../../kernel/record';
import { rowsOf } from '../../kernel/repository';
import { placeOf } from './file-place';
import { CommitUnanswered, ConnectionLost, TransactionOver } from './lost';
import { answers, patiently } from './patience';
import { recordingScript, shapesOf, WRITTEN } from './record-rows';
import { SafeSqlite } from './safe-sqlite';
import type { ConnectionPlan, SqliteConnection } from './sqlite-connection';
import { SqliteThread } from './sqlite-thread';
import { storageFailureOf, type StorageFailure } from './storage-failure';

/** How long a unit of work that met a foreign lock, or lost its connection, is tried again before it is refused as `unavailable`, ms. */
const PATIENCE_MS = 5_000;

/** No checkpoint by whoever happens to commit. */
const LEAVES_LOG = 'PRAGMA wal_autocheckpoint=0;';

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
 * Opens the main database: one private writer reached only through `transaction`, one reader opened read-only, each in a thread
 * of its own, so that neither the event loop nor those who read wait for the disk of those who write.
 * @param file absolute path; its schema must have been migrated.
 * @param records tables whose every written row is noted for the audit chain.
 * @param onFault told what an operator should look at.
 * @param shipped another process moves the write-ahead log into the file.
 * @throws Error when a pragma is not what durability needs.
 */
export async function openDatabase(file: string, records: readonly string[] = [], onFault?: (message: string) => void, shipped = false): Promise<Database> {
  const plans = connectionPlans(file, records, shipped);
  const [writing, reading] = [new SqliteThread(plans.writing, onFault), new SqliteThread(plans.reading, onFault)];
  try {
    // The one that writes first: it turns the log on where a file was restored without one, and brings in what a crash left.
    await writing.open();
    await reading.open();
    return await databaseOn(file, { writing, reading });
  } catch (error) {
    await reading.close();
    await writing.close();
    throw error;
  }
}

/** The two connections of a main database. @throws Error when it is not there. */
export function connectionPlans(file: string, records: readonly string[], shipped = false): { writing: ConnectionPlan; reading: ConnectionPlan } {
  if (!existsSync(file)) throw new Error(`database ${file} does not exist; migrations have not been run`);
  return { writing: { file, readonly: false, onConnect: `${shipped ? LEAVES_LOG : ''}${recording(file, records)}`, onBegin: `DELETE FROM temp.${WRITTEN}` }, reading: { file, readonly: true } };
}

/** The same on connections wherever they are. @param connections opened as planned; closed with the database. */
export async function databaseOn(file: string, { writing, reading }: { writing: SqliteConnection; reading: SqliteConnection }): Promise<Database> {
  const safe = new SafeSqlite(writing);
  const writer = new PrismaClient({ adapter: safe });
  const reads = new PrismaClient({ adapter: new SafeSqlite(reading) });
  await assertDurable(writer, 'writer');
  await assertDurable(reads, 'reader');
  const reader = Object.assign(reads, { statements: { rows: <Row>(sql: string, values: readonly SqlValue[]) => reading.rows<Row>(sql, values, false) } });

  const place = placeOf(file);
  let damaged = false;
  const judge = (error: unknown): unknown => {
    if (error instanceof DomainError) return error;
    if (error instanceof CommitUnanswered) return new DomainError('unavailable', 'storage.unanswered', {}, { cause: error });
    if (error instanceof ConnectionLost) return new DomainError('unavailable', 'storage.database_unreachable', {}, { cause: error });
    const failure = storageFailureOf(error);
    if (failure === 'damaged') damaged = true;
    return failure === null ? error : refusal(failure, error);
  };
  /** Of these nothing was committed. */
  const mayPass = (error: unknown): boolean => error instanceof ConnectionLost || (!(error instanceof DomainError || error instanceof CommitUnanswered) && storageFailureOf(error) === 'busy');
  const attempt = async <T>(work: (tx: Db) => Promise<T>): Promise<T> => {
    // What is written into a file that was taken away is gone when the program ends.
    if (!place.holds) throw refusal('damaged', new Error(`${file} was taken away or replaced`));
    return writer.$transaction(
      (tx) => {
        const own = safe.open;
        const statements = {
          async rows<Row>(sql: string, values: readonly SqlValue[]): Promise<Row[]> {
            if (own === null || safe.open !== own) throw new ConnectionLost(new TransactionOver());
            return writing.rows<Row>(sql, values, true);
          },
        };
        return work(withStatements(tx, statements));
      },
      { maxWait: 30_000, timeout: 30_000 },
    );
  };

  return {
    reader,
    transaction: (work) =>
      patiently(PATIENCE_MS, () => attempt(work), mayPass).catch((error: unknown) => {
        throw judge(error);
      }),
    written: (tx) => rowsOf<RecordRow>(tx, `SELECT kind, id, text FROM temp.${WRITTEN} ORDER BY rowid`, []),
    judge,
    async condition() {
      return { readable: (await answers(reader, judge)) && writing.isOpen, inPlace: place.holds, damaged };
    },
    async stop() {
      await reads.$disconnect();
      await writer.$disconnect();
    },
  };
}

/** The handle of a transaction with what is asked past the mapper. Defined on it: what is assigned goes through to all handles of the mapper. */
export const withStatements = <Tx extends object>(tx: Tx, statements: Statements): Tx & { readonly statements: Statements } =>
  Object.create(tx, { statements: { value: statements } }) as Tx & { readonly statements: Statements };

function refusal(failure: StorageFailure, cause: unknown): DomainError {
  return failure === 'full' ? new DomainError('storage_full', 'storage.full', {}, { cause }) : new DomainError('unavailable', `storage.${failure}`, {}, { cause });
}
