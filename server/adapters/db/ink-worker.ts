/**
 * Worker thread that alone writes the ink log: one transaction for all that arrived together, so that one disk flush
 * makes many strokes durable and a slow disk never holds up the event loop of the server.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { prepareAppend } from './ink-append';
import { failureOf, openInkWriter, readEpoch } from './ink-sqlite';
import type { AppendOutcome, AppendRow } from './ink-append';

export interface InkWorkerData {
  file: string;
  maxBytes: number | null;
  /** How long a foreign lock is waited for before the batch is refused, ms. */
  lockPatienceMs: number;
}
export type InkWorkerRequest = { type: 'append'; id: number; at: number; rows: AppendRow[] } | { type: 'close' };
export type InkWorkerReply =
  | { type: 'ready'; epoch: string }
  | { type: 'failed_to_open'; message: string }
  | { type: 'appended'; id: number; outcomes: AppendOutcome[] }
  | { type: 'refused'; id: number; failure: 'locked' | 'storage_full' | 'failed'; message: string }
  | { type: 'closed' };

if (parentPort === null) throw new Error('runs as a worker thread only');
const port = parentPort;
const { file, maxBytes, lockPatienceMs } = workerData as InkWorkerData;
const reply = (message: InkWorkerReply): void => port.postMessage(message);

function start(): void {
  const db = openInkWriter(file, maxBytes);
  const append = prepareAppend(db);
  // One request is worked on at a time, also while it waits for a lock: order is the order of the messages.
  const waiting: InkWorkerRequest[] = [];
  let busy = false;

  const work = async (request: InkWorkerRequest): Promise<void> => {
    if (request.type === 'close') {
      db.close();
      reply({ type: 'closed' });
      port.close();
      return;
    }
    const giveUpAt = performance.now() + lockPatienceMs;
    for (;;) {
      try {
        const outcomes = append(request.rows, request.at);
        reply({ type: 'appended', id: request.id, outcomes });
        return;
      } catch (error) {
        const failure = failureOf(error);
        if (failure !== 'locked' || performance.now() > giveUpAt) {
          reply({ type: 'refused', id: request.id, failure, message: String(error) });
          return;
        }
      }
      // Jitter, so that two waiting writers do not knock in step.
      await new Promise((resolve) => setTimeout(resolve, 10 + Math.random() * 30));
    }
  };
  const drain = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
    busy = false;
  };
  port.on('message', (request: InkWorkerRequest) => {
    waiting.push(request);
    void drain();
  });
  reply({ type: 'ready', epoch: readEpoch(db) });
}

try {
  start();
} catch (error) {
  reply({ type: 'failed_to_open', message: String(error) });
  port.close();
}
