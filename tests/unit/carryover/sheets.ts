import type { Box, Glyph, PageText, Paper } from '../../../server/carryover';

/** How lines are set: everything a word processor would have said. */
export interface Setting {
  /** Height of a letter, points. */
  readonly size?: number;
  /** Letters of a line. */
  readonly letters?: number;
  /** Lines of a page. */
  readonly lines?: number;
  readonly head?: string;
}

/** Sets paragraphs into pages of letters that are all half as wide as high. A line of `| a | b |` is a row of a table. */
export function typeset(paragraphs: readonly string[], { size = 12, letters = 60, lines = 30, head }: Setting = {}): Paper & { at(words: string, nth?: number): { page: number; rects: Box[] } } {
  const pages: { width: number; height: number; glyphs: Glyph[] }[] = [];
  let line = lines;
  let top = 0;
  const newPage = (): void => {
    pages.push({ width: 500, height: 800, glyphs: [] });
    line = 0;
    top = 120;
    if (head !== undefined) put(`${head} ${pages.length}`, 60, 20);
  };
  const put = (text: string, left: number, y: number): void => {
    [...text].forEach((char, index) => pages.at(-1)?.glyphs.push({ char, box: [left + (index * size) / 2, y, left + ((index + 1) * size) / 2, y + size] }));
    pages.at(-1)?.glyphs.push({ char: ' ', box: [0, 0, 0, 0] });
  };
  for (const paragraph of paragraphs) {
    const isRow = paragraph.startsWith('|');
    const rows = isRow ? [paragraph] : broken(paragraph, letters);
    for (const text of rows) {
      if (line >= lines) newPage();
      if (isRow) text.split('|').slice(1, -1).forEach((cell, column) => put(cell.trim(), 60 + column * 130, top));
      else put(text, 60, top);
      line += 1;
      top += size * 1.3;
    }
    top += size * 0.7;
  }
  const paper = { pages: pages as readonly PageText[], picture: (_page: number, scale: number) => ({ width: Math.round(500 * scale), height: Math.round(800 * scale), gray: new Uint8Array(Math.round(500 * scale) * Math.round(800 * scale)).fill(255) }) };
  return { ...paper, at: (words, nth = 0) => placeOf(paper.pages, words, nth) };
}

function broken(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Where words stand: one rectangle for each line, on the page they begin on. */
function placeOf(pages: readonly PageText[], words: string, nth: number): { page: number; rects: Box[] } {
  let left = nth;
  for (const [page, { glyphs }] of pages.entries()) {
    const text = glyphs.map(({ char }) => char).join('');
    for (let from = text.indexOf(words); from !== -1; from = text.indexOf(words, from + 1)) {
      if (left > 0) {
        left -= 1;
        continue;
      }
      const rects: Box[] = [];
      for (const { char, box } of glyphs.slice(from, from + words.length)) {
        if (char === ' ') continue;
        const last = rects.at(-1);
        if (last && last[1] === box[1]) rects[rects.length - 1] = [last[0], last[1], box[2], last[3]];
        else rects.push(box);
      }
      return { page, rects };
    }
  }
  throw new Error(`not set: ${words}`);
}

/** The words under rectangles of a page. */
export function wordsIn(pages: readonly PageText[], page: number, rects: readonly Box[]): string {
  const under = (pages[page]?.glyphs ?? []).filter(({ char, box }) => char !== ' ' && rects.some(([l, t, r, b]) => (box[0] + box[2]) / 2 > l && (box[0] + box[2]) / 2 < r && (box[1] + box[3]) / 2 > t && (box[1] + box[3]) / 2 < b));
  return under.map(({ char }, index) => {
    const before = under[index - 1];
    const isNew = before && (before.box[1] !== under[index]?.box[1] || (under[index]?.box[0] ?? 0) - before.box[2] > 1);
    return isNew ? ` ${char}` : char;
  }).join('');
}
