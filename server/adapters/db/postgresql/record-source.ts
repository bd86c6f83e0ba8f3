import type pg from 'pg';
import type { AuditRow } from '../../../kernel/audit';
import type { RecordSource } from '../../../kernel/record';
import type { StoredBlob } from '../../../kernel/ports/blob';
import { types } from './connect';
import { columnsOf, keySql, quoted, shapesOf, textSql } from './record-rows';

/** Rows that come at once. */
const PAGE = 1_000;

/** Rows of a question one after the other, never all of them in memory. */
async function* streamed<Row extends pg.QueryResultRow>(client: pg.ClientBase, name: string, sql: string): AsyncGenerator<Row> {
  await client.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${sql}`);
  try {
    for (;;) {
      const { rows } = await client.query<Row>({ text: `FETCH ${PAGE} FROM ${name}`, types });
      yield* rows;
      if (rows.length < PAGE) return;
    }
  } finally {
    await client.query(`CLOSE ${name}`);
  }
}

async function openRecord(client: pg.ClientBase, tables: readonly string[]): Promise<RecordSource> {
  const shapes = await shapesOf(client, tables);
  const { rows: present } = await client.query<{ name: string }>('SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()');
  const all = await shapesOf(client, present.map(({ name }) => name));
  const shapeOf = (kind: string) => {
    const shape = all.find(({ table }) => table === kind);
    if (!shape) throw new Error(`there is no table ${kind}`);
    return shape;
  };
  return {
    async* entries() {
      if (all.some(({ table }) => table === 'AuditEntry')) yield* streamed<AuditRow>(client, 'phien_entries', 'SELECT * FROM "AuditEntry" ORDER BY "seq"');
    },
    columns: () => columnsOf(shapes),
    columnsOf: (kind) => all.find(({ table }) => table === kind)?.columns.map(({ name }) => name) ?? [],
    rows(kind, names) {
      const shape = shapeOf(kind);
      const columns = names.flatMap((name) => shape.columns.find((column) => column.name === name) ?? []);
      return streamed<{ id: string; text: string }>(client, 'phien_rows', `SELECT ${keySql(shape, 't')} AS id, ${textSql(columns, 't')} AS text FROM ${quoted(kind)} AS t`);
    },
    async* files(kind, { key, sha256, size }) {
      const found = streamed<{ id: string } & StoredBlob>(
        client,
        'phien_files',
        `SELECT ${keySql(shapeOf(kind), 't')} AS id, t.${quoted(key)} AS key, t.${quoted(sha256)} AS sha256, t.${quoted(size)} AS size FROM ${quoted(kind)} AS t WHERE t.${quoted(key)} IS NOT NULL`,
      );
      for await (const { id, ...blob } of found) yield { id, blob };
    },
  };
}

/** Does the work on chain and tables as they are now, also while a server writes. */
export async function withRecord<T>(pool: pg.Pool, tables: readonly string[], work: (source: RecordSource) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await work(await openRecord(client, tables));
  } finally {
    await client.query('COMMIT').catch(() => undefined);
    client.release();
  }
}
