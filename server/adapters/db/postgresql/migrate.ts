import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { BootError } from '../../../kernel/boot-error';
import type { DatabasePlace } from '../../../kernel/database-place';
import { projectRoot } from '../../project-root';
import type { InstallationRows } from '../installation-rows';
import { knownMigrations } from '../migrate';
import { LOCK_MS, lockSql } from './connect';
import { readRecord } from '../../installation/record';
import { readInstallationRows, tablesIn } from './installation-rows';
import { quoted } from './record-rows';
import { newerVersion, notConnected, notMigrated, ofAnotherFolder, ofSomebody } from './refusals';

export const postgresqlMigrations = path.join(projectRoot, 'prisma', 'migrations-postgresql');

const JOURNAL_TABLE = '_prisma_migrations';
/** A first fill with the sample is under way, or was interrupted: nobody has used what is here. */
export const FILLING_TABLE = 'phien_filling';

/** Table of `prisma migrate`, which that tool and this program share. */
const JOURNAL = `CREATE TABLE IF NOT EXISTS "${JOURNAL_TABLE}" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ, "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ, "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/** Applied migrations, null when there is nothing yet. @throws BootError when somebody else's tables are there. */
async function appliedMigrations(client: pg.ClientBase, place: DatabasePlace): Promise<Set<string> | null> {
  const tables = await tablesIn(client);
  tables.delete(FILLING_TABLE);
  if (!tables.has(JOURNAL_TABLE)) {
    if (tables.size > 0) throw ofSomebody(place, [...tables].sort());
    return null;
  }
  const { rows } = await client.query<{ name: string }>(`SELECT migration_name AS name FROM "${JOURNAL_TABLE}" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`);
  if (rows.length > 0 && !tables.has('AuditEntry')) throw ofSomebody(place, [...tables].sort());
  return new Set(rows.map(({ name }) => name));
}

/** Whether there is a database that `migratePostgresql` would change. */
export async function awaitsPostgresqlMigration(client: pg.ClientBase, place: DatabasePlace, folder = postgresqlMigrations): Promise<boolean> {
  const applied = await appliedMigrations(client, place);
  return applied !== null && knownMigrations(folder).some((name) => !applied.has(name));
}

export interface MigrateOptions {
  folder?: string;
  /** Told what the database says of its folder, before anything is changed. */
  look?: (rows: InstallationRows) => void;
  /** It is being filled for the first time, and belongs to nobody until that is done. */
  filling?: boolean;
  /** Id of the installation in the data folder; null where there is none yet. */
  folderId?: string | null;
}

/**
 * Brings the database to the schema of this version; of two programs that begin at once one does, the other waits.
 * @throws BootError when it cannot; then nothing was changed.
 */
export async function migratePostgresql(
  client: pg.ClientBase,
  place: DatabasePlace,
  { folder = postgresqlMigrations, look = () => undefined, filling = false, folderId = null }: MigrateOptions = {},
): Promise<'created' | 'migrated' | 'current'> {
  const known = knownMigrations(folder);
  await client.query('SET lock_timeout TO 0');
  await client.query(lockSql('pg_advisory_lock', 'migration'));
  try {
    await settleFilling(client, place, { filling, folderId });
    const applied = await appliedMigrations(client, place);
    const foreign = [...(applied ?? [])].filter((name) => !known.includes(name));
    if (foreign.length > 0) throw newerVersion(place, foreign);
    look(await readInstallationRows(client));
    const missing = known.filter((name) => !applied?.has(name));
    await apply(client, folder, missing);
    return applied === null ? 'created' : missing.length > 0 ? 'migrated' : 'current';
  } catch (error) {
    if (error instanceof BootError) throw error;
    if ((error as { code?: string }).code === '42501') throw notConnected(place, error);
    throw notMigrated(place, error instanceof Error ? error.message : String(error), error);
  } finally {
    await client.query(lockSql('pg_advisory_unlock', 'migration')).catch(() => undefined);
    await client.query(`SET lock_timeout TO ${LOCK_MS}`).catch(() => undefined);
  }
}

/** All that is missing in one transaction together with its lines in the journal: however it is interrupted, the upgrade happened or it did not. */
async function apply(client: pg.ClientBase, folder: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await client.query('BEGIN');
  try {
    await client.query(JOURNAL);
    for (const name of names) {
      const sql = readFileSync(path.join(folder, name, 'migration.sql'));
      const startedAt = new Date();
      await client.query(sql.toString('utf8'));
      await client.query(`DELETE FROM "${JOURNAL_TABLE}" WHERE migration_name = $1 AND finished_at IS NULL`, [name]);
      await client.query(`INSERT INTO "${JOURNAL_TABLE}" (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES ($1, $2, $3, $4, now(), 1)`, [
        randomUUID(),
        createHash('sha256').update(sql).digest('hex'),
        name,
        startedAt,
      ]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/**
 * What a first fill is to this start. One that was interrupted is dropped with everything it had made: nobody has ever used it. One
 * that is whole, and moved into its folder, is an installation from now on.
 * @throws BootError where something is to be filled that is not empty.
 */
async function settleFilling(client: pg.ClientBase, place: DatabasePlace, { filling, folderId }: Pick<MigrateOptions, 'filling' | 'folderId'>): Promise<void> {
  const tables = await tablesIn(client);
  const isBegun = tables.delete(FILLING_TABLE);
  if (!isBegun && !filling) return;
  if (!isBegun && tables.size > 0) throw tables.has('AuditEntry') ? ofAnotherFolder(place) : ofSomebody(place, [...tables].sort());
  if (!isBegun) {
    await client.query(`CREATE TABLE ${FILLING_TABLE} (since timestamptz NOT NULL DEFAULT now())`);
    return;
  }
  if (!filling && folderId !== null && readRecord((await readInstallationRows(client)).record)?.id === folderId) {
    await client.query(`DROP TABLE ${FILLING_TABLE}`);
    return;
  }
  await client.query('BEGIN');
  for (const table of tables) await client.query(`DROP TABLE IF EXISTS ${quoted(table)} CASCADE`);
  const { rows } = await client.query<{ call: string }>("SELECT oid::regprocedure::text AS call FROM pg_proc WHERE pronamespace = current_schema()::regnamespace AND proname LIKE 'phien\\_%'");
  for (const { call } of rows) await client.query(`DROP FUNCTION ${call} CASCADE`);
  if (!filling) await client.query(`DROP TABLE ${FILLING_TABLE}`);
  await client.query('COMMIT');
}
