import { chmod } from 'node:fs/promises';
import type pg from 'pg';
import { openInkWriter, renewEpochTo } from '../ink-sqlite';

const PAGE = 1_000;

/** Writes the whole log, as it is at one moment, into a new file of the form that it has with SQLite. The copy is as private as the log. */
export async function writeInkFile(reader: pg.Pool, file: string): Promise<void> {
  const client = await reader.connect();
  const db = openInkWriter(file, null);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows: meta } = await client.query<{ key: string; value: string }>('SELECT "key", "value" FROM "InkMeta"');
    const { rows: streams } = await client.query<{ id: string; docId: string; layer: number; owner: string; head: number }>('SELECT "id"::text AS id, "docId", "layer", "owner", "head" FROM "InkStream" ORDER BY "id"');
    db.exec('BEGIN IMMEDIATE');
    for (const { key, value } of meta) {
      if (key === 'epoch') renewEpochTo(db, value);
      else db.prepare('INSERT INTO meta (key, value) VALUES (?, ?)').run(key, value);
    }
    const addStream = db.prepare('INSERT INTO stream (id, doc_id, layer, owner, head) VALUES (?, ?, ?, ?, ?)');
    for (const { id, docId, layer, owner, head } of streams) addStream.run(Number(id), docId, layer, owner, head);
    const addOp = db.prepare('INSERT INTO op (stream_id, seq, op_id, author, at, body) VALUES (?, ?, ?, ?, ?, ?)');
    await client.query('DECLARE phien_ink NO SCROLL CURSOR FOR SELECT "streamId"::text AS stream, "seq", "opId", "author", "at"::text AS at, "body" FROM "InkOp" ORDER BY "streamId", "seq"');
    for (;;) {
      const { rows } = await client.query<{ stream: string; seq: number; opId: Buffer; author: string; at: string; body: Buffer }>(`FETCH ${PAGE} FROM phien_ink`);
      for (const { stream, seq, opId, author, at, body } of rows) addOp.run(Number(stream), seq, opId, author, Number(at), body);
      if (rows.length < PAGE) break;
    }
    db.exec('COMMIT');
  } finally {
    db.close();
    await client.query('ROLLBACK').catch(() => undefined);
    client.release();
  }
  await chmod(file, 0o600);
}
