/**
 * `npm run -s bench -- start`: from starting the process to the first answer of `/health`, for the built program on a data
 * folder that exists and on an empty one; beside it a bare Node that only listens. Best of three.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '../../server/adapters/project-root';
import { assemble } from '../integration/sitting/assembly';
import { bestOf, figure, type Bench } from '../support/figures';
import { freePort } from '../support/free-port';

const main = path.join(projectRoot, 'build', 'server', 'main.js');
const BARE = `require('http').createServer((q, a) => a.end('{"ok":true}')).listen(Number(process.env.PORT), '127.0.0.1')`;
const ROUNDS = 3;
const LIMIT_MS = 60_000;
const ASK_EVERY_MS = 5;

const bench: Bench = async () => {
  if (!existsSync(main)) throw new Error('the program is not built: node server/build.mjs');
  const existing = await makeFolder();
  try {
    // The first start of a file reads it from the disk; the program is measured as the installation starts it every day.
    await measure([main], copyOf(existing));
    const bare = await bestOf(ROUNDS, () => measure(['-e', BARE], null), Number);
    const filled = await bestOf(ROUNDS, () => measure([main], copyOf(existing)), Number);
    const empty = await bestOf(ROUNDS, () => measure([main, '--empty'], newFolder()), Number);
    return [
      figure({ bench: 'start', figure: 'start to first answer, existing data', value: filled, unit: 'ms', baseline: bare, bound: 'most', gate: 40, aim: 15 }),
      figure({ bench: 'start', figure: 'start to first answer, empty folder', value: empty, unit: 'ms', baseline: bare, bound: 'most', gate: 60, aim: 25 }),
      figure({ bench: 'start', figure: 'existing data, by the clock', value: filled / 1_000, unit: 's', bound: 'most', gate: 5, aim: 1 }),
    ];
  } finally {
    rmSync(existing, { recursive: true, force: true });
  }
};
export default bench;

const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'phien-start-'));

function copyOf(folder: string): string {
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** A data folder with a session of a body of 21 members, closed in order. */
async function makeFolder(): Promise<string> {
  const { installation } = await assemble();
  await installation.application.stop();
  return installation.dataDir;
}

/** @returns ms from spawning to the first good answer; the process is ended and its folder removed. */
async function measure(args: string[], dataDir: string | null): Promise<number> {
  const port = await freePort();
  const started = performance.now();
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), PHIEN_ORIGIN: `http://127.0.0.1:${port}`, PHIEN_LOG: 'error', ...(dataDir === null ? {} : { PHIEN_DATA: dataDir }) };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const complaints: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => void complaints.push(chunk.toString()));
  try {
    while (!(await answers(port))) {
      if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}: ${complaints.join('')}`);
      if (performance.now() - started > LIMIT_MS) throw new Error('the program does not answer');
      await pause(ASK_EVERY_MS);
    }
    return performance.now() - started;
  } finally {
    await end(child);
    if (dataDir !== null) rmSync(dataDir, { recursive: true, force: true });
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path: '/health', agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    }).on('error', () => resolve(false));
  });
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    }
  });
}
