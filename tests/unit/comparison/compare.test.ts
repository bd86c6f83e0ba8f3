import { describe, expect, it } from 'vitest';
import { compare, type Row } from '../../../server/comparison';
import { typeset, type Setting } from '../carryover/sheets';

const AIM = 'Quyết định này quy định việc phân bổ vốn đầu tư công trung hạn giai đoạn 2026-2030 cho các đơn vị.';
const RATE = 'Tỷ lệ giải ngân của các chủ đầu tư đến hết quý III phải đạt từ 60% kế hoạch vốn được giao trở lên.';
const CUT = 'Đơn vị không đạt tỷ lệ nêu tại khoản 1 bị điều chỉnh giảm kế hoạch vốn của năm sau theo quy định.';
const WATER = 'Chương trình nước sạch nông thôn hoàn thành sáu mươi phần trăm, số còn lại chuyển sang kỳ sau.';
const LAND = 'Đại biểu đề nghị làm rõ vì sao quy hoạch sử dụng đất chậm ba tháng trong khi hồ sơ đã đủ từ đầu năm.';
const SCHOOL = 'Việc hỗ trợ học sinh bán trú được tiếp tục, trên cơ sở ý kiến thống nhất của các thành viên dự họp.';
const LAW = ['Điều 1. Phạm vi điều chỉnh', AIM, 'Điều 2. Tỷ lệ giải ngân', `1. ${RATE}`, `2. ${CUT}`, 'Điều 3. Hiệu lực thi hành', SCHOOL];

const compared = (before: readonly string[], after: readonly string[], { old = {}, fresh = {} }: { old?: Setting; fresh?: Setting } = {}) => compare(typeset(before, old), typeset(after, fresh));
const kinds = (rows: readonly Row[]): string[] => rows.map(({ kind }) => kind);
const told = (rows: readonly Row[]) => rows.filter(({ kind }) => kind !== 'same').map(({ kind, place, pieces }) => [kind, place.map((step) => step.join(' ')).join(', '), pieces.filter(([op]) => op !== '=').map((piece) => piece.join('')).join(' ')]);

