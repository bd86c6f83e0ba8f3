import type { Db } from '../../kernel/ports/database';
import { rowsOf } from '../../kernel/repository';
import type { FloorItem, FloorRequest, FloorTurn, RequestState, TurnEnd } from './request';

const INSTANTS = { instants: ['requestedAt', 'settledAt'] } as const;

/** What was asked for on an item, in the order it came. */
export async function requestsOf(db: Db, itemId: string): Promise<FloorRequest[]> {
  return rowsOf<FloorRequest>(db, 'SELECT * FROM "FloorRequest" WHERE "itemId" = ? ORDER BY "id"', [itemId], { instants: [...INSTANTS.instants] });
}

export async function findRequest(db: Db, meetingId: string, id: string): Promise<FloorRequest | null> {
  const [row] = await rowsOf<FloorRequest>(db, 'SELECT * FROM "FloorRequest" WHERE "id" = ? AND "meetingId" = ?', [id, meetingId], { instants: [...INSTANTS.instants] });
  return row ?? null;
}

export async function createRequest(db: Db, request: FloorRequest): Promise<void> {
  await db.floorRequest.create({ data: request });
}

export async function updateRequest(db: Db, id: string, fields: Partial<Pick<FloorRequest, 'kind' | 'topic' | 'minutes' | 'askedId' | 'place'>>): Promise<void> {
  await db.floorRequest.update({ where: { id }, data: fields });
}

export async function settleRequest(db: Db, id: string, state: RequestState, settledAt: Date | null): Promise<void> {
  await db.floorRequest.update({ where: { id }, data: { state, settledAt } });
}

export async function findFloorItem(db: Db, meetingId: string, id: string): Promise<FloorItem | null> {
  return db.agendaItem.findFirst({ where: { id, meetingId, removedAt: null }, select: { id: true, kind: true, state: true } });
}

/** Who has the floor; null: nobody. */
export async function findTurn(db: Db, meetingId: string): Promise<FloorTurn | null> {
  const sql = 'SELECT "id", "itemId", "requestId", "personId", "part", "startedAt", "endsAt" FROM "FloorTurn" WHERE "meetingId" = ? AND "endedAt" IS NULL';
  const [row] = await rowsOf<FloorTurn>(db, sql, [meetingId], { instants: ['startedAt', 'endsAt'] });
  return row ?? null;
}

export async function createTurn(db: Db, meetingId: string, turn: FloorTurn): Promise<void> {
  await db.floorTurn.create({ data: { ...turn, meetingId } });
}

export async function extendTurn(db: Db, id: string, endsAt: Date): Promise<void> {
  await db.floorTurn.update({ where: { id }, data: { endsAt } });
}

export async function closeTurn(db: Db, id: string, endedAt: Date, endedBy: TurnEnd): Promise<void> {
  await db.floorTurn.update({ where: { id }, data: { endedAt, endedBy } });
}

/** A time in which the sitting stood still; `resumedAt` is null while it does. */
export interface Pause {
  id: string;
  itemId: string | null;
  pausedAt: Date;
  /** Adjourned: when it is to go on; null: it stands still for a while. */
  until: Date | null;
  resumedAt: Date | null;
}

/** Pauses of a session in order. */
export async function pausesOf(db: Db, meetingId: string): Promise<Pause[]> {
  const sql = 'SELECT "id", "itemId", "pausedAt", "until", "resumedAt" FROM "SittingPause" WHERE "meetingId" = ? ORDER BY "id"';
  return rowsOf<Pause>(db, sql, [meetingId], { instants: ['pausedAt', 'until', 'resumedAt'] });
}

/** The pause that goes on; null: none does. */
export async function findPause(db: Db, meetingId: string): Promise<Pause | null> {
  const sql = 'SELECT "id", "itemId", "pausedAt", "until", "resumedAt" FROM "SittingPause" WHERE "meetingId" = ? AND "resumedAt" IS NULL';
  const [row] = await rowsOf<Pause>(db, sql, [meetingId], { instants: ['pausedAt', 'until', 'resumedAt'] });
  return row ?? null;
}

export async function createPause(db: Db, meetingId: string, { id, itemId, pausedAt, until }: Omit<Pause, 'resumedAt'>): Promise<void> {
  await db.sittingPause.create({ data: { id, meetingId, itemId, pausedAt, until } });
}

/** It was adjourned, or to another time than was said. */
export async function setPauseUntil(db: Db, id: string, until: Date): Promise<void> {
  await db.sittingPause.update({ where: { id }, data: { until } });
}

export async function endPause(db: Db, id: string, resumedAt: Date): Promise<void> {
  await db.sittingPause.update({ where: { id }, data: { resumedAt } });
}

/** Seconds a person has had the floor on an item, by person; the turn that goes on is left out. */
export async function spokenOn(db: Db, meetingId: string): Promise<{ personId: string; itemId: string; ms: number }[]> {
  const rows = await rowsOf<{ personId: string; itemId: string; startedAt: Date; endedAt: Date }>(
    db,
    'SELECT "personId", "itemId", "startedAt", "endedAt" FROM "FloorTurn" WHERE "meetingId" = ? AND "endedAt" IS NOT NULL ORDER BY "id"',
    [meetingId],
    { instants: ['startedAt', 'endedAt'] },
  );
  return rows.map(({ personId, itemId, startedAt, endedAt }) => ({ personId, itemId, ms: endedAt.getTime() - startedAt.getTime() }));
}
