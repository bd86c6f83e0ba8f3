import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openInkStore } from '../../server/adapters/db/ink-store';
import { createHub } from '../../server/adapters/pubsub/in-process';
import type { OpStore } from '../../server/kernel/ports/op-store';
import { InkRooms, type InkAccess, type InkVisit, type Sink } from '../../server/live';
import { CUT_AFTER_MS, LAGGING_AFTER_MS, LIVE_QUEUE_BYTES } from '../../server/live/ink-room';
import { INK_PROTOCOL_VERSION } from '../../server/shared/protocol/ink';
import { decodeServerFrame, type IncomingOp, type InkAck } from '../../server/shared/protocol/ink-frames';
import { encodeOp } from '../../server/shared/protocol/ink';
import { FULL_ACCESS } from '../support/ink-server';
import { newUuid, sampleStroke, seededRandom } from '../support/ink-samples';

const random = seededRandom(64);

/** A tablet without any wire: a transport of its own, as server/live sees one. */
class Tablet implements Sink {
  isOpen = true;
  queued = 0;
  readonly events: string[] = [];
  readonly messages: Uint8Array[] = [];
  readonly lists = new Set<readonly Uint8Array[]>();
  closedFor: string | null = null;
  event(name: string): void {
    this.events.push(name);
  }

  frames(messages: readonly Uint8Array[]): void {
    this.lists.add(messages);
    this.messages.push(...messages);
  }

  queuedBytes(): number {
    return this.queued;
  }

  close(reason: string): void {
    this.closedFor = reason;
    this.isOpen = false;
  }

  #decoded() {
    return this.messages.flatMap((bytes) => {
      const frame = decodeServerFrame(bytes);
      return frame.ok ? [frame.value] : [];
    });
  }

  get acks(): InkAck[] {
    return this.#decoded().flatMap((frame) => (frame.type === 'ack' ? frame.acks : []));
  }

  get marks(): string[] {
    return this.#decoded().flatMap((frame) => (frame.type === 'log' ? frame.records.map(({ opId }) => opId) : []));
  }
}

const stroke = (layer: 'shared' | 'private' = 'shared'): IncomingOp => {
  const op = sampleStroke(random, 4);
  return { opId: newUuid(), layer, op, bytes: encodeOp(op) };
};

describe('live ink over a transport of its own', () => {
  let directory = '';
  let log: OpStore;
  let rooms: InkRooms;
  const doc = newUuid();
  const access = new Map<string, InkAccess>();
  beforeEach(async () => {
    directory = mkdtempSync(path.join(tmpdir(), 'live-sink-'));
    log = await openInkStore({ file: path.join(directory, 'ink.sqlite'), now: Date.now });
    access.clear();
    rooms = new InkRooms({ store: log, authorize: (personId) => access.get(personId) ?? FULL_ACCESS, pubSub: createHub().join(), now: () => performance.now(), log: (message) => expect.unreachable(message) });
  });
  afterEach(async () => {
    vi.useRealTimers();
    rooms.stop();
    await log.close();
    rmSync(directory, { recursive: true, force: true });
  });

  async function enter(personId = newUuid()): Promise<{ tablet: Tablet; visit: InkVisit; channel: number; personId: string }> {
    const tablet = new Tablet();
    const visit = rooms.visit({ sink: tablet, personId });
    const answer = await visit.join({ proto: INK_PROTOCOL_VERSION, doc, epoch: null, shared: 0, private: 0 });
    if (!answer.ok) throw new Error(answer.code);
    return { tablet, visit, channel: answer.channel, personId };
  }
  const inPace = (): boolean => true;
  /** Puts something before the real log takes a batch. */
  function beforeAppend(work: () => Promise<unknown>): void {
    const append = log.append.bind(log);
    vi.spyOn(log, 'append').mockImplementation(async (batch) => {
      await work();
      return append(batch);
    });
  }

  it('live LR8 gives every receiver of a tick the very same list, so that it is put into its wire form once', async () => {
    const [author, ...readers] = [await enter(), await enter(), await enter(), await enter()];
    author.visit.append(author.channel, [stroke()], inPace);
    for (const { tablet } of readers) await vi.waitFor(() => expect(tablet.marks).toHaveLength(1));
    const [first, ...rest] = readers.map(({ tablet }) => [...tablet.lists].at(-1));
    for (const list of rest) expect(list).toBe(first);
  });

  it('live LR8 leaves live ink out for a tablet that has much waiting, holds marks back later, and closes it in the end', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const [author, slow, healthy] = [await enter(), await enter(), await enter()];
    slow.tablet.queued = LIVE_QUEUE_BYTES + 1;
    author.visit.append(author.channel, [stroke()], inPace);
    await vi.waitFor(() => expect(slow.tablet.marks).toHaveLength(1));
    author.visit.draw(author.channel, Uint8Array.of(0), true, inPace);
    await vi.waitFor(() => expect(rooms.stats().droppedLive).toBe(1));
    vi.advanceTimersByTime(LAGGING_AFTER_MS + 1);
    await vi.waitFor(() => expect(slow.tablet.events).toContain('ink:lagging'));
    author.visit.append(author.channel, [stroke()], inPace);
    await vi.waitFor(() => expect(healthy.tablet.marks).toHaveLength(2));
    expect(slow.tablet.marks).toHaveLength(1);
    vi.advanceTimersByTime(CUT_AFTER_MS + 1);
    await vi.waitFor(() => expect(slow.tablet.closedFor).toBe('lagging'));
    expect(healthy.tablet.closedFor).toBeNull();
  });

  it('live LR7 looks at the right when a batch goes: what waited while it ended is refused, private marks go on', async () => {
    const { tablet, visit, channel, personId } = await enter();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    beforeAppend(() => held);
    const [first, second, own] = [stroke(), stroke(), stroke('private')];
    visit.append(channel, [first], inPace);
    visit.append(channel, [second, own], inPace);
    access.set(personId, { ...FULL_ACCESS, canShare: false });
    await rooms.reauthorize();
    release();
    await vi.waitFor(() => expect(tablet.acks).toHaveLength(3));
    expect(Object.fromEntries(tablet.acks.map(({ opId, outcome }) => [opId, outcome]))).toEqual({ [first.opId]: 'committed', [second.opId]: 'forbidden', [own.opId]: 'committed' });
  });

  it('live LR6 acknowledges nothing before it is on disk', async () => {
    const { tablet, visit, channel } = await enter();
    beforeAppend(() => Promise.resolve(expect(tablet.acks).toEqual([])));
    const op = stroke();
    visit.append(channel, [op], inPace);
    await vi.waitFor(() => expect(tablet.acks).toHaveLength(1));
    expect((await log.read(doc, 'shared', { personId: '', canSeeShared: true }, 0, 10)).map(({ opId }) => opId)).toEqual([op.opId]);
  });
});
