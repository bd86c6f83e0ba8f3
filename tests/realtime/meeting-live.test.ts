import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MEETING_JOIN, MEETING_PROTOCOL_VERSION, MEETING_VIEW, type MeetingJoinAnswer, type PushedView } from '../../server/shared/protocol/meeting-events';
import type { OpenedApplication } from '../../server/application';
import { openAssembly, type Assembly } from '../integration/sitting/assembly';
import { startMeetingServer, type MeetingServer, type View } from '../support/meeting-server';

let room: Assembly;
let server: MeetingServer;
/** News of commits that live rooms have not been told yet; null: they are told at once. */
let held: (() => void)[] | null = null;
beforeEach(async () => {
  vi.stubGlobal('navigator', { onLine: true });
  room = await openAssembly();
  const { application } = room.installation;
  const onCommitted: OpenedApplication['onCommitted'] = (listener) => application.onCommitted((events) => (held ? void held.push(() => listener(events)) : listener(events)));
  server = await startMeetingServer({ ...application, openLive: (watch) => application.openLive({ ...watch, onCommitted }) });
});
afterEach(async () => {
  await server.stop();
  await room.close();
  vi.unstubAllGlobals();
});

/** Live rooms are told of all that is done meanwhile in one go, however long the disk took for each. */
async function atOnce(work: () => Promise<unknown>): Promise<void> {
  const news: (() => void)[] = [];
  held = news;
  try {
    await work();
  } finally {
    held = null;
  }
  for (const tell of news) tell();
}

const start = (itemId: string, currentItemId: string | null) => room.execute('sitting.start-item', { meetingId: room.meetingId, itemId, currentItemId }, room.chair);
const seatOf = (personId: string) => room.installation.application.database.reader.attendee.findFirstOrThrow({ where: { meetingId: room.meetingId, personId } });

