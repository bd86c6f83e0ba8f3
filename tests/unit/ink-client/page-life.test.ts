import 'fake-indexeddb/auto';
import { setTimeout as rest } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IndexedInkStorage } from '~/tablet/ink/indexed-storage';
import type { InkListener, InkStatus, InkTransport } from '~/tablet/ink/ink-connection';
import { InkClient } from '~/tablet/ink/ink-client';
import type { InkStorage } from '~/tablet/ink/ink-storage';
import { sendPaper } from '~/tablet/ink/send-waiting';
import { pageLife } from '~/tablet/page-life';
import { Seal } from '~/tablet/seal';
import type { StrokeOp } from '@shared/protocol/ink';
import type { OutgoingOp } from '@shared/protocol/ink-frames';
import { giveLocalStorage, takeLocalStorage } from '../../support/local-storage';

const DOC = '0193b3a0-0000-7000-8000-00000000d0c1';
const stroke = (x = 100): StrokeOp => ({ kind: 'stroke', page: 0, tool: 'pen', color: 0, width: 13, liveStroke: 0, points: Uint16Array.from([x, 100, 128, x + 50, 200, 128]) });

/** A server that takes every operation at once. */
class Server implements InkTransport {
  status: InkStatus = 'online';
  readonly sent: OutgoingOp[] = [];
  joins = 0;
  #listener: InkListener | null = null;

  async join() {
    this.joins += 1;
    return { ok: true as const, doc: DOC, channel: 1, epoch: 'epoch', reset: false, shared: 0, private: 0, canShare: true, canPresent: false, slots: {} };
  }

