/**
 * A tablet's side of the ink log, without I/O: what was applied, what still waits for its acknowledgement, what to send
 * next. The caller owns socket, storage and time. Runs in the browser, and in the tests that break networks.
 */
import { INK_LAYERS } from './ink';
import { RETRY_OUTCOMES } from './ink-frames';
import type { InkLayer, OpRecord } from './ink';
import type { InkAck, OutgoingOp } from './ink-frames';

/** Operations sent and not acknowledged at a time. */
export const IN_FLIGHT = 32;

export interface ReplicaState {
  /** Log the numbers belong to, null before the first welcome. */
  epoch: string | null;
  shared: number;
  private: number;
  /** Unacknowledged operations in the order they were made. */
  outbox: readonly OutgoingOp[];
}

export interface LogOutcome {
  /** Records to apply, in order: each exactly once. */
  apply: OpRecord[];
  /** Something before these records is missing: ask with `ink:sync` from {@link InkReplica.position}. */
  gap: boolean;
}

export interface AckOutcomes {
  /** Durable now; may leave the stored outbox. */
  stored: string[];
  /** Will never be accepted: show them to the person, never drop them silently. */
  refused: InkAck[];
  /** The server asked to come again: call {@link InkReplica.takeToSend} after a pause. */
  retry: boolean;
}

export class InkReplica {
  #epoch: string | null;
  readonly #applied: Record<InkLayer, number>;
  #outbox: OutgoingOp[];
  /** How many of the outbox, from the front, are on their way. */
  #sent = 0;

  constructor(state: ReplicaState = { epoch: null, shared: 0, private: 0, outbox: [] }) {
    this.#epoch = state.epoch;
    this.#applied = { shared: state.shared, private: state.private };
    this.#outbox = [...state.outbox];
  }

  /** What to say in `ink:join` and `ink:sync`. */
  get position(): { epoch: string | null; shared: number; private: number } {
    return { epoch: this.#epoch, shared: this.#applied.shared, private: this.#applied.private };
  }

  get outbox(): readonly OutgoingOp[] {
    return this.#outbox;
  }

  /** @returns whether everything applied so far must be dropped, because the server's log is another one. */
  welcome(answer: { epoch: string; reset: boolean }): { dropApplied: boolean } {
    const dropApplied = answer.reset || (this.#epoch !== null && this.#epoch !== answer.epoch);
    if (dropApplied) for (const layer of INK_LAYERS) this.#applied[layer] = 0;
    this.#epoch = answer.epoch;
    this.#sent = 0;
    return { dropApplied };
  }

  /** The connection is gone: what was on its way is sent again after the next welcome. */
  disconnected(): void {
    this.#sent = 0;
  }

  add(op: OutgoingOp): void {
    this.#outbox.push(op);
  }

  /** Operations to send now, in order; they count as on their way from here on. */
  takeToSend(): OutgoingOp[] {
    const next = this.#outbox.slice(this.#sent, IN_FLIGHT);
    this.#sent += next.length;
    return next;
  }

  /** Takes a LOG frame. Own operations in it are stored, whether their acknowledgement came or not. */
  log(layer: InkLayer, records: readonly OpRecord[]): LogOutcome {
    const apply: OpRecord[] = [];
    for (const record of records) {
      if (record.seq <= this.#applied[layer]) continue;
      if (record.seq !== this.#applied[layer] + 1) return { apply, gap: true };
      this.#applied[layer] = record.seq;
      apply.push(record);
    }
    for (const record of apply) this.#remove(record.opId);
    return { apply, gap: false };
  }

  acks(acks: readonly InkAck[]): AckOutcomes {
    const outcomes: AckOutcomes = { stored: [], refused: [], retry: false };
    for (const ack of acks) {
      if (RETRY_OUTCOMES.has(ack.outcome)) {
        // This one and all after it go again, so that order is kept.
        const index = this.#outbox.findIndex((op) => op.opId === ack.opId);
        if (index >= 0 && index < this.#sent) {
          this.#sent = index;
          outcomes.retry = true;
        }
      } else if (ack.outcome === 'committed' || ack.outcome === 'duplicate') {
        this.#remove(ack.opId);
        outcomes.stored.push(ack.opId);
      } else if (this.#remove(ack.opId)) outcomes.refused.push(ack);
    }
    return outcomes;
  }

  #remove(opId: string): boolean {
    const index = this.#outbox.findIndex((op) => op.opId === opId);
    if (index < 0) return false;
    this.#outbox.splice(index, 1);
    if (index < this.#sent) this.#sent -= 1;
    return true;
  }
}
