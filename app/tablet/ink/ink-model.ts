/**
 * The marks of one document as this device knows them: what the server confirmed, with what was made here on top.
 * Rules: M1 confirmed records apply in order of their stream, each once. M2 an erase or restore touches marks of its own
 * author only. M3 what waits lies above what is confirmed, in the order of making. M4 a confirmed operation is no longer waiting.
 */
import type { HighlightOp, InkLayer, InkOp, NoteOp, OpRecord, StrokeOp } from '@shared/protocol/ink';
import { decodeOp } from '@shared/protocol/ink';
import type { AckOutcome } from '@shared/protocol/ink-frames';
import type { PendingOp } from './ink-storage';

export type MarkOp = StrokeOp | HighlightOp | NoteOp;

export interface Mark {
  readonly opId: string;
  readonly layer: InkLayer;
  readonly authorId: string;
  readonly own: boolean;
  /** Ms since 1970: server time once confirmed, device time before. */
  readonly at: number;
  /** `late`: made more than two seconds ago and not confirmed; `refused`: the server will not take it. */
  readonly state: 'stored' | 'waiting' | 'late' | 'refused';
  readonly refusal: AckOutcome | null;
  readonly op: MarkOp;
}

/** A stroke not confirmed for this long is shown as waiting. */
export const LATE_AFTER_MS = 2_000;

const NONE: readonly Mark[] = [];

interface Waiting {
  readonly pending: PendingOp;
  readonly op: InkOp;
  /** Confirmed by acknowledgement; its record is on the way. */
  acknowledged: boolean;
}

export class InkModel {
  readonly #me: string;
  readonly #stored = new Map<string, Mark>();
  readonly #byPage = new Map<number, Set<string>>();
  readonly #erased = new Set<string>();
  /** Taken away at some time, whether or not they were brought back. */
  readonly #wereErased = new Set<string>();
  readonly #waiting = new Map<string, Waiting>();
  readonly #cache = new Map<number, readonly Mark[]>();
  #now = 0;

  constructor(me: string) {
    this.#me = me;
  }

