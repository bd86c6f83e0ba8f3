import { correlate, peaksOf, spectrumOf, type Spectrum } from './fourier';
import { move, type Motion } from './marks';
import type { Box, PagePicture, Paper, Point } from './page';

/** How one page lies on another. */
export interface Likeness {
  readonly page: number;
  /** From points of the old page to points of the new one. */
  readonly motion: Motion;
  /** Share of the printed places of the old page that are found where the motion says, 0 to 1. */
  readonly share: number;
  /** The places looked at: where they were, and whether they are there. */
  readonly spots: readonly { readonly at: Point; readonly isThere: boolean }[];
}

/** Side of the square that pages are compared in, pixels. */
const SIDE = 256;
/** Rows of angles (half a turn) and columns of sizes in the picture that tells turning and sizing. */
const [ANGLES, SIZES] = [256, 128];
const [INNER, OUTER] = [6, 0.5 * SIDE];
const LOG_STEP = Math.log(OUTER / INNER) / SIZES;
/** Sizes looked for: printers and scanners change no more. */
const LARGEST = 1.35;

/** What is printed, 0 to 1: dark against what is around it, so that gray paper and shadows are white. */
export function printOf({ width, height, gray }: PagePicture, radius: number): Float32Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += gray[y * width + x] as number;
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] as number) + row;
    }
  }
  const print = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const [top, bottom] = [Math.max(0, y - radius), Math.min(height, y + radius + 1)];
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [Math.max(0, x - radius), Math.min(width, x + radius + 1)];
      const sum = (sums[bottom * (width + 1) + right] as number) - (sums[top * (width + 1) + right] as number) - (sums[bottom * (width + 1) + left] as number) + (sums[top * (width + 1) + left] as number);
      const darker = sum / ((bottom - top) * (right - left)) - (gray[y * width + x] as number);
      print[y * width + x] = Math.max(0, darker - 8) / 255;
    }
  }
  return print;
}

interface Print {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
  /** Pixels to the point. */
  readonly scale: number;
}

interface Coarse extends Print {
  readonly spectrum: Spectrum;
  /** Spectrum of the size of the spectrum over angle and size: turning and sizing are shifts in it. */
  readonly polar: Spectrum;
}

/** Pages of two versions compared as pictures; what was drawn is kept while marks are placed. */
export class PictureMatcher {
  readonly #papers: { readonly old: Paper; readonly new: Paper };
  readonly #coarse = new Map<string, Coarse>();
  readonly #fine = new Map<string, Print>();
  readonly #found = new Map<number, Likeness | null>();

  constructor(old: Paper, fresh: Paper) {
    this.#papers = { old, new: fresh };
  }

  /**
   * The page of the new version that shows the same picture.
   * @param likely pages to look at first; all others follow, nearest first, until one is like beyond doubt.
   */
  find(page: number, likely: readonly number[]): Likeness | null {
    const known = this.#found.get(page);
    if (known !== undefined) return known;
    const count = this.#papers.new.pages.length;
    const near = Array.from({ length: count }, (_, index) => index).sort((a, b) => Math.abs(a - page) - Math.abs(b - page));
    let best: Likeness | null = null;
    for (const candidate of new Set([...likely, ...near])) {
      const likeness = this.#compare(page, candidate);
      if (likeness && likeness.share > (best?.share ?? 0.12)) best = likeness;
      if (best && best.share > 0.7) break;
    }
    this.#found.set(page, best);
    return best;
  }

