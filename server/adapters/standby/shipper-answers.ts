import type { IncomingMessage, ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { FORM } from './channel';
import { blobFolders, blobsIn, isPart, openBlob, partsOf } from './shipped-files';
import { BASE_PIECE, type ShippedLog } from '../db/shipping/shipped-log';
import { LOG_NAMES, type Hello, type LogName, type ShipperOrder } from './shipper-words';

/** What the shipper is to who follows it. */
export interface Shipped {
  readonly order: ShipperOrder;
  readonly run: string;
  readonly installation: string | null;
  readonly term: number;
  readonly state: Hello['state'];
  readonly logs: Record<LogName, ShippedLog> | null;
  /** @returns false: another one follows. */
  hear(by: string): boolean;
  /** One of its questions is being answered, or is answered. */
  asks(more: 1 | -1): void;
  /** @returns false: this one has the later word itself. */
  stepDown(by: string, term: number): boolean;
  /** It has what comes before a place on disk. @param counts it would take over with it; not while it takes the database anew. */
  confirm(file: LogName, at: { log: number; frames: number }, counts: boolean): void;
  /** It knows that nothing comes after what it has. */
  toldLast(file: LogName): void;
  /** Something may have been committed, or the time is over, ms. */
  news(limitMs: number): Promise<void>;
}

/** A question about what comes next is answered after this time, also with nothing, ms. */
const PATIENCE_MS = 5_000;
const MOST_RANGE = 64 * BASE_PIECE;

const logQuery = z.object({ file: z.enum(LOG_NAMES), run: z.string(), log: z.coerce.number().int().min(0), frames: z.coerce.number().int().min(0), wait: z.coerce.number().int().min(0).max(PATIENCE_MS), counts: z.enum(['0', '1']) });
const baseQuery = z.object({ file: z.enum(LOG_NAMES) });
const rangeQuery = z.object({ file: z.enum(LOG_NAMES), at: z.coerce.number().int().min(0), size: z.coerce.number().int().min(1).max(MOST_RANGE) });
const stepQuery = z.object({ term: z.coerce.number().int().min(1) });

class Answer extends Error {
  readonly status: number;
  constructor(status: number, reason: string) {
    super(reason);
    this.status = status;
  }
}

function parsed<T>(schema: z.ZodType<T>, url: URL): T {
  const found = schema.safeParse(Object.fromEntries(url.searchParams));
  if (!found.success) throw new Answer(400, 'not understood');
  return found.data;
}

const sendJson = (response: ServerResponse, value: unknown): void => void response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));

/** Answers one request of the second machine. */
export async function answerFollower(shipped: Shipped, request: IncomingMessage, response: ServerResponse): Promise<void> {
  shipped.asks(1);
  try {
    await route(shipped, request, response);
  } catch (error) {
    if (!(error instanceof Answer)) throw error;
    response.writeHead(error.status, { 'Content-Type': 'text/plain' }).end(error.message);
  } finally {
    shipped.asks(-1);
  }
}

async function route(shipped: Shipped, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'https://first');
  const by = z.uuid().safeParse(request.headers['phien-standby']);
  if (!by.success) throw new Answer(400, 'not understood');
  if (request.headers['phien-form'] !== String(FORM)) throw new Answer(426, 'another form');
  const { dataDir } = shipped.order;
  if (url.pathname === '/step-down' && request.method === 'POST') {
    if (!shipped.stepDown(by.data, parsed(stepQuery, url).term)) throw new Answer(409, 'later');
    return sendJson(response, {});
  }
  if (request.method !== 'GET') throw new Answer(405, 'not understood');
  if (!shipped.hear(by.data)) throw new Answer(409, 'followed');
  switch (url.pathname) {
    case '/hello': {
      const hello: Hello = { form: FORM, version: shipped.order.version, run: shipped.run, installation: shipped.installation, term: shipped.term, state: shipped.state, papersHere: shipped.order.papersHere };
      return sendJson(response, hello);
    }
    case '/log':
      return sendLog(shipped, parsed(logQuery, url), response);
    case '/base':
      return sendJson(response, { run: shipped.run, ...(await logOf(shipped, parsed(baseQuery, url).file).base()) });
    case '/base/bytes': {
      const { file, at, size } = parsed(rangeQuery, url);
      const log = logOf(shipped, file);
      response.writeHead(200);
      for (let from = at; from < at + size; from += BASE_PIECE) await put(response, await log.basePiece(from, Math.min(BASE_PIECE, at + size - from)));
      return void response.end();
    }
    case '/parts':
      return sendJson(response, await partsOf(dataDir));
    case '/part': {
      const name = url.searchParams.get('name') ?? '';
      const bytes = isPart(name) ? await readFile(path.join(dataDir, ...name.split('/'))).catch(() => null) : null;
      if (!bytes) throw new Answer(404, 'gone');
      return void response.writeHead(200, { 'Content-Length': bytes.byteLength }).end(bytes);
    }
    case '/blobs':
      return sendJson(response, await blobFolders(dataDir));
    case '/blobs/in': {
      const folder = url.searchParams.get('folder') ?? '';
      if (!/^[0-9a-f]{2}$/u.test(folder)) throw new Answer(400, 'not understood');
      return sendJson(response, await blobsIn(dataDir, folder));
    }
    case '/blob': {
      const blob = await openBlob(dataDir, url.searchParams.get('key') ?? '');
      if (!blob) throw new Answer(404, 'gone');
      response.writeHead(200, { 'Content-Length': blob.size + 32 });
      for await (const part of blob.bytes) await put(response, part);
      return void response.end();
    }
    default:
      throw new Answer(404, 'not understood');
  }
}

function logOf({ logs }: Shipped, file: LogName): ShippedLog {
  if (!logs) throw new Answer(503, 'starting');
  return logs[file];
}

async function sendLog(shipped: Shipped, { file, run, log, frames, wait, counts }: z.output<typeof logQuery>, response: ServerResponse): Promise<void> {
  const own = logOf(shipped, file);
  if (run !== shipped.run) throw new Answer(410, 'anew');
  shipped.confirm(file, { log, frames }, counts === '1');
  const until = performance.now() + wait;
  for (;;) {
    const isLast = shipped.state === 'stopped';
    const piece = own.read({ log, frames });
    if (piece === 'broken') throw new Answer(410, 'anew');
    if (piece !== null) {
      const { bytes, from, whole } = piece;
      return void response.writeHead(200, { 'Content-Length': bytes.byteLength, 'phien-log': piece.log, 'phien-from': from, 'phien-frames': piece.frames, 'phien-whole': whole ? 1 : 0, 'phien-state': shipped.state }).end(bytes);
    }
    if (isLast) response.once('finish', () => shipped.toldLast(file));
    if (isLast || performance.now() >= until || response.destroyed) return void response.writeHead(204, { 'phien-state': isLast ? 'stopped' : 'serving' }).end();
    await shipped.news(until - performance.now());
  }
}

/** Not faster than it is taken. */
function put(response: ServerResponse, bytes: Buffer): Promise<void> | void {
  if (response.destroyed) throw new Error('the follower went away');
  if (response.write(bytes)) return;
  return new Promise((resolve, reject) => {
    const done = (): void => {
      response.off('close', gone);
      resolve();
    };
    const gone = (): void => {
      response.off('drain', done);
      reject(new Error('the follower went away'));
    };
    response.once('drain', done);
    response.once('close', gone);
  });
}
