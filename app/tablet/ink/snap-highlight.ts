/**
 * A highlight follows the words under the hand: from the first word touched to the last, in the order of reading, one
 * rectangle per line, with the words as a quotation so that a new version of the paper can find them again.
 */
import { INK_LIMITS, PAGE_UNITS } from '@shared/protocol/ink';
import type { HighlightOp, Quad } from '@shared/protocol/ink';

/** A word of the page's text, its box as shares of the page (0 to 1, before rotation). */
export interface PageWord {
  readonly text: string;
  /** Offset of the word in the page's text. */
  readonly start: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How far beside a word a hand may aim, as a share of the word's height. */
const REACH = 0.6;

function distance(word: PageWord, x: number, y: number, ratio: number): number {
  const dx = Math.max(word.left - x, 0, x - word.right) / ratio;
  const dy = Math.max(word.top - y, 0, y - word.bottom);
  return Math.hypot(dx, dy);
}

/** Index of the word at or beside a point, −1 where there is no text. `ratio` is page height ÷ width. */
export function wordAt(words: readonly PageWord[], x: number, y: number, ratio: number): number {
  let best = -1;
  let least = Infinity;
  for (const [index, word] of words.entries()) {
    const away = distance(word, x, y, ratio);
    if (away < least && away <= (word.bottom - word.top) * REACH) {
      least = away;
      best = index;
    }
  }
  return best;
}

/** Index of the nearest word however far: the end of a drag may lie in a margin. */
export function nearestWord(words: readonly PageWord[], x: number, y: number, ratio: number): number {
  let best = -1;
  let least = Infinity;
  for (const [index, word] of words.entries()) {
    // Lines count more than words: a finger in the right margin means the end of that line.
    const dy = Math.max(word.top - y, 0, y - word.bottom);
    const dx = Math.max(word.left - x, 0, x - word.right) / ratio;
    const away = dy * 20 + dx;
    if (away < least) {
      least = away;
      best = index;
    }
  }
  return best;
}

interface Line {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function sameLine(line: Line, word: PageWord): boolean {
  const overlap = Math.min(line.bottom, word.bottom) - Math.max(line.top, word.top);
  return overlap > 0.5 * Math.min(line.bottom - line.top, word.bottom - word.top) && word.left >= line.left - 0.02;
}

function unit(share: number): number {
  return Math.min(PAGE_UNITS, Math.max(0, Math.round(share * PAGE_UNITS)));
}

/** Rectangles, one per line, of the words from `from` to `to` (either order). */
export function linesOf(words: readonly PageWord[], from: number, to: number): Line[] {
  const lines: Line[] = [];
  for (const word of words.slice(Math.min(from, to), Math.max(from, to) + 1)) {
    const line = lines.at(-1);
    if (line !== undefined && sameLine(line, word)) {
      line.right = Math.max(line.right, word.right);
      line.top = Math.min(line.top, word.top);
      line.bottom = Math.max(line.bottom, word.bottom);
    } else {
      const { left, top, right, bottom } = word;
      lines.push({ left, top, right, bottom });
    }
  }
  return lines;
}

/** Keeps a cut from falling inside a surrogate pair. */
function cut(text: string, start: number, end: number): string {
  let from = start;
  let to = end;
  if (from > 0 && /[\udc00-\udfff]/.test(text.charAt(from))) from += 1;
  if (to < text.length && /[\ud800-\udbff]/.test(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

/** The highlight of the words from `from` to `to`; `text` is the page's whole text. */
export function highlightOf(words: readonly PageWord[], text: string, from: number, to: number, page: number, color: number): HighlightOp | null {
  const first = words[Math.min(from, to)];
  const last = words[Math.max(from, to)];
  if (first === undefined || last === undefined) return null;
  const quads: Quad[] = linesOf(words, from, to).slice(0, INK_LIMITS.quads).map(({ left, top, right, bottom }) => {
    const [l, t, r, b] = [unit(left), unit(top), unit(right), unit(bottom)];
    return [l, t, r, t, l, b, r, b];
  });
  const end = last.start + last.text.length;
  const quote = {
    exact: cut(text, first.start, Math.min(end, first.start + INK_LIMITS.text)),
    prefix: cut(text, Math.max(0, first.start - INK_LIMITS.context), first.start),
    suffix: cut(text, end, end + INK_LIMITS.context),
    start: first.start,
  };
  return { kind: 'highlight', page, color, quads, quote };
}
