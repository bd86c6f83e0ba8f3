import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fontkit from '@cantoo/fontkit';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phien as speak, type Spoken } from './phien';

const folder = mkdtempSync(path.join(os.tmpdir(), 'phien-carry-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const face = readFileSync(path.join(path.dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json')), '400Regular', 'Tinos_400Regular.ttf'));
const LINES = ['Sở Tài chính đã thẩm định dự toán ngân sách năm 2027 của huyện.', 'Chương trình nước sạch nông thôn hoàn thành sáu mươi phần trăm.', 'Đại biểu đề nghị làm rõ quy hoạch sử dụng đất của thị xã.'];

/** One page of lines from the top, its crop box beginning at (30, 40), turned by `turn` degrees. */
async function sheet(lines: readonly string[], { size = 12, turn = 0 }: { size?: number; turn?: 0 | 90 } = {}): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontkit);
  const font = await pdf.embedFont(face, { subset: true });
  const page = pdf.addPage([600, 800]);
  page.setCropBox(30, 40, 540, 720);
  lines.forEach((line, index) => page.drawText(line, { x: 80, y: 700 - index * 2 * size, size, font }));
  if (turn) page.setRotation({ type: 'degrees', angle: turn } as never);
  return pdf.save();
}

const phien = (args: readonly string[]): Spoken => speak(['carry-over', ...args], { dataDir: path.join(folder, 'khong-co'), from: folder });
const save = (name: string, content: unknown): void => writeFileSync(path.join(folder, name), content instanceof Uint8Array ? content : JSON.stringify(content));

interface Answer { marks: { id: string | number; verdict: string; page?: number; rects?: number[][]; strokes?: number[][][]; at?: number[]; doubt?: string }[] }

describe('phien carry-over', { timeout: 200_000 }, () => {
  // Baselines 60, 84 and 108 points below the top of the crop box; letters begin 50 points from its left.
  const MARKS = {
    marks: [
      { id: 'a', kind: 'highlight', page: 1, rects: [[49, 74, 400, 87]] },
      { id: 7, kind: 'ink', page: 1, group: 'g', strokes: [[[50, 110], [120, 111]], [[130, 90], [140, 112]]] },
      { id: 'n', kind: 'note', page: 1, at: [52, 105] },
    ],
  };
  beforeAll(async () => {
    save('cu.pdf', await sheet(LINES));
    save('moi.pdf', await sheet(['Một dòng mới được thêm vào đầu trang này.', ...LINES]));
    save('quay.pdf', await sheet(LINES, { turn: 90 }));
    save('bo.pdf', await sheet(LINES.slice(0, 1)));
    save('marks.json', MARKS);
  });

  it('carryover C13 answers in points from the upper left corner of the page as shown, ids as they were', () => {
    const { code, out, err } = phien(['cu.pdf', 'moi.pdf', '--marks', 'marks.json', '--json']);
    expect([code, err]).toEqual([0, '']);
    const { marks } = JSON.parse(out) as Answer;
    expect(marks.map(({ id, verdict, page }) => [id, verdict, page])).toEqual([['a', 'moved', 1], [7, 'moved', 1], ['n', 'moved', 1]]);
    const [left = 0, top = 0, right = 0, bottom = 0] = marks[0]?.rects?.[0] ?? [];
    expect(left).toBeCloseTo(50, 0);
    expect(right).toBeGreaterThan(330);
    expect([top < 100, bottom > 106, bottom < 114]).toEqual([true, true, true]);
    for (const [stroke, points] of (MARKS.marks[1]?.strokes ?? []).entries()) {
      for (const [index, [x = 0, y = 0]] of points.entries()) {
        expect(marks[1]?.strokes?.[stroke]?.[index]?.[0]).toBeCloseTo(x, 0);
        expect(marks[1]?.strokes?.[stroke]?.[index]?.[1]).toBeCloseTo(y + 24, 0);
      }
    }
    expect(marks[2]?.at?.[1]).toBeCloseTo(129, 0);
  });

  it('carryover C13 knows a page that is shown turned', () => {
    const { marks } = JSON.parse(phien(['cu.pdf', 'quay.pdf', '--marks', 'marks.json', '--json']).out) as Answer;
    // A quarter turn clockwise: what was 84 below the top is now 84 left of the right edge (720 wide).
    const [left = 0, top = 0, right = 0] = marks[0]?.rects?.[0] ?? [];
    expect([marks[0]?.verdict, left > 720 - 92, right < 720 - 70, top > 40]).toEqual(['moved', true, true, true]);
  });

  it('carryover C13 puts into the tray what is gone, in words or as JSON, exit code 1', () => {
    const { code, out } = phien(['cu.pdf', 'bo.pdf', '--marks', 'marks.json']);
    expect([code, out]).toEqual([1, 'a: VÀO KHAY (nội dung được đánh dấu không còn)\n7: VÀO KHAY (nội dung được đánh dấu không còn)\nn: VÀO KHAY (nội dung được đánh dấu không còn)\n']);
  });

  it('carryover C13 tells in both languages what it cannot read, exit code 2', () => {
    save('beyond.json', { marks: [{ id: 'x', kind: 'note', page: 9, at: [1, 1] }] });
    save('wrong.json', { marks: [{ id: 'x', kind: 'star', page: 1 }] });
    save('anh.pdf', new Uint8Array([1, 2, 3]));
    const told = (args: readonly string[]) => {
      const { code, out, err } = phien(args);
      return [code, out, err.trim().split('\n').at(-1)];
    };
    expect(told(['cu.pdf', 'khong-co.pdf', '--marks', 'marks.json'])).toEqual([2, '', 'The file khong-co.pdf cannot be read.']);
    expect(told(['cu.pdf', 'anh.pdf', '--marks', 'marks.json'])).toEqual([2, '', 'The file anh.pdf cannot be opened.']);
    expect(told(['cu.pdf', 'moi.pdf', '--marks', 'beyond.json'])).toEqual([2, '', 'Mark x is on a page that cu.pdf does not have (it has 1).']);
    expect(told(['cu.pdf', 'moi.pdf', '--marks', 'wrong.json'])[0]).toBe(2);
    expect(told(['cu.pdf', 'moi.pdf'])).toEqual([2, '', 'Two files and the marks: phien carry-over OLD.pdf NEW.pdf --marks MARKS.json']);
  });
});