describe('watching a sitting', () => {
  it('live LR1 is not found by strangers, administrators, nor for a meeting that is none', async () => {
    for (const person of [room.stranger, room.admin]) {
      const tablet = await server.tablet(person, room.meetingId);
      expect([tablet.ends, tablet.views]).toEqual([['closed'], []]);
    }
    const lost = await server.tablet(room.chair, randomUUID());
    expect(lost.ends).toEqual(['closed']);
    await start(room.items.first, null);
    const witness = await server.tablet(room.guest, room.meetingId);
    await vi.waitFor(() => expect(witness.view?.currentItemId).toBe(room.items.first));
    expect(lost.views).toEqual([]);
  });

  it('live LR2 gives each audience its own picture, the list of officers to officers alone', async () => {
    const tablets = {
      chair: await server.tablet(room.chair, room.meetingId),
      assistant: await server.tablet(room.assistant, room.meetingId),
      member: await server.tablet(room.members[3] ?? room.chair, room.meetingId),
      guest: await server.tablet(room.guest, room.meetingId),
      wall: await server.tablet(room.secretary, room.meetingId, { as: 'screen' }),
    };
    await start(room.items.first, null);
    for (const [who, tablet] of Object.entries(tablets)) {
      await vi.waitFor(() => expect(tablet.view?.currentItemId).toBe(room.items.first));
      const officer = who === 'chair' || who === 'assistant';
      expect(tablet.views.every((view) => (view.officers !== null) === officer)).toBe(true);
      expect(tablet.view?.papers.map(({ id }) => id)).toEqual([room.papers.first]);
      expect(tablet.view?.takenAt).toBeInstanceOf(Date);
    }
  });

  it('live LR2 pushes numbered pictures in order and few of them after a burst', async () => {
    const socket = await server.enter(room.guest);
    const pushes: PushedView<View>[] = [];
    socket.on(MEETING_VIEW, (pushed: PushedView<View>) => void pushes.push(pushed));
    const joined = (await socket.emitWithAck(MEETING_JOIN, { proto: MEETING_PROTOCOL_VERSION, meetingId: room.meetingId })) as MeetingJoinAnswer & { ok: true };
    const order = [room.items.opening, room.items.first, room.items.second, room.items.pause, room.items.closing];
    let current: string | null = null;
    for (const item of order) {
      await start(item, current);
      current = item;
    }
    await atOnce(async () => {
      for (let minutes = 1; minutes <= 5; minutes += 1) await room.execute('sitting.extend-item', { meetingId: room.meetingId, itemId: room.items.closing, minutes: 1 }, room.chair);
    });
    const { seq: head } = await room.installation.application.database.reader.historyEvent.findFirstOrThrow({ where: { stream: room.meetingId }, orderBy: { seq: 'desc' }, select: { seq: true } });
    await vi.waitFor(() => expect(pushes.at(-1)?.seq).toBe(head), { timeout: 5_000 });
    const seqs = pushes.map(({ seq }) => seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    expect(new Set(seqs).size).toBe(seqs.length);
    expect(seqs[0]).toBeGreaterThan(joined.seq);
    expect(pushes.length).toBeLessThan(head - joined.seq);
    expect(pushes.at(-1)?.view.currentItemId).toBe(room.items.closing);
  });

  it('live LR2 takes one picture for a burst that comes at once', async () => {
    const tablet = await server.tablet(room.guest, room.meetingId);
    const marks = (count: number) => room.members.slice(0, count).map(({ personId }) => ({ personId, attendance: 'room' as const }));
    await atOnce(() =>
      Promise.all([3, 4, 5, 6, 7, 8].map((count) => room.execute('sitting.mark-attendance', { meetingId: room.meetingId, marks: marks(count) }, room.secretary, { commandId: randomUUID() }))),
    );
    const asked = (await tablet.socket.emitWithAck(MEETING_JOIN, { proto: MEETING_PROTOCOL_VERSION, meetingId: room.meetingId })) as MeetingJoinAnswer & { ok: true };
    expect(asked.seq).toBeGreaterThanOrEqual(6);
    await start(room.items.first, null);
    await vi.waitFor(() => expect(tablet.view?.currentItemId).toBe(room.items.first));
    expect(tablet.views.length).toBeLessThanOrEqual(1 + 4);
  });

  it('shows two devices of one person the same', async () => {
    const [tablet, laptop] = [await server.tablet(room.guest, room.meetingId), await server.tablet(room.guest, room.meetingId)];
    await start(room.items.second, null);
    await vi.waitFor(() => expect([tablet.view?.currentItemId, laptop.view?.currentItemId]).toEqual([room.items.second, room.items.second]));
    laptop.close();
    await room.execute('sitting.end-item', { meetingId: room.meetingId, itemId: room.items.second }, room.chair);
    await vi.waitFor(() => expect(tablet.view?.currentItemId).toBeNull());
    expect(laptop.view?.currentItemId).toBe(room.items.second);
  });

  it('comes back by itself after a stop in order, with what happened meanwhile', async () => {
    const tablet = await server.tablet(room.guest, room.meetingId);
    const { port } = server;
    await server.realtime.stop();
    await vi.waitFor(() => expect(tablet.socket.connected).toBe(false));
    expect(tablet.socket.active).toBe(true);
    await server.breakOff();
    await start(room.items.second, null);
    server = await startMeetingServer(room.installation.application, { port });
    await vi.waitFor(() => expect(tablet.view?.currentItemId).toBe(room.items.second), { timeout: 10_000 });
    expect(tablet.statuses).not.toContain('reconnecting');
  });
});

describe('seats that change', () => {
  it('live LR1 takes the picture away from somebody whose seat is taken away, before anything more is shown', async () => {
    const tablet = await server.tablet(room.substitute, room.meetingId);
    const seat = await seatOf(room.substitute.personId);
    await room.execute('meetings.remove-attendee', { meetingId: room.meetingId, seatId: seat.id }, room.secretary);
    await vi.waitFor(() => expect(tablet.ends.at(-1)).toBe('closed'));
    const shown = tablet.views.length;
    const witness = await server.tablet(room.guest, room.meetingId);
    await start(room.items.first, null);
    await vi.waitFor(() => expect(witness.view?.currentItemId).toBe(room.items.first));
    expect(tablet.views.length).toBe(shown);
    expect(tablet.view?.currentItemId).toBeNull();
  });

  it('live LR1 moves an assistant who is one no longer out of the pictures of officers', async () => {
    const tablet = await server.tablet(room.assistant, room.meetingId);
    expect(tablet.view?.officers).not.toBeNull();
    const { database } = room.installation.application;
    const seat = await seatOf(room.assistant.personId);
    await database.transaction((db) => db.attendee.update({ where: { id: seat.id }, data: { role: 'guest' } }));
    const removed = await seatOf(room.substitute.personId);
    await room.execute('meetings.remove-attendee', { meetingId: room.meetingId, seatId: removed.id }, room.secretary);
    await vi.waitFor(() => expect(tablet.view?.officers).toBeNull());
    await start(room.items.first, null);
    await vi.waitFor(() => expect(tablet.view?.currentItemId).toBe(room.items.first));
    expect(tablet.views.slice(1).every(({ officers }) => officers === null)).toBe(true);
  });
});
