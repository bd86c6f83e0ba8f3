/** Papers of a session as offices hand them in: text with an embedded face, tables of lines, some scans; bookmarks and links of their own. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fontkit from '@cantoo/fontkit';
import { PDFDocument, PDFName, PDFString, rgb } from 'pdf-lib';
import { fontFile } from '../../server/adapters/fonts';

const A4: [number, number] = [595.28, 841.89];
const LINES = 38;
const WORDS = 'Ủy ban nhân dân tỉnh trình Hội đồng nhân dân xem xét quyết định dự toán thu chi ngân sách địa phương năm tới theo quy định của pháp luật hiện hành và tình hình thực tế'.split(' ');

interface PaperLook {
  pages: number;
  /** Every so many pages one is a scan; 0: none. */
  scans: number;
  /** Bytes of one scan. */
  scanBytes?: number;
  objectStreams: boolean;
  seed: number;
}

/** A paper of so many pages with a bookmark on each tenth, and links from the first page to them. */
export async function officePaper({ pages, scans, scanBytes = 120_000, objectStreams, seed }: PaperLook): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit);
  const font = await document.embedFont(readFileSync(fontFile('400Regular')), { subset: true });
  let state = seed * 7 + 1;
  const word = (): string => WORDS[(state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % WORDS.length] ?? '';
  for (let index = 0; index < pages; index += 1) {
    const page = document.addPage(A4);
    if (scans > 0 && index % scans === scans - 1) {
      const side = Math.floor(Math.sqrt(scanBytes));
      const picture = document.context.stream(randomBytes(side * side), { Type: 'XObject', Subtype: 'Image', Width: side, Height: side, ColorSpace: 'DeviceGray', BitsPerComponent: 8 });
      page.node.setXObject(PDFName.of('Scan'), document.context.register(picture));
      page.node.addContentStream(document.context.register(document.context.stream(`q ${A4[0]} 0 0 ${A4[1]} 0 0 cm /Scan Do Q`)));
      continue;
    }
    page.drawText(Array.from({ length: LINES }, () => Array.from({ length: 12 }, word).join(' ')).join('\n'), { x: 70, y: 770, size: 11, lineHeight: 18, font });
    page.drawRectangle({ x: 70, y: 50, width: 450, height: 30, borderColor: rgb(0, 0, 0), borderWidth: 0.5 });
  }
  const { context } = document;
  const all = document.getPages();
  const targets = all.filter((_page, index) => index % 10 === 0);
  all[0]?.node.set(PDFName.of('Annots'), context.obj(targets.map((target, index) => context.register(context.obj({
    Type: 'Annot', Subtype: 'Link', Rect: [70, 760 - index * 18, 300, 775 - index * 18], Border: [0, 0, 0], Dest: PDFString.of(`muc-${index}`), P: target.ref,
  })))));
  const outline = context.nextRef();
  const items = targets.map(() => context.nextRef());
  targets.forEach((target, index) => {
    const [item, before, after] = [items[index], items[index - 1], items[index + 1]];
    if (item) context.assign(item, context.obj({ Title: PDFString.of(`Muc ${index + 1}`), Parent: outline, Dest: [target.ref, 'Fit'], ...(before && { Prev: before }), ...(after && { Next: after }) }));
  });
  const [first, last] = [items[0], items.at(-1)];
  if (first && last) context.assign(outline, context.obj({ Type: 'Outlines', First: first, Last: last, Count: items.length }));
  document.catalog.set(PDFName.of('Outlines'), outline);
  const names = targets.flatMap((target, index) => [PDFString.of(`muc-${index}`), context.obj([target.ref, 'XYZ', 70, 800 - index, null])]);
  document.catalog.set(PDFName.of('Names'), context.obj({ Dests: { Names: names } }));
  return document.save({ useObjectStreams: objectStreams });
}

/** A page for each number, as an overlay of stamps has them. */
export async function stampPages(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit);
  const font = await document.embedFont(readFileSync(fontFile('400Regular')), { subset: true });
  for (let index = 1; index <= pages; index += 1) document.addPage(A4).drawText(String(index), { x: 560, y: 16, size: 9, font });
  return document.save();
}
