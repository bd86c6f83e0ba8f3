import { DomainError } from '../kernel/errors';
import { measured } from '../kernel/measured';
import { NO_METER, type Meter } from '../kernel/ports/meter';
import { encodeAckFrame } from '../shared/protocol/ink-frames';
import { mayAppend } from '../modules/annotations';
import { isDamage } from './ink-room';
import type { InkDoors } from './doors';
import type { InkMember } from './ink-member';
import type { InkRoom } from './ink-room';
import type { Sink } from './sink';
import type { AppendResult, OpStore, PendingOp } from '../kernel/ports/op-store';
import type { AckOutcome, EncodedRecord, IncomingOp, InkAck } from '../shared/protocol/ink-frames';
import type { InkLayer } from '../shared/protocol/ink';

/** Bytes of operations one connection may have waiting for its commit under way. */
const WAITING_BYTES = 256 * 1024;
const HELD_BACK = 4_096;

/**
 * Takes operations to the log. A connection has one batch under way at a time and what comes meanwhile goes with the next,
 * so that its order is the log's order even when a batch is refused; batches of different connections commit together.
 */
export class InkCommits {
  readonly #store: OpStore;
  readonly #log: (message: string) => void;
  readonly #meter: Meter;
  readonly #addedLate: (inkId: string) => void;

  constructor({ store, log, meter = NO_METER, addedLate = () => undefined }: Pick<InkDoors, 'store' | 'log' | 'meter' | 'addedLate'>) {
    this.#store = store;
    this.#log = log;
    this.#meter = meter;
    this.#addedLate = addedLate;
  }

  /** @param refusal takes so many operations of so many bytes from the limits; an outcome refuses all for now: the client keeps them and comes again. */
  take(room: InkRoom, member: InkMember, ops: readonly IncomingOp[], refusal: (count: number, bytes: number) => AckOutcome | null): void {
    let accepted = ops;
    if (member.heldBack.size > 0) {
      const from = ops.findIndex((op) => member.heldBack.has(op.opId));
      if (from !== 0) this.#holdBack(room, member, from < 0 ? ops : ops.slice(0, from), 'busy');
      if (from < 0) return;
      accepted = ops.slice(from);
    }
    const size = accepted.reduce((sum, op) => sum + op.bytes.length, 0);
    const refused = member.queuedBytes > 0 && member.queuedBytes + size > WAITING_BYTES ? 'busy' : refusal(accepted.length, size);
    if (refused !== null) {
      this.#holdBack(room, member, accepted, refused);
      return;
    }
    member.heldBack.clear();
    member.queue.push(...accepted);
    member.queuedBytes += size;
    if (!member.committing) void this.#commit(room, member);
  }

  #holdBack(room: InkRoom, member: InkMember, ops: readonly IncomingOp[], outcome: AckOutcome): void {
    for (const op of ops) member.heldBack.add(op.opId);
    // Far more than an honest client has under way: its order is no longer our care, our memory is.
    if (member.heldBack.size > HELD_BACK) member.heldBack.clear();
    this.refuse(member.sink, room.channel, ops, outcome);
  }

  refuse(sink: Sink, channel: number, ops: readonly { readonly opId: string }[], outcome: AckOutcome): void {
    this.#acknowledge(sink, channel, ops.map((op) => ({ opId: op.opId, outcome, seq: 0 })));
  }

  async #commit(room: InkRoom, member: InkMember): Promise<void> {
    member.committing = true;
    while (member.queue.length > 0) {
      const batch = member.queue.splice(0);
      member.queuedBytes = 0;
      // The right is looked at when the batch goes, not when it came: it may have ended meanwhile.
      const allowed = batch.filter((op) => mayAppend(member.access, op.layer, op.op.kind));
      const forbidden = batch.filter((op) => !allowed.includes(op));
      if (forbidden.length > 0) this.refuse(member.sink, room.channel, forbidden, 'forbidden');
      if (allowed.length > 0) await this.#append(room, member, allowed);
    }
    member.committing = false;
  }

  async #append(room: InkRoom, member: InkMember, batch: readonly IncomingOp[]): Promise<void> {
    const committed: { layer: InkLayer; record: EncodedRecord }[] = [];
    room.beginCommit(member.personId);
    try {
      const pending = batch.map((op) => pendingOp(room.docId, member.personId, op));
      const results = await measured(this.#meter, INK_COMMIT, () => this.#store.append(pending), () => sizeOf(pending));
      results.forEach((result: AppendResult, index) => {
        const op = batch[index];
        // A duplicate may be news to this room, when the first answer of the disk was lost.
        const isNews = result.outcome === 'committed' || (result.outcome === 'duplicate' && op !== undefined && result.seq > room.headOf(member, op.layer));
        if (op !== undefined && isNews)
          committed.push({ layer: op.layer, record: { seq: result.seq, opId: result.opId, authorId: member.personId, at: result.at, bytes: op.bytes } });
      });
      this.#acknowledge(member.sink, room.channel, results);
      if (member.access.isEarlier === true && committed.length > 0) this.#addedLate(room.docId);
    } catch (error) {
      const rest = member.queue.splice(0);
      member.queuedBytes = 0;
      this.#holdBack(room, member, batch, this.#outcomeOf(error));
      if (rest.length > 0) this.#holdBack(room, member, rest, 'busy');
      if (isDamage(error)) room.suspend(String(error));
      else room.refresh(member.personId).catch((reason: unknown) => this.#log(`ink head of ${room.docId}: ${String(reason)}`));
    } finally {
      room.endCommit(member.personId, committed);
    }
  }

  #outcomeOf(error: unknown): AckOutcome {
    if (!(error instanceof DomainError)) this.#log(`ink commit: ${String(error)}`);
    else if (error.code === 'storage_full') return 'storage_full';
    else if (error.reason === 'ink.busy') return 'busy';
    return 'unavailable';
  }

  #acknowledge(sink: Sink, channel: number, acks: readonly InkAck[]): void {
    sink.frames([encodeAckFrame(channel, acks)]);
  }
}

const INK_COMMIT = { kind: 'ink', name: 'ink.commit' } as const;

const sizeOf = (batch: readonly PendingOp[]): number => batch.reduce((sum, { body }) => sum + body.length, 0);

function pendingOp(docId: string, authorId: string, op: IncomingOp): PendingOp {
  return {
    docId,
    layer: op.layer,
    opId: op.opId,
    authorId,
    body: op.bytes,
    targets: op.op.kind === 'erase' || op.op.kind === 'restore' ? op.op.targets : [],
  };
}
