import type { Alignment } from './align';
import { tray, type Carried, type Doubt, type Highlight, type Place, type Verdict } from './marks';
import { centre, heightOf, overlap, union, type Box } from './page';
import { fateOf, speakForThemselves, type Fate } from './quote';

/** A marked word, and which of its characters: first and the one behind the last. */
interface Marked {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/** Flowing words under a highlight. */
export function wordsUnder({ old }: Alignment, page: number, rects: readonly Box[]): Marked[] {
  const found: Marked[] = [];
  const whole = union(rects);
  old.forEach((word, index) => {
    if (word.page !== page || overlap(word.box[1], word.box[3], whole[1], whole[3]) <= 0 || overlap(word.box[0], word.box[2], whole[0], whole[2]) <= 0) return;
    const under = word.glyphs.map(({ box }) => rects.some((rect) => isUnder(box, rect)));
    const [from, to] = [under.indexOf(true), under.lastIndexOf(true) + 1];
    if (from === -1 || to - from < 0.34 * word.glyphs.length) return;
    found.push(to - from > 0.8 * word.glyphs.length ? { index, from: 0, to: word.glyphs.length } : { index, from, to });
  });
  return found;
}

function isUnder(glyph: Box, rect: Box): boolean {
  const [x, y] = centre(glyph);
  if (x < rect[0] || x > rect[2]) return false;
  return (y >= rect[1] && y <= rect[3]) || overlap(glyph[1], glyph[3], rect[1], rect[3]) > 0.45 * heightOf(glyph);
}

/** Carries a highlight by its words; null: there are no words under it. */
export function placeHighlight(alignment: Alignment, mark: Highlight): Carried | null {
  const marked = wordsUnder(alignment, mark.page, mark.rects);
  if (marked.length === 0) return null;
  const fate = fateOf(alignment, marked.map(({ index }) => index));
  const places = placesOf(alignment, marked, fate, mark);
  const [place, ...rest] = places;
  if (!place || fate.kept < 0.5) return tray(mark.id, 'gone');
  const [verdict, doubt] = judge(alignment, marked, fate);
  return { id: mark.id, verdict, place, ...(rest.length > 0 && { rest }), ...(doubt && { doubt }) };
}

function judge(alignment: Alignment, marked: readonly Marked[], fate: Fate): [Verdict, Doubt?] {
  const certain = speakForThemselves(alignment, marked.map(({ index }) => index));
  if (fate.isAmbiguous || marked.every(({ index }) => alignment.old[index]?.isMarker)) return ['check', 'alike'];
  const around = fate.around ?? (certain ? 1 : 0);
  if (fate.kept < 1) {
    const isSmall = fate.kept >= 0.8 && !fate.hasNewNumber && marked.length >= 5;
    if (!isSmall) return ['check', 'changed'];
    return around >= 0.25 ? ['moved'] : ['check', 'surroundings'];
  }
  if (isTorn(fate)) return ['check', 'torn'];
  if (around >= (certain ? 0 : 0.34)) return ['moved'];
  return ['check', 'surroundings'];
}

/** Whether what stood together stands far apart or in another order. */
function isTorn({ words }: Fate): boolean {
  const there = words.filter((index) => index !== -1);
  return there.some((index, rank) => rank > 0 && (index < (there[rank - 1] ?? 0) || index - (there[rank - 1] ?? 0) > 12 + there.length));
}

/** Boxes of the words where they are now, one for each line, page by page in the order of reading. */
function placesOf(alignment: Alignment, marked: readonly Marked[], fate: Fate, mark: Highlight): Place[] {
  const lines: { page: number; box: Box }[] = [];
  let last = -1;
  marked.forEach(({ index, from, to }, rank) => {
    const target = fate.words[rank] ?? -1;
    const [old, fresh] = [alignment.old[index], alignment.new[target]];
    if (!old || !fresh) return;
    // A word or two put in between are marked with the others, more are not.
    let isNew = target - last > 3;
    last = target;
    const share = fresh.glyphs.length / old.glyphs.length;
    const part = to - from === old.glyphs.length ? fresh.glyphs : fresh.glyphs.slice(Math.floor(from * share), Math.ceil(to * share));
    for (const { box } of part) {
      const line = lines.at(-1);
      if (!isNew && line?.page === fresh.page && goesOn(line.box, box)) line.box = union([line.box, box]);
      else lines.push({ page: fresh.page, box });
      isNew = false;
    }
  });
  const old = alignment.old[marked[0]?.index ?? 0];
  const rect = mark.rects[0];
  // How far the highlight went beyond its letters, in their height, is kept.
  const [above, below] = old && rect ? [clamp((old.box[1] - rect[1]) / heightOf(old.box)), clamp((rect[3] - old.box[3]) / heightOf(old.box))] : [0, 0];
  const places = new Map<number, Box[]>();
  for (const { page, box: [left, top, right, bottom] } of lines) {
    const height = bottom - top;
    places.set(page, [...(places.get(page) ?? []), [left, top - above * height, right, bottom + below * height]]);
  }
  return [...places].map(([page, rects]) => ({ page, rects }));
}

/** Whether a letter stands on the line that ends with the box, not far behind it. */
function goesOn(line: Box, letter: Box): boolean {
  const size = Math.min(heightOf(line), heightOf(letter));
  return overlap(line[1], line[3], letter[1], letter[3]) > 0.5 * size && letter[0] > line[0] && letter[0] - line[2] < 8 * size;
}

const clamp = (value: number): number => Math.max(-0.35, Math.min(0.2, value));
