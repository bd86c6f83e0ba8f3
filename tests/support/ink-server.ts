import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { openInkStore } from '../../server/adapters/db/ink-store';
import { createHub } from '../../server/adapters/pubsub/in-process';
import { InkRooms, type InkAccess } from '../../server/live';
import { createInkLane, type InkLane } from '../../server/transports/realtime/ink-lane';
import { socketServerOptions } from '../../server/transports/realtime/socket-options';
import { freePort } from './free-port';
import type { Meter } from '../../server/kernel/ports/meter';
import type { OpStore } from '../../server/kernel/ports/op-store';
import type { PubSub } from '../../server/kernel/ports/pub-sub';

export interface InkServer {
  url: string;
  port: number;
  io: Server;
  rooms: InkRooms;
  lane: InkLane;
  store: OpStore;
  logs: string[];
  close(): Promise<void>;
}

export interface InkServerOptions {
  file: string;
  port?: number;
  authorize?: (personId: string, docId: string) => InkAccess | null;
  /** Puts something between lane and store, for instance a fault. */
  wrapStore?: (store: OpStore) => OpStore;
  queueLimit?: number;
  meter?: Meter;
  /** The same hub for several of them makes them processes of one installation. */
  pubSub?: PubSub;
}

export const FULL_ACCESS: InkAccess = { canRead: true, canShare: true, canPresent: true, meetingId: null };

/** The ink lane and its store behind real HTTP on a free port. Who one is comes from the handshake's `auth.person`. */
export async function startInkServer(options: InkServerOptions): Promise<InkServer> {
  const opened = await openInkStore({ file: options.file, now: Date.now, queueLimit: options.queueLimit });
  const store = options.wrapStore?.(opened) ?? opened;
  const http = createServer();
  const io = new Server(http, socketServerOptions);
  io.use((socket, next) => {
    const person: unknown = socket.handshake.auth['person'];
    if (typeof person !== 'string') return next(new Error('unauthenticated'));
    (socket.data as { personId?: string }).personId = person;
    next();
  });
  const logs: string[] = [];
  const log = (message: string): void => void logs.push(message);
  const now = (): number => performance.now();
  const rooms = new InkRooms({ store, authorize: options.authorize ?? (() => FULL_ACCESS), pubSub: options.pubSub ?? createHub().join(), now, log, meter: options.meter });
  const lane = createInkLane({ rooms, now, log, meter: options.meter });
  lane.attach(io);
  const port = options.port || (await freePort());
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    io,
    rooms,
    lane,
    store,
    logs,
    close: async () => {
      rooms.stop();
      await io.close();
      await opened.close();
    },
  };
}
