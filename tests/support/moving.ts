import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { INK_TABLES, mainTables, type MovedTable } from '../../server/adapters/db/move/shapes';
import { sqliteDigest } from '../../server/adapters/db/move/sqlite-side';

/** Works on a database file of a folder nobody uses. */
export function onFile<T>(folder: string, name: 'phien.sqlite' | 'ink.sqlite', work: (db: BetterSqlite3.Database) => T): T {
  const db = new BetterSqlite3(path.join(folder, name), { fileMustExist: true });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** Rows and digest of every table of a data folder, `Table: rows digest`. */
export async function rowsOfFolder(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const files: readonly (readonly ['phien.sqlite' | 'ink.sqlite', (db: BetterSqlite3.Database) => readonly MovedTable[]])[] = [['phien.sqlite', mainTables], ['ink.sqlite', () => INK_TABLES]];
  for (const [name, tablesOf] of files) {
    const db = new BetterSqlite3(path.join(folder, name), { readonly: true });
    for (const table of tablesOf(db)) {
      const { rows, sha256 } = await sqliteDigest(db, table);
      found[table.name] = `${rows} ${sha256}`;
    }
    db.close();
  }
  return found;
}

/** Tables, guards and indexes of a database file, in their own words. */
export const schemaOfFile = (folder: string, name: 'phien.sqlite' | 'ink.sqlite'): string[] => onFile(folder, name, (db) => db.prepare('SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY sql').pluck().all() as string[]);

/** Values that engines and wires like to change. */
export const ODD_WORDS = ['', '\\N', '\\.', '\\', '\\\\x', 'tab\tbên\tnhau', 'dòng\nmới\r\n', '\b\f\v\u0001\u007f', 'Đỗ Khắc Trường Vân', 'e\u0301 ≠ é', '🖋️', '\u2028', "''\"`", '{"a": "b\\n"}', ' cách '];
export const ODD_NUMBERS = [0, 0.1 + 0.2, 1 / 3, 1e300, 5e-324, -1.7976931348623157e308, 123456789.123456789, 1e21, 1e-7, 3, Number.MAX_SAFE_INTEGER];