  #print(side: 'old' | 'new', page: number, scale: number): Print {
    const { width, height, gray } = this.#papers[side].picture(page, scale);
    return { width, height, scale, values: printOf({ width, height, gray }, Math.max(4, Math.round(14 * scale))) };
  }

  #coarseOf(side: 'old' | 'new', page: number): Coarse {
    const key = `${side} ${page}`;
    const known = this.#coarse.get(key);
    if (known) return known;
    const { width, height } = this.#papers[side].pages[page] ?? { width: 1, height: 1 };
    const print = this.#print(side, page, (SIDE - 2) / Math.max(width, height));
    const square = onSquare(print, { a: 1, b: 0, left: 0, top: 0 });
    const spectrum = spectrumOf(square, SIDE, SIDE);
    const made = { ...print, spectrum, polar: polarOf(spectrumOf(windowed(square, print), SIDE, SIDE)) };
    this.#coarse.set(key, made);
    return made;
  }

  #fineOf(side: 'old' | 'new', page: number): Print {
    const key = `${side} ${page}`;
    const known = this.#fine.get(key);
    if (known) return known;
    const made = this.#print(side, page, 1);
    this.#fine.set(key, made);
    return made;
  }

  #compare(page: number, candidate: number): Likeness | null {
    const [old, fresh] = [this.#coarseOf('old', page), this.#coarseOf('new', candidate)];
    const guesses = [{ angle: 0, size: old.scale / fresh.scale }, ...turnsOf(old, fresh)];
    let best: { motion: Motion; value: number } | null = null;
    for (const { angle, size } of guesses) {
      // In pixels of the square, about the upper left corner.
      const turn = { a: Math.cos(angle) * size, b: Math.sin(angle) * size };
      const square = onSquare(old, { ...turn, ...centred(turn) });
      const turned = spectrumOf(square, SIDE, SIDE);
      const values = correlate(fresh.spectrum, turned, false);
      const norm = Math.sqrt(energy(square) * energyOf(fresh.values)) || 1;
      const [peak] = peaksOf(values, SIDE, SIDE, 1, 4);
      if (!peak) continue;
      const value = peak.value / (SIDE * SIDE) / norm;
      if (best && value <= best.value) continue;
      const middle = centred(turn);
      best = { value, motion: scaled({ ...turn, left: middle.left + peak.x, top: middle.top + peak.y }, old.scale, fresh.scale) };
    }
    if (!best || best.value < 0.12) return null;
    return this.#refine(page, candidate, best.motion);
  }

  /** From a motion that is right by a few points to one that is right by a fraction, by small squares of the page. */
  #refine(page: number, candidate: number, guess: Motion): Likeness | null {
    const [old, fresh] = [this.#fineOf('old', page), this.#fineOf('new', candidate)];
    let motion = guess;
    const all = spotsOf(old);
    for (const [reach, count] of [[9, 60], [4, 120]] as const) {
      const step = Math.max(1, all.length / count);
      const some = Array.from({ length: Math.floor(all.length / step) }, (_, rank) => all[Math.floor(rank * step)] as Point);
      const found = some.map((at) => ({ at, ...searchAround(old, fresh, motion, at, reach) })).filter(({ score }) => score > 0.45);
      const fitted = fit(found);
      if (!fitted) return null;
      motion = fitted;
    }
    const spots = all.map((at) => {
      const { score, to } = searchAround(old, fresh, motion, at, 2);
      const [x, y] = move(motion, at);
      return { at, isThere: score > 0.5 && Math.hypot(to[0] - x, to[1] - y) < 2.6 };
    });
    const there = spots.filter(({ isThere }) => isThere).length;
    return { page: candidate, motion, share: spots.length === 0 ? 0 : there / spots.length, spots };
  }

  /**
   * Where the part of the old page within the box is on the page found, if it is not where the page as a whole says.
   * @returns how far from there, points, and how like it is (−1 to 1), beside the next best place.
   */
  search({ page: candidate, motion }: Likeness, page: number, box: Box): { shift: Point; score: number; next: number } | null {
    const [old, fresh] = [this.#fineOf('old', page), this.#fineOf('new', candidate)];
    return searchWhole(old, fresh, motion, box);
  }
}

