import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { decodeOp } from '../../server/shared/protocol/ink';
import { decodeClientFrame, encodeLiveFrame, encodeOpsFrame, outgoingOp } from '../../server/shared/protocol/ink-frames';
import { queuedBytes } from '../../server/transports/realtime/frames';
import { LAGGING_QUEUE_BYTES, LIVE_QUEUE_BYTES } from '../../server/live/ink-room';
import { InkClient } from '../support/ink-client';
import { startInkServer } from '../support/ink-server';
import { newUuid, penPoints, sampleStroke, seededRandom } from '../support/ink-samples';
import type { InkServer } from '../support/ink-server';

/** 100,000 in the long form. */
const FRAMES = Number(process.env['PHIEN_HOSTILE_FRAMES'] ?? 3_000);
const SEED = Number(process.env['PHIEN_SEED'] ?? 20_261_122);

let directory = '';
let server: InkServer;
const doc = newUuid();

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'ink-hostile-'));
  server = await startInkServer({ file: path.join(directory, 'ink.sqlite') });
});
afterEach(async () => {
  await server.close();
  rmSync(directory, { recursive: true, force: true });
});

/** A joined connection below Socket.IO's client, which would not send what is wrong. */
function rawJoin(person: string): Promise<{ ws: WebSocket; channel: number }> {
  return new Promise((resolve, reject) => {
    const ws = new WebSocket(`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    ws.on('error', reject);
    ws.on('message', (data: Buffer, isBinary: boolean) => {
      const text = isBinary ? '' : data.toString();
      if (text.startsWith('0')) ws.send(`40${JSON.stringify({ d: { person } })}`);
      else if (text.startsWith('40')) ws.send(`42${JSON.stringify({ d: ['ink:join', { proto: 1, doc, epoch: null, shared: 0, private: 0 }], i: 1 })}`);
      else if (text.startsWith('43')) resolve({ ws, channel: (JSON.parse(text.slice(2)) as { d: [{ channel: number }] }).d[0].channel });
      else if (text === '2') ws.send('3');
    });
  });
}

const TEXTS = ['4', '49', '42{}', '42{"d":[]}', '42{"d":["ink:join"]}', '42{"d":["ink:join",{"doc":1}],"i":1}', '42{"d":["ink:join",{"proto":1,"doc":"../../etc","epoch":null,"shared":-1,"private":1e99}],"i":2}', '42{"d":["ink:leave",{"__proto__":{"doc":1}}]}', '42{"d":["disconnect"]}', '42{"d":["ink",{"0":1}]}', `42{"d":["${'x'.repeat(70_000)}"]}`, '42{"d":["ink:sync",null],"i":3}', '9', '1', '42[', '43{"d":[],"i":9}'];

describe('hostile frames', () => {
  it(`cut their sender within five and change nothing for the others (${FRAMES} frames)`, async () => {
    const random = seededRandom(SEED);
    const good = new InkClient({ url: server.url, person: newUuid(), doc });
    await good.until(() => good.welcome !== null, 'welcome');
    const pick = (max: number) => Math.floor(random() * max);
    const hostile = (channel: number): Buffer | string => {
      if (random() < 0.15) return TEXTS[pick(TEXTS.length)] ?? '4';
      const base =
        random() < 0.5
          ? encodeOpsFrame(channel, [outgoingOp(newUuid(), random() < 0.5 ? 'shared' : 'private', sampleStroke(random, 6))])
          : encodeLiveFrame(channel, { page: 1, tool: 'pen', color: 1, width: 3, stroke: 1, points: penPoints(6, random) });
      const bytes = Buffer.from(base);
      for (let change = pick(4) + 1; change > 0; change -= 1) bytes[pick(bytes.length)] = pick(256);
      return random() < 0.3 ? bytes.subarray(0, pick(bytes.length)) : random() < 0.1 ? Buffer.concat([bytes, bytes]) : bytes;
    };
    let sent = 0;
    let invalid = 0;
    let survivors = 0;
    while (sent < FRAMES) {
      const { ws, channel } = await rawJoin(newUuid());
      const ended = new Promise<void>((resolve) => ws.once('close', () => resolve()));
      let own = 0;
      for (let count = 0; count < 24; count += 1) {
        const frame = hostile(channel);
        const wrong = typeof frame === 'string' || !decodeClientFrame(frame).ok;
        ws.send(frame);
        sent += 1;
        if (wrong) {
          invalid += 1;
          own += 1;
        }
      }
      if (own >= 5) await ended;
      else {
        survivors += 1;
        ws.terminate();
      }
      if (sent % 240 === 0) good.draw(sampleStroke(random, 5));
    }
    const drawn = Math.floor(FRAMES / 240);
    await good.until(() => good.replica.outbox.length === 0, `the good client’s strokes (seed ${SEED})`);
    const mine = good.acks.filter((ack) => ack.outcome === 'committed').length;
    expect(mine).toBeGreaterThanOrEqual(drawn);
    expect([good.badFrames, good.resets]).toEqual([0, 0]);
    for (let since = 0, page = await read(since); page.length > 0; since = page[page.length - 1]?.seq ?? since, page = await read(since)) {
      for (const stored of page) expect(decodeOp(stored.body).ok).toBe(true);
    }
    expect(server.logs).toEqual([]);
    expect(invalid).toBeGreaterThan(FRAMES / 3);
    expect(survivors).toBeLessThan(FRAMES / 24);
    good.close();
  }, 240_000);

  const read = (since: number) => server.store.read(doc, 'shared', { personId: '', canSeeShared: true }, since, 500);

  it('five wrong ones end the connection, four do not', async () => {
    const { ws, channel } = await rawJoin(newUuid());
    const wrong = Uint8Array.of(1, channel, 0xff);
    const answered = new Promise<void>((resolve) => ws.on('message', (data: Buffer, isBinary: boolean) => isBinary && data[0] === 0x13 && resolve()));
    for (let count = 0; count < 4; count += 1) ws.send(wrong);
    ws.send(encodeOpsFrame(channel, [outgoingOp(newUuid(), 'shared', sampleStroke(seededRandom(1), 3))]));
    await answered;
    const closed = new Promise<void>((resolve) => ws.once('close', () => resolve()));
    ws.send(wrong);
    await closed;
    expect(server.lane.stats()).toMatchObject({ faults: 5, cut: 1 });
  });
});

/** More than any kernel holds for one connection: about 150 MB. */
const MOST_STROKES = 20_000;

describe('a tablet that does not read', () => {
  it('live LR8 costs the server about a megabyte, costs the others nothing, and catches up when it reads again', async () => {
    const random = seededRandom(9);
    const [writers, reader] = [Array.from({ length: 6 }, () => new InkClient({ url: server.url, person: newUuid(), doc })), new InkClient({ url: server.url, person: newUuid(), doc })];
    const slow = new InkClient({ url: server.url, person: newUuid(), doc });
    for (const client of [...writers, reader, slow]) await client.until(() => client.welcome !== null, 'welcome');
    const slowSocket = server.io.sockets.sockets.get(slow.socket.id ?? '');
    if (!slowSocket) throw new Error('the slow tablet is not connected');
    const tcp = (slow.socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void; resume(): void } } }).ws._socket;
    tcp.pause();
    let worst = 0;
    const probe = setInterval(() => (worst = Math.max(worst, queuedBytes(slowSocket))), 2);
    const stroke = sampleStroke(random, 3_900);
    let strokes = 0;
    const drawAll = async (rounds: number): Promise<void> => {
      for (let round = 0; round < rounds; round += 1) for (const writer of writers) writer.draw(stroke);
      strokes += rounds * writers.length;
      await reader.until(() => reader.applied.shared.length === strokes, 'all strokes at the healthy reader', 60_000);
    };
    // How much the kernel takes for a receiver that does not read is the kernel's affair: what begins when it takes no more is ours.
    while (server.lane.stats().lagging === 0 && strokes < MOST_STROKES) await drawAll(10);
    expect(server.lane.stats().lagging, `after ${strokes} strokes`).toBe(1);
    // More than the bound below for everybody else, and not one byte more waits for the slow one.
    await drawAll(25);
    clearInterval(probe);
    // One bundle of frames may be written when the queue is just below the limit.
    expect(worst).toBeLessThan(LAGGING_QUEUE_BYTES + 1.5 * 1024 * 1024);
    expect(worst).toBeGreaterThan(LIVE_QUEUE_BYTES);
    tcp.resume();
    await slow.until(() => slow.applied.shared.length === strokes, 'all strokes after reading again', 60_000);
    expect(slow.applied.shared.map((record) => record.opId)).toEqual(reader.applied.shared.map((record) => record.opId));
    expect([slow.lagging[0], slow.lagging.at(-1), slow.resets]).toEqual([true, false, 0]);
    for (const client of [...writers, reader, slow]) client.close();
  }, 120_000);
});
