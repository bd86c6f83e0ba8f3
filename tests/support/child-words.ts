import { fork, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const LIMIT_MS = 180_000;

/** @param file from this folder. */
export const startChild = (file: string, ...args: string[]): ChildProcess => fork(fileURLToPath(new URL(file, import.meta.url)), args, { execArgv: ['--import', 'tsx'] });

export interface Word {
  ready?: boolean;
  back?: number;
  refused?: number;
  cpu?: number;
  /** Memory the process has from the system after what is garbage is gone, bytes. */
  memory?: number;
  /** Longest time since it was last asked that its event loop was at work without a pause, ms. */
  stall?: number;
  /** A picture that every tablet was shown: its number, and for each when it came (ms since 1970). */
  shown?: { seq: number; at: number[] };
  /** A change of the sitting that was committed: its number, and when its command began (ms since 1970). */
  change?: { seq: number; at: number };
  /** A picture that a member was shown. */
  seen?: { seq: number; at: number };
  /** What somebody who wants too much was answered since the last word. */
  asked?: { answers: number; refused: number; slowest: number };
}

export function nextWord(child: ChildProcess, word: keyof Word): Promise<Word> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the bench waits for ${word} in vain`)), LIMIT_MS);
    const onMessage = (message: unknown): void => {
      if ((message as Word)[word] === undefined) return;
      clearTimeout(timer);
      child.off('message', onMessage);
      resolve(message as Word);
    };
    child.on('message', onMessage);
  });
}

export function endChild(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else {
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    }
  });
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
