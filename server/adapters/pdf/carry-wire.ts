import { z } from 'zod';
import type { Carried, Mark, Place } from '../../carryover';

/** Marks and answers as `phien carry-over` reads and writes them: pages from 1, points from the upper left corner of the page as shown. */

const COORDINATE = z.number().min(-20_000).max(20_000);
const POINT = z.tuple([COORDINATE, COORDINATE]).rest(z.number());
const BOX = z.tuple([COORDINATE, COORDINATE, COORDINATE, COORDINATE]);
const BASE = { id: z.union([z.string().min(1).max(200), z.number()]), page: z.int().min(1).max(100_000).optional() };

export const MARKS_FILE = z.object({
  marks: z.array(z.discriminatedUnion('kind', [
    z.object({ ...BASE, kind: z.literal('highlight'), rects: z.array(BOX).min(1).max(2_000) }),
    z.object({ ...BASE, kind: z.literal('ink'), group: z.union([z.string(), z.number()]).nullish(), strokes: z.array(z.array(POINT).min(1)).min(1) }),
    z.object({ ...BASE, kind: z.literal('note'), at: POINT }),
  ])),
});
export type MarksFile = z.infer<typeof MARKS_FILE>;

const ordered = ([x0, y0, x1, y1]: readonly [number, number, number, number]) => [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)] as const;
const xy = ([x, y]: readonly number[]): readonly [number, number] => [x ?? 0, y ?? 0];

/** Marks of a file by the place they have in it: ids are whatever their maker liked. */
export function marksOf({ marks }: MarksFile): Mark[] {
  return marks.map((mark, index): Mark => {
    const base = { id: String(index), page: (mark.page ?? 1) - 1 };
    if (mark.kind === 'highlight') return { ...base, kind: 'highlight', rects: mark.rects.map(ordered) };
    if (mark.kind === 'note') return { ...base, kind: 'note', at: xy(mark.at) };
    return { ...base, kind: 'ink', ...(mark.group != null && { group: String(mark.group) }), strokes: mark.strokes.map((stroke) => stroke.map(xy)) };
  });
}

const round = (value: number): number => Math.round(value * 100) / 100;

function placeOf({ page, rects, strokes, at }: Place) {
  return {
    page: page + 1,
    ...(rects && { rects: rects.map((rect) => rect.map(round)) }),
    ...(strokes && { strokes: strokes.map((stroke) => stroke.map((point) => point.map(round))) }),
    ...(at && { at: at.map(round) }),
  };
}

/** What `--json` prints of one mark. */
export const answerOf = ({ marks }: MarksFile, { id, verdict, place, rest, doubt }: Carried) => ({
  id: marks[Number(id)]?.id ?? id,
  verdict,
  ...(place && placeOf(place)),
  ...(rest && { rest: rest.map(placeOf) }),
  ...(doubt && { doubt }),
});
