import { prepareTransaction, type SqliteDatabase } from './ink-sqlite';

/** A private stream as it was when it was decided that it goes. */
export interface ForgetRow {
  docId: string;
  owner: string;
  head: number;
}

export interface Forgotten {
  streams: number;
  operations: number;
}

/**
 * Removes private streams with all their operations, in one transaction, so that every stream that is there has all its numbers. The
 * pages they lay on are overwritten (`secure_delete`), and the write-ahead log, which still holds them, is taken into the file and cut.
 */
export function prepareForget(db: SqliteDatabase): (rows: readonly ForgetRow[]) => Forgotten {
  const inTransaction = prepareTransaction(db);
  const find = db.prepare('SELECT id FROM stream WHERE doc_id = ? AND layer = 0 AND owner = ? AND head = ?');
  const dropOps = db.prepare('DELETE FROM op WHERE stream_id = ?');
  const dropStream = db.prepare('DELETE FROM stream WHERE id = ?');
  return (rows) => {
    const gone: Forgotten = { streams: 0, operations: 0 };
    inTransaction(() => {
      for (const { docId, owner, head } of rows) {
        const stream = find.get(docId, owner, head) as { id: number } | undefined;
        if (!stream) continue;
        gone.operations += dropOps.run(stream.id).changes;
        dropStream.run(stream.id);
        gone.streams += 1;
      }
    });
    // A reader may hold the log for a moment: it is cut with the next checkpoint then.
    if (gone.streams > 0) db.pragma('wal_checkpoint(TRUNCATE)');
    return gone;
  };
}
