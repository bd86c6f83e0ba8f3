import { INK_CLOSED, type InkClosed, type InkJoin, type InkJoinAnswer, type InkRefusalCode } from '../shared/protocol/ink-events';
import { MAX_CHANNEL, type IncomingOp } from '../shared/protocol/ink-frames';
import { mayDraw, mayRead, NO_RIGHTS } from '../modules/annotations';
import type { InkAccess, InkDoors } from './doors';
import { InkCommits } from './ink-commits';
import { newMember, type InkMember } from './ink-member';
import { InkQuota } from './ink-quota';
import { InkRoom, isDamage } from './ink-room';
import type { LiveMeetings } from './meetings';
import type { Tablet } from './sink';

const DOCUMENTS_PER_CONNECTION = 8;
const SWEEP_MS = 50;
/** Who is in a stream by a right that may lapse is looked at so often. */
const DELEGATED_MS = 1_000;

export interface InkRoomsStats {
  documents: number;
  connections: number;
  lagging: number;
  droppedLive: number;
}

export type InkTablet = Pick<Tablet, 'sink' | 'personId'>;

/** What one tablet does with ink. Channels are numbers this tablet was given with the answer to a join. */
export interface InkVisit {
  /** Enters a stream, or asks for what it misses of one it is in. @throws what the doors of the installation throw. */
  join(wish: InkJoin): Promise<InkJoinAnswer>;
  leave(docId: string): void;
  /** `closed`: the right to it ended, what was under way is nobody's fault; null: it never was this tablet's. */
  stateOf(channel: number): 'open' | 'closed' | null;
  /** Shows others what grows under the pen. @param isInPace false: too much of it, it is counted and left out. */
  draw(channel: number, bytes: Uint8Array, laser: boolean, isInPace: () => boolean): void;
  /** Takes operations to the log; each is answered. @param isInPace takes so many of so many bytes from the limits of the connection. */
  append(channel: number, ops: readonly IncomingOp[], isInPace: (count: number, bytes: number) => boolean): void;
  /** Answers operations that break a rule. */
  refuseInvalid(channel: number, opIds: readonly string[]): void;
  end(): void;
}

interface Guest {
  readonly tablet: InkTablet;
  readonly places: Map<number, { room: InkRoom; member: InkMember }>;
  /** Channels whose right ended while messages were still under way. */
  readonly closed: Set<number>;
  /** Joins under way, each marked when the document is left before it is answered. */
  readonly entering: Map<string, Set<{ left: boolean }>>;
}

export interface InkRoomsOptions extends InkDoors {
  /** Monotonic time in ms, for the amounts. */
  now(): number;
  /** The owners of what is live of the meetings; without them streams stand alone. */
  meetings?: Pick<LiveMeetings, 'owner' | 'settle'>;
}

/** The ink streams that somebody has open, and who is in them. */
export class InkRooms {
  readonly #options: InkRoomsOptions;
  readonly #rooms = new Map<string, Promise<InkRoom>>();
  readonly #open = new Map<string, InkRoom>();
  /** Joins under way per document: a room is kept while somebody is at its door. */
  readonly #entering = new Map<string, number>();
  readonly #guests = new Set<Guest>();
  readonly #commits: InkCommits;
  readonly #quota = new InkQuota();
  readonly #sweeper: NodeJS.Timeout;
  readonly #delegated: NodeJS.Timeout;
  #isLooking = false;
  #channel = 0;

  constructor(options: InkRoomsOptions) {
    this.#options = options;
    this.#commits = new InkCommits(options);
    this.#sweeper = setInterval(() => this.#sweep(), SWEEP_MS);
    this.#sweeper.unref();
    this.#delegated = setInterval(() => void this.#lookAtDelegated(), DELEGATED_MS);
    this.#delegated.unref();
  }

  get epoch(): string {
    return this.#options.store.epoch;
  }

