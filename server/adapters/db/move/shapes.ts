import type BetterSqlite3 from 'better-sqlite3';
import { INSTALLATION_KEY } from '../installation-rows';
import type { Kind } from './lines';

export interface MovedColumn {
  /** On the server, and in the file of the data folder. */
  name: string;
  here: string;
  kind: Kind;
}

/** A table as both engines have it. */
export interface MovedTable {
  name: string;
  here: string;
  file: 'main' | 'ink';
  columns: readonly MovedColumn[];
  /** Columns of the primary key, in order: rows are read in this order on both. */
  key: readonly MovedColumn[];
  /** Condition on the rows that say where an installation lies: they are written anew, not moved. */
  where: string | null;
  /** Whether rows of one first column are told apart in the proof. */
  grouped: boolean;
}

/** Each engine has its own: what was done to its tables, not what is in them. */
const JOURNAL = '_prisma_migrations';
/** What is searched is made from the record where it has come (search SR7); the index itself is no table that could be moved. */
export const MADE_ANEW: ReadonlySet<string> = new Set(['SearchSource', 'SearchText', 'SearchProgress']);

const KINDS: Readonly<Record<string, Kind>> = { TEXT: 'text', INTEGER: 'integer', BIGINT: 'integer', REAL: 'real', BOOLEAN: 'boolean', DATETIME: 'moment', BLOB: 'bytes' };

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Tables of a main database in an order in which no row names one that is not there yet. @throws Error where references lead in a circle, or a type is not known. */
export function mainTables(db: BetterSqlite3.Database): MovedTable[] {
  const all = db.prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> '${JOURNAL}' ORDER BY name`).pluck().all() as string[];
  const names = all.filter((name) => !MADE_ANEW.has(name));
  const referencesOf = (table: string): string[] => (db.pragma(`foreign_key_list(${quoted(table)})`) as { table: string }[]).map((reference) => reference.table).filter((name) => name !== table);
  return inOrder(names, referencesOf).map((table) => {
    const info = db.pragma(`table_info(${quoted(table)})`) as { name: string; type: string; pk: number }[];
    const columns = info.map(({ name, type }) => {
      const kind = KINDS[type.toUpperCase()];
      if (!kind) throw new Error(`column ${table}.${name} has the type ${type}, which nothing here moves`);
      return { name, here: name, kind };
    });
    const key = info.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk).flatMap(({ name }) => columns.find((column) => column.name === name) ?? []);
    if (key.length === 0) throw new Error(`table ${table} has no primary key`);
    return { name: table, here: table, file: 'main', columns, key, where: table === 'Setting' ? `"key" <> '${INSTALLATION_KEY}'` : null, grouped: false };
  });
}

/** What is named comes before what names it; otherwise by name. */
export function inOrder(names: readonly string[], referencesOf: (name: string) => readonly string[]): string[] {
  const ordered: string[] = [];
  let left = [...names];
  while (left.length > 0) {
    const next = left.filter((name) => referencesOf(name).every((other) => !left.includes(other)));
    if (next.length === 0) throw new Error(`tables name each other in a circle: ${left.join(', ')}`);
    ordered.push(...next);
    left = left.filter((name) => !next.includes(name));
  }
  return ordered;
}

function inkTable(name: string, here: string, keys: number, columns: readonly (readonly [name: string, here: string, kind: Kind])[]): MovedTable {
  const all = columns.map(([column, at, kind]) => ({ name: column, here: at, kind }));
  return { name, here, file: 'ink', columns: all, key: all.slice(0, keys), where: null, grouped: false };
}

/** The ink log; an operation's own number in the file (`op.id`) is nowhere named and made anew. */
export const INK_TABLES: readonly MovedTable[] = [
  inkTable('InkMeta', 'meta', 1, [['key', 'key', 'text'], ['value', 'value', 'text']]),
  inkTable('InkStream', 'stream', 1, [['id', 'id', 'integer'], ['docId', 'doc_id', 'text'], ['layer', 'layer', 'integer'], ['owner', 'owner', 'text'], ['head', 'head', 'integer']]),
  {
    ...inkTable('InkOp', 'op', 2, [['streamId', 'stream_id', 'integer'], ['seq', 'seq', 'integer'], ['opId', 'op_id', 'bytes'], ['author', 'author', 'text'], ['at', 'at', 'integer'], ['body', 'body', 'bytes']]),
    grouped: true,
  },
];