describe('two versions compared', () => {
  it('comparison CP1 says which words went and which came, and where in the law that is', () => {
    const { rows, pages } = compared(LAW, LAW.map((text) => text.replace('60% kế hoạch', '75% kế hoạch')));
    expect(told(rows)).toEqual([['changed', 'article 2, clause 1', '-60% +75%']]);
    expect(kinds(rows).filter((kind) => kind === 'same')).toHaveLength(6);
    expect(pages).toEqual({ old: [1], new: [1] });
    expect(rows.map(({ pieces }) => pieces.filter(([op]) => op !== '-').map(([, text]) => text).join(' ')).join('\n')).toBe(LAW.join('\n').replace('60%', '75%'));
  });

  it('comparison CP1 nothing is told of the same text set otherwise: another size, other lines, other pages', () => {
    expect(told(compared(LAW, LAW, { fresh: { size: 9, letters: 44, lines: 5 } }).rows)).toEqual([]);
    expect(compared([], [])).toEqual({ rows: [], pages: { old: [], new: [] } });
  });

  it('comparison CP2 a comma, a capital and a figure are changes; the place of a tone, the kind of quotation mark and a word parted at the end of a line are none', () => {
    const before = 'Nhà văn hóa xã Đông Thủy được giao cho “Công ty Hòa Bình” quản lý; số tiền 1.500 triệu đồng, theo Nghị quyết số 10/NQ-HĐND.';
    expect(told(compared([before], [before.replace('hóa', 'hoá').replace('Thủy', 'Thuỷ').replace('“', '"').replace('”', '"').replace('10/NQ-HĐND', '10/NQ- HĐND')]).rows)).toEqual([]);
    expect(told(compared([before], [before.replace('1.500', '1,500').replace('quản lý;', 'quản lý,').replace('Nhà', 'nhà')]).rows)).toEqual([['changed', '', '-Nhà +nhà -lý; +lý, -1.500 +1,500']]);
  });

  it('comparison CP3 an article put in is one that came; those behind it are numbered anew, which is no change', () => {
    const fresh = [...LAW.slice(0, 2), 'Điều 2. Nguyên tắc phân bổ', WATER, ...LAW.slice(2).map((text) => text.replace(/^Điều (\d)/u, (_all, number: string) => `Điều ${Number(number) + 1}`))];
    const { rows } = compared(LAW, fresh);
    expect(told(rows).map(([kind, place]) => [kind, place])).toEqual([['added', 'article 2'], ['added', 'article 2'], ['renumbered', 'article 3'], ['renumbered', 'article 4']]);
  });

  it('comparison CP3 a paragraph taken out stands where it was, with its place in the earlier version', () => {
    const { rows, pages } = compared(LAW, LAW.filter((text) => !text.startsWith('2. ')), { old: { lines: 4 }, fresh: { lines: 4 } });
    expect(told(rows)).toEqual([['removed', 'article 2, clause 2', `-2. ${CUT}`]]);
    expect(rows[rows.findIndex(({ kind }) => kind === 'removed') + 1]?.place).toEqual([['article', '3']]);
    expect(pages.new).toHaveLength(1);
  });

  it('comparison CP4 what moved is told as moved, with what changed in it, and a mark stands where it was', () => {
    const rest = [AIM, RATE, CUT, SCHOOL];
    const { rows } = compared([WATER, LAND, ...rest], [LAND, ...rest, WATER.replace('sáu mươi', 'bảy mươi')]);
    expect(told(rows)).toEqual([['left', '', ''], ['moved', '', '-sáu +bảy']]);
    expect(rows[0]?.kind).toBe('left');
    expect(rows.at(-1)).toMatchObject({ kind: 'moved', old: [1, 1], new: [1, 1] });
  });

  it('comparison CP5 a paragraph parted in two, and two joined, are the same words', () => {
    expect(told(compared([AIM, `${RATE} ${CUT}`, WATER], [AIM, RATE, CUT, WATER]).rows)).toEqual([]);
    expect(told(compared([AIM, RATE, CUT, WATER], [AIM, `${RATE} ${CUT}`, WATER]).rows)).toEqual([]);
  });

  it('comparison CP5 another text in the place of a paragraph is told as one that went and one that came', () => {
    expect(told(compared([AIM, WATER, LAND], [AIM, SCHOOL, LAND]).rows).map(([kind]) => kind)).toEqual(['removed', 'added']);
  });

  it('comparison CP6 a number at the head or foot of pages is no part of the text', () => {
    const many = Array.from({ length: 40 }, (_, index) => `${[AIM, RATE, CUT, WATER, LAND, SCHOOL][index % 6]} (${index})`);
    expect(told(compared(many, many.slice(0), { old: { lines: 6, head: 'Trang' }, fresh: { lines: 9, head: 'Trang' } }).rows)).toEqual([]);
  });

  it('comparison CP8 all words of both versions are in it, whatever was done to them', () => {
    const pool = [AIM, RATE, CUT, WATER, LAND, SCHOOL, ...LAW];
    let seed = 7;
    const next = (most: number): number => (seed = (seed * 48_271) % 2_147_483_647) % most;
    for (let round = 0; round < 40; round += 1) {
      const before = Array.from({ length: 3 + next(9) }, () => pool[next(pool.length)] ?? '');
      const after = before.filter(() => next(5) > 0).map((text) => (next(3) === 0 ? text.split(' ').filter(() => next(6) > 0).join(' ') : text)).filter(Boolean).sort(() => next(3) - 1);
      const { rows } = compared(before, after);
      const words = (out: '-' | '+', but: string): string[] => rows.filter(({ kind }) => kind !== but).flatMap(({ pieces }) => pieces.filter(([op]) => op === '=' || op === out).flatMap(([, text]) => text.split(' '))).sort();
      expect(words('+', 'left')).toEqual(after.join(' ').split(' ').filter(Boolean).sort());
      expect(words('-', 'left')).toEqual(before.join(' ').split(' ').filter(Boolean).sort());
    }
  });
});
