import { expect, test } from 'vitest';
import { CHECK_IN_MINUTES, checkInOpensAt } from '@shared/rules/check-in';

test('checking in begins 60 minutes before the planned start, to the millisecond', () => {
  expect(CHECK_IN_MINUTES).toBe(60);
  expect(checkInOpensAt({ startsAt: new Date('2026-11-26T08:00:00+07:00') })).toEqual(new Date('2026-11-26T07:00:00+07:00'));
});
