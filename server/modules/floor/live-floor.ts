import type { Db } from '../../kernel/ports/database';
import { inQueue, type FloorKind, type FloorPart } from '../../shared/rules/floor-queue';
import { isThere, type Meeting, type Seat } from '../meetings';
import { findTurn, pausesOf, requestsOf, spokenOn, type Pause } from './repository';
import type { FloorRequest, FloorTurn, RequestState } from './request';

/** What a live picture is made of, as far as speaking goes; of the current item. */
export interface FloorState {
  turn: FloorTurn | null;
  requests: readonly FloorRequest[];
  pauses: readonly Pause[];
  /** Milliseconds each person has spoken in the session, and on the current item. */
  spoken: ReadonlyMap<string, { session: number; item: number }>;
}

export async function loadFloor(db: Db, { id, currentItemId }: Pick<Meeting, 'id' | 'currentItemId'>): Promise<FloorState> {
  const spoken = new Map<string, { session: number; item: number }>();
  for (const { personId, itemId, ms } of await spokenOn(db, id)) {
    const { session, item } = spoken.get(personId) ?? { session: 0, item: 0 };
    spoken.set(personId, { session: session + ms, item: item + (itemId === currentItemId ? ms : 0) });
  }
  return { turn: await findTurn(db, id), requests: currentItemId ? await requestsOf(db, currentItemId) : [], pauses: await pausesOf(db, id), spoken };
}

export interface QueueEntry {
  id: string;
  personId: string;
  name: string;
  position: string;
  kind: FloorKind;
  /** Empty for whoever is shown no words of others (FL11). */
  topic: string;
  minutes: number;
  /** Who is questioned. */
  askedId: string | null;
  asked: string | null;
  state: RequestState;
  requestedAt: Date;
  settledAt: Date | null;
  isThere: boolean;
  isOnline: boolean;
  /** Seconds spoken in the session so far. */
  spoken: number;
}

export interface LiveTurn {
  id: string;
  requestId: string;
  personId: string;
  name: string;
  position: string;
  part: FloorPart;
  topic: string;
  /** To whom a question is put, or whose question is answered. */
  other: string | null;
  startedAt: Date;
  endsAt: Date;
}

/** Who speaks and who waits, as everybody of the session sees it. */
export interface LiveFloor {
  turn: LiveTurn | null;
  /** In the order in which they are given the floor. */
  waiting: QueueEntry[];
  /** Of this item, done with: spoken, withdrawn. */
  settled: QueueEntry[];
  /** Since when the sitting stands still. */
  pausedSince: Date | null;
  /** Adjourned: when it is to go on. */
  adjournedUntil: Date | null;
}

/** @param withWords whether what requests are about is shown. */
export function projectFloor({ turn, requests, pauses, spoken }: FloorState, seats: readonly Seat[], withWords: boolean): LiveFloor {
  const seatOf = (personId: string | null): Seat | undefined => seats.find((seat) => seat.personId === personId);
  const entry = (request: FloorRequest): QueueEntry => {
    const seat = seatOf(request.personId);
    const { id, personId, kind, minutes, askedId, state, requestedAt, settledAt } = request;
    return {
      id, personId, kind, minutes, askedId, state, requestedAt, settledAt,
      name: seat?.fullName ?? '',
      position: seat?.position ?? '',
      topic: withWords ? request.topic : '',
      asked: seatOf(askedId)?.fullName ?? null,
      isThere: seat !== undefined && isThere(seat),
      isOnline: seat?.attendance === 'online',
      spoken: Math.round((spoken.get(personId)?.session ?? 0) / 1000),
    };
  };
  const request = requests.find(({ id }) => id === turn?.requestId);
  const speaker = seatOf(turn?.personId ?? null);
  return {
    turn: turn && {
      id: turn.id,
      requestId: turn.requestId,
      personId: turn.personId,
      name: speaker?.fullName ?? '',
      position: speaker?.position ?? '',
      part: turn.part,
      topic: withWords ? (request?.topic ?? '') : '',
      other: (turn.part === 'answer' ? seatOf(request?.personId ?? null) : seatOf(request?.askedId ?? null))?.fullName ?? null,
      startedAt: turn.startedAt,
      endsAt: turn.endsAt,
    },
    waiting: inQueue(requests.filter(({ state }) => state === 'waiting')).map(entry),
    settled: requests.filter(({ state }) => state === 'spoken' || state === 'withdrawn').map(entry),
    pausedSince: goingOn(pauses)?.pausedAt ?? null,
    adjournedUntil: goingOn(pauses)?.until ?? null,
  };
}

/** The pause that goes on; null: the sitting does not stand still. */
export const goingOn = (pauses: readonly Pause[]): Pause | null => pauses.find(({ resumedAt }) => resumedAt === null) ?? null;

/** Milliseconds for which an item stood still; up to `now` where it does. */
export function pausedOf(pauses: readonly Pause[], item: { startedAt: Date | null; endedAt: Date | null }, now: Date): number {
  if (!item.startedAt) return 0;
  const [from, to] = [item.startedAt.getTime(), (item.endedAt ?? now).getTime()];
  return pauses.reduce((sum, { pausedAt, resumedAt }) => sum + Math.max(0, Math.min(to, (resumedAt ?? now).getTime()) - Math.max(from, pausedAt.getTime())), 0);
}

/** Times for which a sitting was adjourned, in order. @param to the end of one that goes on. */
export const adjournmentsOf = (pauses: readonly Pause[], to: Date): { from: Date; to: Date }[] => pauses.filter(({ until }) => until !== null).map(({ pausedAt, resumedAt }) => ({ from: pausedAt, to: resumedAt ?? to }));
