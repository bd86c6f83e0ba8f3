/**
 * Geometry of ink in page units (see `protocol/ink`): x in 16384ths of the page width, y in 16384ths of its height, so that
 * one unit is not the same length in both directions. Functions that measure take `aspect`, page height ÷ page width, and
 * answer in x units.
 */
import { INK_LIMITS, PAGE_UNITS } from '../protocol/ink';
import type { InkOp, Quad } from '../protocol/ink';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A line width (4096ths of the page width) in x units. */
export function widthUnits(width: number): number {
  return (width * PAGE_UNITS) / 4_096;
}

/** A fraction of the page (0–1) as a whole unit; what lies beyond the edge is brought to it, NaN to 0. */
export function toUnits(fraction: number): number {
  return Math.max(0, Math.min(PAGE_UNITS, Math.round(fraction * PAGE_UNITS) || 0));
}

/** Pressure 0–1 as a byte; a device that knows none gives 0.5. */
export function toPressure(pressure: number): number {
  return Math.max(0, Math.min(255, Math.round(pressure * 255) || 0));
}

/** Squared distance of a point from the segment a–b; all in one unit. */
function distanceSquared(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / length));
  const ex = px - (ax + along * dx);
  const ey = py - (ay + along * dy);
  return ex * ex + ey * ey;
}

/**
 * Leaves out points that say nothing: the line through what is left passes every point within `tolerance` (x units), and
 * pressure within 16 of 255 (Ramer–Douglas–Peucker, without recursion). First and last point stay. The result never has
 * more than 4,000 points; a longer stroke is thinned with a growing tolerance.
 * @param points x, y, pressure one after the other.
 */
export function simplifyPoints(points: Uint16Array, tolerance: number, aspect: number): Uint16Array {
  let result = reduce(points, tolerance, aspect);
  for (let wider = Math.max(1, tolerance) * 2; result.length > INK_LIMITS.points * 3; wider *= 2) result = reduce(points, wider, aspect);
  return result;
}

const PRESSURE_STEP = 16;

function reduce(points: Uint16Array, tolerance: number, aspect: number): Uint16Array {
  const count = Math.floor(points.length / 3);
  if (count <= 2) return points.slice(0, count * 3);
  const keep = new Uint8Array(count);
  keep[0] = 1;
  keep[count - 1] = 1;
  const open: [number, number][] = [[0, count - 1]];
  const at = (index: number) => [points[index * 3] ?? 0, (points[index * 3 + 1] ?? 0) * aspect, points[index * 3 + 2] ?? 0] as const;
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const [first, last] = range;
    const [ax, ay, ap] = at(first);
    const [bx, by, bp] = at(last);
    let worst = 1;
    let split = -1;
    for (let index = first + 1; index < last; index += 1) {
      const [x, y, p] = at(index);
      const away = tolerance > 0 ? distanceSquared(x, y, ax, ay, bx, by) / (tolerance * tolerance) : distanceSquared(x, y, ax, ay, bx, by) * Number.MAX_SAFE_INTEGER;
      const expected = ap + ((bp - ap) * (index - first)) / (last - first);
      // A growing tolerance loosens pressure too, so that a long stroke always gets below the limit.
      const harder = Math.abs(p - expected) / (PRESSURE_STEP * Math.max(1, tolerance / 8));
      const error = Math.max(away, harder * harder);
      if (error > worst) {
        worst = error;
        split = index;
      }
    }
    if (split < 0) continue;
    keep[split] = 1;
    open.push([first, split], [split, last]);
  }
  const result: number[] = [];
  for (let index = 0; index < count; index += 1) if (keep[index] === 1) result.push(points[index * 3] ?? 0, points[index * 3 + 1] ?? 0, points[index * 3 + 2] ?? 0);
  return Uint16Array.from(result);
}