  stats(): InkRoomsStats {
    const rooms = [...this.#open.values()];
    return {
      documents: rooms.length,
      connections: this.#guests.size,
      lagging: rooms.reduce((sum, room) => sum + room.lagging, 0),
      droppedLive: rooms.reduce((sum, room) => sum + room.droppedLive, 0),
    };
  }

  stop(): void {
    clearInterval(this.#sweeper);
    clearInterval(this.#delegated);
    for (const room of this.#open.values()) room.stop();
  }

  visit(tablet: InkTablet): InkVisit {
    const guest: Guest = { tablet, places: new Map(), closed: new Set(), entering: new Map() };
    this.#guests.add(guest);
    const { sink, personId } = tablet;
    return {
      join: (wish) => this.#enter(guest, wish),
      leave: (docId) => {
        for (const wish of guest.entering.get(docId) ?? []) wish.left = true;
        const room = this.#open.get(docId);
        if (room !== undefined) this.#leave(guest, room.channel);
      },
      stateOf: (channel) => (guest.places.has(channel) ? 'open' : guest.closed.has(channel) ? 'closed' : null),
      draw: (channel, bytes, laser, isInPace) => {
        const place = guest.places.get(channel);
        if (place === undefined || !mayDraw(place.member.access, laser)) return;
        if (isInPace() && this.#quota.mayDraw(personId, this.#options.now())) place.room.draw(place.member, bytes, laser);
        else place.room.droppedLive += 1;
      },
      append: (channel, ops, isInPace) => {
        const place = guest.places.get(channel);
        if (place === undefined) this.#commits.refuse(sink, channel, ops, 'forbidden');
        else if (place.room.suspended) this.#commits.refuse(sink, channel, ops, 'unavailable');
        else
          this.#commits.take(place.room, place.member, ops, (count, size) =>
            isInPace(count, size) ? this.#quota.refusal(personId, place.room.docId, count, size, this.#options.now()) : 'busy',
          );
      },
      refuseInvalid: (channel, opIds) => this.#commits.refuse(sink, channel, opIds.map((opId) => ({ opId })), 'invalid'),
      end: () => {
        this.#guests.delete(guest);
        for (const channel of [...guest.places.keys()]) this.#leave(guest, channel);
      },
    };
  }

  /** Asks again what people may do, after roles, memberships or meeting states changed. Without a selector: everybody. */
  async reauthorize(selector: { personId?: string; docId?: string; meetingId?: string } = {}): Promise<void> {
    const { personId, docId, meetingId } = selector;
    for (const guest of [...this.#guests]) {
      if (personId !== undefined && guest.tablet.personId !== personId) continue;
      for (const [channel, { room, member }] of [...guest.places]) {
        if ((docId !== undefined && room.docId !== docId) || (meetingId !== undefined && room.meetingId !== meetingId)) continue;
        await this.#judge(guest, channel, room, member);
      }
    }
  }

  async #judge(guest: Guest, channel: number, room: InkRoom, member: InkMember): Promise<void> {
    const access = await this.#options.authorize(guest.tablet.personId, room.docId);
    // Left while it was asked.
    if (guest.places.get(channel)?.member !== member) return;
    if (access !== null && mayRead(access)) {
      member.access = access;
      return;
    }
    member.access = { ...NO_RIGHTS, meetingId: null };
    this.#leave(guest, channel);
    guest.closed.add(channel);
    guest.tablet.sink.event(INK_CLOSED, { channel, reason: 'revoked' } satisfies InkClosed);
  }

  /** No event tells that a day is over, and one of another process may come late. */
  async #lookAtDelegated(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    for (const guest of [...this.#guests]) {
      for (const [channel, { room, member }] of [...guest.places]) {
        if (member.access.isDelegated !== true) continue;
        await this.#judge(guest, channel, room, member).catch((error: unknown) => this.#options.log(`ink rights of ${room.docId}: ${String(error)}`));
      }
    }
    this.#isLooking = false;
  }

  /** Finds what other processes committed and nobody told of. */
  async lookAgain(): Promise<void> {
    for (const room of [...this.#open.values()]) await room.lookAgain();
  }

  async #enter(guest: Guest, wish: InkJoin): Promise<InkJoinAnswer> {
    const { sink, personId } = guest.tablet;
    const here = { left: false };
    const wishes = guest.entering.get(wish.doc) ?? new Set();
    guest.entering.set(wish.doc, wishes.add(here));
    this.#entering.set(wish.doc, (this.#entering.get(wish.doc) ?? 0) + 1);
    try {
      const access = await this.#options.authorize(personId, wish.doc);
      if (access === null || !mayRead(access)) return refuse('not_found');
      const room = await this.#room(wish.doc, access.meetingId);
      const heads = await this.#options.store.head(wish.doc, { personId: access.ownerId ?? personId, canSeeShared: false });
      return sink.isOpen && !here.left ? this.#admit(guest, room, access, wish, heads.private) : refuse('unavailable');
    } catch (error) {
      if (isDamage(error)) return refuse('suspended');
      throw error;
    } finally {
      wishes.delete(here);
      if (wishes.size === 0) guest.entering.delete(wish.doc);
      const left = (this.#entering.get(wish.doc) ?? 1) - 1;
      if (left === 0) this.#entering.delete(wish.doc);
      else this.#entering.set(wish.doc, left);
    }
  }

  #admit(guest: Guest, room: InkRoom, access: InkAccess, wish: InkJoin, privateHead: number): InkJoinAnswer {
    let member = guest.places.get(room.channel)?.member;
    if (member === undefined) {
      if (guest.places.size >= DOCUMENTS_PER_CONNECTION) return refuse('rate_limited');
      member = newMember(guest.tablet, access);
      guest.places.set(room.channel, { room, member });
      guest.closed.delete(room.channel);
      room.add(member, privateHead);
    }
    member.access = access;
    const shared = room.headOf(member, 'shared');
    const own = room.headOf(member, 'private');
    const { epoch } = this;
    // Numbers ahead of the log belong to another log, for instance one from before a backup was put back.
    const reset = (wish.epoch !== null && wish.epoch !== epoch) || wish.shared > shared || wish.private > own;
    const joined = member;
    // After the answer is on its way.
    setImmediate(() => room.resume(joined, reset ? 0 : wish.shared, reset ? 0 : wish.private));
    return { ok: true, doc: wish.doc, channel: room.channel, epoch, reset, shared, private: own, canShare: access.canShare, canPresent: access.canPresent, slots: room.slots };
  }

  #room(docId: string, meetingId: string | null): Promise<InkRoom> {
    let room = this.#rooms.get(docId);
    if (room === undefined) {
      room = this.#openRoom(docId, meetingId);
      this.#rooms.set(docId, room);
      room.catch(() => this.#rooms.delete(docId));
    }
    return room;
  }

  async #openRoom(docId: string, meetingId: string | null): Promise<InkRoom> {
    const heads = await this.#options.store.head(docId, { personId: '', canSeeShared: true });
    const room = new InkRoom({ docId, meetingId, channel: this.#freeChannel(), sharedHead: heads.shared }, this.#options);
    this.#open.set(docId, room);
    if (meetingId !== null) this.#options.meetings?.owner(meetingId).ink.add(room);
    return room;
  }

  #freeChannel(): number {
    const taken = new Set([...this.#open.values()].map((room) => room.channel));
    do this.#channel = (this.#channel % MAX_CHANNEL) + 1;
    while (taken.has(this.#channel));
    return this.#channel;
  }

  #leave(guest: Guest, channel: number): void {
    const place = guest.places.get(channel);
    if (place === undefined) return;
    guest.places.delete(channel);
    place.room.remove(place.member);
    this.#forget(place.room);
  }

  #forget(room: InkRoom): void {
    const { docId, meetingId } = room;
    if (!room.idle || this.#entering.has(docId) || this.#open.get(docId) !== room) return;
    room.stop();
    this.#open.delete(docId);
    this.#rooms.delete(docId);
    const { meetings } = this.#options;
    if (meetingId === null || meetings === undefined) return;
    meetings.owner(meetingId).ink.delete(room);
    meetings.settle(meetingId);
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
