/** Marks of earlier versions as the reader shows them: which are asked about, which lie in the tray, which came along. */
import { decodeOp, PAGE_UNITS, type InkLayer } from '@shared/protocol/ink';
import { gesturesOf } from '@shared/rules/ink-gestures';
import { boundsOf } from '@shared/rules/ink-geometry';
import type { InkModel, MarkOp } from '~/tablet/ink/ink-model';

/** What the server says of one mark of mine (`annotations.carried`). */
export interface OwnCarried {
  readonly id: string;
  readonly from: number;
  readonly layer: InkLayer;
  readonly verdict: 'moved' | 'check' | 'tray';
  readonly doubt: string | null;
  readonly decision: 'confirmed' | 'let_go' | null;
  readonly opIds: readonly string[];
  readonly made: { readonly number: number; readonly body: string } | null;
}

export interface CarriedState {
  /** The newest version. */
  readonly number: number;
  readonly isBehind: boolean;
  readonly own: readonly OwnCarried[];
  readonly forAll: readonly { readonly from: number; readonly opIds: readonly string[] }[];
}

/** Strokes of one movement, or one highlight or note, that is asked about or in the tray. */
export interface CarriedGesture {
  readonly key: string;
  readonly rows: readonly OwnCarried[];
  readonly layer: InkLayer;
  /** The version it is drawn from, and the one it was first made on. */
  readonly number: number;
  readonly from: number;
  readonly doubt: string | null;
  readonly ops: readonly MarkOp[];
  /** Index from 0, on the earlier version. */
  readonly page: number;
  readonly opIds: readonly string[];
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

const isAsked = ({ verdict, decision }: OwnCarried): boolean => verdict !== 'moved' && decision === null;

/** Everything of mine that waits for my word, in the order it was made. */
export function gesturesAsked({ own }: CarriedState): CarriedGesture[] {
  const groups = new Map<string, { id: string; op: MarkOp; row: OwnCarried }[]>();
  for (const row of own) {
    if (!isAsked(row) || row.made === null) continue;
    const read = decodeOp(bytesOf(row.made.body));
    if (!read.ok || read.value.kind === 'erase' || read.value.kind === 'restore') continue;
    const key = `${row.made.number} ${row.layer} ${row.verdict}`;
    groups.set(key, [...(groups.get(key) ?? []), { id: row.id, op: read.value, row }]);
  }
  return [...groups.values()].flatMap((marks) => gesturesOf(marks).map((gesture): CarriedGesture => {
    const rows = gesture.map(({ row }) => row);
    const [first] = gesture;
    return {
      key: rows.map(({ id }) => id).join(' '), rows, layer: rows[0]?.layer ?? 'private', number: rows[0]?.made?.number ?? 1, from: rows[0]?.from ?? 1,
      doubt: rows[0]?.doubt ?? null, ops: gesture.map(({ op }) => op), page: first?.op.page ?? 0, opIds: rows.flatMap(({ opIds }) => [...opIds]),
    };
  }));
}

/** Of those, which are drawn dashed on the page, and which are in the tray: never placed, or put away by hand. */
export function sorted(gestures: readonly CarriedGesture[], model: InkModel): { asking: CarriedGesture[]; tray: CarriedGesture[] } {
  const asking = gestures.filter(({ opIds }) => opIds.some((opId) => model.shows(opId)));
  return { asking, tray: gestures.filter((one) => !asking.includes(one)) };
}

/** Marks that came along beyond doubt, or were confirmed, and are mine; which of them are shown. */
export function movedMarks({ own }: CarriedState, model: InkModel): { shown: string[]; away: string[] } {
  const opIds = own.filter((row) => !isAsked(row) && row.decision !== 'let_go').flatMap((row) => row.opIds);
  const known = opIds.filter((opId) => model.mark(opId)?.own === true);
  return { shown: known.filter((opId) => model.shows(opId)), away: known.filter((opId) => !model.shows(opId)) };
}

/** What is said beside a mark on the page. */
export type MarkSign = { readonly kind: 'ask'; readonly gesture: CarriedGesture } | { readonly kind: 'from'; readonly from: number } | { readonly kind: 'by'; readonly word: string; readonly label: string };

/** Signs by the id of the operation. */
export function signsOf(state: CarriedState, gestures: readonly CarriedGesture[]): ReadonlyMap<string, MarkSign> {
  const signs = new Map<string, MarkSign>();
  for (const { from, opIds } of state.forAll) for (const opId of opIds) signs.set(opId, { kind: 'from', from });
  for (const gesture of gestures) for (const opId of gesture.opIds) signs.set(opId, { kind: 'ask', gesture });
  return signs;
}

/** The same marks elsewhere, the middle of all of them at that place (units of the page); none leaves the page. */
export function placedAt(ops: readonly MarkOp[], at: { page: number; x: number; y: number }): MarkOp[] {
  const boxes = ops.flatMap((op) => boundsOf(op, 1) ?? []);
  const [left, right] = [Math.min(...boxes.map((box) => box.left)), Math.max(...boxes.map((box) => box.right))];
  const [top, bottom] = [Math.min(...boxes.map((box) => box.top)), Math.max(...boxes.map((box) => box.bottom))];
  const within = (shift: number, low: number, high: number): number => Math.round(Math.max(-low, Math.min(PAGE_UNITS - high, shift)));
  const [dx, dy] = [within(at.x - (left + right) / 2, left, right), within(at.y - (top + bottom) / 2, top, bottom)];
  const clamp = (value: number): number => Math.max(0, Math.min(PAGE_UNITS, value));
  return ops.map((op): MarkOp => {
    if (op.kind === 'note') return { ...op, page: at.page, x: clamp(op.x + dx), y: clamp(op.y + dy) };
    if (op.kind === 'highlight') {
      const quads = op.quads.map((quad) => quad.map((value, index) => clamp(value + (index % 2 === 0 ? dx : dy))) as unknown as typeof quad);
      return { ...op, page: at.page, quads, quote: { ...op.quote, start: -1 } };
    }
    const points = op.points.map((value, index) => (index % 3 === 0 ? clamp(value + dx) : index % 3 === 1 ? clamp(value + dy) : value));
    return { ...op, page: at.page, liveStroke: 0, points };
  });
}

/** How many came along, are asked about, and are in the tray, as far as the server knows: movements of the hand, not strokes. */
export function tellingOf(state: CarriedState): { moved: number; asking: number; tray: number } {
  const gestures = gesturesAsked(state);
  const moved = state.own.filter((row) => row.verdict === 'moved' || row.decision === 'confirmed').length;
  const tray = gestures.filter(({ rows }) => rows[0]?.verdict === 'tray').length;
  return { moved, asking: gestures.length - tray, tray };
}
