import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { happens, startMeetingServer, type MeetingServer } from '../support/meeting-server';
import { assemble, openAssembly, type Assembly } from '../integration/sitting/assembly';

let room: Assembly;
let server: MeetingServer;
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));
afterEach(async () => {
  await server.stop();
  await room.close();
  vi.unstubAllGlobals();
});

const refusalOf = async (socket: ReturnType<MeetingServer['connect']>): Promise<Error> => (await happens(socket, 'connect_error')) as Error;

describe('the handshake', () => {
  it('is refused without a session, with a wrong one and after signing out', async () => {
    room = await assemble({ members: 3 });
    server = await startMeetingServer(room.installation.application);
    expect((await refusalOf(server.connect(null))).message).toBe('unauthenticated');
    expect((await refusalOf(server.connect('phien_session=khong-co-that'))).message).toBe('unauthenticated');
    const cookie = await server.cookieOf(room.guest, room.guest.signInId);
    await room.execute('identity.sign-out', {}, room.guest);
    const refused = server.connect(cookie);
    expect((await refusalOf(refused)).message).toBe('unauthenticated');
    expect(refused.active).toBe(false);
  });

  it('is refused from a foreign origin, a foreign port or without an origin, by websocket and by polling', async () => {
    room = await assemble({ members: 3 });
    server = await startMeetingServer(room.installation.application);
    const cookie = await server.cookieOf(room.chair);
    for (const origin of ['http://evil.example', `http://localhost:${server.port}`, 'http://127.0.0.1:1', 'null']) {
      const socket = server.connect(cookie, { extraHeaders: { cookie, origin }, reconnection: false });
      expect((await refusalOf(socket)).message).toMatch(/websocket error|unexpected/i);
      const polling = server.connect(cookie, { extraHeaders: { cookie, origin }, transports: ['polling'], reconnection: false });
      expect((await refusalOf(polling)).message).toMatch(/poll error/);
    }
    const unnamed = server.connect(cookie, { extraHeaders: { cookie }, reconnection: false });
    await refusalOf(unnamed);
    const own = server.connect(cookie, { transports: ['polling'] });
    await happens(own, 'connect');
  });

  it('by polling is answered under the headers of every answer, and takes little before it is known who sends', async () => {
    room = await assemble({ members: 3 });
    server = await startMeetingServer(room.installation.application);
    const address = `http://127.0.0.1:${server.port}/socket.io/?EIO=4&transport=polling`;
    const headers = { 'sec-fetch-site': 'same-origin' };
    const greeting = await fetch(address, { headers });
    const { sid } = JSON.parse((await greeting.text()).slice(1)) as { sid: string };
    const packets = Array.from({ length: 50_000 }, () => '2').join('\u001e');
    const flood = await fetch(`${address}&sid=${sid}`, { method: 'POST', headers, body: packets });
    const stranger = await fetch(`${address}&sid=khong-co`, { method: 'POST', headers, body: '2' });
    expect([greeting.status, flood.status, stranger.status]).toEqual([200, 400, 400]);
    for (const answer of [greeting, flood, stranger]) {
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('referrer-policy')).toBe('same-origin');
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  it('says nothing of what went wrong inside', async () => {
    room = await assemble({ members: 3 });
    server = await startMeetingServer(room.installation.application);
    const resolve = vi.spyOn(server.signIns, 'resolve').mockRejectedValueOnce(new Error('SQLITE_CORRUPT: /var/lib/phien/phien.sqlite'));
    expect((await refusalOf(server.connect('phien_session=x'))).message).toBe('unavailable');
    expect(resolve).toHaveBeenCalledOnce();
    expect(server.logs.join()).toContain('SQLITE_CORRUPT');
  });

  it('holds one person to twenty connections', async () => {
    room = await assemble({ members: 3 });
    server = await startMeetingServer(room.installation.application);
    const cookie = await server.cookieOf(room.chair);
    for (let count = 0; count < 20; count += 1) await happens(server.connect(cookie), 'connect');
    expect((await refusalOf(server.connect(cookie))).message).toBe('too_many');
  });
});

describe('the session of a connection', () => {
  it('cuts every connection of the session at once when it is signed out, and only those', async () => {
    room = await assemble({ members: 3 });
    server = await startMeetingServer(room.installation.application);
    const own = await server.cookieOf(room.guest, room.guest.signInId);
    const tabs = [server.connect(own), server.connect(own)];
    const other = server.connect(await server.cookieOf(room.guest));
    await Promise.all([...tabs, other].map((socket) => happens(socket, 'connect')));
    const cut = Promise.all(tabs.map((socket) => happens(socket, 'disconnect')));
    await room.execute('identity.sign-out', {}, room.guest);
    expect(await cut).toEqual(['io server disconnect', 'io server disconnect']);
    expect(other.connected).toBe(true);
    const last = happens(other, 'disconnect');
    await room.execute('identity.sign-out', { everywhere: true }, room.guest);
    expect(await last).toBe('io server disconnect');
  });

  it('ends when the person is blocked', async () => {
    room = await assemble({ members: 3 });
    server = await startMeetingServer(room.installation.application);
    const socket = await server.enter(room.guest);
    const { version } = await room.installation.application.database.reader.person.findUniqueOrThrow({ where: { id: room.guest.personId } });
    const cut = happens(socket, 'disconnect');
    const person = { userName: 'khach', fullName: room.guest.fullName, roles: [], blocked: true };
    await room.execute('organization.update-person', { personId: room.guest.personId, version, ...person }, room.admin, { commandId: randomUUID() });
    expect(await cut).toBe('io server disconnect');
  });

  it('ends during the handshake when the session is ended just then', async () => {
    room = await assemble({ members: 3 });
    server = await startMeetingServer(room.installation.application);
    const cookie = await server.cookieOf(room.guest, room.guest.signInId);
    const resolve = server.signIns.resolve.bind(server.signIns);
    vi.spyOn(server.signIns, 'resolve').mockImplementationOnce(async (request) => {
      const session = await resolve(request);
      await room.execute('identity.sign-out', {}, room.guest);
      return session;
    });
    const socket = server.connect(cookie);
    expect(await happens(socket, 'disconnect')).toBe('io server disconnect');
  });

  it('live LR5 ends when it idles out while connected', async () => {
    room = await assemble({ members: 3 });
    server = await startMeetingServer(room.installation.application, { sweepMs: 30 });
    const socket = await server.enter(room.guest);
    const cut = happens(socket, 'disconnect');
    room.installation.clock.advance(14 * 60_000);
    const fresh = await server.enter(room.guest);
    room.installation.clock.advance(2 * 60_000);
    expect(await cut).toBe('io server disconnect');
    expect(fresh.connected).toBe(true);
  });

  it('live LR5 does not idle out in front of a sitting that runs, and ends after twelve hours all the same', async () => {
    room = await openAssembly();
    server = await startMeetingServer(room.installation.application, { sweepMs: 30 });
    const tablet = await server.tablet(room.guest, room.meetingId, { signInId: room.guest.signInId });
    const touched = vi.spyOn(server.signIns, 'touch');
    await vi.waitFor(() => expect(touched).toHaveBeenCalledWith(room.guest.signInId));
    const cut = happens(tablet.socket, 'disconnect');
    room.installation.clock.advance(12 * 3_600_000 + 1);
    expect(await cut).toBe('io server disconnect');
  });

  it('is told to the program of the tablet as signed out', async () => {
    room = await assemble({ members: 3 });
    server = await startMeetingServer(room.installation.application);
    const tablet = await server.tablet(room.guest, room.meetingId, { signInId: room.guest.signInId });
    await room.execute('identity.sign-out', {}, room.guest);
    await vi.waitFor(() => expect(tablet.socket.connected).toBe(false));
    // What app/tablet/live/socket.ts does after "io server disconnect".
    tablet.socket.connect();
    await vi.waitFor(() => expect(tablet.ends.at(-1)).toBe('signed_out'));
  });
});
