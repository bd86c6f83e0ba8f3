import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vietnameseCalendar as calendar } from '../../../server/shared/law/public-holidays';
import { addDays, addWorkingDays, calendarCovers, invitationInTime, isWorkingDay, workingDaysBetween } from '../../../server/shared/rules/working-days';

const anyDate = fc.integer({ min: 0, max: 729 }).map((days) => addDays('2026-01-01', days));

describe('working days', () => {
  it('an invitation of 19/11/2026 leaves four full working days before 26/11/2026', () => {
    expect(workingDaysBetween('2026-11-19', '2026-11-26', calendar)).toBe(4);
    expect(invitationInTime({ sent: '2026-11-19', session: '2026-11-26', workingDays: 3 }, calendar)).toEqual({ inTime: true, workingDays: 4 });
    expect(invitationInTime({ sent: '2026-11-23', session: '2026-11-26', workingDays: 3 }, calendar)).toEqual({ inTime: false, workingDays: 2 });
  });
  it('stays in time should Ngày Văn hóa Việt Nam (24/11) become a day off', () => {
    const changed = { ...calendar, days: calendar.days.map((day) => ({ ...day, applied: true })) };
    expect(workingDaysBetween('2026-11-19', '2026-11-26', changed)).toBe(3);
  });
  it('the notice of conclusions of 26/11/2026 is due on 03/12/2026', () => {
    expect(addWorkingDays('2026-11-26', 5, calendar)).toBe('2026-12-03');
  });
  it('polls sent 09/11 and 13/11 run two and three working days', () => {
    expect(addWorkingDays('2026-11-09', 2, calendar)).toBe('2026-11-11');
    expect(addWorkingDays('2026-11-13', 3, calendar)).toBe('2026-11-18');
  });
  it('skips Tết and counts Saturdays worked in exchange', () => {
    expect(addWorkingDays('2026-02-13', 1, calendar)).toBe('2026-02-23');
    expect(addWorkingDays('2027-02-04', 1, calendar)).toBe('2027-02-12');
    expect(isWorkingDay('2026-01-10', calendar)).toBe(true);
    expect(isWorkingDay('2026-08-22', calendar)).toBe(true);
    expect(isWorkingDay('2026-08-31', calendar)).toBe(false);
    expect(isWorkingDay('2026-04-27', calendar)).toBe(false);
  });
  it('says when a span leaves the years it knows', () => {
    expect(calendarCovers('2026-01-01', '2027-12-31', calendar)).toBe(true);
    expect(calendarCovers('2027-12-01', '2028-01-05', calendar)).toBe(false);
  });
  it.each(['2026-02-30', '2026-13-01', '26/11/2026', ''])('refuses %s as a date', (text) => {
    expect(() => addDays(text, 1)).toThrow(RangeError);
  });
  it('each date stands once, in a known year, exchanged days fall on weekends', () => {
    expect(new Set(calendar.days.map((day) => day.date)).size).toBe(calendar.days.length);
    for (const day of calendar.days) {
      expect(calendar.years).toContain(Number(day.date.slice(0, 4)));
      if (day.effect === 'work') expect([0, 6]).toContain(new Date(`${day.date}T00:00:00Z`).getUTCDay());
      expect(day.source).not.toBe('');
    }
  });
  it('counting forward lands on a working day and back again on the start', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 30 }), (date, count) => {
        const later = addWorkingDays(date, count, calendar);
        expect(isWorkingDay(later, calendar)).toBe(true);
        expect(workingDaysBetween(date, later, calendar)).toBe(count - 1);
        if (isWorkingDay(date, calendar)) expect(addWorkingDays(later, -count, calendar)).toBe(date);
      }),
    );
  });
  it('nothing lies between a date and itself or an earlier one', () => {
    fc.assert(fc.property(anyDate, fc.nat(20), (date, back) => workingDaysBetween(date, addDays(date, -back), calendar) === 0));
  });
});
