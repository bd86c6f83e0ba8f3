import { describe, expect, it } from 'vitest';
import { touches } from '../../../app/tablet/ink/eraser';
import type { Mark, MarkOp } from '../../../app/tablet/ink/ink-model';

const RATIO = 1.414;
const mark = (op: MarkOp): Mark => ({ opId: 'a', layer: 'private', authorId: 'me', own: true, at: 0, state: 'stored', refusal: null, op });
const stroke = (...points: number[]): Mark =>
  mark({ kind: 'stroke', page: 0, tool: 'pen', color: 0, width: 13, liveStroke: 0, points: Uint16Array.from(points.flatMap((value, index) => (index % 2 === 1 ? [value, 128] : [value]))) });
const at = (x: number, y: number) => ({ x, y });

describe('the eraser', () => {
  const line = stroke(8_000, 2_000, 8_000, 6_000);

  it('touches a stroke between two far samples of a fast hand', () => {
    expect(touches(line, at(2_000, 4_000), at(14_000, 4_200), 100, RATIO)).toBe(true);
    expect(touches(line, at(2_000, 7_000), at(14_000, 7_200), 100, RATIO)).toBe(false);
  });

  it('standing still it touches what is within its reach, as round on the paper as on the screen', () => {
    expect(touches(line, at(8_090, 4_000), at(8_090, 4_000), 100, RATIO)).toBe(true);
    expect(touches(line, at(8_300, 4_000), at(8_300, 4_000), 100, RATIO)).toBe(false);
    // 120 units below the end are 170 on the paper's scale of widths.
    expect(touches(line, at(8_000, 6_120), at(8_000, 6_120), 100, RATIO)).toBe(false);
    expect(touches(line, at(8_000, 6_060), at(8_000, 6_060), 100, RATIO)).toBe(true);
  });

  it('a dot, a note and a highlight are touched in passing too', () => {
    const passing = [at(4_000, 4_000), at(12_000, 4_000), 100, RATIO] as const;
    expect(touches(stroke(8_000, 4_010), ...passing)).toBe(true);
    expect(touches(mark({ kind: 'note', page: 0, color: 1, x: 8_000, y: 4_050, text: 'x' }), ...passing)).toBe(true);
    const quote = { exact: 'a', prefix: '', suffix: '', start: 0 };
    const highlight = (top: number): Mark => mark({ kind: 'highlight', page: 0, color: 2, quads: [[6_000, top, 9_000, top, 6_000, top + 300, 9_000, top + 300]], quote });
    expect(touches(highlight(3_900), ...passing)).toBe(true);
    expect(touches(highlight(4_600), ...passing)).toBe(false);
  });
});
