/**
 * What this tablet keeps of ink: operations that wait to be sent, operations the server has confirmed, and how far both
 * streams of a document were read. The last two change in one transaction, so that the number never runs ahead of the marks.
 */
import type { InkLayer, OpRecord } from '@shared/protocol/ink';
import type { AckOutcome } from '@shared/protocol/ink-frames';
import type { InkHeads } from './ink-connection';

/** An operation made on this device. It is stored before it is sent and deleted when the server has it. */
export interface PendingOp {
  readonly opId: string;
  readonly doc: string;
  readonly layer: InkLayer;
  /** Wire form: a retry sends exactly the same bytes. */
  readonly bytes: Uint8Array;
  /** Order of making; operations are sent in this order. */
  readonly order: number;
  /** When it was made, ms since 1970 by this device. */
  readonly madeAt: number;
  /** Why the server will not take it; null while it waits. */
  readonly refusal: AckOutcome | null;
}

export interface KeptRecord {
  readonly layer: InkLayer;
  readonly record: OpRecord;
}

export interface KeptInk {
  readonly heads: InkHeads;
  readonly records: readonly KeptRecord[];
  readonly pending: readonly PendingOp[];
}

export interface InkStorage {
  /** False when nothing survives closing this window (private browsing, storage full or switched off). */
  readonly durable: boolean;
  load(doc: string): Promise<KeptInk>;
  /** Documents with operations that wait to be sent; refused ones wait for the person instead. */
  waitingDocs(): Promise<readonly string[]>;
  /** Adds or replaces operations that wait. */
  putPending(ops: readonly PendingOp[]): Promise<void>;
  dropPending(opIds: readonly string[]): Promise<void>;
  /** Keeps operations at this very moment, for a page that may not get another one; until `putPending` or `dropPending` has had them. */
  keepAside(ops: readonly PendingOp[]): void;
  /** What was kept aside of a document. */
  aside(doc: string): readonly PendingOp[];
  /** Records applied, their operations out of the outbox, and the new heads: one transaction. */
  apply(doc: string, layer: InkLayer, records: readonly OpRecord[], heads: InkHeads): Promise<void>;
  /** Forgets what was applied from another log; the outbox stays. */
  reset(doc: string, epoch: string): Promise<void>;
  /** Lets go of what is open; the next call opens it again. */
  close(): void;
}

export const NO_HEADS: InkHeads = { epoch: null, shared: 0, private: 0 };

/** Documents of operations that still wait, each once, the oldest operation first. */
export const waitingDocsOf = (ops: readonly PendingOp[]): string[] => [
  ...new Set([...ops].sort((a, b) => a.order - b.order).flatMap(({ doc, refusal }) => (refusal === null ? [doc] : []))),
];

/** Storage of this window only: the last resort, told to the person. */
export class MemoryInkStorage implements InkStorage {
  readonly durable = false;
  readonly #records = new Map<string, KeptRecord[]>();
  readonly #heads = new Map<string, InkHeads>();
  readonly #pending = new Map<string, PendingOp>();

  async load(doc: string): Promise<KeptInk> {
    const pending = [...this.#pending.values()].filter((op) => op.doc === doc).sort((a, b) => a.order - b.order);
    return { heads: this.#heads.get(doc) ?? NO_HEADS, records: [...(this.#records.get(doc) ?? [])], pending };
  }

  async waitingDocs(): Promise<readonly string[]> {
    return waitingDocsOf([...this.#pending.values()]);
  }

  async putPending(ops: readonly PendingOp[]): Promise<void> {
    for (const op of ops) this.#pending.set(op.opId, op);
  }

  async dropPending(opIds: readonly string[]): Promise<void> {
    for (const opId of opIds) this.#pending.delete(opId);
  }

  close(): void {}

  keepAside(): void {}

  aside(): readonly PendingOp[] {
    return [];
  }

  async apply(doc: string, layer: InkLayer, records: readonly OpRecord[], heads: InkHeads): Promise<void> {
    const kept = this.#records.get(doc) ?? [];
    kept.push(...records.map((record) => ({ layer, record })));
    this.#records.set(doc, kept);
    this.#heads.set(doc, heads);
    await this.dropPending(records.map(({ opId }) => opId));
  }

  async reset(doc: string, epoch: string): Promise<void> {
    this.#records.delete(doc);
    this.#heads.set(doc, { ...NO_HEADS, epoch });
  }
}
