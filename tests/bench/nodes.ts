/**
 * `npm run -s bench -- nodes [--seconds 4]`: what two nodes on PostgreSQL and Redis carry against one process on SQLite, in the same run
 * and on the same disk: commands and marks a second, and how long a stroke takes from a tablet at one node to one at the other,
 * beside one at the same node.
 */
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openTestInstallation } from '../support/installation';
import { bestOf, figure, percentile, type Bench } from '../support/figures';
import { InkClient } from '../support/ink-client';
import { sampleStroke, seededRandom } from '../support/ink-samples';
import { startPair } from '../support/node-pair';
import { addPerson } from '../support/people';
import { makeDatabase } from '../support/postgresql';
import { prepareCluster } from '../support/postgresql-cluster';
import { startRedis } from '../support/redis';
import type { NodeDone, NodeOrder } from './nodes-child';

const ROUNDS = 3;
const STROKES = 200;

const bench: Bench = async (args) => {
  const { values } = parseArgs({ args: [...args], options: { seconds: { type: 'string', default: '4' } } });
  const clear = prepareCluster({ base: os.tmpdir() });
  try {
    const seconds = Number(values.seconds);
    const one = await bestOf(ROUNDS, () => load(1, seconds), ({ commands }) => commands, 'least');
    const two = await bestOf(ROUNDS, () => load(2, seconds), ({ commands }) => commands, 'least');
    const late = await bestOf(ROUNDS, latency, ({ across }) => percentile(across, 0.5));
    const name = 'nodes';
    return [
      figure({ bench: name, figure: 'commands a second, two nodes on PostgreSQL against one on SQLite', value: two.commands, baseline: one.commands, unit: '1/s', bound: 'least', gate: 0.1, aim: 0.5 }),
      figure({ bench: name, figure: 'marks a second, two nodes on PostgreSQL against one on SQLite', value: two.ink, baseline: one.ink, unit: '1/s', bound: 'least', gate: 0.05, aim: 0.5 }),
      figure({ bench: name, figure: 'stroke to the other node against the same node, median', value: percentile(late.across, 0.5), baseline: percentile(late.within, 0.5), unit: 'ms', bound: 'most', gate: 4, aim: 2 }),
      figure({ bench: name, figure: 'stroke to the other node against the same node, p99', value: percentile(late.across, 0.99), baseline: percentile(late.within, 0.99), unit: 'ms', bound: 'most', gate: 6, aim: 2 }),
    ];
  } finally {
    clear();
  }
};
export default bench;

/** So many processes on one installation, all at work at once. One: SQLite in its folder. Data lies on the disk of the temporary folder. */
async function load(nodes: 1 | 2, seconds: number): Promise<NodeDone> {
  const isAlone = nodes === 1;
  const database = isAlone ? null : await makeDatabase();
  const redis = isAlone ? null : await startRedis();
  try {
    const together = redis ? { redis: redis.place, node: 'maker' } : undefined;
    const installation = await openTestInstallation({ rows: database?.place, together });
    const caller = await addPerson(installation, 'Quản Trị Viên', ['admin']);
    await installation.application.stop();
    const streams = Array.from({ length: 8 }, () => randomUUID());
    const children = Array.from({ length: nodes }, (_, index) => {
      const order: NodeOrder = { dataDir: installation.dataDir, database: database?.url ?? null, redis: redis?.url ?? null, node: `n${index}`, caller, seconds, streams };
      return fork(path.join(path.dirname(fileURLToPath(import.meta.url)), 'nodes-child.ts'), [JSON.stringify(order)], { execArgv: ['--import', 'tsx'] });
    });
    const next = (child: (typeof children)[number]): Promise<unknown> => new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', (code) => reject(new Error(`a node ended with ${String(code)}`)));
    });
    await Promise.all(children.map(next));
    const done = children.map(next);
    for (const child of children) child.send('go');
    const all = (await Promise.all(done)) as NodeDone[];
    await Promise.all(children.map((child) => (child.exitCode === null ? new Promise((resolve) => child.once('exit', resolve)) : undefined)));
    rmSync(installation.dataDir, { recursive: true, force: true });
    return { commands: all.reduce((sum, { commands }) => sum + commands, 0), ink: all.reduce((sum, { ink }) => sum + ink, 0) };
  } finally {
    await redis?.stop();
    await database?.drop();
  }
}

/** ms from pen up at one tablet until another has the stroke. */
async function latency(): Promise<{ across: number[]; within: number[] }> {
  const pair = await startPair(4);
  const clients: InkClient[] = [];
  try {
    const [a, b] = pair.nodes;
    const seen = new Map<string, (at: number) => void>();
    const join = async (url: string, index: number, onApply?: (opId: string) => void): Promise<InkClient> => {
      const person = pair.people[index] ?? '';
      const client = new InkClient({ url, person, doc: pair.room.papers.first, headers: pair.headers[person], onApply: (_layer, { opId }) => onApply?.(opId) });
      clients.push(client);
      await client.until(() => client.welcome !== null, 'welcome');
      return client;
    };
    const drawer = await join(a.url, 0);
    await join(a.url, 1, (opId) => seen.get(`within ${opId}`)?.(performance.now()));
    await join(b.url, 2, (opId) => seen.get(`across ${opId}`)?.(performance.now()));
    const random = seededRandom(86);
    const times = { across: [] as number[], within: [] as number[] };
    for (let stroke = 0; stroke < STROKES; stroke += 1) {
      const began = performance.now();
      const opId = drawer.draw(sampleStroke(random, 6));
      await Promise.all((['within', 'across'] as const).map((where) => new Promise<void>((resolve) => seen.set(`${where} ${opId}`, (at) => {
        times[where].push(at - began);
        resolve();
      }))));
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    return times;
  } finally {
    for (const client of clients) client.close();
    await pair.stop();
  }
}
