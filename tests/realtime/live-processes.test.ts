import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHub } from '../../server/adapters/pubsub/in-process';
import type { OpenedApplication } from '../../server/application';
import { system } from '../../server/kernel/actor';
import type { PubSub } from '../../server/kernel/ports/pub-sub';
import type { Live } from '../../server/live';
import { INK_PROTOCOL_VERSION } from '../../server/shared/protocol/ink';
import { PAGE_SHOW } from '../../server/shared/protocol/meeting-events';
import { openAssembly, type Assembly } from '../integration/sitting/assembly';
import { InkClient } from '../support/ink-client';
import { newUuid, penPoints, sampleStroke, seededRandom } from '../support/ink-samples';
import { startInkServer, type InkServer } from '../support/ink-server';
import { happens, startMeetingServer, type MeetingServer, type Tablet } from '../support/meeting-server';

/** Nothing that is told reaches anybody. */
const deaf: PubSub = { publish: () => undefined, subscribe: () => () => undefined, onRegained: () => () => undefined };
const LOOK_MS = 150;
const NEVER_MS = 3_600_000;

describe('two processes of one installation', () => {
  let room: Assembly;
  let servers: MeetingServer[] = [];
  const lives: Live[] = [];
  beforeEach(async () => {
    vi.stubGlobal('navigator', { onLine: true });
    room = await openAssembly();
    await room.execute('sitting.start-item', { meetingId: room.meetingId, itemId: room.items.second, currentItemId: null }, room.chair);
  });
  afterEach(async () => {
    for (const server of servers) await server.stop();
    servers = [];
    lives.length = 0;
    await room.close();
    vi.unstubAllGlobals();
  });

  /** Commits are made by the first process: the second learns of them by hints, or by looking. @param hears false: no hint arrives. */
  async function begin(hears: boolean): Promise<[MeetingServer, MeetingServer]> {
    const { application } = room.installation;
    const unheard = hears ? {} : { pubSub: deaf };
    const first: OpenedApplication = { ...application, openLive: (watch) => keep(application.openLive({ ...watch, lookMs: LOOK_MS, ...unheard })) };
    const second: OpenedApplication = { ...application, openLive: (watch) => keep(application.openLive({ ...watch, lookMs: hears ? NEVER_MS : LOOK_MS, onCommitted: () => () => undefined, ...unheard })) };
    servers = [await startMeetingServer(first), await startMeetingServer(second)];
    return servers as [MeetingServer, MeetingServer];
  }
  const keep = (live: Live): Live => {
    lives.push(live);
    return live;
  };
  const shows = (tablet: Tablet, page: number | null) => vi.waitFor(() => expect(tablet.page?.page ?? null).toBe(page), { timeout: 5_000 });

  const followsThePage = async (hears: boolean): Promise<void> => {
    const [here, there] = await begin(hears);
    const [presenter, follower] = [await here.tablet(room.guest, room.meetingId), await there.tablet(room.chair, room.meetingId)];
    await room.execute('sitting.start-presenting', { meetingId: room.meetingId, documentId: room.papers.second, page: 1 }, room.guest);
    await shows(follower, 1);
    for (const page of [3, 6]) expect(await presenter.socket.emitWithAck(PAGE_SHOW, { meetingId: room.meetingId, documentId: room.papers.second, page })).toMatchObject({ ok: true });
    await shows(follower, 6);
    const revs = follower.pages.flatMap((page) => (page ? [page.rev] : []));
    expect(revs).toEqual([...new Set(revs)].sort((a, b) => a - b));
    await room.execute('sitting.stop-presenting', { meetingId: room.meetingId }, room.secretary);
    await shows(follower, null);
    const [watching, drawing] = [await there.tablet(room.substitute, room.meetingId), await there.enter(room.substitute)];
    expect(await drawing.emitWithAck('ink:join', { proto: INK_PROTOCOL_VERSION, doc: room.papers.second, epoch: null, shared: 0, private: 0 })).toMatchObject({ ok: true });
    const closed = happens(drawing, 'ink:closed');
    await room.execute('sitting.start-item', { meetingId: room.meetingId, itemId: room.items.closing, currentItemId: room.items.second }, room.chair);
    await vi.waitFor(() => expect(watching.view?.currentItemId).toBe(room.items.closing), { timeout: 5_000 });
    const seat = await room.installation.application.database.reader.attendee.findFirstOrThrow({ where: { meetingId: room.meetingId, personId: room.substitute.personId } });
    await room.execute('meetings.remove-attendee', { meetingId: room.meetingId, seatId: seat.id }, room.secretary);
    await vi.waitFor(() => expect(watching.ends.at(-1)).toBe('closed'), { timeout: 5_000 });
    await closed;
  };

  it('live LR10 show the same page and picture, and lose the same rights', () => followsThePage(true));
  it('live LR11 do so late when no hint arrives', () => followsThePage(false));

  it('live LR3 one object owns what is live of a meeting, from the first who comes until after the last', async () => {
    const [here] = await begin(true);
    const [live] = lives;
    if (!live) throw new Error('no process');
    expect(live.meetings.size).toBe(0);
    const stranger = await here.tablet(room.stranger, room.meetingId);
    expect([stranger.ends, live.meetings.size]).toEqual([['closed'], 0]);
    const presenter = await here.tablet(room.guest, room.meetingId);
    const reader = await here.enter(room.chair);
    const join = await reader.emitWithAck('ink:join', { proto: INK_PROTOCOL_VERSION, doc: room.papers.second, epoch: null, shared: 0, private: 0 });
    expect(join).toMatchObject({ ok: true });
    const owner = live.meetings.owner(room.meetingId);
    expect([live.meetings.size, owner.ink.size]).toEqual([1, 1]);
    await room.execute('sitting.start-presenting', { meetingId: room.meetingId, documentId: room.papers.second, page: 1 }, room.guest);
    await shows(presenter, 1);
    await presenter.socket.emitWithAck(PAGE_SHOW, { meetingId: room.meetingId, documentId: room.papers.second, page: 5 });
    presenter.close();
    reader.disconnect();
    await vi.waitFor(() => expect(live.meetings.size).toBe(0));
    expect(await room.query('sitting.presentation', { meetingId: room.meetingId }, system('gateway'))).toMatchObject({ page: 5 });
    await here.tablet(room.guest, room.meetingId);
    expect(live.meetings.owner(room.meetingId)).not.toBe(owner);
  });

  it('live LR10 a session that ends is cut wherever its tablet is', async () => {
    const [, there] = await begin(true);
    const signInId = newUuid();
    const socket = there.connect(await there.cookieOf(room.guest, signInId));
    await happens(socket, 'connect');
    const cut = happens(socket, 'disconnect');
    await room.execute('identity.sign-out', {}, { ...room.guest, signInId });
    expect(await cut).toBe('io server disconnect');
  });
});

