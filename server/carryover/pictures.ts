import { correlate, peaksOf, spectrumOf, type Spectrum } from './fourier';
import { move, type Motion } from './marks';
import type { Box, Paper, Point } from './page';
import { printOf, sample, type Print } from './print';
import { fit, LARGEST, searchAround, searchWhole, spotsOf } from './spots';

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
   * @param most pages to look at.
   */
  find(page: number, likely: readonly number[], most = Infinity): Likeness | null {
    const known = this.#found.get(page);
    if (known !== undefined) return known;
    const count = this.#papers.new.pages.length;
    const near = Array.from({ length: count }, (_, index) => index).sort((a, b) => Math.abs(a - page) - Math.abs(b - page));
    let best: Likeness | null = null;
    for (const candidate of [...new Set([...likely, ...near])].slice(0, most)) {
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
    for (let column = 0; column < SIZES; column += 1) {
      const radius = INNER * Math.exp(LOG_STEP * column);
      const [x, y] = [radius * Math.cos(angle), radius * Math.sin(angle)];
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const [fx, fy] = [x - left, y - top];
      const value = (1 - fy) * ((1 - fx) * size(left, top) + fx * size(left + 1, top)) + fy * ((1 - fx) * size(left, top + 1) + fx * size(left + 1, top + 1));
      values[row * SIZES + column] = value;
    }
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

/** Faded towards the edges of the page, so that these are not what is compared (von Hann). */
function windowed(square: Float64Array, { width, height }: Print): Float64Array {
  const fade = (at: number, length: number): number => (at >= length ? 0 : 0.5 - 0.5 * Math.cos((2 * Math.PI * (at + 0.5)) / length));
  return square.map((value, at) => value * fade(at % SIDE, width) * fade(Math.floor(at / SIDE), height));
}

const energy = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0);
const energyOf = (values: Float32Array): number => values.reduce((sum, value) => sum + value * value, 0);
