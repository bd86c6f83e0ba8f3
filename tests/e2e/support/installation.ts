import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
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

/** The sample province, made once per build and copied for every installation; moved into place whole, so that two runs do not disturb each other. */
function sampleTemplate(): string {
  const template = path.join(artifacts, `sample-${Math.round(statSync(main).mtimeMs)}`);
  if (existsSync(template)) return template;
  mkdirSync(artifacts, { recursive: true });
  const making = mkdtempSync(path.join(artifacts, 'making-'));
  const made = spawnSync(process.execPath, [path.join(root, 'build', 'server', 'cli.js'), 'sample'], {
    cwd: root,
    env: { ...process.env, PHIEN_DATA: making, PHIEN_SAMPLE_DATE: SAMPLE_DATE, PHIEN_SAMPLE_PASSWORD: PASSWORD },
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`the sample province could not be made:\n${made.stdout}\n${made.stderr}`);
  for (const old of readdirSync(artifacts)) if (/^sample/.test(old)) rmSync(path.join(artifacts, old), { recursive: true, force: true });
  renameSync(making, template);
  return template;
}

/** Starts the program and waits until it listens. */
export async function startInstallation(options: InstallationOptions = {}): Promise<RunningInstallation> {
  const begin = options.begin ?? 'sample';
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'phien-e2e-'));
  if (begin === 'sample') cpSync(sampleTemplate(), dataDir, { recursive: true });
  const port = await freePort();
  const scheme = options.env?.PHIEN_TLS ? 'https' : 'http';
  const origin = `${scheme}://${options.hostName ?? 'localhost'}:${port}`;
  let output = '';
  let child: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    const running = spawn(process.execPath, [main, ...(begin === 'empty' ? ['--empty'] : [])], {
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
    child = running;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`the server did not start:\n${output}`)), 60_000);
      const hear = (chunk: Buffer): void => {
        output += chunk.toString();
        if (!output.includes(origin)) return;
        clearTimeout(timer);
        resolve();
      };
      running.stdout?.on('data', hear);
      running.stderr?.on('data', hear);
      running.once('exit', (code) => {
        clearTimeout(timer);
        reject(new Error(`the server ended with ${String(code)}:\n${output}`));
      });
    });
  };
  const end = (signal: NodeJS.Signals): Promise<void> =>
    new Promise((resolve) => {
      if (!child || child.exitCode !== null || child.signalCode !== null) {
        resolve();
        return;
      }
      child.once('exit', () => resolve());
      child.kill(signal);
    });

  const kill = (): Promise<void> => end('SIGKILL');
  const restart = async (): Promise<void> => {
    output = '';
    await start();
  };
  await start();
  return {
    origin,
    dataDir,
    output: () => output,
    async stop() {
      await end('SIGTERM');
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
