/**
 * Ink: cost of showing a presenter's pen to N followers against the least a process can do (one pre-made frame written to
 * every TCP socket), latency, bytes, and durable commits against a raw append + fdatasync. Server and load are two processes.
 * `npm run -s bench -- ink [followers]`
 */
import { fork } from 'node:child_process';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openInkStore } from '../../server/adapters/db/ink-store';
import { encodeOp } from '../../server/shared/protocol/ink';
import { decodeServerFrame, encodeLiveFrame, encodeLogFrame } from '../../server/shared/protocol/ink-frames';
import { TICK_MS } from '../../server/live/tick';
import { maskedBinary, openFollower } from '../support/bare-follower';
import { bestOf, figure, percentile } from '../support/figures';
import { newUuid, penPoints, sampleStroke, seededRandom } from '../support/ink-samples';
import type { ChildProcess } from 'node:child_process';
import type { Bench, Figure } from '../support/figures';
import type { PendingOp } from '../../server/kernel/ports/op-store';

const BATCHES_PER_SECOND = 60;
const POINTS = 8;
const WINDOW_MS = 2_500;
/** Every so many followers one reads what it gets, for latency and completeness; the others only count bytes. */
const SAMPLE = 20;

interface FanOut {
  /** Server CPU per delivered batch, µs. */
  cpuPerDelivery: number;
  latencies: number[];
  /** Share of batches that reached the sampled followers. */
  delivered: number;
  bytesPerPoint: number;
}

const bench: Bench = async (args) => {
  const followers = Number(args[0] ?? 250);
  const directory = mkdtempSync(path.join(tmpdir(), 'bench-ink-'));
  const child = fork(fileURLToPath(new URL('./ink-server-child.ts', import.meta.url)), [path.join(directory, 'ink.sqlite')], { execArgv: ['--import', 'tsx'] });
  try {
    const ports = await nextMessage<{ lane: number; bare: number }>(child);
    const figures: Figure[] = [];
    for (const [drawers, gate] of [[1, 1.25], [5, 0.45]] as const) {
      const pairs: { raw: FanOut; ours: FanOut }[] = [];
      const pair = await bestOf(
        3,
        async () => {
          const raw = await fanOut(child, ports.bare, null, followers, drawers);
          const both = { raw, ours: await fanOut(child, ports.lane, newUuid(), followers, drawers) };
          pairs.push(both);
          return both;
        },
        ({ raw, ours }) => ours.cpuPerDelivery / raw.cpuPerDelivery,
      );
      const name = drawers === 1 ? `presenter to ${followers}` : `presenter and ${drawers - 1} drawers to ${followers}`;
      figures.push(
        figure({ bench: 'ink', figure: `${name}: server CPU per delivery`, value: pair.ours.cpuPerDelivery, unit: 'us', baseline: pair.raw.cpuPerDelivery, bound: 'most', gate }),
        calmest(name, pairs),
        figure({ bench: 'ink', figure: `${name}: delivered`, value: pair.ours.delivered, unit: 'share', bound: 'least', gate: 0.99, aim: 1 }),
      );
      if (drawers === 1) figures.push(figure({ bench: 'ink', figure: 'live bytes per point on the wire', value: pair.ours.bytesPerPoint, unit: 'B', bound: 'most', gate: 4.2 }));
    }
    figures.push(...(await commits(directory)), ...sizes());
    return figures;
  } finally {
    child.kill();
    rmSync(directory, { recursive: true, force: true });
  }
};
export default bench;

/** Latency against the bare server's of the same round, which has no tick: a tick is added to the baseline. */
function calmest(name: string, pairs: readonly { raw: FanOut; ours: FanOut }[]): Figure {
  const figures = pairs.map(({ raw, ours }) =>
    figure({ bench: 'ink', figure: `${name}: latency p99 (baseline: bare server and one tick)`, value: percentile(ours.latencies, 0.99), unit: 'ms', baseline: percentile(raw.latencies, 0.99) + TICK_MS, bound: 'most', gate: 2.5, aim: 1.25 }),
  );
  return figures.reduce((best, one) => ((one.ratio ?? Infinity) < (best.ratio ?? Infinity) ? one : best));
}

function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve) => child.once('message', (message) => resolve(message as T)));
}

function cpuOf(child: ChildProcess): Promise<{ cpu: number }> {
  const answer = nextMessage<{ cpu: number }>(child);
  child.send('cpu');
  return answer;
}

