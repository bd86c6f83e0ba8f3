import type { CommittedEvent } from '../../kernel/events';
import type { Db } from '../../kernel/ports/database';
import { eventsOf, streamHead } from '../../kernel/repository.history';
import type { SittingItem } from './agenda-item';
import { ATTENDANCE_MARKED, ATTENTION_CALLED, CHECKED_IN, HALL_CHANGED, ITEM_ENDED, ITEM_STARTED, PERSON_LEFT, SERVICE_STIRRED } from './events';
import type { Course } from './sitting';

/** How long going on to the next item can be undone, ms (L39). */
export const UNDO_MS = 10_000;
/** A tap just before the end still counts when it comes a little later, ms. */
const ON_THE_WAY_MS = 3_000;
/** More than that does not happen within that time, apart from what is left out below. */
const LOOKED_AT = 200;

/** What is told meanwhile of people and hall undoes nothing. */
const BESIDE = new Set([CHECKED_IN, ATTENDANCE_MARKED, PERSON_LEFT, ATTENTION_CALLED, HALL_CHANGED, SERVICE_STIRRED]);
const OF_THE_COURSE = /^(sitting|floor|voting|agenda)\./u;

type Told = Pick<CommittedEvent, 'type' | 'at' | 'payload'>;

/** The last move from one item to the next, if it is what happened last and cut nothing off. */
export interface UndoableMove {
  itemId: string;
  previousItemId: string;
  until: Date;
}

/** @param events the newest of the session, in order. */
export function undoableMove(events: readonly Told[], course: Course<SittingItem>, now: Date): UndoableMove | null {
  const of = events.filter(({ type }) => OF_THE_COURSE.test(type) && !BESIDE.has(type));
  const [before, ended, started] = [of.at(-3), of.at(-2), of.at(-1)];
  if (started?.type !== ITEM_STARTED || ended?.type !== ITEM_ENDED || started.payload['from'] !== 'coming') return null;
  const { itemId, previousItemId } = started.payload as { itemId: string; previousItemId: string | null };
  // What the end of an item cuts off is told before it, by the same command.
  if (ended.payload['itemId'] !== previousItemId || ended.at.getTime() !== started.at.getTime() || before?.at.getTime() === ended.at.getTime()) return null;
  if (course.currentItemId !== itemId || previousItemId === null || now.getTime() - started.at.getTime() > UNDO_MS + ON_THE_WAY_MS) return null;
  return { itemId, previousItemId, until: new Date(started.at.getTime() + UNDO_MS) };
}

export async function findUndoable(db: Db, meetingId: string, course: Course<SittingItem>, now: Date): Promise<UndoableMove | null> {
  const current = course.items.find(({ id }) => id === course.currentItemId);
  if (!current?.startedAt || now.getTime() - current.startedAt.getTime() > UNDO_MS + ON_THE_WAY_MS) return null;
  return undoableMove(await eventsOf(db, meetingId, Math.max(0, (await streamHead(db, meetingId)) - LOOKED_AT)), course, now);
}
