import { INK_CLOSED, INK_JOIN, INK_LEAVE, INK_SYNC, inkJoinSchema, inkLeaveSchema } from '../../shared/protocol/ink-events';
import { INK_EVENT, MAX_CHANNEL, decodeClientFrame } from '../../shared/protocol/ink-frames';
import { INK_PROTOCOL_VERSION } from '../../shared/protocol/ink';
import { cutConnection } from './frame-adapter';
import { refusalOf } from './event-registry';
import { InkCommits } from '../../live/ink-commits';
import { newMember } from '../../live/ink-member';
import { InkQuota } from '../../live/ink-quota';
import { InkRoom, isDamage } from '../../live/ink-room';
import { RateLimit } from '../../kernel/rate-limit';
import type { Server, Socket } from 'socket.io';
import type { InkAccess, InkMember } from '../../live/ink-member';
import type { OpStore } from '../../kernel/ports/op-store';
import type { InkClosed, InkJoin, InkJoinAnswer, InkRefusalCode } from '../../shared/protocol/ink-events';

export type { InkAccess } from '../../live/ink-member';

export interface InkLaneOptions {
  store: OpStore;
  /** What the person may do with the document's ink now; null when there is no such document for them. */
  authorize(personId: string, docId: string): InkAccess | null | Promise<InkAccess | null>;
  /** Monotonic time in ms, for the rate limits. */
  now(): number;
  /** Does the work when it is this person's turn (`kernel/fair-shares.ts`); without it, at once. */
  inTurn?<T>(personId: string, work: () => Promise<T>): Promise<T>;
  /** Puts what operations take of the processor on the person's account, ms. */
  charge?(personId: string, price: number): void;
  /** Faults worth an operator's eye. */
  log(message: string): void;
}

export interface InkLane {
  /** Serves every connection whose `socket.data.personId` the handshake has set. */
  attach(io: Server): void;
  /** Asks again what people may do, after roles, memberships or meeting states changed. Without a selector: everybody. */
  reauthorize(selector?: { personId?: string; docId?: string; meetingId?: string }): Promise<void>;
  stats(): InkLaneStats;
  stop(): void;
}

export interface InkLaneStats {
  documents: number;
  connections: number;
  lagging: number;
  droppedLive: number;
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
const DOCUMENTS_PER_CONNECTION = 8;
const SWEEP_MS = 50;
/** Price of an operation: decoding, passing to the worker and back, acknowledging; and of its bytes. */
const MS_PER_OP = 0.05;
const MS_PER_MEGABYTE = 20;
const MEGABYTE = 1024 * 1024;

interface Connection {
  readonly socket: Socket;
  readonly personId: string;
  readonly members: Map<number, { room: InkRoom; member: InkMember }>;
  /** Channels whose right ended while messages were still under way. */
  readonly closed: Set<number>;
  /** Joins under way, each marked when the document is left before it is answered. */
  readonly entering: Map<string, Set<{ left: boolean }>>;
  readonly live: RateLimit;
  readonly ops: RateLimit;
  readonly joins: RateLimit;
  faults: number;
}

export function createInkLane(options: InkLaneOptions): InkLane {
  return new Lane(options);
}

class Lane implements InkLane {
  readonly #options: InkLaneOptions;
  readonly #rooms = new Map<string, Promise<InkRoom>>();
  readonly #open = new Map<string, InkRoom>();
  /** Joins under way per document: a room is kept while somebody is at its door. */
  readonly #entering = new Map<string, number>();
  readonly #connections = new Set<Connection>();
  readonly #commits: InkCommits;
  readonly #quota = new InkQuota();
  readonly #sweeper: NodeJS.Timeout;
  #channel = 0;
  #faults = 0;
  #cut = 0;

  constructor(options: InkLaneOptions) {
    this.#options = options;
    this.#commits = new InkCommits(options.store, options.log);
    this.#sweeper = setInterval(() => this.#sweep(), SWEEP_MS);
    this.#sweeper.unref();
  }

