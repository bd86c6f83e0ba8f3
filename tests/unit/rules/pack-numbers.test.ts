import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder, nextRuns, unused } from '../../../server/modules/packs/numbers';
import { watermarkOf } from '../../../server/shared/rules/watermark';
import { numberSpan, pageNumber, pageOf, readPageNumber } from '../../../server/shared/rules/pack-numbers';

describe('numbers of pages through a session', () => {
  it('packs PK3 pages beyond the numbers carry the last one with letters', () => {
    const run = { first: 212, count: 4 };
    expect([0, 3, 4, 5, 29, 30, 55].map((page) => pageNumber(run, page))).toEqual(['212', '215', '215a', '215b', '215z', '215aa', '215az']);
    expect([numberSpan(run, 1), numberSpan(run, 4), numberSpan(run, 6)]).toEqual(['212', '212–215', '212–215b']);
    expect([unused(run, 4), unused(run, 2), unused(run, 3), unused(run, 0)]).toEqual([null, '214–215', '215', '212–215']);
  });

  it('packs PK4 what is typed finds the page that carries it, and no other', () => {
    const runs = fc.record({ first: fc.integer({ min: 1, max: 900 }), count: fc.integer({ min: 1, max: 60 }) });
    fc.assert(fc.property(runs, fc.integer({ min: 1, max: 900 }), (run, pages) => {
      for (let page = 0; page < pages; page += 1) {
        const read = readPageNumber(` Trang ${pageNumber(run, page).toUpperCase()} `);
        if (!read || pageOf(run, pages, read) !== page) return false;
      }
      return true;
    }), { numRuns: 60 });
    expect(['', 'trang', '12 a b', '1234567', '-3', '12.5', 'x12'].map(readPageNumber)).toEqual([null, null, null, null, null, null, null]);
    expect(pageOf({ first: 10, count: 3 }, 3, { number: 12, letters: 'a' })).toBeNull();
    expect(pageOf({ first: 10, count: 3 }, 2, { number: 12, letters: '' })).toBeNull();
    expect(pageOf({ first: 10, count: 3 }, 5, { number: 11, letters: 'a' })).toBeNull();
  });

  it('packs PK1 packs PK2 papers of the session come first, then item by item; what is new comes behind all numbers that were given', () => {
    const papers = [{ id: 'c', itemId: 'two', order: 1, pages: 2 }, { id: 'b', itemId: 'one', order: 2, pages: 3 }, { id: 'a', itemId: 'one', order: 1, pages: 1 }, { id: 'z', itemId: null, order: 1, pages: 4 }];
    const ordered = inOrder(papers, [{ id: 'one' }, { id: 'two' }]);
    expect(ordered.map(({ id }) => id)).toEqual(['z', 'a', 'b', 'c']);
    expect(nextRuns(ordered, [{ documentId: 'b', first: 1, count: 3 }, { documentId: 'gone', first: 4, count: 5 }])).toEqual([{ documentId: 'z', first: 9, count: 4 }, { documentId: 'a', first: 13, count: 1 }, { documentId: 'c', first: 14, count: 2 }]);
  });

  it('packs PK6 the watermark tells name, position and the time in Viet Nam', () => {
    expect(watermarkOf('Cù Minh Thạc', 'Giám đốc Sở Tài chính', new Date('2026-11-30T17:05:00Z'))).toBe('Cù Minh Thạc · Giám đốc Sở Tài chính · 00:05 01/12/2026');
    expect(watermarkOf('Văn phòng', null, new Date('2026-11-30T01:00:00Z'))).toBe('Văn phòng · 08:00 30/11/2026');
  });
});
