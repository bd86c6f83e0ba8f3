/** Which marks an eraser touches on its way; fast ways are tested all along, not only where the device took a sample. */
import { PAGE_UNITS } from '@shared/protocol/ink';
import type { Mark } from './ink-model';

/** A place on the page in page units. */
export interface PagePoint {
  readonly x: number;
  readonly y: number;
}

interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Bounds of a stroke's points in page units; a page full of ink is asked about with every sample. */
const known = new WeakMap<Mark['op'], Bounds>();

function boundsOf(op: Extract<Mark['op'], { kind: 'stroke' }>): Bounds {
  let bounds = known.get(op);
  if (bounds === undefined) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let index = 0; index < op.points.length; index += 3) {
      const [x, y] = [op.points[index] ?? 0, op.points[index + 1] ?? 0];
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    bounds = { left, top, right, bottom };
    known.set(op, bounds);
  }
  return bounds;
}

function cross(a: PagePoint, b: PagePoint, c: PagePoint): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

function distanceToWay(point: PagePoint, from: PagePoint, to: PagePoint): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - from.x) * dx + (point.y - from.y) * dy) / length));
  return Math.hypot(point.x - from.x - share * dx, point.y - from.y - share * dy);
}

/** Shortest distance of two straight ways; 0 where they cross. */
function distanceOfWays(a: PagePoint, b: PagePoint, c: PagePoint, d: PagePoint): number {
  if (cross(a, b, c) * cross(a, b, d) < 0 && cross(c, d, a) * cross(c, d, b) < 0) return 0;
  return Math.min(distanceToWay(a, c, d), distanceToWay(b, c, d), distanceToWay(c, a, b), distanceToWay(d, a, b));
}

/**
 * Whether the eraser, going straight from `from` to `to`, touches a mark.
 * @param reach in page units of the width. @param ratio page height ÷ width: heights are stretched so that the reach is round on the paper.
 */
export function touches(mark: Mark, from: PagePoint, to: PagePoint, reach: number, ratio: number): boolean {
  const { op } = mark;
  const [a, b] = [{ x: from.x, y: from.y * ratio }, { x: to.x, y: to.y * ratio }];
  if (op.kind === 'note') return distanceToWay({ x: op.x, y: op.y * ratio }, a, b) <= reach * 2;
  if (op.kind === 'highlight') {
    return op.quads.some((quad) => {
      const [left, top, right, bottom] = [quad[0] - reach, quad[1] * ratio, quad[2] + reach, quad[5] * ratio];
      const within = (point: PagePoint): boolean => point.x >= left && point.x <= right && point.y >= top && point.y <= bottom;
      if (within(a) || within(b)) return true;
      return distanceOfWays(a, b, { x: left, y: top }, { x: right, y: bottom }) === 0 || distanceOfWays(a, b, { x: right, y: top }, { x: left, y: bottom }) === 0;
    });
  }
  const near = reach + ((op.width / 4096) * PAGE_UNITS) / 2;
  const { left, top, right, bottom } = boundsOf(op);
  if (Math.max(a.x, b.x) < left - near || Math.min(a.x, b.x) > right + near) return false;
  if (Math.max(a.y, b.y) < top * ratio - near || Math.min(a.y, b.y) > bottom * ratio + near) return false;
  const at = (index: number): PagePoint => ({ x: op.points[index] ?? 0, y: (op.points[index + 1] ?? 0) * ratio });
  if (op.points.length <= 3) return distanceToWay(at(0), a, b) <= near;
  for (let index = 3; index < op.points.length; index += 3) if (distanceOfWays(a, b, at(index - 3), at(index)) <= near) return true;
  return false;
}