  attach(io: Server): void {
    io.on('connection', (socket) => this.#serve(socket));
  }

  stats(): InkLaneStats {
    const rooms = [...this.#open.values()];
    return {
      documents: rooms.length,
      connections: this.#connections.size,
      lagging: rooms.reduce((sum, room) => sum + room.lagging, 0),
      droppedLive: rooms.reduce((sum, room) => sum + room.droppedLive, 0),
      faults: this.#faults,
      cut: this.#cut,
    };
  }

  stop(): void {
    clearInterval(this.#sweeper);
    for (const room of this.#open.values()) room.stop();
  }

  async reauthorize(selector: { personId?: string; docId?: string; meetingId?: string } = {}): Promise<void> {
    const { personId, docId, meetingId } = selector;
    for (const connection of [...this.#connections]) {
      if (personId !== undefined && connection.personId !== personId) continue;
      for (const [channel, { room, member }] of [...connection.members]) {
        if ((docId !== undefined && room.docId !== docId) || (meetingId !== undefined && member.access.meetingId !== meetingId)) continue;
        const access = await this.#options.authorize(connection.personId, room.docId);
        if (access !== null && access.canRead) member.access = access;
        else {
          member.access = { canRead: false, canShare: false, canPresent: false, meetingId: null };
          this.#leave(connection, channel);
          connection.closed.add(channel);
          connection.socket.emit(INK_CLOSED, { channel, reason: 'revoked' } satisfies InkClosed);
        }
      }
    }
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
      members: new Map(),
      closed: new Set(),
      entering: new Map(),
      live: new RateLimit(LIVE_PER_SECOND, LIVE_PER_SECOND, now),
      ops: new RateLimit(OPS_PER_SECOND, OPS_BURST, now),
      joins: new RateLimit(JOINS_PER_SECOND, JOINS_BURST, now),
      faults: 0,
    };
    this.#connections.add(connection);
    socket.on(INK_EVENT, (bytes: unknown) => this.#receive(connection, bytes));
    const join = (input: unknown, answer: unknown): void => {
      if (typeof answer !== 'function') this.#fault(connection);
      else void this.#join(connection, input).then((result) => answer(result) as unknown);
    };
    socket.on(INK_JOIN, join);
    socket.on(INK_SYNC, join);
    socket.on(INK_LEAVE, (input: unknown) => {
      const parsed = inkLeaveSchema.safeParse(input);
      if (!parsed.success) {
        this.#fault(connection);
        return;
      }
      const { doc } = parsed.data;
      for (const wish of connection.entering.get(doc) ?? []) wish.left = true;
      const room = this.#open.get(doc);
      if (room !== undefined) this.#leave(connection, room.channel);
    });
    socket.on('disconnect', () => {
      this.#connections.delete(connection);
      for (const channel of [...connection.members.keys()]) this.#leave(connection, channel);
    });
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
    if (!(bytes instanceof Uint8Array) || connection.faults >= FAULTS_ALLOWED) {
      this.#fault(connection);
      return;
    }
    const decoded = decodeClientFrame(bytes);
    if (!decoded.ok) {
      this.#fault(connection);
      return;
    }
    const frame = decoded.value;
    const place = connection.members.get(frame.channel);
    const now = this.#options.now();
    if (place === undefined) {
      if (frame.type === 'ops' && connection.closed.has(frame.channel)) this.#commits.refuse(connection.socket, frame.channel, frame.ops, 'forbidden');
      else if (!connection.closed.has(frame.channel)) this.#fault(connection);
      return;
    }
    const { room, member } = place;
    if (frame.type === 'live') {
      const laser = frame.batch.tool === 'laser';
      if (!(laser ? member.access.canPresent : member.access.canShare)) return;
      if (connection.live.take(1, now) && this.#quota.mayDraw(connection.personId, now)) room.draw(member, frame.bytes, laser);
      else room.droppedLive += 1;
      return;
    }
    if (frame.invalid.length > 0) {
      this.#commits.refuse(connection.socket, frame.channel, frame.invalid.map((opId) => ({ opId })), 'invalid');
      this.#fault(connection);
    }
    if (frame.ops.length === 0) return;
    if (room.suspended) {
      this.#commits.refuse(connection.socket, frame.channel, frame.ops, 'unavailable');
      return;
    }
    const { personId } = connection;
    this.#commits.take(room, member, frame.ops, (count, size) => {
      if (!connection.ops.take(count, now)) return 'busy';
      this.#options.charge?.(personId, count * MS_PER_OP + (size * MS_PER_MEGABYTE) / MEGABYTE);
      return this.#quota.refusal(personId, room.docId, count, size, now);
    });
  }

  async #join(connection: Connection, input: unknown): Promise<InkJoinAnswer> {
    const parsed = inkJoinSchema.safeParse(input);
    if (!parsed.success) {
      const proto: unknown = typeof input === 'object' && input !== null && 'proto' in input ? input.proto : undefined;
      // Another version of the program is no attack: it is told to reload.
      if (typeof proto === 'number' && proto !== INK_PROTOCOL_VERSION) return refuse('protocol');
      this.#fault(connection);
      return refuse('invalid');
    }
    if (!connection.joins.take(1, this.#options.now())) return refuse('rate_limited');
    try {
      const enter = (): Promise<InkJoinAnswer> => this.#enter(connection, parsed.data);
      return await (this.#options.inTurn?.(connection.personId, enter) ?? enter());
    } catch (error) {
      if (isDamage(error)) return refuse('suspended');
      const refusal = refusalOf(error);
      if (refusal !== null) return refusal;
      this.#options.log(`ink join of ${parsed.data.doc}: ${String(error)}`);
      return refuse('unavailable');
    }
  }

  async #enter(connection: Connection, wish: InkJoin): Promise<InkJoinAnswer> {
    const { socket, personId } = connection;
    const here = { left: false };
    const wishes = connection.entering.get(wish.doc) ?? new Set();
    connection.entering.set(wish.doc, wishes.add(here));
    this.#entering.set(wish.doc, (this.#entering.get(wish.doc) ?? 0) + 1);
    try {
      const access = await this.#options.authorize(personId, wish.doc);
      if (access === null || !access.canRead) return refuse('not_found');
      const room = await this.#room(wish.doc);
      const heads = await this.#options.store.head(wish.doc, { personId, canSeeShared: false });
      return socket.connected && !here.left ? this.#admit(connection, room, access, wish, heads.private) : refuse('unavailable');
    } finally {
      wishes.delete(here);
      if (wishes.size === 0) connection.entering.delete(wish.doc);
      const left = (this.#entering.get(wish.doc) ?? 1) - 1;
      if (left === 0) this.#entering.delete(wish.doc);
      else this.#entering.set(wish.doc, left);
    }
  }

  #admit(connection: Connection, room: InkRoom, access: InkAccess, wish: InkJoin, privateHead: number): InkJoinAnswer {
    const { socket, personId } = connection;
    let member = connection.members.get(room.channel)?.member;
    if (member === undefined) {
      if (connection.members.size >= DOCUMENTS_PER_CONNECTION) return refuse('rate_limited');
      member = newMember(socket, personId, access);
      connection.members.set(room.channel, { room, member });
      connection.closed.delete(room.channel);
      room.add(member, privateHead);
    }
    member.access = access;
    const shared = room.headOf(member, 'shared');
    const own = room.headOf(member, 'private');
    const { epoch } = this.#options.store;
    // Numbers ahead of the log belong to another log, for instance one from before a backup was put back.
    const reset = (wish.epoch !== null && wish.epoch !== epoch) || wish.shared > shared || wish.private > own;
    const joined = member;
    // After the answer is on its way.
    setImmediate(() => room.resume(joined, reset ? 0 : wish.shared, reset ? 0 : wish.private));
    return { ok: true, doc: wish.doc, channel: room.channel, epoch, reset, shared, private: own, canShare: access.canShare, canPresent: access.canPresent, slots: room.slots };
  }

  #room(docId: string): Promise<InkRoom> {
    let room = this.#rooms.get(docId);
    if (room === undefined) {
      room = this.#openRoom(docId);
      this.#rooms.set(docId, room);
      room.catch(() => this.#rooms.delete(docId));
    }
    return room;
  }

  async #openRoom(docId: string): Promise<InkRoom> {
    const heads = await this.#options.store.head(docId, { personId: '', canSeeShared: true });
    const room = new InkRoom(docId, this.#freeChannel(), heads.shared, this.#options.store, this.#options.log);
    this.#open.set(docId, room);
    return room;
  }

  #freeChannel(): number {
    const taken = new Set([...this.#open.values()].map((room) => room.channel));
    do this.#channel = (this.#channel % MAX_CHANNEL) + 1;
    while (taken.has(this.#channel));
    return this.#channel;
  }

  #leave(connection: Connection, channel: number): void {
    const place = connection.members.get(channel);
    if (place === undefined) return;
    connection.members.delete(channel);
    place.room.remove(place.member);
    this.#forget(place.room);
  }

  #forget(room: InkRoom): void {
    if (!room.idle || this.#entering.has(room.docId) || this.#open.get(room.docId) !== room) return;
    room.stop();
    this.#open.delete(room.docId);
    this.#rooms.delete(room.docId);
  }

  #sweep(): void {
    for (const room of this.#open.values()) {
      room.sweep();
      this.#forget(room);
    }
  }
}

function refuse(code: InkRefusalCode): InkJoinAnswer {
  return { ok: false, code };
}
