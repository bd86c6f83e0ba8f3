import type { Server as HttpServer } from 'node:http';
import type { Logger } from 'pino';
import { Server } from 'socket.io';
import type { Application } from '../../application';
import { system } from '../../kernel/actor';
import {
  ACTIVITY,
  activitySchema,
  MEETING_JOIN,
  MEETING_LEAVE,
  MEETING_PAGE,
  MEETING_PROTOCOL_VERSION,
  meetingJoinSchema,
  meetingLeaveSchema,
  PAGE_SHOW,
  pageShowSchema,
} from '../../shared/protocol/meeting-events';
import { isAllowedHandshake } from '../http/origin-check';
import type { Sessions } from '../http/session';
import { defineEvent, serveEvents, type AnySocketEvent, type Connection } from './event-registry';
import { createInkLane } from './ink-lane';
import { LiveRooms } from './live-rooms';
import { ShownPages } from './shown-pages';
import { socketServerOptions } from './socket-options';

export interface Realtime {
  stop(): Promise<void>;
}

export interface RealtimeOptions {
  application: Application;
  sessions: Sessions;
  server: HttpServer;
  origin: string;
  log: Logger;
}

const gateway = system('gateway');
const SESSIONS_ENDED = 'identity.sessions_ended';
/** Events after which people may read or draw something else than before. */
const CHANGES_ACCESS = /^(meetings|documents|sitting|agenda)\./;

/** Sockets of the house: who connects is known by the session cookie alone; control events here, ink in its own lane. */
export function createRealtime({ application, sessions, server, origin, log }: RealtimeOptions): Realtime {
  const io = new Server(server, { ...socketServerOptions, allowRequest: (req, answer) => answer(null, isAllowedHandshake(req, origin)) });
  io.use((socket, next) => {
    const identify = async (): Promise<void> => {
      const session = await sessions.resolve(socket.request);
      if (!session) throw new Error('unauthenticated');
      socket.data = { personId: session.personId, sessionId: session.sessionId, caller: sessions.callerOf(session, socket.handshake.address) };
      await socket.join([`s:${session.sessionId}`, `u:${session.personId}`]);
    };
    identify().then(() => next(), next);
  });

  const fail = (error: unknown, event = 'live view'): void => log.error({ err: error, event }, 'realtime');
  const live = new LiveRooms(application, io, 'sitting.live', fail);
  const pages = new ShownPages(application);
  const joined = new WeakMap<Connection['socket'], Map<string, string>>();

  const isIn = (connection: Connection, meetingId: string): string | null => (joined.get(connection.socket)?.has(meetingId) ? null : 'not_found');
  const registered: AnySocketEvent[] = [
    defineEvent({
      name: MEETING_JOIN,
      schema: meetingJoinSchema,
      cost: 4,
      policy: (_connection, { proto }) => (proto === MEETING_PROTOCOL_VERSION ? null : 'protocol'),
      async handle(connection, { meetingId }) {
        const first = await live.join(connection, meetingId);
        if (!first) return { ok: false, code: 'not_found' };
        const meetings = joined.get(connection.socket) ?? new Map<string, string>();
        joined.set(connection.socket, meetings.set(meetingId, first.audience));
        return { ok: true, seq: first.seq, view: first.view, page: await pages.current(meetingId), epoch: application.ink.epoch };
      },
    }),
    defineEvent({
      name: MEETING_LEAVE,
      schema: meetingLeaveSchema,
      cost: 1,
      policy: (connection, { meetingId }) => isIn(connection, meetingId),
      handle(connection, { meetingId }) {
        leave(connection, meetingId);
        return { ok: true };
      },
    }),
    defineEvent({
      name: PAGE_SHOW,
      schema: pageShowSchema,
      cost: 1,
      policy: (connection, { meetingId }) => isIn(connection, meetingId),
      async handle(connection, { meetingId, documentId, page }) {
        const shown = await pages.turn(meetingId, connection.personId, documentId, page);
        if (!shown) return { ok: false, code: 'forbidden' };
        const rooms = live.watchedBy(meetingId);
        if (rooms.length > 0) io.to(rooms).emit(MEETING_PAGE, shown);
        return { ok: true, rev: shown.rev };
      },
    }),
    defineEvent({
      name: ACTIVITY,
      schema: activitySchema,
      cost: 1,
      policy: () => null,
      handle(connection) {
        sessions.touch(connection.sessionId);
        return { ok: true };
      },
    }),
  ];
  const events = new Map(registered.map((event) => [event.name, event]));

  function leave(connection: Connection, meetingId: string): void {
    const audience = joined.get(connection.socket)?.get(meetingId);
    if (audience === undefined) return;
    joined.get(connection.socket)?.delete(meetingId);
    live.leave(connection, meetingId, audience);
  }

  const ink = createInkLane({
    store: application.ink,
    authorize: (personId, documentId) => application.query('annotations.ink-access', { personId, documentId }, gateway),
    now: () => performance.now(),
    log: (message) => log.warn({ message }, 'ink lane'),
  });
  ink.attach(io);
  io.on('connection', (socket) => {
    const data = socket.data as { personId: string; sessionId: string };
    const connection: Connection = { socket, personId: data.personId, sessionId: data.sessionId };
    serveEvents(connection, events, { now: () => performance.now(), foreign: ['ink'], fail });
    socket.on('disconnecting', () => {
      for (const meetingId of [...(joined.get(socket)?.keys() ?? [])]) leave(connection, meetingId);
    });
  });

  const unsubscribe = application.onCommitted((committed) => {
    live.committed(committed);
    for (const event of committed) {
      if (event.type === SESSIONS_ENDED) {
        for (const sessionId of event.payload.sessionIds as string[]) io.in(`s:${sessionId}`).disconnectSockets(true);
      }
      if (CHANGES_ACCESS.test(event.type)) ink.reauthorize({ meetingId: event.stream }).catch(fail);
      if (event.type.startsWith('sitting.presentation')) announcePage(event.stream).catch(fail);
    }
  });

  async function announcePage(meetingId: string): Promise<void> {
    const rooms = live.watchedBy(meetingId);
    if (rooms.length === 0) return;
    const shown = await pages.current(meetingId);
    if (shown) io.to(rooms).emit(MEETING_PAGE, shown);
  }

  return {
    async stop() {
      unsubscribe();
      live.stop();
      ink.stop();
      await pages.stop();
      io.disconnectSockets(true);
      // The HTTP server is closed by its own transport.
      io.engine.close();
    },
  };
}