/** The spectrum's size over angle (rows, half a turn) and the logarithm of size (columns). */
function polarOf({ width, height, re, im }: Spectrum): Spectrum {
  const size = (x: number, y: number): number => {
    const at = (((y % height) + height) % height) * width + (((x % width) + width) % width);
    return Math.log(1 + 50 * Math.hypot(re[at] as number, im[at] as number));
  };
  const values = new Float64Array(ANGLES * SIZES);
  for (let row = 0; row < ANGLES; row += 1) {
    const angle = (Math.PI * row) / ANGLES;
    let sum = 0;
    for (let column = 0; column < SIZES; column += 1) {
      const radius = INNER * Math.exp(LOG_STEP * column);
      const [x, y] = [radius * Math.cos(angle), radius * Math.sin(angle)];
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const [fx, fy] = [x - left, y - top];
      const value = (1 - fy) * ((1 - fx) * size(left, top) + fx * size(left + 1, top)) + fy * ((1 - fx) * size(left, top + 1) + fx * size(left + 1, top + 1));
      values[row * SIZES + column] = value;
      sum += value;
    }
    void sum;
  }
  // What all angles have of a size is the fall of every spectrum, and says nothing.
  for (let column = 0; column < SIZES; column += 1) {
    let mean = 0;
    for (let row = 0; row < ANGLES; row += 1) mean += (values[row * SIZES + column] as number) / ANGLES;
    for (let row = 0; row < ANGLES; row += 1) values[row * SIZES + column] = (values[row * SIZES + column] as number) - mean;
  }
  return spectrumOf(values, SIZES, ANGLES);
}

/** Angles (radians) and sizes by which the old page may have been turned and sized, both ways round. */
function turnsOf(old: Coarse, fresh: Coarse): { angle: number; size: number }[] {
  const values = correlate(fresh.polar, old.polar, true);
  const turns: { angle: number; size: number }[] = [];
  for (const { x, y } of peaksOf(values, SIZES, ANGLES, 3, 3)) {
    const size = Math.exp(-LOG_STEP * x);
    if (size > LARGEST || size < 1 / LARGEST) continue;
    const angle = (Math.PI * y) / ANGLES;
    turns.push({ angle, size }, { angle: angle + Math.PI, size });
  }
  return turns;
}

/** The shift that keeps the middle of the square in the middle. */
function centred({ a, b }: { a: number; b: number }): { left: number; top: number } {
  const middle = SIDE / 2;
  return { left: middle - (a * middle - b * middle), top: middle - (b * middle + a * middle) };
}

/** A motion between pixels as one between points. */
const scaled = ({ a, b, left, top }: Motion, from: number, to: number): Motion => ({ a: (a * from) / to, b: (b * from) / to, left: left / to, top: top / to });

/** A picture moved onto the square; what falls beside it is gone. */
function onSquare(print: Print, motion: Motion): Float64Array {
  const square = new Float64Array(SIDE * SIDE);
  const { a, b, left, top } = motion;
  const size = a * a + b * b;
  for (let y = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1) {
      const [dx, dy] = [x - left, y - top];
      square[y * SIDE + x] = sample(print, (a * dx + b * dy) / size, (a * dy - b * dx) / size);
    }
  }
  return square;
}

/** The value between pixels. */
function sample({ width, height, values }: Print, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return 0;
  const [fx, fy] = [x - left, y - top];
  const at = top * width + left;
  return (1 - fy) * ((1 - fx) * (values[at] as number) + fx * (values[at + 1] as number)) + fy * ((1 - fx) * (values[at + width] as number) + fx * (values[at + width + 1] as number));
}

/** Faded towards the edges of the page, so that these are not what is compared (von Hann). */
function windowed(square: Float64Array, { width, height }: Print): Float64Array {
  const fade = (at: number, length: number): number => (at >= length ? 0 : 0.5 - 0.5 * Math.cos((2 * Math.PI * (at + 0.5)) / length));
  return square.map((value, at) => value * fade(at % SIDE, width) * fade(Math.floor(at / SIDE), height));
}

const energy = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0);
const energyOf = (values: Float32Array): number => values.reduce((sum, value) => sum + value * value, 0);

/** Side of the small squares that are looked for one by one, points. */
const SPOT = 40;

/** Middles of the squares of a page with something printed in them, points. */
function spotsOf(print: Print): Point[] {
  const spots: Point[] = [];
  for (let top = 0; top + SPOT <= print.height; top += SPOT) {
    for (let left = 0; left + SPOT <= print.width; left += SPOT) {
      let sum = 0;
      for (let y = top; y < top + SPOT; y += 2) for (let x = left; x < left + SPOT; x += 2) sum += print.values[y * print.width + x] as number;
      if (sum > 0.012 * SPOT * SPOT) spots.push([left + SPOT / 2, top + SPOT / 2]);
    }
  }
  return spots;
}

