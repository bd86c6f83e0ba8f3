/**
 * Ink of one open document on this device: what is drawn goes into storage first, then to the server, and stays visible
 * until the server has it. Survives reconnects, reloads and the background of a tablet.
 */
import { v7 as uuidv7 } from 'uuid';
import { INK_LIMITS, checkOp, encodeOp } from '@shared/protocol/ink';
import type { InkLayer, InkOp, OpRecord } from '@shared/protocol/ink';
import { RETRY_OUTCOMES } from '@shared/protocol/ink-frames';
import type { AckOutcome, InkAck } from '@shared/protocol/ink-frames';
import type { InkHeads, InkListener, InkStatus, InkTransport, LiveStroke } from './ink-connection';
import { InkModel } from './ink-model';
import type { Mark, MarkOp } from './ink-model';
import { NO_HEADS } from './ink-storage';
import type { InkStorage, PendingOp } from './ink-storage';
import { InkKeeper } from './ink-keeper';
import type { InkSummary } from './ink-summary';
import { UndoStack } from './undo-stack';
import type { Inverse, UndoMemory } from './undo-stack';

/** Operations on their way at one time. */
export const IN_FLIGHT = 32;
const RETRY_MS = 1_000;
/** Putting a damaged log right takes an operator minutes, and the server starts anew with it. */
const SUSPENDED_RETRY_MS = 30_000;
const LATE_TICK_MS = 500;

const sameOps = (a: readonly PendingOp[], b: readonly PendingOp[]): boolean => a.length === b.length && a.every((op, index) => op === b[index]);

export interface InkClientOptions {
  readonly doc: string;
  readonly me: string;
  readonly transport: InkTransport;
  readonly storage: InkStorage;
  readonly onLive: (strokes: readonly LiveStroke[]) => void;
  /** Called with every confirmed record of others, so that its live preview can go. */
  readonly onSettled: (record: OpRecord) => void;
  /** What could be taken back when the paper was last open here. */
  readonly undo?: UndoMemory;
  /** Ms since 1970; tests bring their own. */
  readonly now?: () => number;
}

export class InkClient implements InkListener {
  readonly model: InkModel;
  readonly #options: InkClientOptions;
  readonly #now: () => number;
  readonly #undo: UndoStack;
  readonly #listeners = new Set<() => void>();
  readonly #pageVersions = new Map<number, number>();
  readonly #queue: PendingOp[] = [];
  readonly #inFlight = new Set<string>();
  readonly #keeper: InkKeeper;
  #heads: InkHeads = NO_HEADS;
  #joined = false;
  #joining = false;
  #stopped = false;
  #order = 0;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #ticker: ReturnType<typeof setInterval> | null = null;
  #unlisten: (() => void) | null = null;
  #summary: InkSummary;
  #version = 0;

