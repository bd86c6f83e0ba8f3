/**
 * Samples of a pen turned into a stroke that is short enough to send and looks like the hand: nearly equal samples are
 * dropped while the pen moves, and the finished line is simplified within a tolerance the eye does not see.
 * Units are those of the wire (page / 16 384) or any other, as long as tolerance and points agree.
 */

export interface InkSample {
  readonly x: number;
  readonly y: number;
  /** 0 to 1; 0.5 where the device does not measure it. */
  readonly pressure: number;
}

/** Pressure counts as much as this many units of distance when points are dropped, so swelling lines keep their swell. */
const PRESSURE_WEIGHT = 24;

/** Whether a new sample adds something to the line drawn so far. */
export function isNewSample(last: InkSample | undefined, next: InkSample, minimumDistance: number): boolean {
  if (last === undefined) return true;
  const dx = next.x - last.x;
  const dy = next.y - last.y;
  return dx * dx + dy * dy >= minimumDistance * minimumDistance;
}

function deviation(point: InkSample, from: InkSample, to: InkSample): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - from.x) * dx + (point.y - from.y) * dy) / length));
  const offX = point.x - (from.x + share * dx);
  const offY = point.y - (from.y + share * dy);
  const offPressure = (point.pressure - (from.pressure + share * (to.pressure - from.pressure))) * PRESSURE_WEIGHT;
  return Math.sqrt(offX * offX + offY * offY + offPressure * offPressure);
}

/**
 * Ramer, Douglas, Peucker over position and pressure, without recursion (a scribble of 4 000 points must not exhaust the
 * stack). First and last point always stay; no dropped point lies further than `tolerance` from the result.
 */
export function simplifyStroke<T extends InkSample>(points: readonly T[], tolerance: number): T[] {
  if (points.length <= 2) return [...points];
  const keep = new Uint8Array(points.length);
  keep[0] = 1;
  keep[points.length - 1] = 1;
  const open: [number, number][] = [[0, points.length - 1]];
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const [first, last] = range;
    const from = points[first];
    const to = points[last];
    if (from === undefined || to === undefined) continue;
    let worst = tolerance;
    let split = -1;
    for (let index = first + 1; index < last; index += 1) {
      const point = points[index];
      if (point === undefined) continue;
      const off = deviation(point, from, to);
      if (off > worst) {
        worst = off;
        split = index;
      }
    }
    if (split !== -1) {
      keep[split] = 1;
      open.push([first, split], [split, last]);
    }
  }
  return points.filter((_, index) => keep[index] === 1);
}

/** Evenly thins a stroke to at most `limit` points; the wire refuses longer ones. Ends stay. */
export function limitPoints<T>(points: readonly T[], limit: number): T[] {
  if (points.length <= limit) return [...points];
  const step = (points.length - 1) / (limit - 1);
  const kept: T[] = [];
  for (let index = 0; index < limit; index += 1) {
    const point = points[Math.round(index * step)];
    if (point !== undefined) kept.push(point);
  }
  return kept;
}

/** Shortest distance of a point to a line through samples; the eraser asks it. */
export function distanceToStroke(point: { x: number; y: number }, points: readonly InkSample[]): number {
  const first = points[0];
  if (first === undefined) return Infinity;
  let least = Math.hypot(point.x - first.x, point.y - first.y);
  for (let index = 1; index < points.length; index += 1) {
    const from = points[index - 1];
    const to = points[index];
    if (from === undefined || to === undefined) continue;
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    const length = dx * dx + dy * dy;
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - from.x) * dx + (point.y - from.y) * dy) / length));
    least = Math.min(least, Math.hypot(point.x - from.x - share * dx, point.y - from.y - share * dy));
  }
  return least;
}