  /** Confirmed records of one stream, in order. Returns the pages that changed. */
  applyRecords(layer: InkLayer, records: readonly OpRecord[]): Set<number> {
    const touched = new Set<number>();
    for (const record of records) {
      this.#touch(record.op, touched);
      this.#waiting.delete(record.opId);
      const { op } = record;
      if (op.kind === 'erase' || op.kind === 'restore') {
        for (const target of op.targets) {
          if (this.#stored.get(target)?.authorId !== record.authorId) continue;
          if (op.kind === 'erase') {
            this.#erased.add(target);
            this.#wereErased.add(target);
          } else this.#erased.delete(target);
        }
        continue;
      }
      const own = record.authorId === this.#me;
      this.#stored.set(record.opId, { opId: record.opId, layer, authorId: record.authorId, own, at: record.at, state: 'stored', refusal: null, op });
      const page = this.#byPage.get(op.page) ?? new Set();
      page.add(record.opId);
      this.#byPage.set(op.page, page);
    }
    return this.#changed(touched);
  }

  putPending(pending: PendingOp): Set<number> {
    const decoded = decodeOp(pending.bytes);
    if (!decoded.ok) return new Set();
    this.#waiting.set(pending.opId, { pending, op: decoded.value, acknowledged: false });
    return this.#changed(this.#touch(decoded.value, new Set()));
  }

  /** The server has it; it stays in view until its record comes. */
  acknowledge(opId: string): Set<number> {
    const waiting = this.#waiting.get(opId);
    if (waiting === undefined) return new Set();
    waiting.acknowledged = true;
    return this.#changed(this.#touch(waiting.op, new Set()));
  }

  dropPending(opId: string): Set<number> {
    const waiting = this.#waiting.get(opId);
    if (waiting === undefined) return new Set();
    this.#waiting.delete(opId);
    return this.#changed(this.#touch(waiting.op, new Set()));
  }

  /** Forgets what was confirmed (another log begins); what waits stays. */
  clearStored(): void {
    this.#stored.clear();
    this.#byPage.clear();
    this.#erased.clear();
    this.#wereErased.clear();
    this.#cache.clear();
  }

  /** Moves the clock that decides what is late; returns the pages where that changed something. */
  setNow(now: number): Set<number> {
    const before = this.#now;
    this.#now = now;
    const touched = new Set<number>();
    for (const { pending, op } of this.#waiting.values()) {
      const due = pending.madeAt + LATE_AFTER_MS;
      if (due > before && due <= now) this.#touch(op, touched);
    }
    return this.#changed(touched);
  }

  /** Operations that wait longer than two seconds, refused ones not counted. */
  lateCount(): number {
    let count = 0;
    for (const { pending, acknowledged } of this.#waiting.values()) {
      if (!acknowledged && pending.refusal === null && pending.madeAt + LATE_AFTER_MS <= this.#now) count += 1;
    }
    return count;
  }

  waitingCount(): number {
    let count = 0;
    for (const { pending, acknowledged } of this.#waiting.values()) if (!acknowledged && pending.refusal === null) count += 1;
    return count;
  }

  refused(): readonly PendingOp[] {
    return [...this.#waiting.values()].flatMap(({ pending }) => (pending.refusal === null ? [] : [pending]));
  }

  /** Marks of a page (index from 0), oldest first; the same array until something on the page changes. */
  marksOf(page: number): readonly Mark[] {
    const cached = this.#cache.get(page);
    if (cached !== undefined) return cached;
    const marks = this.#collect(page);
    this.#cache.set(page, marks);
    return marks;
  }

  mark(opId: string): Mark | undefined {
    const stored = this.#stored.get(opId);
    if (stored !== undefined) return stored;
    const waiting = this.#waiting.get(opId);
    return waiting === undefined ? undefined : this.#markOf(waiting);
  }

  /** Whether the mark is there and was not taken away. */
  shows(opId: string): boolean {
    const mark = this.mark(opId);
    return mark !== undefined && this.marksOf(mark.op.page).some((one) => one.opId === opId);
  }

  /** Whether the server was told once to take the mark away, also where it was brought back. */
  wasErased(opId: string): boolean {
    return this.#wereErased.has(opId);
  }

  /** Every visible mark, by page. */
  allMarks(): Map<number, readonly Mark[]> {
    const pages = new Set(this.#byPage.keys());
    for (const { op } of this.#waiting.values()) if ('page' in op) pages.add(op.page);
    const all = new Map<number, readonly Mark[]>();
    for (const page of [...pages].sort((a, b) => a - b)) {
      const marks = this.marksOf(page);
      if (marks.length > 0) all.set(page, marks);
    }
    return all;
  }

  #collect(page: number): readonly Mark[] {
    const shown = new Map<string, Mark>();
    const gone = new Map<string, Mark>();
    for (const opId of this.#byPage.get(page) ?? []) {
      const mark = this.#stored.get(opId);
      if (mark !== undefined) (this.#erased.has(opId) ? gone : shown).set(opId, mark);
    }
    const waiting = [...this.#waiting.values()].sort((a, b) => a.pending.order - b.pending.order);
    for (const entry of waiting) {
      const { op } = entry;
      if (op.kind === 'erase' || op.kind === 'restore') {
        if (entry.pending.refusal !== null) continue;
        const [from, to] = op.kind === 'erase' ? [shown, gone] : [gone, shown];
        for (const target of op.targets) {
          const mark = from.get(target);
          if (mark === undefined || !mark.own) continue;
          from.delete(target);
          to.set(target, mark);
        }
      } else if (op.page === page) {
        const mark = this.#markOf(entry);
        if (mark !== undefined) shown.set(mark.opId, mark);
      }
    }
    return shown.size === 0 ? NONE : [...shown.values()];
  }

  #markOf({ pending, op, acknowledged }: Waiting): Mark | undefined {
    if (op.kind === 'erase' || op.kind === 'restore') return undefined;
    const late = !acknowledged && pending.madeAt + LATE_AFTER_MS <= this.#now;
    const state = acknowledged ? 'stored' : pending.refusal !== null ? 'refused' : late ? 'late' : 'waiting';
    return { opId: pending.opId, layer: pending.layer, authorId: this.#me, own: true, at: pending.madeAt, state, refusal: pending.refusal, op };
  }

  #touch(op: InkOp, pages: Set<number>): Set<number> {
    if (op.kind !== 'erase' && op.kind !== 'restore') return pages.add(op.page);
    for (const target of op.targets) {
      const mark = this.mark(target);
      if (mark !== undefined) pages.add(mark.op.page);
    }
    return pages;
  }

  #changed(pages: Set<number>): Set<number> {
    for (const page of pages) this.#cache.delete(page);
    return pages;
  }
}
