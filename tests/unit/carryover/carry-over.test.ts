import { describe, expect, it } from 'vitest';
import { carryOver, type Carried, type Mark } from '../../../server/carryover';
import { typeset, wordsIn, type Setting } from './sheets';

const BUDGET = 'Sở Tài chính đã thẩm định dự toán ngân sách của huyện Mường Lát với tổng mức 412 tỷ đồng, bảo đảm đúng quy định.';
const WATER = 'Chương trình nước sạch nông thôn hoàn thành sáu mươi phần trăm, số còn lại chuyển sang kỳ sau theo kế hoạch đã duyệt.';
const LAND = 'Đại biểu đề nghị làm rõ vì sao quy hoạch sử dụng đất chậm ba tháng trong khi hồ sơ đã đủ từ đầu năm.';
const SCHOOL = 'Việc hỗ trợ học sinh bán trú được tiếp tục, trên cơ sở ý kiến thống nhất của các thành viên dự họp.';
const task = (agency: string, day: number): string => `Giao ${agency} chủ trì, phối hợp với các đơn vị liên quan tham mưu xem xét, quyết định; báo cáo kết quả trước ngày ${day} tháng 6.`;

interface Outcome extends Carried {
  /** Words now under a highlight, its rest included. */
  readonly words: string;
}

/** Marks words of the old version and tells what became of them. */
function carried(before: readonly string[], after: readonly string[], words: string, { nth = 0, old: oldSetting = {}, fresh: newSetting = {} }: { nth?: number; old?: Setting; fresh?: Setting } = {}): Outcome {
  const [old, fresh] = [typeset(before, oldSetting), typeset(after, newSetting)];
  const [answer] = carryOver(old, fresh, [{ id: 'm', kind: 'highlight', ...old.at(words, nth) }]);
  if (!answer) throw new Error('a mark without an answer');
  const places = [...(answer.place ? [answer.place] : []), ...(answer.rest ?? [])];
  return { ...answer, words: places.map(({ page, rects = [] }) => wordsIn(fresh.pages, page, rects)).join(' ') };
}

const ring = ({ page, rects }: { page: number; rects: readonly (readonly [number, number, number, number])[] }, group = 'g'): Mark => {
  const [left, top, right, bottom] = rects[0] ?? [0, 0, 0, 0];
  return { id: `ink ${group}`, kind: 'ink', page, group, strokes: [[[left - 2, top - 2], [right + 2, top - 2], [right + 2, bottom + 2], [left - 2, bottom + 2], [left - 2, top - 2]]] };
};

