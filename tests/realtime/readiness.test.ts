import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { READY_BOARD, READY_GONE, READY_NUDGE, READY_NUDGED, READY_TELL, TELL_COUNTS_MS, type ReadyBoardAnswer, type ReadyGoneAnswer, type ReadyNudgeAnswer, type ReadyTellAnswer, type TabletReadiness } from '../../server/shared/protocol/readiness';
import { assemble, type Assembly } from '../integration/sitting/assembly';
import { startMeetingServer, type MeetingServer, type Tablet } from '../support/meeting-server';
import { ask } from '../support/installation';

let room: Assembly;
let server: MeetingServer;
beforeEach(async () => {
  vi.stubGlobal('navigator', { onLine: true });
  room = await assemble();
  server = await startMeetingServer(room.installation.application);
});
afterEach(async () => {
  await server.stop();
  await room.close();
  vi.unstubAllGlobals();
});

const readiness = (of: Partial<TabletReadiness> = {}): TabletReadiness => ({ tablet: randomUUID(), program: 'p1', offsetMs: 12, tripMs: 30, battery: null, isReading: false, ...of });
const tell = async ({ socket }: Tablet, said: object = readiness()) => (await socket.emitWithAck(READY_TELL, { meetingId: room.meetingId, readiness: said })) as ReadyTellAnswer;
const board = async ({ socket }: Tablet) => (await socket.emitWithAck(READY_BOARD, { meetingId: room.meetingId })) as ReadyBoardAnswer;
const people = async ({ socket }: Tablet) => (await socket.emitWithAck(READY_GONE, { meetingId: room.meetingId })) as ReadyGoneAnswer;
const nudge = async ({ socket }: Tablet, personId: string) => (await socket.emitWithAck(READY_NUDGE, { meetingId: room.meetingId, personId })) as ReadyNudgeAnswer;

describe('how tablets are', () => {
  it('live LR15 those who run the session are told what tablets said of themselves, nobody else is, and it goes with the connection', async () => {
    const [, one = room.chair, two = room.chair] = room.members;
    const [secretary, chair, first, second] = [await server.tablet(room.secretary, room.meetingId), await server.tablet(room.chair, room.meetingId), await server.tablet(one, room.meetingId), await server.tablet(two, room.meetingId)];
    expect(await board(secretary)).toEqual({ ok: true, tablets: [] });
    const { tablet: _own, ...said } = readiness({ battery: { percent: 14, charging: false }, isReading: true });
    expect(await tell(first, { tablet: randomUUID(), ...said })).toEqual({ ok: true, now: room.installation.clock.now().getTime() });
    await tell(second);
    const seen = await board(secretary);
    expect(seen.ok && seen.tablets.map(({ personId }) => personId).sort()).toEqual([one.personId, two.personId].sort());
    expect(seen.ok && seen.tablets.find(({ personId }) => personId === one.personId)).toEqual({ personId: one.personId, ...said, at: room.installation.clock.now().getTime() });
    expect(await board(chair)).toMatchObject({ ok: true });
    expect(await board(first)).toEqual({ ok: false, code: 'forbidden' });
    // Not of a session the tablet does not watch, and not with more than is asked for.
    const outside = await server.enter(room.guest);
    expect(await outside.emitWithAck(READY_TELL, { meetingId: room.meetingId, readiness: readiness() })).toEqual({ ok: false, code: 'not_found' });
    expect(await tell(first, { ...readiness(), personId: two.personId })).toMatchObject({ ok: false, code: 'invalid' });
    second.socket.disconnect();
    await vi.waitFor(async () => expect(await board(secretary)).toMatchObject({ ok: true, tablets: [{ personId: one.personId }] }));
    room.installation.clock.advance(TELL_COUNTS_MS + 1);
    expect(await board(secretary)).toEqual({ ok: true, tablets: [] });
  });

  it('live LR17 those who run the session are told whose last tablet went and when, until one is back; nobody else is', async () => {
    const [, one = room.chair, two = room.chair] = room.members;
    const [secretary, first, other, second] = [await server.tablet(room.secretary, room.meetingId), await server.tablet(one, room.meetingId), await server.tablet(one, room.meetingId), await server.tablet(two, room.meetingId)];
    for (const tablet of [first, other, second]) await tell(tablet);
    const now = room.installation.clock.now().getTime();
    first.socket.disconnect();
    second.socket.disconnect();
    await vi.waitFor(async () => expect(await people(secretary)).toEqual({ ok: true, here: [one.personId], gone: [{ personId: two.personId, at: now }], now }));
    expect(await people(other)).toEqual({ ok: false, code: 'forbidden' });
    await tell(await server.tablet(two, room.meetingId));
    expect(await people(secretary)).toMatchObject({ here: expect.arrayContaining([one.personId, two.personId]) as unknown, gone: [] });
    // Where no word of a parting comes, as from another process, silence tells.
    room.installation.clock.advance(TELL_COUNTS_MS + 1);
    expect(await people(secretary)).toMatchObject({ here: [], gone: [{ at: now + TELL_COUNTS_MS + 1 }, { at: now + TELL_COUNTS_MS + 1 }] });
  });

  it('live LR15 nothing of it is in the database', async () => {
    const [, one = room.chair] = room.members;
    const rows = async () => Promise.all(['HistoryEvent', 'AuditEntry', 'Receipt', 'Job'].map(async (table) => (await ask<{ n: number | string }>(room.installation.dataDir, `SELECT count(*) AS n FROM "${table}"`))[0]?.n));
    const [secretary, first] = [await server.tablet(room.secretary, room.meetingId), await server.tablet(one, room.meetingId)];
    const before = await rows();
    await tell(first);
    await board(secretary);
    await nudge(secretary, one.personId);
    expect(await rows()).toEqual(before);
  });

  it('sitting L61 whoever runs the session asks a person to look; only that person is told, and members ask nobody', async () => {
    const [, one = room.chair, two = room.chair] = room.members;
    const [secretary, first, other] = [await server.tablet(room.secretary, room.meetingId), await server.tablet(one, room.meetingId), await server.tablet(two, room.meetingId)];
    const told: string[] = [];
    first.socket.on(READY_NUDGED, () => told.push('first'));
    other.socket.on(READY_NUDGED, () => told.push('other'));
    await tell(first);
    expect(await nudge(other, one.personId)).toEqual({ ok: false, code: 'forbidden' });
    expect(await nudge(secretary, room.guest.personId)).toEqual({ ok: true, reached: 0 });
    expect(await nudge(secretary, one.personId)).toEqual({ ok: true, reached: 1 });
    await vi.waitFor(() => expect(told).toEqual(['first']));
  });
});
