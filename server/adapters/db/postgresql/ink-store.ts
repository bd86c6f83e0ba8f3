import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { DomainError } from '../../../kernel/errors';
import type { AppendResult, InkCondition, InkHeads, InkSnapshot, InkViewer, OpStore, PendingOp, PrivateStream, StoredOp } from '../../../kernel/ports/op-store';
import { bytesToUuid } from '../../../shared/protocol/ink';
import { InkQueue, type InkOutcome } from '../ink-queue';
import { VisibleMarks } from '../ink-snapshot';
import { InkOpenError, type InkBelonging } from '../ink-sqlite';
import { types } from './connect';
import { postgresFailureOf } from './failures';
import { appendOps } from './ink-append';
import { writeInkFile } from './ink-copy';

export interface PostgresqlInkOptions {
  /** Opened by who begins, ended by `close`: one connection that writes, and those that read. */
  writer: pg.Pool;
  reader: pg.Pool;
  /** Server time in ms. */
  now: () => number;
  /** Installation the log must belong to; absent: any. */
  belonging?: InkBelonging;
  /** Operations that may wait for the disk before callers are told `ink.busy`. */
  queueLimit?: number;
  onFault?: (message: string) => void;
}

const PAGE = 1_000;
/** How long a group that was in another's way, or found no connection, is tried again before it is refused, ms. */
const PATIENCE_MS = 3_500;
const AGAIN = new Set(['conflict', 'busy', 'unreachable', 'twice']);

/** Opens the ink log in a database that has been migrated. @throws InkOpenError when it is another installation's, or gone. */
export async function openPostgresqlInk(options: PostgresqlInkOptions): Promise<OpStore> {
  const store = new PostgresqlInk(options);
  await store.open();
  return store;
}

class PostgresqlInk implements OpStore {
  readonly #options: PostgresqlInkOptions;
  readonly #queue: InkQueue;
  #working: Promise<void> | null = null;
  #epoch = '';
  #closing: Promise<void> | null = null;
  #writing = true;
  #readable = true;
  readonly #damaged = new Set<string>();

  constructor(options: PostgresqlInkOptions) {
    this.#options = options;
    this.#queue = new InkQueue(options.queueLimit);
  }

  get epoch(): string {
    return this.#epoch;
  }

  async open(): Promise<void> {
    const { writer, belonging } = this.#options;
    const meta = async (key: string): Promise<string | null> => (await writer.query<{ value: string }>('SELECT "value" FROM "InkMeta" WHERE "key" = $1', [key])).rows[0]?.value ?? null;
    const keep = (key: string, value: string) => writer.query('INSERT INTO "InkMeta" ("key", "value") VALUES ($1, $2) ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value"', [key, value]);
    const known = await meta('epoch');
    // A log that belonged here is never made anew in its place.
    if (known === null && belonging && !belonging.fresh) throw new InkOpenError('empty', 'ink log has no content');
    if (belonging) {
      const owner = await meta('installation');
      const isUsed = async (): Promise<boolean> => (await writer.query('SELECT 1 FROM "InkOp" LIMIT 1')).rows.length > 0;
      if (owner !== belonging.id && (belonging.fresh ? await isUsed() : owner !== null)) throw new InkOpenError('foreign', 'ink log belongs to another installation');
      if (owner !== belonging.id) await keep('installation', belonging.id);
    }
    if (known === null) await writer.query('INSERT INTO "InkMeta" ("key", "value") VALUES (\'epoch\', $1) ON CONFLICT DO NOTHING', [randomUUID()]);
    this.#epoch = (await meta('epoch')) ?? '';
  }

