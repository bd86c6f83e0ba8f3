import path from 'node:path';
import type pg from 'pg';
import { AUDIT_GENESIS } from '../../../kernel/audit';
import type { DatabasePlace } from '../../../kernel/database-place';
import type { StoredBlob } from '../../../kernel/ports/blob';
import type { MainFacts, MainSource, SnapshotSource } from '../../../kernel/ports/snapshot';
import { formatRecord, type InstallationRecord } from '../../installation/record';
import { INSTALLATION_KEY, keepInstallationRow, NAMING } from '../installation-rows';
import { knownMigrations } from '../migrate';
import { assertUsable, openPool, types } from '../postgresql/connect';
import { tablesIn } from '../postgresql/installation-rows';
import { assertWhole, bytesOnServer, FILES, writeFileOf } from './from-server';
import { quoted } from './shapes';

export interface ServerSnapshot {
  main: MainSource;
  ink: SnapshotSource;
  /** Bytes that both files will take at most. */
  bytes: number;
}

export interface SnapshotOrder {
  dataDir: string;
  place: DatabasePlace;
  /** As it is for an installation whose rows lie in its folder: what comes out is one. */
  record: InstallationRecord;
}

/**
 * Rows and marks of a server's database as a backup reads them: one transaction sees both at one moment, and keeps nobody from writing.
 * They are written as the files of a data folder. @throws BootError when it cannot be read, or is not this folder's.
 */
export async function openServerSnapshot({ dataDir, place, record }: SnapshotOrder): Promise<ServerSnapshot> {
  await assertUsable(place);
  const pool = openPool(place, { max: 1, writes: false });
  try {
    const client = await pool.connect();
    try {
      await assertWhole(client, place, { dataDir, id: record.id });
      return { ...sourcesOf(pool, client, record), bytes: await bytesOnServer(client) };
    } catch (error) {
      client.release(true);
      throw error;
    }
  } catch (error) {
    await pool.end();
    throw error;
  }
}

function sourcesOf(pool: pg.Pool, client: pg.PoolClient, record: InstallationRecord): Pick<ServerSnapshot, 'main' | 'ink'> {
  let open = 2;
  let marked: Promise<void> | null = null;
  const mark = async (): Promise<void> => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // A transaction takes its snapshot with the first thing it asks.
    await client.query('SELECT count(*) FROM "Setting"');
  };
  const source = (file: keyof typeof FILES): SnapshotSource => ({
    file: FILES[file],
    // What one transaction sees is one moment: nobody has to wait for it.
    hold: () => Promise.resolve(true),
    letGo: () => Promise.resolve(),
    mark: () => (marked ??= mark()),
    async write(target) {
      await writeFileOf(client, file, path.dirname(target));
      if (file === 'main') keepInstallationRow(target, formatRecord(record));
    },
    async close() {
      open -= 1;
      if (open > 0) return;
      client.release(true);
      await pool.end();
    },
  });
  return { main: { ...source('main'), facts: () => factsIn(client), files: () => filesIn(client) }, ink: source('ink') };
}

async function factsIn(client: pg.ClientBase): Promise<MainFacts> {
  const { rows } = await client.query<{ seq: number; hash: string }>('SELECT "seq", "hash" FROM "AuditEntry" ORDER BY "seq" DESC LIMIT 1');
  const { rows: records } = await client.query<{ id: string }>('SELECT "value"::json ->> \'id\' AS id FROM "Setting" WHERE "key" = $1', [INSTALLATION_KEY]);
  return { installation: records[0]?.id ?? null, engine: 'sqlite', migrations: knownMigrations(), audit: { rows: rows[0]?.seq ?? 0, head: rows[0]?.hash ?? AUDIT_GENESIS } };
}

/** Every stored file that a row names; all at once, as whoever backs up has them. */
async function* filesIn(client: pg.ClientBase): AsyncGenerator<StoredBlob> {
  const tables = await tablesIn(client);
  const named = NAMING.filter((table) => tables.has(table)).map((table) => `SELECT "blobKey" AS key, "sha256", "size" FROM ${quoted(table)} WHERE "blobKey" IS NOT NULL`);
  const { rows } = await client.query<StoredBlob>({ text: `${named.join(' UNION ')} ORDER BY key`, types });
  yield* rows;
}
