/** Strokes as outlines: perfect-freehand turns samples and pressure into the shape a pen leaves. */
import { getStroke } from 'perfect-freehand';
import { PAGE_UNITS } from '@shared/protocol/ink';
import type { StrokeTool } from '@shared/protocol/ink';

export interface PageExtent {
  /** PDF points, before rotation. */
  readonly width: number;
  readonly height: number;
}

/** Line width in points from the wire's 4096ths of the page width. */
export function widthInPoints(width: number, extent: PageExtent): number {
  return (width / 4096) * extent.width;
}

/** Samples x, y, pressure in page units to x, y, pressure (0–1) in points. */
function toPoints(points: ArrayLike<number>, extent: PageExtent): [number, number, number][] {
  const result: [number, number, number][] = [];
  for (let index = 0; index + 2 < points.length; index += 3) {
    result.push([
      ((points[index] ?? 0) / PAGE_UNITS) * extent.width,
      ((points[index + 1] ?? 0) / PAGE_UNITS) * extent.height,
      (points[index + 2] ?? 0) / 255,
    ]);
  }
  return result;
}

/** Longest way between two samples of an outline, in points: rounding through the middles must not cut corners. */
const STEP = 3;

/** Fills long ways between simplified samples, so that a stroke looks the same while drawn, when stored and elsewhere. */
function densify(samples: readonly [number, number, number][]): [number, number, number][] {
  const result: [number, number, number][] = [];
  let before: [number, number, number] | undefined;
  for (const sample of samples) {
    if (before !== undefined) {
      const parts = Math.ceil(Math.hypot(sample[0] - before[0], sample[1] - before[1]) / STEP);
      for (let part = 1; part < parts; part += 1) {
        const share = part / parts;
        result.push([
          before[0] + share * (sample[0] - before[0]), before[1] + share * (sample[1] - before[1]), before[2] + share * (sample[2] - before[2]),
        ]);
      }
    }
    result.push(sample);
    before = sample;
  }
  return result;
}

/**
 * How far a stroke's shape lies from its samples (`side`), and how much of its way before the end changes when samples are
 * added (`back`); points. The outline leaves out the last 3 points, turns its middles and closes with a cap.
 */
export function reachOf(width: number, extent: PageExtent): { side: number; back: number } {
  const size = widthInPoints(width, extent) * 1.3;
  return { side: size, back: 3 * size + 3 * STEP };
}

/** Outline polygon in points of the unrotated page. Without measured pressure the line is even. */
export function outlineOf(points: ArrayLike<number>, tool: StrokeTool, width: number, extent: PageExtent, finished: boolean): [number, number][] {
  const size = widthInPoints(width, extent);
  const marker = tool === 'marker';
  return getStroke(densify(toPoints(points, extent)), {
    size: marker ? size : size * 1.3,
    thinning: marker ? 0 : 0.5,
    smoothing: 0.5,
    streamline: 0,
    simulatePressure: false,
    start: { cap: true },
    end: { cap: true },
    last: finished,
  }) as [number, number][];
}

/** The path of an outline as a canvas fills it; the same curves as {@link pathOf} without the way through a text. */
export function canvasPathOf(outline: readonly (readonly [number, number])[]): Path2D {
  const path = new Path2D();
  const first = outline[0];
  if (first === undefined) return path;
  path.moveTo(first[0], first[1]);
  for (const [index, point] of outline.entries()) {
    const next = outline[(index + 1) % outline.length] ?? first;
    path.quadraticCurveTo(point[0], point[1], (point[0] + next[0]) / 2, (point[1] + next[1]) / 2);
  }
  path.closePath();
  return path;
}

/** SVG path of an outline: quadratic curves through the middles of its edges. */
export function pathOf(outline: readonly (readonly [number, number])[]): string {
  const first = outline[0];
  if (first === undefined) return '';
  const at = (value: number): string => value.toFixed(2);
  let path = `M${at(first[0])} ${at(first[1])}Q`;
  for (const [index, point] of outline.entries()) {
    const next = outline[(index + 1) % outline.length] ?? first;
    path += `${at(point[0])} ${at(point[1])} ${at((point[0] + next[0]) / 2)} ${at((point[1] + next[1]) / 2)} `;
  }
  return `${path}Z`;
}
