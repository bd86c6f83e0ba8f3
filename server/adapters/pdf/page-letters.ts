import { decodeOld, readingOf } from '../../shared/language/old-encodings';
import type { OpenPdf } from './pdfium';

/** Letters as PDFium finds them in a page, blanks and line ends between words among them. */
export interface PageLetter {
  char: string;
  /** Places in PDFium's count that it was made of, from and to. */
  from: number;
  to: number;
}

interface Unit {
  char: string;
  at: number;
  font: string;
}

/** Bytes of a font's name that are read. */
const NAME_BYTES = 128;
const SOFT_HYPHEN = '\u00ad';
/** A hyphen that only the end of a line asked for; of a soft one, which is a letter in old encodings, PDFium says the same. */
export const LINE_HYPHEN = /[\u0002\ufffe]/gu;

/** @param text of FPDFText_LoadPage. @param most units read. */
function unitsOf({ pdfium }: OpenPdf, text: number, most: number): Unit[] {
  const heap = pdfium.pdfium;
  const room = heap.wasmExports.malloc(NAME_BYTES + 4);
  try {
    const units: Unit[] = [];
    const count = Math.min(pdfium.FPDFText_CountChars(text), most);
    let font = '';
    for (let at = 0; at < count; at += 1) {
      const code = pdfium.FPDFText_GetUnicode(text, at);
      if (code === 0 || code > 0x10ffff) continue;
      // Blanks and line ends that PDFium adds have no font: they belong to the word before.
      const length = pdfium.FPDFText_GetFontInfo(text, at, room, NAME_BYTES, room + NAME_BYTES);
      if (length > 1) font = heap.UTF8ToString(room, Math.min(length, NAME_BYTES));
      units.push({ char: String.fromCodePoint(code), at, font });
    }
    return units;
  } finally {
    heap.wasmExports.free(room);
  }
}

/** The letters of a loaded page: those set in fonts of before Unicode as the letters they mean (documents D58). */
export function lettersOf(pdf: OpenPdf, text: number, most: number): PageLetter[] {
  const units = unitsOf(pdf, text, most);
  const said = new Map<string, string>();
  for (const { char, font } of units) said.set(font, (said.get(font) ?? '') + char);
  const readings = new Map([...said].map(([font, all]) => [font, readingOf(all, font)]));
  const letters: PageLetter[] = [];
  for (let at = 0; at < units.length;) {
    const reading = readings.get(units[at]?.font ?? '') ?? null;
    let end = at + 1;
    while (end < units.length && units[end]?.font === units[at]?.font) end += 1;
    const run = units.slice(at, end);
    if (reading) letters.push(...decodedRun(run, reading));
    else letters.push(...run.map(({ char, at: place }) => ({ char, from: place, to: place + 1 })));
    at = end;
  }
  return letters;
}

function decodedRun(run: readonly Unit[], reading: NonNullable<ReturnType<typeof readingOf>>): PageLetter[] {
  // Units of more than one half would shift the count; old fonts have none.
  const { text, from } = decodeOld(run.map(({ char }) => (char.length === 1 ? char.replace(LINE_HYPHEN, SOFT_HYPHEN) : ' ')).join(''), reading);
  return from.flatMap((start, index) => {
    const char = text[index] ?? '';
    const last = run[(from[index + 1] ?? run.length) - 1];
    return !run[start] || !last ? [] : [{ char, from: run[start].at, to: last.at + 1 }];
  });
}
