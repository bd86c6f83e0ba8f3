import type { OpStore, StoredOp } from '../../../kernel/ports/op-store';
import { decodeOp, type HighlightOp, type NoteOp, type StrokeOp } from '../../../shared/protocol/ink';

/** What can be carried: everything that is drawn or written. */
export type MarkOp = StrokeOp | HighlightOp | NoteOp;

/** A mark of a stream; one that was taken away is not live. */
export interface LoggedMark {
  id: string;
  authorId: string;
  op: MarkOp;
  live: boolean;
}

/** One stream as its log says: its last number and every mark it ever had, in the order of making. */
export interface LoggedStream {
  head: number;
  marks: Map<string, LoggedMark>;
}

export const NO_STREAM: LoggedStream = { head: 0, marks: new Map() };

/** What a stream comes to; an erase or a restore touches marks of its own author only. */
export function fold(ops: Iterable<StoredOp>, into: LoggedStream = { head: 0, marks: new Map() }): LoggedStream {
  for (const { seq, opId, authorId, body } of ops) {
    into.head = seq;
    const decoded = decodeOp(body);
    if (!decoded.ok) continue;
    const op = decoded.value;
    if (op.kind !== 'erase' && op.kind !== 'restore') {
      into.marks.set(opId, { id: opId, authorId, op, live: true });
      continue;
    }
    for (const target of op.targets) {
      const mark = into.marks.get(target);
      if (mark?.authorId === authorId) mark.live = op.kind === 'restore';
    }
  }
  return into;
}

const AT_ONCE = 1_000;

/** A whole stream: the private one of a person, or (`null`) the one for all. */
export async function readStream(ink: Pick<OpStore, 'read'>, inkId: string, owner: string | null): Promise<LoggedStream> {
  const stream = fold([]);
  const viewer = { personId: owner ?? '', canSeeShared: owner === null };
  for (;;) {
    const page = await ink.read(inkId, owner === null ? 'shared' : 'private', viewer, stream.head, AT_ONCE);
    fold(page, stream);
    if (page.length < AT_ONCE) return stream;
  }
}
