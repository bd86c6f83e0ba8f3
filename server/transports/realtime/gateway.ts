import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import type { Application } from '../../application';
import type { Caller } from '../../kernel/actor';
import { inRequest, newRequestId } from '../../kernel/request-scope';
import { INK_JOIN, INK_LEAVE, INK_SYNC } from '../../shared/protocol/ink-events';
import { INK_EVENT } from '../../shared/protocol/ink-frames';
import type { HandshakeRefusal } from '../../shared/protocol/meeting-events';
import { isAllowedHandshake } from '../http/origin-check';
import type { ResolvedSignIn, SignIns } from '../http/sign-ins';
import { refusalOf, serveEvents, type Connection } from './event-registry';
import { cutRemaining } from './frames';
import { ownName, passForeignPolls, type Sibling } from './foreign-polls';
import { createInkLane } from './ink-lane';
import { meetingEvents } from './meeting-lane';
import { SignInWatch } from './sign-in-watch';
import { writingEvents } from './writing-lane';
import { guardPolling } from './polling';
import { socketServerOptions } from './socket-options';
import { socketSink } from './socket-sink';

export interface Realtime {
  /** Tablets and screens that are connected now. */
  connected(): number;
  stop(): Promise<void>;
}

/** What sockets need of the installation. */
export type RealtimeDoors = Pick<Application, 'openLive' | 'clock' | 'judge'> & Partial<Pick<Application, 'meter'>>;

export interface RealtimeOptions {
  application: RealtimeDoors;
  signIns: SignIns;
  server: HttpServer;
  origin: string;
  log: Logger;
  /** One of several processes behind one port; null: the only one. */
  own?: Sibling | null;
  /** How often connections are held against their sign-ins, ms. */
  sweepMs?: number;
}

/** Time a tablet has to say goodbye when the program stops, ms. */
const CLOSING_MS = 1_000;
/** Tablets, laptops and tabs of one person together. */
const CONNECTIONS_PER_PERSON = 20;
/** Of one screen: what was open before a reload may still be going. */
const CONNECTIONS_PER_SCREEN = 4;
/** What a handshake takes beside looking the sign-in up, ms of processor. */
const HANDSHAKE_MS = 1.5;
const INK_EVENTS: ReadonlySet<string> = new Set([INK_EVENT, INK_JOIN, INK_SYNC, INK_LEAVE]);

