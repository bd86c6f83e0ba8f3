import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleDocuments } from '../../../prisma/seed/documents/index';
import { createTypstTypesetter } from '../../../server/adapters/pdf/typesetter';
import type { TemplateName, TypesetResult } from '../../../server/kernel/ports/typesetter';
import { drawnPages, type DrawnLine, type DrawnPage, type DrawnText } from '../../support/drawn-page';
import { previousMinutes } from '../../support/previous-minutes';
import { tool } from '../../support/tools';

const mm = (points: number): number => (points * 25.4) / 72;
const middle = ({ left, right }: DrawnText | DrawnLine): number => (left + right) / 2;
const width = ({ left, right }: DrawnText | DrawnLine): number => right - left;

/** The middle between the margins, points. */
const CENTRE = ((30 + 195) / 2 / 25.4) * 72;

const COUNTING = {
  header: { parentAgency: 'HĐND PHƯỜNG NAM LÂM', agency: ['BAN KTXH'], number: '05', notation: 'BB-TKP', placeDate: 'Thanh Giang, ngày 05 tháng 01 năm 2027' },
  title: 'BIÊN BẢN KIỂM PHIẾU', abstract: 'Bầu Ủy viên', opening: 'Tại phiên họp, tổ kiểm phiếu gồm:', committee: ['Đồng chí Cù Minh Thạc – Tổ trưởng;', 'Đồng chí Hà Thị Nga – Tổ viên.'],
  sections: [{ heading: 'I. KẾT QUẢ', paragraphs: ['Số phiếu phát ra: 19.'], table: null, after: [] }],
  closing: 'Tổ kiểm phiếu cùng ký tên./.', signatures: { head: { name: 'Cù Minh Thạc' }, counters: [{ name: 'Hà Thị Nga' }] }, recipients: ['- Thành viên Ban;', '- Lưu: VT.'],
  facts: {}, verification: null, testOnly: false, testNote: '',
};

