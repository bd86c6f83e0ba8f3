import type { Glyph, PagePicture, PageText, Paper } from '../../carryover';
import { lettersOf } from './page-letters';
import type { OpenPdf } from './pdfium';

/** FPDF_ANNOT | FPDF_GRAYSCALE | FPDF_RENDER_LIMITEDIMAGECACHE. */
const GRAY_FLAGS = 0x01 | 0x08 | 0x200;
/** A file may say millions of characters of a page; no paper needs them. */
const GLYPHS_OF_A_PAGE = 60_000;
/** Units PDFium's whole-number places are counted in, to the point. */
const FINE = 64;

/** A PDF as the matcher sees it: text of all pages read once, pictures drawn when asked for. */
export function paperOf(pdf: OpenPdf): Paper {
  return {
    pages: Array.from({ length: pdf.pages }, (_, page) => textOf(pdf, page)),
    picture: (page, pixelsPerPoint) => {
      try {
        return pictureOf(pdf, page, pixelsPerPoint);
      } catch {
        // What cannot be drawn is like nothing.
        return { width: 1, height: 1, gray: new Uint8Array([255]) };
      }
    },
  };
}

/** A page that cannot be read has no text and an A4 sheet's size. */
function textOf(pdf: OpenPdf, page: number): PageText {
  try {
    return pdf.withPage(page, (loaded, { width, height }) => ({ width, height, glyphs: glyphsOf(pdf, loaded, width, height) }));
  } catch {
    return { width: 595, height: 842, glyphs: [] };
  }
}

function glyphsOf(pdf: OpenPdf, loaded: number, width: number, height: number): Glyph[] {
  const { pdfium } = pdf;
  const heap = pdfium.pdfium;
  const text = pdfium.FPDFText_LoadPage(loaded);
  if (!text) return [];
  const room = heap.wasmExports.malloc(16);
  try {
    // What a point of the page becomes where it is shown: three points say it, cropping and turning included.
    const shown = (x: number, y: number): [number, number] => {
      pdfium.FPDF_PageToDevice(loaded, 0, 0, Math.round(width * FINE), Math.round(height * FINE), 0, x, y, room, room + 4);
      return [heap.getValue(room, 'i32') / FINE, heap.getValue(room + 4, 'i32') / FINE];
    };
    const [origin, right, up] = [shown(0, 0), shown(1_000, 0), shown(0, 1_000)];
    const place = (x: number, y: number): [number, number] => [
      origin[0] + (x * (right[0] - origin[0]) + y * (up[0] - origin[0])) / 1_000,
      origin[1] + (x * (right[1] - origin[1]) + y * (up[1] - origin[1])) / 1_000,
    ];
    const glyphs: Glyph[] = [];
    for (const { char, from, to } of lettersOf(pdf, text, GLYPHS_OF_A_PAGE)) {
      const boxes: Box[] = [];
      for (let index = from; index < to; index += 1) {
        // FS_RECTF: left, top, right, bottom.
        if (!pdfium.FPDFText_GetLooseCharBox(text, index, room)) continue;
        const [one, two] = [place(heap.getValue(room, 'float'), heap.getValue(room + 4, 'float')), place(heap.getValue(room + 8, 'float'), heap.getValue(room + 12, 'float'))];
        boxes.push([Math.min(one[0], two[0]), Math.min(one[1], two[1]), Math.max(one[0], two[0]), Math.max(one[1], two[1])]);
      }
      const box = around(boxes);
      if (box) glyphs.push({ char, box });
      else if (/\s/u.test(char)) glyphs.push({ char, box: [0, 0, 0, 0] });
    }
    return glyphs;
  } finally {
    heap.wasmExports.free(room);
    pdfium.FPDFText_ClosePage(text);
  }
}

type Box = Glyph['box'];

/** What holds all of them: a letter of an old encoding is drawn as a vowel and its mark. */
function around(boxes: readonly Box[]): Box | undefined {
  const [first, ...rest] = boxes;
  return first && rest.reduce<Box>((all, box) => [Math.min(all[0], box[0]), Math.min(all[1], box[1]), Math.max(all[2], box[2]), Math.max(all[3], box[3])], first);
}

/** Longest side of a picture, pixels. */
const LONGEST = 3_000;

function pictureOf(pdf: OpenPdf, page: number, pixelsPerPoint: number): PagePicture {
  return pdf.withPage(page, (loaded, size) => {
    const scale = Math.min(pixelsPerPoint, LONGEST / Math.max(size.width, size.height));
    const [width, height] = [Math.max(1, Math.round(size.width * scale)), Math.max(1, Math.round(size.height * scale))];
    const pixels = pdf.draw(loaded, width, height, GRAY_FLAGS);
    const gray = new Uint8Array(width * height);
    for (let at = 0; at < gray.length; at += 1) gray[at] = pixels[at * 4] as number;
    return { width, height, gray };
  });
}
