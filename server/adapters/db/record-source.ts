import BetterSqlite3 from 'better-sqlite3';
import type { AuditRow } from '../../kernel/audit';
import type { RecordSource } from '../../kernel/record';
import type { StoredBlob } from '../../kernel/ports/blob';
import { columnsOf, keySql, shapesOf, textSql } from './record-rows';

type StoredEntry = Omit<AuditRow, 'at' | 'changes'> & { at: string | number; changes?: string | null };

/** Chain and tables of a database file as they are at one moment, also while a server writes. */
function openRecord(file: string, tables: readonly string[]): RecordSource & { close(): void } {
  const db = new BetterSqlite3(file, { readonly: true, fileMustExist: true });
  db.exec('BEGIN');
  const shapes = shapesOf(db, tables);
  const shapeOf = (kind: string) => {
    const [shape] = shapesOf(db, [kind]);
    if (!shape) throw new Error(`there is no table ${kind}`);
    return shape;
  };
  return {
    * entries() {
      if (!db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'AuditEntry'").get()) return;
      for (const row of db.prepare('SELECT * FROM "AuditEntry" ORDER BY "seq"').iterate() as IterableIterator<StoredEntry>) {
        yield { ...row, at: new Date(row.at), changes: row.changes ?? null };
      }
    },
    columns: () => columnsOf(shapes),
    columnsOf: (kind) => shapesOf(db, [kind])[0]?.columns ?? [],
    rows(kind, columns) {
      const shape = shapeOf(kind);
      return db.prepare(`SELECT ${keySql(shape, 't')} AS id, ${textSql(columns, 't')} AS text FROM "${kind}" AS t`).iterate() as IterableIterator<{ id: string; text: string }>;
    },
    files(kind, { key, sha256, size }) {
      const shape = shapeOf(kind);
      const rows = db.prepare(`SELECT ${keySql(shape, 't')} AS id, t."${key}" AS key, t."${sha256}" AS sha256, t."${size}" AS size FROM "${kind}" AS t WHERE t."${key}" IS NOT NULL`).all();
      return (rows as ({ id: string } & StoredBlob)[]).map(({ id, ...blob }) => ({ id, blob }));
    },
    close() {
      db.exec('COMMIT');
      db.close();
    },
  };
}

/** Does the work on chain and tables as they are now. */
export async function withRecord<T>(file: string, tables: readonly string[], work: (source: RecordSource) => Promise<T>): Promise<T> {
  const source = openRecord(file, tables);
  try {
    return await work(source);
  } finally {
    source.close();
  }
}
