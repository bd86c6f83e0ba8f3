import type { Alignment } from './align';
import { counts, type Word } from './words';

/** What became of some words of the old version. */
export interface Fate {
  /** Where they are: indices of new words in order; −1 where a word is gone. */
  readonly words: readonly number[];
  /** Share of the words that are there, and the same. */
  readonly kept: number;
  /** Share of the words around them that are still around them, 0 to 1; null: there are none around. */
  readonly around: number | null;
  /** Whether another place is as good. */
  readonly isAmbiguous: boolean;
  /** A number among them is another one. */
  readonly hasNewNumber: boolean;
}

/** Words on each side that say where one is. */
const CONTEXT = 8;
/** So many words, once in either version, are known by themselves. */
const BY_THEMSELVES = 7;

/** @param marked flowing words of the old version, ascending. */
export function fateOf(alignment: Alignment, marked: readonly number[]): Fate {
  const telling = marked.filter((index) => counts(word(alignment.old, index)));
  const asked = telling.length > 0 ? telling : marked;
  const same = asked.filter((index) => (alignment.fate[index] ?? -1) !== -1 && alignment.changed[index] === 0);
  const from = Math.min(...marked);
  const to = Math.max(...marked) + 1;
  const kept = same.length / asked.length;
  return {
    words: marked.map((index) => alignment.fate[index] ?? -1),
    kept,
    around: aroundOf(alignment, from, to),
    isAmbiguous: kept > 0 && (marked.some((index) => alignment.doubtful[index] === 1) || isAmbiguous(alignment, from, to)),
    hasNewNumber: asked.some((index) => !same.includes(index) && /\d/u.test(word(alignment.old, index).key)),
  };
}

const word = (words: readonly Word[], index: number): Word => {
  const found = words[index];
  if (!found) throw new RangeError('no such word');
  return found;
};

/** Of the words around, those that are still near, nearer ones counting more. */
function aroundOf({ old, fate }: Alignment, from: number, to: number): number | null {
  const places = [];
  for (let index = from; index < to; index += 1) if ((fate[index] ?? -1) !== -1) places.push(fate[index] ?? -1);
  if (places.length === 0) return null;
  const [first, last] = [places[0] ?? 0, places.at(-1) ?? 0];
  let [all, near] = [0, 0];
  for (const direction of [-1, 1] as const) {
    let weight = CONTEXT;
    for (let index = direction === 1 ? to : from - 1; weight > 0; index += direction) {
      const neighbour = old[index];
      if (!neighbour) break;
      if (!counts(neighbour)) continue;
      const place = fate[index] ?? -1;
      all += weight;
      const distance = direction === 1 ? place - last : first - place;
      if (place !== -1 && distance > 0 && distance < 2.5 * CONTEXT) near += weight;
      weight -= 1;
    }
  }
  return all === 0 ? null : near / all;
}

/**
 * Whether the same words stand elsewhere with surroundings as like as here: in the new version at a place that comes from nowhere, or in the
 * old one at a place that went nowhere.
 */
function isAmbiguous(alignment: Alignment, from: number, to: number): boolean {
  const { new: fresh, old, fate, origin } = alignment;
  const keys: string[] = [];
  for (let index = from; index < to; index += 1) if (counts(word(old, index))) keys.push(word(old, index).key);
  if (keys.length === 0) return false;
  const start = fate.subarray(from, to).find((index) => index !== -1) ?? -1;
  if (start === -1) return false;
  const here = likeness(alignment, from, to, start);
  for (const place of placesOf(fresh, keys)) {
    if (Math.abs(place - start) <= to - from || (origin[place] ?? -1) !== -1) continue;
    if (likeness(alignment, from, to, place) >= here) return true;
  }
  if (keys.length >= BY_THEMSELVES * 3) return false;
  for (const place of placesOf(old, keys)) {
    if (Math.abs(place - from) <= to - from || (fate[place] ?? -1) !== -1) continue;
    if (likeness(alignment, place, place + (to - from), start) >= here) return true;
  }
  return false;
}

/** Where words with these keys begin. */
function* placesOf(words: readonly Word[], keys: readonly string[]): Generator<number> {
  const [first] = keys;
  for (let at = 0; at < words.length; at += 1) {
    if (words[at]?.key !== first) continue;
    let [next, rank] = [at, 0];
    while (rank < keys.length && next < words.length) {
      const candidate = word(words, next);
      if (counts(candidate)) {
        if (candidate.key !== keys[rank]) break;
        rank += 1;
      }
      next += 1;
    }
    if (rank === keys.length) yield at;
  }
}

/** How many of the words before and behind are the same in the new version, from the mark outwards: all of its sentence, and some beyond. */
function likeness({ old: left, new: right, spans }: Alignment, from: number, to: number, start: number): number {
  const end = start + (to - from);
  const inSentence = spans.old.find((span) => span.from <= from && from < span.to) ?? { from, to };
  const run = (a: number, b: number, direction: 1 | -1): number => {
    let [one, two, same] = [a, b, 0];
    for (let beyond = 0; beyond < CONTEXT;) {
      while (left[one] && !counts(word(left, one))) one += direction;
      while (right[two] && !counts(word(right, two))) two += direction;
      if (!left[one] || left[one]?.key !== right[two]?.key) break;
      if (one < inSentence.from || one >= inSentence.to) beyond += 1;
      same += 1;
      one += direction;
      two += direction;
    }
    return same;
  };
  return run(from - 1, start - 1, -1) + run(to, end, 1);
}

/** Whether words so many and so rare need no surroundings. */
export const speakForThemselves = ({ old }: Alignment, marked: readonly number[]): boolean => marked.filter((index) => counts(word(old, index))).length >= BY_THEMSELVES;
