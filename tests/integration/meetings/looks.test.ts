import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import { createMeeting, item, november, openCommittee, publishedMeeting, stagedFile, type Committee } from './committee';

describe('what changed since somebody looked', () => {
  let c: Committee;
  beforeAll(async () => {
    c = await openCommittee();
  }, 120_000);
  afterAll(() => c.installation.close());

  const execute = (): Committee['installation']['application']['execute'] => c.installation.application.execute;
  const lookOf = async (meetingId: string, who: PersonCaller) => (await c.installation.application.query('meetings.detail', { meetingId }, who)).look;
  const kinds = async (meetingId: string, who: PersonCaller) => (await lookOf(meetingId, who))?.changes.map(({ kind }) => kind);
  const atHome = async (meetingId: string, who: PersonCaller) => (await c.installation.application.query('meetings.home', {}, who)).changed.find(({ id }) => id === meetingId);
  const look = async (meetingId: string, who: PersonCaller) => {
    const picture = (await lookOf(meetingId, who))?.picture;
    if (!picture) throw new Error('nothing to look at');
    return execute()('meetings.record-look', { meetingId, picture }, who);
  };
  const version = async (meetingId: string): Promise<number> => (await c.installation.application.query('meetings.detail', { meetingId }, c.secretary)).preparation?.version ?? 0;
  const move = async (meetingId: string, facts: object) => execute()('meetings.update-facts', { meetingId, version: await version(meetingId), ...november, ...facts }, c.secretary);

  it('meetings M17 tells each person for themselves, from the announcement on, until they looked at the page', async () => {
    const { meetingId } = await publishedMeeting(c);
    expect(await kinds(meetingId, c.member)).toEqual([]);
    expect(await atHome(meetingId, c.member)).toBeUndefined();
    await move(meetingId, { startsAt: '2026-11-26T02:00:00Z', place: 'Phòng họp số 2' });
    expect(await kinds(meetingId, c.member)).toEqual(['time', 'place']);
    expect((await atHome(meetingId, c.member))?.changes[0]).toEqual({
      kind: 'time',
      from: { startsAt: new Date(november.startsAt), endsAt: new Date(november.endsAt) },
      to: { startsAt: new Date('2026-11-26T02:00:00Z'), endsAt: new Date(november.endsAt) },
    });
    expect(await look(meetingId, c.member)).toEqual({ looked: true });
    expect(await kinds(meetingId, c.member)).toEqual([]);
    expect((await lookOf(meetingId, c.member))?.picture).toBeNull();
    expect(await atHome(meetingId, c.member)).toBeUndefined();
    // Somebody else's look is not mine.
    expect(await kinds(meetingId, c.deputy)).toEqual(['time', 'place']);
    // Back again: for the one who looked that is a change, for the other nothing is different any more.
    await move(meetingId, {});
    expect(await kinds(meetingId, c.member)).toEqual(['time', 'place']);
    expect(await kinds(meetingId, c.deputy)).toEqual([]);
  });

  it('meetings M17 a look counts for what was shown: what changed meanwhile is still told', async () => {
    const { meetingId, itemId } = await publishedMeeting(c);
    await move(meetingId, { place: 'Phòng họp số 2' });
    const shown = (await lookOf(meetingId, c.member))?.picture ?? '';
    await execute()('documents.attach', { meetingId, itemId, ...(await stagedFile(c, meetingId, 'phu-luc.pdf', 2)) }, c.secretary);
    expect(await execute()('meetings.record-look', { meetingId, picture: shown }, c.member)).toEqual({ looked: false });
    expect(await kinds(meetingId, c.member)).toEqual(['place', 'paper_added']);
  });

  it('meetings M17 guests are told as members are, of what came after they were invited; those who prepare the session and strangers are not', async () => {
    const { meetingId, itemId } = await publishedMeeting(c);
    await move(meetingId, { place: 'Phòng họp số 2' });
    await execute()('meetings.add-guest', { meetingId, personId: c.guest.personId }, c.secretary);
    expect(await kinds(meetingId, c.guest)).toEqual([]);
    const second = await execute()('agenda.add-item', { meetingId, ...item('Đầu tư công') }, c.secretary);
    await execute()('agenda.reorder', { meetingId, before: [itemId, second.itemId], order: [second.itemId, itemId] }, c.secretary);
    expect(await kinds(meetingId, c.guest)).toEqual(['item_added']);
    expect(await kinds(meetingId, c.member)).toEqual(['place', 'item_added']);
    expect(await lookOf(meetingId, c.secretary)).toBeNull();
    expect(await lookOf(meetingId, c.assistant)).toBeNull();
    for (const who of [c.secretary, c.assistant, c.otherOfficer]) expect(await atHome(meetingId, who)).toBeUndefined();
    await expect(execute()('meetings.record-look', { meetingId, picture: '0'.repeat(64) }, c.otherOfficer)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('meetings M18 a new order and new versions of papers are told by name', async () => {
    const { meetingId, itemId } = await publishedMeeting(c);
    const second = await execute()('agenda.add-item', { meetingId, ...item('Đầu tư công') }, c.secretary);
    const { documentId } = await execute()('documents.attach', { meetingId, itemId, ...(await stagedFile(c, meetingId, 'to-trinh.pdf', 3)) }, c.secretary);
    await look(meetingId, c.member);
    await execute()('agenda.reorder', { meetingId, before: [itemId, second.itemId], order: [second.itemId, itemId] }, c.secretary);
    await execute()('documents.replace', { documentId, reason: 'Sửa số liệu', ...(await stagedFile(c, meetingId, 'to-trinh-2.pdf', 4)) }, c.secretary);
    expect((await lookOf(meetingId, c.member))?.changes).toEqual([
      { kind: 'item_moved', title: 'Tình hình kinh tế – xã hội', from: 1, to: 2 },
      { kind: 'paper_version', title: expect.any(String) as string, number: 2 },
    ]);
  });

  it('meetings M17 M11 a session called off is told with its reason until looked at, and stays in the list; without a reason it is not called off', async () => {
    const { meetingId } = await publishedMeeting(c);
    for (const reason of ['', '   ']) {
      await expect(execute()('meetings.cancel', { meetingId, version: await version(meetingId), reason }, c.secretary)).rejects.toMatchObject({ code: 'invalid' });
    }
    await execute()('meetings.cancel', { meetingId, version: await version(meetingId), reason: 'Bão số 12' }, c.secretary);
    expect(await atHome(meetingId, c.member)).toMatchObject({ state: 'cancelled', cancelled: { reason: 'Bão số 12' }, changes: [{ kind: 'cancelled' }] });
    await look(meetingId, c.member);
    expect(await atHome(meetingId, c.member)).toBeUndefined();
    const { coming } = await c.installation.application.query('meetings.list', {}, c.member);
    expect(coming.find(({ id }) => id === meetingId)?.state).toBe('cancelled');
    expect((await c.installation.application.query('meetings.detail', { meetingId }, c.member)).cancelled?.reason).toBe('Bão số 12');
  });

  it('meetings M17 a draft is nothing to look at, and one on another day begins for the members of that day', async () => {
    const meetingId = await createMeeting(c);
    expect(await lookOf(meetingId, c.secretary)).toBeNull();
    await execute()('agenda.add-item', { meetingId, ...item('Nội dung') }, c.secretary);
    await execute()('meetings.publish', { meetingId, version: 1 }, c.secretary);
    const day = { startsAt: '2026-10-29T01:00:00Z', endsAt: '2026-10-29T05:00:00Z' };
    await move(meetingId, day);
    // Seated by the move: they know no other day.
    expect(await kinds(meetingId, c.formerMember)).toEqual([]);
    expect(await kinds(meetingId, c.member)).toEqual(['time']);
  });

  it('meetings M19 neither the audit log nor anybody else’s page tells who looked at what', async () => {
    const { meetingId } = await publishedMeeting(c);
    await move(meetingId, { place: 'Phòng họp số 3' });
    const before = await c.installation.application.database.reader.auditEntry.count();
    const pages = async () => JSON.stringify(await Promise.all([c.secretary, c.chair, c.deputy].flatMap((who) => [c.installation.application.query('meetings.detail', { meetingId }, who), c.installation.application.query('meetings.home', {}, who)])));
    const others = await pages();
    await look(meetingId, c.member);
    expect(await pages()).toBe(others);
    const [entry, ...rest] = await c.installation.application.database.reader.auditEntry.findMany({ where: { seq: { gt: before } } });
    expect(rest).toEqual([]);
    expect(entry).toMatchObject({ actorId: c.member.personId, objectType: 'meeting_look', objectId: 'own', meetingId: null, details: '{}', changes: '[]' });
  });

  it('meetings M21 every page knows the session that runs or is about to, of its own people only', async () => {
    const { meetingId } = await publishedMeeting(c);
    const now = async (who: PersonCaller) => (await c.installation.application.query('meetings.now', {}, who)).meeting;
    expect(await now(c.member)).toBeNull();
    c.installation.clock.set('2026-11-26T00:30:00Z');
    const known = await now(c.member);
    expect(known).toMatchObject({ state: 'published' });
    for (const who of [c.admin, c.otherOfficer, c.clerk]) expect(await now(who)).toBeNull();
    for (const who of [c.chair, c.deputy, c.member]) await execute()('sitting.check-in', { meetingId, place: 'room' }, who);
    await execute()('sitting.open-session', { meetingId }, c.chair);
    expect(await now(c.member)).toMatchObject({ id: meetingId, state: 'in_session' });
  });

  it('meetings M33 the list of changes stays until its reader has gone through it, whatever they looked at, and is theirs alone', async () => {
    const { meetingId } = await publishedMeeting(c);
    const list = async (who = c.member) => (await c.installation.application.query('meetings.changes', { meetingId }, who)).list;
    const look = async (): Promise<void> => {
      const { look: known } = await c.installation.application.query('meetings.detail', { meetingId }, c.member);
      await execute()('meetings.record-look', { meetingId, picture: known?.picture ?? '' }, c.member);
    };
    expect(await list()).toMatchObject({ since: null, changes: [], papers: { added: [], known: [] } });
    expect(await list(c.secretary)).toBeNull();
    const { documentId } = await execute()('documents.attach', { meetingId, itemId: null, ...(await stagedFile(c, meetingId, 'mot.pdf', 2)) }, c.secretary);
    await look();
    expect(await list()).toMatchObject({ changes: [{ kind: 'paper_added' }], papers: { added: [{ id: documentId }] } });
    const before = (await list())?.picture ?? '';
    await execute()('documents.replace', { documentId, reason: 'Sửa số liệu', ...(await stagedFile(c, meetingId, 'hai.pdf', 2)) }, c.secretary);
    // What came while the list was read is told the next time.
    expect(await execute()('meetings.settle-changes', { meetingId, picture: before }, c.member)).toEqual({ settled: false });
    const shown = (await list())?.picture ?? '';
    expect(await execute()('meetings.settle-changes', { meetingId, picture: shown }, c.member)).toEqual({ settled: true });
    expect(await list()).toMatchObject({ changes: [], papers: { known: [{ documentId, number: 2 }] } });
    expect((await list(c.deputy))?.changes).toHaveLength(1);
    await expect(list(c.otherOfficer)).rejects.toMatchObject({ code: 'not_found' });
    await expect(execute()('meetings.settle-changes', { meetingId, picture: shown }, c.otherOfficer)).rejects.toMatchObject({ code: 'not_found' });
  });
});
