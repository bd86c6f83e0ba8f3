import { existsSync } from 'node:fs';
import { PrismaClient } from '../../../prisma/generated/client';
import { DomainError } from '../../kernel/errors';
import type { Database, Db } from '../../kernel/ports/database';
import { SafeSqlite } from './safe-sqlite';
import { openStatements } from './statements';

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

/** SQLite result codes that mean "somebody else holds the lock": worth waiting for, never worth blocking the loop. */
function isBusy(error: unknown): boolean {
  const text = error instanceof Error ? `${error.message} ${String((error as { cause?: unknown }).cause ?? '')}` : '';
  return /SQLITE_BUSY|database is locked|SocketTimeout|timed out/i.test(text);
}

function isFull(error: unknown): boolean {
  return error instanceof Error && /SQLITE_FULL|database or disk is full|ENOSPC/i.test(error.message);
}

/**
 * Opens the main database: one private writer reached only through `transaction`, one reader opened read-only.
 * @param file absolute path; its schema must have been migrated.
 * @throws Error when a pragma is not what durability needs.
 */
export async function openDatabase(file: string): Promise<Database> {
  if (!existsSync(file)) throw new Error(`database ${file} does not exist; migrations have not been run`);
  const writer = new PrismaClient({ adapter: new SafeSqlite({ file, readonly: false }) });
  await writer.$queryRawUnsafe('SELECT 1');
  await assertDurable(writer, 'writer');
  const reads = new PrismaClient({ adapter: new SafeSqlite({ file, readonly: true }) });
  await assertDurable(reads, 'reader');
  const statements = openStatements(file);
  const reader = Object.assign(reads, { statements });

  const attempt = <T>(work: (tx: Db) => Promise<T>): Promise<T> =>
    writer.$transaction((tx) => work(tx), { maxWait: 30_000, timeout: 30_000 });

  return {
    reader,
    async transaction<T>(work: (tx: Db) => Promise<T>): Promise<T> {
      const started = performance.now();
      for (let pause = 20; ; pause = Math.min(pause * 2, 250)) {
        try {
          return await attempt(work);
        } catch (error) {
          if (error instanceof DomainError) throw error;
          if (isFull(error)) throw new DomainError('storage_full', 'storage.full', {}, { cause: error });
          if (!isBusy(error)) throw error;
          if (performance.now() - started > LOCK_PATIENCE_MS) {
            throw new DomainError('unavailable', 'storage.busy', {}, { cause: error });
          }
          await new Promise((resolve) => setTimeout(resolve, pause));
        }
      }
    },
    async stop() {
      statements.close();
      await reads.$disconnect();
      await writer.$disconnect();
    },
  };
}
