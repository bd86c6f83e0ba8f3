import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMeeting, item, openCommittee, stagedFile, type Committee } from '../meetings/committee';

const program = { kind: 'system', name: 'test' } as const;

describe('papers of an item that is moved', () => {
  let c: Committee;
  beforeAll(async () => {
    c = await openCommittee();
  }, 120_000);
  afterAll(() => c.installation.close());

  it('sitting L46 go along in their newest versions with who may see them; nothing written, asked or concluded does', async () => {
    const app = c.installation.application;
    const [from, to] = [await createMeeting(c), await createMeeting(c)];
    const { itemId } = await app.execute('agenda.add-item', { meetingId: from, ...item('Giao đất cho doanh nghiệp') }, c.secretary);
    await app.execute('agenda.add-item', { meetingId: from, ...item('Kế hoạch năm') }, c.secretary);
    const attach = async (name: string) => (await app.execute('documents.attach', { meetingId: from, itemId, ...(await stagedFile(c, from, name, 2)) }, c.secretary)).documentId;
    const [open, closed] = [await attach('01. Tờ trình.pdf'), await attach('02. Phụ lục.pdf')];
    const versionOf = async (documentId: string) => (await app.database.reader.document.findUniqueOrThrow({ where: { id: documentId } })).version;
    await app.execute('documents.set-audience', { documentId: closed, version: await versionOf(closed), kind: 'named', personIds: [c.deputy.personId], unitIds: [], opensAt: null, closesAt: null }, c.secretary);
    await app.execute('voting.create-question', { meetingId: from, itemId, text: 'Thông qua?' }, c.secretary);
    await app.execute('meetings.publish', { meetingId: from, version: 1 }, c.secretary);
    await app.execute('agenda.recuse', { itemId, personId: c.chair.personId, reason: 'Người nhà' }, c.chair);
    const { toItemId, papers } = await app.execute('sitting.move-item', { meetingId: from, itemId, toMeetingId: to, reason: 'Chờ thẩm định' }, c.secretary);
    expect(papers).toBe(2);
    await app.execute('meetings.publish', { meetingId: to, version: 1 }, c.secretary);
    const seen = async (who: typeof c.secretary) => (await app.query('documents.list', { meetingId: to }, who)).documents;
    const copies = await seen(c.secretary);
    expect(copies.map(({ title, itemId: place, pages }) => [title, place, pages])).toEqual([['Tờ trình', toItemId, 2], ['Phụ lục', toItemId, 2]].map(([title, ...rest]) => [expect.stringContaining(String(title)), ...rest]));
    expect((await seen(c.member)).map(({ id }) => id)).toEqual([copies[0]?.id]);
    expect((await seen(c.deputy)).map(({ id }) => id)).toEqual(copies.map(({ id }) => id));
    // Who takes no part in it here takes none there.
    expect(await seen(c.chair)).toEqual([]);
    expect((await app.query('voting.questions', { meetingId: to }, c.secretary)).questions).toEqual([]);
    // The papers here stay as they are, and each has bytes and ink of its own.
    expect((await app.query('documents.list', { meetingId: from }, c.secretary)).documents.map(({ id }) => id)).toEqual([open, closed]);
    const versions = await app.database.reader.documentVersion.findMany({ where: { documentId: { in: [open, closed, ...copies.map(({ id }) => id)] } } });
    expect(new Set(versions.map(({ blobKey }) => blobKey)).size).toBe(4);
    expect(new Set(versions.map(({ sha256 }) => sha256)).size).toBe(2);
    expect(await app.query('annotations.ink-access', { personId: c.member.personId, inkId: copies[0]?.id ?? '' }, program)).not.toBeNull();
  });
});