  sendOps(_doc: string, ops: readonly OutgoingOp[]): boolean {
    this.sent.push(...ops);
    queueMicrotask(() => this.#listener?.onAcks(ops.map(({ opId }) => ({ opId, outcome: 'committed', seq: 1 }))));
    return true;
  }

  listen(_doc: string, listener: InkListener): () => void {
    this.#listener = listener;
    return () => (this.#listener = null);
  }

  leave(): void {}
  sendLive(): void {}
  probe(): void {}
}

let persons = 0;
let seal: Seal;
const open: { client: InkClient; storage: InkStorage }[] = [];
async function begin(transport: InkTransport = new Server()): Promise<{ client: InkClient; storage: InkStorage }> {
  const storage = IndexedInkStorage.of(seal);
  const client = new InkClient({ doc: DOC, me: 'me', transport, storage, onLive: () => undefined, onSettled: () => undefined });
  open.push({ client, storage });
  await client.start();
  return { client, storage };
}
/** A page that ends without another word: what it had in memory is gone. */
const vanish = (): void => {
  pageLife.sleep();
  open.splice(0);
  vi.restoreAllMocks();
};
const settled = (check: () => void | Promise<void>): Promise<void> => vi.waitFor(check, { timeout: 6_000, interval: 10 });
/** A database that never answers, as WebKit's behind a transaction of a page that is away. */
const silence = () => vi.spyOn(indexedDB, 'open').mockImplementation(() => new IDBOpenDBRequest());

beforeEach(() => {
  giveLocalStorage();
  seal = new Seal(`page-life-${(persons += 1)}`, btoa('k'.repeat(32)));
});
afterEach(async () => {
  pageLife.wake();
  vi.restoreAllMocks();
  await Promise.all(open.splice(0).map(({ client, storage }) => client.stop().then(() => storage.close())));
  takeLocalStorage();
});

describe('a page that is left, hidden or stopped', () => {
  it('annotations K6 storage that does not answer within two seconds keeps nobody waiting: ink is joined and drawn in memory, and says so', async () => {
    silence();
    const server = new Server();
    const started = performance.now();
    // Two seconds, as late as this machine is with two seconds.
    const late = rest(2_000).then(() => performance.now() - started - 2_000);
    const { client } = await begin(server);
    expect(performance.now() - started - (await late)).toBeLessThan(3_500);
    expect(client.summary().durable).toBe(false);
    for (let index = 0; index < 5; index += 1) client.add('private', [stroke(index)]);
    // Asked once: five strokes do not wait two seconds each.
    await settled(() => expect(server.sent).toHaveLength(5));
    expect(performance.now() - started - (await late)).toBeLessThan(4_500);
    expect(server.joins).toBe(1);
  });

  it('annotations K6 once the storage answers again it has what waits, also from the visit before, and the warning goes', async () => {
    const offline = new Server();
    offline.status = 'offline';
    const before = await begin(offline);
    before.client.add('private', [stroke(1)]);
    await settled(async () => expect((await before.storage.load(DOC)).pending).toHaveLength(1));
    await before.client.stop();
    open.splice(0);
    silence();
    const { client, storage } = await begin(offline);
    client.add('private', [stroke(2)]);
    expect(client.summary()).toMatchObject({ durable: false });
    vi.restoreAllMocks();
    pageLife.sleep();
    pageLife.wake();
    await settled(() => expect(client.summary()).toMatchObject({ durable: true, waiting: 2 }));
    expect((await storage.load(DOC)).pending).toHaveLength(2);
  });

  it('annotations K7 what is drawn while the page is left is kept at that moment, sealed, and sent when somebody comes back', async () => {
    const { client } = await begin(new Server());
    pageLife.sleep();
    const [opId] = client.add('private', [stroke()]);
    const kept = localStorage.getItem(localStorage.key(0) ?? '') ?? '';
    expect(kept.startsWith('s1.')).toBe(true);
    expect(atob(kept.slice(3))).not.toContain(opId ?? '?');
    vanish();
    pageLife.wake();
    const server = new Server();
    const back = await begin(server);
    await settled(() => expect(server.sent.map((op) => op.opId)).toEqual([opId]));
    await settled(async () => expect((await back.storage.load(DOC)).pending).toEqual([]));
    expect(localStorage.length).toBe(0);
  });

  it('annotations K7 what was on its way into the storage is kept as well, and once only when the same page comes back', async () => {
    const server = new Server();
    const { client } = await begin(server);
    const [first] = client.add('private', [stroke(1)]);
    pageLife.sleep();
    const [second] = client.add('private', [stroke(2)]);
    expect(IndexedInkStorage.of(seal).aside(DOC).map(({ opId }) => opId)).toEqual([first, second]);
    expect(server.sent).toEqual([]);
    pageLife.wake();
    await settled(() => expect(server.sent.map((op) => op.opId)).toEqual([first, second]));
    await settled(() => expect(localStorage.length).toBe(0));
    expect(client.summary()).toMatchObject({ waiting: 0, durable: true });
  });

  it('annotations K7 a paper that is not opened again has what was kept aside sent all the same', async () => {
    const { client } = await begin(new Server());
    pageLife.sleep();
    const [opId] = client.add('private', [stroke()]);
    vanish();
    pageLife.wake();
    const storage = IndexedInkStorage.of(seal);
    expect(await storage.waitingDocs()).toEqual([DOC]);
    const server = new Server();
    await sendPaper(DOC, 'me', server, storage, new AbortController().signal);
    expect(server.sent.map((op) => op.opId)).toEqual([opId]);
    expect(await storage.waitingDocs()).toEqual([]);
    storage.close();
  });

  it('annotations K8 leaving aborts what is under way on the database and closes it; the same work is done when the page is back', async () => {
    const storage = IndexedInkStorage.of(seal);
    await storage.load(DOC);
    const really = Reflect.get(IDBDatabase.prototype, 'transaction') as IDBDatabase['transaction'];
    const closed = vi.spyOn(IDBDatabase.prototype, 'close');
    const aborted = vi.fn();
    const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...parameters) {
      const begun = really.apply(this, parameters);
      begun.addEventListener('abort', aborted);
      if (transactions.mock.calls.length === 1) queueMicrotask(() => pageLife.sleep());
      return begun;
    });
    const writing = storage.reset(DOC, 'another');
    await settled(() => {
      expect(aborted).toHaveBeenCalled();
      expect(closed).toHaveBeenCalled();
    });
    // Of this connection: those of papers that were left before may still be putting away theirs.
    const [own] = transactions.mock.contexts;
    expect(transactions.mock.contexts.filter((connection) => connection === own)).toHaveLength(1);
    pageLife.wake();
    await writing;
    expect((await storage.load(DOC)).heads.epoch).toBe('another');
    storage.close();
  });

  it('annotations K9 until the server has answered it is not known whether marks may be shared, and then it is', async () => {
    const server = new Server();
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    const join = server.join.bind(server);
    server.join = () => asked.then(join);
    const { client } = await begin(server);
    expect(client.summary()).toMatchObject({ joined: false, canShare: false });
    answer();
    await settled(() => expect(client.summary()).toMatchObject({ joined: true, canShare: true }));
  });
});
