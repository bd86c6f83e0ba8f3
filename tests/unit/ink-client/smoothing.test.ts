import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlightOf, nearestWord, wordAt } from '../../../app/tablet/ink/snap-highlight';
import type { PageWord } from '../../../app/tablet/ink/snap-highlight';
import { outlineOf } from '../../../app/tablet/ink/stroke-outline';
import { distanceToStroke, limitPoints, simplifyStroke } from '../../../server/shared/rules/ink-smoothing';
import { checkOp } from '../../../server/shared/protocol/ink';

const sample = fc.record({ x: fc.integer({ min: 0, max: 16_384 }), y: fc.integer({ min: 0, max: 16_384 }), pressure: fc.double({ min: 0, max: 1, noNaN: true }) });

describe('simplifying strokes', () => {
  it('keeps both ends and no dropped sample lies further off than the tolerance', () => {
    fc.assert(fc.property(fc.array(sample, { minLength: 1, maxLength: 120 }), fc.integer({ min: 1, max: 200 }), (points, tolerance) => {
      const kept = simplifyStroke(points, tolerance);
      expect(kept[0]).toBe(points[0]);
      expect(kept.at(-1)).toBe(points.at(-1));
      for (const point of points) expect(distanceToStroke(point, kept)).toBeLessThanOrEqual(tolerance + 1e-6);
    }));
  });
  it('a straight line of many samples becomes two', () => {
    expect(simplifyStroke(Array.from({ length: 1_000 }, (_, x) => ({ x, y: x, pressure: 0.5 })), 1)).toHaveLength(2);
  });
  it('a long scribble is thinned to the limit with its ends', () => {
    const points = Array.from({ length: 9_001 }, (_, index) => index);
    const kept = limitPoints(points, 4_000);
    expect(kept).toHaveLength(4_000);
    expect([kept[0], kept.at(-1)]).toEqual([0, 9_000]);
  });
});

describe('outline', () => {
  it('a simplified corner stays a corner: the outline reaches it', () => {
    const points = Uint16Array.from([1_000, 1_000, 128, 8_000, 1_000, 128, 8_000, 8_000, 128]);
    const extent = { width: 595, height: 842 };
    const outline = outlineOf(points, 'pen', 13, extent, true);
    const corner = { x: (8_000 / 16_384) * 595, y: (1_000 / 16_384) * 842 };
    const nearest = Math.min(...outline.map(([x, y]) => Math.hypot(x - corner.x, y - corner.y)));
    expect(nearest).toBeLessThan(3);
  });
});

describe('highlights that follow words', () => {
  const text = 'không có khả năng\ngiải ngân hết';
  const words: PageWord[] = [];
  let offset = 0;
  for (const [line, part] of text.split('\n').entries()) {
    for (const [index, word] of part.split(' ').entries()) {
      words.push({ text: word, start: text.indexOf(word, offset), left: 0.1 + index * 0.1, right: 0.18 + index * 0.1, top: 0.1 + line * 0.03, bottom: 0.12 + line * 0.03 });
      offset = text.indexOf(word, offset) + word.length;
    }
  }
  it('run from the first word touched to the last, one rectangle per line, with the quotation', () => {
    const from = wordAt(words, 0.32, 0.11, 1.41);
    const to = nearestWord(words, 0.25, 0.14, 1.41);
    const op = highlightOf(words, text, from, to, 4, 2);
    expect(op?.quads).toHaveLength(2);
    expect(op?.quote).toMatchObject({ exact: 'khả năng\ngiải ngân', prefix: 'không có ', suffix: ' hết', start: 9 });
    expect(op === null ? 'none' : checkOp(op)).toBeNull();
  });
  it('the same words backwards are the same highlight', () => {
    expect(highlightOf(words, text, 5, 1, 0, 2)).toEqual(highlightOf(words, text, 1, 5, 0, 2));
  });
  it('away from text there is no word to snap to', () => expect(wordAt(words, 0.5, 0.5, 1.41)).toBe(-1));
});
