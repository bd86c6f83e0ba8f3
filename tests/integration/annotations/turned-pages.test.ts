import { rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMarkCarrier } from '../../../server/adapters/pdf/carry';
import { encodeLogMarks, type MarkCarrier } from '../../../server/kernel/ports/mark-carrier';
import type { HighlightOp, StrokeOp } from '../../../server/shared/protocol/ink';
import { bundleChildren } from '../../support/bundled-child';
import { highlight, paperOf, SENTENCES, underline } from '../../support/carried-papers';

let carrier: MarkCarrier;
let folder: string;

beforeAll(async () => {
  const made = await bundleChildren('carry-over');
  folder = made.folder;
  carrier = createMarkCarrier({ program: made.programs['carry-over'], wallMs: 120_000 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('marks as the log has them', { timeout: 120_000 }, () => {
  it.each([0, 90, 180, 270])('carryover C14 on a new version turned by %i degrees they stand on their words, in units of the page before it is turned', async (rotate) => {
    const file = async (name: string, bytes: Uint8Array): Promise<string> => {
      await writeFile(path.join(folder, name), bytes);
      return path.join(folder, name);
    };
    const [old, fresh] = [await file('old.pdf', await paperOf([SENTENCES])), await file(`turned-${rotate}.pdf`, await paperOf([['A first line.', ...SENTENCES]], rotate))];
    const [mark, stroke] = [highlight(0), underline(2)] as [HighlightOp, StrokeOp];
    const points = Array.from(stroke.points).filter((_value, index) => index % 3 !== 2);
    const marks = await file('marks.json', encodeLogMarks([
      { id: 'h', page: 0, kind: 'highlight', quads: mark.quads }, { id: 's', page: 0, kind: 'ink', points }, { id: 'n', page: 0, kind: 'note', at: [2_000, 1_800] }, { id: 'beyond', page: 9, kind: 'note', at: [1, 1] },
    ]));
    const [h, s, n, beyond] = (await carrier.carry(old, fresh, marks)) ?? [];
    expect([h?.verdict, s?.verdict, n?.verdict, beyond]).toEqual(['moved', 'moved', 'moved', { id: 'beyond', verdict: 'tray', places: [], doubt: 'no_anchor' }]);
    // A line further down: 40 of 842 points, in 16384ths.
    const down = (40 / 842) * 16_384;
    const ys = (h?.places[0]?.quads?.[0] ?? []).filter((_value, index) => index % 2 === 1);
    expect(Math.abs(Math.min(...ys) - (mark.quads[0]?.[1] ?? 0) - down)).toBeLessThan(60);
    expect(s?.places[0]?.points).toHaveLength(points.length);
    expect(Math.abs((s?.places[0]?.points?.[0] ?? 0) - (points[0] ?? 0))).toBeLessThan(20);
    expect(Math.abs((s?.places[0]?.points?.[1] ?? 0) - (points[1] ?? 0) - down)).toBeLessThan(20);
    expect(Math.abs((n?.places[0]?.at?.[1] ?? 0) - 1_800 - down)).toBeLessThan(20);
  });
});
