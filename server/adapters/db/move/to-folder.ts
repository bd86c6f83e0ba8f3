import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type pg from 'pg';
import { damagedPart, rowsOfAnother } from '../../installation/refusals';
import { namedPlace } from '../../../kernel/database-place';
import { syncFile } from '../../backup/files';
import { BEFORE_UPGRADE, INK_FILE, MAIN_FILE } from '../../installation/contents';
import { syncFolder } from '../../installation/durable-file';
import { formatRecord, keepInFolder, partsOf, readRecord, type InstallationRecord } from '../../installation/record';
import { INK_GAPS, inkGapOf, type InkGap } from '../postgresql/ink-append';
import { keepInstallationRow as keepOnServer, readInstallationRows, tablesIn } from '../postgresql/installation-rows';
import { newerVersion, nothingThere } from '../postgresql/refusals';
import { openInkWriter } from '../ink-sqlite';
import { keepInstallationRow } from '../installation-rows';
import { knownMigrations, migrateDatabase } from '../migrate';
import { assertUsable, openPool } from '../postgresql/connect';
import { awaitsPostgresqlMigration, postgresqlMigrations } from '../postgresql/migrate';
import { factsOf as mainFactsOf } from '../snapshot';
import { checkSqlite } from '../sqlite-check';
import { LinesDigest, type TableDigest } from './digest';
import { assertSameShape, countOn, holdAlone, linesIn } from './postgresql-side';
import { movedInWords, noRoomHere, notBroughtUp } from './refusals';
import { assertSame, factsOf, proveAudit, type MoveOrder, type Moved } from './report';
import { INK_TABLES, mainTables, type MovedTable } from './shapes';
import { fillSqlite, sqliteDigest } from './sqlite-side';

/** Left free beside the databases, bytes. */
const SPARE = 64 * 1024 ** 2;
const FILES = { main: MAIN_FILE, ink: INK_FILE } as const;

/**
 * Brings the rows and marks of a server's database into the data folder they belong to, proves that they are the same there, and only
 * then writes down that this is where they lie. Nobody else uses folder or database meanwhile. Interrupted at any step before that,
 * the installation is in the database as it was. Files that lay in the folder since it had moved out are put aside, not overwritten.
 * @param id of the installation, as the folder has it. @param now names what is put aside. @throws BootError in words of an operator.
 */
export async function moveToFolder(order: MoveOrder, id: string, now = new Date()): Promise<Moved> {
  const { dataDir, place } = order;
  const making = path.join(dataDir, 'incoming', 'move');
  await assertUsable(place);
  const pool = openPool(place, { max: 1, writes: true, onConnect: (client) => holdAlone(client, place) });
  try {
    const client = await pool.connect();
    try {
      await lookAtServer(client, order, id);
      rmSync(making, { recursive: true, force: true });
      mkdirSync(making, { recursive: true, mode: 0o700 });
      const record: InstallationRecord = { id, parts: [...partsOf(dataDir, { rows: true, papers: order.papersHere })] };
      const moved = await into(making, client, order, record);
      await moveIn(dataDir, making, now);
      keepInFolder(dataDir, record);
      // From here on the installation lies in the folder; what is left is said to whoever opens the database alone.
      await keepOnServer(client, formatRecord(record));
      return moved;
    } finally {
      client.release(true);
    }
  } catch (error) {
    throw movedInWords(place, dataDir, error);
  } finally {
    rmSync(making, { recursive: true, force: true });
    await pool.end();
  }
}

async function lookAtServer(client: pg.ClientBase, { place, dataDir, spareBytes = SPARE }: MoveOrder, id: string): Promise<void> {
  if (!(await tablesIn(client)).has('AuditEntry')) throw nothingThere(place);
  const { rows: applied } = await client.query<{ name: string }>('SELECT migration_name AS name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL');
  const known = knownMigrations(postgresqlMigrations);
  const newer = applied.map(({ name }) => name).filter((name) => !known.includes(name));
  if (newer.length > 0) throw newerVersion(place, newer);
  if (await awaitsPostgresqlMigration(client, place)) throw notBroughtUp(namedPlace(place));
  if (readRecord((await readInstallationRows(client)).record)?.id !== id) throw rowsOfAnother(dataDir, namedPlace(place));
  const gap = inkGapOf((await client.query<InkGap>(INK_GAPS)).rows[0]);
  if (gap !== null) throw damagedPart(`${namedPlace(place)} (InkOp)`, gap);
  const { rows } = await client.query<{ bytes: string }>('SELECT coalesce(sum(pg_total_relation_size(oid)), 0) AS bytes FROM pg_class WHERE relkind = \'r\' AND relnamespace = current_schema()::regnamespace');
  const needed = Number(rows[0]?.bytes ?? 0) + spareBytes;
  const { bavail, bsize } = statfsSync(dataDir);
  if (bavail * bsize < needed) throw noRoomHere(dataDir, needed, bavail * bsize);
}