/** One window of drawing. @param doc null for the bare server, which knows no protocol. */
async function fanOut(child: ChildProcess, port: number, doc: string | null, followers: number, drawers: number): Promise<FanOut> {
  const sentAt = new Map<number, number>();
  const latencies: number[] = [];
  let seen = 0;
  const read = (payload: Buffer): void => {
    const decoded = decodeServerFrame(payload);
    if (!decoded.ok || decoded.value.type !== 'tick') return;
    for (const { batch } of decoded.value.strokes) {
      const sent = sentAt.get((batch.points[0] ?? 0) * 16_384 + (batch.points[1] ?? 0));
      if (sent === undefined) continue;
      seen += 1;
      latencies.push(performance.now() - sent);
    }
  };
  const open = (person: string, onBinary: (payload: Buffer) => void) =>
    doc === null
      ? openFollower({ port, path: '/', onBinary })
      : openFollower({
          port,
          path: '/socket.io/?EIO=4&transport=websocket',
          onBinary,
          answers: [['0', `40${JSON.stringify({ d: { person } })}`], ['40', `42${JSON.stringify({ d: ['ink:join', { proto: 1, doc, epoch: null, shared: 0, private: 0 }], i: 1 })}`], ['2', '3']],
          readyOn: '43',
        });
  const receivers = await Promise.all(Array.from({ length: followers }, (_, index) => open(newUuid(), index % SAMPLE === 0 ? read : () => undefined)));
  const pens = await Promise.all(Array.from({ length: drawers }, () => open(newUuid(), () => undefined)));
  const random = seededRandom(17);
  // A fresh server gives its first document channel 1; later ones count on.
  const channel = doc === null ? 1 : (laneChannel += 1);
  const bytesBefore = receivers.reduce((sum, one) => sum + one.bytes(), 0);
  const before = await cpuOf(child);
  let batches = 0;
  const started = performance.now();
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (performance.now() - started > WINDOW_MS) {
        clearInterval(timer);
        resolve();
        return;
      }
      while (batches < ((performance.now() - started) / 1_000) * BATCHES_PER_SECOND * drawers) {
        const points = penPoints(POINTS, random);
        const id = batches + 1;
        points[0] = Math.floor(id / 100) + 4_000;
        points[1] = (id % 100) * 2 + 6_000;
        for (let index = 3; index < points.length; index += 3) {
          points[index] = (points[index - 3] ?? 0) + 17;
          points[index + 1] = (points[index - 2] ?? 0) + 11;
        }
        sentAt.set((points[0] ?? 0) * 16_384 + (points[1] ?? 0), performance.now());
        pens[batches % drawers]?.socket.write(maskedBinary(encodeLiveFrame(channel, { page: 3, tool: 'pen', color: 1, width: 12, stroke: 1 + (batches % 255), points })));
        batches += 1;
      }
    }, 4);
  });
  await new Promise((resolve) => setTimeout(resolve, 250));
  const after = await cpuOf(child);
  const bytes = receivers.reduce((sum, one) => sum + one.bytes(), 0) - bytesBefore;
  for (const { socket } of [...receivers, ...pens]) socket.destroy();
  // Rooms close when the server has noticed; the next window begins with a new document.
  await new Promise((resolve) => setTimeout(resolve, 150));
  return {
    cpuPerDelivery: ((after.cpu - before.cpu) * 1_000) / (batches * (followers + drawers)),
    latencies,
    delivered: seen / (batches * Math.ceil(followers / SAMPLE)),
    bytesPerPoint: bytes / (batches * followers * POINTS),
  };
}
let laneChannel = 0;

const PRODUCERS = 64;

