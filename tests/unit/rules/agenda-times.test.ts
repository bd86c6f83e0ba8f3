import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareLength, formatClock, isNextDay, parseClock, reorderAgenda, scheduleAgenda } from '../../../server/shared/rules/agenda-times';
import type { AgendaRow } from '../../../server/shared/rules/agenda-times';
import { sampleAgenda } from '../../../prisma/seed/province';

const rows = sampleAgenda.map(({ key, kind, plannedMinutes }) => ({ id: key, kind, plannedMinutes }));
const kinds = fc.constantFrom('opening' as const, 'item' as const, 'break' as const, 'closing' as const, 'paper_only' as const);
const agenda = fc
  .array(fc.record({ kind: kinds, plannedMinutes: fc.nat(60) }), { maxLength: 12 })
  .map((list): AgendaRow[] => list.map((row, index) => ({ ...row, id: `row-${index}` })));

describe('agenda', () => {
  it('gives the times and numbers of the worked agenda', () => {
    const lines = scheduleAgenda(rows, parseClock('08:00')).map((row) => `${row.number ?? '–'} ${formatClock(row.startMinute)}–${formatClock(row.endMinute)}`);
    expect(lines).toEqual([
      '– 08:00–08:10', '1 08:10–08:50', '2 08:50–09:15', '3 09:15–09:55', '– 09:55–10:10', '4 10:10–10:40', '5 10:40–11:05',
      '6 11:05–11:25', '7 11:25–11:40', '8 11:40–11:50', '– 11:50–12:00',
    ]);
  });
  it('rows follow each other without gaps, durations stay, numbers run 1…n over items and paper items only', () => {
    fc.assert(
      fc.property(agenda, (list) => {
        const scheduled = scheduleAgenda(list, 480);
        scheduled.forEach((row, index) => {
          expect(row.startMinute).toBe(index === 0 ? 480 : scheduled[index - 1]?.endMinute);
          expect(row.endMinute - row.startMinute).toBe(list[index]?.plannedMinutes);
          expect(row.number === null).toBe(row.kind !== 'item' && row.kind !== 'paper_only');
        });
        const numbers = scheduled.flatMap((row) => row.number ?? []);
        expect(numbers).toEqual(numbers.map((_, index) => index + 1));
      }),
    );
  });
  it('reordering keeps every row with its id, and the end of the session', () => {
    fc.assert(
      fc.property(
        agenda.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list.map((row) => row.id), { minLength: list.length }))),
        ([list, order]) => {
          const moved = reorderAgenda(list, order);
          expect(moved.map((row) => row.id)).toEqual(order);
          for (const row of list) expect(moved).toContain(row);
          expect(scheduleAgenda(moved, 480).at(-1)?.endMinute).toBe(scheduleAgenda(list, 480).at(-1)?.endMinute);
        },
      ),
    );
  });
  it('refuses an order that leaves out, repeats or invents a row', () => {
    expect(() => reorderAgenda(rows, rows.slice(1).map((row) => row.id))).toThrow(RangeError);
    expect(() => reorderAgenda(rows, rows.map(() => 'nd1'))).toThrow(RangeError);
    expect(() => reorderAgenda(rows, rows.map((row) => `x${row.id}`))).toThrow(RangeError);
  });
  it('refuses broken durations and an agenda longer than a day; midnight is passed', () => {
    expect(() => scheduleAgenda([{ id: 'a', kind: 'item', plannedMinutes: -5 }], 480)).toThrow(RangeError);
    expect(() => scheduleAgenda([{ id: 'a', kind: 'item', plannedMinutes: 1441 }], 1380)).toThrow(RangeError);
    expect(scheduleAgenda([{ id: 'a', kind: 'item', plannedMinutes: 61 }], 1380)[0]?.endMinute).toBe(1441);
  });
  it('reads and writes the clock', () => {
    for (let minute = 0; minute < 1440; minute += 1) expect(parseClock(formatClock(minute))).toBe(minute);
    for (const text of ['24:00', '8:00', '08:60', '08.00', '']) expect(() => parseClock(text)).toThrow(RangeError);
    expect([1439, 1440, 1470].map((minute) => [formatClock(minute), isNextDay(minute)])).toEqual([['23:59', false], ['00:00', true], ['00:30', true]]);
  });
});

describe('planned against real length', () => {
  it('240 planned, 08:02 to 11:47: 225 minutes, 15 saved', () => {
    expect(compareLength(240, '2026-11-26T01:02:00Z', '2026-11-26T04:47:00Z')).toEqual({ plannedMinutes: 240, actualMinutes: 225, savedMinutes: 15 });
  });
  it('an overrun saves less than nothing; a session cannot close before it opened', () => {
    expect(compareLength(60, '2026-11-26T01:00:00Z', '2026-11-26T02:10:00Z').savedMinutes).toBe(-10);
    expect(() => compareLength(60, '2026-11-26T02:00:00Z', '2026-11-26T01:00:00Z')).toThrow(RangeError);
    expect(() => compareLength(60, 'never', '2026-11-26T01:00:00Z')).toThrow(RangeError);
  });
});
