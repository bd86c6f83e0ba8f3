import { INK_LAGGING, INK_SLOTS, INK_SUSPENDED } from '../shared/protocol/ink-events';
import { DomainError } from '../kernel/errors';
import { encodeTickFrame } from '../shared/protocol/ink-frames';
import { INK_LAYERS } from '../shared/protocol/ink';
import { decodeInkHint, encodeInkHint, inkTopic, type LiveBatch } from './hints';
import { InkSlots as Slots } from './ink-slots';
import { InkGap, InkStream } from './ink-stream';
import { LARGE_AUDIENCE, LARGE_TICK_MS, TICK_MS, Tick } from './tick';
import type { InkDoors } from './doors';
import type { InkMember } from './ink-member';
import type { OpStore } from '../kernel/ports/op-store';
import type { PubSub } from '../kernel/ports/pub-sub';
import type { EncodedRecord } from '../shared/protocol/ink-frames';
import type { InkLagging, InkSlots, InkSuspended } from '../shared/protocol/ink-events';
import type { InkLayer } from '../shared/protocol/ink';

/** Recent records kept in memory per stream. */
const SHARED_RING = 4_096;
const PRIVATE_RING = 256;
/** Queued bytes of a receiver above which it gets no live ink. */
export const LIVE_QUEUE_BYTES = 256 * 1024;
/** Queued bytes, or time above the former, after which operations are held back too and sent as a difference later. */
export const LAGGING_QUEUE_BYTES = 1024 * 1024;
export const LAGGING_AFTER_MS = 10_000;
/** Time a receiver may lag before its connection is closed. */
export const CUT_AFTER_MS = 30_000;
/** Pause after the store failed to answer: a broken disk must not fill the log as well. */
const RETRY_MS = 1_000;
/** Live bytes of one tick; more than a hundred people drawing at once. */
const TICK_BYTES = 16 * 1024;

interface PrivateStream {
  readonly stream: InkStream;
  readonly members: Set<InkMember>;
  pending: EncodedRecord[];
  /** Commits under way; the stream is kept until they are in. */
  commits: number;
}

/** One open ink stream (the marks of one version of a document): who is connected, what of its log is in memory, what goes out in the next tick. */
export class InkRoom {
  readonly docId: string;
  /** Meeting through which it is open, null outside one. */
  readonly meetingId: string | null;
  readonly channel: number;
  readonly shared: InkStream;
  readonly members = new Set<InkMember>();
  readonly #store: OpStore;
  readonly #log: (message: string) => void;
  readonly #privates = new Map<string, PrivateStream>();
  readonly #slots = new Slots();
  /** Connections that wait for their queue to drain, or for the store to answer again. */
  readonly #waiting = new Set<InkMember>();
  readonly #tick: Tick;
  #pending: EncodedRecord[] = [];
  #live: (LiveBatch & { slot: number; isOwn: boolean })[] = [];
  #liveBytes = 0;
  /** Whose marks were committed through this process since the last tick. */
  readonly #authors = new Set<string>();
  readonly #pubSub: PubSub;
  readonly #unsubscribe: () => void;
  #commits = 0;
  #suspended = false;
  droppedLive = 0;

