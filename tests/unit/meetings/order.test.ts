import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder } from '../../../app/commands/in-order';
import { rescheduled } from '../../../app/features/agenda/order';

const row = (id: string, durationMin: number, kind: 'item' | 'break' = 'item') => ({ id, kind, durationMin, number: null, startMinute: 0, endMinute: 0 });

test('rows unknown to the order come last in their own order, ids without a row are left out', () => {
  const rows = ['a', 'b', 'c', 'd'].map((id) => row(id, 10));
  expect(inOrder(rows, ['c', 'gone', 'a']).map(({ id }) => id)).toEqual(['c', 'a', 'b', 'd']);
  expect(inOrder(rows, null)).toEqual(rows);
});

test('times and numbers follow a move at once', () => {
  const rows = [{ ...row('a', 30), startMinute: 480 }, { ...row('p', 15, 'break'), startMinute: 510 }, { ...row('b', 20), startMinute: 525 }];
  expect(rescheduled(inOrder(rows, ['b', 'p', 'a'])).map(({ id, number, startMinute, endMinute }) => [id, number, startMinute, endMinute])).toEqual([
    ['b', 1, 480, 500],
    ['p', null, 500, 515],
    ['a', 2, 515, 545],
  ]);
});

test('an agenda goes on past midnight', () => {
  expect(rescheduled([{ ...row('a', 30), startMinute: 1430 }, { ...row('b', 30), startMinute: 1460 }]).map(({ endMinute }) => endMinute)).toEqual([1460, 1490]);
});

test('whatever the order, no row is lost and none doubled', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 12 }), fc.array(fc.string(), { maxLength: 12 }), (ids, order) => {
      const out = inOrder(ids.map((id) => row(id, 5)), order);
      expect(out.map(({ id }) => id).sort()).toEqual([...ids].sort());
    }),
  );
});
