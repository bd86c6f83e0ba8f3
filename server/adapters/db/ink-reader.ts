import { chmod } from 'node:fs/promises';
import { bytesToUuid } from '../../shared/protocol/ink';
import { DomainError } from '../../kernel/errors';
import { VisibleMarks } from './ink-snapshot';
import { failureOf, openInkReader } from './ink-sqlite';
import type { InkHeads, InkSnapshot, InkViewer, PrivateStream, StoredOp } from '../../kernel/ports/op-store';
import type { SqliteDatabase, SqliteStatement } from './ink-sqlite';

interface Row {
  seq: number;
  op_id: Uint8Array;
  author: string;
  at: number;
  body: Uint8Array;
}

const PAGE = 1_000;

/** Reading side of the ink log. A private stream is looked up by the viewer's own id and by nothing else. */
export class InkReader {
  readonly #db: SqliteDatabase;
  readonly #ops: SqliteStatement;
  readonly #head: SqliteStatement;

  constructor(file: string) {
    this.#db = openInkReader(file);
    this.#ops = this.#db.prepare(
      `SELECT op.seq, op.op_id, op.author, op.at, op.body FROM stream JOIN op ON op.stream_id = stream.id
       WHERE stream.doc_id = ? AND stream.layer = ? AND stream.owner = ? AND op.seq > ? ORDER BY op.seq LIMIT ?`,
    );
    this.#head = this.#db.prepare('SELECT head FROM stream WHERE doc_id = ? AND layer = ? AND owner = ?');
  }

  read(docId: string, layer: 'private' | 'shared', viewer: InkViewer, since: number, limit: number): StoredOp[] {
    if (layer === 'shared' && !viewer.canSeeShared) return [];
    return this.#typed(() => {
      const rows = this.#ops.all(docId, layer === 'shared' ? 1 : 0, layer === 'shared' ? '' : viewer.personId, since, limit) as Row[];
      return rows.map((row) => ({ seq: row.seq, opId: bytesToUuid(row.op_id), authorId: row.author, at: row.at, body: row.body }));
    });
  }

  head(docId: string, viewer: InkViewer): InkHeads {
    const of = (layer: 0 | 1, owner: string): number => (this.#head.get(docId, layer, owner) as { head: number } | undefined)?.head ?? 0;
    return this.#typed(() => ({ shared: viewer.canSeeShared ? of(1, '') : 0, private: of(0, viewer.personId) }));
  }

  snapshot(docId: string, viewer: InkViewer): Omit<InkSnapshot, 'epoch'> {
    const shared = this.#visible(docId, 'shared', viewer);
    const own = this.#visible(docId, 'private', viewer);
    return { heads: { shared: shared.head, private: own.head }, shared: shared.marks, private: own.marks };
  }

  privateStreams(of: { owner: string } | { docIds: readonly string[] }, { after = { docId: '', owner: '' }, limit }: { after?: Pick<PrivateStream, 'docId' | 'owner'>; limit: number }): PrivateStream[] {
    const [where, values] = 'owner' in of ? ['owner = ?', [of.owner]] : ['doc_id IN (SELECT value FROM json_each(?))', [JSON.stringify(of.docIds)]];
    return this.#typed(
      () =>
        this.#db
          .prepare(
            `SELECT doc_id AS docId, owner, head, (SELECT at FROM op WHERE stream_id = stream.id AND seq = stream.head) AS lastAt FROM stream
             WHERE layer = 0 AND ${where} AND (doc_id, owner) > (?, ?) ORDER BY doc_id, owner LIMIT ?`,
          )
          .all(...values, after.docId, after.owner, limit) as PrivateStream[],
    );
  }

  /** The copy is as private as the log. */
  async backup(file: string): Promise<void> {
    await this.#db.backup(file);
    await chmod(file, 0o600);
  }

  get answers(): boolean {
    try {
      return this.#db.prepare("SELECT value FROM meta WHERE key = 'epoch'").get() !== undefined;
    } catch {
      return false;
    }
  }

  close(): void {
    this.#db.close();
  }

  #visible(docId: string, layer: 'private' | 'shared', viewer: InkViewer): { head: number; marks: StoredOp[] } {
    const visible = new VisibleMarks();
    for (let page = this.read(docId, layer, viewer, 0, PAGE); page.length > 0; page = this.read(docId, layer, viewer, visible.head, PAGE)) page.forEach((stored) => visible.take(stored));
    return { head: visible.head, marks: visible.marks };
  }

  #typed<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const failure = failureOf(error);
      throw new DomainError('unavailable', failure === 'locked' ? 'ink.locked' : failure === 'damaged' ? 'ink.damaged' : 'ink.failed', {}, { cause: error });
    }
  }
}
