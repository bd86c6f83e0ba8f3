import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fontkit from '@cantoo/fontkit';
import { PDFDocument } from 'pdf-lib';

const FACE = createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf');

/** A PDF of A4 pages with these texts, lines as they are given. */
export async function textPaper(pages: readonly string[]): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit);
  const font = await document.embedFont(readFileSync(FACE), { subset: true });
  for (const text of pages) document.addPage([595, 842]).drawText(text, { x: 60, y: 760, size: 13, lineHeight: 18, font });
  return Buffer.from(await document.save());
}
