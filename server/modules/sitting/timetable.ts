import { numberIn } from '../../shared/rules/agenda-times';
import type { SittingItem } from './agenda-item';

const MINUTE = 60_000;

export interface TimetableRow<Item> {
  item: Item;
  /** Nội dung 1 …; null for opening, break and closing. */
  number: number | null;
  plannedStart: Date;
  plannedEnd: Date;
  /** Real times where there are any, else the expected ones; null for a postponed item. */
  expectedStart: Date | null;
  expectedEnd: Date | null;
}

type Timed = Pick<SittingItem, 'id' | 'kind' | 'state' | 'durationMin' | 'startedAt' | 'endedAt'> & {
  /** Milliseconds in which the sitting stood still. */
  stoodStill?: number;
};

/**
 * Planned and expected times (L18). Before the opening the plan is expected, from now on where its begin has passed; afterwards
 * the rows not begun follow the current one, which ends at its planned length, or now when it is over.
 */
export function timetable<Item extends Timed>(items: readonly Item[], session: { startsAt: Date; openedAt: Date | null }, now: Date): TimetableRow<Item>[] {
  const current = items.find((item) => item.state === 'now');
  const lastEnd = Math.max(0, ...items.map((item) => item.endedAt?.getTime() ?? 0));
  const currentEnd = current?.startedAt ? Math.max(current.startedAt.getTime() + current.durationMin * MINUTE + (current.stoodStill ?? 0), now.getTime()) : null;
  let planned = session.startsAt.getTime();
  let expected = currentEnd ?? Math.max(session.openedAt ? lastEnd : session.startsAt.getTime(), now.getTime());
  return items.map((item) => {
    const length = item.durationMin * MINUTE;
    const row = { item, number: numberIn(items, item.id), plannedStart: new Date(planned), plannedEnd: new Date(planned + length) };
    planned += length;
    if (item.state === 'postponed') return { ...row, expectedStart: null, expectedEnd: null };
    if (item.state === 'done') return { ...row, expectedStart: item.startedAt, expectedEnd: item.endedAt };
    if (item.state === 'now' && item.startedAt && currentEnd !== null) return { ...row, expectedStart: item.startedAt, expectedEnd: new Date(currentEnd) };
    const start = expected;
    expected += length;
    return { ...row, expectedStart: new Date(start), expectedEnd: new Date(expected) };
  });
}

/** Whether the plan still fits into one day (L11). */
export const fitsOneDay = (items: readonly Pick<SittingItem, 'durationMin'>[]): boolean => items.reduce((sum, item) => sum + item.durationMin, 0) <= 24 * 60;
