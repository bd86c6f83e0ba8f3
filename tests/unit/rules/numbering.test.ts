import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentDate, documentMoment, documentTime, localMoment, shortTime, slashDate } from '../../../server/shared/rules/date-forms';
import { fullNumber, nextNumber, notation } from '../../../server/shared/rules/numbering';

describe('numbers and notations', () => {
  it.each([
    [5, 'BC', 'UBND', '05/BC-UBND'],
    [11, 'BB', 'UBND', '11/BB-UBND'],
    [214, 'GM', 'UBND', '214/GM-UBND'],
    [9, 'TTr', 'STC', '09/TTr-STC'],
    [1, 'QĐ', 'UBND', '01/QĐ-UBND'],
  ] as const)('%i, %s, %s → the form of NĐ 30', (number, type, agency, text) => {
    expect(fullNumber({ number, notation: notation(type, agency) })).toBe(text);
  });
  it('refuses number zero, broken numbers and agencies with spaces or slashes', () => {
    expect(() => fullNumber({ number: 0, notation: 'BC-UBND' })).toThrow(RangeError);
    expect(() => fullNumber({ number: 1.5, notation: 'BC-UBND' })).toThrow(RangeError);
    expect(() => notation('BC', 'UB ND')).toThrow(RangeError);
    expect(() => notation('BC', 'UBND/X')).toThrow(RangeError);
  });
  it('one sequence a year from 1; a gap stays a gap', () => {
    const register = [{ year: 2026, number: 1 }, { year: 2026, number: 4 }, { year: 2025, number: 90 }];
    expect(nextNumber(register, 2026)).toBe(5);
    expect(nextNumber(register, 2027)).toBe(1);
  });
  it('never gives a number twice within a year', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(2025, 2026, 2027), { maxLength: 60 }), (years) => {
        const register: { year: number; number: number }[] = [];
        for (const year of years) register.push({ year, number: nextNumber(register, year) });
        expect(new Set(register.map((entry) => `${entry.year}/${entry.number}`)).size).toBe(register.length);
      }),
    );
  });
});

describe('dates and times of documents', () => {
  it('begin of the worked session', () => {
    expect(documentMoment(localMoment('2026-11-26T01:02:00Z'))).toBe('08 giờ 02 phút, ngày 26 tháng 11 năm 2026');
  });
  it('days below ten and months 1 and 2 get a zero, other months none', () => {
    expect(documentDate({ year: 2026, month: 2, day: 5 })).toBe('ngày 05 tháng 02 năm 2026');
    expect(documentDate({ year: 2027, month: 3, day: 1 })).toBe('ngày 01 tháng 3 năm 2027');
    expect(documentDate({ year: 2026, month: 12, day: 10 })).toBe('ngày 10 tháng 12 năm 2026');
  });
  it('clock and running dates', () => {
    expect(documentTime({ hour: 11, minute: 47 })).toBe('11 giờ 47 phút');
    expect(shortTime({ hour: 8, minute: 9 })).toBe('08 giờ 09');
    expect(slashDate({ year: 2026, month: 3, day: 4 })).toBe('04/03/2026');
  });
  it('an evening in UTC is the next day in Viet Nam', () => {
    expect(localMoment('2026-12-31T17:00:00Z')).toEqual({ year: 2027, month: 1, day: 1, hour: 0, minute: 0 });
    expect(() => localMoment('never')).toThrow(RangeError);
  });
  it('agrees with the time zone database', () => {
    const zone = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    fc.assert(
      fc.property(fc.date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }), (date) => {
        const parts = new Map(zone.formatToParts(date).map((part) => [part.type, Number(part.value)]));
        const local = localMoment(date);
        for (const key of ['year', 'month', 'day', 'hour', 'minute'] as const) expect(local[key]).toBe(parts.get(key));
      }),
    );
  });
});
