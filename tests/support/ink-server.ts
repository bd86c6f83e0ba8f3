import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { openInkStore } from '../../server/adapters/db/ink-store';
import { createInkLane } from '../../server/transports/realtime/ink-lane';
import { socketServerOptions } from '../../server/transports/realtime/socket-options';
import { freePort } from './free-port';
import type { InkAccess, InkLane } from '../../server/transports/realtime/ink-lane';
import type { OpStore } from '../../server/kernel/ports/op-store';

export interface InkServer {
  url: string;
  port: number;
  io: Server;
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
  const lane = createInkLane({ store, authorize: options.authorize ?? (() => FULL_ACCESS), now: () => performance.now(), log: (message) => void logs.push(message) });
  lane.attach(io);
  const port = options.port || (await freePort());
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    io,
    lane,
    store,
    logs,
    close: async () => {
      lane.stop();
      await io.close();
      await opened.close();
    },
  };
}
