import { connect, createServer, type AddressInfo, type Socket as Wire } from 'node:net';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openMeetingFeed, type LiveStatus } from '../../app/tablet/live/meeting-feed';
import { WAKE, watchNetwork, type Device } from '../../app/tablet/live/network-watch';
import { wakes } from '../../app/tablet/live/socket';
import { Decoder, decodePacket, Encoder, MAX_CLIENT_TEXT, MAX_SERVER_TEXT, ServerDecoder, type WirePacket } from '../../server/shared/protocol/ink-wire';
import { openAssembly, type Assembly } from '../integration/sitting/assembly';
import { happens, startMeetingServer, type MeetingServer } from '../support/meeting-server';

describe('what a device knows of its network', () => {
  let room: Assembly;
  let server: MeetingServer;
  let device: Device;
  const ends: (() => void)[] = [];

  beforeEach(async () => {
    vi.stubGlobal('navigator', { onLine: true });
    device = { window: new EventTarget(), document: Object.assign(new EventTarget(), { visibilityState: 'visible' }) };
    room = await openAssembly();
    server = await startMeetingServer(room.installation.application);
  });
  afterEach(async () => {
    for (const end of ends.splice(0)) end();
    await server.stop();
    await room.close();
    vi.unstubAllGlobals();
  });

  it('that it is gone ends the connection at once, and one that is there all the same comes back and joins again', async () => {
    const tablet = await server.tablet(room.guest, room.meetingId);
    ends.push(watchNetwork(tablet.socket, device, wakes));
    const seen = tablet.views.length;
    const lost = happens(tablet.socket, 'disconnect');
    device.window.dispatchEvent(new Event('offline'));
    expect(tablet.socket.connected).toBe(false);
    await lost;
    await vi.waitFor(() => expect(tablet.views.length).toBeGreaterThan(seen));
    expect(tablet.statuses.at(-1)).toBe('connected');
  });

  it('that it is back, or looked at again, is not waited for', async () => {
    const socket = server.connect(await server.cookieOf(room.guest), { reconnectionDelay: 60_000, reconnectionDelayMax: 60_000 });
    await happens(socket, 'connect');
    ends.push(watchNetwork(socket, device, wakes));
    for (const tell of [() => device.window.dispatchEvent(new Event('online')), () => device.document.dispatchEvent(new Event('visibilitychange'))]) {
      device.window.dispatchEvent(new Event('offline'));
      expect(socket.connected).toBe(false);
      const back = happens(socket, 'connect');
      tell();
      await back;
    }
  });

  it('that it is back is one thing, however often it is said: the connection is asked once, and again after it was away', async () => {
    const tablet = await server.tablet(room.guest, room.meetingId);
    ends.push(watchNetwork(tablet.socket, device, wakes));
    let asked = 0;
    const counts = (): void => void (asked += 1);
    wakes.addEventListener(WAKE, counts);
    ends.push(() => wakes.removeEventListener(WAKE, counts));
    const comeBack = (): void => {
      device.document.dispatchEvent(new Event('visibilitychange'));
      device.window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
      device.window.dispatchEvent(new Event('online'));
    };
    const seen = tablet.views.length;
    comeBack();
    await vi.waitFor(() => expect(tablet.views.length).toBe(seen + 1));
    Object.assign(device.document, { visibilityState: 'hidden' });
    device.document.dispatchEvent(new Event('visibilitychange'));
    Object.assign(device.document, { visibilityState: 'visible' });
    comeBack();
    await vi.waitFor(() => expect(tablet.views.length).toBe(seen + 2));
    expect(asked).toBe(2);
  });

  it('makes a connection prove itself: a silent one is given up for a new one within seconds', async () => {
    const wires: Wire[] = [];
    const relay = createServer((near) => {
      const far = connect(server.port, '127.0.0.1');
      for (const [one, other] of [[near, far], [far, near]] as const) one.pipe(other).on('error', () => one.destroy());
      wires.push(near, far);
    });
    await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
    ends.push(() => {
      for (const wire of wires) wire.destroy();
      relay.close();
    });
    const socket = io(`http://127.0.0.1:${(relay.address() as AddressInfo).port}`, {
      parser: { Encoder, Decoder },
      transports: ['websocket'],
      extraHeaders: { origin: server.url, cookie: await server.cookieOf(room.guest) },
      forceNew: true,
    });
    ends.push(() => socket.disconnect());
    const statuses: LiveStatus[] = [];
    const views: unknown[] = [];
    ends.push(openMeetingFeed(socket, room.meetingId, { onView: (view) => views.push(view), onPage: () => undefined, onStatus: (status) => statuses.push(status), onEnd: () => undefined }));
    ends.push(watchNetwork(socket, device, wakes));
    await vi.waitFor(() => expect(views).toHaveLength(1));
    const { id } = socket;
    device.document.dispatchEvent(new Event('visibilitychange'));
    await vi.waitFor(() => expect(views).toHaveLength(2));
    expect(socket.id).toBe(id);
    for (const wire of wires) wire.unpipe().pause();
    device.document.dispatchEvent(new Event('visibilitychange'));
    await vi.waitFor(() => expect(views).toHaveLength(3), 6_000);
    expect(socket.id).not.toBe(id);
    expect(statuses.at(-1)).toBe('connected');
  });
});

describe('the length of a text', () => {
  const packet = (length: number): string => new Encoder().encode({ type: 2, nsp: '/', data: ['meeting:view', 'đ'.repeat(length)] })[0] as string;
  const read = (decoder: Decoder, frame: string): WirePacket[] => {
    const packets: WirePacket[] = [];
    decoder.on('decoded', (one) => void packets.push(one));
    decoder.add(frame);
    return packets;
  };

  it('is bounded by 64 KiB for what clients send, by 1 MiB for what the server sends', () => {
    const around = packet(0).length;
    for (const [Side, most] of [[ServerDecoder, MAX_CLIENT_TEXT], [Decoder, MAX_SERVER_TEXT]] as const) {
      expect(read(new Side(), packet(most - around))).toHaveLength(1);
      expect(() => read(new Side(), packet(most - around + 1))).toThrow('not a packet');
    }
    expect(decodePacket(packet(MAX_CLIENT_TEXT))).toBeNull();
  });
});
