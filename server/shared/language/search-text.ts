import { foldLetters, withOneCrossedD } from './vietnamese-text';

/** What searching stands on: words of a text in two forms, questions, and where a question is met. The same for every engine and for the reader. */

/** A word of a text. */
export interface SearchWord {
  /** Place in the text, from and to. */
  start: number;
  end: number;
  /** With its marks; the tone stands at the end, wherever it was written: hòa and hoà are one word. */
  exact: string;
  /** Without marks, đ as d. */
  folded: string;
}

/** Soft hyphens and marks without width may stand inside a word. */
const RUN = /[\p{L}\p{N}\p{M}\u00ad\u200b-\u200d\u2060\ufeff]+/gu;
const SAID = /[\p{L}\p{N}]/u;
const NOT_SAID = /[^\p{L}\p{N}\p{M}]+/gu;
/** Grave, acute, tilde, hook, dot below. */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;
/** Letters of one word that are compared; what is longer is no word of anybody. */
const WORD_LETTERS = 64;

function formsOf(run: string): { exact: string; folded: string } {
  const plain = withOneCrossedD(run.normalize('NFKC').replace(NOT_SAID, '')).toLowerCase().slice(0, WORD_LETTERS);
  const parted = plain.normalize('NFD');
  const tones = parted.match(TONES) ?? [];
  const exact = tones.length === 1 ? parted.replace(TONES, '').normalize('NFC') + (tones[0] ?? '') : plain.normalize('NFC');
  return { exact, folded: foldLetters(plain) };
}

/** Syllables are few and come again and again. */
const known = new Map<string, { exact: string; folded: string }>();
const KNOWN_MOST = 20_000;

function remembered(run: string): { exact: string; folded: string } {
  const found = known.get(run);
  if (found) return found;
  const forms = formsOf(run);
  if (known.size >= KNOWN_MOST) known.clear();
  known.set(run, forms);
  return forms;
}

/** Runs of letters and digits, in order. */
export function searchWords(text: string): SearchWord[] {
  const words: SearchWord[] = [];
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (!SAID.test(run)) continue;
    const { exact, folded } = remembered(run);
    if (folded !== '') words.push({ start: index, end: index + run.length, exact, folded });
  }
  return words;
}

/** Words that stand side by side, looked for with their marks or without. */
export interface SearchTerm {
  column: 'exact' | 'folded';
  words: readonly string[];
}

/** Of one question. */
export const SEARCH_LIMITS = { letters: 200, terms: 12, words: 40 } as const;

const QUOTED = /["“”„«»]([^"“”„«»]*)["“”„«»]?|[^"“”„«»]+/gu;
/** What parts words without joining them; a comma between digits belongs to a number. */
const APART = /[\s;:!?()[\]{}…]+|,(?!\d)/u;

function termOf(text: string): SearchTerm | null {
  const words = searchWords(text);
  if (words.length === 0) return null;
  // With marks only what is written with them; without, both.
  const column = words.some(({ exact, folded }) => exact !== folded) ? 'exact' : 'folded';
  return { column, words: words.map((word) => word[column]) };
}

/**
 * What a question asks for; all of its terms have to be met. What stands in quotation marks is one phrase, and so is what is written
 * without a blank ("30/2020/NĐ-CP"); every other word stands by itself. Empty where it asks for nothing.
 */
export function searchTerms(question: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  let words = 0;
  for (const [whole, quoted] of question.slice(0, SEARCH_LIMITS.letters).matchAll(QUOTED)) {
    for (const part of quoted === undefined ? whole.split(APART) : [quoted]) {
      const term = termOf(part);
      if (!term || terms.length === SEARCH_LIMITS.terms || words + term.words.length > SEARCH_LIMITS.words) continue;
      words += term.words.length;
      terms.push(term);
    }
  }
  return terms;
}

/** A stretch of a text, from and to. */
export type SearchRange = readonly [start: number, end: number];

/** Where the words of one term stand side by side. */
function rangesOf(words: readonly SearchWord[], { column, words: asked }: SearchTerm): SearchRange[] {
  const ranges: SearchRange[] = [];
  for (let at = 0; at + asked.length <= words.length; at += 1) {
    if (asked.every((word, step) => words[at + step]?.[column] === word)) ranges.push([words[at]?.start ?? 0, words[at + asked.length - 1]?.end ?? 0]);
  }
  return ranges;
}

/** Whether a text meets a question: this is what an index has to find. */
export function meetsSearch(text: string, terms: readonly SearchTerm[]): boolean {
  const words = searchWords(text);
  return terms.length > 0 && terms.every((term) => rangesOf(words, term).length > 0);
}

/** Everywhere a term of the question stands in a text, in order; what overlaps is one stretch. */
export function searchRanges(text: string, terms: readonly SearchTerm[]): SearchRange[] {
  const words = searchWords(text);
  const found = terms.flatMap((term) => rangesOf(words, term)).sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  const joined: [number, number][] = [];
  for (const [start, end] of found) {
    const last = joined.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/** A piece of a passage. */
export interface PassagePart {
  text: string;
  isHit: boolean;
}

/** Letters before the first hit, and of the passage in all. */
const BEFORE = 70;
const PASSAGE = 260;

/** The words around the first places where a question is met, on one line; empty where it is not. */
export function searchPassage(text: string, terms: readonly SearchTerm[]): PassagePart[] {
  const ranges = searchRanges(text, terms);
  const first = ranges[0];
  if (!first) return [];
  let [from, to] = [Math.max(0, first[0] - BEFORE), Math.min(text.length, Math.max(first[1], first[0] - BEFORE + PASSAGE))];
  // Cut between words.
  if (from > 0) from = Math.min(first[0], (/\s/u.exec(text.slice(from, first[0]))?.index ?? -1) + 1 + from);
  const lastBlank = text.slice(first[1], to).search(/\s\S*$/u);
  if (to < text.length && lastBlank > 0) to = first[1] + lastBlank;
  const parts: PassagePart[] = [];
  const add = (start: number, end: number, isHit: boolean): void => {
    const piece = text.slice(start, end).replace(/\s+/gu, ' ');
    if (piece !== '') parts.push({ text: piece, isHit });
  };
  if (from > 0) parts.push({ text: '… ', isHit: false });
  let at = from;
  for (const [start, end] of ranges) {
    if (end > to) break;
    add(at, start, false);
    add(start, end, true);
    at = end;
  }
  add(at, to, false);
  if (to < text.length) parts.push({ text: ' …', isHit: false });
  return parts;
}
