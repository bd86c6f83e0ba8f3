import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inQueue, reordered, turnClock, type FloorKind } from '../../../server/shared/rules/floor-queue';
import { floorRecord, secondsOf, totalsBy, type FloorMoment } from '../../../server/shared/rules/floor-record';

const OPEN = new Date('2026-11-26T01:02:00.250Z');
const after = (ms: number): Date => new Date(OPEN.getTime() + ms);

const what = fc.oneof(
  fc.record({ kind: fc.constant('item' as const), itemId: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null }) }),
  fc.constant({ kind: 'pause' as const }),
  fc.constant({ kind: 'resume' as const }),
  fc.record({ kind: fc.constant('speak' as const), turnId: fc.constantFrom('1', '2', '3', '4'), personId: fc.constantFrom('p', 'q'), part: fc.constantFrom('speech' as const, 'order' as const) }),
  fc.record({ kind: fc.constant('silent' as const), turnId: fc.constantFrom('1', '2', '3', '4') }),
);
/** Moments up to beyond the close, some with a clock that was set back. */
const course = fc.record({ length: fc.integer({ min: 1, max: 4_000_000 }), moments: fc.array(fc.tuple(what, fc.integer({ min: 0, max: 5_000_000 })), { maxLength: 60 }), isOrdered: fc.boolean() }).map(({ length, moments, isOrdered }) => {
  const told = moments.map(([moment, ms]) => ({ ...moment, at: after(ms) }) as FloorMoment);
  return { session: { openedAt: OPEN, closedAt: after(length) }, moments: isOrdered ? told.sort((a, b) => a.at.getTime() - b.at.getTime()) : told };
});

describe('the floor record, whatever happened', () => {
  it('floor FL14 covers the sitting exactly: begins with it, ends with it, no gap, no overlap, nothing empty', () => {
    fc.assert(
      fc.property(course, ({ session, moments }) => {
        const stretches = floorRecord(session, moments);
        expect(stretches[0]?.from).toEqual(session.openedAt);
        expect(stretches.at(-1)?.to).toEqual(session.closedAt);
        for (const [index, stretch] of stretches.entries()) {
          expect(stretch.to.getTime()).toBeGreaterThan(stretch.from.getTime());
          if (index > 0) expect(stretch.from).toEqual(stretches[index - 1]?.to);
        }
      }),
    );
  });

  it('floor FL13 FL14 nobody speaks while it stands still, or across items, and neighbours differ', () => {
    fc.assert(
      fc.property(course, ({ session, moments }) => {
        const stretches = floorRecord(session, moments);
        for (const [index, stretch] of stretches.entries()) {
          if (stretch.isPaused) expect(stretch.speaker).toBeNull();
          const before = stretches[index - 1];
          if (!before) continue;
          expect([before.itemId, before.isPaused, before.speaker?.turnId]).not.toEqual([stretch.itemId, stretch.isPaused, stretch.speaker?.turnId]);
          // A turn goes on over an item's end only where it was given anew.
          if (before.itemId !== stretch.itemId && before.speaker && stretch.speaker?.turnId === before.speaker.turnId) expect(moments.filter((moment) => moment.kind === 'speak' && moment.turnId === stretch.speaker?.turnId).length).toBeGreaterThan(1);
        }
      }),
    );
  });

  it('floor FL14 seconds add up to the length of the sitting, and totals to the seconds with a speaker', () => {
    fc.assert(
      fc.property(course, ({ session, moments }) => {
        const stretches = floorRecord(session, moments);
        const seconds = secondsOf(stretches);
        expect(seconds.reduce((sum, one) => sum + one, 0)).toBe(Math.floor((session.closedAt.getTime() - session.openedAt.getTime()) / 1000));
        const spoken = stretches.reduce((sum, { speaker }, index) => sum + (speaker ? (seconds[index] ?? 0) : 0), 0);
        const totals = totalsBy(stretches, ({ speaker }) => (speaker ? [speaker.personId] : []));
        expect([...totals.values()].reduce((sum, one) => sum + one, 0)).toBe(spoken);
      }),
    );
  });

  it('floor FL14 says of each moment what a clerk with a list would say', () => {
    fc.assert(
      fc.property(course.filter(({ moments }) => moments.every((moment, index) => index === 0 || moment.at >= (moments[index - 1]?.at ?? moment.at))), fc.nat(4_000_000), ({ session, moments }, ms) => {
        const at = after(Math.min(ms, session.closedAt.getTime() - OPEN.getTime() - 1));
        const known: { item: string | null; paused: boolean; turn: string | null } = { item: null, paused: false, turn: null };
        for (const moment of moments.filter((one) => one.at <= at)) {
          if (moment.kind === 'item') {
            if (moment.itemId !== known.item) known.turn = null;
            known.item = moment.itemId;
          } else if (moment.kind === 'pause') [known.paused, known.turn] = [true, null];
          else if (moment.kind === 'resume') known.paused = false;
          else if (moment.kind === 'speak' && !known.paused) known.turn = moment.turnId;
          else if (moment.kind === 'silent' && known.turn === moment.turnId) known.turn = null;
        }
        const stretch = floorRecord(session, moments).find(({ from, to }) => from <= at && at < to);
        expect({ item: stretch?.itemId, paused: stretch?.isPaused, turn: stretch?.speaker?.turnId ?? null }).toEqual(known);
      }),
    );
  });
});

const request = fc.record({ kind: fc.constantFrom<FloorKind>('speech', 'order', 'question'), place: fc.integer({ min: -3, max: 30 }) });
const queue = fc.array(request, { maxLength: 12 }).map((all) => all.map((one, index) => ({ ...one, id: `r${String(index).padStart(2, '0')}` })));

describe('the queue', () => {
  it('floor FL5 has points of order first, whatever their place', () => {
    fc.assert(
      fc.property(queue, (all) => {
        const kinds = inQueue(all).map(({ kind }) => kind === 'order');
        expect(kinds).toEqual([...kinds].sort((a, b) => Number(b) - Number(a)));
        expect(inQueue(inQueue(all))).toEqual(inQueue(all));
      }),
    );
  });

  it('floor FL6 put into another order keeps everybody, follows it among equals, and has whoever is not named behind', () => {
    fc.assert(
      fc.property(queue, fc.array(fc.integer({ min: 0, max: 15 }), { maxLength: 15 }), (all, wish) => {
        const order = [...new Set(wish.map((one) => `r${String(one).padStart(2, '0')}`))];
        const next = reordered(all, order);
        expect(next.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
        expect(inQueue(next)).toEqual(next);
        for (const isOrder of [true, false]) {
          const named = next.filter(({ id, kind }) => order.includes(id) && (kind === 'order') === isOrder).map(({ id }) => id);
          expect(named).toEqual(order.filter((id) => named.includes(id)));
          const group = next.filter(({ kind }) => (kind === 'order') === isOrder).map(({ id }) => id);
          expect(group.slice(0, named.length)).toEqual(named);
        }
      }),
    );
  });

  it('sitting L34 warns from thirty seconds before the end until it, then says that the time is over', () => {
    const end = after(180_000);
    expect([0, 149_999, 150_000, 180_000, 180_001].map((ms) => turnClock(end, after(ms)))).toEqual(['running', 'running', 'warning', 'warning', 'over']);
  });
});
