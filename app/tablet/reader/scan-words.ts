/** Text of pages that are pictures, from the words a machine read on them: laid where they stand on the page, as pdf.js lays text of its own. */
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Text of a page with its geometry, as pdf.js gives it. */
export type TextContent = Awaited<ReturnType<PDFPageProxy['getTextContent']>>;

/** A word, its box as ten thousandths of the page as shown, and its line. */
export interface ScanWord {
  text: string;
  box: [left: number, top: number, right: number, bottom: number];
  line: number;
}

/** Words of a page (1 is the first); none where nothing was read. */
export type PageWords = (page: number) => Promise<readonly ScanWord[]>;

/** A page with fewer letters has no text worth the name; the server counts alike. */
export const SCAN_LETTERS = 20;

export const lettersIn = ({ items }: TextContent): number => items.reduce((count, item) => count + ('str' in item ? (item.str.match(/[\p{L}\p{N}]/gu)?.length ?? 0) : 0), 0);

/** Words of a paper by its address; without a network, and for who may not have them, none. */
export const scanWordsOf = (url: string): PageWords => async (page) => {
  try {
    const answer = await fetch(`${url}/words/${page}`, { headers: { accept: 'application/json' } });
    return answer.ok ? ((await answer.json()) as { words: ScanWord[] }).words : [];
  } catch {
    return [];
  }
};

const WHOLE = 10_000;
const FONT = 'read-by-machine';

/** The text of a page with those words behind what it says itself. */
export function withWords(content: TextContent, words: readonly ScanWord[], page: PDFPageProxy): TextContent {
  const viewport = page.getViewport({ scale: 1 });
  const at = (x: number, y: number): [number, number] => {
    const [px = 0, py = 0] = viewport.convertToPdfPoint((x / WHOLE) * viewport.width, (y / WHOLE) * viewport.height) as number[];
    return [px, py];
  };
  const items = words.map(({ text, box: [left, top, right, bottom], line }, index) => {
    const [ground, end, above] = [at(left, bottom), at(right, bottom), at(left, top)];
    const [across, up] = [[end[0] - ground[0], end[1] - ground[1]] as const, [above[0] - ground[0], above[1] - ground[1]] as const];
    const [width, height] = [Math.hypot(...across) || 1, Math.hypot(...up) || 1];
    const isLast = words[index + 1]?.line !== line;
    const scale = height / width;
    return { str: isLast ? text : `${text} `, dir: 'ltr', width, height, transform: [across[0] * scale, across[1] * scale, up[0], up[1], ground[0], ground[1]], fontName: FONT, hasEOL: isLast };
  });
  return { ...content, items: [...content.items, ...items], styles: { ...content.styles, [FONT]: { fontFamily: 'sans-serif', ascent: 0.8, descent: -0.2, vertical: false } } };
}
