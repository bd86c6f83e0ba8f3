import type { RunContext } from '../../kernel/command';
import { DomainError } from '../../kernel/errors';
import type { FloorPart } from '../../shared/rules/floor-queue';
import { FLOOR_ENDED, FLOOR_GIVEN, LEFT_UNHEARD } from './events';
import { closeTurn, createPause, createTurn, endPause, findPause, findRequest, findTurn, requestsOf, setPauseUntil, settleRequest, updateRequest } from './repository';
import type { FloorRequest, FloorTurn, TurnEnd } from './request';

type Context = Pick<RunContext<undefined>, 'db' | 'now' | 'emit' | 'id'>;
const MINUTE = 60_000;

/** What was left of a turn, in whole minutes and one at least. */
const minutesLeft = ({ endsAt }: FloorTurn, now: Date): number => Math.max(1, Math.ceil((endsAt.getTime() - now.getTime()) / MINUTE));

/**
 * Ends the turn that goes on, if any; its request is done with. By a pause it waits again, before all others, with the minutes it had left
 * (an answer that was broken off is asked for anew by its question).
 */
export async function endFloor(meetingId: string, by: TurnEnd, { db, now, emit }: Omit<Context, 'id'>): Promise<FloorTurn | null> {
  const turn = await findTurn(db, meetingId);
  if (!turn) return null;
  const endedAt = now > turn.startedAt ? now : turn.startedAt;
  await closeTurn(db, turn.id, endedAt, by);
  const { id: turnId, requestId, itemId, personId, part } = turn;
  if (by === 'pause') {
    const places = (await requestsOf(db, itemId)).map(({ place }) => place);
    await updateRequest(db, requestId, { place: Math.min(...places) - 1, minutes: minutesLeft(turn, now) });
    await settleRequest(db, requestId, 'waiting', null);
  } else await settleRequest(db, requestId, 'spoken', endedAt);
  const seconds = Math.round((endedAt.getTime() - turn.startedAt.getTime()) / 1000);
  emit({ type: FLOOR_ENDED, stream: meetingId, payload: { turnId, requestId, itemId, personId, part, seconds, by } });
  return turn;
}

/** Gives somebody the floor for a request; nobody may have it. */
export async function giveFloor(request: FloorRequest, { personId, part, minutes }: { personId: string; part: FloorPart; minutes: number }, { db, now, emit, id }: Context): Promise<FloorTurn> {
  const turn: FloorTurn = { id: id(), itemId: request.itemId, requestId: request.id, personId, part, startedAt: now, endsAt: new Date(now.getTime() + minutes * MINUTE) };
  await createTurn(db, request.meetingId, turn);
  await settleRequest(db, request.id, 'speaking', null);
  emit({ type: FLOOR_GIVEN, stream: request.meetingId, payload: { turnId: turn.id, requestId: request.id, itemId: request.itemId, personId, part, minutes } });
  return turn;
}

/** An item ends or is put off: so does the turn, and who still waits was not heard. */
export async function closeQueue(meetingId: string, itemId: string, context: Omit<Context, 'id'>): Promise<void> {
  const { db, now, emit } = context;
  const turn = await findTurn(db, meetingId);
  if (turn?.itemId === itemId) await endFloor(meetingId, 'item', context);
  const waiting = (await requestsOf(db, itemId)).filter(({ state }) => state === 'waiting');
  for (const { id } of waiting) await settleRequest(db, id, 'unheard', now);
  if (waiting.length > 0) emit({ type: LEFT_UNHEARD, stream: meetingId, payload: { itemId, requestIds: waiting.map(({ id }) => id) } });
}

/** Somebody is there no more: a turn of theirs ends. */
export async function endFloorOf(meetingId: string, personIds: readonly string[], context: Omit<Context, 'id'>): Promise<void> {
  const turn = await findTurn(context.db, meetingId);
  if (turn && personIds.includes(turn.personId)) await endFloor(meetingId, 'left', context);
}

/** @throws DomainError `conflict`/`floor.paused` while the sitting stands still. */
export async function assertNotPaused(db: Context['db'], meetingId: string): Promise<void> {
  const pause = await findPause(db, meetingId);
  if (pause) throw new DomainError('conflict', 'floor.paused', { at: pause.pausedAt.toISOString() });
}

/** The sitting stands still: nobody has the floor meanwhile. @throws DomainError `conflict`/`floor.paused`. */
export async function pauseFloor(meetingId: string, itemId: string | null, context: Context): Promise<Date> {
  await assertNotPaused(context.db, meetingId);
  await endFloor(meetingId, 'pause', context);
  await createPause(context.db, meetingId, { id: context.id(), itemId, pausedAt: context.now, until: null });
  return context.now;
}

/** It stands still until another time, also where it does so already. @returns since when. */
export async function adjournFloor(meetingId: string, itemId: string | null, until: Date, context: Context): Promise<Date> {
  const pause = await findPause(context.db, meetingId);
  if (pause) await setPauseUntil(context.db, pause.id, until);
  else {
    await endFloor(meetingId, 'pause', context);
    await createPause(context.db, meetingId, { id: context.id(), itemId, pausedAt: context.now, until });
  }
  return pause?.pausedAt ?? context.now;
}

/** It goes on. @throws DomainError `conflict`/`floor.not_paused`. */
export async function resumeFloor(meetingId: string, { db, now }: Pick<Context, 'db' | 'now'>): Promise<{ pausedAt: Date; resumedAt: Date; wasAdjourned: boolean }> {
  const pause = await findPause(db, meetingId);
  if (!pause) throw new DomainError('conflict', 'floor.not_paused');
  const resumedAt = now > pause.pausedAt ? now : pause.pausedAt;
  await endPause(db, pause.id, resumedAt);
  return { pausedAt: pause.pausedAt, resumedAt, wasAdjourned: pause.until !== null };
}

/** The request a turn is for. @throws DomainError `not_found`. */
export async function requestOf(db: Context['db'], meetingId: string, requestId: string): Promise<FloorRequest> {
  const request = await findRequest(db, meetingId, requestId);
  if (!request) throw new DomainError('not_found', 'not_found');
  return request;
}
