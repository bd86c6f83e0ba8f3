import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { shapesOf } from '../postgresql/record-rows';
import { LinesDigest, type TableDigest } from './digest';
import type { Kind } from './lines';
import { quoted, type MovedTable } from './shapes';

const KINDS: Readonly<Record<string, Kind>> = {
  'text': 'text',
  'smallint': 'integer',
  'integer': 'integer',
  'bigint': 'integer',
  'double precision': 'real',
  'boolean': 'boolean',
  'timestamp without time zone': 'moment',
  'bytea': 'bytes',
};

/** @throws Error where the tables of the server are not those of the file: then one of the two schemas is wrong. */
export async function assertSameShape(client: pg.ClientBase, tables: readonly MovedTable[]): Promise<void> {
  const found = await shapesOf(client, tables.map(({ name }) => name));
  const wordsOf = (columns: readonly { name: string; kind: string }[]): string => columns.map(({ name, kind }) => `${name} ${kind}`).sort().join(', ');
  for (const { name, columns } of tables) {
    const there = found.find(({ table }) => table === name)?.columns.map((column) => ({ name: column.name, kind: KINDS[column.type] ?? column.type })) ?? [];
    if (wordsOf(there) !== wordsOf(columns)) throw new Error(`table ${name} has other columns on the server: ${wordsOf(there)}; here: ${wordsOf(columns)}`);
  }
}

/** A column in the words of a line (`lines.ts`), whatever the settings of the server are. */
const WORDS: Readonly<Record<Kind, (column: string) => string>> = {
  text: (column) => column,
  integer: (column) => column,
  real: (column) => `encode(float8send(${column} + 0), 'hex')`,
  boolean: (column) => column,
  moment: (column) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"+00:00"')`,
  bytes: (column) => `chr(92) || 'x' || encode(${column}, 'hex')`,
};

/** Lines of a table in order of its key, in pieces as they come over the wire. */
export function linesIn(client: pg.ClientBase, { name, columns, key, where }: MovedTable): Readable & AsyncIterable<Buffer> {
  const asked = `SELECT ${columns.map((column) => WORDS[column.kind](quoted(column.name))).join(', ')} FROM ${quoted(name)}${where === null ? '' : ` WHERE ${where}`} ORDER BY ${key.map((column) => quoted(column.name)).join(', ')}`;
  return client.query(copyTo(`COPY (${asked}) TO STDOUT`)) as unknown as Readable & AsyncIterable<Buffer>;
}

export async function postgresqlDigest(client: pg.ClientBase, table: MovedTable, onRows: (rows: number) => void = () => undefined): Promise<TableDigest> {
  const digest = new LinesDigest(table.grouped);
  for await (const piece of linesIn(client, table)) {
    digest.take(piece);
    onRows(digest.rows);
  }
  return digest.end();
}

/** Takes rows in, one statement for a table: what names a row of the same table may come before it. */
export async function takeRows(client: pg.ClientBase, { name, columns }: MovedTable, pieces: Iterable<Buffer>): Promise<void> {
  const stream = client.query(copyFrom(`COPY ${quoted(name)} (${columns.map((column) => quoted(column.name)).join(', ')}) FROM STDIN`));
  await pipeline(Readable.from(pieces, { objectMode: false, highWaterMark: 256 * 1024 }), stream);
}

export async function countOn(client: pg.ClientBase, { name }: MovedTable): Promise<number> {
  const { rows } = await client.query<{ count: string }>(`SELECT count(*) AS count FROM ${quoted(name)}`);
  return Number(rows[0]?.count ?? 0);
}

/**
 * Does the work while the guards of the tables stand aside, within the transaction that is open: they are about rows that are written
 * one by one. However it is interrupted, they stand again.
 */
export async function withoutGuards(client: pg.ClientBase, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT DISTINCT c.relname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace',
  );
  for (const { name } of rows) await client.query(`ALTER TABLE ${quoted(name)} DISABLE TRIGGER USER`);
  await work();
  for (const { name } of rows) await client.query(`ALTER TABLE ${quoted(name)} ENABLE TRIGGER USER`);
}

/** Numbers that the server gives by itself go on behind those that came. */
export async function goOnCounting(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(
    `SELECT table_name AS table, column_name AS column, pg_get_serial_sequence(quote_ident(table_name), column_name) AS sequence FROM information_schema.columns
      WHERE table_schema = current_schema() AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL`,
  );
  for (const { table, column, sequence } of rows) await client.query(`SELECT setval($1::regclass, (SELECT coalesce(max(${quoted(column)}), 0) + 1 FROM ${quoted(table)}), false)`, [sequence]);
}
