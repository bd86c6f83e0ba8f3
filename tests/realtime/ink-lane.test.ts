import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { INK_LEAVE } from '../../server/shared/protocol/ink-events';
import { encodeOpsFrame, outgoingOp } from '../../server/shared/protocol/ink-frames';
import { InkClient } from '../support/ink-client';
import { FULL_ACCESS, startInkServer } from '../support/ink-server';
import { newUuid, penPoints, sampleStroke, seededRandom } from '../support/ink-samples';
import type { InkServer, InkServerOptions } from '../support/ink-server';
import type { InkAccess } from '../../server/live';
import type { InkClientOptions } from '../support/ink-client';

const random = seededRandom(7);
let directory = '';
let server: InkServer;
const clients: InkClient[] = [];
let access = new Map<string, InkAccess | null>();
const doc = newUuid();
const [lan, minh, hoa] = [newUuid(), newUuid(), newUuid()];

async function start(options: Partial<InkServerOptions> = {}): Promise<void> {
  server = await startInkServer({ file: path.join(directory, 'ink.sqlite'), authorize: (person) => (access.has(person) ? (access.get(person) ?? null) : FULL_ACCESS), ...options });
}
async function join(person: string, options: Partial<InkClientOptions> = {}): Promise<InkClient> {
  const client = new InkClient({ url: server.url, person, doc, ...options });
  clients.push(client);
  await client.until(() => client.welcome !== null || client.refusal !== null, 'answer to the join');
  return client;
}
const ids = (client: InkClient, layer: 'shared' | 'private' = 'shared') => client.applied[layer].map((record) => record.opId);

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'ink-lane-'));
  access = new Map();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await server.close();
  rmSync(directory, { recursive: true, force: true });
});

