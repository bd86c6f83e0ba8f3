import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { describe, expect, it, vi } from 'vitest';
import { Decoder, Encoder } from '../../server/shared/protocol/ink-wire';
import type { Sink } from '../../server/live';
import { socketSink } from '../../server/transports/realtime/socket-sink';
import { socketServerOptions } from '../../server/transports/realtime/socket-options';
import { assemble } from '../integration/sitting/assembly';
import { happens, startMeetingServer } from '../support/meeting-server';

/** The system takes nothing more from the network for this tablet, as behind a lid that was shut. */
function fallAsleep(socket: Socket): void {
  (socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void } } }).ws._socket.pause();
}

/** 512 KB each: more than any kernel holds for one connection. */
const MOST_PICTURES = 400;

describe('a tablet asleep', () => {
  it('does not hold up a stop in order: its line is cut after a moment', async () => {
    const room = await assemble({ members: 3 });
    const server = await startMeetingServer(room.installation.application);
    fallAsleep(await server.enter(room.guest));
    expect(server.connections()).toBe(1);
    await server.realtime.stop();
    await vi.waitFor(() => expect(server.connections()).toBe(0), { timeout: 5_000 });
    await server.breakOff();
    await room.close();
  });

  it('is cut when megabytes wait for it, whatever it answers to the pings, and comes back', async () => {
    const http = createServer();
    const server = new Server(http, socketServerOptions);
    const sinks = new Map<string, Sink>();
    server.on('connection', (socket) => void sinks.set(socket.id, socketSink(socket)));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    const connect = (): Socket => io(url, { parser: { Encoder, Decoder }, transports: ['websocket'], forceNew: true, reconnection: false });
    const [asleep, awake] = [connect(), connect()];
    await Promise.all([happens(asleep, 'connect'), happens(awake, 'connect')]);
    let seen = 0;
    awake.on('meeting:view', () => (seen += 1));
    const id = asleep.id ?? '';
    fallAsleep(asleep);
    const letters = 'x'.repeat(512 * 1024);
    let sent = 0;
    while (server.sockets.sockets.has(id) && sent < MOST_PICTURES) {
      const picture = { letters };
      for (const sink of sinks.values()) sink.event('meeting:view', picture);
      sent += 1;
      await vi.waitFor(() => expect(seen).toBe(sent));
    }
    expect(server.sockets.sockets.has(id)).toBe(false);
    expect(awake.connected).toBe(true);
    asleep.disconnect();
    awake.disconnect();
    await server.close();
  }, 30_000);
});