async function commits(directory: string): Promise<Figure[]> {
  const random = seededRandom(23);
  const body = encodeOp(sampleStroke(random, 40));
  const raw = await bestOf(3, async () => rawAppends(path.join(directory, 'raw'), body, 700), (rate) => rate, 'least');
  const store = await openInkStore({ file: path.join(directory, 'commits.sqlite'), now: Date.now });
  const docs = [newUuid(), newUuid(), newUuid()];
  const people = Array.from({ length: PRODUCERS }, () => newUuid());
  const pending = (index: number): PendingOp => ({ docId: docs[index % 3] ?? '', layer: 'shared', opId: newUuid(), authorId: people[index % PRODUCERS] ?? '', body, targets: [] });
  const rate = await bestOf(
    3,
    async () => {
      let done = 0;
      const end = performance.now() + 1_500;
      // Each producer sends what a tablet sends after a short outage: 32 strokes, and waits for the answer.
      const producer = async (index: number): Promise<void> => {
        while (performance.now() < end) {
          const results = await store.append(Array.from({ length: 32 }, () => pending(index)));
          done += results.length;
        }
      };
      const started = performance.now();
      await Promise.all(people.map((_, index) => producer(index)));
      return (done / (performance.now() - started)) * 1_000;
    },
    (one) => one,
    'least',
  );
  const latency = await bestOf(3, () => openLoop(store.append.bind(store), pending, 3_200, 1_500), (sample) => percentile(sample, 0.99));
  await store.close();
  return [
    figure({ bench: 'ink', figure: 'durable operations per second (group commit, FULL)', value: rate, unit: '1/s', baseline: raw, bound: 'least', gate: 10, aim: 20 }),
    figure({ bench: 'ink', figure: 'time to durable at 3,200 operations a second, p99', value: percentile(latency, 0.99), unit: 'ms', bound: 'most', gate: 45, aim: 15 }),
  ];
}

function rawAppends(file: string, body: Uint8Array, forMs: number): Promise<number> {
  const handle = openSync(file, 'a');
  let count = 0;
  const started = performance.now();
  while (performance.now() - started < forMs) {
    writeSync(handle, body);
    fdatasyncSync(handle);
    count += 1;
  }
  const rate = (count / (performance.now() - started)) * 1_000;
  closeSync(handle);
  return Promise.resolve(rate);
}

/** Operations at a fixed rate whether or not earlier ones are answered. @returns ms until durable, of each. */
async function openLoop(append: (batch: PendingOp[]) => Promise<unknown>, pending: (index: number) => PendingOp, perSecond: number, forMs: number): Promise<number[]> {
  const sample: number[] = [];
  const running: Promise<void>[] = [];
  const started = performance.now();
  let sent = 0;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const now = performance.now();
      for (; sent < ((now - started) / 1_000) * perSecond; sent += 1) {
        const at = performance.now();
        running.push(append([pending(sent)]).then(() => void sample.push(performance.now() - at)));
      }
      if (now - started > forMs) {
        clearInterval(timer);
        resolve();
      }
    }, 2);
  });
  await Promise.all(running);
  return sample;
}

/** Bytes: exact, so measured once. */
function sizes(): Figure[] {
  const random = seededRandom(29);
  const author = newUuid();
  const ops = Array.from({ length: 2_000 }, () => sampleStroke(random, 20 + Math.floor(random() * 24)));
  const points = ops.reduce((sum, op) => sum + op.points.length / 3, 0);
  const records = ops.map((op, index) => ({ seq: index + 1, opId: newUuid(), authorId: author, at: 1_790_000_000_000 + index * 900, bytes: encodeOp(op) }));
  const committed = records.reduce((sum, record) => sum + record.bytes.length, 0);
  const log = (from: number, to: number) => encodeLogFrame(1, 'shared', records.slice(from, to)).length;
  const json = ops.reduce((sum, op, index) => sum + JSON.stringify({ ...records[index], bytes: undefined, op: { ...op, points: pointsAsJson(op.points) } }).length, 0);
  return [
    figure({ bench: 'ink', figure: 'durable bytes per point', value: committed / points, unit: 'B', bound: 'most', gate: 3.5, aim: 3.3 }),
    figure({ bench: 'ink', figure: 'whole document against JSON', value: log(0, 2_000), unit: 'B', baseline: json, bound: 'most', gate: 0.15 }),
    figure({ bench: 'ink', figure: 'catching up 150 strokes', value: log(500, 650) / 1_024, unit: 'KiB', bound: 'most', gate: 20 }),
  ];
}

/** Points as a JSON protocol would carry them: fractions of the page, four digits. */
function pointsAsJson(points: Uint16Array): { x: number; y: number; p: number }[] {
  return Array.from({ length: points.length / 3 }, (_, index) => ({ x: round(points[index * 3], 16_384), y: round(points[index * 3 + 1], 16_384), p: round(points[index * 3 + 2], 255) }));
}
function round(value: number | undefined, of: number): number {
  return Math.round(((value ?? 0) / of) * 10_000) / 10_000;
}