/** Sockets of the installation: who connects is known by the sign-in cookie alone; control events here, ink in its own lane. */
export function createRealtime({ application, signIns, server, origin, log, own = null, sweepMs = 15_000 }: RealtimeOptions): Realtime {
  const fail = (error: unknown, event = 'live view', personId: string | null = null): void => log.error({ err: application.judge(error), event, personId }, 'realtime');
  const io = new Server(server, { ...socketServerOptions, allowRequest: (req, answer) => answer(null, isAllowedHandshake(req, origin)) });
  const polling = guardPolling(io.engine);
  const stopPassing = own && passForeignPolls(server, own);
  if (own) {
    const engine = io.engine as unknown as { generateId(req: IncomingMessage): string };
    const nameOf = engine.generateId.bind(engine);
    engine.generateId = (req) => ownName(own, nameOf(req));
  }
  const connections = new WeakMap<Socket, Connection>();
  const warn = (message: string): void => log.warn({ message }, 'ink lane');
  const live = application.openLive({ fail, log: warn });
  const watch = new SignInWatch({
    io,
    signIns,
    sweepMs,
    fail,
    run: () => application.clock.monotonic(),
    attends: (socket) => {
      const connection = connections.get(socket);
      return connection !== undefined && live.meetings.attends(connection);
    },
  });
  const events = new Map([...meetingEvents({ meetings: live.meetings, signIns, epoch: live.ink.epoch }), ...writingEvents(live.writing)]);
  const ink = createInkLane({
    rooms: live.ink,
    now: () => performance.now(),
    inTurn: (personId, work) => signIns.shares.run(personId, work),
    charge: (personId, price) => signIns.shares.charge(personId, price),
    log: warn,
    meter: application.meter,
  });
  live.onSignInsEnded((signInIds) => watch.ended(signInIds));

  /** Connections count as work of their person: who comes back all the time waits like everybody who wants too much. */
  async function hasTurn(personId: string): Promise<boolean> {
    try {
      await signIns.shares.run(personId, () => signIns.shares.charge(personId, HANDSHAKE_MS), true);
      return true;
    } catch (error) {
      if (refusalOf(error) === null) throw error;
      return false;
    }
  }

  /** A screen on the wall is nobody: it has a place of its own, and is asked for everything by name (R23). */
  async function identifyScreen(socket: Socket): Promise<HandshakeRefusal | null> {
    const screen = await signIns.screenOf(socket.request);
    if (!screen) return 'unauthenticated';
    const { id } = screen;
    if ((io.of('/').adapter.rooms.get(`u:${id}`)?.size ?? 0) >= CONNECTIONS_PER_SCREEN) return 'too_many';
    if (!(await hasTurn(id))) return 'too_many';
    socket.data = { personId: id, signIn: { signInId: id, endsRun: Infinity }, caller: signIns.callerOf(null, socket.handshake.address, screen) };
    polling.identified(socket.conn);
    await socket.join([`s:${id}`, `u:${id}`]);
    return null;
  }

  /** @returns why the handshake is refused, null when it is not. */
  async function identify(socket: Socket): Promise<HandshakeRefusal | null> {
    const signIn = await signIns.resolve(socket.request);
    if (!signIn) return identifyScreen(socket);
    // Who came in by a pass has a page, and no live connection (guests G5).
    if (signIn.only) return 'unauthenticated';
    const rooms = io.of('/').adapter.rooms;
    if ((rooms.get(`u:${signIn.personId}`)?.size ?? 0) >= CONNECTIONS_PER_PERSON) return 'too_many';
    if (!(await hasTurn(signIn.personId))) return 'too_many';
    socket.data = { personId: signIn.personId, signIn, caller: signIns.callerOf(signIn, socket.handshake.address) };
    polling.identified(socket.conn);
    await socket.join([`s:${signIn.signInId}`, `u:${signIn.personId}`]);
    return null;
  }

  io.use((socket, next) => {
    const scope = { id: newRequestId(), proxied: null };
    inRequest(scope, () => identify(socket)).then(
      (refusal) => (refusal === null ? next() : next(new Error(refusal))),
      (error: unknown) => {
        inRequest(scope, () => fail(error, 'handshake'));
        // What went wrong inside is nobody's business outside, but by this an operator finds it.
        next(Object.assign(new Error('unavailable' satisfies HandshakeRefusal), { data: { request: scope.id } }));
      },
    );
  });
  ink.attach(io);
  io.on('connection', (socket) => {
    const { personId, signIn, caller } = socket.data as { personId: string; signIn: Pick<ResolvedSignIn, 'signInId' | 'endsRun'>; caller: Caller };
    socket.on('error', (error) => log.debug({ err: error }, 'socket'));
    if (!watch.admit(socket, signIn)) {
      socket.disconnect(true);
      return;
    }
    const connection: Connection = { socket, sink: socketSink(socket, application.meter), personId, caller, signInId: signIn.signInId };
    connections.set(socket, connection);
    serveEvents(connection, events, { now: () => performance.now(), foreign: INK_EVENTS, inTurn: (person, work, isFirst) => signIns.shares.run(person, work, isFirst), fail });
    socket.on('disconnecting', () => {
      live.meetings.leaveAll(connection);
      live.writing.leaveAll(connection);
    });
  });

  return {
    connected: () => io.of('/').sockets.size,
    async stop() {
      watch.stop();
      await stopPassing?.();
      await live.stop();
      // Only the transport: a client told "disconnected by the server" would not come back by itself. The HTTP server is
      // closed by its own transport.
      cutRemaining(io.engine, CLOSING_MS);
      io.engine.close();
    },
  };
}
