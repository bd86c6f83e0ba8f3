import Database from 'better-sqlite3';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../support/free-port';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
export const SAMPLE_DATE = '2026-11-26';
export const PASSWORD = 'mat-khau-thu-nghiem-2026';

/** The built program with its own data folder, as `npm start` would run it. */
export interface RunningInstallation {
  origin: string;
  dataDir: string;
  /** Everything it wrote so far. */
  output(): string;
  stop(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** The same again on the same folder and port. */
  restart(): Promise<void>;
  killAndRestart(): Promise<void>;
}

export interface InstallationOptions {
  /** First moment of its clock; default: ten minutes before the sample session. */
  clock?: string;
  /** `empty`: no sample province. */
  begin?: 'sample' | 'empty';
  env?: Record<string, string>;
  /** Host name people use; default localhost. */
  hostName?: string;
}

const artifacts = path.join(root, 'tests', '.artifacts');
const main = path.join(root, 'build', 'server', 'main.js');

/** Before any test begins: no clock of theirs goes back from it. */
const FIRST_START = '2026-11-20T08:00:00+07:00';

interface StartedProgram {
  output(): string;
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Starts the program and waits until it listens. */
async function startOn(dataDir: string, port: number, origin: string, options: InstallationOptions): Promise<StartedProgram> {
  let output = '';
  const child = spawn(process.execPath, [main, ...(options.begin === 'empty' ? ['--empty'] : [])], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      PHIEN_ORIGIN: origin,
      PHIEN_DATA: dataDir,
      PHIEN_SAMPLE_DATE: SAMPLE_DATE,
      PHIEN_SAMPLE_PASSWORD: PASSWORD,
      PHIEN_CLOCK: options.clock ?? '2026-11-26T07:50:00+07:00',
      PHIEN_LOG: 'warn',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the server did not start:\n${output}`)), 60_000);
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      if (!output.includes(origin)) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with ${String(code)}:\n${output}`));
    });
  });
  const end = (signal: NodeJS.Signals): Promise<void> =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) {
        resolve();
        return;
      }
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  return { output: () => output, end };
}

/** How often one look after another must find nothing to do: what follows from the history puts its work in line a moment after it was read. */
const QUIET_LOOKS = 8;

/** Waits until an installation of the sample province has nothing to do any more. */
async function settled(dataDir: string): Promise<void> {
  const rows = new Database(path.join(dataDir, 'phien.sqlite'), { readonly: true });
  const one = (sql: string): number => Number(rows.prepare(sql).pluck().get());
  try {
    for (let looks = 0, quiet = 0; quiet < QUIET_LOOKS; looks += 1) {
      if (looks > 900) throw new Error('the first start of the sample province does not end its work');
      const isBusy = one('SELECT count(*) FROM ConsumerCursor') === 0 || one(`SELECT count(*) FROM Job WHERE state IN ('waiting', 'running')`) > 0;
      quiet = isBusy ? 0 : quiet + 1;
      await wait(200);
    }
  } finally {
    rows.close();
  }
}

/**
 * The sample province, made once per build and copied for every installation; moved into place whole, so that two runs do not
 * disturb each other. Its first start is behind it: every paper has been read for the search, which costs more than most tests.
 */
async function sampleTemplate(): Promise<string> {
  const template = path.join(artifacts, `sample-${Math.round(statSync(main).mtimeMs)}`);
  if (existsSync(template)) return template;
  mkdirSync(artifacts, { recursive: true });
  const making = mkdtempSync(path.join(artifacts, 'making-'));
  const env = { ...process.env, PHIEN_DATA: making, PHIEN_SAMPLE_DATE: SAMPLE_DATE, PHIEN_SAMPLE_PASSWORD: PASSWORD };
  const made = spawnSync(process.execPath, [path.join(root, 'build', 'server', 'cli.js'), 'sample'], { cwd: root, env, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`the sample province could not be made:\n${made.stdout}\n${made.stderr}`);
  const port = await freePort();
  const first = await startOn(making, port, `http://localhost:${port}`, { clock: FIRST_START });
  await settled(making);
  await first.end('SIGTERM');
  for (const old of readdirSync(artifacts)) if (/^sample/.test(old)) rmSync(path.join(artifacts, old), { recursive: true, force: true });
  renameSync(making, template);
  return template;
}

/** The built program on a folder of its own. */
export async function startInstallation(options: InstallationOptions = {}): Promise<RunningInstallation> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'phien-e2e-'));
  if (options.begin !== 'empty') cpSync(await sampleTemplate(), dataDir, { recursive: true });
  const port = await freePort();
  const origin = `${options.env?.PHIEN_TLS ? 'https' : 'http'}://${options.hostName ?? 'localhost'}:${port}`;
  let running = await startOn(dataDir, port, origin, options);
  const kill = (): Promise<void> => running.end('SIGKILL');
  const restart = async (): Promise<void> => {
    running = await startOn(dataDir, port, origin, options);
  };
  return {
    origin,
    dataDir,
    output: () => running.output(),
    async stop() {
      await running.end('SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    },
    kill,
    restart,
    async killAndRestart() {
      await kill();
      await restart();
    },
  };
}
