import { move, type Motion } from './marks';
import type { Box, Point } from './page';
import { sample, type Print } from './print';

/** Sizes looked for: printers and scanners change no more. */
export const LARGEST = 1.35;

/** Side of the small squares that are looked for one by one, points. */
const SPOT = 40;

/** Middles of the squares of a page with something printed in them, points. */
export function spotsOf(print: Print): Point[] {
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

export function searchAround(old: Print, fresh: Print, motion: Motion, at: Point, reach: number): Found {
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
export function fit(found: readonly { at: Point; to: Point }[]): Motion | null {
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
export function searchWhole(old: Print, fresh: Print, motion: Motion, box: Box): { shift: Point; score: number; next: number } | null {
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
