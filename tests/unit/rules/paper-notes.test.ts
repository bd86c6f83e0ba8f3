import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankNotes, blankTurn, blankVote, endOf, momentOf, withoutLastDay, type PaperNotes } from '../../../server/shared/rules/paper-notes';
import { faultsOf, type NotesWorld } from '../../../server/shared/rules/paper-notes-faults';

const clock = (minute: number): string => `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const world = (count: number): NotesWorld => ({
  now: new Date('2026-11-28T00:00:00+07:00'), recordedUntil: null, modes: ['open'], questions: [],
  seats: [{ personId: 'a', fullName: 'A' }, { personId: 'b', fullName: 'B' }],
  items: Array.from({ length: count }, (_one, index) => ({ id: `i${index}`, kind: 'item', state: 'coming', recused: [] })),
});

/** A sitting from a minute of the day on, with items of these lengths one after the other, a speaker and a vote in each. */
const sitting = fc.record({ began: fc.integer({ min: 0, max: 1_430 }), lengths: fc.array(fc.integer({ min: 2, max: 90 }), { minLength: 1, maxLength: 8 }) }).map(({ began, lengths }): PaperNotes => {
  const starts = lengths.map((_length, index) => began + lengths.slice(0, index).reduce((sum, length) => sum + length, 0));
  const end = began + lengths.reduce((sum, length) => sum + length, 0);
  return {
    ...blankNotes({ date: '2026-11-26', beganAt: clock(began), presidedById: 'a', keptBy: 'B', people: [], items: lengths.map((length, index) => ({ itemId: `i${index}`, fate: 'taken', from: clock(starts[index] ?? 0), to: clock((starts[index] ?? 0) + length), reason: '', conclusion: '' })) }),
    endedAt: clock(end), nextDay: end >= 1_440, reason: 'mất điện',
    floor: lengths.map((length, index) => ({ ...blankTurn, key: `f${index}`, itemId: `i${index}`, personId: 'b', from: clock(starts[index] ?? 0), to: clock((starts[index] ?? 0) + length) })),
    votes: lengths.map((length, index) => ({ ...blankVote, key: `v${index}`, itemId: `i${index}`, questionId: null, text: 'Thông qua?', way: 'hands', at: clock((starts[index] ?? 0) + length), counts: { for: 1, against: 0, abstain: 0 }, chair: null })),
  };
});

describe('notes of a sitting held on paper', () => {
  it('sitting L64 a sitting that can have been has no fault, also over midnight, in whatever order its rows stand', () => {
    fc.assert(fc.property(sitting, fc.integer(), (notes, seed) => {
      const turned = <T>(rows: readonly T[]): T[] => [...rows.slice(Math.abs(seed) % rows.length), ...rows.slice(0, Math.abs(seed) % rows.length)];
      expect(faultsOf(notes, world(notes.items.length))).toEqual([]);
      expect(faultsOf({ ...notes, items: turned(notes.items), floor: turned(notes.floor), votes: turned(notes.votes) }, world(notes.items.length))).toEqual([]);
    }));
  });

  it('sitting L64 what is moved before the beginning, after the end or onto another row is told there', () => {
    fc.assert(fc.property(sitting.filter(({ items, nextDay }) => items.length > 1 && !nextDay), fc.nat(), (notes, pick) => {
      const index = 1 + (pick % (notes.items.length - 1));
      const [before, moved] = [notes.items[index - 1], notes.items[index]];
      if (!before || !moved) return;
      const on = { ...notes, items: notes.items.map((item) => (item === moved ? { ...item, from: before.from } : item)), floor: [], votes: [] };
      expect(faultsOf(on, world(notes.items.length)).map(({ reason }) => reason)).toContain('notes.items_overlap');
      const speaks = notes.floor.map((turn, place) => (place === index ? { ...turn, from: notes.floor[index - 1]?.from ?? '' } : turn));
      expect(faultsOf({ ...notes, floor: speaks }, world(notes.items.length)).map(({ field }) => field)).toContain(`floor f${index}`);
      expect(faultsOf({ ...notes, endedAt: notes.beganAt }, world(notes.items.length)).map(({ reason }) => reason)).toContain('notes.ends_before_begin');
    }));
  });

  it('sitting L64 a clock earlier than the beginning is of the next day only where it was said to go on after midnight', () => {
    const day = { date: '2026-11-26', beganAt: '22:00', nextDay: true, nights: [] };
    expect(momentOf(day, '01:30')).toEqual(new Date('2026-11-27T01:30:00+07:00'));
    expect(momentOf({ ...day, nextDay: false }, '01:30')).toEqual(new Date('2026-11-26T01:30:00+07:00'));
    expect(momentOf(day, '')).toBeNull();
  });

  it('sitting L86 a time says of which day it is, and without that day it is none', () => {
    const two: PaperNotes = { ...blankNotes({ date: '2026-11-26', beganAt: '08:00', presidedById: 'a', keptBy: 'B', people: [], items: [{ itemId: 'i0', fate: 'taken', from: '16:00', to: '08:30@2', reason: '', conclusion: '' }] }), nights: [{ key: 'n', at: '17:00', date: '2026-11-30', from: '08:00', people: [] }], endedAt: '11:00' };
    expect(momentOf(two, '08:30@2')).toEqual(new Date('2026-11-30T08:30:00+07:00'));
    expect(momentOf(two, '08:30', 2)).toEqual(new Date('2026-11-30T08:30:00+07:00'));
    expect(momentOf(two, '08:30@3')).toBeNull();
    expect(endOf(two)).toEqual(new Date('2026-11-30T11:00:00+07:00'));
    const one = withoutLastDay(two);
    expect(one.items).toMatchObject([{ from: '16:00', to: '' }]);
    expect(endOf(one)).toEqual(new Date('2026-11-26T11:00:00+07:00'));
  });
});
