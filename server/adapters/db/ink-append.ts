import { ERASE_KIND, MARK_KINDS, prepareTransaction, RESTORE_KIND } from './ink-sqlite';
import type { SqliteDatabase } from './ink-sqlite';

/** One operation as it crosses into the worker. */
export interface AppendRow {
  docId: string;
  layer: 0 | 1;
  opId: Uint8Array;
  authorId: string;
  body: Uint8Array;
  targets: readonly Uint8Array[];
}
export interface AppendOutcome {
  outcome: 'committed' | 'duplicate' | 'conflict' | 'not_own';
  seq: number;
  at: number;
}

interface OpRow {
  stream_id: number;
  seq: number;
  author: string;
  at: number;
  body: Uint8Array;
}

/**
 * Appends rows in one IMMEDIATE transaction. Everything is committed or nothing; a refused row (conflict, not own) leaves
 * no trace and no gap.
 * @returns a function of (rows, commit time in ms) that throws the SQLite error after rolling back.
 */
export function prepareAppend(db: SqliteDatabase): (rows: readonly AppendRow[], at: number) => AppendOutcome[] {
  const inTransaction = prepareTransaction(db);
  const findStream = db.prepare('SELECT id, head FROM stream WHERE doc_id = ? AND layer = ? AND owner = ?');
  const addStream = db.prepare('INSERT INTO stream (doc_id, layer, owner) VALUES (?, ?, ?)');
  const setHead = db.prepare('UPDATE stream SET head = ? WHERE id = ?');
  const findOp = db.prepare('SELECT stream_id, seq, author, at, body FROM op WHERE op_id = ?');
  const addOp = db.prepare('INSERT INTO op (stream_id, seq, op_id, author, at, body) VALUES (?, ?, ?, ?, ?, ?)');

  const appendAll = (rows: readonly AppendRow[], at: number): AppendOutcome[] => {
    const streams = new Map<string, { id: number; head: number; changed: boolean }>();
    const streamOf = (row: AppendRow) => {
      const owner = row.layer === 0 ? row.authorId : '';
      const key = `${row.docId}/${owner}`;
      let stream = streams.get(key);
      if (stream === undefined) {
        const found = findStream.get(row.docId, row.layer, owner) as { id: number; head: number } | undefined;
        stream = found === undefined ? { id: Number(addStream.run(row.docId, row.layer, owner).lastInsertRowid), head: 0, changed: false } : { ...found, changed: false };
        streams.set(key, stream);
      }
      return stream;
    };
    const ownsAll = (row: AppendRow, streamId: number): boolean =>
      row.targets.every((target) => {
        const op = findOp.get(target) as OpRow | undefined;
        return op !== undefined && op.stream_id === streamId && op.author === row.authorId && MARK_KINDS.includes(op.body[0] ?? 0);
      });

    const outcomes = rows.map((row): AppendOutcome => {
      const stream = streamOf(row);
      const earlier = findOp.get(row.opId) as OpRow | undefined;
      if (earlier !== undefined) {
        const same = earlier.stream_id === stream.id && earlier.author === row.authorId && Buffer.compare(earlier.body, row.body) === 0;
        return same ? { outcome: 'duplicate', seq: earlier.seq, at: earlier.at } : { outcome: 'conflict', seq: 0, at: 0 };
      }
      const kind = row.body[0];
      if ((kind === ERASE_KIND || kind === RESTORE_KIND) && (row.targets.length === 0 || !ownsAll(row, stream.id))) return { outcome: 'not_own', seq: 0, at: 0 };
      stream.head += 1;
      stream.changed = true;
      addOp.run(stream.id, stream.head, row.opId, row.authorId, at, row.body);
      return { outcome: 'committed', seq: stream.head, at };
    });
    for (const stream of streams.values()) if (stream.changed) setHead.run(stream.head, stream.id);
    return outcomes;
  };

  return (rows, at) => inTransaction(() => appendAll(rows, at));
}