describe('ink lane', () => {
  it('live LR6 two who draw at once both get every stroke, in the same order', async () => {
    await start();
    const [a, b] = [await join(lan), await join(minh)];
    const drawn: string[] = [];
    for (let round = 0; round < 60; round += 1) drawn.push(a.draw(sampleStroke(random)), b.draw(sampleStroke(random)));
    await Promise.all([a, b].map((client) => client.until(() => client.applied.shared.length === 120 && client.replica.outbox.length === 0, '120 strokes')));
    expect(ids(a)).toEqual(ids(b));
    expect([...ids(a)].sort()).toEqual([...drawn].sort());
    expect(ids(a).filter((id) => drawn.indexOf(id) % 2 === 0)).toEqual(drawn.filter((_, index) => index % 2 === 0));
    expect(a.applied.shared.map((record) => record.seq)).toEqual(drawn.map((_, index) => index + 1));
    expect(new Set(a.applied.shared.map((record) => record.authorId))).toEqual(new Set([lan, minh]));
  });

  it('live LR6 who comes late sees all ink, from memory and from the log', async () => {
    await start();
    const a = await join(lan);
    for (let round = 0; round < 300; round += 1) a.draw(sampleStroke(random, 4));
    await a.until(() => a.replica.outbox.length === 0 && a.applied.shared.length === 300, 'all stored');
    const b = await join(minh);
    await b.until(() => b.applied.shared.length === 300, 'all seen');
    expect(ids(b)).toEqual(ids(a));
    a.close();
    b.close();
    await server.close();
    await start();
    const c = await join(hoa);
    await c.until(() => c.applied.shared.length === 300, 'all seen after a restart');
    expect(ids(c)).toEqual(ids(a));
  });

  it('live LR6 a lost network resumes by number and brings what was drawn meanwhile, on both sides', async () => {
    await start();
    const [a, b] = [await join(lan), await join(minh)];
    const first = a.draw(sampleStroke(random));
    await b.until(() => b.applied.shared.length === 1, 'first stroke');
    b.socket.io.engine.close();
    await b.until(() => b.welcome === null, 'disconnect');
    const second = a.draw(sampleStroke(random));
    const offline = b.draw(sampleStroke(random));
    await b.until(() => b.applied.shared.length === 3, 'difference');
    await a.until(() => a.applied.shared.length === 3, 'offline stroke');
    expect(new Set(ids(b))).toEqual(new Set([first, second, offline]));
    expect(ids(b)).toEqual(ids(a));
    expect(b.resets).toBe(0);
  });

  it('a retry gets its old number, another content under the same id is refused, and nobody sees either twice', async () => {
    await start();
    const [a, b] = [await join(lan), await join(minh)];
    const op = sampleStroke(random);
    const opId = a.draw(op);
    await a.until(() => a.acks.length === 1, 'first answer');
    a.draw(op, 'shared', opId);
    a.draw(sampleStroke(random), 'shared', opId);
    b.draw(op, 'shared', opId);
    await a.until(() => a.acks.length === 3, 'answers');
    await b.until(() => b.acks.length === 1, 'answer');
    expect(a.acks.map((ack) => [ack.outcome, ack.seq])).toEqual([['committed', 1], ['duplicate', 1], ['conflict', 0]]);
    expect(b.acks[0]?.outcome).toBe('conflict');
    b.draw(sampleStroke(random));
    await a.until(() => a.applied.shared.length === 2, 'a later stroke');
    expect(ids(a)).toHaveLength(2);
  });

  it('annotations K11 private ink reaches its author’s devices only, and leaves no gap for others', async () => {
    await start();
    const raw: Buffer[] = [];
    const [a, tablet, b] = [await join(lan), await join(lan), await join(minh)];
    b.socket.io.engine.on('data', (data: unknown) => void raw.push(Buffer.from(typeof data === 'string' ? data : new Uint8Array(data as ArrayBuffer))));
    const note = { kind: 'note', page: 0, color: 1, x: 10, y: 10, text: 'CANARY-51c9 chỉ mình tôi' } as const;
    a.draw(note, 'private');
    a.draw(sampleStroke(random));
    a.draw(note, 'private');
    await tablet.until(() => tablet.applied.private.length === 2 && tablet.applied.shared.length === 1, 'own marks on the other device');
    await b.until(() => b.applied.shared.length === 1, 'the shared stroke');
    const late = await join(hoa);
    await late.until(() => late.applied.shared.length === 1, 'the shared stroke');
    b.draw(sampleStroke(random));
    await b.until(() => b.applied.shared.length === 2, 'an answer after it');
    expect([b.applied.private, late.applied.private]).toEqual([[], []]);
    expect(Buffer.concat(raw).includes('CANARY-51c9')).toBe(false);
    expect(Buffer.concat(raw).length).toBeGreaterThan(50);
  });

  it('annotations K10 live ink and the laser reach the others with the drawer’s slot, and only from who may', async () => {
    await start();
    access.set(hoa, { ...FULL_ACCESS, canShare: false, canPresent: false });
    const [a, b, c] = [await join(lan), await join(minh), await join(hoa)];
    const points = penPoints(8, random);
    c.live({ page: 2, tool: 'laser', color: 0, width: 9, stroke: 1, points });
    c.live({ page: 2, tool: 'pen', color: 0, width: 9, stroke: 1, points });
    c.draw(sampleStroke(random));
    await c.until(() => c.acks.length === 1, 'refusal');
    a.live({ page: 2, tool: 'pen', color: 3, width: 9, stroke: 1, points });
    a.live({ page: 2, tool: 'laser', color: 0, width: 9, stroke: 2, points });
    await b.until(() => b.ticks.length === 2, 'two batches');
    expect(c.acks[0]?.outcome).toBe('forbidden');
    expect(b.ticks.map(({ slot, batch }) => [b.slots[String(slot)], batch.tool, batch.page, batch.color])).toEqual([[lan, 'pen', 2, 3], [lan, 'laser', 2, 0]]);
    expect([...(b.ticks[0]?.batch.points ?? [])].filter((_, index) => index % 3 !== 2)).toEqual([...points].filter((_, index) => index % 3 !== 2));
  });

  it('live LR7 strangers get not_found, and a right that ends closes the document at once', async () => {
    await start();
    access.set(hoa, null);
    const [a, b, stranger] = [await join(lan), await join(minh), await join(hoa)];
    expect([stranger.refusal, stranger.welcome]).toEqual(['not_found', null]);
    const { channel } = b.welcome ?? { channel: 0 };
    access.set(minh, null);
    await server.rooms.reauthorize({ personId: minh });
    await b.until(() => b.closed.length === 1, 'closing');
    b.socket.emit('ink', encodeOpsFrame(channel, [outgoingOp(newUuid(), 'private', sampleStroke(random))]));
    await b.until(() => b.acks.length === 1, 'refusal');
    expect(b.acks[0]?.outcome).toBe('forbidden');
    a.draw(sampleStroke(random));
    await a.until(() => a.applied.shared.length === 1, 'stroke');
    expect(b.applied.shared).toEqual([]);
    expect((await b.join()).ok).toBe(false);
  });

  it('another log under the same name makes tablets start anew and send what they still hold', async () => {
    await start();
    const a = await join(lan);
    a.draw(sampleStroke(random));
    await a.until(() => a.applied.shared.length === 1, 'stroke');
    const { port } = server;
    await server.close();
    await start({ file: path.join(directory, 'other.sqlite'), port });
    const kept = a.draw(sampleStroke(random));
    await a.until(() => a.resets === 1 && a.applied.shared.length === 1, 'new log');
    expect(ids(a)).toEqual([kept]);
  });

  it('annotations K11 erase and undo are operations: others see them in order, foreign marks are safe', async () => {
    await start();
    const [a, b] = [await join(lan), await join(minh)];
    const mark = a.draw(sampleStroke(random));
    a.draw({ kind: 'erase', targets: [mark] });
    a.draw({ kind: 'restore', targets: [mark] });
    await b.until(() => b.applied.shared.length === 3, 'three operations');
    b.draw({ kind: 'erase', targets: [mark] });
    await b.until(() => b.acks.length === 1, 'refusal');
    expect(b.applied.shared.map((record) => record.op.kind)).toEqual(['stroke', 'erase', 'restore']);
    expect(b.acks[0]?.outcome).toBe('not_own');
  });

  it('live LR6 keeps a client’s order when the rate limit or a full queue holds its strokes back', async () => {
    await start({ queueLimit: 40 });
    const [a, b] = [await join(lan), await join(minh)];
    const drawn = { a: [] as string[], b: [] as string[] };
    for (let round = 0; round < 260; round += 1) drawn.a.push(a.draw(sampleStroke(random, 3)));
    for (let round = 0; round < 100; round += 1) drawn.b.push(b.draw(sampleStroke(random, 3)));
    await a.until(() => a.applied.shared.length === 360 && a.replica.outbox.length === 0, 'all stored');
    const order = ids(a);
    expect(order.filter((id) => drawn.a.includes(id))).toEqual(drawn.a);
    expect(order.filter((id) => drawn.b.includes(id))).toEqual(drawn.b);
    expect(a.acks.some((ack) => ack.outcome === 'busy')).toBe(true);
  });

  it('a document that is left before its join is answered keeps no place: nine of them, and the next is served', async () => {
    await start();
    const client = await join(lan);
    for (let count = 0; count < 9; count += 1) {
      const other = newUuid();
      const answer = client.join(other);
      client.socket.emit(INK_LEAVE, { doc: other });
      expect(await answer).toMatchObject({ ok: false, code: 'unavailable' });
    }
    expect(await client.join(newUuid())).toMatchObject({ ok: true });
  });

  it('a log that cannot be read is told once a second for each who waits, not with every look', async () => {
    await start();
    const author = await join(lan);
    author.draw(sampleStroke(random, 4));
    await author.until(() => author.synced, 'stored');
    author.close();
    await vi.waitFor(() => expect(server.lane.stats().documents).toBe(0));
    const read = vi.spyOn(server.store, 'read').mockRejectedValue(new Error('SQLITE_IOERR'));
    const began = performance.now();
    const late = await join(minh);
    await vi.waitFor(() => expect(read.mock.calls.length).toBeGreaterThan(1), { timeout: 5_000 });
    const asked = performance.now();
    await vi.waitFor(() => expect(performance.now() - asked).toBeGreaterThan(500));
    const seconds = (performance.now() - began) / 1_000;
    expect(server.logs.length).toBeLessThanOrEqual(2 + seconds);
    read.mockRestore();
    await late.until(() => late.applied.shared.length === 1, 'the stroke after all');
  });

  it('works over long polling and through the upgrade to websocket', async () => {
    await start();
    const [a, b] = [await join(lan, { transports: ['polling'] }), await join(minh, { transports: ['polling', 'websocket'] })];
    for (let round = 0; round < 30; round += 1) {
      a.draw(sampleStroke(random));
      b.draw(sampleStroke(random));
    }
    await Promise.all([a, b].map((client) => client.until(() => client.applied.shared.length === 60 && client.replica.outbox.length === 0, 'all strokes')));
    expect(ids(a)).toEqual(ids(b));
    expect(a.badFrames + b.badFrames).toBe(0);
  });
});
