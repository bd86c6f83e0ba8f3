/** Thread that reads one database through on a connection of its own: pages from the disk, not from anybody's memory. */
import { parentPort, workerData } from 'node:worker_threads';
import { failureOf, inkProblem, openInkReader } from './ink-sqlite';

export interface SqliteCheckRequest {
  file: string;
  /** The ink log also promises that no number is missing. */
  kind: 'main' | 'ink';
}
export interface SqliteCheckReply {
  problem: string | null;
}

function problemOf({ file, kind }: SqliteCheckRequest): string | null {
  try {
    const db = openInkReader(file);
    try {
      if (kind === 'ink') return inkProblem(db);
      const check = db.pragma('quick_check(1)', { simple: true });
      return check === 'ok' ? null : String(check);
    } finally {
      db.close();
    }
  } catch (error) {
    // Somebody else's lock says nothing about the pages.
    if (failureOf(error) === 'locked') return null;
    return error instanceof Error ? error.message : String(error);
  }
}

if (parentPort === null) throw new Error('runs as a worker thread only');
parentPort.postMessage({ problem: problemOf(workerData as SqliteCheckRequest) } satisfies SqliteCheckReply);
