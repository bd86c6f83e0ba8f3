import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { comparePaperNames, readPaperName } from '../../../server/shared/rules/paper-name';
import { placePapers, type Placing } from '../../../server/shared/rules/place-papers';
import { FIRST_SET } from '../../support/paper-names/first';
import { FOURTH_SET } from '../../support/paper-names/fourth';
import type { NamedSet } from '../../support/paper-names/named-set';
import { SECOND_SET } from '../../support/paper-names/second';
import { THIRD_SET } from '../../support/paper-names/third';

const targetsOf = ({ items }: NamedSet) => items.map((item) => ({ ...item, id: String(item.number) }));
const said = ({ isSure, itemId }: Placing | undefined = { isSure: false, itemId: null, likely: [] }): number | 'session' | 'ask' => (isSure ? (itemId === null ? 'session' : Number(itemId)) : 'ask');

describe('documents D37 forty files at once', () => {
  test.each([['numbers of items', FIRST_SET], ['numbers of papers', SECOND_SET], ['names of a ward', THIRD_SET], ['names of a council', FOURTH_SET]])('%s: at least 37 go where they belong, and no more than one elsewhere', (_name, set) => {
    const placed = placePapers(set.files, targetsOf(set)).map(said);
    const right = set.files.filter(({ truth }, at) => placed[at] === truth);
    const silentlyWrong = set.files.filter(({ truth }, at) => placed[at] !== truth && placed[at] !== 'ask');
    expect(set.files).toHaveLength(40);
    expect(right.length).toBeGreaterThanOrEqual(37);
    expect(silentlyWrong.length).toBeLessThanOrEqual(1);
  });

  it('places them alike whatever order they are dropped in, and however the letters are written', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...FIRST_SET.files], { minLength: FIRST_SET.files.length }), fc.constantFrom('NFC', 'NFD'), (files, form) => {
        const targets = targetsOf(FIRST_SET);
        const known = new Map(FIRST_SET.files.map(({ name }, at) => [name, said(placePapers(FIRST_SET.files, targets)[at])]));
        const placed = placePapers(files.map((file) => ({ ...file, name: file.name.normalize(form) })), targets);
        expect(placed.map(said)).toEqual(files.map(({ name }) => known.get(name)));
      }),
      { numRuns: 10 },
    );
  });

  it('asks about a file of which nothing is known, and where number and words say two things', () => {
    const items = targetsOf(SECOND_SET);
    expect(placePapers([{ name: 'scan_20261118_0931.pdf' }, { name: '' }, { name: '99_xyz.pdf' }], items).map(said)).toEqual(['ask', 'ask', 'ask']);
    expect(placePapers([{ name: '07. Thuyet minh khu do thi moi phia Nam.pdf' }], items)[0]).toMatchObject({ isSure: false, likely: expect.arrayContaining(['3', '7']) as string[] });
  });

  it('does not take every file for the one item of a short agenda, nor any without an agenda', () => {
    const [item] = targetsOf(FIRST_SET);
    expect(placePapers([{ name: 'scan0001.pdf' }, { name: 'bao cao kinh te xa hoi thang 11.pdf' }, { name: 'Nội dung 1.pdf' }], item ? [item] : []).map(said)).toEqual(['ask', 1, 1]);
    expect(placePapers([{ name: 'Nội dung 1.pdf' }], [])).toEqual([{ itemId: null, isSure: false, likely: [] }]);
  });

  it('has files without words follow those with the same number, or that name the same document', () => {
    const items = targetsOf(THIRD_SET);
    expect(placePapers([{ name: 'TTr 88 cai tao cong vien trung tam.pdf' }, { name: 'phu luc TTr 88.pdf' }], items).map(said)).toEqual([4, 4]);
  });

  it('takes sixty files and a hundred items in less than a second', () => {
    const items = Array.from({ length: 100 }, (_, at) => ({ id: String(at), number: at + 1, title: `Chủ trương đầu tư công trình số ${at * 37} tại xã Hòa ${String.fromCharCode(65 + (at % 26))}` }));
    const began = performance.now();
    placePapers(Array.from({ length: 60 }, (_, at) => ({ name: `${at}_To trinh cong trinh ${at * 37}.pdf`, text: 'Tờ trình về chủ trương đầu tư công trình '.repeat(100) })), items);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe('documents D38 what a number in a file name is', () => {
  test.each([
    ['03_To trinh.pdf', { leading: 3, item: null, documents: [] }],
    ['2.1 Phụ lục 3.pdf', { leading: 2, within: [1], item: null }],
    ['7b. phan cap.xlsx', { leading: 7 }],
    ['Copy of 02. Tờ trình.pdf', { leading: 2 }],
    ['IX. An ninh.doc', { leading: 9 }],
    ['Nội dung 3 (1).pdf'.normalize('NFD'), { item: 3, leading: null }],
    ['ND4 - Dự thảo.pdf', { item: 4 }],
    ['mục III.pdf', { item: 3 }],
    ['Báo cáo mục 1.PDF', { item: 1 }],
    ['NĐ 30-2020-NĐ-CP.pdf', { item: null, leading: null }],
    ['04-TTr-STC du toan.pdf', { leading: null, documents: ['4 ttr'] }],
    ['123_BC.pdf', { leading: null, documents: ['123 bc'] }],
    ['TTr so 88 cai tao.pdf', { leading: null, documents: ['88 ttr'] }],
    ['03-12-2026 Báo cáo.pdf', { leading: null, item: null }],
    ['05.12.2026_Ke hoach.pdf', { leading: null, item: null }],
    ['2026_11_03 To trinh.pdf', { leading: null, item: null }],
    ['03122026_Bao cao.pdf', { leading: null, item: null }],
    ['20261126 Bao cao.pdf', { leading: null, item: null }],
    ['04_To trinh ngay 03-12-2026.pdf', { leading: 4 }],
    ['6 thang dau nam.pdf', { leading: null }],
    ['Zalo_1732688.pdf', { leading: null, item: null }],
  ])('%s', (name, expected) => {
    expect(readPaperName(name)).toMatchObject(expected);
  });
});

describe('documents D39 the order of papers by their names', () => {
  const ordered = ['01_To trinh.pdf', '2. Bao cao.pdf', '2.1 Phu luc.pdf', '2.2 Phu luc.pdf', '2.10 Phu luc.pdf', '10_Du thao.pdf', 'Bao cao tham dinh.pdf', 'Phụ lục 2.pdf', 'Phụ lục 10.pdf'];
  it('is by number, then natural, whatever order they come in', () => {
    fc.assert(fc.property(fc.shuffledSubarray(ordered, { minLength: ordered.length }), (names) => {
      expect([...names].sort(comparePaperNames)).toEqual(ordered);
    }));
  });
  it('is an order: two names that differ are never alike, and it goes one way', () => {
    const name = fc.oneof(fc.constantFrom(...ordered), fc.string({ unit: fc.constantFrom(...'0123.-_ abĐđàPhụlc') }));
    fc.assert(fc.property(name, name, name, (a, b, c) => {
      expect(Math.sign(comparePaperNames(a, b))).toBe(-Math.sign(comparePaperNames(b, a)) + 0);
      if (comparePaperNames(a, b) <= 0 && comparePaperNames(b, c) <= 0) expect(comparePaperNames(a, c)).toBeLessThanOrEqual(0);
      if (a !== b) expect(comparePaperNames(a, b)).not.toBe(0);
    }));
  });
});
