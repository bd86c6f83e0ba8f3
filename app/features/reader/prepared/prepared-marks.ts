/** Marks somebody prepared for the reader, by the movement that made them, and what they become when they are adopted. */
import { adoptedId } from '@shared/rules/adopted-ink';
import { gesturesOf } from '@shared/rules/ink-gestures';
import type { InkClient } from '~/tablet/ink/ink-client';
import type { Mark, MarkOp } from '~/tablet/ink/ink-model';
import { BLACK, BLUE, YELLOW } from '~/tablet/ink/palette';

/** What the server says was prepared on the open version (`annotations.prepared`). */
export interface ReaderPrepared {
  readonly by: readonly { readonly inkId: string; readonly name: string; readonly key: string; readonly asks: readonly string[] }[];
  /** Own marks that were adopted on an earlier version. */
  readonly adopted: readonly { readonly opId: string; readonly name: string }[];
}

export interface PreparedGesture {
  readonly key: string;
  readonly inkId: string;
  readonly name: string;
  readonly marks: readonly Mark[];
  /** What each of them is called once it is adopted. */
  readonly adopted: readonly string[];
  /** From 1. */
  readonly page: number;
  /** Its place on this version is in doubt. */
  readonly asks: boolean;
}

/** Those the reader has not adopted. @param own the reader's own marks. */
export function gesturesPrepared({ inkId, name, key, asks }: ReaderPrepared['by'][number], client: InkClient, own: InkClient): PreparedGesture[] {
  const inDoubt = new Set(asks);
  return [...client.model.allMarks()].flatMap(([page, marks]) =>
    gesturesOf(marks.filter(({ opId }) => !standsFor(own, adoptedId(opId, key))).map((mark) => ({ id: mark.opId, op: mark.op, mark }))).map((gesture) => ({
      key: gesture.map(({ id }) => id).join(' '), inkId, name, marks: gesture.map(({ mark }) => mark), adopted: gesture.map(({ id }) => adoptedId(id, key)), page: page + 1, asks: gesture.some(({ id }) => inDoubt.has(id)),
    })));
}

/** The same in the hand of whoever adopts it: their own colours. */
export function adoptedOp(op: MarkOp): MarkOp {
  if (op.kind === 'note') return { ...op, color: BLACK };
  if (op.kind === 'highlight') return { ...op, color: YELLOW };
  return { ...op, color: op.tool === 'marker' ? YELLOW : BLUE, liveStroke: 0 };
}

/** What the server refused stands for nothing. */
const standsFor = ({ model }: InkClient, id: string): boolean => model.shows(id) && model.mark(id)?.state !== 'refused';

/** From whom a mark was adopted; null: it is the reader's from the beginning. */
export function adoptedFrom(opId: string, layers: readonly { readonly name: string; readonly key: string; readonly client: InkClient }[]): string | null {
  return layers.find(({ client, key }) => client.model.mark(adoptedId(opId, key)) !== undefined)?.name ?? null;
}
