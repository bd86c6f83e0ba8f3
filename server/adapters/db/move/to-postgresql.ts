import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type pg from 'pg';
import { BootError } from '../../../kernel/boot-error';
import { namedPlace } from '../../../kernel/database-place';
import { checkBelonging, type Belonging } from '../../installation/belonging';
import { INK_FILE, MAIN_FILE } from '../../installation/contents';
import { formatRecord, keepInFolder, partsOf, recordInFolder, type InstallationRecord } from '../../installation/record';
import { damagedPart, newerPart, partOfAnother } from '../../installation/refusals';
import { InkOpenError, openInkWriter } from '../ink-sqlite';
import { keepInstallationRow } from '../installation-rows';
import { appliedMigrations, awaitsMigration } from '../migrate';
import { assertUsable, openPool, takeHold } from '../postgresql/connect';
import { keepInstallationRow as keepOnServer, tablesIn } from '../postgresql/installation-rows';
import { FILLING_TABLE, migratePostgresql } from '../postgresql/migrate';
import { quoted } from '../postgresql/record-rows';
import { factsOf as mainFactsOf } from '../snapshot';
import { checkSqlite } from '../sqlite-check';
import type { TableDigest } from './digest';
import { LinesDigest } from './digest';
import { assertSameShape, goOnCounting, postgresqlDigest, takeRows, withoutGuards } from './postgresql-side';
import { movedInWords, notBroughtUp, nothingToMove, targetInUse } from './refusals';
import { assertSame, factsOf, proveAudit, type MoveOrder, type Moved } from './report';
import { INK_TABLES, mainTables, type MovedTable } from './shapes';
import { countIn, piecesOf } from './sqlite-side';

interface Source {
  tables: readonly MovedTable[];
  of(table: MovedTable): BetterSqlite3.Database;
  close(): void;
}

/**
 * Brings the rows and marks of a data folder into an empty database of a server, proves that they are the same there, and only then
 * writes down that this is where they lie. Nobody else uses the folder meanwhile. Interrupted at any step before that, the
 * installation is in its folder as it was, and what is in the database belongs to nobody: the next try begins anew.
 * @throws BootError in words of an operator.
 */
export async function moveToServer(order: MoveOrder): Promise<Moved> {
  const { dataDir, place } = order;
  const { id } = await lookAtSource(order);
  await assertUsable(place);
  const pool = openPool(place, { max: 1, writes: true, onConnect: (client) => takeHold(client, place) });
  try {
    const client = await pool.connect();
    try {
      return await onto(client, order, id);
    } finally {
      // A connection in the middle of something is not given to anybody again.
      client.release(true);
    }
  } catch (error) {
    throw movedInWords(place, dataDir, error);
  } finally {
    await pool.end();
  }
}

/** Whole, of this version, and somebody's. @throws BootError */
async function lookAtSource({ dataDir, papersHere }: MoveOrder): Promise<Belonging> {
  const [main, ink] = [path.join(dataDir, MAIN_FILE), path.join(dataDir, INK_FILE)];
  let belonging = null as Belonging | null;
  if (awaitsMigration(appliedMigrations(main, (rows) => (belonging ??= checkBelonging(dataDir, { rows, papersHere }))))) throw notBroughtUp(main);
  if (!belonging || belonging.fresh) throw nothingToMove(dataDir);
  const problem = await checkSqlite({ kind: 'ink', file: ink });
  if (problem !== null) throw damagedPart(ink, problem);
  try {
    openInkWriter(ink, null).close();
  } catch (error) {
    throw error instanceof InkOpenError && error.problem === 'newer' ? newerPart(ink) : damagedPart(ink, String(error), error);
  }
  return belonging;
}

async function onto(client: pg.PoolClient, order: MoveOrder, id: string): Promise<Moved> {
  const { dataDir, place, onRows = () => undefined } = order;
  const found = await tablesIn(client);
  if (!found.has(FILLING_TABLE) && found.has('AuditEntry')) throw targetInUse(place);
  await migratePostgresql(client, place, { filling: true, folderId: id });
  const source = openSource(dataDir, id);
  const digests: (readonly [MovedTable, TableDigest])[] = [];
  try {
    await assertSameShape(client, source.tables);
    await client.query('BEGIN');
    await withoutGuards(client, async () => {
      for (const table of source.tables) digests.push([table, await copied(client, source, table, onRows)]);
    });
    await goOnCounting(client);
    await client.query('COMMIT');
  } finally {
    source.close();
  }
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  for (const [table, here] of digests) assertSame(table, here, await postgresqlDigest(client, table, (rows) => onRows('prove', table.name, rows, here.rows)));
  await client.query('COMMIT');
  const { audit } = await mainFactsOf(path.join(dataDir, MAIN_FILE));
  const agrees = await proveAudit(
    () => order.verify({ dataDir, rows: place }, [audit]),
    () => order.verify({ dataDir, rows: null }, [audit]),
  );
  await client.query('ANALYZE');
  await writeDown(client, order, id);
  return { ...factsOf(digests), audit, agrees };
}

function openSource(dataDir: string, id: string): Source {
  const open = (name: string): BetterSqlite3.Database => {
    const db = new BetterSqlite3(path.join(dataDir, name), { readonly: true, fileMustExist: true });
    db.exec('BEGIN');
    return db;
  };
  const files = { main: open(MAIN_FILE), ink: open(INK_FILE) };
  const owner = files.ink.prepare("SELECT value FROM meta WHERE key = 'installation'").pluck().get();
  if (owner !== undefined && owner !== id) throw partOfAnother(dataDir, INK_FILE);
  return {
    tables: [...mainTables(files.main), ...INK_TABLES],
    of: ({ file }) => files[file],
    close: () => Object.values(files).forEach((db) => db.close()),
  };
}

async function copied(client: pg.ClientBase, source: Source, table: MovedTable, onRows: NonNullable<MoveOrder['onRows']>): Promise<TableDigest> {
  const digest = new LinesDigest(table.grouped);
  const db = source.of(table);
  const all = countIn(db, table);
  // What the schema itself puts there belongs to nobody yet.
  await client.query(`DELETE FROM ${quoted(table.name)}`);
  function* passed(): Generator<Buffer> {
    for (const { lines, copy } of piecesOf(db, table)) {
      digest.take(lines);
      onRows('copy', table.name, digest.rows, all);
      yield copy;
    }
  }
  await takeRows(client, table, passed());
  return digest.end();
}

/**
 * From the third step on the installation lies in the database: until then its folder says that it lies there, and what the database
 * says of itself is taken back by the next try.
 */
async function writeDown(client: pg.ClientBase, { dataDir, place, papersHere }: MoveOrder, id: string): Promise<void> {
  const known = recordInFolder(dataDir);
  if (known && known.id !== id) throw new BootError(`${dataDir} là của hệ thống khác.`, `${dataDir} belongs to another installation.`);
  const record: InstallationRecord = { id, parts: partsOf(dataDir, { rows: false, papers: papersHere }), place: namedPlace(place) };
  await keepOnServer(client, formatRecord(record));
  keepInstallationRow(path.join(dataDir, MAIN_FILE), formatRecord(record));
  keepInFolder(dataDir, record);
  // Where this is not answered, the first start does it.
  await client.query(`DROP TABLE ${FILLING_TABLE}`).catch(() => undefined);
}
