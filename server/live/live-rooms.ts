import type { Server } from 'socket.io';
import type { Application, LiveResult } from '../application';
import { DomainError } from '../kernel/errors';
import type { CommittedEvent } from '../kernel/events';
import { streamHead } from '../kernel/repository';
import { MEETING_CLOSED, MEETING_VIEW, type MeetingClosed, type PushedView } from '../shared/protocol/meeting-events';
import { coalesced, type Coalesced } from './coalesce';
import type { Connection } from '../transports/realtime/event-registry';

type View = LiveResult<'sitting.live'>;

/** The live view as the gateway handles it: it carries pictures and reads only whether the sitting runs. */
interface OpenView {
  audienceOf(meetingId: string, context: { db: unknown; caller: unknown; now: Date }): Promise<string | null>;
  load(meetingId: string, context: { db: unknown; now: Date }): Promise<unknown>;
  project(state: unknown, audience: string): View;
  affectedBy(type: string): boolean;
}

interface Picture {
  seq: number;
  state: unknown;
  /** What each audience is shown of it, made once for all who ask. */
  views: Map<string, View>;
}

/** A connection in a meeting. */
interface Watcher {
  audience: string;
  /** Asked for less than the account may see. */
  as: string | undefined;
}

interface Watched {
  watchers: Map<Connection, Watcher>;
  /** Seats changed since the last picture: who may see what is asked again before the next one. */
  recheck: boolean;
  picture: { at: number; taken: Promise<Picture> } | null;
  running: boolean;
}

/** Bursts of commands within this time make one picture, ms. */
const COALESCE_MS = 30;
/** A picture that nothing has changed since is given to everybody who joins within this time, ms: its clocks are that old. */
const SHARED_MS = 250;
/** After these events people may belong to another audience, or to none. */
const CHANGES_SEATS = /^meetings\./;

const roomOf = (meetingId: string, audience: string): string => `m:${meetingId}:${audience}`;

/**
 * Pictures of the sittings that somebody watches: taken once after a change, projected once per audience, pushed to
 * the audience's room. Tablets never ask again.
 */
export class LiveRooms {
  readonly #application: Application;
  readonly #view: OpenView;
  readonly #io: Server;
  readonly #meetings = new Map<string, Watched>();
  readonly #pushes: Coalesced;
  /** Grows with every change of seats, so that a join under way notices one. */
  #seatChanges = 0;

  constructor(application: Application, io: Server, fail: (error: unknown) => void) {
    this.#application = application;
    this.#io = io;
    this.#view = application.liveView('sitting.live') as unknown as OpenView;
    this.#pushes = coalesced(COALESCE_MS, (meetingId) => this.#push(meetingId), fail);
  }

