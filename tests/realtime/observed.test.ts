import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenedApplication } from '../../server/application';
import type { Deed, Meter } from '../../server/kernel/ports/meter';
import { REQUEST_ID } from '../../server/kernel/request-scope';
import { encodeOp } from '../../server/shared/protocol/ink';
import { MEETING_JOIN, MEETING_PROTOCOL_VERSION, type MeetingJoinAnswer } from '../../server/shared/protocol/meeting-events';
import { openAssembly, type Assembly } from '../integration/sitting/assembly';
import { InkClient } from '../support/ink-client';
import { newUuid, sampleStroke, seededRandom } from '../support/ink-samples';
import { startInkServer } from '../support/ink-server';
import { keptLog } from '../support/kept-log';
import { startMeetingServer } from '../support/meeting-server';

const noted = () => {
  const deeds: Deed[] = [];
  const sent: [lane: string, bytes: number][] = [];
  const meter: Meter = { weighs: true, done: (deed) => void deeds.push(deed), sent: (lane, bytes) => void sent.push([lane, bytes]) };
  return { deeds, sent, meter };
};

describe('what is live', () => {
  let room: Assembly;
  beforeEach(async () => {
    vi.stubGlobal('navigator', { onLine: true });
    room = await openAssembly();
  });
  afterEach(async () => {
    await room.close();
    vi.unstubAllGlobals();
  });
  const opened = (meter: Meter, more: Partial<OpenedApplication> = {}): OpenedApplication => {
    const { application } = room.installation;
    return { ...application, meter, openLive: (watch) => application.openLive({ ...watch, meter }), ...more };
  };
  const join = () => ({ proto: MEETING_PROTOCOL_VERSION, meetingId: room.meetingId });

  it('http O7 tells the meter of each picture, each push, and each message to a tablet with its bytes', async () => {
    const { deeds, sent, meter } = noted();
    const server = await startMeetingServer(opened(meter));
    const [one, two] = [await server.tablet(room.chair, room.meetingId), await server.tablet(room.guest, room.meetingId)];
    const before = deeds.filter(({ kind }) => kind === 'view').length;
    expect(before).toBeGreaterThan(0);
    expect(server.realtime.connected()).toBe(2);
    await room.execute('sitting.start-item', { meetingId: room.meetingId, itemId: room.items.first, currentItemId: null }, room.chair);
    await vi.waitFor(() => expect([one.view?.currentItemId, two.view?.currentItemId]).toEqual([room.items.first, room.items.first]));
    await vi.waitFor(() => expect(deeds.filter(({ kind }) => kind === 'push')).toEqual([expect.objectContaining({ name: 'meeting', outcome: 'ok' })]));
    expect(deeds.filter(({ kind, name, outcome }) => kind === 'view' && name === 'sitting.live' && outcome === 'ok').length).toBe(before + 1);
    expect(sent.map(([lane]) => lane)).toEqual(['meeting', 'meeting']);
    for (const [, bytes] of sent) expect(bytes).toBeGreaterThan(200);
    await server.stop();
  });

  it('live LR24 who joins between ballots gets the picture there is, and with everybody the one of all ballots; after anything else a new one', async () => {
    const { deeds, meter } = noted();
    const server = await startMeetingServer(opened(meter));
    const { meetingId } = room;
    const pictures = () => deeds.filter(({ kind }) => kind === 'view').length;
    const socket = await server.enter(room.guest);
    const look = async () => (await socket.emitWithAck(MEETING_JOIN, join())) as MeetingJoinAnswer & { ok: true };
    await room.execute('sitting.start-item', { meetingId, itemId: room.items.first, currentItemId: null }, room.chair);
    const { questionId } = await room.execute('voting.create-question', { meetingId, itemId: room.items.first, text: 'Thông qua?' }, room.secretary);
    await room.execute('voting.open-question', { meetingId, questionId, way: 'tablets' }, room.chair);
    const tablet = await server.tablet(room.chair, meetingId);
    let isSeen = false;
    for (const [index, member] of room.members.entries()) {
      // The picture of what was pushed before is a quarter of a second old.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      const first = await look();
      const [before, began] = [pictures(), performance.now()];
      await room.execute('voting.cast-ballot', { meetingId, questionId, choice: 'for' }, member);
      const second = await look();
      const tookMs = performance.now() - began;
      await vi.waitFor(() => expect(tablet.view?.questions.map(({ cast }) => cast)).toEqual([index + 1]), { timeout: 10_000 });
      // A machine that was busy meanwhile shows nothing: the next ballot does.
      if (tookMs > 150) continue;
      expect([second.seq, pictures()]).toEqual([first.seq, before + 1]);
      isSeen = true;
      break;
    }
    expect(isSeen).toBe(true);
    const { seq } = await look();
    await room.execute('sitting.call-attention', { meetingId }, room.chair);
    expect((await look()).seq).toBeGreaterThan(seq);
    await server.stop();
  });

  it('http O3 a socket that meets a failure of the server is told a code, which stands in the line of the failure', async () => {
    const { meter } = noted();
    const { application } = room.installation;
    const broken = opened(meter, { openLive: (watch) => {
      const live = application.openLive(watch);
      vi.spyOn(live.meetings, 'join').mockRejectedValue(new Error('broke inside'));
      return live;
    } });
    const kept = keptLog();
    const server = await startMeetingServer(broken, { log: kept.log });
    const socket = await server.enter(room.guest);
    const [first, second] = [(await socket.emitWithAck(MEETING_JOIN, join())) as { code: string; request: string }, (await socket.emitWithAck(MEETING_JOIN, join())) as { request: string }];
    expect(first).toMatchObject({ ok: false, code: 'unavailable', request: expect.stringMatching(REQUEST_ID) as string });
    expect(second.request).not.toBe(first.request);
    expect(kept.entries().filter(({ request }) => request === first.request)).toEqual([expect.objectContaining({ msg: 'realtime', event: MEETING_JOIN, err: expect.objectContaining({ message: 'broke inside' }) as object })]);
    await server.stop();
  });

  it('http O3 a handshake that fails inside is told its code too', async () => {
    const kept = keptLog();
    const server = await startMeetingServer(room.installation.application, { log: kept.log });
    vi.spyOn(server.signIns, 'resolve').mockRejectedValue(new Error('broke inside'));
    const socket = server.connect(await server.cookieOf(room.guest));
    const error = await new Promise<Error & { data?: { request?: string } }>((resolve) => socket.once('connect_error', resolve));
    expect([error.message, error.data?.request]).toEqual(['unavailable', expect.stringMatching(REQUEST_ID)]);
    expect(kept.entries().filter(({ request }) => request === error.data?.request)).toMatchObject([{ msg: 'realtime', event: 'handshake' }]);
    socket.disconnect();
    await server.stop();
  });
});

describe('ink', () => {
  it('http O7 tells the meter of each commit with its bytes, and of what tablets are sent', async () => {
    const { deeds, sent, meter } = noted();
    const folder = mkdtempSync(path.join(os.tmpdir(), 'phien-ink-meter-'));
    const server = await startInkServer({ file: path.join(folder, 'ink.sqlite'), meter });
    const stroke = sampleStroke(seededRandom(3));
    const client = new InkClient({ url: server.url, person: newUuid(), doc: newUuid() });
    const drawn = client.draw(stroke);
    await client.until(() => client.acks.some((ack) => ack.opId === drawn && ack.outcome === 'committed'), 'acknowledgement');
    expect(deeds).toEqual([{ kind: 'ink', name: 'ink.commit', outcome: 'ok', ms: expect.any(Number) as number, bytes: encodeOp(stroke).length }]);
    expect(server.store.condition.waiting).toBe(0);
    expect(sent.length).toBeGreaterThan(0);
    for (const [lane, bytes] of sent) expect([lane, bytes > 0]).toEqual(['ink', true]);
    client.close();
    await server.close();
    rmSync(folder, { recursive: true });
  });
});
