import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween, movedIn, type SessionPicture } from '../../../server/modules/meetings/changes';

const seen: SessionPicture = {
  title: 'Phiên họp tháng 11',
  startsAt: '2026-11-26T01:00:00.000Z',
  endsAt: '2026-11-26T05:00:00.000Z',
  place: 'Phòng họp số 1',
  form: 'hybrid',
  cancelled: false,
  items: [
    { id: 'o', kind: 'opening', title: 'Khai mạc' },
    { id: 'a', kind: 'item', title: 'Kinh tế' },
    { id: 'b', kind: 'item', title: 'Đầu tư công' },
    { id: 'p', kind: 'break', title: 'Giải lao' },
    { id: 'c', kind: 'item', title: 'Giáo dục' },
  ],
  papers: [{ id: 'x', title: 'Báo cáo', number: 1 }, { id: 'y', title: 'Tờ trình', number: 1 }],
};
const inOrder = (...ids: string[]): SessionPicture['items'] => ids.map((id) => seen.items.find((item) => item.id === id) ?? { id, kind: 'item', title: id });

describe('what changed in a session since somebody looked', () => {
  it('meetings M18 tells nothing where nothing is different', () => {
    expect(changesBetween(seen, structuredClone(seen))).toEqual([]);
  });

  it('meetings M18 tells another time and another place with both', () => {
    const moved = { ...seen, startsAt: '2026-11-27T07:00:00.000Z', endsAt: '2026-11-27T10:00:00.000Z', place: 'Phòng họp số 2' };
    expect(changesBetween(seen, moved)).toEqual([
      { kind: 'time', from: { startsAt: new Date(seen.startsAt), endsAt: new Date(seen.endsAt) }, to: { startsAt: new Date(moved.startsAt), endsAt: new Date(moved.endsAt) } },
      { kind: 'place', from: { place: 'Phòng họp số 1', form: 'hybrid' }, to: { place: 'Phòng họp số 2', form: 'hybrid' } },
    ]);
  });

  it('meetings M18 names the one row that was moved, with its numbers, not all whose numbers changed', () => {
    expect(changesBetween(seen, { ...seen, items: inOrder('o', 'c', 'a', 'b', 'p') })).toEqual([{ kind: 'item_moved', title: 'Giáo dục', from: 3, to: 1 }]);
    expect(changesBetween(seen, { ...seen, items: inOrder('o', 'p', 'a', 'b', 'c') })).toEqual([{ kind: 'item_moved', title: 'Giải lao', from: null, to: null }]);
  });

  it('meetings M18 does not call the rows moved that follow one added or removed', () => {
    const items = [...inOrder('o', 'b', 'p', 'c'), { id: 'n', kind: 'item' as const, title: 'Y tế' }];
    expect(changesBetween(seen, { ...seen, items })).toEqual([{ kind: 'item_added', title: 'Y tế' }, { kind: 'item_removed', title: 'Kinh tế' }]);
  });

  it('meetings M18 tells papers added, withdrawn and in a new version', () => {
    const papers = [{ id: 'x', title: 'Báo cáo', number: 3 }, { id: 'z', title: 'Phụ lục', number: 1 }];
    expect(changesBetween(seen, { ...seen, papers })).toEqual([
      { kind: 'paper_version', title: 'Báo cáo', number: 3 },
      { kind: 'paper_added', title: 'Phụ lục' },
      { kind: 'paper_withdrawn', title: 'Tờ trình' },
    ]);
  });

  it('meetings M18 of a session called off tells that and nothing else, once', () => {
    const off = { ...seen, place: 'Phòng họp số 2', cancelled: true };
    expect(changesBetween(seen, off)).toEqual([{ kind: 'cancelled' }]);
    expect(changesBetween(off, off)).toEqual([]);
  });

  it('meetings M18 the rows not named as moved stand in the same order before and after, and no fewer explain it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 7 }).chain((ids) => fc.tuple(fc.constant(ids), fc.shuffledSubarray(ids, { minLength: ids.length }))), ([before, after]) => {
        const moved = new Set(movedIn(before, after));
        expect(after.filter((id) => !moved.has(id))).toEqual(before.filter((id) => !moved.has(id)));
        // Any single row more that stays put would break the order.
        for (const id of moved) {
          const others = new Set([...moved].filter((other) => other !== id));
          expect(after.filter((one) => !others.has(one))).not.toEqual(before.filter((one) => !others.has(one)));
        }
      }),
    );
  });
});
