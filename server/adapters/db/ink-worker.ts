/**
 * Worker thread that alone writes the ink log: one transaction for all that arrived together, so that one disk flush
 * makes many strokes durable and a slow disk never holds up the event loop of the server.
 */
import { statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { placeOf } from './file-place';
import { prepareAppend } from './ink-append';
import { prepareForget, type Forgotten, type ForgetRow } from './ink-forget';
import { InkOpenError, failureOf, inkProblem, openInkWriter, readEpoch } from './ink-sqlite';
import type { InkBelonging, InkFailure, InkOpenProblem } from './ink-sqlite';
import type { AppendOutcome, AppendRow } from './ink-append';

export interface InkWorkerData {
  file: string;
  maxBytes: number | null;
  belonging: InkBelonging | null;
  /** A log up to this size is read through before it is used, bytes. */
  checkBytes: number;
  /** How long a foreign lock is waited for before the batch is refused, ms. */
  lockPatienceMs: number;
  /** Another process moves the write-ahead log into the file. */
  shipped: boolean;
}
export type InkWorkerRequest = { type: 'append'; id: number; at: number; rows: AppendRow[] } | { type: 'forget'; id: number; streams: ForgetRow[] } | { type: 'close' };
export type InkWorkerReply =
  | { type: 'ready'; epoch: string }
  | { type: 'failed_to_open'; problem: InkOpenProblem; message: string }
  /** `damaged`: documents whose rows were not written, because what is stored of them cannot be read. */
  | { type: 'appended'; id: number; outcomes: (AppendOutcome | null)[]; damaged: string[] }
  | { type: 'forgotten'; id: number; gone: Forgotten }
  | { type: 'refused'; id: number; failure: InkFailure; message: string }
  | { type: 'closed' };

if (parentPort === null) throw new Error('runs as a worker thread only');
const port = parentPort;
const { file, maxBytes, belonging, checkBytes, lockPatienceMs, shipped } = workerData as InkWorkerData;
const reply = (message: InkWorkerReply): void => port.postMessage(message);

function start(): void {
  const db = openInkWriter(file, maxBytes, belonging);
  if (shipped) db.pragma('wal_autocheckpoint = 0');
  const place = placeOf(file);
  const problem = statSync(file).size <= checkBytes ? inkProblem(db) : null;
  if (problem !== null) {
    db.close();
    throw new InkOpenError('damaged', problem);
  }
  const appendRows = prepareAppend(db);
  const forgetRows = prepareForget(db);
  const append = (rows: readonly AppendRow[], at: number): AppendOutcome[] => {
    if (!place.holds) throw Object.assign(new Error('ink log was taken away or replaced'), { code: 'SQLITE_IOERR_DATA' });
    return appendRows(rows, at);
  };
  /** Document by document, so that the one that is damaged holds up no other. */
  const appendApart = (rows: readonly AppendRow[], at: number): { outcomes: (AppendOutcome | null)[]; damaged: string[] } => {
    const outcomes = rows.map((): AppendOutcome | null => null);
    const damaged: string[] = [];
    for (const docId of new Set(rows.map((row) => row.docId))) {
      const places = rows.flatMap((row, place) => (row.docId === docId ? [place] : []));
      try {
        const done = append(rows.filter((row) => row.docId === docId), at);
        places.forEach((place, index) => (outcomes[place] = done[index] ?? null));
      } catch (error) {
        if (failureOf(error) !== 'damaged') throw error;
        damaged.push(docId);
      }
    }
    return { outcomes, damaged };
  };
  // One request is worked on at a time, also while it waits for a lock: order is the order of the messages.
  const waiting: InkWorkerRequest[] = [];
  let busy = false;

  const replyApart = ({ id, rows, at }: Extract<InkWorkerRequest, { type: 'append' }>): void => {
    try {
      reply({ type: 'appended', id, ...appendApart(rows, at) });
    } catch (error) {
      reply({ type: 'refused', id, failure: failureOf(error), message: String(error) });
    }
  };
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
        if (request.type === 'forget') {
          reply({ type: 'forgotten', id: request.id, gone: forgetRows(request.streams) });
          return;
        }
        const outcomes = append(request.rows, request.at);
        reply({ type: 'appended', id: request.id, outcomes, damaged: [] });
        return;
      } catch (error) {
        const failure = failureOf(error);
        if (failure === 'damaged' && request.type === 'append') {
          replyApart(request);
          return;
        }
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
  const problem = error instanceof InkOpenError ? error.problem : failureOf(error) === 'damaged' ? 'damaged' : 'other';
  reply({ type: 'failed_to_open', problem, message: error instanceof Error ? error.message : String(error) });
  port.close();
}
