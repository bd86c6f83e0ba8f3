/**
 * `npm run -s chaos -- kill [--ci] [--server real|ink] [--clients 100] [--kills 20] [--rate 2] [--seed N]`
 * The built program (or, with `--server ink`, ink lane and store alone) is killed with SIGKILL again and again while tablets
 * draw; then what they were told is checked against the log. `--ci`: 24 tablets, 3 kills.
 * A control run with a server that acknowledges before the commit proves that the check finds loss (`--control off` leaves it out).
 * `--command "…"` runs another server: it gets the file of the log and the port as its last two arguments and prints `listening`.
 */
import { fork, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openInkReader } from '../../server/adapters/db/ink-sqlite';
import { bytesToUuid } from '../../server/shared/protocol/ink';
import { figure, percentile } from '../support/figures';
import { freePort } from '../support/free-port';
import { newUuid, seededRandom } from '../support/ink-samples';
import { checkHistories } from './history';
import { prepareRealServer } from './real-server';
import type { ChildProcess } from 'node:child_process';
import type { Bench } from '../support/figures';
import type { ClientMessage, ClientsOptions, History, Verdict } from './history';
import type { ServerUnderTest } from './real-server';

const SOURCE = ['--import', 'tsx'];
const here = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url));
const PROCESSES = 2;

interface Plan {
  clients: number;
  kills: number;
  /** Strokes per tablet and second. */
  rate: number;
  seed: number;
  server: 'real' | 'ink';
  command: string | undefined;
  ackEarly: boolean;
}

interface Outcome extends Verdict {
  logged: number;
  /** ms from start of the process to listening, per restart. */
  starts: number[];
  /** ms from listening to 95 % of the tablets back and in step, per restart. */
  back: number[];
  integrity: string;
}

const chaos: Bench = async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ci: { type: 'boolean', default: false },
      server: { type: 'string', default: 'real' },
      clients: { type: 'string' },
      kills: { type: 'string' },
      rate: { type: 'string', default: '2' },
      seed: { type: 'string', default: '1' },
      command: { type: 'string' },
      control: { type: 'string', default: 'on' },
    },
  });
  if (values.server !== 'real' && values.server !== 'ink') throw new Error('--server real or ink');
  const plan: Plan = {
    clients: Number(values.clients ?? (values.ci ? 24 : 100)),
    kills: Number(values.kills ?? (values.ci ? 3 : 20)),
    rate: Number(values.rate),
    seed: Number(values.seed),
    server: values.command === undefined ? values.server : 'ink',
    command: values.command,
    ackEarly: false,
  };
  const outcome = await run(plan);
  const bench = `kill ${plan.command === undefined ? plan.server : 'command'} (seed ${plan.seed})`;
  const none = (name: string, value: number) => figure({ bench, figure: name, value, unit: 'count', bound: 'most', gate: 0 });
  const figures = [
    none('acknowledged and lost', outcome.lost),
    none('acknowledged and moved', outcome.moved),
    none('in the log twice', outcome.doubled),
    none('tablets whose strokes changed order', outcome.reordered),
    none('tablets that see another log', outcome.differing),
    none('integrity check failed', outcome.integrity === 'ok' ? 0 : 1),
    figure({ bench, figure: 'operations acknowledged', value: outcome.acked, unit: 'count', bound: 'least', gate: plan.clients }),
    figure({ bench, figure: 'kills', value: outcome.back.length, unit: 'count', bound: 'least', gate: plan.kills }),
    figure({ bench, figure: 'listening to 95 % back, median', value: percentile(outcome.back, 0.5) / 1_000, unit: 's', bound: 'most', gate: 4, aim: 2 }),
    figure({ bench, figure: 'listening to 95 % back, worst', value: Math.max(...outcome.back) / 1_000, unit: 's', bound: 'most', gate: 4 }),
    figure({ bench, figure: 'start to listening, median', value: percentile(outcome.starts, 0.5) / 1_000, unit: 's', bound: 'most', gate: 10, aim: 1 }),
  ];
  if (values.control === 'on' && plan.command === undefined) {
    const caught = await run({ ...plan, server: 'ink', clients: Math.min(plan.clients, 20), kills: 2, rate: 10, ackEarly: true });
    figures.push(figure({ bench, figure: 'control: loss found in a server that acknowledges early', value: caught.lost + caught.moved, unit: 'count', bound: 'least', gate: 1 }));
  }
  return figures;
};
export default chaos;

