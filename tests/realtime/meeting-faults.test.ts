import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ACTIVITY, MEETING_JOIN, MEETING_LEAVE, MEETING_PROTOCOL_VERSION, PAGE_SHOW, type MeetingJoinAnswer } from '../../server/shared/protocol/meeting-events';
import { openAssembly, type Assembly } from '../integration/sitting/assembly';
import { happens, startMeetingServer, type MeetingServer } from '../support/meeting-server';

let room: Assembly;
let server: MeetingServer;
beforeEach(async () => {
  vi.stubGlobal('navigator', { onLine: true });
  room = await openAssembly({ members: 15, present: 15 });
  server = await startMeetingServer(room.installation.application);
});
afterEach(async () => {
  await server.stop();
  await room.close();
  vi.unstubAllGlobals();
});

const join = (extra: object = {}) => ({ proto: MEETING_PROTOCOL_VERSION, meetingId: room.meetingId, ...extra });

describe('frames that are no event', () => {
  it.each([
    ['an event nobody registered', (socket: { emit(name: string, payload?: unknown): void }) => socket.emit('meeting:open', {})],
    ['a near miss of the ink lane', (socket: { emit(name: string, payload?: unknown): void }) => socket.emit('ink:all', {})],
    ['a payload of the wrong shape', (socket: { emit(name: string, payload?: unknown): void }) => socket.emit(MEETING_JOIN, { ...join(), meetingId: 17 })],
    ['a field too many', (socket: { emit(name: string, payload?: unknown): void }) => socket.emit(MEETING_JOIN, join({ personId: room.chair.personId }))],
    ['no payload', (socket: { emit(name: string, payload?: unknown): void }) => socket.emit(MEETING_LEAVE)],
  ])('are counted, and the fifth cuts: %s', async (_what, send) => {
    const socket = await server.enter(room.guest);
    const cut = happens(socket, 'disconnect');
    for (let count = 0; count < 4; count += 1) send(socket);
    expect(await socket.emitWithAck(ACTIVITY, {})).toEqual({ ok: true });
    send(socket);
    expect(await cut).toBe('io server disconnect');
  });

  it('are answered when an answer is wanted', async () => {
    const socket = await server.enter(room.guest);
    expect(await socket.emitWithAck(PAGE_SHOW, { meetingId: room.meetingId })).toEqual({ ok: false, code: 'invalid' });
  });

  it('end the connection when they are no packet at all, and nobody else notices', async () => {
    const [socket, other] = [await server.enter(room.guest), await server.enter(room.chair)];
    const cut = happens(socket, 'disconnect');
    socket.io.engine.write('9 không phải gói tin');
    expect(await cut).toMatch(/transport (close|error)/);
    expect(await other.emitWithAck(ACTIVITY, {})).toEqual({ ok: true });
  });

  it('never reach a handler nor hurt the program, whatever they hold', async () => {
    const payload = fc.oneof(fc.anything({ withNullPrototype: false }), fc.record({ proto: fc.anything(), meetingId: fc.anything(), page: fc.anything(), ['__proto__']: fc.anything() }));
    const load = vi.spyOn(room.installation.application.database.reader.historyEvent, 'findFirst');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(MEETING_JOIN, MEETING_LEAVE, PAGE_SHOW, 'toString', '__proto__', 'constructor'), fc.array(payload, { minLength: 1, maxLength: 4 }), async (name, payloads) => {
        const socket = await server.enter(room.guest);
        for (const one of payloads) socket.emit(name, JSON.parse(JSON.stringify(one) ?? 'null'));
        await socket.emitWithAck(ACTIVITY, {});
        socket.disconnect();
      }),
      { numRuns: 25, seed: 20261126 },
    );
    expect(load).not.toHaveBeenCalled();
    expect(server.logs).toEqual([]);
  });
});

describe('versions and limits', () => {
  it('answers another version with "protocol", whatever else the message holds, and counts no fault', async () => {
    const socket = await server.enter(room.guest);
    for (let count = 0; count < 8; count += 1) {
      const answer = (await socket.emitWithAck(MEETING_JOIN, { proto: MEETING_PROTOCOL_VERSION + 1, meeting: room.meetingId, audience: 'x' })) as MeetingJoinAnswer;
      expect(answer).toEqual({ ok: false, code: 'protocol' });
    }
    expect(await socket.emitWithAck(MEETING_JOIN, join())).toMatchObject({ ok: true });
  });

  it('refuses what goes beyond 60 a second, 120 at once, and cuts nobody for it', async () => {
    const [socket, other] = [await server.enter(room.guest), await server.enter(room.chair)];
    const answers = (await Promise.all(Array.from({ length: 60 }, () => socket.emitWithAck(MEETING_JOIN, join())))) as MeetingJoinAnswer[];
    const refused = answers.filter((answer) => !answer.ok);
    expect(refused.length).toBeGreaterThanOrEqual(15);
    expect(refused.every((answer) => !answer.ok && answer.code === 'rate_limited')).toBe(true);
    expect(socket.connected).toBe(true);
    expect(await other.emitWithAck(MEETING_JOIN, join())).toMatchObject({ ok: true });
  });

  it('answers "unavailable" when the database fails, and goes on', async () => {
    const socket = await server.enter(room.guest);
    const { statements } = room.installation.application.database.reader;
    if (!statements) throw new Error('the reader has prepared statements');
    vi.spyOn(statements, 'rows').mockRejectedValueOnce(new Error('SQLITE_IOERR'));
    expect(await socket.emitWithAck(MEETING_JOIN, join())).toEqual({ ok: false, code: 'unavailable', request: expect.stringMatching(/^[\dA-Y]{4}-[\dA-Y]{4}$/u) as string });
    expect(server.logs.join()).toContain('SQLITE_IOERR');
    expect(await socket.emitWithAck(MEETING_JOIN, join())).toMatchObject({ ok: true });
  });

  it('serves the events of one connection in their order: what is left at once stays left', async () => {
    const socket = await server.enter(room.guest);
    const views: unknown[] = [];
    socket.on('meeting:view', (view) => void views.push(view));
    const joined = socket.emitWithAck(MEETING_JOIN, join());
    const left = socket.emitWithAck(MEETING_LEAVE, { meetingId: room.meetingId });
    expect(await joined).toMatchObject({ ok: true });
    expect(await left).toEqual({ ok: true });
    const witness = await server.tablet(room.chair, room.meetingId);
    await room.execute('sitting.start-item', { meetingId: room.meetingId, itemId: room.items.first, currentItemId: null }, room.chair);
    await vi.waitFor(() => expect(witness.view?.currentItemId).toBe(room.items.first));
    expect(await socket.emitWithAck(ACTIVITY, {})).toEqual({ ok: true });
    expect(views).toEqual([]);
  });
});