  /** Puts a connection into its audience's room. @returns the first picture, or null for strangers. */
  async join(connection: Connection, meetingId: string, as?: 'screen'): Promise<{ seq: number; view: View } | null> {
    const own = await this.#admitted(connection, meetingId);
    if (own === null || !connection.socket.connected) return null;
    const watched = this.#meetings.get(meetingId) ?? { watchers: new Map<Connection, Watcher>(), recheck: false, picture: null, running: false };
    this.#meetings.set(meetingId, watched);
    const audience = as ?? own;
    this.#place(meetingId, watched, connection, { audience, as });
    const picture = await this.#picture(meetingId, watched);
    return { seq: picture.seq, view: this.#projected(watched, picture, audience) };
  }

  has(connection: Connection, meetingId: string): boolean {
    return this.#meetings.get(meetingId)?.watchers.has(connection) ?? false;
  }

  /** Whether this connection watches a sitting that runs. */
  attends(connection: Connection): boolean {
    for (const { watchers, running } of this.#meetings.values()) if (running && watchers.has(connection)) return true;
    return false;
  }

  leave(connection: Connection, meetingId: string): void {
    const watched = this.#meetings.get(meetingId);
    const watcher = watched?.watchers.get(connection);
    if (!watched || !watcher) return;
    watched.watchers.delete(connection);
    void connection.socket.leave(roomOf(meetingId, watcher.audience));
    if (watched.watchers.size === 0) this.#meetings.delete(meetingId);
  }

  leaveAll(connection: Connection): void {
    for (const meetingId of [...this.#meetings.keys()]) this.leave(connection, meetingId);
  }

  /** Told after each commit. */
  committed(events: readonly CommittedEvent[]): void {
    for (const { type, stream } of events) {
      const seats = CHANGES_SEATS.test(type);
      if (seats) this.#seatChanges += 1;
      const watched = this.#meetings.get(stream);
      if (!watched || !(seats || this.#view.affectedBy(type))) continue;
      watched.picture = null;
      if (seats) watched.recheck = true;
      this.#pushes.due(stream);
    }
  }

  /** Sends to everybody who watches the meeting. */
  tell(meetingId: string, event: string, message: unknown): void {
    const rooms = this.#audiences(meetingId).map((audience) => roomOf(meetingId, audience));
    if (rooms.length > 0) this.#io.to(rooms).emit(event, message);
  }

  stop(): Promise<void> {
    return this.#pushes.stop();
  }

  #audiences(meetingId: string): string[] {
    return [...new Set([...(this.#meetings.get(meetingId)?.watchers.values() ?? [])].map(({ audience }) => audience))];
  }

  /** Asks once more when seats changed meanwhile: nobody enters by a seat that is gone. */
  async #admitted(connection: Connection, meetingId: string): Promise<string | null> {
    for (;;) {
      const before = this.#seatChanges;
      const audience = await this.#audienceOf(connection, meetingId);
      if (before === this.#seatChanges) return audience;
    }
  }

  #audienceOf(connection: Connection, meetingId: string): Promise<string | null> {
    const { database, ports } = this.#application;
    const caller = (connection.socket.data as { caller: unknown }).caller;
    return this.#view.audienceOf(meetingId, { db: database.reader, caller, now: ports.clock.now() }).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'not_found') return null;
      throw error;
    });
  }

  #place(meetingId: string, watched: Watched, connection: Connection, watcher: Watcher): void {
    const before = watched.watchers.get(connection);
    if (before && before.audience !== watcher.audience) void connection.socket.leave(roomOf(meetingId, before.audience));
    watched.watchers.set(connection, watcher);
    void connection.socket.join(roomOf(meetingId, watcher.audience));
  }

  #picture(meetingId: string, watched: Watched): Promise<Picture> {
    const now = performance.now();
    if (watched.picture && now - watched.picture.at < SHARED_MS) return watched.picture.taken;
    const taken = this.#take(meetingId);
    watched.picture = { at: now, taken };
    taken.catch(() => (watched.picture = null));
    return taken;
  }

  async #take(meetingId: string): Promise<Picture> {
    const { database, ports } = this.#application;
    // The number first: events committed while the picture is taken lead to one more picture, never to a skipped one.
    const seq = await streamHead(database.reader, meetingId);
    return { seq, state: await this.#view.load(meetingId, { db: database.reader, now: ports.clock.now() }), views: new Map() };
  }

  #projected(watched: Watched, { state, views }: Picture, audience: string): View {
    const view = views.get(audience) ?? this.#view.project(state, audience);
    views.set(audience, view);
    watched.running = view.meeting.state === 'in_session';
    return view;
  }

  async #push(meetingId: string): Promise<void> {
    const watched = this.#meetings.get(meetingId);
    if (!watched) return;
    if (watched.recheck) await this.#recheck(meetingId, watched);
    const picture = await this.#picture(meetingId, watched);
    for (const audience of this.#audiences(meetingId)) {
      const pushed: PushedView = { meetingId, seq: picture.seq, view: this.#projected(watched, picture, audience) };
      this.#io.to(roomOf(meetingId, audience)).emit(MEETING_VIEW, pushed);
    }
  }

  async #recheck(meetingId: string, watched: Watched): Promise<void> {
    watched.recheck = false;
    try {
      for (const [connection, { as, audience }] of [...watched.watchers]) {
        const own = await this.#audienceOf(connection, meetingId);
        if (!watched.watchers.has(connection)) continue;
        if (own === null) {
          this.leave(connection, meetingId);
          connection.socket.emit(MEETING_CLOSED, { meetingId, reason: 'revoked' } satisfies MeetingClosed);
        } else if ((as ?? own) !== audience) this.#place(meetingId, watched, connection, { audience: as ?? own, as });
      }
    } catch (error) {
      // Nobody is shown anything until it is known who may see it.
      watched.recheck = true;
      throw error;
    }
  }
}
