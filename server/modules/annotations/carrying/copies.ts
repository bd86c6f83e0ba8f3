import { createHash } from 'node:crypto';
import type { CarriedLogMark, LogMark, LogPlace } from '../../../kernel/ports/mark-carrier';
import { checkOp, INK_LIMITS, type Quad } from '../../../shared/protocol/ink';
import { gesturesOf } from '../../../shared/rules/ink-gestures';
import type { LoggedMark, MarkOp } from './logged-marks';

/**
 * The id of what follows from a mark on a later version: the same each time it is asked for, so that work done twice is there once. A
 * UUIDv7 of the moment the mark itself was made.
 */
export function derivedId(sourceId: string, versionId: string, what: string): string {
  const digest = createHash('sha256').update(`${sourceId} ${versionId} ${what}`).digest('hex');
  const variant = (8 + (parseInt(digest[3] ?? '0', 16) % 4)).toString(16);
  return `${sourceId.slice(0, 13)}-7${digest.slice(0, 3)}-${variant}${digest.slice(4, 7)}-${digest.slice(8, 20)}`;
}

/** Ids of the operations a mark is on another version; more than the first for a highlight over the end of a page. */
export const copyId = (sourceId: string, versionId: string, part: number): string => derivedId(sourceId, versionId, `copy ${part}`);

/** Pages a highlight may run over. */
export const PARTS_AT_MOST = 8;

/** The marks of one person and layer on one version as the carrier takes them, strokes of one gesture under one group. */
export const logMarks = (marks: readonly LoggedMark[]): LogMark[] => gesturesOf(marks).flatMap(([first, ...rest]) => (first ? [first, ...rest].map((mark) => logMark(mark, first.id)) : []));

function logMark({ id, op }: LoggedMark, group: string): LogMark {
  if (op.kind === 'highlight') return { id, page: op.page, kind: 'highlight', quads: op.quads };
  if (op.kind === 'note') return { id, page: op.page, kind: 'note', at: [op.x, op.y] };
  return { id, page: op.page, kind: 'ink', group, points: Array.from(op.points).filter((_value, index) => index % 3 !== 2) };
}

/** The operations of a mark where the carrier put it; none where that is not a mark the log would take. */
export function copiesOf({ op }: LoggedMark, { places }: CarriedLogMark): MarkOp[] {
  const copies = places.slice(0, PARTS_AT_MOST).map((place) => copyAt(op, place));
  const sound = copies.filter((copy): copy is MarkOp => copy !== null && checkOp(copy) === null);
  return sound.length === copies.length ? sound : [];
}

function copyAt(op: MarkOp, { page, quads, points, at }: LogPlace): MarkOp | null {
  if (op.kind === 'note') return at ? { ...op, page, x: at[0] ?? 0, y: at[1] ?? 0 } : null;
  // Where in the text of the page it stands is not known of the new one.
  if (op.kind === 'highlight') return quads ? { ...op, page, quads: quads.slice(0, INK_LIMITS.quads) as unknown as Quad[], quote: { ...op.quote, start: -1 } } : null;
  if (points?.length !== (op.points.length / 3) * 2) return null;
  const moved = Uint16Array.from(op.points);
  for (let index = 0; index * 2 < points.length; index += 1) {
    moved[index * 3] = points[index * 2] ?? 0;
    moved[index * 3 + 1] = points[index * 2 + 1] ?? 0;
  }
  return { ...op, page, points: moved, liveStroke: 0 };
}
