import type { Alignment } from './align';
import { moved, tray, type Carried, type Doubt, type Ink, type Mark, type Motion, type Note } from './marks';
import { centre, heightOf, median, overlap, union, type Box, type Point } from './page';
import { fateOf, type Fate } from './quote';

/** Farther than this from all words a mark is not of a text, points. */
const REACH = 60;

/** Where marks of one gesture are, and the words they are about. */
interface Anchor {
  readonly box: Box;
  readonly words: readonly number[];
  /** Whether it lies on its words, rather than beside them. */
  readonly isOn: boolean;
}

export const extentOf = (marks: readonly Mark[]): Box => union(marks.flatMap((mark): Box[] => {
  if (mark.kind === 'highlight') return [...mark.rects];
  if (mark.kind === 'note') return [[...mark.at, ...mark.at]];
  return mark.strokes.flat().map(([x, y]): Box => [x, y, x, y]);
}));

/** The words a gesture is about: those under it, or the one just above a line drawn under it; else the lines beside it; else the nearest. */
function anchorOf({ old }: Alignment, page: number, box: Box): Anchor | null {
  const here = old.flatMap((word, index) => (word.page === page ? [index] : []));
  if (here.length === 0) return null;
  const boxOf = (index: number): Box => old[index]?.box ?? [0, 0, 0, 0];
  const line = median(here.map((index) => heightOf(boxOf(index))));
  const across = (index: number, least: number): boolean => {
    const word = boxOf(index);
    return overlap(word[0], word[2], box[0], box[2]) > Math.min(least, 0.3 * (word[2] - word[0]), 0.3 * (box[2] - box[0]) + 0.01);
  };
  if (box[2] - box[0] < 2 && box[3] - box[1] < 2) return pointAnchor(here, boxOf, box, line);
  // A flat stroke belongs to the words it runs through or under.
  if (box[3] - box[1] < 0.8 * line && box[2] - box[0] > line) {
    const under = here.filter((index) => across(index, line) && box[3] > boxOf(index)[1] + 0.2 * line && box[1] < boxOf(index)[3] + 0.55 * line);
    if (under.length > 0) {
      const nearest = Math.max(...under.map((index) => boxOf(index)[3]));
      return { box, isOn: true, words: under.filter((index) => boxOf(index)[3] > nearest - 0.6 * line) };
    }
  }
  const inside = here.filter((index) => {
    const word = boxOf(index);
    return across(index, line) && overlap(word[1], word[3], box[1], box[3]) > 0.35 * Math.min(heightOf(word), box[3] - box[1] + 0.01);
  });
  if (inside.length > 0) return { box, isOn: true, words: inside };
  const beside = here.filter((index) => overlap(boxOf(index)[1], boxOf(index)[3], box[1], box[3]) > 0.25 * Math.min(heightOf(boxOf(index)), box[3] - box[1] + 0.01));
  if (beside.length > 0) return { box, isOn: false, words: beside };
  const nearest = nearestOf(here, boxOf, box, 1.5);
  const closest = nearest[0]?.distance ?? Infinity;
  if (closest > REACH) return null;
  return { box, isOn: false, words: nearest.filter(({ distance }) => distance <= closest + line).map(({ index }) => index).sort((a, b) => a - b) };
}

/** A number of a list is known by what it numbers. */
function told({ old }: Alignment, words: readonly number[]): readonly number[] {
  if (words.some((index) => old[index]?.isMarker === false)) return words;
  const last = words.at(-1) ?? 0;
  const line = old[last]?.line;
  const next = [last + 1, last + 2, last + 3].filter((index) => old[index]?.line === line);
  return next.length > 0 ? next : words;
}

/** Words and how far they are from the middle of a box, the nearest first. @param steep how much more a way up or down counts than one along the line. */
function nearestOf(here: readonly number[], boxOf: (index: number) => Box, box: Box, steep: number): { index: number; distance: number }[] {
  const [x, y] = centre(box);
  const far = ([left, top, right, bottom]: Box): number => Math.hypot(Math.max(left - x, 0, x - right), steep * Math.max(top - y, 0, y - bottom));
  return here.map((index) => ({ index, distance: far(boxOf(index)) })).sort((a, b) => a.distance - b.distance);
}

/** A point is about the word it lies on, or the one nearest to it. */
function pointAnchor(here: readonly number[], boxOf: (index: number) => Box, box: Box, line: number): Anchor | null {
  const [nearest] = nearestOf(here, boxOf, box, 2);
  if (!nearest || nearest.distance > 2 * REACH) return null;
  return { box, words: [nearest.index], isOn: nearest.distance < line };
}

