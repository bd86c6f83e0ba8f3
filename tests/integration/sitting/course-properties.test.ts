import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError } from '../../../server/kernel/errors';
import type { ItemState } from '../../../server/modules/sitting/agenda-item';
import { applyMove, closeSitting, endItem, postponeItem, startItem, type Course } from '../../../server/modules/sitting/sitting';
import { timetable } from '../../../server/modules/sitting/timetable';

const kinds = ['opening', 'item', 'item', 'break', 'paper_only', 'closing'] as const;
const BEGIN = new Date('2026-11-26T01:00:00Z');

const agenda = () =>
  kinds.map((kind, index) => ({
    id: `i${index}`, kind, state: 'coming' as ItemState, startedAt: null as Date | null, endedAt: null as Date | null, durationMin: 10 + index,
  }));

const act = fc.record({ kind: fc.constantFrom('start', 'end', 'postpone'), item: fc.nat(kinds.length - 1) });
type Row = ReturnType<typeof agenda>[number];

/** Carries out the acts a minute apart; refused ones change nothing. */
function play(acts: readonly { kind: string; item: number }[]): { course: Course<Row>; now: Date } {
  let course: Course<Row> = { currentItemId: null, items: agenda() };
  let now = BEGIN;
  for (const { kind, item } of acts) {
    now = new Date(now.getTime() + 60_000);
    const move = kind === 'start' ? startItem : kind === 'end' ? endItem : postponeItem;
    try {
      course = applyMove(course, move(course, `i${item}`, now));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
  return { course, now };
}

describe('the course of a session, whatever is pressed', () => {
  it('sitting L7 has one current item at most, which is the one that is `now`', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const { course } = play(acts);
        const current = course.items.filter(({ state }) => state === 'now').map(({ id }) => id);
        expect(current).toEqual(course.currentItemId === null ? [] : [course.currentItemId]);
      }),
    );
  });

  it('sitting L7 L9 never lets a finished item move again, and keeps its begin before its end', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), fc.array(act, { maxLength: 10 }), (acts, more) => {
        const before = play(acts).course.items.filter(({ state }) => state === 'done');
        const after = new Map(play([...acts, ...more]).course.items.map((item) => [item.id, item]));
        for (const item of before) {
          expect(after.get(item.id)).toEqual(item);
          expect(item.startedAt?.getTime()).toBeLessThan(item.endedAt?.getTime() ?? 0);
        }
      }),
    );
  });

  it('sitting L12 ends with every numbered item done or postponed and nothing current', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        const { course, now } = play(acts);
        const closed = applyMove(course, closeSitting(course, true, now));
        expect(closed.currentItemId).toBeNull();
        expect(closed.items.some(({ state }) => state === 'now')).toBe(false);
        for (const item of closed.items) if (item.kind === 'item' || item.kind === 'paper_only') expect(['done', 'postponed']).toContain(item.state);
      }),
    );
  });

  it('sitting L18 expects what has not begun one after the other, never before now', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), fc.nat(300), (acts, later) => {
        const { course, now: last } = play(acts);
        const now = new Date(last.getTime() + later * 60_000);
        const coming = timetable(course.items, { startsAt: BEGIN, openedAt: BEGIN }, now).filter(({ item }) => item.state === 'coming');
        let previous = now.getTime();
        for (const row of coming) {
          expect(row.expectedStart?.getTime()).toBeGreaterThanOrEqual(previous);
          expect((row.expectedEnd?.getTime() ?? 0) - (row.expectedStart?.getTime() ?? 0)).toBe(row.item.durationMin * 60_000);
          previous = row.expectedEnd?.getTime() ?? 0;
        }
      }),
    );
  });
});
