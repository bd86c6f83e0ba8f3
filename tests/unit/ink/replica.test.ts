import { describe, expect, it } from 'vitest';
import { IN_FLIGHT, InkReplica } from '../../../server/shared/protocol/ink-replica';
import { outgoingOp } from '../../../server/shared/protocol/ink-frames';
import { newUuid, sampleStroke, seededRandom } from '../../support/ink-samples';
import type { OpRecord } from '../../../server/shared/protocol/ink';

const random = seededRandom(4);
const op = sampleStroke(random, 3);
const outgoing = () => outgoingOp(newUuid(), 'shared', op);
const record = (seq: number, opId = newUuid()): OpRecord => ({ seq, opId, authorId: newUuid(), at: 1, op });

describe('replica', () => {
  it('applies every number once, in order, and asks when one is missing', () => {
    const replica = new InkReplica();
    replica.welcome({ epoch: 'e', reset: false });
    expect(replica.log('shared', [record(1), record(2)])).toMatchObject({ apply: [{ seq: 1 }, { seq: 2 }], gap: false });
    expect(replica.log('shared', [record(2), record(3)])).toMatchObject({ apply: [{ seq: 3 }], gap: false });
    expect(replica.log('shared', [record(5)])).toEqual({ apply: [], gap: true });
    expect(replica.log('private', [record(1)])).toMatchObject({ gap: false });
    expect(replica.position).toEqual({ epoch: 'e', shared: 3, private: 1 });
  });

  it('keeps what is not acknowledged, sends a window of it, and all of it again after a lost connection', () => {
    const replica = new InkReplica();
    replica.welcome({ epoch: 'e', reset: false });
    const ops = Array.from({ length: IN_FLIGHT + 3 }, outgoing);
    for (const one of ops) replica.add(one);
    expect(replica.takeToSend()).toEqual(ops.slice(0, IN_FLIGHT));
    expect(replica.takeToSend()).toEqual([]);
    expect(replica.acks([{ opId: ops[0]?.opId ?? '', outcome: 'committed', seq: 1 }])).toEqual({ stored: [ops[0]?.opId], refused: [], retry: false });
    expect(replica.takeToSend()).toEqual([ops[IN_FLIGHT]]);
    replica.disconnected();
    replica.welcome({ epoch: 'e', reset: false });
    expect(replica.takeToSend()).toEqual(ops.slice(1, IN_FLIGHT + 1));
  });

  it('goes back to the first refused one, in order, and ignores late refusals of what is not on its way', () => {
    const replica = new InkReplica();
    replica.welcome({ epoch: 'e', reset: false });
    const [a, b, c] = [outgoing(), outgoing(), outgoing()];
    for (const one of [a, b, c]) replica.add(one);
    replica.takeToSend();
    expect(replica.acks([{ opId: b.opId, outcome: 'busy', seq: 0 }, { opId: c.opId, outcome: 'busy', seq: 0 }]).retry).toBe(true);
    expect(replica.acks([{ opId: c.opId, outcome: 'busy', seq: 0 }]).retry).toBe(false);
    expect(replica.takeToSend()).toEqual([b, c]);
  });

  it('reports what will never be stored, and takes own records as stored without an answer', () => {
    const replica = new InkReplica();
    replica.welcome({ epoch: 'e', reset: false });
    const [a, b] = [outgoing(), outgoing()];
    replica.add(a);
    replica.add(b);
    replica.takeToSend();
    expect(replica.acks([{ opId: a.opId, outcome: 'forbidden', seq: 0 }]).refused.map((ack) => ack.opId)).toEqual([a.opId]);
    replica.log('shared', [record(1, b.opId)]);
    expect(replica.outbox).toEqual([]);
  });

  it('starts anew with another log and keeps its outbox', () => {
    const kept = outgoing();
    const replica = new InkReplica({ epoch: 'old', shared: 7, private: 2, outbox: [kept] });
    expect(replica.welcome({ epoch: 'new', reset: false })).toEqual({ dropApplied: true });
    expect(replica.position).toEqual({ epoch: 'new', shared: 0, private: 0 });
    expect(replica.takeToSend()).toEqual([kept]);
    expect(replica.welcome({ epoch: 'new', reset: true })).toEqual({ dropApplied: true });
  });
});
