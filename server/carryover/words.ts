import { heightOf, median, overlap, union, type Box, type Glyph, type PageText } from './page';

/** A word of a version where it stands. */
export interface Word {
  readonly page: number;
  readonly text: string;
  /** What is compared: without case, without the punctuation around it, one spelling of tones. Empty: punctuation alone. */
  readonly key: string;
  readonly glyphs: readonly Glyph[];
  readonly box: Box;
  /** Number of its line in the version. */
  readonly line: number;
  /** What stands between it and the word before. */
  readonly after: 'space' | 'line' | 'cell' | 'block';
  /** Numbers of lists, bullets: they change when something is put in before, and say nothing of what follows. */
  readonly isMarker: boolean;
  /** Repeated at the head or foot of pages: the text flows around it. */
  readonly isFurniture: boolean;
}

/** What of a word counts: words that say nothing by themselves do not. */
export const counts = ({ key, isMarker }: Word): boolean => key !== '' && !isMarker;

type Draft = { -readonly [K in keyof Word]: Word[K] };

/** Tone marks of open oa, oe, uy stand on either letter: hòa and hoà are one word. */
const OLD_TONE: Readonly<Record<string, string>> = {
  oà: 'òa', oá: 'óa', oả: 'ỏa', oã: 'õa', oạ: 'ọa', oè: 'òe', oé: 'óe', oẻ: 'ỏe', oẽ: 'õe', oẹ: 'ọe', uỳ: 'ùy', uý: 'úy', uỷ: 'ủy', uỹ: 'ũy', uỵ: 'ụy',
};
const OPEN_TONE = /(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])$/u;
const AROUND = /^[^\p{L}\p{N}%]+|[^\p{L}\p{N}%]+$/gu;

/** A word as it is compared. */
export function keyOf(text: string): string {
  const bare = text.normalize('NFKC').toLowerCase().replace(/[\u00ad\u200b-\u200f\ufeff]/gu, '').replace(AROUND, '').replace(/[‐‑–—]/gu, '-');
  return bare.replace(OPEN_TONE, (tone) => (bare.endsWith(`q${tone}`) ? tone : (OLD_TONE[tone] ?? tone)));
}

const WHITE = /^\s*$/u;
/** What PDFium puts where a word was parted at the end of a line. */
const PARTED = '\u0002';

/** Numbers and signs that lists begin with: 1. 1.2. a) (iii) IV. - • + */
const MARKER = /^(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|\p{L}|[ivx]{1,5})[.):/-]{1,2}|\d{1,3}(?:\.\d{1,3}){1,3}|[-–—•●○▪■□➢✓+*·o])$/iu;

/** Words of the pages in the order of the text, with lines, cells and blocks told by where they stand. */
export function wordsOf(pages: readonly PageText[]): Word[] {
  const words: Draft[] = [];
  let line = -1;
  pages.forEach(({ glyphs }, page) => {
    let held: Glyph[] = [];
    let before: Glyph | undefined;
    const close = (): void => {
      if (held.length === 0) return;
      const last = words.at(-1);
      const word = draft(page, held, last?.page === page ? last : undefined);
      if (word.after !== 'space' && word.after !== 'cell') line += 1;
      word.line = line;
      words.push(word);
      held = [];
    };
    for (const glyph of glyphs) {
      if (glyph.char === PARTED) continue;
      if (WHITE.test(glyph.char)) {
        close();
        before = undefined;
        continue;
      }
      if (before && held.length > 0 && isApart(before, glyph)) close();
      held.push(glyph);
      before = glyph;
    }
    close();
  });
  markBlocks(words);
  markMarkers(words);
  markFurniture(words, pages);
  return words;
}

/** Whether two characters without white space between them are nevertheless of two words. */
function isApart(before: Glyph, glyph: Glyph): boolean {
  const size = Math.max(heightOf(before.box), heightOf(glyph.box));
  const sameLine = overlap(before.box[1], before.box[3], glyph.box[1], glyph.box[3]) > 0.3 * Math.min(heightOf(before.box), heightOf(glyph.box));
  // Also a word that goes on below: its parts find each other again, and no word is two lines high.
  if (!sameLine) return true;
  return glyph.box[0] - before.box[2] > size || glyph.box[0] < before.box[0] - size;
}

function draft(page: number, glyphs: readonly Glyph[], last: Draft | undefined): Draft {
  const text = glyphs.map(({ char }) => char).join('');
  return { page, text, key: keyOf(text), glyphs, box: union(glyphs.map(({ box }) => box)), line: 0, after: last ? gap(last, glyphs) : 'block', isMarker: false, isFurniture: false };
}

function gap(last: Draft, glyphs: readonly Glyph[]): Word['after'] {
  const before = last.glyphs.at(-1)?.box ?? last.box;
  const next = glyphs[0]?.box ?? before;
  const size = Math.min(heightOf(before), heightOf(next));
  if (overlap(before[1], before[3], next[1], next[3]) > 0.3 * size && next[0] >= before[0]) return next[0] - before[2] > 2.2 * size ? 'cell' : 'space';
  // Up and to the right, by a few lines: the next cell of a row; by more: the next column.
  if (next[1] < before[1]) return next[0] > (last.glyphs[0]?.box[0] ?? 0) && before[1] - next[1] < 6 * size ? 'cell' : 'line';
  return Math.max(heightOf(before), heightOf(next)) > 1.18 * size ? 'block' : 'line';
}