/** Carries marks of one gesture together by the words they are about; null: no text is near them. */
export function placeGesture(alignment: Alignment, marks: readonly (Ink | Note)[]): Carried[] | null {
  const [first] = marks;
  if (!first) return [];
  const box = extentOf(marks);
  const anchor = anchorOf(alignment, first.page, box);
  if (!anchor) return null;
  const asked = told(alignment, anchor.words);
  const fate = fateOf(alignment, asked);
  const pages = new Map<number, number[]>();
  asked.forEach((index, rank) => {
    const page = alignment.new[fate.words[rank] ?? -1]?.page;
    if (page !== undefined) pages.set(page, [...(pages.get(page) ?? []), index]);
  });
  const [target] = [...pages].sort((a, b) => b[1].length - a[1].length);
  if (!target || fate.kept < 0.4) return marks.map(({ id }) => tray(id, 'gone'));
  const [page, words] = target;
  const own = anchor.words.filter((index) => alignment.new[alignment.fate[index] ?? -1]?.page === page);
  const { motion, isWhole } = motionOf(alignment, own.length > 0 ? own : words, anchor);
  const doubt = doubtOf(fate, anchor, isWhole && words.length >= 0.8 * fate.kept * fate.words.length);
  return marks.map((mark) => ({ id: mark.id, verdict: doubt ? 'check' : 'moved', place: moved(mark, page, motion), ...(doubt && { doubt }) }));
}

function doubtOf(fate: Fate, { words, isOn }: Anchor, isTogether: boolean): Doubt | null {
  if (fate.isAmbiguous) return 'alike';
  if (!isTogether) return 'torn';
  if (fate.kept < 0.7 || (fate.hasNewNumber && isOn)) return 'changed';
  return words.length < 7 && (fate.around ?? 0) < 0.34 ? 'surroundings' : null;
}

/** Sizes that differ by less are the same. */
const SAME_SIZE = 0.04;

/** How the words of an anchor moved, as one: shifted, and sized where their letters are another size. */
function motionOf({ old, new: fresh, fate }: Alignment, words: readonly number[], anchor: Anchor): { motion: Motion; isWhole: boolean } {
  const pairs = words.flatMap((index) => {
    const [from, to] = [old[index], fresh[fate[index] ?? -1]];
    return from && to ? [{ from: from.box, to: to.box, line: from.line, newLine: to.line }] : [];
  });
  const ratio = median(pairs.map(({ from, to }) => heightOf(to) / heightOf(from)));
  const size = Math.abs(ratio - 1) < SAME_SIZE || ratio < 0.4 || ratio > 2.5 ? 1 : ratio;
  const line = median(pairs.map(({ to }) => heightOf(to)));
  const [x, y] = centre(anchor.box);
  // The words nearest to the middle of the gesture say where it goes.
  const ranked = pairs.map((pair) => ({ ...pair, distance: Math.hypot(centre(pair.from)[0] - x, 3 * (centre(pair.from)[1] - y)) })).sort((a, b) => a.distance - b.distance);
  const shift = ({ from, to }: { from: Box; to: Box }): Point => {
    const [fx, fy] = centre(from);
    const [tx, ty] = centre(to);
    return [tx - size * fx, ty - size * fy];
  };
  const lines = new Set(pairs.map(({ line: one }) => one));
  if (!anchor.isOn) {
    // Beside the text: at its lines, as far from their edge as before.
    const [before, now] = [union(pairs.map(({ from }) => from)), union(pairs.map(({ to }) => to))];
    const edge = x < before[0] ? 0 : x > before[2] ? 2 : null;
    const left = edge === null ? median(ranked.map((pair) => shift(pair)[0])) : now[edge] - size * before[edge];
    const top = (now[1] + now[3]) / 2 - (size * (before[1] + before[3])) / 2;
    const isWhole = Math.abs((now[3] - now[1]) - size * (before[3] - before[1])) < Math.max(2.2 * line, 0.35 * (now[3] - now[1]));
    return { motion: { a: size, b: 0, left, top }, isWhole };
  }
  const core = ranked.slice(0, Math.max(3, Math.ceil(ranked.length / 2)));
  const [left, top] = [median(core.map((pair) => shift(pair)[0])), median(core.map((pair) => shift(pair)[1]))];
  const off = pairs.filter((pair) => Math.abs(shift(pair)[0] - left) > 1.2 * line || Math.abs(shift(pair)[1] - top) > 0.6 * line).length;
  const isWhole = off <= 0.25 * pairs.length;
  if (isWhole || lines.size > 1) return { motion: { a: size, b: 0, left, top }, isWhole };
  // On one line before, and on one line now, with other gaps: still one.
  const sameLine = new Set(pairs.map(({ newLine }) => newLine)).size === 1;
  const [before, now] = [union(pairs.map(({ from }) => from)), union(pairs.map(({ to }) => to))];
  const middle = (now[0] + now[2]) / 2 - (size * (before[0] + before[2])) / 2;
  return { motion: { a: size, b: 0, left: sameLine ? middle : left, top }, isWhole: sameLine && Math.abs(now[2] - now[0] - size * (before[2] - before[0])) < 3 * line };
}
