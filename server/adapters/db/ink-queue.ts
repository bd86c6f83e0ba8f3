import { DomainError } from '../../kernel/errors';
import type { AppendResult, PendingOp } from '../../kernel/ports/op-store';

/** A batch that waits for the disk, and who is told what became of it. */
export interface InkCall {
  batch: readonly PendingOp[];
  resolve: (results: AppendResult[]) => void;
  reject: (error: unknown) => void;
}

export type InkOutcome = Omit<AppendResult, 'opId'>;

const QUEUE_LIMIT = 5_000;
/** Operations of one transaction: beyond this a bigger group no longer pays and only delays the first one's answer. */
const GROUP_LIMIT = 1_024;

/** Batches for the one writer of an ink log, in the order in which they came: what arrived together is made durable by one flush. */
export class InkQueue {
  readonly #calls: InkCall[] = [];
  readonly #limit: number;
  #waiting = 0;

  /** @param limit operations that may wait before callers are told `ink.busy`. */
  constructor(limit = QUEUE_LIMIT) {
    this.#limit = limit;
  }

  /** Operations that have no answer yet, those under way among them. */
  get waiting(): number {
    return this.#waiting;
  }

  get isEmpty(): boolean {
    return this.#calls.length === 0;
  }

  /** @param onAdded called when it stands in the queue. */
  add(batch: readonly PendingOp[], onAdded: () => void): Promise<AppendResult[]> {
    if (this.#waiting + batch.length > this.#limit) return Promise.reject(new DomainError('unavailable', 'ink.busy'));
    return new Promise((resolve, reject) => {
      this.#calls.push({ batch, resolve, reject });
      this.#waiting += batch.length;
      onAdded();
    });
  }

  /** Takes what one transaction carries: at least one batch, where there is one. */
  nextGroup(): InkCall[] {
    const group: InkCall[] = [];
    let size = 0;
    for (let next = this.#calls[0]; next !== undefined && (size === 0 || size + next.batch.length <= GROUP_LIMIT); next = this.#calls[0]) {
      group.push(next);
      size += next.batch.length;
      this.#calls.shift();
    }
    return group;
  }

  /** Takes everything that waits. */
  takeAll(): InkCall[] {
    return this.#calls.splice(0);
  }

  /**
   * Tells each of a group what became of its operations. @param outcomes of all of them, in order. @param refusalOf a call that is told no
   * all the same. @throws Error before anybody was told where an outcome is missing
   */
  answer(group: readonly InkCall[], outcomes: readonly (InkOutcome | null)[], refusalOf: (call: InkCall) => DomainError | null = () => null): void {
    let offset = 0;
    const told = group.map((call) => {
      const own = outcomes.slice(offset, offset + call.batch.length);
      offset += call.batch.length;
      const refusal = refusalOf(call);
      if (refusal) return { call, refusal, results: [] };
      const results = call.batch.map(({ opId }, index): AppendResult => {
        const outcome = own[index];
        if (!outcome) throw new Error('the ink log answered fewer operations than it was given');
        return { opId, ...outcome };
      });
      return { call, refusal: null, results };
    });
    for (const { call, refusal, results } of told) {
      if (refusal) this.refuse([call], refusal);
      else this.#settle(call, () => call.resolve(results));
    }
  }

  refuse(group: readonly InkCall[], error: unknown): void {
    for (const call of group) this.#settle(call, () => call.reject(error));
  }

  #settle(call: InkCall, finish: () => void): void {
    this.#waiting -= call.batch.length;
    finish();
  }
}
