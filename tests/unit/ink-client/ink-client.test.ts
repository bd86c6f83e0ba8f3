import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { InkClient, IN_FLIGHT } from '../../../app/tablet/ink/ink-client';
import type { InkHeads, InkListener, InkStatus, InkTransport } from '../../../app/tablet/ink/ink-connection';
import { Seal } from '../../../app/tablet/seal';
import { IndexedInkStorage } from '../../../app/tablet/ink/indexed-storage';
import { MemoryInkStorage } from '../../../app/tablet/ink/ink-storage';
import type { InkStorage } from '../../../app/tablet/ink/ink-storage';
import { decodeOp } from '../../../server/shared/protocol/ink';
import type { InkLayer, OpRecord, StrokeOp } from '../../../server/shared/protocol/ink';
import type { InkJoinAnswer } from '../../../server/shared/protocol/ink-events';
import type { AckOutcome, OutgoingOp } from '../../../server/shared/protocol/ink-frames';

const DOC = '0193b3a0-0000-7000-8000-00000000d0c1';
const ME = '0193b3a0-0000-7000-8000-000000000001';
const EPOCH = '0193b3a0-0000-7000-8000-00000000e001';

const stroke = (x = 100): StrokeOp => ({ kind: 'stroke', page: 0, tool: 'pen', color: 0, width: 13, liveStroke: 0, points: Uint16Array.from([x, 100, 128, x + 50, 200, 128]) });

/** A server's log on the other end of a line that the test opens and closes. */
class Line implements InkTransport {
  status: InkStatus = 'online';
  readonly sent: OutgoingOp[] = [];
  readonly log: { layer: InkLayer; record: OpRecord }[] = [];
  epoch = EPOCH;
  answers: AckOutcome = 'committed';
  silent = false;
  joins = 0;
  suspended = false;
  #listener: InkListener | null = null;

