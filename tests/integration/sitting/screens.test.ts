import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anonymous } from '../../../server/kernel/actor';
import { FACTS } from '../../authorization/world';
import { openAssembly, type Assembly } from './assembly';

const TOKEN = 'mot-trinh-duyet-o-tren-tuong';
const MINUTE = 60_000;
const transport = { kind: 'system', name: 'transport' } as const;

describe('sitting: screens on the wall', () => {
  let room: Assembly;
  beforeEach(async () => void (room = await openAssembly()));
  afterEach(() => room.close());

  const nobody = anonymous('10.0.0.9');
  const state = (token = TOKEN) => room.query('sitting.wall-screen', { token }, nobody);
  async function codeOf(token = TOKEN): Promise<string> {
    const screen = await state(token);
    if (screen.state !== 'waiting') throw new Error('the screen has a session');
    return screen.code;
  }
  const pair = async (code: string) => room.execute('sitting.pair-screen', { meetingId: room.meetingId, code }, room.secretary);
  const claim = (token = TOKEN) => room.execute('sitting.claim-screen', { token }, nobody);
  async function hang(token = TOKEN): Promise<string> {
    await pair(await codeOf(token));
    return (await claim(token)).screenId;
  }
  const rows = () => room.installation.application.database.reader.roomScreen.findMany();
  /** The screen as it comes through the door: nobody, with its session by name. */
  async function onTheWall(token = TOKEN) {
    return anonymous('10.0.0.9', await room.query('sitting.resolve-screen', { token }, transport));
  }

  it('sitting R21 the code on the screen, typed by the secretary, gives it the session; until then it leaves nothing', async () => {
    const code = await codeOf();
    expect(code).toMatch(/^[ACDEFHJKLMNPQRTUVWXY3479]{6}$/u);
    expect(await rows()).toEqual([]);
    await expect(claim()).rejects.toMatchObject({ code: 'gone', reason: 'sitting.screen_not_offered' });
    await pair(` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `);
    expect(await state('mot-trinh-duyet-khac-o-day')).toMatchObject({ state: 'waiting', offered: false });
    expect(await state()).toMatchObject({ state: 'waiting', offered: true });
    const { screenId } = await claim();
    expect(await state()).toMatchObject({ state: 'paired', id: screenId, meetingId: room.meetingId, snapshot: { audience: 'screen', me: null, view: { officers: null } } });
    expect(await room.query('sitting.screens', { meetingId: room.meetingId }, room.secretary)).toMatchObject({ paired: [{ id: screenId, offeredBy: room.secretary.fullName }], waiting: false });
    expect(JSON.stringify(await rows())).not.toContain(TOKEN);
  });

  it('sitting R24 whether it shows what it should is answered without a picture, waiting and paired', async () => {
    const asked = () => room.query('sitting.wall-state', { token: TOKEN }, nobody);
    expect(await asked()).toEqual({ state: 'waiting', code: await codeOf(), offered: false });
    await pair(await codeOf());
    expect(await asked()).toMatchObject({ state: 'waiting', offered: true });
    const { screenId } = await claim();
    const shown = await state();
    expect(await asked()).toEqual({ state: 'paired', id: screenId, meetingId: room.meetingId, roomCode: shown.state === 'paired' ? shown.roomCode : '' });
  });

  it('sitting R21 a code counts for five minutes and the five after, an offer for one, each browser has its own', async () => {
    const code = await codeOf();
    expect(await codeOf('mot-trinh-duyet-khac-o-day')).not.toBe(code);
    room.installation.clock.advance(5 * MINUTE);
    expect(await codeOf()).not.toBe(code);
    await pair(code);
    room.installation.clock.advance(MINUTE);
    await expect(claim()).rejects.toMatchObject({ code: 'gone' });
    room.installation.clock.advance(5 * MINUTE);
    await pair(code);
    await expect(claim()).rejects.toMatchObject({ code: 'gone' });
    await expect(pair('không phải mã')).rejects.toMatchObject({ reason: 'sitting.screen_code' });
  });

  it('sitting R21 the secretary alone pairs, a session has six screens at most', async () => {
    for (const person of [room.chair, room.guest]) {
      await expect(room.execute('sitting.pair-screen', { meetingId: room.meetingId, code: await codeOf() }, person)).rejects.toMatchObject({ code: 'forbidden' });
    }
    for (let at = 0; at < 6; at += 1) await hang(`mot-trinh-duyet-tren-tuong-${at}`);
    await expect(pair(await codeOf())).rejects.toMatchObject({ reason: 'sitting.screens_full' });
  });

  it('sitting R22 taken off it is cut at once and shows a code again', async () => {
    const screenId = await hang();
    const ended: unknown[] = [];
    room.installation.application.onCommitted((events) => ended.push(...events.filter(({ type }) => type === 'identity.sessions_ended').map(({ payload }) => payload.signInIds)));
    await room.execute('sitting.remove-screen', { meetingId: room.meetingId, screenId }, room.secretary);
    expect(ended).toEqual([[screenId]]);
    expect(await room.query('sitting.resolve-screen', { token: TOKEN }, transport)).toBeNull();
    expect(await state()).toMatchObject({ state: 'waiting' });
  });

  it('sitting R22 it ends with the session', async () => {
    await hang();
    await room.installation.application.database.transaction((db) => db.meeting.update({ where: { id: room.meetingId }, data: { state: 'closed', closedAt: room.installation.clock.now() } }));
    expect(await room.query('sitting.resolve-screen', { token: TOKEN }, transport)).toBeNull();
    expect(await state()).toMatchObject({ state: 'waiting' });
  });

  it('sitting R23 it has the paper that is presented and what is written on it for all, and nothing else', async () => {
    const screenId = await hang();
    const ink = (inkId: string) => room.query('annotations.ink-access', { personId: screenId, inkId }, transport);
    const show = (personId: string | null, documentId: string | null) =>
      room.installation.application.database.transaction((db) => db.presentation.upsert({ where: { meetingId: room.meetingId }, create: { meetingId: room.meetingId, personId, documentId, page: 1, updatedAt: room.installation.clock.now() }, update: { personId, documentId } }));
    const wall = await onTheWall();
    await room.installation.application.database.transaction(async (db) => {
      for (const documentId of Object.values(room.papers)) {
        await db.documentVersion.create({ data: { id: room.installation.application.ports.ids.next(), documentId, number: 1, blobKey: documentId, sha256: '0'.repeat(64), size: 1, pages: 1, fileName: 'bao-cao.pdf', facts: JSON.stringify(FACTS), uploadedById: room.secretary.personId, createdAt: room.installation.clock.now() } });
      }
    });
    await show(room.chair.personId, room.papers.first);
    expect(await room.query('documents.file', { documentId: room.papers.first, version: 1 }, wall)).toMatchObject({ version: 1 });
    expect(await room.query('documents.pictures', { documentId: room.papers.first, version: 1 }, wall)).toEqual([]);
    expect(await ink(room.papers.first)).toEqual({ canRead: true, canShare: false, canPresent: false, meetingId: room.meetingId });
    expect(await ink(room.papers.second)).toBeNull();
    await expect(room.query('documents.file', { documentId: room.papers.second, version: 1 }, wall)).rejects.toMatchObject({ code: 'not_found' });
    await expect(room.query('documents.file', { documentId: room.papers.first, version: 1 }, nobody)).rejects.toMatchObject({ code: 'not_found' });
    const { meetingId } = room;
    for (const ask of [
      () => room.query('meetings.detail', { meetingId }, wall),
      () => room.query('documents.open', { documentId: room.papers.first }, wall),
      () => room.query('documents.list', { meetingId }, wall),
      () => room.query('agenda.list', { meetingId }, wall),
      () => room.query('sitting.live-snapshot', { meetingId }, wall),
      () => room.query('annotations.reading', { documentId: room.papers.first }, wall),
      () => room.execute('sitting.check-in', { meetingId, place: 'room' }, wall),
    ]) await expect(ask()).rejects.toMatchObject({ code: expect.stringMatching(/^(not_found|unauthenticated)$/u) as string });
    await room.installation.application.database.transaction(async (db) => {
      const { id: _before, ...first } = await db.documentVersion.findFirstOrThrow({ where: { documentId: room.papers.first } });
      await db.documentVersion.create({ data: { ...first, id: room.installation.application.ports.ids.next(), number: 2, blobKey: 'ban-2', createdAt: room.installation.clock.now() } });
    });
    expect(await room.query('documents.file', { documentId: room.papers.first, version: 2 }, wall)).toMatchObject({ version: 2 });
    for (const ask of ['documents.file', 'documents.pictures'] as const) {
      await expect(room.query(ask, { documentId: room.papers.first, version: 1 }, wall)).rejects.toMatchObject({ code: 'not_found' });
    }
    await show(null, null);
    await expect(room.query('documents.file', { documentId: room.papers.first, version: 1 }, wall)).rejects.toMatchObject({ code: 'not_found' });
    expect(await ink(room.papers.first)).toBeNull();
  });
});
