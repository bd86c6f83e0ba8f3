import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import fontkit from '@cantoo/fontkit';
import { degrees, PDFDocument, type PDFFont } from 'pdf-lib';

const require = createRequire(import.meta.url);

export interface Placed {
  text: string;
  x: number;
  y: number;
  size?: number;
  /** Degrees, counter-clockwise. */
  turn?: number;
}

/** A one-page A4 PDF with Vietnamese text set where told, PDF points from the lower left. */
export async function pdfWithText(items: readonly Placed[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit);
  const file = require.resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf');
  const font: PDFFont = await document.embedFont(await readFile(file), { subset: true });
  const page = document.addPage([595.28, 841.89]);
  for (const { text, x, y, size = 13, turn = 0 } of items) {
    page.drawText(text.normalize('NFC'), { x, y, size, font, rotate: degrees(turn) });
  }
  return document.save();
}

/** A PDF written by hand: objects by number, the page tree at 2, the catalog at 1. */
export function rawPdf(objects: Readonly<Record<number, string>>, trailer = ''): Buffer {
  let text = '%PDF-1.7\n';
  const offsets = new Map<number, number>();
  for (const [number, body] of Object.entries(objects)) {
    offsets.set(Number(number), text.length);
    text += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const size = Math.max(...offsets.keys()) + 1;
  const start = text.length;
  text += `xref\n0 ${size}\n0000000000 65535 f \n`;
  for (let number = 1; number < size; number += 1) {
    const offset = offsets.get(number);
    text += `${String(offset ?? 0).padStart(10, '0')} ${offset === undefined ? '65535 f' : '00000 n'} \n`;
  }
  return Buffer.from(`${text}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF\n`, 'latin1');
}
