import type { Server } from 'socket.io';
import type { Application, LiveName } from '../../application';
import { DomainError } from '../../kernel/errors';
import type { CommittedEvent } from '../../kernel/events';
import type { AnyLiveView } from '../../kernel/live';
import { streamHead } from '../../kernel/repository';
import { MEETING_VIEW, type PushedView } from '../../shared/protocol/meeting-events';
import type { Connection } from './event-registry';

/** The live view as the gateway handles it: it only carries pictures. */
interface OpenView {
  audienceOf(meetingId: string, context: { db: unknown; caller: unknown; now: Date }): Promise<string | null>;
  load(meetingId: string, context: { db: unknown; now: Date }): Promise<unknown>;
  project(state: unknown, audience: string): unknown;
  affectedBy(type: string): boolean;
}

/** Bursts of commands within this time make one picture, ms. */
const COALESCE_MS = 30;

const roomOf = (meetingId: string, audience: string): string => `m:${meetingId}:${audience}`;

/**
 * Pictures of the sittings that somebody watches: taken once after a change, projected once per audience, pushed to
 * the audience's room. Tablets never ask again.
 */
export class LiveRooms {
  readonly #application: Application;
  readonly #view: OpenView;
  readonly #io: Server;
  readonly #audiences = new Map<string, Map<string, number>>();
  readonly #due = new Map<string, NodeJS.Timeout>();
  readonly #fail: (error: unknown) => void;

  constructor(application: Application, io: Server, view: LiveName, fail: (error: unknown) => void) {
    this.#application = application;
    this.#io = io;
    this.#view = application.liveView(view) satisfies AnyLiveView as unknown as OpenView;
    this.#fail = fail;
  }

  /** Puts a connection into its audience's room. @returns the first picture, or null for strangers. */
  async join(connection: Connection, meetingId: string): Promise<{ audience: string; seq: number; view: unknown } | null> {
    const { database, ports } = this.#application;
    const caller = connection.socket.data.caller as unknown;
    const audience = await this.#view
      .audienceOf(meetingId, { db: database.reader, caller, now: ports.clock.now() })
      .catch((error: unknown) => {
        if (error instanceof DomainError && error.code === 'not_found') return null;
        throw error;
      });
    if (audience === null) return null;
    const room = roomOf(meetingId, audience);
    if (!connection.socket.rooms.has(room)) {
      await connection.socket.join(room);
      const counts = this.#audiences.get(meetingId) ?? new Map<string, number>();
      counts.set(audience, (counts.get(audience) ?? 0) + 1);
      this.#audiences.set(meetingId, counts);
    }
    const seq = await streamHead(database.reader, meetingId);
    const state = await this.#view.load(meetingId, { db: database.reader, now: ports.clock.now() });
    return { audience, seq, view: this.#view.project(state, audience) };
  }

  leave(connection: Connection, meetingId: string, audience: string): void {
    void connection.socket.leave(roomOf(meetingId, audience));
    const counts = this.#audiences.get(meetingId);
    const left = (counts?.get(audience) ?? 1) - 1;
    if (left > 0) counts?.set(audience, left);
    else counts?.delete(audience);
    if (counts?.size === 0) this.#audiences.delete(meetingId);
  }

  /** Told after each commit. */
  committed(events: readonly CommittedEvent[]): void {
    for (const event of events) {
      if (!this.#audiences.has(event.stream) || this.#due.has(event.stream) || !this.#view.affectedBy(event.type)) continue;
      this.#due.set(event.stream, setTimeout(() => this.#push(event.stream), COALESCE_MS));
    }
  }

  watchedBy(meetingId: string): string[] {
    return [...(this.#audiences.get(meetingId)?.keys() ?? [])].map((audience) => roomOf(meetingId, audience));
  }

  stop(): void {
    for (const timer of this.#due.values()) clearTimeout(timer);
  }

  #push(meetingId: string): void {
    this.#due.delete(meetingId);
    const push = async (): Promise<void> => {
      const { database, ports } = this.#application;
      // The number first: events committed while the picture is taken lead to one more picture, never to a skipped one.
      const seq = await streamHead(database.reader, meetingId);
      const state = await this.#view.load(meetingId, { db: database.reader, now: ports.clock.now() });
      for (const audience of this.#audiences.get(meetingId)?.keys() ?? []) {
        const pushed: PushedView = { meetingId, seq, view: this.#view.project(state, audience) };
        this.#io.to(roomOf(meetingId, audience)).emit(MEETING_VIEW, pushed);
      }
    };
    push().catch(this.#fail);
  }
}
