import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type pg from 'pg';
import { namedPlace, type DatabasePlace } from '../../../kernel/database-place';
import { INK_FILE, MAIN_FILE } from '../../installation/contents';
import { readRecord } from '../../installation/record';
import { damagedPart, rowsOfAnother } from '../../installation/refusals';
import { openInkWriter } from '../ink-sqlite';
import { knownMigrations, makeDatabase } from '../migrate';
import { INK_GAPS, inkGapOf, type InkGap } from '../postgresql/ink-append';
import { readInstallationRows, tablesIn } from '../postgresql/installation-rows';
import { awaitsPostgresqlMigration, postgresqlMigrations } from '../postgresql/migrate';
import { newerVersion, nothingThere } from '../postgresql/refusals';
import { checkSqlite } from '../sqlite-check';
import { LinesDigest, type TableDigest } from './digest';
import { assertSameShape, countOn, linesIn } from './postgresql-side';
import { notBroughtUp } from './refusals';
import { assertSame, type MoveOrder } from './report';
import { INK_TABLES, mainTables, type MovedTable } from './shapes';
import { fillSqlite, sqliteDigest } from './sqlite-side';

export const FILES = { main: MAIN_FILE, ink: INK_FILE } as const;
export type FileOf = keyof typeof FILES;

/** Whole, of this version, and the folder's. @throws BootError */
export async function assertWhole(client: pg.ClientBase, place: DatabasePlace, { dataDir, id }: { dataDir: string; id: string }): Promise<void> {
  if (!(await tablesIn(client)).has('AuditEntry')) throw nothingThere(place);
  const { rows: applied } = await client.query<{ name: string }>('SELECT migration_name AS name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL');
  const known = knownMigrations(postgresqlMigrations);
  const newer = applied.map(({ name }) => name).filter((name) => !known.includes(name));
  if (newer.length > 0) throw newerVersion(place, newer);
  if (await awaitsPostgresqlMigration(client, place)) throw notBroughtUp(namedPlace(place));
  if (readRecord((await readInstallationRows(client)).record)?.id !== id) throw rowsOfAnother(dataDir, namedPlace(place));
  const gap = inkGapOf((await client.query<InkGap>(INK_GAPS)).rows[0]);
  if (gap !== null) throw damagedPart(`${namedPlace(place)} (InkOp)`, gap);
}

/** Bytes the rows and marks take on the server; a file takes no more. */
export async function bytesOnServer(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>("SELECT coalesce(sum(pg_total_relation_size(oid)), 0) AS bytes FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace");
  return Number(rows[0]?.bytes ?? 0);
}

/**
 * Makes one of the two files of a data folder from what the open transaction of the connection sees, and reads it again from the disk.
 * @param folder the file is not there yet. @param names of the migrations the server has. @returns what each table holds, the same on both sides. @throws BootError where it is not.
 */
export async function writeFileOf(client: pg.ClientBase, file: FileOf, folder: string, onRows: NonNullable<MoveOrder['onRows']> = () => undefined, names: readonly string[] = knownMigrations()): Promise<(readonly [MovedTable, TableDigest])[]> {
  const name = path.join(folder, FILES[file]);
  if (file === 'main') makeDatabase(name, names);
  else openInkWriter(name, null).close();
  const tables = file === 'main' ? tablesOfFile(name) : INK_TABLES;
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
  await fillSqlite(name, tables, passed);
  return proven(name, file, there, onRows);
}

function tablesOfFile(file: string): MovedTable[] {
  const db = new BetterSqlite3(file, { readonly: true });
  try {
    return mainTables(db);
  } finally {
    db.close();
  }
}

/** Pages, numbers and rows, read again from the file. */
async function proven(name: string, file: FileOf, there: ReadonlyMap<MovedTable, TableDigest>, onRows: NonNullable<MoveOrder['onRows']>): Promise<(readonly [MovedTable, TableDigest])[]> {
  const problem = await checkSqlite({ kind: file, file: name });
  if (problem !== null) throw damagedPart(name, problem);
  const digests: (readonly [MovedTable, TableDigest])[] = [];
  const db = new BetterSqlite3(name, { readonly: true, fileMustExist: true });
  try {
    for (const [table, told] of there) {
      const here = await sqliteDigest(db, table, (rows) => onRows('prove', table.name, rows, told.rows));
      assertSame(table, told, here);
      digests.push([table, here]);
    }
  } finally {
    db.close();
  }
  return digests;
}
