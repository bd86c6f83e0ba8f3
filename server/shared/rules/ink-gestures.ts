/** Which marks belong together: strokes that one movement of the hand made. The same on server and tablet. */
import type { HighlightOp, NoteOp, StrokeOp } from '../protocol/ink';
import { boundsOf, type Box } from './ink-geometry';

export interface DrawnMark {
  /** Its UUIDv7, which says when its maker lifted the pen. */
  readonly id: string;
  readonly op: StrokeOp | HighlightOp | NoteOp;
}

/** When a mark was made, ms since 1970: the first 48 bits of its id. */
export const madeAt = (id: string): number => parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

/** The next stroke ends within this time, ms. */
const PAUSE_MS = 1_500;
/** And is this near, in units of a page: about 24 points on A4. */
const NEAR = { x: 660, y: 470 };

const joined = (a: Box, b: Box): Box => ({ left: Math.min(a.left, b.left), top: Math.min(a.top, b.top), right: Math.max(a.right, b.right), bottom: Math.max(a.bottom, b.bottom) });
const isNear = (a: Box, b: Box): boolean => a.left - NEAR.x <= b.right && b.left - NEAR.x <= a.right && a.top - NEAR.y <= b.bottom && b.top - NEAR.y <= a.bottom;

/**
 * Marks of one person in one layer of one version, in the order they were made, by the movement they belong to; a highlight or a note
 * stands for itself.
 */
export function gesturesOf<M extends DrawnMark>(marks: readonly M[]): M[][] {
  const gestures: M[][] = [];
  const open = new Map<number, { marks: M[]; at: number; box: Box }>();
  for (const mark of [...marks].sort((a, b) => madeAt(a.id) - madeAt(b.id))) {
    const { id, op } = mark;
    const box = op.kind === 'stroke' ? boundsOf(op, 1) : null;
    const last = open.get(op.page);
    if (box && last && madeAt(id) - last.at <= PAUSE_MS && isNear(last.box, box)) {
      last.marks.push(mark);
      open.set(op.page, { marks: last.marks, at: madeAt(id), box: joined(last.box, box) });
      continue;
    }
    const gesture = [mark];
    gestures.push(gesture);
    if (box) open.set(op.page, { marks: gesture, at: madeAt(id), box });
  }
  return gestures;
}