/** A square cut out of a page. */
interface Patch {
  readonly values: Float32Array;
  readonly side: number;
  readonly sum: number;
  readonly squares: number;
}

/** The square around a place as the motion would show it, from the old page. */
function patchOf(old: Print, { a, b }: Motion, [x, y]: Point, side: number): Patch {
  const patch = new Float32Array(side * side);
  const size = a * a + b * b;
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const [dx, dy] = [column - side / 2, row - side / 2];
      patch[row * side + column] = sample(old, x + (a * dx + b * dy) / size, y + (a * dy - b * dx) / size);
    }
  }
  let [sum, squares] = [0, 0];
  for (const value of patch) {
    sum += value;
    squares += value * value;
  }
  return { values: patch, side, sum, squares };
}

/** Likeness of a patch and a place of the page, −1 to 1 (normalised cross-correlation). Beyond its edges a page is empty. */
function likenessAt({ values: patch, side, sum, squares }: Patch, { width, height, values: page }: Print, left: number, top: number): number {
  let [sumF, sumFF, sumPF] = [0, 0, 0];
  const [fromX, toX] = [Math.max(0, -left), Math.min(side, width - left)];
  const [fromY, toY] = [Math.max(0, -top), Math.min(side, height - top)];
  for (let row = fromY; row < toY; row += 1) {
    const [line, place] = [(top + row) * width + left, row * side];
    for (let column = fromX; column < toX; column += 1) {
      const f = page[line + column] as number;
      sumF += f;
      sumFF += f * f;
      sumPF += f * (patch[place + column] as number);
    }
  }
  const count = side * side;
  const spread = Math.sqrt((squares - (sum * sum) / count) * (sumFF - (sumF * sumF) / count));
  return spread < 1e-6 ? -1 : (sumPF - (sum * sumF) / count) / spread;
}

interface Found {
  readonly to: Point;
  readonly score: number;
}

function searchAround(old: Print, fresh: Print, motion: Motion, at: Point, reach: number): Found {
  const patch = patchOf(old, motion, at, SPOT);
  const [x, y] = move(motion, at);
  const [left, top] = [Math.round(x - SPOT / 2), Math.round(y - SPOT / 2)];
  const scores = new Float32Array((2 * reach + 1) ** 2);
  let best = 0;
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) {
      const place = (dy + reach) * (2 * reach + 1) + dx + reach;
      scores[place] = likenessAt(patch, fresh, left + dx, top + dy);
      if ((scores[place] as number) > (scores[best] as number)) best = place;
    }
  }
  const row = 2 * reach + 1;
  const [dx, dy] = [(best % row) - reach, Math.floor(best / row) - reach];
  const between = (before: number | undefined, here: number, behind: number | undefined): number => {
    if (before === undefined || behind === undefined) return 0;
    const bend = before - 2 * here + behind;
    return bend >= -1e-6 ? 0 : Math.max(-0.5, Math.min(0.5, (before - behind) / (2 * bend)));
  };
  const score = scores[best] as number;
  const subX = Math.abs(dx) < reach ? between(scores[best - 1], score, scores[best + 1]) : 0;
  const subY = Math.abs(dy) < reach ? between(scores[best - row], score, scores[best + row]) : 0;
  return { score, to: [left + dx + subX + SPOT / 2, top + dy + subY + SPOT / 2] };
}

/** The motion most places agree on: pairs of them propose, all vote, those that agree fit (RANSAC, Fischler and Bolles 1981; every pair of a fixed series, no chance). */
function fit(found: readonly { at: Point; to: Point }[]): Motion | null {
  if (found.length < 3) return null;
  let best: { at: Point; to: Point }[] = [];
  const count = found.length;
  for (let trial = 0; trial < 240; trial += 1) {
    const [one, two] = [found[(trial * 7) % count], found[(trial * 13 + 1 + Math.floor(trial / count)) % count]];
    if (!one || !two || Math.hypot(one.at[0] - two.at[0], one.at[1] - two.at[1]) < 2 * SPOT) continue;
    const motion = least([one, two]);
    if (!motion || Math.abs(Math.hypot(motion.a, motion.b) - 1) > LARGEST - 1) continue;
    const agree = found.filter(({ at, to }) => distance(move(motion, at), to) < 3);
    if (agree.length > best.length) best = agree;
  }
  if (best.length < 3) return null;
  const motion = least(best);
  return motion && least(found.filter(({ at, to }) => distance(move(motion, at), to) < 2.5));
}