async function into(making: string, client: pg.ClientBase, order: MoveOrder, record: InstallationRecord): Promise<Moved> {
  const { place, dataDir, onRows = () => undefined } = order;
  const at = (file: keyof typeof FILES): string => path.join(making, FILES[file]);
  migrateDatabase(making);
  openInkWriter(at('ink'), null).close();
  const tables = [...tablesOfFile(at('main')), ...INK_TABLES];
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await assertSameShape(client, tables);
  const there = new Map<MovedTable, TableDigest>();
  async function* passed(table: MovedTable): AsyncGenerator<Buffer> {
    const [digest, all] = [new LinesDigest(table.grouped), await countOn(client, table)];
    for await (const piece of linesIn(client, table)) {
      digest.take(piece);
      onRows('copy', table.name, digest.rows, all);
      yield piece;
    }
    there.set(table, digest.end());
  }
  for (const file of ['main', 'ink'] as const) await fillSqlite(at(file), tables.filter((table) => table.file === file), passed);
  await client.query('COMMIT');
  const digests = await proven(making, there, onRows);
  keepInstallationRow(at('main'), formatRecord(record));
  const { audit } = await mainFactsOf(at('main'));
  const agrees = await proveAudit(
    () => order.verify({ dataDir: making, rows: null }, [audit]),
    () => order.verify({ dataDir, rows: place }, [audit]),
  );
  for (const file of [at('main'), at('ink')]) {
    chmodSync(file, 0o600);
    await syncFile(file);
  }
  return { ...factsOf(digests), audit, agrees };
}

function tablesOfFile(file: string): MovedTable[] {
  const db = new BetterSqlite3(file, { readonly: true });
  try {
    return mainTables(db);
  } finally {
    db.close();
  }
}

/** Pages, numbers and rows, read again from the files. */
async function proven(making: string, there: ReadonlyMap<MovedTable, TableDigest>, onRows: NonNullable<MoveOrder['onRows']>): Promise<(readonly [MovedTable, TableDigest])[]> {
  const digests: (readonly [MovedTable, TableDigest])[] = [];
  for (const file of ['main', 'ink'] as const) {
    const name = path.join(making, FILES[file]);
    const problem = await checkSqlite({ kind: file, file: name });
    if (problem !== null) throw damagedPart(name, problem);
    const db = new BetterSqlite3(name, { readonly: true, fileMustExist: true });
    try {
      for (const [table, told] of there) {
        if (table.file !== file) continue;
        const here = await sqliteDigest(db, table, (rows) => onRows('prove', table.name, rows, told.rows));
        assertSame(table, told, here);
        digests.push([table, here]);
      }
    } finally {
      db.close();
    }
  }
  return digests;
}

/** What lies in their place is of the time before the installation moved out: it goes where copies of before an upgrade lie. */
async function moveIn(dataDir: string, making: string, now: Date): Promise<void> {
  const names = Object.values(FILES);
  const old = names.flatMap((name) => [name, `${name}-wal`, `${name}-shm`, `${name}-journal`]).filter((name) => existsSync(path.join(dataDir, name)));
  if (old.length > 0) {
    const aside = path.join(dataDir, BEFORE_UPGRADE, `${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z-before-move`);
    mkdirSync(aside, { recursive: true, mode: 0o700 });
    for (const name of old) renameSync(path.join(dataDir, name), path.join(aside, name));
    syncFolder(aside);
    syncFolder(path.dirname(aside));
  }
  for (const name of names) renameSync(path.join(making, name), path.join(dataDir, name));
  syncFolder(dataDir);
}
