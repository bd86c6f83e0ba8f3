import { INK_JOIN, INK_LEAVE, INK_SYNC, inkJoinSchema, inkLeaveSchema } from '../../shared/protocol/ink-events';
import { INK_EVENT, decodeClientFrame } from '../../shared/protocol/ink-frames';
import { INK_PROTOCOL_VERSION } from '../../shared/protocol/ink';
import type { Meter } from '../../kernel/ports/meter';
import { RateLimit } from '../../kernel/rate-limit';
import { inRequest, newRequestId } from '../../kernel/request-scope';
import { refusalOf } from './event-registry';
import { cutConnection } from './frames';
import { socketSink } from './socket-sink';
import type { Server, Socket } from 'socket.io';
import type { InkRooms, InkRoomsStats, InkVisit } from '../../live';
import type { InkJoinAnswer } from '../../shared/protocol/ink-events';

export interface InkLaneOptions {
  rooms: InkRooms;
  /** Monotonic time in ms, for the rate limits. */
  now(): number;
  /** Does the work when it is this person's turn (`kernel/fair-shares.ts`); without it, at once. */
  inTurn?<T>(personId: string, work: () => Promise<T>): Promise<T>;
  /** Puts what operations take of the processor on the person's account, ms. */
  charge?(personId: string, price: number): void;
  /** Faults worth an operator's eye. */
  log(message: string): void;
  meter?: Pick<Meter, 'sent'>;
}

export interface InkLane {
  /** Serves every connection whose `socket.data.personId` the handshake has set. */
  attach(io: Server): void;
  stats(): InkLaneStats;
}

export interface InkLaneStats extends InkRoomsStats {
  /** Frames or events that broke the protocol, and connections cut for it. */
  faults: number;
  cut: number;
}

/** Limits per connection (realtime protocol, 4.1). */
const LIVE_PER_SECOND = 120;
const OPS_PER_SECOND = 50;
const OPS_BURST = 200;
const JOINS_PER_SECOND = 5;
const JOINS_BURST = 20;
const FAULTS_ALLOWED = 5;
/** Price of an operation: decoding, passing to the worker and back, acknowledging; and of its bytes. */
const MS_PER_OP = 0.05;
const MS_PER_MEGABYTE = 20;
const MEGABYTE = 1024 * 1024;

interface Connection {
  readonly socket: Socket;
  readonly personId: string;
  readonly visit: InkVisit;
  readonly live: RateLimit;
  readonly ops: RateLimit;
  readonly joins: RateLimit;
  faults: number;
}

/** Ink on the wire: what tablets say is read, judged and paced here; what it means is `server/live`'s. */
export function createInkLane(options: InkLaneOptions): InkLane {
  return new Lane(options);
}

class Lane implements InkLane {
  readonly #options: InkLaneOptions;
  #faults = 0;
  #cut = 0;

  constructor(options: InkLaneOptions) {
    this.#options = options;
  }

  attach(io: Server): void {
    io.on('connection', (socket) => this.#serve(socket));
  }

  stats(): InkLaneStats {
    return { ...this.#options.rooms.stats(), faults: this.#faults, cut: this.#cut };
  }

  #serve(socket: Socket): void {
    const personId: unknown = (socket.data as { personId?: unknown }).personId;
    if (typeof personId !== 'string') {
      socket.disconnect(true);
      return;
    }
    const now = this.#options.now();
    const connection: Connection = {
      socket,
      personId,
      visit: this.#options.rooms.visit({ sink: socketSink(socket, this.#options.meter), personId }),
      live: new RateLimit(LIVE_PER_SECOND, LIVE_PER_SECOND, now),
      ops: new RateLimit(OPS_PER_SECOND, OPS_BURST, now),
      joins: new RateLimit(JOINS_PER_SECOND, JOINS_BURST, now),
      faults: 0,
    };
    socket.on(INK_EVENT, (bytes: unknown) => this.#receive(connection, bytes));
    const join = (input: unknown, answer: unknown): void => {
      if (typeof answer !== 'function') this.#fault(connection);
      else void this.#join(connection, input).then((result) => answer(result) as unknown);
    };
    socket.on(INK_JOIN, join);
    socket.on(INK_SYNC, join);
    socket.on(INK_LEAVE, (input: unknown) => {
      const parsed = inkLeaveSchema.safeParse(input);
      if (parsed.success) connection.visit.leave(parsed.data.doc);
      else this.#fault(connection);
    });
    socket.on('disconnect', () => connection.visit.end());
  }

  /** Counts what broke the protocol; the fifth time ends the connection. */
  #fault(connection: Connection): void {
    this.#faults += 1;
    connection.faults += 1;
    if (connection.faults !== FAULTS_ALLOWED) return;
    this.#cut += 1;
    cutConnection(connection.socket);
  }

  #receive(connection: Connection, bytes: unknown): void {
    const decoded = bytes instanceof Uint8Array && connection.faults < FAULTS_ALLOWED ? decodeClientFrame(bytes) : null;
    if (!decoded?.ok) {
      this.#fault(connection);
      return;
    }
    const frame = decoded.value;
    const { channel } = frame;
    const { personId, visit, live, ops } = connection;
    const state = visit.stateOf(channel);
    const now = this.#options.now();
    if (state === null) this.#fault(connection);
    else if (frame.type === 'live') visit.draw(channel, frame.bytes, frame.batch.tool === 'laser', () => live.take(1, now));
    else {
      if (state === 'open' && frame.invalid.length > 0) {
        visit.refuseInvalid(channel, frame.invalid);
        this.#fault(connection);
      }
      if (frame.ops.length === 0) return;
      visit.append(channel, frame.ops, (count, size) => {
        if (!ops.take(count, now)) return false;
        this.#options.charge?.(personId, count * MS_PER_OP + (size * MS_PER_MEGABYTE) / MEGABYTE);
        return true;
      });
    }
  }

  async #join(connection: Connection, input: unknown): Promise<InkJoinAnswer> {
    const parsed = inkJoinSchema.safeParse(input);
    if (!parsed.success) {
      const proto: unknown = typeof input === 'object' && input !== null && 'proto' in input ? input.proto : undefined;
      // Another version of the program is no attack: it is told to reload.
      if (typeof proto === 'number' && proto !== INK_PROTOCOL_VERSION) return { ok: false, code: 'protocol' };
      this.#fault(connection);
      return { ok: false, code: 'invalid' };
    }
    if (!connection.joins.take(1, this.#options.now())) return { ok: false, code: 'rate_limited' };
    const request = newRequestId();
    try {
      const enter = (): Promise<InkJoinAnswer> => connection.visit.join(parsed.data);
      return await inRequest({ id: request, proxied: null }, () => this.#options.inTurn?.(connection.personId, enter) ?? enter());
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal !== null) return refusal;
      inRequest({ id: request, proxied: null }, () => this.#options.log(`ink join of ${parsed.data.doc}: ${String(error)}`));
      return { ok: false, code: 'unavailable', request };
    }
  }
}