/** Ink lane and store alone, or another program with the same two last arguments. */
function prepareInkServer(plan: Plan, port: number): ServerUnderTest {
  const directory = mkdtempSync(path.join(tmpdir(), 'chaos-kill-'));
  const file = path.join(directory, 'ink.sqlite');
  const [program = process.execPath, ...args] = plan.command?.split(' ') ?? [process.execPath, ...SOURCE, here('ink-server-child.ts')];
  return {
    file,
    doc: newUuid(),
    people: Array.from({ length: plan.clients }, () => newUuid()),
    headers: {},
    program,
    args: [...args, file, String(port)],
    env: { PHIEN_CHAOS_ACK: plan.ackEarly ? 'early' : 'durable' },
    sign: 'listening',
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

async function run(plan: Plan): Promise<Outcome> {
  const port = await freePort();
  const random = seededRandom(plan.seed);
  const subject = plan.server === 'real' ? await prepareRealServer(plan.clients, port) : prepareInkServer(plan, port);
  const { file, doc, people, headers } = subject;
  let server = await startServer(subject);
  const synced = new Set<string>();
  let wake: (() => void) | null = null;
  const failures: string[] = [];
  const loaders = Array.from({ length: PROCESSES }, (_, index) => {
    const options: ClientsOptions = { url: `http://127.0.0.1:${port}`, doc, people: people.filter((__, place) => place % PROCESSES === index), headers, promiseKept: !plan.ackEarly, strokesPerSecond: plan.rate, seed: plan.seed * 10 + index };
    const child = fork(here('clients-child.ts'), [JSON.stringify(options)], { execArgv: SOURCE });
    child.on('message', (raw) => {
      const message = raw as ClientMessage;
      if (message.type === 'synced') synced.add(message.person);
      else if (message.type === 'lost') synced.delete(message.person);
      else if (message.type === 'failed') failures.push(message.reason);
      wake?.();
    });
    return child;
  });
  const reach = async (share: number, limitMs: number): Promise<number> => {
    const started = performance.now();
    while (synced.size < plan.clients * share) {
      if (failures.length > 0) throw new Error(failures.join('; '));
      const left = limitMs - (performance.now() - started);
      if (left <= 0) throw new Error(`${synced.size} of ${plan.clients} in step after ${limitMs} ms`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return performance.now() - started;
  };
  const outcome = { starts: [] as number[], back: [] as number[] };
  try {
    await reach(1, 60_000);
    for (let kill = 0; kill < plan.kills; kill += 1) {
      await pause(300 + random() * 900);
      await end(server.child);
      synced.clear();
      server = await startServer(subject);
      outcome.starts.push(server.startMs);
      // How soon they are in step is asked of the real one; the control is asked for what it lost, and on a busy machine its tablets always have something on the way.
      if (plan.ackEarly) await pause(2_000);
      else outcome.back.push(await reach(0.95, 30_000));
    }
    const drained = loaders.map((child) => nextOf(child, 'drained'));
    for (const child of loaders) child.send('stop');
    await Promise.all(drained);
    const head = readLog(file, doc).length;
    const histories = loaders.map((child) => nextOf(child, 'histories'));
    for (const child of loaders) child.send({ head });
    const all: History[] = (await Promise.all(histories)).flatMap((message) => message.histories);
    await end(server.child);
    const log = readLog(file, doc);
    const reader = openInkReader(file);
    const integrity = String(reader.pragma('integrity_check', { simple: true }));
    reader.close();
    return { ...checkHistories(log, all), ...outcome, logged: log.length, integrity };
  } finally {
    for (const child of loaders) child.kill('SIGKILL');
    server.child.kill('SIGKILL');
    subject.remove();
  }
}

function readLog(file: string, doc: string): string[] {
  const reader = openInkReader(file);
  const rows = reader.prepare('SELECT op.op_id AS id FROM op JOIN stream ON stream.id = op.stream_id WHERE stream.doc_id = ? AND stream.layer = 1 ORDER BY op.seq').all(doc) as { id: Uint8Array }[];
  reader.close();
  return rows.map((row) => bytesToUuid(row.id));
}

/** Starts a server and waits until it listens. @returns ms from start to listening. */
async function startServer({ program, args, env, sign }: ServerUnderTest): Promise<{ child: ChildProcess; startMs: number }> {
  const started = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  await new Promise<void>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes(sign)) resolve();
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${String(code)} before it listened`)));
  });
  return { child, startMs: performance.now() - started };
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

function nextOf<T extends ClientMessage['type']>(child: ChildProcess, type: T): Promise<Extract<ClientMessage, { type: T }>> {
  return new Promise((resolve, reject) => {
    const listen = (raw: unknown): void => {
      const message = raw as ClientMessage;
      if (message.type === 'failed') reject(new Error(message.reason));
      if (message.type !== type) return;
      child.off('message', listen);
      resolve(message as Extract<ClientMessage, { type: T }>);
    };
    child.on('message', listen);
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
