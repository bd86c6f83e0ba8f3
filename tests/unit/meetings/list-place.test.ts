import { describe, expect, it } from 'vitest';
import { listHref, listPlace, yearsSince } from '../../../app/features/meetings/list-place';

const AFTER = '2025-03-03T01:00:00.000Z_0190a1b2-0000-7000-8000-000000000001';

describe('the place in the list of sessions', () => {
  it('meetings M14 stands in the address and is read back from it', () => {
    const place = { part: 'past', year: 2025, after: AFTER } as const;
    expect(listPlace(new URLSearchParams(listHref(place).split('?')[1]))).toEqual(place);
    expect(listHref({})).toBe('/meetings');
  });

  it('meetings M14 what is no place of the list is left out', () => {
    expect(listPlace(new URLSearchParams({ part: 'all', year: '99999', after: 'x' }))).toEqual({});
    expect(listPlace(new URLSearchParams({ after: AFTER }))).toEqual({});
  });

  it('meetings M14 offers the years from the oldest session to now', () => {
    expect(yearsSince(new Date(2024, 5, 1), new Date(2026, 1, 1))).toEqual([2026, 2025, 2024]);
    expect(yearsSince(new Date(2027, 1, 1), new Date(2026, 1, 1))).toEqual([2026]);
  });
});
