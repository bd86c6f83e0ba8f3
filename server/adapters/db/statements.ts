import BetterSqlite3 from 'better-sqlite3';
import type { SqlValue, Statements } from '../../kernel/ports/database';
import { BUSY_TIMEOUT_MS } from './safe-sqlite';

export interface OpenStatements extends Statements {
  close(): void;
}

/** A read-only connection beside the mapper's; every text of SQL is prepared once. @param file its schema must have been migrated. */
export function openStatements(file: string): OpenStatements {
  const db = new BetterSqlite3(file, { readonly: true, timeout: BUSY_TIMEOUT_MS });
  const prepared = new Map<string, BetterSqlite3.Statement<SqlValue[]>>();
  const prepare = (sql: string): BetterSqlite3.Statement<SqlValue[]> => {
    const known = prepared.get(sql) ?? db.prepare<SqlValue[]>(sql);
    prepared.set(sql, known);
    return known;
  };
  return {
    // A failure is the caller's promise's, as with a database that is asked over a network.
    async rows<Row>(sql: string, values: readonly SqlValue[]): Promise<Row[]> {
      return prepare(sql).all(...values) as Row[];
    },
    close: () => void db.close(),
  };
}