describe('marks on the words of a new version', () => {
  const text = [BUDGET, WATER, LAND, SCHOOL];

  it('carryover C1 C12 answers every mark once, in the order given, the same every time, whatever the files are', () => {
    const [old, none, fresh] = [typeset(text), typeset([]), typeset([LAND, BUDGET])];
    const marks: Mark[] = [
      { id: 'b', kind: 'highlight', ...old.at('nước sạch') },
      { id: 'a', kind: 'note', page: 0, at: [80, 125] },
      { ...ring(old.at('quy hoạch')), id: 'c' },
      { id: 'far', kind: 'note', page: 0, at: [5_000, 9_000] },
    ];
    const answers = carryOver(old, fresh, marks);
    expect(answers.map(({ id }) => id)).toEqual(['b', 'a', 'c', 'far']);
    expect(carryOver(old, fresh, marks)).toEqual(answers);
    expect(carryOver(old, none, marks).map(({ verdict }) => verdict)).toEqual(['tray', 'tray', 'tray', 'tray']);
    expect(carryOver(old, fresh, [])).toEqual([]);
  });

  it('carryover C2 goes with its words: pushed down, moved, at another size, over the end of a page', () => {
    const words = 'hoàn thành sáu mươi phần trăm, số còn lại chuyển sang kỳ sau';
    const moved = { verdict: 'moved', words };
    expect(carried(text, [BUDGET, SCHOOL, LAND, task('Sở Y tế', 3), WATER], words)).toMatchObject(moved);
    expect(carried(text, text, words, { fresh: { size: 9, letters: 44 } })).toMatchObject(moved);
    const split = carried(text, text, words, { fresh: { lines: 3 } });
    expect(split).toMatchObject({ verdict: 'moved', rest: [{ page: (split.place?.page ?? 0) + 1 }] });
    expect(split.words.split(' ').sort()).toEqual(words.split(' ').sort());
  });

  it('carryover C2 covers the letters that were covered and no others', () => {
    const found = carried([WATER], [task('Sở Y tế', 3), WATER], 'sạch nông');
    expect(found).toMatchObject({ verdict: 'moved', words: 'sạch nông' });
    expect(found.place?.rects).toHaveLength(1);
  });

  it('carryover C3 knows a word by its letters: case, punctuation, the place of a tone mark, a line that parts it', () => {
    const before = 'Nhà văn hóa xã Đông Thủy được giao cho Công ty TNHH Hòa Bình quản lý đến hết năm.';
    expect(carried([BUDGET, before], [BUDGET, before.replace('hóa', 'hoá').replace('Thủy', 'Thuỷ').replace('Hòa', 'HOÀ').replace('quản lý', '(quản lý),')], 'văn hóa xã Đông Thủy được giao')).toMatchObject({ verdict: 'moved', words: 'văn hoá xã Đông Thuỷ được giao' });
    expect(carried(['Căn cứ Nghị quyết số 10/NQ-HĐND của tỉnh, các sở tổ chức thực hiện ngay.'], ['Căn cứ Nghị quyết số 10/NQ- HĐND của tỉnh, các sở tổ chức thực hiện ngay.'], 'số 10/NQ-HĐND của tỉnh')).toMatchObject({ verdict: 'moved', words: 'số 10/NQ- HĐND của tỉnh' });
  });

  it('carryover C4 keeps look-alikes apart: changed round, and one taken out', () => {
    const [one, two] = [task('Sở Y tế', 11), task('Sở Nội vụ', 25)];
    const phrase = 'phối hợp với các đơn vị liên quan';
    const swapped = carried([BUDGET, one, WATER, two, LAND], [BUDGET, two, WATER, one, LAND], phrase);
    const fresh = typeset([BUDGET, two, WATER, one, LAND]);
    expect(swapped).toMatchObject({ verdict: 'moved', place: { rects: fresh.at(phrase, 1).rects } });
    expect(carried([BUDGET, one, WATER, two, LAND], [BUDGET, WATER, two, LAND], phrase).verdict).toBe('tray');
    expect(carried([BUDGET, one, WATER, two, LAND], [BUDGET, WATER, two, LAND], phrase, { nth: 1 })).toMatchObject({ verdict: 'moved', words: phrase });
  });

  it('carryover C5 asks where another place is as good, and where the surroundings are gone', () => {
    const same = task('Sở Y tế', 11);
    expect(carried([BUDGET, same, LAND, same, SCHOOL], [BUDGET, same, SCHOOL], 'chủ trì, phối hợp')).toMatchObject({ verdict: 'check', doubt: 'alike' });
    expect(carried([BUDGET, task('Sở Y tế', 11), WATER], [BUDGET, WATER, LAND, task('Sở Nội vụ', 2), SCHOOL], 'phối hợp với các đơn vị').verdict).not.toBe('moved');
    expect(carried([BUDGET], ['Nay giao cho huyện Mường Lát và các xã tự làm theo cách của mình từ tháng này.'], 'huyện Mường Lát').verdict).not.toBe('moved');
  });

  it('carryover C6 goes with the item whose number changed', () => {
    const list = (items: readonly string[]): string[] => items.map((item, index) => `${index + 1}. ${item}`);
    const found = carried(list([BUDGET, WATER, LAND]), list([SCHOOL, BUDGET, LAND]), 'quy hoạch sử dụng đất');
    expect(found).toMatchObject({ verdict: 'moved', words: 'quy hoạch sử dụng đất' });
    const rows = ['| 1 | Trường tiểu học xã Nga Thắng | 412 |', '| 2 | Trạm y tế phường Tân Quý | 90 |'];
    const added = ['| 1 | Cầu thôn Hạ | 77 |', '| 2 | Trường tiểu học xã Nga Thắng | 412 |', '| 3 | Trạm y tế phường Tân Quý | 90 |'];
    expect(carried([BUDGET, ...rows], [BUDGET, ...added], 'Trạm y tế phường')).toMatchObject({ verdict: 'moved', words: 'Trạm y tế phường' });
  });

  it('carryover C7 passes over what is repeated on every page', () => {
    const long = [BUDGET, WATER, LAND, SCHOOL, task('Sở Y tế', 1), task('Sở Nội vụ', 2)];
    const words = 'theo kế hoạch đã duyệt. Đại biểu đề nghị làm rõ';
    const found = carried([`${WATER} ${LAND}`, ...long.slice(3)], [BUDGET, `${WATER} ${LAND}`, ...long.slice(3)], words, { old: { head: 'ỦY BAN NHÂN DÂN TỈNH', lines: 8 }, fresh: { head: 'ỦY BAN NHÂN DÂN TỈNH', lines: 3 } });
    expect(found).toMatchObject({ verdict: 'moved', words });
  });

  it('carryover C8 asks about changed words, always about a number, and puts into the tray what is mostly gone', () => {
    const words = 'thẩm định dự toán ngân sách của huyện Mường Lát';
    expect(carried(text, [BUDGET.replace('huyện', 'xã'), WATER, LAND, SCHOOL], words)).toMatchObject({ verdict: 'moved', words: words.replace('huyện', 'xã') });
    expect(carried(text, [BUDGET.replace('412', '421'), WATER, LAND, SCHOOL], 'với tổng mức 412 tỷ đồng, bảo đảm')).toMatchObject({ verdict: 'check', doubt: 'changed' });
    expect(carried(text, [BUDGET.replace('Mường Lát', 'Hoà An'), WATER, LAND, SCHOOL], 'huyện Mường Lát').verdict).toBe('tray');
    expect(carried(text, [WATER, LAND, SCHOOL], words)).toMatchObject({ verdict: 'tray', doubt: 'gone' });
  });

  it('carryover C9 moves ink of a group as one, and asks where its words were split', () => {
    const [old, fresh] = [typeset(text), typeset([task('Sở Y tế', 3), ...text])];
    const first = ring(old.at('sử dụng đất'));
    const second: Mark = { id: 'arrow', kind: 'ink', page: first.page, group: 'g', strokes: [[[320, 10], [330, 20]].map(([x, y]) => [x as number, (first.kind === 'ink' ? (first.strokes[0]?.[0]?.[1] ?? 0) : 0) + (y as number)] as const)] };
    const answers = carryOver(old, fresh, [first, second]);
    const shiftOf = (mark: Mark, answer: Carried | undefined): number[] => {
      const [from, to] = [mark.kind === 'ink' ? mark.strokes[0]?.[0] : undefined, answer?.place?.strokes?.[0]?.[0]];
      return [Math.round(((to?.[0] ?? 0) - (from?.[0] ?? 0)) * 10), Math.round(((to?.[1] ?? 0) - (from?.[1] ?? 0)) * 10)];
    };
    expect(answers.map(({ verdict }) => verdict)).toEqual(['moved', 'moved']);
    expect(shiftOf(second, answers[1])).toEqual(shiftOf(first, answers[0]));
    expect(shiftOf(first, answers[0])[1]).toBeGreaterThan(100);
    const narrow = typeset(text, { letters: 21 });
    const [split] = carryOver(old, narrow, [ring(old.at('tổng mức 412 tỷ đồng'))]);
    expect(split).toMatchObject({ verdict: 'check', doubt: 'torn' });
  });
});
