import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, monthWeeks } from '../../../app/ui/calendar-days';

describe('days of the calendar', () => {
  test('a month shorter than the day ends on its last day; years and leap days are crossed', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
    expect(addMonths('2026-12-15', 1)).toBe('2027-01-15');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });

  test('November 2026 begins on a Sunday and fills six weeks from Monday', () => {
    const weeks = monthWeeks('2026-11-26');
    expect(weeks).toHaveLength(6);
    expect(weeks[0]?.[0]).toBe('2026-10-26');
    expect(weeks[0]?.[6]).toBe('2026-11-01');
    expect(weeks.at(-1)?.[0]).toBe('2026-11-30');
  });

  test('every week has seven days in a row and the month is whole', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1950-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }), (date) => {
        const day = date.toISOString().slice(0, 10);
        const days = monthWeeks(day).flat();
        expect(days.length % 7).toBe(0);
        days.forEach((each, index) => expect(each).toBe(addDays(days[0] ?? '', index)));
        expect(days).toContain(`${day.slice(0, 8)}01`);
        expect(days).toContain(addDays(addMonths(`${day.slice(0, 8)}01`, 1), -1));
      }),
    );
  });
});
