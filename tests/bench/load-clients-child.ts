/** People of the load bench: members who look on, or one guest who wants everything at once over sockets and pages. */
import { io, type Socket } from 'socket.io-client';
import { Decoder, Encoder } from '../../server/shared/protocol/ink-wire';
import { MEETING_JOIN, MEETING_PROTOCOL_VERSION, MEETING_VIEW } from '../../server/shared/protocol/meeting-events';

export interface LoadClientsOrder {
  kind: 'members' | 'greedy';
  port: number;
  /** One for each member; for the greedy one the first alone counts. */
  cookies: string[];
  meetingId: string;
  sockets: number;
  joinEveryMs: number;
  pages: number;
}

if (process.send === undefined) throw new Error('started by the load bench only');
process.on('disconnect', () => process.exit(0));
process.on('message', (message) => {
  const order = message as LoadClientsOrder;
  if (order.kind === 'members') lookOn(order);
  else wantEverything(order);
});
process.send({ ready: true });

function open({ port }: LoadClientsOrder, cookie: string): Socket {
  const url = `http://127.0.0.1:${port}`;
  const socket = io(url, { parser: { Encoder, Decoder }, transports: ['websocket'], extraHeaders: { origin: url, cookie }, forceNew: true, reconnectionDelay: 200, reconnectionDelayMax: 1_000 });
  // A refused handshake is tried again, as the greedy would.
  socket.on('connect_error', () => {
    if (!socket.active) setTimeout(() => socket.connect(), 500);
  });
  return socket;
}

function lookOn(order: LoadClientsOrder): void {
  let joined = 0;
  for (const cookie of order.cookies) {
    const socket = open(order, cookie);
    socket.on('connect', () => {
      socket.emit(MEETING_JOIN, { proto: MEETING_PROTOCOL_VERSION, meetingId: order.meetingId }, () => {
        joined += 1;
        if (joined === order.cookies.length) process.send?.({ back: joined });
      });
    });
    socket.on(MEETING_VIEW, ({ seq }: { seq: number }) => process.send?.({ seen: { seq, at: Date.now() } }));
  }
}

function wantEverything(order: LoadClientsOrder): void {
  const [cookie = ''] = order.cookies;
  const asked = { answers: 0, refused: 0, slowest: 0 };
  for (let index = 0; index < order.sockets; index += 1) {
    const socket = open(order, cookie);
    setInterval(() => {
      if (!socket.connected) return;
      const began = Date.now();
      socket.emit(MEETING_JOIN, { proto: MEETING_PROTOCOL_VERSION, meetingId: order.meetingId }, ({ ok }: { ok: boolean }) => note(ok, began));
    }, order.joinEveryMs);
  }
  const load = async (): Promise<void> => {
    for (;;) {
      const began = Date.now();
      try {
        const answer = await fetch(`http://127.0.0.1:${order.port}/meetings/${order.meetingId}`, { headers: { cookie, accept: 'text/html' } });
        await answer.arrayBuffer();
        note(answer.status === 200, began);
      } catch {
        note(false, began);
      }
    }
  };
  for (let index = 0; index < order.pages; index += 1) void load();
  setInterval(() => {
    process.send?.({ asked: { ...asked } });
    Object.assign(asked, { answers: 0, refused: 0, slowest: 0 });
  }, 500);

  function note(ok: boolean, began: number): void {
    asked[ok ? 'answers' : 'refused'] += 1;
    asked.slowest = Math.max(asked.slowest, Date.now() - began);
  }
}