/** Extent of a mark with its line width; null for erase and restore. A note is its anchor point. */
export function boundsOf(op: InkOp, aspect: number): Box | null {
  if (op.kind === 'erase' || op.kind === 'restore') return null;
  if (op.kind === 'note') return { left: op.x, top: op.y, right: op.x, bottom: op.y };
  const xs: number[] = [];
  const ys: number[] = [];
  if (op.kind === 'stroke') {
    for (let index = 0; index < op.points.length; index += 3) {
      xs.push(op.points[index] ?? 0);
      ys.push(op.points[index + 1] ?? 0);
    }
  } else {
    for (const quad of op.quads) {
      for (let corner = 0; corner < 8; corner += 2) {
        xs.push(quad[corner] ?? 0);
        ys.push(quad[corner + 1] ?? 0);
      }
    }
  }
  const halfX = op.kind === 'stroke' ? widthUnits(op.width) / 2 : 0;
  const halfY = halfX / aspect;
  const low = (values: readonly number[]) => values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = (values: readonly number[]) => values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  return { left: low(xs) - halfX, top: low(ys) - halfY, right: high(xs) + halfX, bottom: high(ys) + halfY };
}

/**
 * Whether an eraser of `radius` (x units) that moves from a to b touches the mark. A note is touched within three radii of
 * its anchor, because its icon is larger than a point.
 */
export function isTouched(op: InkOp, a: readonly [number, number], b: readonly [number, number], radius: number, aspect: number): boolean {
  if (op.kind === 'erase' || op.kind === 'restore') return false;
  const [ax, ay, bx, by] = [a[0], a[1] * aspect, b[0], b[1] * aspect];
  if (op.kind === 'note') return distanceSquared(op.x, op.y * aspect, ax, ay, bx, by) <= (radius * 3) ** 2;
  if (op.kind === 'highlight') return op.quads.some((quad) => quadTouched(quad, ax, ay, bx, by, radius, aspect));
  const reach = (radius + widthUnits(op.width) / 2) ** 2;
  const { points } = op;
  for (let index = 0; index < points.length; index += 3) {
    const next = index + 3 < points.length ? index + 3 : index;
    const [cx, cy, dx, dy] = [points[index] ?? 0, (points[index + 1] ?? 0) * aspect, points[next] ?? 0, (points[next + 1] ?? 0) * aspect];
    if (segmentDistanceSquared(ax, ay, bx, by, cx, cy, dx, dy) <= reach) return true;
  }
  return false;
}

function quadTouched(quad: Quad, ax: number, ay: number, bx: number, by: number, radius: number, aspect: number): boolean {
  // Order around the rectangle: upper left, upper right, lower right, lower left.
  const around = [0, 2, 6, 4].map((corner) => [quad[corner] ?? 0, (quad[corner + 1] ?? 0) * aspect] as const);
  let inside = false;
  for (let index = 0; index < 4; index += 1) {
    const [cx, cy] = around[index] ?? [0, 0];
    const [dx, dy] = around[(index + 1) % 4] ?? [0, 0];
    if (segmentDistanceSquared(ax, ay, bx, by, cx, cy, dx, dy) <= radius * radius) return true;
    if ((cy > ay) !== (dy > ay) && ax < ((dx - cx) * (ay - cy)) / (dy - cy) + cx) inside = !inside;
  }
  return inside;
}

function segmentDistanceSquared(ax: number, ay: number, bx: number, by: number, cx: number, cy: number, dx: number, dy: number): number {
  const side = (px: number, py: number, qx: number, qy: number, rx: number, ry: number) => Math.sign((qx - px) * (ry - py) - (qy - py) * (rx - px));
  const crosses = side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0 && side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0;
  if (crosses) return 0;
  return Math.min(
    distanceSquared(cx, cy, ax, ay, bx, by),
    distanceSquared(dx, dy, ax, ay, bx, by),
    distanceSquared(ax, ay, cx, cy, dx, dy),
    distanceSquared(bx, by, cx, cy, dx, dy),
  );
}
