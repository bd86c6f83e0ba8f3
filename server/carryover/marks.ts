import type { Box, Point } from './page';

interface OnPage {
  readonly id: string;
  /** From 0. */
  readonly page: number;
}

/** One box for each line of marked text. */
export interface Highlight extends OnPage {
  readonly kind: 'highlight';
  readonly rects: readonly Box[];
}

/** What a hand drew; strokes of one gesture have one group and stay together. */
export interface Ink extends OnPage {
  readonly kind: 'ink';
  readonly group?: string | undefined;
  readonly strokes: readonly (readonly Point[])[];
}

export interface Note extends OnPage {
  readonly kind: 'note';
  readonly at: Point;
}

export type Mark = Highlight | Ink | Note;

/** Placed beyond doubt, placed where the owner should look, or in the tray beside a picture of the old page. */
export type Verdict = 'moved' | 'check' | 'tray';

/** Why a mark is doubtful or in the tray. */
export type Doubt =
  | 'gone' // Nothing like the marked place is left.
  | 'changed' // The marked words are not all the same any more.
  | 'surroundings' // The words are there, what stood around them is not.
  | 'alike' // Another place is as good.
  | 'torn' // The marked place has been split over lines or pages.
  | 'likeness' // Two pictures are not like enough.
  | 'no_anchor'; // There is neither text nor picture to hold on to.

export interface Place {
  /** From 0. */
  readonly page: number;
  readonly rects?: readonly Box[];
  readonly strokes?: readonly (readonly Point[])[];
  readonly at?: Point;
}

export interface Carried {
  readonly id: string;
  readonly verdict: Verdict;
  /** Where the mark is now, or might be; none in the tray. */
  readonly place?: Place;
  /** The rest of a highlight that runs over the end of a page. */
  readonly rest?: readonly Place[];
  readonly doubt?: Doubt;
}

export const tray = (id: string, doubt: Doubt): Carried => ({ id, verdict: 'tray', doubt });

/** Turned, sized and shifted: x′ = a·x − b·y + left, y′ = b·x + a·y + top. */
export interface Motion {
  readonly a: number;
  readonly b: number;
  readonly left: number;
  readonly top: number;
}

export const move = ({ a, b, left, top }: Motion, [x, y]: Point): Point => [a * x - b * y + left, b * x + a * y + top];

export function moveBox(motion: Motion, [left, top, right, bottom]: Box): Box {
  const corners = ([[left, top], [right, top], [left, bottom], [right, bottom]] as const).map((corner) => move(motion, corner));
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** The same mark after a motion. */
export function moved(mark: Mark, page: number, motion: Motion): Place {
  if (mark.kind === 'highlight') return { page, rects: mark.rects.map((rect) => moveBox(motion, rect)) };
  if (mark.kind === 'note') return { page, at: move(motion, mark.at) };
  return { page, strokes: mark.strokes.map((stroke) => stroke.map((point) => move(motion, point))) };
}