const distance = ([a, b]: Point, [c, d]: Point): number => Math.hypot(a - c, b - d);

/** Least squares of turning, sizing and shifting. */
function least(pairs: readonly { at: Point; to: Point }[]): Motion | null {
  if (pairs.length < 2) return null;
  const mean = (pick: (pair: { at: Point; to: Point }) => number): number => pairs.reduce((sum, pair) => sum + pick(pair), 0) / pairs.length;
  const [ax, ay, bx, by] = [mean(({ at }) => at[0]), mean(({ at }) => at[1]), mean(({ to }) => to[0]), mean(({ to }) => to[1])];
  let [dot, cross, size] = [0, 0, 0];
  for (const { at, to } of pairs) {
    const [x, y, u, v] = [at[0] - ax, at[1] - ay, to[0] - bx, to[1] - by];
    dot += x * u + y * v;
    cross += x * v - y * u;
    size += x * x + y * y;
  }
  if (size < 1) return null;
  const [a, b] = [dot / size, cross / size];
  return { a, b, left: bx - (a * ax - b * ay), top: by - (b * ax + a * ay) };
}

/** A part of a page looked for on all of another, turned and sized as the page is. */
function searchWhole(old: Print, fresh: Print, motion: Motion, box: Box): { shift: Point; score: number; next: number } | null {
  const side = 2 * Math.ceil(Math.min(160, Math.max(72, box[2] - box[0], box[3] - box[1]) + 30) / 2);
  const at: Point = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  const patch = patchOf(old, motion, at, side);
  const [x, y] = move(motion, at);
  const [left, top] = [Math.round(x - side / 2), Math.round(y - side / 2)];
  const found: { shift: Point; score: number }[] = [];
  // Up and down mostly: what is put in pushes down what follows. Two pixels at a time, then one by one around the best.
  for (let dy = -top; dy + top + side <= fresh.height; dy += 2) {
    for (let dx = -24; dx <= 24; dx += 3) found.push({ shift: [dx, dy], score: coarse(patch, fresh, left + dx, top + dy) });
  }
  found.sort((a, b) => b.score - a.score);
  let best: { shift: Point; score: number } | undefined;
  for (const { shift: [dx, dy] } of found.slice(0, 6)) {
    for (let j = -2; j <= 2; j += 1) for (let i = -2; i <= 2; i += 1) {
      const score = likenessAt(patch, fresh, left + dx + i, top + dy + j);
      if (!best || score > best.score) best = { shift: [dx + i, dy + j], score };
    }
  }
  if (!best) return null;
  const { shift } = best;
  const next = found.find(({ shift: other }) => distance(shift, other) > 8)?.score ?? 0;
  return { ...best, next };
}

/** Likeness by every third pixel. */
function coarse({ values: patch, side }: Patch, fresh: Print, left: number, top: number): number {
  let [sumP, sumF, sumPP, sumFF, sumPF, count] = [0, 0, 0, 0, 0, 0];
  for (let row = 0; row < side; row += 3) {
    const y = top + row;
    for (let column = 0; column < side; column += 3) {
      const x = left + column;
      const f = x < 0 || x >= fresh.width || y < 0 || y >= fresh.height ? 0 : (fresh.values[y * fresh.width + x] as number);
      const p = patch[row * side + column] as number;
      sumP += p;
      sumF += f;
      sumPP += p * p;
      sumFF += f * f;
      sumPF += p * f;
      count += 1;
    }
  }
  const spread = Math.sqrt((sumPP - (sumP * sumP) / count) * (sumFF - (sumF * sumF) / count));
  return spread < 1e-6 ? -1 : (sumPF - (sumP * sumF) / count) / spread;
}