/** NĐ 30/2020/NĐ-CP, Phụ lục I, on the file as MuPDF draws it. */
describe.skipIf(!tool('mutool'))('the sheet of NĐ 30/2020', () => {
  const typesetter = createTypstTypesetter();
  const folder = mkdtempSync(path.join(tmpdir(), 'layout-'));
  const set = new Map<string, { pages: DrawnPage[]; result: TypesetResult }>();
  afterAll(async () => { await typesetter.stop(); rmSync(folder, { recursive: true }); });

  async function draw(name: string, template: TemplateName, data: unknown): Promise<void> {
    const result = await typesetter.render(template, data, { createdAt: new Date('2026-11-27T07:00:00Z'), title: 'Văn bản' });
    const file = path.join(folder, `${name}.pdf`);
    writeFileSync(file, result.pdf);
    set.set(name, { pages: drawnPages(file), result });
  }
  beforeAll(async () => {
    const invitation = sampleDocuments('2026-11-26').find(({ template }) => template === 'invitation');
    await draw('minutes', 'minutes', previousMinutes('2026-11-26'));
    await draw('invitation', 'invitation', invitation?.data);
    await draw('counting', 'counting', COUNTING);
  }, 120_000);

  const drawn = (name: string): { pages: DrawnPage[]; first: DrawnPage; texts: DrawnText[]; result: TypesetResult } => {
    const { pages = [], result } = set.get(name) ?? {};
    const [first] = pages;
    if (!first || !result) throw new Error(name);
    return { pages, first, texts: pages.flatMap(({ texts }) => texts), result };
  };
  const at = (texts: readonly DrawnText[], words: string | RegExp): DrawnText => {
    const found = texts.find(({ text }) => (typeof words === 'string' ? text === words : words.test(text)));
    if (!found) throw new Error(`${words} in ${texts.map(({ text }) => text).join(' | ')}`);
    return found;
  };
  const under = (page: DrawnPage, text: DrawnText): DrawnLine => {
    const found = page.lines.find((line) => line.top > text.baseline && line.top < text.baseline + 20 && Math.abs(middle(line) - middle(text)) < 1);
    if (!found) throw new Error(`no line under ${text.text}`);
    return found;
  };
  const ALL = ['minutes', 'invitation', 'counting'];

  it.each(ALL)('minutes N36 %s: A4, margins 20, 20, 30 and 15 mm; the number of the page in the middle of the top margin, none on the first', (name) => {
    const { pages } = drawn(name);
    for (const [index, { width: wide, height, texts, lines }] of pages.entries()) {
      expect([mm(wide), mm(height)].map((side) => Math.round(side))).toEqual([210, 297]);
      const numbers = texts.filter(({ baseline }) => mm(baseline) < 20);
      const own = texts.filter((text) => !numbers.includes(text));
      for (const one of [...own, ...lines]) {
        expect(mm(one.left), JSON.stringify(one)).toBeGreaterThan(29.9);
        expect(mm(wide - one.right), JSON.stringify(one)).toBeGreaterThan(14.9);
      }
      for (const { baseline } of own) expect(mm(height - baseline)).toBeGreaterThan(20);
      // The annex begins to count anew.
      const isFirst = index === 0 || texts.some(({ text }) => text === 'Phụ lục');
      expect(numbers.map(({ size, face }) => [size, face])).toEqual(isFirst ? [] : [[13, 'Tinos']]);
      for (const number of numbers) {
        expect(number.text).toMatch(/^\d+$/u);
        expect(middle(number)).toBeCloseTo(CENTRE, 0);
      }
    }
  });

  it.each(ALL)('minutes N36 %s: national title 12 and motto 13 in bold, one above the other on the right, the line as long as the motto', (name) => {
    const { first } = drawn(name);
    const title = at(first.texts, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    const motto = at(first.texts, 'Độc lập - Tự do - Hạnh phúc');
    expect([title, motto].map(({ size, face }) => [size, face])).toEqual([[12, 'Tinos-Bold'], [13, 'Tinos-Bold']]);
    expect(middle(motto)).toBeCloseTo(middle(title), 0);
    expect(title.left).toBeGreaterThan(first.width / 2 - 10);
    expect(motto.baseline - title.baseline).toBeCloseTo(14.5, 0);
    expect(width(under(first, motto))).toBeCloseTo(width(motto), 0);
  });

  it.each([['minutes', 'TỈNH THANH GIANG', null], ['invitation', 'TỈNH THANH GIANG', null], ['counting', 'BAN KTXH', 'HĐND PHƯỜNG NAM LÂM']] as const)('minutes N36 %s: the agency 12 in bold on the left, what it belongs to above it, a line of a third to a half below it', (name, agency, parent) => {
    const { first } = drawn(name);
    const own = at(first.texts, agency);
    expect([own.size, own.face]).toEqual([12, 'Tinos-Bold']);
    expect(own.right).toBeLessThan(first.width / 2);
    const share = width(under(first, own)) / width(own);
    expect([share >= 1 / 3, share <= 1 / 2]).toEqual([true, true]);
    if (parent === null) return;
    const above = at(first.texts, parent);
    expect([above.size, above.face, above.baseline < own.baseline]).toEqual([12, 'Tinos', true]);
    expect(middle(above)).toBeCloseTo(middle(own), 0);
  });

  it.each([['minutes', 'Số: 10/BB-UBND'], ['invitation', /^Số: \d+\/GM-UBND$/u], ['counting', 'Số: 05/BB-TKP']] as const)('minutes N36 %s: number 13 upright below the agency, place and date 13 in italics below the motto, on one line', (name, number) => {
    const { first } = drawn(name);
    const own = at(first.texts, number);
    expect([own.size, own.face, own.right < first.width / 2]).toEqual([13, 'Tinos', true]);
    const [agency] = first.texts;
    expect(middle(own)).toBeCloseTo(middle(agency ?? own), 0);
    const place = first.texts.find(({ text }) => /^Thanh Giang, ngày \d\d tháng \d{1,2} năm \d{4}$/u.test(text));
    expect(place === undefined).toBe(name === 'minutes');
    if (!place) return;
    expect([place.size, place.face]).toEqual([13, 'Tinos-Italic']);
    expect(middle(place)).toBeCloseTo(middle(at(first.texts, 'Độc lập - Tự do - Hạnh phúc')), 0);
    expect(place.baseline).toBeCloseTo(own.baseline, 1);
  });

  it.each([['minutes', 'BIÊN BẢN'], ['invitation', 'GIẤY MỜI'], ['counting', 'BIÊN BẢN KIỂM PHIẾU']] as const)('minutes N36 %s: kind and abstract 14 in bold in the middle, a line of a third to a half below', (name, kind) => {
    const { first } = drawn(name);
    const own = at(first.texts, kind);
    const from = first.texts.indexOf(own) + 1;
    const abstract = first.texts.slice(from).filter(({ face, size }, index, all) => all.slice(0, index + 1).every((one) => one.face === 'Tinos-Bold') && face === 'Tinos-Bold' && size === 14);
    expect(abstract.length).toBeGreaterThan(0);
    for (const one of [own, ...abstract]) {
      expect([one.size, one.face]).toEqual([14, 'Tinos-Bold']);
      expect(middle(one)).toBeCloseTo(CENTRE, 0);
    }
    const share = width(under(first, abstract.at(-1) ?? own)) / Math.max(...abstract.map(width));
    expect([share >= 1 / 3, share <= 1 / 2]).toEqual([true, true]);
  });

  it('minutes N36 text 14, its first lines 12,7 mm in, the others from margin to margin, single to one and a half apart, paragraphs 6 pt and more', () => {
    const { first } = drawn('minutes');
    const [left, right] = [(30 / 25.4) * 72, (195 / 25.4) * 72];
    const body = first.texts.slice(first.texts.indexOf(at(first.texts, /^Thời gian bắt đầu:/u))).filter(({ face, text }) => face === 'Tinos' && !/^[-\d]+\.?$/u.test(text));
    expect(body.length).toBeGreaterThan(15);
    for (const { size } of body) expect(size).toBe(14);
    const begins = (line: DrawnText): boolean => line.left > left + 20;
    let [within, between] = [0, 0];
    body.forEach((line, index) => {
      const next = body[index + 1];
      if (begins(line) && first.texts.every((one) => one === line || one.baseline !== line.baseline)) expect(mm(line.left - left)).toBeCloseTo(12.7, 1);
      if (!begins(line)) expect(line.left).toBeCloseTo(left, 0);
      if (!next || next.baseline - line.baseline > 40) return;
      if (begins(next)) {
        between += 1;
        expect(next.baseline - line.baseline).toBeGreaterThanOrEqual(14 * 1.15 + 6);
        return;
      }
      within += 1;
      expect(line.right).toBeCloseTo(right, 0);
      const pitch = (next.baseline - line.baseline) / (14 * 1.15);
      expect([pitch >= 1, pitch <= 1.5]).toEqual([true, true]);
    });
    expect([within > 5, between > 5]).toEqual([true, true]);
  });

  it('minutes N36 secretary on the left, chair on the right, 14 in bold, each name under its title with the field between; recipients below, 12 and 11', () => {
    const { pages, result } = drawn('minutes');
    const sheet = pages.findIndex(({ texts }) => texts.some(({ text }) => text === 'THƯ KÝ'));
    const texts = pages[sheet]?.texts ?? [];
    const page = pages[sheet] ?? { height: 0, width: 0 };
    for (const [title, name, field, onLeft] of [['THƯ KÝ', 'Đàm Thị Ngọc Ước', 'SIG_THUKY', true], ['CHỦ TỌA', 'Đỗ Khắc Trường Vân', 'SIG_CHUTOA', false]] as const) {
      const above = at(texts, title);
      const below = texts.filter(({ text }) => text === name).at(-1) ?? at(texts, name);
      const anchor = result.anchors.find((one) => one.name === field);
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = anchor?.rect ?? [];
      expect(anchor?.page).toBe(sheet + 1);
      for (const one of [above, below]) {
        expect([one.size, one.face]).toEqual([14, 'Tinos-Bold']);
        expect(middle(one)).toBeCloseTo((x0 + x1) / 2, 0);
      }
      expect(middle(above) < page.width / 2).toBe(onLeft);
      expect([above.baseline < page.height - y1, page.height - y0 < below.baseline - 8]).toEqual([true, true]);
    }
    const [heading, first, last] = [at(texts, 'Nơi nhận:'), at(texts, /^-Thành viên/u), at(texts, /^-Lưu: VT/u)];
    expect([heading.size, heading.face, first.size, first.face, last.size]).toEqual([12, 'Tinos-BoldItalic', 11, 'Tinos', 11]);
    expect(mm(heading.left)).toBeCloseTo(30, 1);
    expect(heading.baseline).toBeGreaterThan(at(texts, 'CHỦ TỌA').baseline);
    expect([first.baseline > heading.baseline, last.baseline > first.baseline]).toEqual([true, true]);
  });

  it('minutes N36 the annex begins with its word 14 in bold in the middle, and what it belongs to in italics', () => {
    const { texts } = drawn('minutes');
    const [word, reference] = [at(texts, 'Phụ lục'), at(texts, /^\(Kèm theo/u)];
    expect([word.size, word.face, reference.face]).toEqual([14, 'Tinos-Bold', 'Tinos-Italic']);
    expect(middle(word)).toBeCloseTo(CENTRE, 0);
  });
});
