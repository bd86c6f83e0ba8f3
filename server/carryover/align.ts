import { SentencePairs } from './sentence-pairs';
import { counts, sentencesOf, type Span, type Word } from './words';

/** Which word of the new version each flowing word of the old one has become. */
export interface Alignment {
  readonly old: readonly Word[];
  readonly new: readonly Word[];
  /** Index in `new`, −1 where there is none. A word has one fate at most, and nothing is the fate of two. */
  readonly fate: Int32Array;
  /** The old word of each new one, −1 where there is none. */
  readonly origin: Int32Array;
  /** 1 where the word is not the same any more but stands between the same neighbours. */
  readonly changed: Uint8Array;
  /** 1 in sentences that were changed and are not beside what they were beside: like another, and perhaps another. */
  readonly doubtful: Uint8Array;
  /** Sentences of both versions. */
  readonly spans: { readonly old: readonly Span[]; readonly new: readonly Span[] };
}

/**
 * Aligns two versions. Sentences that are in both as they were find each other first, wherever they have gone; then those that
 * were changed, by their words and their neighbours; then the words within; then what is left between aligned neighbours.
 */
export function align(oldWords: readonly Word[], newWords: readonly Word[]): Alignment {
  const work: Alignment = {
    old: oldWords,
    new: newWords,
    fate: new Int32Array(oldWords.length).fill(-1),
    origin: new Int32Array(newWords.length).fill(-1),
    changed: new Uint8Array(oldWords.length),
    doubtful: new Uint8Array(oldWords.length),
    spans: { old: sentencesOf(oldWords), new: sentencesOf(newWords) },
  };
  const pairs = new SentencePairs(work);
  pairs.same();
  pairs.alike();
  const astray: Span[] = [];
  for (const [from, to, isDoubtful] of pairs.all()) {
    alignSpans(work, from, to);
    if (isDoubtful) astray.push(from);
  }
  spread(work);
  fillBetween(work);
  dropScattered(work);
  spread(work);
  const wandered = moveRuns(work);
  spread(work);
  dropStrayMarkers(work);
  joinParted(work);
  for (const { from, to } of work.spans.old) if (wandered.some((old) => old >= from && old < to)) astray.push({ from, to });
  // Parted otherwise than before, but whole: no doubt.
  for (const span of astray) if (!isWhole(work, span)) work.doubtful.fill(1, span.from, span.to);
  return work;
}

/** Cells of one table of the alignment of two gaps: beyond that only what is at its edges is aligned. */
const CELLS = 6_000_000;

/**
 * Aligns words of two spans in order, by the greatest weight of equal words; words that follow each other in both weigh more, so
 * that a phrase is kept together. Words that have a fate already stay.
 */
function alignSpans(work: Alignment, from: Span, to: Span): void {
  const left = free(work.fate, from);
  const right = free(work.origin, to);
  if (left.length === 0 || right.length === 0 || left.length * right.length > CELLS) return;
  for (const [a, b] of inOrder(left.map((index) => weighed(work.old[index])), right.map((index) => weighed(work.new[index])))) join(work, left[a] ?? 0, right[b] ?? 0);
}

const weighed = (word: Word | undefined): { key: string; weight: number } => {
  if (!word) return { key: '', weight: 0 };
  if (word.key === '') return { key: word.text, weight: 0.2 };
  return { key: word.key, weight: word.isMarker ? 0.4 : 1 + Math.min(word.key.length, 8) / 16 };
};

const FOLLOWS = 0.6;

function inOrder(left: readonly { key: string; weight: number }[], right: readonly { key: string; weight: number }[]): [number, number][] {
  const width = right.length + 1;
  // Best when the pair before it is matched, and best at all.
  const best = new Float32Array((left.length + 1) * width);
  const matched = new Float32Array((left.length + 1) * width).fill(-1);
  for (let a = 1; a <= left.length; a += 1) {
    const word = left[a - 1];
    for (let b = 1; b <= right.length; b += 1) {
      const at = a * width + b;
      let top = Math.max(best[at - width] ?? 0, best[at - 1] ?? 0);
      if (word && word.key === right[b - 1]?.key) {
        const diagonal = at - width - 1;
        const run = matched[diagonal] ?? -1;
        const value = word.weight + Math.max(best[diagonal] ?? 0, run >= 0 ? run + FOLLOWS : 0);
        matched[at] = value;
        if (value >= top) top = value;
      }
      best[at] = top;
    }
  }
  const pairs: [number, number][] = [];
  let [a, b] = [left.length, right.length];
  let inRun = false;
  while (a > 0 && b > 0) {
    const at = a * width + b;
    const value = matched[at] ?? -1;
    if (value >= 0 && (inRun || value === best[at])) {
      pairs.push([a - 1, b - 1]);
      const diagonal = at - width - 1;
      const run = matched[diagonal] ?? -1;
      inRun = run >= 0 && run + FOLLOWS >= (best[diagonal] ?? 0);
      a -= 1;
      b -= 1;
    } else if ((best[at - width] ?? 0) >= (best[at - 1] ?? 0)) a -= 1;
    else b -= 1;
  }
  return pairs.reverse();
}

const free = (map: Int32Array, { from, to }: Span): number[] => {
  const found: number[] = [];
  for (let index = from; index < to; index += 1) if (map[index] === -1) found.push(index);
  return found;
};

function join(work: Alignment, old: number, fresh: number): void {
  work.fate[old] = fresh;
  work.origin[fresh] = old;
}

