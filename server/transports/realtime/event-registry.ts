import type { Socket } from 'socket.io';
import type { z } from 'zod';
import { RateLimit } from './rate-limit';

/** Who a connection belongs to; set once by the handshake, never by a payload. */
export interface Connection {
  socket: Socket;
  personId: string;
  sessionId: string;
}

/** One event a client may send: parsed, paid for, authorized, then handled. */
export interface SocketEvent<Schema extends z.ZodType> {
  name: string;
  schema: Schema;
  /** Tokens it takes from the connection's budget of 60 a second. */
  cost: number;
  /** Null allows; a code is answered instead of handling. */
  policy(connection: Connection, input: z.output<Schema>): Promise<string | null> | string | null;
  handle(connection: Connection, input: z.output<Schema>): Promise<unknown> | unknown;
}

/** A registered event with its input type forgotten; made by `defineEvent` alone. */
export interface AnySocketEvent {
  name: string;
  serve(connection: Connection, budget: RateLimit, now: number, payload: unknown): Promise<unknown>;
}

export function defineEvent<Schema extends z.ZodType>(event: SocketEvent<Schema>): AnySocketEvent {
  return {
    name: event.name,
    async serve(connection, budget, now, payload) {
      if (!budget.take(event.cost, now)) return { ok: false, code: 'rate_limited' };
      const parsed = event.schema.safeParse(payload);
      if (!parsed.success) throw new MalformedEvent(event.name);
      const refused = await event.policy(connection, parsed.data);
      return refused === null ? event.handle(connection, parsed.data) : { ok: false, code: refused };
    },
  };
}

/** The frame was no event of ours: counted, and the connection is cut when it happens again and again. */
export class MalformedEvent extends Error {
  override readonly name = 'MalformedEvent';
}

const PER_SECOND = 60;
const BURST = 120;
const FAULTS_ALLOWED = 5;

/**
 * Serves the registered events of a connection and nothing else. Events of the prefixes in `foreign` belong to another
 * lane on the same socket.
 */
export function serveEvents(
  connection: Connection,
  events: ReadonlyMap<string, AnySocketEvent>,
  { now, foreign, fail }: { now(): number; foreign: readonly string[]; fail(error: unknown, event: string): void },
): void {
  const budget = new RateLimit(PER_SECOND, BURST, now());
  let faults = 0;
  const fault = (): void => {
    faults += 1;
    if (faults >= FAULTS_ALLOWED) connection.socket.disconnect(true);
  };
  connection.socket.onAny((name: unknown, ...args: unknown[]) => {
    if (typeof name === 'string' && foreign.some((prefix) => name === prefix || name.startsWith(`${prefix}:`))) return;
    const event = typeof name === 'string' ? events.get(name) : undefined;
    const answer = args.at(-1);
    if (!event) {
      fault();
      return;
    }
    event.serve(connection, budget, now(), args[0]).then(
      (result) => {
        if (typeof answer === 'function') (answer as (result: unknown) => void)(result);
      },
      (error: unknown) => {
        if (error instanceof MalformedEvent) fault();
        else fail(error, event.name);
        if (typeof answer === 'function') (answer as (result: unknown) => void)({ ok: false, code: error instanceof MalformedEvent ? 'invalid' : 'unavailable' });
      },
    );
  });
}
