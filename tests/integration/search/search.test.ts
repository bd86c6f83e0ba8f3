import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMeeting, item, publishedMeeting } from '../meetings/committee';
import { openSearched, type Searched } from './searched';

describe('searching', () => {
  let s: Searched;
  let meetingId: string;
  let itemId: string;
  let documentId: string;
  const app = () => s.installation.application;

  beforeEach(async () => {
    s = await openSearched();
    ({ meetingId, itemId } = await publishedMeeting(s));
    documentId = await s.attach(meetingId, itemId, '01_Tờ trình đặc khu.pdf', ['Căn cứ Nghị định số 30/2020/NĐ-CP,\nỦy ban nhân dân tỉnh Hòa Bình', 'Không có gì', 'Giải phóng\nmặt bằng khu vực đầu tư công']);
    await s.settle();
  });
  afterEach(() => s.end());

  it('search SR1 SR8 words and phrases of papers are found with their page and the words around them, marked', async () => {
    for (const text of ['dac khu', 'Đặc khu']) expect(await s.found(text)).toEqual(['paper Tờ trình đặc khu -']);
    for (const text of ['30/2020/NĐ-CP', '30/2020/nd-cp', 'hoà bình', '"tỉnh hòa bình"', 'uy binh']) expect(await s.found(text), text).toEqual(['paper Tờ trình đặc khu 1']);
    expect(await s.found('"giai phong mat bang"')).toEqual(['paper Tờ trình đặc khu 3']);
    expect(await s.found('"phong giai"')).toEqual([]);
    const { results, total } = await app().query('search.find', { text: 'mặt bằng' }, s.member);
    expect(total).toEqual({ sources: 1, places: 1 });
    expect(results[0]).toMatchObject({ documentId, meeting: { id: meetingId }, count: 1, places: [{ page: 3 }] });
    expect(results[0]?.places[0]?.passage.filter(({ isHit }) => isHit).map((part) => part.text)).toEqual(['mặt', 'bằng']);
  });

  it('search SR1 titles of sessions, items and papers are found, and what was renamed under its new name only', async () => {
    expect(await s.found('"thường kỳ"')).toEqual(['meeting  -']);
    expect(await s.found('kinh te xa hoi')).toEqual(['item Tình hình kinh tế – xã hội -']);
    const list = await app().query('documents.list', { meetingId }, s.secretary);
    await app().execute('documents.rename', { documentId, title: 'Báo cáo hải đảo', kind: 'bao_cao', version: list.documents[0]?.version ?? 0 }, s.secretary);
    await s.settle();
    expect(await s.found('hải đảo')).toEqual(['paper Báo cáo hải đảo -']);
    expect(await s.found('đặc khu')).toEqual([]);
  });

  it('search SR3 SR4 nobody finds what they may not see, nor learns how much of it there is', async () => {
    const draft = await createMeeting(s);
    const { itemId: hidden } = await app().execute('agenda.add-item', { meetingId: draft, ...item('Chim báo bão') }, s.secretary);
    await s.attach(draft, hidden, 'chim.pdf', ['Con chim báo bão bay qua']);
    await s.settle();
    expect(await s.found('chim báo bão', s.secretary)).toEqual(['item Chim báo bão -', 'paper chim 1']);
    for (const who of [s.member, s.chair, s.guest, s.clerk, s.admin, s.otherOfficer, s.formerMember]) {
      expect(await app().query('search.find', { text: 'chim báo bão' }, who)).toMatchObject({ results: [], total: { sources: 0, places: 0 } });
    }
    expect(await s.found('đặc khu', s.guest)).toEqual([]);
    await expect(app().query('search.find', { text: 'đặc khu' }, { kind: 'anonymous' })).rejects.toMatchObject({ code: 'unauthenticated' });
    await app().execute('meetings.add-guest', { meetingId, personId: s.guest.personId }, s.secretary);
    expect(await s.found('đặc khu', s.guest)).toEqual(['paper Tờ trình đặc khu -']);
  });

  it('search SR5 what is replaced or withdrawn is not found from that moment on, whether or not the index has followed', async () => {
    const paper = await s.attach(meetingId, itemId, 'thay.pdf', ['Chuột chũi đào hang']);
    await s.settle();
    expect(await s.found('chuột chũi')).toEqual(['paper thay 1']);
    await s.history.stop();
    await s.replace(paper, meetingId, 'moi.pdf', ['Rái cá bơi sông']);
    expect(await s.found('chuột chũi')).toEqual([]);
    s.history = app().followHistory();
    await s.settle();
    expect(await s.found('rái cá')).toEqual(['paper thay 1']);
    const texts = await app().database.reader.searchText.findMany({ where: { text: { contains: 'Chuột' } } });
    expect(texts).toEqual([]);
    await s.history.stop();
    const { documents } = await app().query('documents.list', { meetingId }, s.secretary);
    await app().execute('documents.withdraw', { documentId: paper, version: documents.find(({ id }) => id === paper)?.version ?? 0 }, s.secretary);
    expect(await s.found('rái cá')).toEqual([]);
    s.history = app().followHistory();
    await s.settle();
    expect(await app().database.reader.searchSource.count({ where: { documentId: paper } })).toBe(0);
  });

  it('search SR6 a page that stops its reader does not keep the others from being found; what began is gone on with', async () => {
    const { pageReader } = app().ports;
    const asked: string[] = [];
    let isDown = true;
    app().ports.pageReader = {
      read: async (file, { from, count }, options) => {
        asked.push(`${from}+${count}`);
        if (from <= 7 && from + count > 7) return { ok: false };
        if (from > 7 && isDown) throw new Error('the machine went down');
        return pageReader.read(file, { from, count }, options);
      },
    };
    await s.attach(meetingId, itemId, 'dai.pdf', Array.from({ length: 12 }, (_, index) => `Trang cầy hương ${index + 1}`));
    await s.settle();
    isDown = false;
    expect(await s.found('cầy hương')).toEqual(['paper dai 1,2,3']);
    s.installation.clock.advance(2 * 60 * 60_000);
    await s.settle();
    app().ports.pageReader = pageReader;
    expect((await app().query('search.find', { text: 'cầy hương' }, s.member)).total).toEqual({ sources: 1, places: 11 });
    expect(asked.filter((one) => one.startsWith('1+')).length).toBeLessThan(4);
  });

  it('search SR7 what was there before searching, or before a move, is gone through once, from where it stopped', async () => {
    const before = (await app().query('search.find', { text: 'mat bang' }, s.member)).results;
    await app().database.transaction(async (db) => {
      await db.searchText.deleteMany();
      await db.searchSource.deleteMany();
      await db.$queryRawUnsafe('DELETE FROM "SearchIndex"');
    });
    expect(await s.found('mat bang')).toEqual([]);
    expect(await app().query('search.is-whole', {}, { kind: 'system', name: 'test' })).toEqual({ whole: false });
    await app().jobs.enqueueDue();
    await s.settle();
    expect((await app().query('search.find', { text: 'mat bang' }, s.member)).results).toEqual(before);
    expect(await app().query('search.is-whole', {}, { kind: 'system', name: 'test' })).toEqual({ whole: true });
  });
});
