import type { Socket } from 'socket.io';
import type { z } from 'zod';
import { DomainError } from '../../kernel/errors';
import type { Tablet } from '../../live';
import { cutIfOverfull } from './frames';
import { RateLimit } from '../../kernel/rate-limit';
import { inRequest, newRequestId } from '../../kernel/request-scope';

/** Who a connection belongs to; set once by the handshake, never by a payload. */
export interface Connection extends Tablet {
  readonly socket: Socket;
  readonly signInId: string;
}

/** One event a client may send: parsed, paid for, authorized, then handled. */
export interface SocketEvent<Schema extends z.ZodType> {
  name: string;
  schema: Schema;
  /** Version its payload must name in `proto`; another one is answered with `protocol` and is no fault. */
  proto?: number;
  /** Tokens it takes from the connection's budget of 60 a second. */
  cost: number;
  /** Goes before what else waits for its turn: coming in (`FairShares.run`). */
  isFirst?: boolean;
  /** Null allows; a code is answered instead of handling. */
  policy(connection: Connection, input: z.output<Schema>): Promise<string | null> | string | null;
  handle(connection: Connection, input: z.output<Schema>): Promise<unknown> | unknown;
}

type Serve = (connection: Connection) => Promise<unknown>;

/** A registered event with its input type forgotten; made by `defineEvent` alone. */
export interface AnySocketEvent {
  name: string;
  cost: number;
  isFirst: boolean;
  /** Reads a payload: what to do with it, or the code to answer. `invalid` is a fault of the sender. */
  read(payload: unknown): Serve | 'invalid' | 'protocol';
}

export function defineEvent<Schema extends z.ZodType>(event: SocketEvent<Schema>): AnySocketEvent {
  return {
    name: event.name,
    cost: event.cost,
    isFirst: event.isFirst === true,
    read(payload) {
      if (event.proto !== undefined && isOtherVersion(payload, event.proto)) return 'protocol';
      const parsed = event.schema.safeParse(payload);
      if (!parsed.success) return 'invalid';
      return async (connection) => {
        const refused = await event.policy(connection, parsed.data);
        return refused === null ? event.handle(connection, parsed.data) : { ok: false, code: refused };
      };
    },
  };
}

function isOtherVersion(payload: unknown, proto: number): boolean {
  const named: unknown = typeof payload === 'object' && payload !== null && 'proto' in payload ? payload.proto : undefined;
  return typeof named === 'number' && named !== proto;
}

/** What somebody is answered whose share of the processor is used up, or when the installation is too busy; null for a failure. */
export function refusalOf(error: unknown): { ok: false; code: 'rate_limited' | 'unavailable'; retryAfter: number } | null {
  if (!(error instanceof DomainError) || !error.reason.startsWith('load.')) return null;
  return { ok: false, code: error.code === 'rate_limited' ? 'rate_limited' : 'unavailable', retryAfter: Number(error.params.seconds ?? 1) };
}

const PER_SECOND = 60;
const BURST = 120;
const FAULTS_ALLOWED = 5;
/** Events of one connection that wait for an earlier one of it. */
const WAITING_ALLOWED = 64;

export interface ServeOptions {
  now(): number;
  /** Events of another lane on the same socket. */
  foreign: ReadonlySet<string>;
  /** Does the work when it is this person's turn. @throws DomainError when it is not within bearable time. */
  inTurn<T>(personId: string, work: () => Promise<T>, isFirst: boolean): Promise<T>;
  fail(error: unknown, event: string, personId: string): void;
}

/**
 * Serves the registered events of a connection and nothing else, one after the other in the order they came. What is no
 * event of ours is counted; the fifth time ends the connection.
 */
export function serveEvents(connection: Connection, events: ReadonlyMap<string, AnySocketEvent>, { now, foreign, inTurn, fail }: ServeOptions): void {
  const budget = new RateLimit(PER_SECOND, BURST, now());
  let faults = 0;
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();
  const fault = (): void => {
    faults += 1;
    if (faults >= FAULTS_ALLOWED) connection.socket.disconnect(true);
  };
  connection.socket.onAny((name: unknown, ...args: unknown[]) => {
    if (typeof name !== 'string' || foreign.has(name) || faults >= FAULTS_ALLOWED) return;
    if (cutIfOverfull(connection.socket)) return;
    const event = events.get(name);
    const end = args.at(-1);
    const answer = (result: unknown): void => {
      if (typeof end === 'function') (end as (result: unknown) => void)(result);
    };
    if (!event) {
      fault();
      return;
    }
    if (!budget.take(event.cost, now()) || waiting >= WAITING_ALLOWED) {
      answer({ ok: false, code: 'rate_limited' });
      return;
    }
    const serve = event.read(args[0]);
    if (typeof serve === 'string') {
      answer({ ok: false, code: serve });
      if (serve === 'invalid') fault();
      return;
    }
    waiting += 1;
    const scope = { id: newRequestId(), proxied: null };
    last = last
      .then(() => inRequest(scope, () => inTurn(connection.personId, async () => (connection.socket.connected ? serve(connection) : { ok: false, code: 'unavailable' }), event.isFirst)))
      .then(answer, (error: unknown) => {
        const refusal = refusalOf(error);
        if (refusal === null) inRequest(scope, () => fail(error, event.name, connection.personId));
        answer(refusal ?? { ok: false, code: 'unavailable', request: scope.id });
      })
      .then(() => void (waiting -= 1));
  });
}