  constructor(options: InkClientOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#undo = new UndoStack(options.undo);
    this.model = new InkModel(options.me);
    this.#keeper = new InkKeeper(options.doc, options.storage, {
      onDurable: (durable) => this.#patch({ durable }),
      waiting: () => [...this.#queue, ...this.model.refused()],
      takeUp: (pending) => this.#takeUp(pending),
    });
    this.#summary = {
      status: options.transport.status, late: 0, waiting: 0, refused: [], canUndo: false, canRedo: false, joined: false, canShare: false,
      canPresent: false, durable: options.storage.durable, lagging: false, full: false, closed: false, suspended: false,
    };
  }

  /** Shows what this device knows, then joins. */
  async start(): Promise<void> {
    const { doc, transport } = this.#options;
    const kept = await this.#keeper.load();
    // Left before the storage answered: nobody would end what begins here.
    if (this.#stopped) return;
    this.#heads = kept.heads;
    for (const { layer, record } of kept.records) this.#bump(this.model.applyRecords(layer, [record]));
    this.#takeUp(kept.pending);
    this.#unlisten = transport.listen(doc, this);
    this.#ticker = setInterval(() => this.#tick(), LATE_TICK_MS);
    this.#tick();
    if (transport.status === 'online') void this.#join();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unlisten?.();
    if (this.#ticker !== null) clearInterval(this.#ticker);
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#options.transport.leave(this.#options.doc);
    this.#joined = false;
    await this.#keeper.end();
  }

  readonly summary = (): InkSummary => this.#summary;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Grows when a mark of any page changes. */
  readonly version = (): number => this.#version;

  /** Grows when a mark of the page (index from 0) changes. */
  pageVersion(page: number): number {
    return this.#pageVersions.get(page) ?? 0;
  }

  /** Adds marks as one undoable action, under these ids where they were named before. Returns their ids. */
  add(layer: InkLayer, ops: readonly MarkOp[], replaced: readonly string[] = [], ids: readonly string[] = []): string[] {
    const added = ops.flatMap((op, rank) => (checkOp(op) === null ? [this.#enqueue(layer, op, ids[rank])] : []));
    this.#change(replaced, 'erase');
    this.#undo.push({ added, removed: replaced });
    this.#publish();
    return added;
  }

  erase(opIds: readonly string[]): void {
    const own = opIds.filter((opId) => this.model.mark(opId)?.own === true);
    if (own.length === 0) return;
    this.#change(own, 'erase');
    this.#undo.push({ added: [], removed: own });
    this.#publish();
  }

  /** Brings own marks back that were taken away, as one undoable action. */
  restore(opIds: readonly string[]): void {
    const own = opIds.filter((opId) => this.model.mark(opId)?.own === true && !this.model.shows(opId));
    if (own.length === 0) return;
    this.#change(own, 'restore');
    this.#undo.push({ added: own, removed: [] });
    this.#publish();
  }

  /**
   * Puts own marks into another layer: they are drawn anew there and erased where they were, as one action, so taking
   * back is its inverse. Returns the new ids.
   */
  moveTo(layer: InkLayer, marks: readonly Mark[]): string[] {
    const own = marks.filter((mark) => mark.own && mark.layer !== layer);
    return this.add(layer, own.map((mark) => (mark.op.kind === 'stroke' ? { ...mark.op, liveStroke: 0 } : mark.op)), own.map(({ opId }) => opId));
  }

  undo(): void {
    this.#apply(this.#undo.undo(this.#isHere));
  }

  redo(): void {
    this.#apply(this.#undo.redo(this.#isHere));
  }

  /** Gives a refused operation up. */
  discardRefused(opId: string): void {
    this.#bump(this.model.dropPending(opId));
    this.#keeper.keep((storage) => storage.dropPending([opId]));
    this.#publish();
  }

  /** Keeps a refused shared mark as a private one. */
  keepRefusedPrivate(opId: string): void {
    const mark = this.model.mark(opId);
    this.discardRefused(opId);
    if (mark !== undefined) this.add('private', [mark.op.kind === 'stroke' ? { ...mark.op, liveStroke: 0 } : mark.op]);
  }

  onStatus(status: InkStatus): void {
    this.#joined = false;
    this.#inFlight.clear();
    this.#patch({ status });
    if (status === 'online') void this.#join();
  }

  onLive(strokes: readonly LiveStroke[]): void {
    this.#options.onLive(strokes.filter(({ personId }) => personId !== this.#options.me));
  }

  onLagging(lagging: boolean): void {
    this.#patch({ lagging });
  }

  onClosed(): void {
    this.#joined = false;
    this.#patch({ closed: true });
  }

  onSuspended(): void {
    this.#joined = false;
    this.#inFlight.clear();
    this.#patch({ suspended: true });
    this.#retryLater(SUSPENDED_RETRY_MS);
  }

  onRecords(layer: InkLayer, records: readonly OpRecord[]): void {
    const known = this.#heads[layer];
    const fresh = records.filter(({ seq }) => seq > known);
    const first = fresh[0];
    const last = fresh.at(-1);
    if (first === undefined || last === undefined) return;
    if (first.seq !== known + 1) {
      void this.#join();
      return;
    }
    this.#heads = { ...this.#heads, [layer]: last.seq };
    const heads = this.#heads;
    this.#keeper.keep((storage) => storage.apply(this.#options.doc, layer, fresh, heads));
    const done = new Set(fresh.map(({ opId }) => opId));
    this.#forget(done);
    this.#bump(this.model.applyRecords(layer, fresh));
    for (const record of fresh) this.#options.onSettled(record);
    this.#flush();
    this.#publish();
  }

  onAcks(acks: readonly InkAck[]): void {
    const done = new Set<string>();
    this.#patch({ full: acks.some(({ outcome }) => outcome === 'storage_full') });
    for (const { opId, outcome } of acks) {
      this.#inFlight.delete(opId);
      if (outcome === 'committed' || outcome === 'duplicate') {
        done.add(opId);
        this.#bump(this.model.acknowledge(opId));
      } else if (RETRY_OUTCOMES.has(outcome)) {
        this.#retryLater();
      } else {
        this.#refuse(opId, outcome);
      }
    }
    if (done.size > 0) this.#keeper.keep((storage) => storage.dropPending([...done]));
    this.#forget(done);
    this.#flush();
    this.#publish();
  }

  async #join(): Promise<void> {
    if (this.#joining) return;
    this.#joining = true;
    const { doc, transport } = this.#options;
    try {
      const answer = await transport.join(doc, this.#heads);
      if (this.#stopped) return;
      if (!answer.ok) {
        this.#patch({ closed: answer.code === 'not_found', suspended: answer.code === 'suspended' });
        if (answer.code === 'suspended') this.#retryLater(SUSPENDED_RETRY_MS);
        if (answer.code === 'unavailable' || answer.code === 'rate_limited') this.#retryLater((answer.retryAfter ?? 0) * 1_000);
        return;
      }
      if (answer.reset || answer.epoch !== this.#heads.epoch) {
        const { epoch } = answer;
        this.model.clearStored();
        this.#heads = { ...NO_HEADS, epoch };
        this.#keeper.keep((storage) => storage.reset(doc, epoch));
        this.#bump(new Set(this.#pageVersions.keys()));
      }
      this.#joined = true;
      // The long wait was for this: what was drawn meanwhile goes at once.
      if (this.#summary.suspended && this.#retry !== null) {
        clearTimeout(this.#retry);
        this.#retry = null;
      }
      this.#patch({ joined: true, canShare: answer.canShare, canPresent: answer.canPresent, closed: false, suspended: false });
      this.#flush();
    } catch {
      this.#retryLater();
    } finally {
      this.#joining = false;
    }
  }

  #enqueue(layer: InkLayer, op: InkOp, opId = uuidv7()): string {
    this.#order = Math.max(this.#order + 1, this.#now());
    const pending: PendingOp = {
      opId, doc: this.#options.doc, layer, bytes: encodeOp(op), order: this.#order, madeAt: this.#now(), refusal: null,
    };
    this.#bump(this.model.putPending(pending));
    this.#queue.push(pending);
    void this.#keeper.put([pending]).then(() => this.#flush());
    return pending.opId;
  }

  /** Operations of an earlier visit, in the order they were made. */
  #takeUp(stored: readonly PendingOp[]): void {
    for (const pending of stored.filter(({ opId }) => !this.#queue.some((one) => one.opId === opId) && this.model.mark(opId) === undefined)) {
      this.#order = Math.max(this.#order, pending.order);
      this.#bump(this.model.putPending(pending));
      if (pending.refusal === null) this.#queue.push(pending);
    }
    this.#flush();
  }

  #change(opIds: readonly string[], kind: 'erase' | 'restore'): void {
    // The server never had what it refused: there is nothing to tell it.
    if (kind === 'erase') for (const opId of opIds) if (this.model.mark(opId)?.state === 'refused') this.discardRefused(opId);
    for (const layer of ['private', 'shared'] as const) {
      const targets = opIds.filter((opId) => this.model.mark(opId)?.layer === layer);
      for (let start = 0; start < targets.length; start += INK_LIMITS.targets) {
        this.#enqueue(layer, { kind, targets: targets.slice(start, start + INK_LIMITS.targets) });
      }
    }
  }

  readonly #isHere = (opId: string): boolean => this.model.mark(opId) !== undefined;

  #apply(inverse: Inverse | null): void {
    if (inverse === null) return this.#publish();
    this.#change(inverse.erase, 'erase');
    this.#change(inverse.restore, 'restore');
    this.#publish();
  }

  #refuse(opId: string, outcome: AckOutcome): void {
    const index = this.#queue.findIndex((pending) => pending.opId === opId);
    const pending = this.#queue[index];
    if (pending === undefined) return;
    this.#queue.splice(index, 1);
    const refused = { ...pending, refusal: outcome };
    this.#bump(this.model.putPending(refused));
    void this.#keeper.put([refused]);
  }

  #forget(opIds: ReadonlySet<string>): void {
    if (opIds.size === 0) return;
    for (const opId of opIds) this.#inFlight.delete(opId);
    const left = this.#queue.filter(({ opId }) => !opIds.has(opId));
    this.#queue.splice(0, this.#queue.length, ...left);
  }

  /** Sends what waits, in order, up to the limit in flight. */
  #flush(): void {
    if (!this.#joined || this.#retry !== null) return;
    const room = IN_FLIGHT - this.#inFlight.size;
    if (room <= 0) return;
    const batch = this.#queue.filter(({ opId }) => !this.#inFlight.has(opId)).slice(0, room);
    if (batch.length === 0) return;
    const sent = this.#options.transport.sendOps(this.#options.doc, batch.map(({ opId, layer, bytes }) => ({ opId, layer, bytes })));
    if (sent) for (const { opId } of batch) this.#inFlight.add(opId);
  }

  /** @param afterMs the server's wish; spread, so that tablets refused together do not come again together. */
  #retryLater(afterMs = 0): void {
    if (this.#stopped) return;
    this.#retry ??= setTimeout(() => {
      this.#retry = null;
      this.#inFlight.clear();
      if (this.#joined) this.#flush();
      else if (this.#options.transport.status === 'online') void this.#join();
    }, afterMs === 0 ? RETRY_MS : Math.max(RETRY_MS, afterMs) * (0.75 + Math.random() / 2));
  }

  #tick(): void {
    this.#bump(this.model.setNow(this.#now()));
    this.#publish();
  }

  #bump(pages: ReadonlySet<number>): void {
    for (const page of pages) this.#pageVersions.set(page, this.pageVersion(page) + 1);
    if (pages.size === 0) return;
    this.#version += 1;
    this.#notify();
  }

  #publish(): void {
    const refused = this.model.refused();
    this.#patch({
      late: this.model.lateCount(),
      waiting: this.model.waitingCount(),
      refused: sameOps(refused, this.#summary.refused) ? this.#summary.refused : refused,
      canUndo: this.#undo.canUndo,
      canRedo: this.#undo.canRedo,
    });
  }

  #patch(change: Partial<InkSummary>): void {
    const next = { ...this.#summary, ...change };
    const keys = Object.keys(next) as (keyof InkSummary)[];
    if (keys.every((key) => next[key] === this.#summary[key])) return;
    this.#summary = next;
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
