import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../server/adapters/project-root';

const built = path.join(projectRoot, 'build', 'server', 'main.js');
if (!existsSync(built) && process.env.CI === 'true') throw new Error('the program is not built: node server/build.mjs');

/** The built program where there is one, else from source. */
export const programFile = existsSync(built) ? [built] : ['--import', 'tsx', path.join(projectRoot, 'server', 'main.ts')];

export interface Program {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** True when it printed its address, false when it ended before. */
  listening: Promise<boolean>;
  /** Exit code; null when a signal ended it. */
  ended: Promise<number | null>;
}

const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PHIEN_|PORT$|HOST$|VITEST|NODE_OPTIONS$)/u.test(name)));

/** Starts the real server as a process of its own, with nothing of this process's settings. */
export function startProgram(env: Record<string, string>, flags: readonly string[] = [], wrap: readonly string[] = []): Program {
  const command = [...wrap, process.execPath, ...programFile, ...flags];
  const child = spawn(command[0] ?? process.execPath, command.slice(1), {
    cwd: projectRoot,
    env: { ...inherited, NODE_ENV: 'production', PHIEN_LOG: 'info', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let hear: () => void = () => undefined;
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    hear();
  });
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const listening = new Promise<boolean>((resolve) => {
    hear = () => (stdout.includes('  Phiên: ') ? resolve(true) : undefined);
    void ended.then(() => resolve(false));
  });
  return { child, stdout: () => stdout, stderr: () => stderr, listening, ended };
}
