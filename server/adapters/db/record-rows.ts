import type BetterSqlite3 from 'better-sqlite3';
import type { RecordColumns } from '../../kernel/record';

/** Temporary table of the writer's connection in which rows of the record are noted as they are written. */
export const WRITTEN = 'phien_written';

interface TableShape {
  table: string;
  /** In order of the primary key. */
  key: readonly string[];
  /** Sorted by name. */
  columns: readonly string[];
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** Shapes of those tables that the database has. */
export function shapesOf(db: BetterSqlite3.Database, tables: readonly string[]): TableShape[] {
  const found = tables.map((table) => {
    const info = db.pragma(`table_info(${quoted(table)})`) as { name: string; pk: number }[];
    const key = info.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
    return { table, key: key.map(({ name }) => name), columns: info.map(({ name }) => name).sort() };
  });
  return found.filter(({ columns }) => columns.length > 0);
}

export const columnsOf = (shapes: readonly TableShape[]): RecordColumns => Object.fromEntries(shapes.map(({ table, columns }) => [table, columns]));

/** SQL of a row's key. @param row alias, `NEW` or `OLD`. */
export const keySql = ({ key }: Pick<TableShape, 'key'>, row: string): string => key.map((name) => `${row}.${quoted(name)}`).join(" || '/' || ");

/** SQL of the one text of a row: an object of its columns by name, as stored. */
export const textSql = (columns: readonly string[], row: string): string => `json_object(${columns.map((name) => `${text(name)}, ${row}.${quoted(name)}`).join(', ')})`;

/**
 * Triggers that note every row of the record that is written, whichever statement does it. They live in the connection, not in the
 * file: nobody who opens the file can take them away, and nothing written by another connection is noted.
 */
export function recordingScript(shapes: readonly TableShape[]): string {
  const lines = ['PRAGMA temp_store=MEMORY', `CREATE TEMP TABLE ${WRITTEN} (kind TEXT NOT NULL, id TEXT NOT NULL, text TEXT)`];
  for (const shape of shapes) {
    const { table, columns } = shape;
    const note = (row: string, value: string): string => `INSERT INTO ${WRITTEN} (kind, id, text) SELECT ${text(table)}, ${keySql(shape, row)}, ${value}`;
    const moved = `${note('OLD', 'NULL')} WHERE ${keySql(shape, 'OLD')} IS NOT ${keySql(shape, 'NEW')};`;
    const trigger = (event: string, body: string): string => `CREATE TEMP TRIGGER ${quoted(`phien_${table}_${event}`)} AFTER ${event} ON main.${quoted(table)} BEGIN ${body} END`;
    lines.push(
      trigger('INSERT', `${note('NEW', textSql(columns, 'NEW'))};`),
      trigger('UPDATE', `${moved} ${note('NEW', textSql(columns, 'NEW'))};`),
      trigger('DELETE', `${note('OLD', 'NULL')};`),
    );
  }
  return lines.join(';\n');
}
