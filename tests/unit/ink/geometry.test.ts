import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf, isTouched, simplifyPoints, toPressure, toUnits, widthUnits } from '../../../server/shared/rules/ink-geometry';
import { penPoints, seededRandom } from '../../support/ink-samples';
import type { StrokeOp } from '../../../server/shared/protocol/ink';

const A4 = 297 / 210;
const line = (...points: number[]): StrokeOp => ({ kind: 'stroke', page: 0, tool: 'pen', color: 0, width: 4, liveStroke: 0, points: Uint16Array.from(points) });

describe('simplifying a stroke', () => {
  it('keeps the ends, invents no point and stays within the tolerance of every point left out', () => {
    fc.assert(fc.property(fc.integer(), fc.integer({ min: 3, max: 300 }), fc.integer({ min: 1, max: 40 }), (seed, count, tolerance) => {
      const points = penPoints(count, seededRandom(seed));
      const kept = simplifyPoints(points, tolerance, A4);
      expect([...kept.slice(0, 3), ...kept.slice(-3)]).toEqual([...points.slice(0, 3), ...points.slice(-3)]);
      const thin: StrokeOp = { ...line(), width: 1, points: kept };
      for (let index = 0; index < points.length; index += 3) {
        const point = [points[index] ?? 0, points[index + 1] ?? 0] as const;
        expect(isTouched(thin, point, point, tolerance + 1, A4), `point ${index / 3}`).toBe(true);
      }
    }), { numRuns: 60 });
  });

  it('reduces a straight line of even pressure to its ends', () => {
    const straight = Uint16Array.from(Array.from({ length: 100 }, (_, index) => [index * 10, index * 20, 128]).flat());
    expect([...simplifyPoints(straight, 4, A4)]).toEqual([0, 0, 128, 990, 1980, 128]);
  });

  it('brings a stroke of 20,000 points below the limit of 4,000', () => {
    const points = penPoints(20_000, seededRandom(2));
    expect(simplifyPoints(points, 0, A4).length / 3).toBeLessThanOrEqual(4_000);
  });
});

describe('touching with the eraser', () => {
  const stroke = line(1_000, 1_000, 128, 5_000, 1_000, 128);

  it('reckons with line width, eraser radius and the page’s shape', () => {
    const half = widthUnits(4) / 2;
    expect(isTouched(stroke, [3_000, 1_000 + (100 + half) / A4 - 1], [3_000, 1_000 + (100 + half) / A4 - 1], 100, A4)).toBe(true);
    expect(isTouched(stroke, [3_000, 1_000 + (100 + half) / A4 + 2], [3_000, 1_000 + (100 + half) / A4 + 2], 100, A4)).toBe(false);
  });

  it('notices a quick move across a thin line, and a dot', () => {
    expect(isTouched(stroke, [3_000, 0], [3_000, 9_000], 1, A4)).toBe(true);
    expect(isTouched(line(3_000, 3_000, 1), [2_000, 3_000], [4_000, 3_000], 1, A4)).toBe(true);
  });

  it('takes a highlight inside and near its lines, a note near its anchor, nothing else', () => {
    const highlight = { kind: 'highlight', page: 0, color: 0, quads: [[1_000, 1_000, 5_000, 1_000, 1_000, 1_500, 5_000, 1_500]], quote: { exact: 'x', prefix: '', suffix: '', start: -1 } } as const;
    expect(isTouched(highlight, [2_000, 1_200], [2_000, 1_200], 5, A4)).toBe(true);
    expect(isTouched(highlight, [2_000, 1_700], [2_000, 1_700], 5, A4)).toBe(false);
    expect(isTouched({ kind: 'note', page: 0, color: 0, x: 100, y: 100, text: 'x' }, [120, 100], [120, 100], 10, A4)).toBe(true);
    expect(isTouched({ kind: 'erase', targets: [] }, [0, 0], [0, 0], 99, A4)).toBe(false);
  });
});

describe('measures', () => {
  it('bring what lies outside to the edge', () => {
    expect([-1, 0, 0.5, 1, 2, Number.NaN].map(toUnits)).toEqual([0, 0, 8_192, 16_384, 16_384, 0]);
    expect([-1, 0.5, 1, 9, Number.NaN].map(toPressure)).toEqual([0, 128, 255, 255, 0]);
  });

  it('include half the line width', () => {
    const box = boundsOf(line(1_000, 1_000, 1, 2_000, 3_000, 1), 1);
    expect(box).toEqual({ left: 992, top: 992, right: 2_008, bottom: 3_008 });
  });
});
