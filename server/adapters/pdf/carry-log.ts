import { z } from 'zod';
import type { Box, Carried, Mark, Place, Point } from '../../carryover';
import { PAGE_UNITS } from '../../shared/protocol/ink';
import { fromShown, toShown } from '../../shared/rules/viewport';
import type { OpenPdf } from './pdfium';

/** Marks as the log of ink has them: 16384ths of the page before it is turned, pages from 0 (`kernel/ports/mark-carrier`). */

const UNIT = z.number().min(0).max(PAGE_UNITS);
const BASE = { id: z.string().min(1).max(200), page: z.int().min(0).max(100_000) };

export const LOG_MARKS = z.object({
  frame: z.literal('log'),
  marks: z.array(z.discriminatedUnion('kind', [
    z.object({ ...BASE, kind: z.literal('highlight'), quads: z.array(z.array(UNIT).length(8)).min(1) }),
    z.object({ ...BASE, kind: z.literal('ink'), group: z.string().optional(), points: z.array(UNIT).min(2) }),
    z.object({ ...BASE, kind: z.literal('note'), at: z.tuple([UNIT, UNIT]) }),
  ])),
});
export type LogMarks = z.infer<typeof LOG_MARKS>;

/** A page as it is shown, points, and how far it was turned for that, clockwise degrees. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly rotate: number;
}

/** A page that cannot be read is an A4 sheet. */
export const sheetsOf = (pdf: OpenPdf): Sheet[] => Array.from({ length: pdf.pages }, (_, page) => {
  try {
    return pdf.withPage(page, (loaded, { width, height }) => ({ width, height, rotate: 90 * pdf.pdfium.FPDFPage_GetRotation(loaded) }));
  } catch {
    return { width: 595, height: 842, rotate: 0 };
  }
});

function pairs(values: readonly number[]): [number, number][] {
  return Array.from({ length: values.length >> 1 }, (_, index) => [values[2 * index] ?? 0, values[2 * index + 1] ?? 0]);
}

function shownAt({ width, height, rotate }: Sheet, [x, y]: readonly [number, number]): Point {
  const at = toShown({ x: x / PAGE_UNITS, y: y / PAGE_UNITS }, rotate);
  return [at.x * width, at.y * height];
}

const unit = (share: number): number => Math.max(0, Math.min(PAGE_UNITS, Math.round(share * PAGE_UNITS)));

function logAt({ width, height, rotate }: Sheet, [x, y]: Point): [number, number] {
  const at = fromShown({ x: x / width, y: y / height }, rotate);
  return [unit(at.x), unit(at.y)];
}

function boxOf(points: readonly Point[]): Box {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Marks on pages the paper has, for the matcher; the others hold on to nothing. */
export function marksOfLog({ marks }: LogMarks, sheets: readonly Sheet[]): Mark[] {
  return marks.flatMap((mark): Mark[] => {
    const sheet = sheets[mark.page];
    if (!sheet) return [];
    const { id, page } = mark;
    if (mark.kind === 'highlight') return [{ id, page, kind: 'highlight', rects: mark.quads.map((quad) => boxOf(pairs(quad).map((at) => shownAt(sheet, at)))) }];
    if (mark.kind === 'note') return [{ id, page, kind: 'note', at: shownAt(sheet, mark.at) }];
    return [{ id, page, kind: 'ink', ...(mark.group !== undefined && { group: mark.group }), strokes: [pairs(mark.points).map((at) => shownAt(sheet, at))] }];
  });
}

function logPlace({ page, rects, strokes, at }: Place, sheets: readonly Sheet[]) {
  const sheet = sheets[page] ?? { width: 1, height: 1, rotate: 0 };
  return {
    page,
    // Corners of the page as shown: upper left, upper right, lower left, lower right.
    ...(rects && { quads: rects.map(([left, top, right, bottom]) => ([[left, top], [right, top], [left, bottom], [right, bottom]] as const).flatMap((corner) => logAt(sheet, corner))) }),
    ...(strokes && { points: strokes.flat().flatMap((point) => logAt(sheet, point)) }),
    ...(at && { at: logAt(sheet, at) }),
  };
}

/** Every mark of the file once, in its order, as the log would have it on the new pages. */
export function logAnswer({ marks }: LogMarks, carried: readonly Carried[], sheets: readonly Sheet[]) {
  const found = new Map(carried.map((one) => [one.id, one]));
  return marks.map(({ id }) => {
    const { verdict, place, rest = [], doubt } = found.get(id) ?? { verdict: 'tray' as const, doubt: 'no_anchor' as const };
    return { id, verdict, places: place ? [place, ...rest].map((one) => logPlace(one, sheets)) : [], doubt: doubt ?? null };
  });
}
