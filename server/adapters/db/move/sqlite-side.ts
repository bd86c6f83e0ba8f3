import BetterSqlite3 from 'better-sqlite3';
import { copyLineOf, lineOf, UnfitValue, valuesOf, type Value } from './lines';
import { LinesDigest, type TableDigest } from './digest';
import { unfitRow } from './refusals';
import { quoted, type MovedTable } from './shapes';

/** Characters of lines that are handed on at once. */
const PIECE = 64 * 1024;

export interface Piece {
  /** As digests are taken. */
  lines: Buffer;
  /** As COPY takes it in; the same bytes where no real is among them. */
  copy: Buffer;
}

/** Rows of a table in order of its key, some at once. @throws BootError naming a row that the other engine could not keep as it is. */
export function* piecesOf(db: BetterSqlite3.Database, table: MovedTable): Generator<Piece> {
  const kinds = table.columns.map(({ kind }) => kind);
  const hasReals = kinds.includes('real');
  const columns = table.columns.map(({ here }) => quoted(here)).join(', ');
  const order = table.key.map(({ here }) => quoted(here)).join(', ');
  const rows = db.prepare(`SELECT ${columns} FROM ${quoted(table.here)}${table.where === null ? '' : ` WHERE ${table.where}`} ORDER BY ${order}`).raw().safeIntegers().iterate() as IterableIterator<Value[]>;
  let [lines, copy] = ['', ''];
  const taken = (): Piece => {
    const bytes = Buffer.from(lines);
    const piece = { lines: bytes, copy: hasReals ? Buffer.from(copy) : bytes };
    [lines, copy] = ['', ''];
    return piece;
  };
  for (const values of rows) {
    const line = lineIn(table, values);
    lines += line;
    if (hasReals) copy += copyLineOf(line, values, kinds);
    if (lines.length >= PIECE) yield taken();
  }
  if (lines !== '') yield taken();
}

function lineIn(table: MovedTable, values: readonly Value[]): string {
  try {
    return lineOf(values, table.columns.map(({ kind }) => kind));
  } catch (error) {
    if (!(error instanceof UnfitValue)) throw error;
    const at = (name: string): string => String(values[table.columns.findIndex((column) => column.name === name)] ?? '');
    throw unfitRow(table.name, table.key.map(({ name }) => at(name)).join('/'), table.columns[error.column]?.name ?? '');
  }
}

/** Between two pieces others get their turn. */
const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export async function sqliteDigest(db: BetterSqlite3.Database, table: MovedTable, onRows: (rows: number) => void = () => undefined): Promise<TableDigest> {
  const digest = new LinesDigest(table.grouped);
  for (const { lines } of piecesOf(db, table)) {
    digest.take(lines);
    onRows(digest.rows);
    await breath();
  }
  return digest.end();
}

export const countIn = (db: BetterSqlite3.Database, { here }: MovedTable): number => Number(db.prepare(`SELECT count(*) FROM ${quoted(here)}`).pluck().get());

/**
 * Fills a new database that has its tables and no rows, all or nothing. Guards and indexes are taken away and made again as they were:
 * they are about rows that are written one by one. @param linesOf pieces of lines of a table, as they come.
 */
export async function fillSqlite(file: string, tables: readonly MovedTable[], linesOf: (table: MovedTable) => AsyncIterable<Buffer>): Promise<void> {
  const db = new BetterSqlite3(file, { fileMustExist: true });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    // Nobody uses it: what is interrupted is thrown away whole, and what is whole is flushed at the end.
    db.pragma('journal_mode = OFF');
    db.pragma('synchronous = OFF');
    db.pragma('foreign_keys = OFF');
    const aside = db.prepare("SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL ORDER BY rowid").all() as { type: string; name: string; sql: string }[];
    db.exec('BEGIN EXCLUSIVE');
    for (const { type, name } of aside) db.exec(`DROP ${type} ${quoted(name)}`);
    for (const table of tables) await fillTable(db, table, linesOf(table));
    for (const { sql } of aside) db.exec(sql);
    const dangling = db.pragma('foreign_key_check') as { table: string }[];
    if (dangling.length > 0) throw new Error(`rows of ${dangling[0]?.table ?? ''} name what is not there`);
    db.exec('COMMIT');
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
}

async function fillTable(db: BetterSqlite3.Database, table: MovedTable, pieces: AsyncIterable<Buffer>): Promise<void> {
  const kinds = table.columns.map(({ kind }) => kind);
  const insert = db.prepare<Value[]>(`INSERT INTO ${quoted(table.here)} (${table.columns.map(({ here }) => quoted(here)).join(', ')}) VALUES (${kinds.map(() => '?').join(', ')})`);
  // What the schema itself puts there belongs to nobody yet.
  db.exec(`DELETE FROM ${quoted(table.here)}`);
  for await (const whole of wholeLines(pieces)) {
    for (const line of whole.toString('utf8').split('\n')) if (line !== '') insert.run(...valuesOf(line, kinds));
  }
}

/** The same bytes, cut behind lines. */
async function* wholeLines(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of pieces) {
    const bytes = rest.byteLength > 0 ? Buffer.concat([rest, piece]) : piece;
    const end = bytes.lastIndexOf(0x0a) + 1;
    if (end > 0) yield bytes.subarray(0, end);
    rest = bytes.subarray(end);
  }
  if (rest.byteLength > 0) throw new Error('the last line is cut off');
}