  append(batch: readonly PendingOp[]): Promise<AppendResult[]> {
    if (batch.length === 0) return Promise.resolve([]);
    if (this.#closing !== null) return Promise.reject(new DomainError('unavailable', 'ink.closed'));
    if (batch.some(({ docId }) => this.#damaged.has(docId))) return Promise.reject(new DomainError('unavailable', 'ink.damaged'));
    return this.#queue.add(batch, () => {
      this.#working ??= this.#work();
    });
  }

  async read(docId: string, layer: 'private' | 'shared', viewer: InkViewer, since: number, limit: number): Promise<StoredOp[]> {
    if (layer === 'shared' && !viewer.canSeeShared) return [];
    const { rows } = await this.#ask<{ seq: number; opId: Uint8Array; author: string; at: number; body: Buffer }>(
      'phien_ink_read',
      `SELECT o."seq", o."opId", o."author", o."at", o."body" FROM "InkStream" s JOIN "InkOp" o ON o."streamId" = s."id"
        WHERE s."docId" = $1 AND s."layer" = $2 AND s."owner" = $3 AND o."seq" > $4 ORDER BY o."seq" LIMIT $5`,
      [docId, layer === 'shared' ? 1 : 0, layer === 'shared' ? '' : viewer.personId, since, limit],
    );
    return rows.map(({ seq, opId, author, at, body }) => ({ seq, opId: bytesToUuid(opId), authorId: author, at, body }));
  }

  async head(docId: string, viewer: InkViewer): Promise<InkHeads> {
    const { rows } = await this.#ask<{ layer: number; head: number }>('phien_ink_head', `SELECT "layer", "head" FROM "InkStream" WHERE "docId" = $1 AND (("layer" = 1 AND "owner" = '') OR ("layer" = 0 AND "owner" = $2))`, [docId, viewer.personId]);
    const of = (layer: 0 | 1): number => rows.find((row) => row.layer === layer)?.head ?? 0;
    return { shared: viewer.canSeeShared ? of(1) : 0, private: of(0) };
  }

