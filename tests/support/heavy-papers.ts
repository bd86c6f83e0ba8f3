/** Papers of other programs that ask more of a tablet than it has: plans, maps, exports and books of scans. */
import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, StandardFonts, type PDFPage } from 'pdf-lib';

/** A1 in points, and its pixels at 300 to the inch: 70 million. */
const A1 = [1684, 2384] as const;
const PLAN = { width: 7016, height: 9933 };

type Picture = Record<string, unknown> & { Width: number; Height: number };

function draw(document: PDFDocument, page: PDFPage, bytes: Uint8Array, picture: Picture): void {
  const stream = document.context.stream(bytes, { Type: 'XObject', Subtype: 'Image', ...(picture as Record<string, string | number>) });
  page.node.setXObject(PDFName.of('Scan'), document.context.register(stream));
  const { width, height } = page.getSize();
  page.node.addContentStream(document.context.register(document.context.stream(`q ${width} 0 0 ${height} 0 0 cm /Scan Do Q`)));
}

/** A plan scanned in black and white, with a grid of lines one pixel wide and a black bar over its upper tenth; says so in text. */
export async function scannedPlan(filter: 'FlateDecode' | 'CCITTFaxDecode' = 'FlateDecode'): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage([...A1]);
  const { width, height } = PLAN;
  if (filter === 'CCITTFaxDecode') {
    // Group 4: a row like the one above is one bit, and the row above the first is white.
    const bytes = new Uint8Array(Math.ceil(height / 8) + 3).fill(0xff, 0, Math.floor(height / 8));
    const parms = document.context.obj({ K: -1, Columns: width, Rows: height });
    draw(document, page, bytes, { Width: width, Height: height, ColorSpace: 'DeviceGray', BitsPerComponent: 1, Filter: filter, DecodeParms: parms });
  } else {
    const row = width / 8;
    const bits = Buffer.alloc(row * height, 0xff);
    for (let y = 0; y < height; y += 1) {
      if (y < height / 10 || y % 200 === 0) bits.fill(0, y * row, (y + 1) * row);
      else for (let x = 0; x < row; x += 25) bits[y * row + x] = 0x7f;
    }
    draw(document, page, deflateSync(bits), { Width: width, Height: height, ColorSpace: 'DeviceGray', BitsPerComponent: 1, Filter: filter });
  }
  page.drawText('Ban ve quy hoach chi tiet', { x: 200, y: 1200, size: 60, font: await document.embedFont(StandardFonts.Helvetica) });
  return document.save({ useObjectStreams: false });
}

/** A map of so many short lines, each painted by itself. */
export async function drawnMap(lines: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage([1191, 842]);
  const steps: string[] = ['0.4 w'];
  for (let at = 0; at < lines; at += 1) {
    const [x, y] = [(at * 37) % 1191, (at * 53) % 842];
    steps.push(`${x} ${y} m ${x + 9} ${y + 4} l S`);
  }
  page.node.addContentStream(document.context.register(document.context.flateStream(steps.join('\n'))));
  return document.save({ useObjectStreams: false });
}

/** A book: a cover of text, then scans in colour of `side` × `side` pixels. */
export async function scannedBook(pages: number, side: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage().drawText('Ky yeu', { x: 60, y: 700, size: 40, font: await document.embedFont(StandardFonts.Helvetica) });
  const rows = deflateSync(Buffer.alloc(side * side * 3, 0xd0), { level: 1 });
  const scan = document.context.register(document.context.stream(rows, { Type: 'XObject', Subtype: 'Image', Width: side, Height: side, ColorSpace: 'DeviceRGB', BitsPerComponent: 8, Filter: 'FlateDecode' }));
  for (let number = 2; number <= pages; number += 1) {
    const page = document.addPage([595, 842]);
    page.node.setXObject(PDFName.of('Scan'), scan);
    page.node.addContentStream(document.context.register(document.context.stream('q 500 0 0 700 40 70 cm /Scan Do Q')));
  }
  return document.save();
}
