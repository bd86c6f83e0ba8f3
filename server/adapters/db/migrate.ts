import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { BootError } from '../../kernel/config';
import { damagedPart } from '../installation/refusals';
import { projectRoot } from '../project-root';
import { readInstallationRows, type InstallationRows } from './installation-rows';

export const migrationsFolder = path.join(projectRoot, 'prisma', 'migrations');

/** Names of the migrations this version knows, in order. */
export function knownMigrations(folder = migrationsFolder): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

const NO_ROWS: InstallationRows = { people: 0, record: null, blobKeys: [] };

/** Names; null when there is no database yet. */
export type AppliedMigrations = ReadonlySet<string> | null;

/** Reads the whole file. @param look told what the database says of its folder. @throws BootError when the file is damaged, or what `look` throws. */
export function appliedMigrations(file: string, look: (rows: InstallationRows) => void): AppliedMigrations {
  if (!existsSync(file)) {
    look(NO_ROWS);
    return null;
  }
  let db: BetterSqlite3.Database | undefined;
  try {
    db = new BetterSqlite3(file, { fileMustExist: true });
    const check = db.pragma('quick_check(1)', { simple: true });
    // SQLite writes several lines; the refusal is one sentence.
    if (check !== 'ok') throw new Error(String(check).replace(/\s+/gu, ' '));
    look(readInstallationRows(db));
    const table = db.prepare("SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'").get();
    // Made, and nothing written into it: the first start was interrupted.
    if (!table) return db.prepare('SELECT 1 FROM sqlite_master').get() ? new Set() : null;
    const rows = db.prepare('SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL').all();
    return new Set((rows as { name: string }[]).map((row) => row.name));
  } catch (error) {
    if (error instanceof BootError) throw error;
    throw damagedPart(file, error instanceof Error ? error.message : String(error), error);
  } finally {
    db?.close();
  }
}

/** Whether there is a database that `migrateDatabase` would change. @throws BootError where it would refuse to begin. */
export function awaitsMigration(applied: AppliedMigrations, folder = migrationsFolder): boolean {
  if (applied === null) return false;
  const known = knownMigrations(folder);
  refuseNewer(applied, known);
  return known.some((name) => !applied.has(name));
}

/** Makes a main database with the tables that these migrations make, to be filled. */
export const makeDatabase = (file: string, names: readonly string[], folder = migrationsFolder): void => apply(file, folder, names);

function refuseNewer(applied: ReadonlySet<string>, known: readonly string[]): void {
  const foreign = [...applied].filter((name) => !known.includes(name));
  if (foreign.length === 0) return;
  throw new BootError(
    `Cơ sở dữ liệu thuộc phiên bản mới hơn (${foreign.join(', ')}). Dùng đúng phiên bản phần mềm.`,
    `The database belongs to a newer version (${foreign.join(', ')}). Use that version of the program.`,
  );
}

/**
 * Brings the main database to the schema of this version.
 * @param look told what the database says of its folder, once its pages are checked and before anything is changed.
 * @param found what was found there before, and told; absent: it is read now.
 * @throws BootError when it cannot; then nothing was changed.
 */
export function migrateDatabase(dataDir: string, folder = migrationsFolder, look: (rows: InstallationRows) => void = () => undefined, found?: AppliedMigrations): 'created' | 'migrated' | 'current' {
  const file = path.join(dataDir, 'phien.sqlite');
  const applied = found === undefined ? appliedMigrations(file, look) : found;
  const known = knownMigrations(folder);
  refuseNewer(applied ?? new Set(), known);
  const missing = known.filter((name) => !applied?.has(name));
  if (applied && missing.length === 0) return 'current';
  apply(file, folder, missing);
  return applied ? 'migrated' : 'created';
}

/** Table of `prisma migrate`, which `npm run db:migrate` and this program share. */
const JOURNAL = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" DATETIME, "migration_name" TEXT NOT NULL, "logs" TEXT,
  "rolled_back_at" DATETIME, "started_at" DATETIME NOT NULL DEFAULT current_timestamp, "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

/** As the tool writes it. */
const moment = (): string => new Date().toISOString().replace('Z', '+00:00');

/**
 * Applies what is missing, all of it in one transaction together with its lines in the journal: however it is interrupted, the whole
 * upgrade happened or nothing of it. The tool's own way leaves half a schema behind, and takes a second to start.
 */
function apply(file: string, folder: string, names: readonly string[]): void {
  const db = new BetterSqlite3(file);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    // Tables are rebuilt by copying (SQLite, "ALTER TABLE", 7): references are checked at the end of each migration instead.
    db.pragma('foreign_keys = OFF');
    db.exec('BEGIN IMMEDIATE');
    try {
      db.exec(JOURNAL);
      for (const name of names) {
        const sql = readFileSync(path.join(folder, name, 'migration.sql'));
        const startedAt = moment();
        db.exec(sql.toString('utf8'));
        const dangling = db.pragma('foreign_key_check') as unknown[];
        if (dangling.length > 0) throw new Error(`${name}: ${dangling.length} rows point at nothing`);
        db.prepare('DELETE FROM _prisma_migrations WHERE migration_name = ? AND finished_at IS NULL').run(name);
        db.prepare('INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (?, ?, ?, ?, ?, 1)').run(
          randomUUID(),
          createHash('sha256').update(sql).digest('hex'),
          name,
          startedAt,
          moment(),
        );
      }
      db.exec('COMMIT');
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK');
      throw error;
    }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new BootError(
      `Không nâng cấp được cơ sở dữ liệu (${detail}). Dữ liệu còn nguyên như trước khi nâng cấp.`,
      `The database could not be migrated (${detail}). The data is as it was before.`,
      { cause: error },
    );
  } finally {
    db.close();
  }
}