/** From aligned words to equal neighbours on both sides. */
function spread(work: Alignment): void {
  const same = (old: number, fresh: number): boolean => {
    const [left, right] = [work.old[old], work.new[fresh]];
    if (!left || !right || work.fate[old] !== -1 || work.origin[fresh] !== -1) return false;
    return left.key === right.key && (left.key !== '' || left.text === right.text);
  };
  for (const direction of [1, -1] as const) {
    const start = direction === 1 ? 0 : work.old.length - 1;
    for (let old = start; old >= 0 && old < work.old.length; old += direction) {
      const fresh = work.fate[old] ?? -1;
      if (fresh !== -1 && same(old + direction, fresh + direction)) join(work, old + direction, fresh + direction);
    }
  }
}

/** Stretches without a fate between two words that have one, in order in both versions. */
function* gaps(work: Alignment): Generator<[Span, Span]> {
  let last = -1;
  for (let old = 0; old <= work.old.length; old += 1) {
    const isEnd = old === work.old.length;
    if (!isEnd && work.fate[old] === -1) continue;
    const after = last === -1 ? -1 : (work.fate[last] ?? -1);
    const until = isEnd ? work.new.length : (work.fate[old] ?? -1);
    if (old - last > 1 && until > after) yield [{ from: last + 1, to: old }, { from: after + 1, to: until }];
    last = old;
  }
}

/** What was left between neighbours: sentences that were joined or parted, and words that were changed one for one. */
function fillBetween(work: Alignment): void {
  for (const [from, to] of [...gaps(work)]) alignSpans(work, from, to);
}

/** Words on each side that are looked at to tell a find from chance. */
const AROUND = 5;

/** A word that found its like among strangers has found another word. */
function dropScattered(work: Alignment): void {
  const lonely: number[] = [];
  for (let old = 0; old < work.old.length; old += 1) {
    const fresh = work.fate[old] ?? -1;
    if (fresh === -1) continue;
    let [seen, kept] = [0, 0];
    for (let step = -AROUND; step <= AROUND; step += 1) {
      const neighbour = work.old[old + step];
      if (step === 0 || !neighbour || !counts(neighbour)) continue;
      seen += 1;
      const fate = work.fate[old + step] ?? -1;
      if (fate !== -1 && Math.abs(fate - fresh - step) <= AROUND + 1) kept += 1;
    }
    if (kept < 0.3 * seen) lonely.push(old);
  }
  for (const old of lonely) {
    const fresh = work.fate[old] ?? -1;
    work.fate[old] = -1;
    work.origin[fresh] = -1;
  }
}

/** A number of a list belongs to what it numbers, not to the same number elsewhere. */
function dropStrayMarkers(work: Alignment): void {
  work.old.forEach((word, old) => {
    const fresh = work.fate[old] ?? -1;
    const next = work.fate[old + 1] ?? -1;
    if (!word.isMarker || fresh === -1 || next === fresh + 1) return;
    work.fate[old] = -1;
    work.origin[fresh] = -1;
  });
}

/** Words that must follow each other for a part of a sentence to be known elsewhere. */
const RUN = 5;

/** Parts of sentences that went elsewhere: runs without a fate that stand once in each version. @returns the old words among them. */
function moveRuns(work: Alignment): number[] {
  const wandered: number[] = [];
  const runs = (words: readonly Word[], map: Int32Array): Map<string, number> => {
    const found = new Map<string, number>();
    for (let at = 0; at + RUN <= words.length; at += 1) {
      let isFree = true;
      for (let step = 0; step < RUN && isFree; step += 1) isFree = map[at + step] === -1 && words[at + step]?.key !== '';
      if (!isFree) continue;
      const text = words.slice(at, at + RUN).map(({ key }) => key).join(' ');
      found.set(text, found.has(text) ? -1 : at);
    }
    return found;
  };
  const fresh = runs(work.new, work.origin);
  for (const [text, old] of runs(work.old, work.fate)) {
    const place = fresh.get(text) ?? -1;
    if (old === -1 || place === -1) continue;
    for (let step = 0; step < RUN; step += 1) {
      if (work.fate[old + step] !== -1 || work.origin[place + step] !== -1) continue;
      join(work, old + step, place + step);
      wandered.push(old + step);
    }
  }
  return wandered;
}

/** Whether every word of a sentence is there, and the same. */
function isWhole(work: Alignment, { from, to }: Span): boolean {
  for (let old = from; old < to; old += 1) if (counts(work.old[old] as Word) && ((work.fate[old] ?? -1) === -1 || work.changed[old] === 1)) return false;
  return true;
}

/**
 * Short stretches between neighbours that follow each other: what is written together in one version and apart in the other is the same; as
 * many words as before are the old ones, changed.
 */
function joinParted(work: Alignment): void {
  for (const [from, to] of [...gaps(work)]) {
    const [lengthA, lengthB] = [from.to - from.from, to.to - to.from];
    if (lengthA > 8 || lengthB > 8 || lengthB === 0) continue;
    const text = (words: readonly Word[], { from: start, to: end }: Span): string => words.slice(start, end).map(({ key }) => key).join('').replaceAll('-', '');
    const isSame = text(work.old, from) === text(work.new, to);
    if (!isSame && lengthA !== lengthB) continue;
    for (let step = 0; step < lengthA; step += 1) {
      const fresh = to.from + Math.min(lengthB - 1, Math.floor((step * lengthB) / lengthA));
      work.fate[from.from + step] = fresh;
      work.origin[fresh] = from.from + step;
      if (!isSame) work.changed[from.from + step] = 1;
    }
  }
}
