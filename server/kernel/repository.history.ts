import type { CommittedEvent, DomainEvent } from './events';
import type { Db } from './ports/database';
import { insertRows, rowsOf } from './repository';

/**
 * The history: what happened, written once by the command that made it happen.
 *
 * Whoever has seen position n misses nothing below n. That holds because positions are given in the order of the commits: the next one
 * is read and written by a transaction that holds the one writer from its first statement to its commit (`Database.transaction`,
 * `BEGIN IMMEDIATE`), so a smaller one can not become visible after a greater one. A database with several writers needs the same
 * lock around both: one row that says the last position, updated by whoever appends and so held until that commit. A sequence would
 * not do: it gives numbers before the commit, and a slow transaction would come in behind a reader. Two who gave the same position,
 * or left one out, are refused by the table itself.
 */
export async function appendEvents(
  db: Db,
  events: readonly DomainEvent[],
  meta: { at: Date; actorId: string | null; id(): string },
): Promise<CommittedEvent[]> {
  if (events.length === 0) return [];
  const streams = [...new Set(events.map(({ stream }) => stream))];
  const [before, ...ends] = await Promise.all([historyHead(db), ...streams.map((stream) => streamHead(db, stream))]);
  const committed: CommittedEvent[] = [];
  const heads = new Map(streams.map((stream, index) => [stream, ends[index] ?? 0]));
  for (const [index, { unsigned, happenedAt, ...event }] of events.entries()) {
    const head = heads.get(event.stream) ?? 0;
    heads.set(event.stream, head + 1);
    committed.push({ ...event, id: meta.id(), position: before + index + 1, seq: head + 1, at: happenedAt ?? meta.at, enteredAt: happenedAt ? meta.at : null, actorId: unsigned ? null : meta.actorId });
  }
  await insertRows(db, 'HistoryEvent', committed.map(({ id, position, stream, seq, type, payload, actorId, at, enteredAt }) => ({ id, position, stream, seq, type, payload: JSON.stringify(payload), actorId, at, enteredAt: enteredAt ?? null })));
  return committed;
}

/** Position of the newest event of the installation; 0 when there is none. */
export async function historyHead(db: Db): Promise<number> {
  const [last] = await rowsOf<{ position: number | bigint | null }>(db, 'SELECT max("position") AS "position" FROM "HistoryEvent"', []);
  return Number(last?.position ?? 0);
}

/** Sequence of the newest event of a stream; 0 when there is none. */
export async function streamHead(db: Db, stream: string): Promise<number> {
  const [last] = await rowsOf<{ seq: number | bigint | null }>(db, 'SELECT max("seq") AS "seq" FROM "HistoryEvent" WHERE "stream" = ?', [stream]);
  return Number(last?.seq ?? 0);
}

/** Number of the newest event of a stream whose type begins with none of these; 0 when there is no such event. */
export async function lastApartFrom(db: Db, stream: string, beginnings: readonly string[]): Promise<number> {
  const none = beginnings.map(() => 'substr("type", 1, length(?)) <> ?').join(' AND ');
  const [last] = await rowsOf<{ seq: number | bigint }>(db, `SELECT "seq" FROM "HistoryEvent" WHERE "stream" = ? AND ${none} ORDER BY "seq" DESC LIMIT 1`, [stream, ...beginnings.flatMap((one) => [one, one])]);
  return Number(last?.seq ?? 0);
}

type Row = Awaited<ReturnType<Db['historyEvent']['findMany']>>[number];
const toEvent = (row: Row): CommittedEvent => ({ ...row, payload: JSON.parse(row.payload) as Record<string, unknown> });

/** Events of a stream in order, e.g. for the draft of the minutes. */
export async function eventsOf(db: Db, stream: string, since = 0): Promise<CommittedEvent[]> {
  return (await db.historyEvent.findMany({ where: { stream, seq: { gt: since } }, orderBy: { seq: 'asc' } })).map(toEvent);
}

/** The next events of these types behind a position and up to another one, at most so many, in order. */
export async function nextEvents(db: Db, types: readonly string[], { after, upTo, take }: { after: number; upTo: number; take: number }): Promise<CommittedEvent[]> {
  return (await db.historyEvent.findMany({ where: { position: { gt: after, lte: upTo }, type: { in: [...types] } }, orderBy: { position: 'asc' }, take })).map(toEvent);
}
