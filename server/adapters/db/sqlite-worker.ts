/**
 * Thread that holds one connection to the main database and runs its statements: a disk that takes its time holds up those
 * who wait for it, and never the event loop of the server.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { SqlValue } from '../../kernel/ports/database';
import { openConnection, type ConnectionPlan, type SqliteConnection, type SqlQuery } from './sqlite-connection';

export type SqliteRequest = { id: number } & (
  | { what: 'queryRaw' | 'executeRaw'; query: SqlQuery; inTransaction: boolean }
  | { what: 'executeScript'; script: string }
  | { what: 'rows'; sql: string; values: readonly SqlValue[]; inTransaction: boolean }
  | { what: 'begin' | 'commit' | 'rollback' | 'close' }
);
/** An error as it goes from thread to thread: the mapper knows those of the adapter by name and cause, others are known by their code. */
export interface SentError {
  name: string;
  message: string;
  code: unknown;
  cause: unknown;
}
/** `id` 0: whether it has opened. */
export type SqliteReply = { id: number; value: unknown } | { id: number; error: SentError };

if (parentPort === null) throw new Error('runs as a worker thread only');
const port = parentPort;

function sent(error: unknown): SentError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), code: undefined, cause: undefined };
  const { code } = error as { code?: unknown };
  return { name: error.name, message: error.message, code, cause: error.cause instanceof Error ? error.cause.message : error.cause };
}

async function answer(id: number, work: () => Promise<unknown>): Promise<void> {
  let reply: SqliteReply;
  try {
    reply = { id, value: await work() };
  } catch (error) {
    reply = { id, error: sent(error) };
  }
  port.postMessage(reply);
}

function run(connection: SqliteConnection, request: SqliteRequest): Promise<unknown> {
  switch (request.what) {
    case 'queryRaw':
    case 'executeRaw':
      return connection[request.what](request.query, request.inTransaction);
    case 'executeScript':
      return connection.executeScript(request.script);
    case 'rows':
      return connection.rows(request.sql, request.values, request.inTransaction);
    default:
      return connection[request.what]();
  }
}

const opening = openConnection(workerData as ConnectionPlan);
// One request is worked on at a time: order is the order of the messages.
let last = answer(0, () => opening.then(() => undefined));
port.on('message', (request: SqliteRequest) => {
  last = last.then(() => answer(request.id, async () => run(await opening, request)));
});
// Without a connection it ends, and another one tries.
opening.catch(() => last.then(() => port.close()));
