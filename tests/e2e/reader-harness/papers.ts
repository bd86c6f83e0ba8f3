/** PDFs typeset for these tests: a submission of many A4 pages in Vietnamese with a table, and one whose page 12 is damaged. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fontkit from '@cantoo/fontkit';
import { PDFDocument, rgb } from 'pdf-lib';
import type { PDFFont, PDFPage } from 'pdf-lib';

const require = createRequire(import.meta.url);
const MM = 72 / 25.4;
const LEFT = 30 * MM;
const RIGHT = 195 * MM;
const SIZE = 13.5;
const LINE = 18.2;

const PARAGRAPHS = [
  'Trên cơ sở kết quả giải ngân đến hết ngày 31 tháng 10 năm 2026 và khả năng hấp thụ vốn của từng dự án, Sở Tài chính đề xuất điều chỉnh kế hoạch đầu tư công năm 2026 như sau:',
  'a) Điều chỉnh giảm 186.400 triệu đồng của 04 dự án chậm tiến độ, không có khả năng giải ngân hết kế hoạch vốn trong năm 2026;',
  'b) Điều chỉnh tăng 186.400 triệu đồng cho 03 dự án có khối lượng hoàn thành, thiếu vốn thanh toán. Cụ thể:',
];
const AFTER = [
  'c) Tổng kế hoạch đầu tư công năm 2026 của tỉnh sau điều chỉnh không thay đổi; không phát sinh nợ đọng xây dựng cơ bản.',
  'Việc điều chỉnh được thực hiện trong nội bộ nguồn vốn cân đối ngân sách địa phương, bảo đảm nguyên tắc, thứ tự ưu tiên bố trí vốn theo quy định của pháp luật về đầu tư công.',
  'Danh mục chi tiết từng dự án tại Phụ lục kèm theo Tờ trình này. Ủy ban nhân dân tỉnh xem xét, quyết định.',
];
const ROWS: readonly (readonly [string, string, string, string, string])[] = [
  ['1', 'Đường Thượng Vân – Mường Sáng', '412.000', '- 96.500', '315.500'],
  ['2', 'Kè chống sạt lở xã Đông Lạc', '158.200', '- 41.700', '116.500'],
  ['3', 'Trung tâm y tế đặc khu Hòn Ngọc', '120.000', '- 30.200', '89.800'],
  ['4', 'Hồ chứa nước xã Phú Vân', '74.500', '- 18.000', '56.500'],
  ['5', 'Cầu Bình Lạc, phường Bình Lạc', '203.000', '+ 88.000', '291.000'],
  ['6', 'Trường trung học phổ thông Tân Khê', '65.000', '+ 52.400', '117.400'],
  ['7', 'Cấp nước sạch xã Hòa Khê', '48.000', '+ 46.000', '94.000'],
];

interface Fonts {
  regular: PDFFont;
  bold: PDFFont;
}

/** The same words come on every page: each is measured and encoded once, which is nearly all of the work. */
function remembering(font: PDFFont): PDFFont {
  const remember = <Of extends unknown[], Answer>(work: (...of: Of) => Answer): ((...of: Of) => Answer) => {
    const known = new Map<string, Answer>();
    return (...of) => {
      const key = JSON.stringify(of);
      const answer = known.get(key) ?? work(...of);
      known.set(key, answer);
      return answer;
    };
  };
  font.widthOfTextAtSize = remember(font.widthOfTextAtSize.bind(font));
  font.encodeText = remember(font.encodeText.bind(font));
  return font;
}

function paragraph(page: PDFPage, text: string, top: number, font: PDFFont): number {
  let y = top;
  let line: string[] = [];
  let indent = 12.7 * MM;
  const flush = (last: boolean): void => {
    const words = line.map((word) => font.widthOfTextAtSize(word, SIZE));
    const free = RIGHT - LEFT - indent - words.reduce((sum, width) => sum + width, 0);
    const gap = last ? SIZE * 0.25 : free / Math.max(1, line.length - 1);
    let x = LEFT + indent;
    for (const [index, word] of line.entries()) {
      page.drawText(word, { x, y, size: SIZE, font });
      x += (words[index] ?? 0) + gap;
    }
    y -= LINE;
    indent = 0;
    line = [];
  };
  for (const word of text.split(' ')) {
    const width = font.widthOfTextAtSize([...line, word].join(' '), SIZE);
    if (width > RIGHT - LEFT - indent) flush(false);
    line.push(word);
  }
  flush(true);
  return y - 5;
}

function table(page: PDFPage, top: number, { regular, bold }: Fonts): number {
  const columns = [LEFT, LEFT + 32, LEFT + 222, LEFT + 312, LEFT + 392, RIGHT];
  const at = (index: number): number => columns[index] ?? RIGHT;
  let y = top;
  const row = (cells: readonly string[], font: PDFFont): void => {
    for (const [index, cell] of cells.entries()) {
      const width = font.widthOfTextAtSize(cell, 12);
      const x = index === 1 && font === regular ? at(1) + 5 : index < 2 || font === bold ? (at(index) + at(index + 1) - width) / 2 : at(index + 1) - width - 5;
      page.drawText(cell, { x, y: y - 16, size: 12, font });
      page.drawRectangle({ x: at(index), y: y - 23, width: at(index + 1) - at(index), height: 23, borderWidth: 0.7, borderColor: rgb(0, 0, 0) });
    }
    y -= 23;
  };
  row(['STT', 'Dự án', 'Kế hoạch', 'Tăng, giảm', 'Sau'], bold);
  for (const cells of ROWS) row(cells, regular);
  return y - 24;
}

/** A submission of `count` A4 pages; page 1 is wider text only, every page says its number. */
export async function typesetPaper(count: number, damaged?: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit);
  const face = (file: string): Buffer => readFileSync(require.resolve(`@expo-google-fonts/tinos/${file}`));
  const fonts: Fonts = {
    regular: remembering(await document.embedFont(face('400Regular/Tinos_400Regular.ttf'), { subset: true })),
    bold: remembering(await document.embedFont(face('700Bold/Tinos_700Bold.ttf'), { subset: true })),
  };
  for (let number = 1; number <= count; number += 1) {
    const page = document.addPage([210 * MM, 297 * MM]);
    page.drawText(String(number), { x: 105 * MM, y: 283 * MM, size: 13, font: fonts.regular });
    page.drawText(`${number}. Phương án điều chỉnh`, { x: LEFT + 12.7 * MM, y: 272 * MM, size: SIZE, font: fonts.bold });
    let y = 272 * MM - LINE - 4;
    for (const text of PARAGRAPHS) y = paragraph(page, text, y, fonts.regular);
    y = table(page, y + 6, fonts);
    for (const text of AFTER) y = paragraph(page, text, y, fonts.regular);
    if (number === 77) paragraph(page, 'Riêng trang này nói về đập thủy lợi Ễnh Ương.', y, fonts.regular);
  }
  if (damaged === undefined) return document.save();
  // The page's object becomes a number of the same length, so that the table of objects stays right.
  const bytes = Buffer.from(await document.save({ useObjectStreams: false }));
  const head = `\n${document.getPage(damaged - 1).ref.objectNumber} 0 obj\n`;
  const start = bytes.indexOf(head, 0, 'latin1') + head.length;
  bytes.fill(' ', start, bytes.indexOf('endobj', start, 'latin1'));
  bytes.write('42\n', start, 'latin1');
  return bytes;
}