/** Lines that are farther apart than others, or begin farther in, begin something new. */
function markBlocks(words: readonly Draft[]): void {
  const lines = new Map<number, Draft[]>();
  for (const word of words) lines.set(word.line, [...(lines.get(word.line) ?? []), word]);
  const middles = [...lines.values()].map((line) => ({
    first: line[0] as Draft,
    // Of a line of several faces: what most of its words say.
    middle: median(line.map(({ box }) => (box[1] + box[3]) / 2)),
    size: median(line.map(({ box }) => heightOf(box))),
  }));
  const pitches = middles.slice(1).map(({ first, middle, size }, index): number | null => {
    const before = middles[index];
    return before?.first.page === first.page && middle > before.middle + 0.4 * size ? (middle - before.middle) / size : null;
  });
  const usual = pitches.filter((pitch) => pitch !== null).sort((one, two) => one - two);
  const common = usual[Math.floor(usual.length * 0.35)] ?? 1;
  middles.slice(1).forEach(({ first, size }, index) => {
    const before = middles[index]?.first;
    const pitch = pitches[index] ?? null;
    if (first.after !== 'line' || !before || pitch === null) return;
    // Nothing new begins with a small letter, unless it is far away.
    const begins = /^[^\p{Ll}]/u.test(first.text);
    const isFar = pitch > common + (begins ? 0.2 : 0.8);
    const isIndented = first.box[0] - before.box[0] > 1.2 * size && begins;
    if (isFar || isIndented) first.after = 'block';
  });
}

function markMarkers(words: Draft[]): void {
  words.forEach((word, index) => {
    const startsRow = word.after !== 'cell' && /^\d{1,4}$/u.test(word.text) && standsApart(word, words[index + 1]);
    word.isMarker = word.after !== 'space' && (startsRow || MARKER.test(word.text));
  });
}

/** Whether the next word is of another cell: farther than a space, or at another height. */
function standsApart(word: Draft, next: Draft | undefined): boolean {
  if (!next || next.page !== word.page) return false;
  const size = heightOf(word.box);
  return next.after === 'cell' || (next.after === 'space' && (next.box[0] - word.box[2] > size || Math.abs(next.box[3] - word.box[3]) > 0.15 * size));
}

/** Share of a page's height at its head and its foot where repeated lines are looked for. */
const EDGE = 0.13;

/** Lines at the same height of several pages with the same words, whatever their numbers. */
function markFurniture(words: readonly Draft[], pages: readonly PageText[]): void {
  if (pages.length < 2) return;
  const lines = new Map<number, Draft[]>();
  for (const word of words) {
    const height = pages[word.page]?.height ?? 0;
    if (word.box[3] > EDGE * height && word.box[1] < (1 - EDGE) * height) continue;
    const line = lines.get(word.line);
    if (line) line.push(word);
    else lines.set(word.line, [word]);
  }
  const kinds = new Map<string, { pages: Set<number>; lines: Draft[][] }>();
  for (const line of lines.values()) {
    const [first] = line;
    if (!first) continue;
    const words = line.map(({ text }) => text.toLowerCase().replace(/\d+/gu, '#')).join(' ');
    const atFoot = first.box[1] > (pages[first.page]?.height ?? 0) / 2;
    const kind = `${atFoot ? 'foot' : 'head'} ${words}`;
    const known = kinds.get(kind) ?? { pages: new Set(), lines: [] };
    known.pages.add(first.page);
    known.lines.push(line);
    kinds.set(kind, known);
  }
  for (const { pages: where, lines: alike } of kinds.values()) {
    const isRepeated = where.size >= 2 && where.size === alike.length && where.size >= Math.min(3, pages.length - 1) && where.size >= 0.3 * pages.length;
    if (!isRepeated || !atOneHeight(alike, pages)) continue;
    for (const word of alike.flat()) word.isFurniture = true;
  }
}

function atOneHeight(lines: readonly Draft[][], pages: readonly PageText[]): boolean {
  const heights = lines.map(([first]) => {
    const height = first ? (pages[first.page]?.height ?? 0) : 0;
    const top = first?.box[1] ?? 0;
    return top > height / 2 ? height - top : top;
  });
  return Math.max(...heights) - Math.min(...heights) < 12;
}

const ENDS = /[.;:!?…]["”’')\]]*$/u;

/** First word and the one behind the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Sentences, cells and headings of the flowing words (furniture taken out): what is put in, taken away and moved as one. */
export function sentencesOf(flow: readonly Word[]): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (let index = 1; index <= flow.length; index += 1) {
    const [before, word] = [flow[index - 1], flow[index]];
    if (before && word && !isParted(before, word)) continue;
    spans.push({ from, to: index });
    from = index;
  }
  return spans;
}

function isParted(before: Word, word: Word): boolean {
  if (word.isMarker) return true;
  if (ENDS.test(before.text) && !before.isMarker && /^[^\p{Ll}]/u.test(word.text)) return true;
  // Where a page ends nobody can tell whether a block does.
  return word.after === 'block' && word.page === before.page;
}