  constructor({ docId, meetingId, channel, sharedHead }: { docId: string; meetingId: string | null; channel: number; sharedHead: number }, { store, log, pubSub }: Omit<InkDoors, 'authorize'>) {
    this.docId = docId;
    this.meetingId = meetingId;
    this.channel = channel;
    this.#store = store;
    this.#log = log;
    this.#pubSub = pubSub;
    this.#unsubscribe = pubSub.subscribe(inkTopic(docId), (message) => this.#hear(message));
    this.shared = new InkStream('shared', channel, sharedHead, SHARED_RING, async (since, limit) =>
      (await store.read(docId, 'shared', { personId: '', canSeeShared: true }, since, limit)).map(toRecord),
    );
    this.#tick = new Tick(
      () => this.#flush(),
      () => (this.members.size > LARGE_AUDIENCE ? LARGE_TICK_MS : TICK_MS),
    );
  }

  /** Nobody is here and nothing is being committed: the room may be forgotten. */
  get idle(): boolean {
    return this.members.size === 0 && this.#commits === 0;
  }

  get slots(): Record<string, string> {
    return this.#slots.people;
  }

  get lagging(): number {
    let count = 0;
    for (const member of this.members) if (member.laggingSince !== null) count += 1;
    return count;
  }

  /** Adds a connection. @param privateHead last number of the person's private stream, used when no stream is open yet. */
  add(member: InkMember, privateHead: number): void {
    this.members.add(member);
    let own = this.#privates.get(member.personId);
    if (own === undefined) {
      const { personId } = member;
      const load = async (since: number, limit: number) => (await this.#store.read(this.docId, 'private', { personId, canSeeShared: false }, since, limit)).map(toRecord);
      own = { stream: new InkStream('private', this.channel, privateHead, PRIVATE_RING, load), members: new Set(), pending: [], commits: 0 };
      this.#privates.set(personId, own);
    }
    own.members.add(member);
  }

  remove(member: InkMember): void {
    member.gone = true;
    this.members.delete(member);
    this.#waiting.delete(member);
    this.#privates.get(member.personId)?.members.delete(member);
    this.#forgetPrivate(member.personId);
  }

  #forgetPrivate(personId: string): void {
    const own = this.#privates.get(personId);
    if (own === undefined || own.members.size > 0) return;
    this.#slots.free(personId);
    if (own.commits === 0) this.#privates.delete(personId);
  }

  headOf(member: InkMember, layer: InkLayer): number {
    return layer === 'shared' ? this.shared.head : (this.#privates.get(member.personId)?.stream.head ?? 0);
  }

  /** Sets where a connection stands and sends what it misses. */
  resume(member: InkMember, shared: number, own: number): void {
    member.sent.shared = shared;
    member.sent.private = own;
    member.generation += 1;
    member.ready = true;
    if (this.#suspended) member.sink.event(INK_SUSPENDED, { channel: this.channel } satisfies InkSuspended);
    else void this.#pump(member);
  }

  /** What is stored of this document cannot be read: everybody is told, once, and nothing more is asked of the store. */
  suspend(reason: string): void {
    if (this.#suspended) return;
    this.#suspended = true;
    this.#store.takeOut(this.docId, reason);
    const message: InkSuspended = { channel: this.channel };
    for (const member of this.members) member.sink.event(INK_SUSPENDED, message);
  }

  get suspended(): boolean {
    return this.#suspended;
  }

  beginCommit(personId: string): void {
    this.#commits += 1;
    const own = this.#privates.get(personId);
    if (own !== undefined) own.commits += 1;
  }

  /** Takes what was committed, in order, and sends it in the next tick. */
  endCommit(personId: string, committed: readonly { layer: InkLayer; record: EncodedRecord }[]): void {
    this.#commits -= 1;
    const own = this.#privates.get(personId);
    if (own !== undefined) own.commits -= 1;
    for (const { layer, record } of committed) {
      if (layer === 'shared') {
        this.shared.push([record]);
        pushConsecutive(this.#pending, record);
      } else if (own !== undefined) {
        own.stream.push([record]);
        pushConsecutive(own.pending, record);
      }
    }
    this.#forgetPrivate(personId);
    if (committed.length === 0) return;
    this.#authors.add(personId);
    this.#tick.request();
  }

  /** Finds what another process committed and nobody told of; asked now and then. */
  async lookAgain(): Promise<void> {
    // What is under way here would be taken for somebody else's.
    if (this.#commits > 0 || this.#suspended) return;
    for (const personId of this.#privates.keys()) await this.refresh(personId);
  }

  /** What another process tells: ink that grows goes out with the next tick here too, what was committed is read from the log. */
  #hear(message: Uint8Array): void {
    const hint = decodeInkHint(message);
    for (const batch of hint?.live ?? []) this.#take(batch, false);
    for (const author of hint?.authors ?? []) this.refresh(author).catch((error: unknown) => this.#log(`ink head of ${this.docId}: ${String(error)}`));
  }

  /**
   * Looks at the store after a batch failed: it may have been committed although the answer was lost, and everybody else
   * must see it even when its author never comes back.
   */
  async refresh(personId: string): Promise<void> {
    const heads = await this.#store.head(this.docId, { personId, canSeeShared: true });
    const own = this.#privates.get(personId);
    if (this.shared.advance(heads.shared)) for (const member of this.members) if (member.ready) void this.#pump(member);
    if (own?.stream.advance(heads.private) === true) for (const member of own.members) if (member.ready) void this.#pump(member);
  }

  /** Takes a live batch for the next tick. Of a laser only the newest matters. */
  draw({ personId }: InkMember, bytes: Uint8Array, laser: boolean): void {
    this.#take({ personId, bytes, laser }, true);
  }

  #take({ personId, bytes, laser }: LiveBatch, isOwn: boolean): void {
    const slot = this.#slotOf(personId);
    if (slot === null || this.#liveBytes + bytes.length > TICK_BYTES) {
      this.droppedLive += 1;
      return;
    }
    const earlier = laser ? this.#live.findIndex((batch) => batch.laser && batch.slot === slot) : -1;
    if (earlier >= 0) this.#live.splice(earlier, 1);
    this.#live.push({ personId, slot, bytes, laser, isOwn });
    this.#liveBytes += bytes.length;
    this.#tick.request();
  }

  #slotOf(personId: string): number | null {
    if (this.#slots.of(personId) === null && this.#slots.give(personId, (one) => this.#privates.has(one))) {
      const message: InkSlots = { channel: this.channel, slots: this.slots };
      for (const member of this.members) member.sink.event(INK_SLOTS, message);
    }
    return this.#slots.of(personId);
  }

  #flush(): void {
    const pending = this.#pending;
    const live = this.#live;
    this.#pending = [];
    this.#live = [];
    this.#liveBytes = 0;
    const now = performance.now();
    const logFrames = this.shared.frames(pending);
    const liveFrames = live.length === 0 ? [] : [encodeTickFrame(this.channel, live)];
    const first = pending[0]?.seq ?? 0;
    const last = pending[pending.length - 1]?.seq ?? 0;
    // Every combination is one list for all receivers, so that its wire form is made once.
    const onlyLog = logFrames.length > 0 ? logFrames : null;
    const onlyLive = liveFrames.length > 0 ? liveFrames : null;
    const both = onlyLog !== null && onlyLive !== null ? [...logFrames, ...liveFrames] : null;
    if (onlyLog !== null || onlyLive !== null) {
      for (const member of this.members) {
        if (!this.#mayWrite(member, now)) continue;
        const wantsLive = onlyLive !== null && member.congestedSince === null && !member.pumping;
        if (onlyLive !== null && !wantsLive) this.droppedLive += 1;
        const wantsLog = onlyLog !== null && this.#takeTurn(member, 'shared', first, last);
        const bundle = wantsLog && wantsLive ? both : wantsLog ? onlyLog : wantsLive ? onlyLive : null;
        if (bundle !== null) member.sink.frames(bundle);
      }
    }
    for (const own of this.#privates.values()) this.#flushPrivate(own, now);
    this.#publish(live.filter(({ isOwn }) => isOwn));
  }

  #publish(live: readonly LiveBatch[]): void {
    const authors = [...this.#authors];
    this.#authors.clear();
    if (live.length > 0 || authors.length > 0) this.#pubSub.publish(inkTopic(this.docId), () => encodeInkHint({ live, authors }));
  }

  #flushPrivate(own: PrivateStream, now: number): void {
    const pending = own.pending;
    const first = pending[0]?.seq;
    if (first === undefined) return;
    own.pending = [];
    let bundle: Uint8Array[] | null = null;
    for (const member of own.members) {
      if (!this.#mayWrite(member, now) || !this.#takeTurn(member, 'private', first, pending[pending.length - 1]?.seq ?? first)) continue;
      bundle ??= own.stream.frames(pending);
      member.sink.frames(bundle);
    }
  }

  /** Whether records `first`…`last` follow directly on what the connection has; otherwise it is caught up from the log. */
  #takeTurn(member: InkMember, layer: InkLayer, first: number, last: number): boolean {
    if (member.pumping || member.sent[layer] >= last) return false;
    if (member.sent[layer] !== first - 1) {
      void this.#pump(member);
      return false;
    }
    member.sent[layer] = last;
    return true;
  }

  /** Judges a receiver's queue; false while it lags or has not been answered yet. */
  #mayWrite(member: InkMember, now: number): boolean {
    if (!member.ready || member.laggingSince !== null) return false;
    const queued = member.sink.queuedBytes();
    if (queued <= LIVE_QUEUE_BYTES) {
      member.congestedSince = null;
      return true;
    }
    member.congestedSince ??= now;
    this.#waiting.add(member);
    if (queued > LAGGING_QUEUE_BYTES || now - member.congestedSince > LAGGING_AFTER_MS) {
      member.laggingSince = now;
      member.sink.event(INK_LAGGING, { channel: this.channel, lagging: true } satisfies InkLagging);
      return false;
    }
    return true;
  }

  /** Looks after connections that wait; called a few times a second. */
  sweep(): void {
    const now = performance.now();
    for (const member of this.#waiting) {
      if (now < member.retryAt) continue;
      if (member.sink.queuedBytes() <= LIVE_QUEUE_BYTES) {
        this.#waiting.delete(member);
        member.congestedSince = null;
        if (member.laggingSince !== null) {
          member.laggingSince = null;
          member.sink.event(INK_LAGGING, { channel: this.channel, lagging: false } satisfies InkLagging);
        }
        void this.#pump(member);
      } else if (member.laggingSince !== null && now - member.laggingSince > CUT_AFTER_MS) {
        this.#waiting.delete(member);
        member.sink.close('lagging');
      } else this.#mayWrite(member, now);
    }
  }

  /** Sends block after block until the connection has everything, as fast as it takes them. */
  async #pump(member: InkMember): Promise<void> {
    if (member.pumping) return;
    member.pumping = true;
    try {
      for (let layer = this.#behind(member); layer !== null; layer = this.#behind(member)) {
        if (member.laggingSince !== null || member.sink.queuedBytes() > LIVE_QUEUE_BYTES) {
          this.#waiting.add(member);
          return;
        }
        const stream = layer === 'shared' ? this.shared : this.#privates.get(member.personId)?.stream;
        if (stream === undefined) return;
        const { generation } = member;
        const piece = await stream.next(member.sent[layer]);
        // Left, or asked to start elsewhere, while the store was read.
        if (member.generation !== generation) continue;
        if (member.gone) return;
        if (piece.frames.length > 0) member.sink.frames(piece.frames);
        member.sent[layer] = piece.reaches;
      }
    } catch (error) {
      if (isDamage(error)) {
        this.suspend(String(error));
        return;
      }
      this.#log(`ink catch-up of ${this.docId}: ${String(error)}`);
      member.retryAt = performance.now() + RETRY_MS;
      this.#waiting.add(member);
    } finally {
      member.pumping = false;
    }
  }

  #behind(member: InkMember): InkLayer | null {
    if (member.gone || this.#suspended) return null;
    return INK_LAYERS.find((layer) => member.sent[layer] < this.headOf(member, layer)) ?? null;
  }

  stop(): void {
    this.#unsubscribe();
    this.#tick.stop();
  }
}

/** Waiting does not help: what was acknowledged cannot be read, or is not there. */
export const isDamage = (error: unknown): boolean => error instanceof InkGap || (error instanceof DomainError && error.reason === 'ink.damaged');

/** A frame's records are numbered one after the other; what lies before a jump is left to the catch-up. */
function pushConsecutive(pending: EncodedRecord[], record: EncodedRecord): void {
  const last = pending[pending.length - 1];
  if (last !== undefined && record.seq <= last.seq) return;
  if (last !== undefined && record.seq !== last.seq + 1) pending.length = 0;
  pending.push(record);
}

function toRecord(stored: { seq: number; opId: string; authorId: string; at: number; body: Uint8Array }): EncodedRecord {
  return { seq: stored.seq, opId: stored.opId, authorId: stored.authorId, at: stored.at, bytes: stored.body };
}
