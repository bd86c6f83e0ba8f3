import type pg from 'pg';
import { uuidToBytes } from '../../../shared/protocol/ink';
import type { AppendResult, PendingOp } from '../../../kernel/ports/op-store';
import { ERASE_KIND, MARK_KINDS, RESTORE_KIND } from '../ink-sqlite';

interface Stream {
  id: string;
  head: number;
  changed: boolean;
}

interface Known {
  streamId: string;
  seq: number;
  author: string;
  at: number;
  body: Uint8Array;
}

type Outcome = Omit<AppendResult, 'opId'>;

interface Placed {
  op: PendingOp;
  layer: 0 | 1;
  owner: string;
  key: string;
}

const placed = (op: PendingOp): Placed => {
  const layer = op.layer === 'shared' ? 1 : 0;
  const owner = layer === 0 ? op.authorId : '';
  return { op, layer, owner, key: `${op.docId}/${owner}` };
};

const hex = (uuid: string): string => uuid.replaceAll('-', '').toLowerCase();

/**
 * Rows of the streams, made where they are missing and held until the commit, in one order for everybody: whoever appends to a stream,
 * from whichever process, waits here for the one before, and finds its number.
 */
async function holdStreams(client: pg.ClientBase, rows: readonly Placed[]): Promise<Map<string, Stream>> {
  const wanted = [...new Map(rows.map((row) => [row.key, row])).values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const values = [wanted.map(({ op }) => op.docId), wanted.map(({ layer }) => layer), wanted.map(({ owner }) => owner)];
  const asked = 'SELECT * FROM unnest($1::text[], $2::smallint[], $3::text[]) AS w("docId", "layer", "owner")';
  await client.query(`INSERT INTO "InkStream" ("docId", "layer", "owner") ${asked} ORDER BY 1, 3 ON CONFLICT DO NOTHING`, values);
  const { rows: found } = await client.query<{ id: string; docId: string; owner: string; head: number }>(
    `SELECT s."id"::text AS id, s."docId", s."owner", s."head" FROM "InkStream" s JOIN (${asked}) w USING ("docId", "layer", "owner") ORDER BY s."docId", s."owner" FOR UPDATE OF s`,
    values,
  );
  return new Map(found.map(({ id, docId, owner, head }) => [`${docId}/${owner}`, { id, head, changed: false }]));
}

/** Operations that are in the log already, by their id: those that come, and those that they name. */
async function findKnown(client: pg.ClientBase, rows: readonly Placed[]): Promise<Map<string, Known>> {
  const ids = new Set(rows.flatMap(({ op }) => [op.opId, ...op.targets].map(hex)));
  const { rows: found } = await client.query<{ op: string; stream: string; seq: number; author: string; at: string; body: Uint8Array }>(
    `SELECT encode("opId", 'hex') AS op, "streamId"::text AS stream, "seq", "author", "at"::text AS at, "body" FROM "InkOp" WHERE "opId" = ANY ($1::bytea[])`,
    [[...ids].map((id) => Buffer.from(id, 'hex'))],
  );
  return new Map(found.map(({ op, stream, seq, author, at, body }) => [op, { streamId: stream, seq, author, at: Number(at), body }]));
}

/**
 * Appends operations in one transaction. Everything is committed or nothing; a refused one (conflict, not own) leaves no trace and
 * no gap.
 * @param client inside a transaction that is `READ COMMITTED`. @param at commit time, ms.
 */
export async function appendOps(client: pg.ClientBase, ops: readonly PendingOp[], at: number): Promise<Outcome[]> {
  const rows = ops.map(placed);
  const streams = await holdStreams(client, rows);
  const known = await findKnown(client, rows);
  const added: { row: Placed; stream: Stream; seq: number }[] = [];
  const outcomes = rows.map((row): Outcome => {
    const { op } = row;
    const stream = streams.get(row.key);
    if (!stream) throw new Error('a stream that was made is not there');
    const earlier = known.get(hex(op.opId));
    if (earlier) {
      const same = earlier.streamId === stream.id && earlier.author === op.authorId && Buffer.compare(earlier.body, op.body) === 0;
      return same ? { outcome: 'duplicate', seq: earlier.seq, at: earlier.at } : { outcome: 'conflict', seq: 0, at: 0 };
    }
    const kind = op.body[0];
    const owns = (target: string): boolean => {
      const mark = known.get(hex(target));
      return mark !== undefined && mark.streamId === stream.id && mark.author === op.authorId && MARK_KINDS.includes(mark.body[0] ?? 0);
    };
    if ((kind === ERASE_KIND || kind === RESTORE_KIND) && (op.targets.length === 0 || !op.targets.every(owns))) return { outcome: 'not_own', seq: 0, at: 0 };
    stream.head += 1;
    stream.changed = true;
    known.set(hex(op.opId), { streamId: stream.id, seq: stream.head, author: op.authorId, at, body: op.body });
    added.push({ row, stream, seq: stream.head });
    return { outcome: 'committed', seq: stream.head, at };
  });
  if (added.length === 0) return outcomes;
  await client.query(`INSERT INTO "InkOp" ("streamId", "seq", "opId", "author", "at", "body") SELECT * FROM unnest($1::bigint[], $2::int[], $3::bytea[], $4::text[], $5::bigint[], $6::bytea[])`, [
    added.map(({ stream }) => stream.id),
    added.map(({ seq }) => seq),
    added.map(({ row }) => Buffer.from(uuidToBytes(row.op.opId))),
    added.map(({ row }) => row.op.authorId),
    added.map(() => at),
    added.map(({ row }) => Buffer.from(row.op.body)),
  ]);
  const changed = [...streams.values()].filter((stream) => stream.changed);
  await client.query('UPDATE "InkStream" s SET "head" = w.head FROM unnest($1::bigint[], $2::int[]) AS w(id, head) WHERE s."id" = w.id', [changed.map(({ id }) => id), changed.map(({ head }) => head)]);
  return outcomes;
}

export interface InkGap {
  id: string;
  head: number;
  found: number;
}

/** A stream that does not have all its numbers. */
export const INK_GAPS = `SELECT s."id"::text AS id, s."head", count(o."seq")::int AS found FROM "InkStream" s LEFT JOIN "InkOp" o ON o."streamId" = s."id"
  GROUP BY s."id" HAVING s."head" <> count(o."seq") OR s."head" <> coalesce(max(o."seq"), 0) LIMIT 1`;

export const inkGapOf = (gap: InkGap | undefined): string | null => (gap ? `stream ${gap.id} has ${gap.found} of ${gap.head} operations` : null);
