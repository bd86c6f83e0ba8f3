import { createServer } from 'node:http';
import type { Socket as Wire } from 'node:net';
import { pino, type Logger } from 'pino';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { openMeetingFeed, type LiveEnd, type LiveStatus } from '../../app/tablet/live/meeting-feed';
import type { OpenedApplication, LiveResult } from '../../server/application';
import type { PersonCaller } from '../../server/kernel/actor';
import { Decoder, Encoder } from '../../server/shared/protocol/ink-wire';
import type { ShownPage } from '../../server/shared/protocol/meeting-events';
import { createSignIns, type SignIns } from '../../server/transports/http/sign-ins';
import { createRealtime, type Realtime } from '../../server/transports/realtime/gateway';
import { hoping, PATIENCE_MS } from './end-of-hope';
import { freePort } from './free-port';
import { newUuid } from './ink-samples';
import { signedIn } from './sign-in-rows';

export type View = LiveResult<'sitting.live'>;

/** Sessions, gateway and ink lane of one installation on a real port. */
export interface MeetingServer {
  url: string;
  port: number;
  realtime: Realtime;
  signIns: SignIns;
  /** TCP connections that are open. */
  connections(): number;
  /** Warnings and errors it logged. */
  logs: string[];
  /** A new session of this person, as a cookie. @param signInId default: a further device. */
  cookieOf(person: PersonCaller, signInId?: string): Promise<string>;
  connect(cookie: string | null, options?: Partial<ManagerOptions & SocketOptions>): Socket;
  /** A connection that has come about. */
  enter(person: PersonCaller): Promise<Socket>;
  tablet(person: PersonCaller, meetingId: string, options?: { as?: 'screen'; signInId?: string }): Promise<Tablet>;
  /** Closes the port and the gateway in order, as the program does. */
  stop(): Promise<void>;
  /** Nothing in order: connections break off, nothing is written any more. */
  breakOff(): Promise<void>;
}

/** What the program of a tablet shows of a meeting: the real feed on a real connection. */
export interface Tablet {
  socket: Socket;
  views: View[];
  pages: (ShownPage | null)[];
  statuses: LiveStatus[];
  ends: (LiveEnd | null)[];
  readonly view: View | undefined;
  readonly page: ShownPage | null | undefined;
  leave(): void;
  close(): void;
}

export async function startMeetingServer(application: OpenedApplication, options: { port?: number; sweepMs?: number; log?: Logger } = {}): Promise<MeetingServer> {
  const server = createServer();
  const port = options.port ?? (await freePort());
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${port}`;
  const signIns = createSignIns(application, { https: false });
  const logs: string[] = [];
  const log = options.log ?? pino({ level: 'warn' }, { write: (line: string) => void logs.push(line) });
  const realtime = createRealtime({ application, signIns, server, origin: url, log, sweepMs: options.sweepMs });
  const opened = new Set<Socket>();
  const wires = new Set<Wire>();
  server.on('connection', (wire) => {
    wires.add(wire);
    wire.on('close', () => wires.delete(wire));
  });
  const closePort = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const wire of wires) wire.destroy();
    });

  const meetingServer: MeetingServer = {
    url,
    port,
    realtime,
    signIns,
    connections: () => wires.size,
    logs,
    async cookieOf(person, signInId = newUuid()) {
      const { clock } = application.ports;
      const { token, row } = signedIn(person.personId, { now: clock.now(), run: clock.monotonic() }, signInId);
      await application.database.transaction((db) => db.signIn.create({ data: row }));
      return `phien_session=${token}`;
    },
    connect(cookie, extra = {}) {
      const socket = io(url, {
        parser: { Encoder, Decoder },
        transports: ['websocket'],
        extraHeaders: { origin: url, ...(cookie === null ? {} : { cookie }) },
        forceNew: true,
        reconnectionDelay: 30,
        reconnectionDelayMax: 60,
        timeout: 5_000,
        ...extra,
      });
      opened.add(socket);
      return socket;
    },
    async enter(person) {
      const socket = this.connect(await this.cookieOf(person));
      await happens(socket, 'connect');
      return socket;
    },
    async tablet(person, meetingId, { as, signInId } = {}) {
      const socket = this.connect(await this.cookieOf(person, signInId));
      const tablet = { socket, views: [] as View[], pages: [] as (ShownPage | null)[], statuses: [] as LiveStatus[], ends: [] as (LiveEnd | null)[] };
      let leave = (): void => undefined;
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('the tablet never joined')), PATIENCE_MS);
        leave = openMeetingFeed(
          socket,
          meetingId,
          {
            onView: (view) => void tablet.views.push(view as View),
            onPage: (page) => void tablet.pages.push(page),
            onStatus: (status) => void tablet.statuses.push(status),
            onEnd: (end) => {
              tablet.ends.push(end);
              clearTimeout(timer);
              resolve();
            },
          },
          as,
        );
      });
      return {
        ...tablet,
        get view() {
          return tablet.views.at(-1);
        },
        get page() {
          return tablet.pages.at(-1);
        },
        leave,
        close() {
          leave();
          socket.disconnect();
        },
      };
    },
    async stop() {
      await hoping('the stop of the gateway', realtime.stop());
      await hoping('the stop of the port', closePort());
      for (const socket of opened) socket.disconnect();
      await signIns.stop();
    },
    async breakOff() {
      await closePort();
      await signIns.stop();
    },
  };
  return meetingServer;
}

/** Resolves with the first argument of the next such event. */
export function happens(socket: Socket, event: string, timeoutMs = PATIENCE_MS): Promise<unknown> {
  if (event === 'connect' && socket.connected) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${event} never came`)), timeoutMs);
    socket.once(event, (value: unknown) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