  async snapshot(docId: string, viewer: InkViewer): Promise<InkSnapshot> {
    const shared = await this.#visible(docId, 'shared', viewer);
    const own = await this.#visible(docId, 'private', viewer);
    return { epoch: this.#epoch, heads: { shared: shared.head, private: own.head }, shared: shared.marks, private: own.marks };
  }

  async privateStreams(of: { owner: string } | { docIds: readonly string[] }, { after = { docId: '', owner: '' }, limit }: { after?: Pick<PrivateStream, 'docId' | 'owner'>; limit: number }): Promise<PrivateStream[]> {
    if (this.#closing !== null) throw new DomainError('unavailable', 'ink.closed');
    const [where, value] = 'owner' in of ? ['s."owner" = $1', of.owner] : ['s."docId" = ANY($1::text[])', [...of.docIds]];
    const { rows } = await this.#options.reader
      .query<PrivateStream>({
        text: `SELECT s."docId", s."owner", s."head", (SELECT o."at" FROM "InkOp" o WHERE o."streamId" = s."id" AND o."seq" = s."head") AS "lastAt" FROM "InkStream" s
          WHERE s."layer" = 0 AND ${where} AND (s."docId", s."owner") > ($2, $3) ORDER BY s."docId", s."owner" LIMIT $4`,
        values: [value, after.docId, after.owner, limit],
        types,
      })
      .catch((error: unknown) => Promise.reject(refused(postgresFailureOf(error), error)));
    return rows;
  }

  /** The server keeps what was deleted until it cleans up the table (autovacuum), and in its log until that is written over. */
  async forgetPrivate(streams: readonly Pick<PrivateStream, 'docId' | 'owner' | 'head'>[]): Promise<{ streams: number; operations: number }> {
    if (this.#closing !== null) throw new DomainError('unavailable', 'ink.closed');
    const gone = { streams: 0, operations: 0 };
    await this.#inTransaction(async (client) => {
      for (const { docId, owner, head } of streams) {
        const { rows } = await client.query<{ id: string }>('SELECT "id" FROM "InkStream" WHERE "docId" = $1 AND "layer" = 0 AND "owner" = $2 AND "head" = $3 FOR UPDATE', [docId, owner, head]);
        if (!rows[0]) continue;
        gone.operations += (await client.query('DELETE FROM "InkOp" WHERE "streamId" = $1', [rows[0].id])).rowCount ?? 0;
        await client.query('DELETE FROM "InkStream" WHERE "id" = $1', [rows[0].id]);
        gone.streams += 1;
      }
    }).catch((error: unknown) => Promise.reject(refused(postgresFailureOf(error), error)));
    return gone;
  }

  takeOut(docId: string, reason: string): void {
    if (this.#damaged.has(docId)) return;
    this.#damaged.add(docId);
    this.#options.onFault?.(`ink of document ${docId} is out of service: ${reason}`);
  }

  get condition(): InkCondition {
    return { writing: this.#writing, readable: this.#readable, inPlace: true, damaged: [...this.#damaged], waiting: this.#queue.waiting };
  }

  /** The copy is a file as the log is with SQLite, at one moment. */
  async backup(file: string): Promise<void> {
    if (this.#closing !== null) throw new DomainError('unavailable', 'ink.closed');
    await writeInkFile(this.#options.reader, file);
  }

  close(): Promise<void> {
    this.#closing ??= (async () => {
      await this.#working;
      await Promise.all([this.#options.writer.end(), this.#options.reader.end()]);
    })();
    return this.#closing;
  }

  async #visible(docId: string, layer: 'private' | 'shared', viewer: InkViewer): Promise<VisibleMarks> {
    const visible = new VisibleMarks();
    for (;;) {
      const page = await this.read(docId, layer, viewer, visible.head, PAGE);
      page.forEach((stored) => visible.take(stored));
      if (page.length < PAGE) return visible;
    }
  }

  async #ask<Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<pg.QueryResult<Row>> {
    if (this.#closing !== null) throw new DomainError('unavailable', 'ink.closed');
    const [docId] = values as [string];
    if (this.#damaged.has(docId)) throw new DomainError('unavailable', 'ink.damaged');
    try {
      const answer = await this.#options.reader.query<Row>({ name, text, values, types });
      this.#readable = true;
      return answer;
    } catch (error) {
      const failure = postgresFailureOf(error);
      if (failure === 'damaged') this.takeOut(docId, String(error));
      if (failure === 'unreachable') this.#readable = false;
      throw refused(failure, error);
    }
  }

  async #work(): Promise<void> {
    while (!this.#queue.isEmpty) {
      const group = this.#queue.nextGroup();
      await this.#patiently(group.flatMap(({ batch }) => batch)).then((outcomes) => this.#queue.answer(group, outcomes)).catch((error: unknown) => this.#queue.refuse(group, error));
    }
    // With the look that found nothing: what is added a moment later would wait for somebody who has left.
    this.#working = null;
  }

  /** Also a group whose commit was not answered may come again: an operation that is there already answers with its number. */
  async #patiently(ops: readonly PendingOp[]): Promise<InkOutcome[]> {
    const giveUpAt = performance.now() + PATIENCE_MS;
    for (;;) {
      try {
        const outcomes = await this.#attempt(ops);
        this.#writing = true;
        return outcomes;
      } catch (error) {
        // Two processes brought the same operation into two streams at once.
        const failure = (error as { code?: string }).code === '23505' ? 'twice' : postgresFailureOf(error);
        if (failure === null || !AGAIN.has(failure) || performance.now() > giveUpAt) {
          if (failure === 'unreachable') this.#writing = false;
          this.#options.onFault?.(`ink log: ${failure ?? 'failed'}: ${String(error)}`);
          throw refused(failure === 'twice' ? 'busy' : failure, error);
        }
      }
      // Jitter, so that two waiting writers do not knock in step.
      await new Promise((resolve) => setTimeout(resolve, 10 + Math.random() * 30));
    }
  }

  #attempt(ops: readonly PendingOp[]): Promise<InkOutcome[]> {
    return this.#inTransaction((client) => appendOps(client, ops, this.#options.now()));
  }

  async #inTransaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#options.writer.connect();
    let failure: Error | undefined;
    try {
      await client.query('BEGIN');
      const result = await work(client);
      const { command } = await client.query('COMMIT');
      if (command !== 'COMMIT') throw new Error('the server took the transaction back');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((lost: unknown) => (failure = lost instanceof Error ? lost : new Error(String(lost))));
      throw error;
    } finally {
      client.release(failure);
    }
  }
}

function refused(failure: ReturnType<typeof postgresFailureOf>, cause: unknown): DomainError {
  if (failure === 'full') return new DomainError('storage_full', 'ink.storage_full', {}, { cause });
  const reason = failure === 'damaged' ? 'ink.damaged' : failure === 'conflict' || failure === 'busy' ? 'ink.locked' : 'ink.failed';
  return new DomainError('unavailable', reason, {}, { cause });
}