  async join(_doc: string, since: InkHeads): Promise<InkJoinAnswer> {
    this.joins += 1;
    if (this.suspended) return { ok: false, code: 'suspended' };
    const reset = since.epoch !== null && since.epoch !== this.epoch;
    const from = reset ? { shared: 0, private: 0 } : since;
    queueMicrotask(() => {
      for (const layer of ['private', 'shared'] as const) {
        const records = this.#records(layer).filter(({ seq }) => seq > from[layer]);
        if (records.length > 0) this.#listener?.onRecords(layer, records);
      }
    });
    return { ok: true, doc: DOC, channel: 1, epoch: this.epoch, reset, shared: this.#records('shared').length, private: this.#records('private').length, canShare: true, canPresent: false, slots: {} };
  }

  leave(): void {}
  sendLive(): void {}
  probe(): void {}

  sendOps(_doc: string, ops: readonly OutgoingOp[]): boolean {
    if (this.status !== 'online') return false;
    this.sent.push(...ops);
    if (!this.silent) queueMicrotask(() => this.answer(ops));
    return true;
  }

  /** Commits and acknowledges; the records follow, as the lane does it. */
  answer(ops: readonly OutgoingOp[]): void {
    const fresh = ops.filter(({ opId }) => !this.log.some(({ record }) => record.opId === opId));
    for (const { opId, layer, bytes } of this.answers === 'committed' ? fresh : []) {
      const decoded = decodeOp(bytes);
      if (decoded.ok) this.log.push({ layer, record: { seq: this.#records(layer).length + 1, opId, authorId: ME, at: Date.now(), op: decoded.value } });
    }
    this.#listener?.onAcks(ops.map(({ opId }) => ({ opId, outcome: this.answers === 'committed' && !fresh.some((one) => one.opId === opId) ? 'duplicate' : this.answers, seq: 1 })));
    for (const layer of ['private', 'shared'] as const) {
      const records = this.#records(layer).filter(({ opId }) => fresh.some((one) => one.opId === opId));
      if (records.length > 0) this.#listener?.onRecords(layer, records);
    }
  }

  listen(_doc: string, listener: InkListener): () => void {
    this.#listener = listener;
    return () => (this.#listener = null);
  }

  suspend(): void {
    this.suspended = true;
    this.#listener?.onSuspended();
  }

  go(status: InkStatus): void {
    this.status = status;
    this.#listener?.onStatus(status);
  }

  deliver(layer: InkLayer, record: OpRecord): void {
    this.log.push({ layer, record });
    this.#listener?.onRecords(layer, [record]);
  }

  #records(layer: InkLayer): OpRecord[] {
    return this.log.filter((entry) => entry.layer === layer).map(({ record }) => record);
  }
}

const open: InkClient[] = [];
async function start(line: Line, storage: InkStorage, now?: () => number): Promise<InkClient> {
  const client = new InkClient({ doc: DOC, me: ME, transport: line, storage, onLive: () => undefined, onSettled: () => undefined, now });
  open.push(client);
  await client.start();
  return client;
}
const settled = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 4_000, interval: 5 });

const sealOf = (personId: string): Seal => new Seal(personId, btoa('k'.repeat(32)));
let person = 0;
const storageOf = (): { storage: InkStorage; again: () => InkStorage } => {
  const seal = sealOf(`person-${(person += 1)}`);
  return { storage: IndexedInkStorage.of(seal), again: () => IndexedInkStorage.of(seal) };
};

afterEach(async () => {
  await Promise.all(open.splice(0).map((client) => client.stop()));
});

describe('leaving', () => {
  it('while the join is under way is final: whatever comes back, nothing is asked again', async () => {
    vi.useFakeTimers();
    try {
      const line = new Line();
      let answer: (answer: InkJoinAnswer) => void = () => undefined;
      line.join = () => {
        line.joins += 1;
        return new Promise((resolve) => (answer = resolve));
      };
      const client = new InkClient({ doc: DOC, me: ME, transport: line, storage: new MemoryInkStorage(), onLive: () => undefined, onSettled: () => undefined });
      await client.start();
      await client.stop();
      answer({ ok: false, code: 'unavailable' });
      await vi.advanceTimersByTimeAsync(60_000);
      expect(line.joins).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('outbox', () => {
  it('an operation is stored before it is sent, and deleted when the server has it', async () => {
    const line = new Line();
    line.silent = true;
    const { storage } = storageOf();
    const client = await start(line, storage);
    const [opId] = client.add('private', [stroke()]);
    await settled(() => expect(line.sent).toHaveLength(1));
    expect((await storage.load(DOC)).pending.map((op) => op.opId)).toEqual([opId]);
    line.answer(line.sent);
    await settled(() => expect(client.summary().waiting).toBe(0));
    await client.stop();
    const kept = await storage.load(DOC);
    expect(kept.pending).toEqual([]);
    expect(kept.records.map(({ record }) => record.opId)).toEqual([opId]);
    expect(kept.heads).toEqual({ epoch: EPOCH, shared: 0, private: 1 });
  });

  it('what was drawn without network is sent after a restart, in order and with the same bytes', async () => {
    const line = new Line();
    line.status = 'offline';
    const { storage, again } = storageOf();
    const before = await start(line, storage);
    const ids = [10, 20, 30, 40].flatMap((x) => before.add('private', [stroke(x)]));
    await before.stop();
    const fresh = new Line();
    const after = await start(fresh, again());
    expect(after.model.marksOf(0).map(({ opId }) => opId)).toEqual(ids);
    await settled(() => expect(fresh.log.map(({ record }) => record.opId)).toEqual(ids));
    await settled(() => expect(after.summary().waiting).toBe(0));
  });

  it(`at most ${IN_FLIGHT} are on their way; a break resends all that is not acknowledged, in order, and nothing twice in the log`, async () => {
    const line = new Line();
    line.silent = true;
    const client = await start(line, new MemoryInkStorage());
    const ids = Array.from({ length: 50 }, (_, x) => client.add('private', [stroke(x)])).flat();
    await settled(() => expect(line.sent).toHaveLength(IN_FLIGHT));
    // The server has the first ten, but the answer is lost with the line.
    const lost = line.sent.slice(0, 10);
    line.go('connecting');
    line.answer(lost);
    line.silent = false;
    line.go('online');
    await settled(() => expect(client.summary().waiting).toBe(0));
    expect(line.log.map(({ record }) => record.opId)).toEqual(ids);
  });

  it('installation DF9 while the server holds the ink of a paper back, it says so, what is drawn waits here, and goes when the server is right again', async () => {
    const line = new Line();
    const { storage } = storageOf();
    const client = await start(line, storage);
    await settled(() => expect(line.joins).toBe(1));
    line.suspend();
    expect(client.summary().suspended).toBe(true);
    const [opId = ''] = client.add('private', [stroke()]);
    await settled(async () => expect((await storage.load(DOC)).pending.map((op) => op.opId)).toEqual([opId]));
    expect([line.sent.length, client.summary().waiting, client.model.mark(opId) !== undefined]).toEqual([0, 1, true]);
    line.go('connecting');
    line.go('online');
    await settled(() => expect(line.joins).toBe(2));
    expect([line.sent.length, client.summary().suspended]).toEqual([0, true]);
    line.suspended = false;
    line.go('connecting');
    line.go('online');
    await settled(() => expect([client.summary().waiting, client.summary().suspended]).toEqual([0, false]));
  });

  it('busy is tried again; forbidden is shown and kept', async () => {
    const line = new Line();
    line.answers = 'busy';
    const { storage } = storageOf();
    const client = await start(line, storage);
    client.add('private', [stroke()]);
    await settled(() => expect(line.sent).toHaveLength(1));
    line.answers = 'committed';
    await settled(() => expect(client.summary().waiting).toBe(0));
    line.answers = 'forbidden';
    const [opId = ''] = client.add('shared', [stroke(900)]);
    await settled(() => expect(client.summary().refused.map((op) => op.opId)).toEqual([opId]));
    expect(client.model.mark(opId)?.state).toBe('refused');
    await settled(async () => expect((await storage.load(DOC)).pending[0]?.refusal).toBe('forbidden'));
    line.answers = 'committed';
    client.keepRefusedPrivate(opId);
    await settled(() => expect(client.summary().refused).toEqual([]));
    await settled(() => expect(line.log.at(-1)?.layer).toBe('private'));
  });

  it('a server without space is told of; the mark stays, is sent again, and the word goes when it is taken', async () => {
    const line = new Line();
    line.answers = 'storage_full';
    const { storage } = storageOf();
    const client = await start(line, storage);
    const [opId = ''] = client.add('private', [stroke()]);
    await settled(() => expect(client.summary()).toMatchObject({ full: true, waiting: 1, refused: [] }));
    expect(client.model.mark(opId)).toBeDefined();
    line.answers = 'committed';
    await settled(() => expect(client.summary()).toMatchObject({ full: false, waiting: 0 }));
  });

  it('left before the storage has answered, nothing begins that nobody ends', async () => {
    const line = new Line();
    const listen = vi.spyOn(line, 'listen');
    const client = new InkClient({ doc: DOC, me: ME, transport: line, storage: new MemoryInkStorage(), onLive: () => undefined, onSettled: () => undefined });
    const started = client.start();
    await client.stop();
    await started;
    expect(listen).not.toHaveBeenCalled();
    expect(line.joins).toBe(0);
  });

  it('what was refused goes from this device alone when it is taken back, and its list is told once', async () => {
    const line = new Line();
    line.answers = 'forbidden';
    const client = await start(line, new MemoryInkStorage());
    const [opId = ''] = client.add('shared', [stroke()]);
    await settled(() => expect(client.summary().refused).toHaveLength(1));
    const before = client.summary();
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(client.summary()).toBe(before);
    client.undo();
    expect(client.model.mark(opId)).toBeUndefined();
    expect(client.summary()).toMatchObject({ refused: [], waiting: 0 });
    expect(line.sent.map((op) => op.opId)).toEqual([opId]);
  });

  it('tells that a mark of others came, also where nothing of mine changed', async () => {
    const line = new Line();
    const client = await start(line, new MemoryInkStorage());
    await settled(() => expect(client.summary().canShare).toBe(true));
    const before = client.version();
    line.deliver('shared', { seq: 1, opId: '0193b3a0-0000-7000-8000-000000000090', authorId: EPOCH, at: 1, op: stroke() });
    expect(client.version()).toBeGreaterThan(before);
  });

  it('after two seconds an unconfirmed stroke is late and counted', async () => {
    let now = 1_000_000;
    const line = new Line();
    line.status = 'offline';
    const client = await start(line, new MemoryInkStorage(), () => now);
    client.add('private', [stroke(), stroke(5), stroke(9)]);
    expect(client.summary().late).toBe(0);
    now += 2_100;
    await settled(() => expect(client.summary().late).toBe(3));
    expect(client.model.marksOf(0).every(({ state }) => state === 'late')).toBe(true);
  });

  it('a gap in the numbers asks the server again and applies each record once', async () => {
    const line = new Line();
    const client = await start(line, new MemoryInkStorage());
    await settled(() => expect(client.summary().canShare).toBe(true));
    const record = (seq: number): OpRecord => ({ seq, opId: `0193b3a0-0000-7000-8000-0000000000${seq}0`, authorId: EPOCH, at: 1, op: stroke(seq * 10) });
    line.log.push({ layer: 'shared', record: record(1) });
    const joins = line.joins;
    line.deliver('shared', record(2));
    await settled(() => expect(client.model.marksOf(0)).toHaveLength(2));
    expect(line.joins).toBe(joins + 1);
    line.deliver('shared', record(2));
    expect(client.model.marksOf(0)).toHaveLength(2);
  });

  it('another log begins: what was confirmed goes, what waits stays', async () => {
    const line = new Line();
    const { storage } = storageOf();
    const client = await start(line, storage);
    client.add('private', [stroke(1)]);
    await settled(() => expect(client.summary().waiting).toBe(0));
    line.go('offline');
    const [waiting] = client.add('private', [stroke(2)]);
    line.log.length = 0;
    line.epoch = '0193b3a0-0000-7000-8000-00000000e002';
    line.go('online');
    await settled(() => expect(line.log.map(({ record }) => record.opId)).toEqual([waiting]));
    expect(client.model.marksOf(0).map(({ opId }) => opId)).toEqual([waiting]);
  });

  it('a dead database handle is opened anew', async () => {
    const { storage } = storageOf();
    if (!(storage instanceof IndexedInkStorage)) throw new Error('no IndexedDB in this test');
    const line = new Line();
    const client = await start(line, storage);
    storage.close();
    client.add('private', [stroke()]);
    await settled(() => expect(line.log).toHaveLength(1));
    expect(client.summary().durable).toBe(true);
  });

  it('without IndexedDB it works in memory and says so', async () => {
    const real = globalThis.indexedDB;
    Reflect.deleteProperty(globalThis, 'indexedDB');
    try {
      const storage = IndexedInkStorage.of(sealOf('nobody'));
      expect(storage.durable).toBe(false);
      const line = new Line();
      const client = await start(line, storage);
      client.add('private', [stroke()]);
      await settled(() => expect(line.log).toHaveLength(1));
    } finally {
      globalThis.indexedDB = real;
    }
  });
});

describe('undo and sharing', () => {
  it('undo erases what was added and restores what was erased; redo does it again', async () => {
    const line = new Line();
    const client = await start(line, new MemoryInkStorage());
    const [opId = ''] = client.add('private', [stroke()]);
    client.undo();
    expect(client.model.marksOf(0)).toEqual([]);
    client.redo();
    expect(client.model.marksOf(0)).toHaveLength(1);
    client.erase([opId]);
    client.undo();
    expect(client.model.marksOf(0)).toHaveLength(1);
    await settled(() => expect(client.summary().waiting).toBe(0));
    expect(line.log.map(({ record }) => record.op.kind)).toEqual(['stroke', 'erase', 'restore', 'erase', 'restore']);
  });

  it('nobody erases marks of others', async () => {
    const line = new Line();
    const client = await start(line, new MemoryInkStorage());
    await settled(() => expect(client.summary().canShare).toBe(true));
    const other = '0193b3a0-0000-7000-8000-000000000099';
    line.deliver('shared', { seq: 1, opId: other, authorId: EPOCH, at: 1, op: stroke() });
    client.erase([other]);
    expect(client.model.marksOf(0)).toHaveLength(1);
    expect(client.summary().canUndo).toBe(false);
  });

  it('sharing moves marks to everyone and taking back is one undo', async () => {
    const line = new Line();
    const client = await start(line, new MemoryInkStorage());
    client.add('private', [stroke(1), stroke(2)]);
    client.moveTo('shared', client.model.marksOf(0));
    expect(client.model.marksOf(0).map(({ layer }) => layer)).toEqual(['shared', 'shared']);
    client.undo();
    expect(client.model.marksOf(0).map(({ layer }) => layer)).toEqual(['private', 'private']);
    await settled(() => expect(client.summary().waiting).toBe(0));
    expect(client.model.marksOf(0).map(({ layer }) => layer)).toEqual(['private', 'private']);
  });
});