describe('one ink stream at two processes', () => {
  const random = seededRandom(43);
  let directory = '';
  let servers: InkServer[] = [];
  let clients: InkClient[] = [];
  beforeEach(() => void (directory = mkdtempSync(path.join(tmpdir(), 'ink-processes-'))));
  afterEach(async () => {
    for (const client of clients) client.close();
    for (const server of servers) await server.close();
    clients = [];
    servers = [];
    rmSync(directory, { recursive: true, force: true });
  });

  /** The second process has the log of the first: as two have one database. */
  async function begin(hears: boolean): Promise<[InkServer, InkServer]> {
    const hub = createHub();
    const pubSub = (): PubSub => (hears ? hub.join() : deaf);
    const first = await startInkServer({ file: path.join(directory, 'ink.sqlite'), pubSub: pubSub() });
    const second = await startInkServer({ file: path.join(directory, 'unused.sqlite'), pubSub: pubSub(), wrapStore: () => first.store });
    // The second one closes what it opened itself, before the first.
    servers = [second, first];
    return [first, second];
  }
  async function join(server: InkServer, person: string, doc: string): Promise<InkClient> {
    const client = new InkClient({ url: server.url, person, doc });
    clients.push(client);
    await client.until(() => client.welcome !== null, 'welcome');
    return client;
  }

  it('live LR10 shows what grows with its drawer, and every mark in the one order of the log, private ones to their author alone', async () => {
    const [here, there] = await begin(true);
    const [lan, minh, doc] = [newUuid(), newUuid(), newUuid()];
    const [a, b, own] = [await join(here, lan, doc), await join(there, minh, doc), await join(there, lan, doc)];
    a.live({ page: 2, tool: 'pen', color: 3, width: 9, stroke: 1, points: penPoints(8, random) });
    await b.until(() => b.ticks.length === 1, 'what grows');
    expect(b.slots[String(b.ticks[0]?.slot)]).toBe(lan);
    for (let round = 0; round < 40; round += 1) {
      a.draw(sampleStroke(random, 4));
      b.draw(sampleStroke(random, 4));
    }
    a.draw(sampleStroke(random, 4), 'private');
    await Promise.all([a, b, own].map((client) => client.until(() => client.applied.shared.length === 80 && client.replica.outbox.length === 0, '80 marks')));
    await own.until(() => own.applied.private.length === 1, 'the private mark');
    const order = a.applied.shared.map(({ opId }) => opId);
    for (const client of [b, own]) expect(client.applied.shared.map(({ opId }) => opId)).toEqual(order);
    expect(b.applied.private).toEqual([]);
    expect([a, b, own].map(({ resets, badFrames }) => resets + badFrames)).toEqual([0, 0, 0]);
  });

  it('live LR11 brings every mark late when no hint arrives', async () => {
    const [here, there] = await begin(false);
    const [lan, doc] = [newUuid(), newUuid()];
    const [a, b, own] = [await join(here, lan, doc), await join(there, newUuid(), doc), await join(there, lan, doc)];
    a.draw(sampleStroke(random, 4));
    a.draw(sampleStroke(random, 4), 'private');
    await a.until(() => a.replica.outbox.length === 0, 'stored');
    expect(b.applied.shared).toEqual([]);
    await there.rooms.lookAgain();
    await Promise.all([b, own].map((client) => client.until(() => client.applied.shared.length === 1, 'the mark')));
    await own.until(() => own.applied.private.length === 1, 'the private mark');
  });
});
