import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rowsOf } from '../support/installation';
import { openApplication } from '../../server/application';
import { system } from '../../server/kernel/actor';
import { PAGE_SHOW, type PageShowAnswer } from '../../server/shared/protocol/meeting-events';
import { openAssembly, type Assembly } from '../integration/sitting/assembly';
import { startMeetingServer, type MeetingServer, type Tablet } from '../support/meeting-server';

let room: Assembly;
let server: MeetingServer;
const gateway = system('gateway');
beforeEach(async () => {
  vi.stubGlobal('navigator', { onLine: true });
  room = await openAssembly();
  await room.execute('sitting.start-item', { meetingId: room.meetingId, itemId: room.items.second, currentItemId: null }, room.chair);
  server = await startMeetingServer(room.installation.application);
});
afterEach(async () => {
  await server.stop();
  await room.close();
  vi.unstubAllGlobals();
});

const present = (documentId = room.papers.second, page = 1, who = room.guest) => room.execute('sitting.start-presenting', { meetingId: room.meetingId, documentId, page }, who);
const turn = async (tablet: Tablet, page: number, documentId = room.papers.second) =>
  (await tablet.socket.emitWithAck(PAGE_SHOW, { meetingId: room.meetingId, documentId, page })) as PageShowAnswer;
const stored = () => room.query('sitting.presentation', { meetingId: room.meetingId }, gateway);
const shows = (tablet: Tablet, page: number | null) => vi.waitFor(() => expect(tablet.page?.page ?? null).toBe(page));

describe('the page everybody follows', () => {
  it('live LR4 is turned by the one presenting alone, and arrives in order', async () => {
    const [presenter, follower, chair] = [await server.tablet(room.guest, room.meetingId), await server.tablet(room.members[4] ?? room.chair, room.meetingId), await server.tablet(room.chair, room.meetingId)];
    expect(await turn(presenter, 2)).toEqual({ ok: false, code: 'forbidden' });
    await present();
    await shows(follower, 1);
    const answers = await Promise.all([2, 3, 4, 5, 6].map((page) => turn(presenter, page)));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    await shows(follower, 6);
    expect(follower.pages.map((page) => page?.page ?? null).slice(1)).toEqual([1, 2, 3, 4, 5, 6]);
    const revs = follower.pages.flatMap((page) => (page ? [page.rev] : []));
    expect(revs).toEqual([...new Set(revs)].sort((a, b) => a - b));
    for (const other of [chair, follower]) expect(await turn(other, 1)).toEqual({ ok: false, code: 'forbidden' });
    expect(await turn(presenter, 7, room.papers.first)).toEqual({ ok: false, code: 'forbidden' });
    const outside = await server.enter(room.guest);
    expect(await outside.emitWithAck(PAGE_SHOW, { meetingId: room.meetingId, documentId: room.papers.second, page: 2 })).toEqual({ ok: false, code: 'not_found' });
    expect(follower.page?.page).toBe(6);
  });

  it('live LR4 is the same for who comes late and for who comes back', async () => {
    const [presenter, follower] = [await server.tablet(room.guest, room.meetingId), await server.tablet(room.chair, room.meetingId)];
    await present(room.papers.second, 3);
    await shows(presenter, 3);
    await turn(presenter, 5);
    const late = await server.tablet(room.members[6] ?? room.chair, room.meetingId);
    expect(late.page).toMatchObject({ page: 5, documentId: room.papers.second, personId: room.guest.personId });
    follower.socket.io.engine.close();
    await vi.waitFor(() => expect(follower.socket.connected).toBe(false));
    await turn(presenter, 6);
    await shows(follower, 6);
    await shows(late, 6);
  });

  it('begins where a new presentation begins, and is nobody\'s when it is stopped', async () => {
    const [presenter, follower] = [await server.tablet(room.guest, room.meetingId), await server.tablet(room.chair, room.meetingId)];
    await present();
    await turn(presenter, 6);
    await shows(follower, 6);
    await present(room.papers.second, 2);
    await shows(follower, 2);
    await turn(presenter, 4);
    await room.execute('sitting.stop-presenting', { meetingId: room.meetingId }, room.secretary);
    await shows(follower, null);
    await shows(presenter, null);
    expect(await turn(presenter, 5)).toEqual({ ok: false, code: 'forbidden' });
    await present(room.papers.second, 1);
    await shows(follower, 1);
    await room.execute('sitting.end-item', { meetingId: room.meetingId, itemId: room.items.second }, room.chair);
    await shows(follower, null);
  });

  it('live LR4 goes with an officer from one paper to another, and not with a presenter to a paper of another item', async () => {
    const [chair, follower] = [await server.tablet(room.chair, room.meetingId), await server.tablet(room.guest, room.meetingId)];
    await present(room.papers.second, 2, room.chair);
    await shows(follower, 2);
    expect(await turn(chair, 9, room.papers.first)).toMatchObject({ ok: true });
    await shows(follower, 9);
    expect(follower.page?.documentId).toBe(room.papers.first);
    expect(await turn(chair, 25, room.papers.first)).toMatchObject({ ok: true });
    // The paper has 24 pages: everybody goes back to the last page that is one.
    await shows(follower, 9);
    await shows(chair, 9);
    expect(await stored()).toMatchObject({ documentId: room.papers.first, page: 9 });
  });

  it('is handed over at the page shown', async () => {
    const [presenter, follower] = [await server.tablet(room.guest, room.meetingId), await server.tablet(room.chair, room.meetingId)];
    await present();
    await turn(presenter, 7);
    await vi.waitFor(async () => expect(await stored()).toMatchObject({ page: 7 }));
    await room.execute('sitting.hand-over', { meetingId: room.meetingId, personId: room.secretary.personId }, room.chair);
    await vi.waitFor(() => expect(follower.page).toMatchObject({ page: 7, personId: room.secretary.personId }));
    expect(await turn(presenter, 1)).toEqual({ ok: false, code: 'forbidden' });
  });

  it('live LR4 outlives the program: who presents and the page', async () => {
    const [presenter, follower] = [await server.tablet(room.guest, room.meetingId), await server.tablet(room.chair, room.meetingId)];
    await present();
    await turn(presenter, 7);
    await vi.waitFor(async () => expect(await stored()).toMatchObject({ page: 7 }));
    const { port } = server;
    await server.breakOff();
    await server.realtime.stop();
    await room.installation.application.stop();
    const application = await openApplication({ dataDir: room.installation.dataDir, rows: rowsOf(room.installation.dataDir), origin: 'http://localhost:3000', clock: room.installation.clock, floorBytes: 0 });
    const { dataDir } = room.installation;
    room.close = async () => {
      await application.stop();
      rmSync(dataDir, { recursive: true, force: true });
    };
    server = await startMeetingServer(application, { port });
    await vi.waitFor(() => expect([presenter, follower].every(({ socket }) => socket.connected)).toBe(true), { timeout: 10_000 });
    const late = await server.tablet(room.members[5] ?? room.chair, room.meetingId);
    for (const tablet of [presenter, follower, late]) await vi.waitFor(() => expect(tablet.page).toMatchObject({ page: 7, personId: room.guest.personId }));
    expect(await turn(presenter, 8)).toMatchObject({ ok: true });
    for (const tablet of [presenter, follower, late]) await shows(tablet, 8);
  });
});
