import type { IncomingMessage } from 'node:http';
import { setPlainHeaders } from '../http/headers';

/** Bytes of one request of somebody who is not identified yet: a greeting takes a hundred, and packets may be one byte each. */
const GREETING_BYTES = 8 * 1024;

/** What this file knows of Engine.IO 6.6 beyond its types. */
interface Engine {
  readonly clients: Readonly<Record<string, object>>;
  use(middleware: (req: IncomingMessage, res: { setHeader(name: string, value: string): unknown }, next: (error?: unknown) => void) => void): void;
}

/** Long polling and handshakes are answered by the engine, past everything that stands before the pages: what holds there holds here too. */
export function guardPolling(engine: unknown): { identified(connection: object): void } {
  const known = new WeakSet<object>();
  const { clients, use } = engine as Engine;
  use.call(engine, (req, res, next) => {
    setPlainHeaders(res);
    const sid = /[?&]sid=([\w-]{1,64})/.exec(req.url ?? '')?.[1];
    const connection = sid === undefined || !Object.hasOwn(clients, sid) ? undefined : clients[sid];
    const isKnown = connection !== undefined && known.has(connection);
    const announced = req.headers['content-length'];
    const isBounded = req.headers['transfer-encoding'] === undefined && Number(announced ?? 0) <= GREETING_BYTES;
    next(isKnown || isBounded ? undefined : new Error('too long before it is known who sends it'));
  });
  return { identified: (connection) => void known.add(connection) };
}
