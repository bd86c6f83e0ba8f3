import { RECOGNIZED_LIMITS, type RecognizedWord } from '../../kernel/ports/page-recognizer';
import { cleanLine } from '../../shared/language/vietnamese-text';

/** Share of the whole, of a page. */
const WHOLE = 10_000;
/** Of a hundred: what it is less sure of is seldom a word. */
export const LEAST_SURE = 30;
const WORD_LEVEL = 5;

/** Box of a line, as those of words. */
export type LineBox = RecognizedWord['box'];

export interface ReadPage {
  words: RecognizedWord[];
  lines: LineBox[];
}

/**
 * Words of tesseract's table (TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text).
 * @param picture its size in pixels. @param leastSure of a hundred; words it is less sure of are left out.
 */
export function readWords(table: string, picture: { width: number; height: number }, leastSure = LEAST_SURE): ReadPage {
  const words: RecognizedWord[] = [];
  const lines: LineBox[] = [];
  let before = '';
  for (const row of table.split('\n').slice(1)) {
    const cells = row.split('\t');
    const [level, , block, paragraph, line, , left = NaN, top = NaN, width = NaN, height = NaN, sure = NaN] = cells.slice(0, 11).map(Number);
    const text = cleanLine(cells[11] ?? '').slice(0, RECOGNIZED_LIMITS.letters);
    if (level !== WORD_LEVEL || text === '' || !(sure >= leastSure) || ![left, top, width, height].every(Number.isFinite)) continue;
    if (words.length === RECOGNIZED_LIMITS.words) break;
    const share = (value: number, all: number): number => Math.max(0, Math.min(WHOLE, Math.round((value / all) * WHOLE)));
    const box: LineBox = [share(left, picture.width), share(top, picture.height), share(left + width, picture.width), share(top + height, picture.height)];
    const key = `${block} ${paragraph} ${line}`;
    const last = lines.at(-1);
    if (key === before && last) lines[lines.length - 1] = [Math.min(last[0], box[0]), Math.min(last[1], box[1]), Math.max(last[2], box[2]), Math.max(last[3], box[3])];
    else lines.push(box);
    before = key;
    words.push({ text, box, line: lines.length - 1 });
  }
  return { words, lines };
}
