import cluster, { type Worker } from 'node:cluster';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Sibling } from './transports/realtime/foreign-polls';

/** A process that died is started again after so long, doubled each time up to the last, ms; one that lived for a minute begins anew. */
const AGAIN_MS = { first: 200, most: 10_000 };
const WELL_MS = 60_000;
/** They have so long to end in order, ms. */
const END_MS = 15_000;

const NUMBER = 'PHIEN_PROCESS';
const FOLDER = 'PHIEN_PROCESS_FOLDER';

/** Which of several processes this is; null: it is the only one. */
export function sibling(env: Readonly<Record<string, string | undefined>> = process.env): Sibling | null {
  const index = Number(env[NUMBER]);
  const folder = env[FOLDER];
  return cluster.isWorker && index > 0 && folder ? { index, socketOf: (of) => path.join(folder, `${of}.sock`) } : null;
}

/**
 * Starts the program so many times behind one port and sees to it that they run. The first one begins alone: what keeps it from
 * starting keeps all, and ends this. SIGTERM and SIGINT end them in order.
 * @param say a line for the log.
 */
export function superviseProcesses(count: number, say: (facts: Readonly<Record<string, unknown>>, message: string) => void): void {
  // Each takes connections from the port itself. Handed on from here, those given to one in the moment it dies would be answered by
  // nobody and ended by nobody: Node 20 keeps its copy open (11 of 72 in a trial, none this way).
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'phien-processes-'));
  const running = new Map<number, Worker>();
  const begun = new Set<number>();
  let ending = false;
  const leave = (code: number): void => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(code);
  };

  function start(index: number, failures: number): void {
    if (ending) return;
    const worker = cluster.fork({ [NUMBER]: String(index), [FOLDER]: folder });
    const at = performance.now();
    running.set(index, worker);
    worker.once('listening', () => {
      if (index === 1 && !begun.has(1)) for (let next = 2; next <= count; next += 1) start(next, 0);
      begun.add(index);
    });
    worker.once('exit', (code, signal) => {
      running.delete(index);
      if (ending) return void (running.size === 0 ? leave(0) : undefined);
      if (index === 1 && !begun.has(1)) return leave(code || 1);
      const again = performance.now() - at > WELL_MS ? 0 : failures;
      const afterMs = Math.min(AGAIN_MS.most, AGAIN_MS.first * 2 ** again);
      say({ process: index, code, signal, afterMs }, 'a process ended and is started again');
      setTimeout(() => start(index, again + 1), afterMs);
    });
  }

  function end(): void {
    if (ending) return;
    ending = true;
    if (running.size === 0) leave(0);
    for (const worker of running.values()) worker.process.kill('SIGTERM');
    setTimeout(() => {
      for (const worker of running.values()) worker.process.kill('SIGKILL');
    }, END_MS).unref();
  }
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  start(1, 0);
}
