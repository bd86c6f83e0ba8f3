import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import { addPerson } from '../../support/people';
import { publishedMeeting } from '../meetings/committee';
import { DECREE, LAW, openShelf, type Shelf } from './shelf';

describe('the library', () => {
  let s: Shelf;
  const app = () => s.installation.application;
  const titles = async (who: PersonCaller): Promise<string[]> => (await app().query('library.entries', {}, who)).entries.map(({ title }) => title);
  const foundBy = async (text: string, who: PersonCaller = s.member): Promise<string[]> => (await app().query('search.find-library', { text }, who)).results.map(({ entry, places }) => `${entry.number} ${places.map(({ page }) => page ?? '-').join(',')}`);

  beforeEach(async () => {
    s = await openShelf();
  });
  afterEach(() => s.end());

  it('library LB1 LB4 a file that came in becomes a document with what is said of it, its first page having proposed that', async () => {
    const intakeId = await s.send(['CHÍNH PHỦ\nSố: 30/2020/NĐ-CP\nHà Nội, ngày 05 tháng 3 năm 2020\nNGHỊ ĐỊNH\nVề công tác văn thư\nCăn cứ Luật Tổ chức Chính phủ']);
    const { files } = await app().query('library.waiting', {}, s.secretary);
    expect(files).toMatchObject([{ id: intakeId, isDoubtful: false, pages: 1, said: { number: '30/2020/NĐ-CP', kind: 'nghi_dinh', issuedOn: '2020-03-05', title: 'Về công tác văn thư' } }]);
    expect((await app().query('library.waiting', {}, s.clerk)).files).toEqual([]);
    const { entryId } = await app().execute('library.add-entry', { intakeId, ...DECREE }, s.secretary);
    expect((await app().query('library.waiting', {}, s.secretary)).files).toEqual([]);
    expect(await app().query('library.entry', { entryId }, s.member)).toMatchObject({ number: '30/2020/NĐ-CP', title: 'Về công tác văn thư', state: 'in_force', pages: 1, can: { keep: false } });
    expect((await app().query('library.file', { entryId }, s.member)).size).toBeGreaterThan(100);
    await expect(app().execute('library.add-entry', { intakeId, ...DECREE }, s.secretary)).rejects.toMatchObject({ reason: 'documents.file_already_used' });
  });

  it('library LB1 the same file is not put into one library twice; a number, and what replaced it, are asked for', async () => {
    await s.add({}, ['Điều 1']);
    const again = await s.send(['Điều 1']);
    const add = (fields: object) => app().execute('library.add-entry', { intakeId: again, ...DECREE, ...fields }, s.secretary);
    await expect(add({})).rejects.toMatchObject({ code: 'conflict', reason: 'library.same_file' });
    await expect(add({ number: '' })).rejects.toMatchObject({ code: 'invalid', reason: 'library.number_needed' });
    await expect(add({ state: 'replaced' })).rejects.toMatchObject({ code: 'invalid', reason: 'library.by_needed' });
    await add({ isShared: false });
  });

  it('library LB2 that of an agency is read by those who work for it and members of its bodies, the shared one by everybody who signed in', async () => {
    const own = await s.add({ isShared: false, number: '12/QĐ-UBND', title: 'Quyết định nội bộ' }, ['Chim lạc bay']);
    const shared = await s.add({ number: '13/QĐ-TTg', title: 'Quyết định chung' });
    const outsider = await addPerson(s.installation, 'Người Ngoài', ['officer']);
    for (const who of [s.secretary, s.clerk, s.member]) expect(await titles(who)).toEqual(expect.arrayContaining(['Quyết định nội bộ', 'Quyết định chung']));
    for (const who of [outsider, s.guest, s.formerMember, s.admin]) {
      expect(await titles(who)).toEqual(['Quyết định chung']);
      for (const name of ['library.entry', 'library.file', 'library.article'] as const) await expect(app().query(name, { entryId: own }, who)).rejects.toMatchObject({ code: 'not_found' });
      expect(await foundBy('chim lạc', who)).toEqual([]);
      expect(await app().query('search.find-library', { text: '12/QĐ-UBND' }, who)).toMatchObject({ total: 0 });
      expect(await s.leads('Quyết định số 12/QĐ-UBND', who)).toEqual([null]);
      await app().query('library.entry', { entryId: shared }, who);
    }
    expect(await s.leads('Quyết định số 12/QĐ-UBND')).toEqual(['Quyết định nội bộ']);
  });

  it('library LB3 officers and clerks of the agency keep its library, the shared one those of an agency under no other', async () => {
    const { database, ports } = app();
    const [under, unitId] = [await addPerson(s.installation, 'Lò Văn Ón', ['officer']), ports.ids.next()];
    await database.transaction(async (db) => {
      const { unitId: parentId } = await db.body.findUniqueOrThrow({ where: { id: s.bodyId } });
      await db.orgUnit.create({ data: { id: unitId, name: 'Xã Mường Sáng', shortName: 'Mường Sáng', kind: 'commune', parentId, validFrom: '2025-07-01' } });
      await db.person.update({ where: { id: under.personId }, data: { unitId } });
    });
    const entryId = await s.add({});
    for (const who of [s.member, s.admin, s.guest]) await expect(app().query('library.admission', {}, who)).rejects.toMatchObject({ code: 'forbidden', reason: 'library.keepers_only' });
    await expect(s.add({}, ['Điều 2'], under)).rejects.toMatchObject({ code: 'forbidden', reason: 'library.shared_only_top' });
    await expect(app().execute('library.withdraw-entry', { entryId, version: 1 }, under)).rejects.toMatchObject({ code: 'forbidden' });
    const theirs = await s.add({ isShared: false, title: 'Của xã' }, ['Điều 3'], under);
    await expect(app().execute('library.withdraw-entry', { entryId: theirs, version: 1 }, s.secretary)).rejects.toMatchObject({ code: 'not_found' });
    await app().execute('library.withdraw-entry', { entryId, version: 1 }, s.clerk);
  });

  it('library LB4 documents D80 a doubt is answered by its sender, who alone knows of the file, and is in the log', async () => {
    const intakeId = await s.send(['Một văn bản'], s.secretary, { doubt: { page: 1, words: 'MẬT' } });
    await expect(app().execute('library.add-entry', { intakeId, ...DECREE }, s.secretary)).rejects.toMatchObject({ reason: 'documents.secrecy_unanswered' });
    await expect(app().execute('library.add-entry', { intakeId, isCleared: true, ...DECREE }, s.clerk)).rejects.toMatchObject({ code: 'not_found' });
    await expect(app().execute('documents.confirm-held', { heldId: intakeId }, s.secretary)).rejects.toMatchObject({ code: 'not_found' });
    const { entryId } = await app().execute('library.add-entry', { intakeId, isCleared: true, ...DECREE }, s.secretary);
    const entry = await app().database.reader.auditEntry.findFirstOrThrow({ where: { action: 'library.add-entry', objectId: entryId } });
    expect(JSON.parse(entry.details)).toMatchObject({ isCleared: true, page: 1, words: 'MẬT' });
    const { meetingId } = await publishedMeeting(s);
    const second = await s.send(['Văn bản hai']);
    await expect(app().execute('documents.attach', { meetingId, itemId: null, intakeId: second }, s.secretary)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('library LB4 a file nobody says anything of is erased after a day, and one that is not wanted at once', async () => {
    const [gone, refused] = [await s.send(['Điều 7']), await s.send(['Điều 8'])];
    await app().execute('documents.refuse-held', { heldId: refused }, s.secretary);
    expect((await app().query('library.waiting', {}, s.secretary)).files.map(({ id }) => id)).toEqual([gone]);
    s.installation.clock.advance(25 * 3_600_000);
    expect((await app().query('library.waiting', {}, s.secretary)).files).toEqual([]);
    await expect(app().execute('library.add-entry', { intakeId: gone, ...DECREE }, s.secretary)).rejects.toMatchObject({ code: 'gone' });
  });

  it('library LB5 what is said is changed against the version that was seen; what is taken out is gone for everybody', async () => {
    const entryId = await s.add({});
    await app().execute('library.update-entry', { entryId, version: 1, ...DECREE, state: 'replaced', byNumber: '99/2026/NĐ-CP' }, s.secretary);
    await expect(app().execute('library.update-entry', { entryId, version: 1, ...DECREE }, s.clerk)).rejects.toMatchObject({ code: 'conflict', reason: 'library.changed_elsewhere' });
    const next = await s.add({ number: '99/2026/NĐ-CP', title: 'Công tác văn thư mới', issuedOn: '2026-01-01' });
    expect(await app().query('library.entry', { entryId }, s.member)).toMatchObject({ state: 'replaced', byNumber: '99/2026/NĐ-CP', byId: next });
    await app().execute('library.withdraw-entry', { entryId, version: 2 }, s.secretary);
    await expect(app().query('library.entry', { entryId }, s.secretary)).rejects.toMatchObject({ code: 'not_found' });
    expect(await s.leads('Nghị định 30/2020/NĐ-CP')).toEqual([null]);
    expect(await foundBy('"văn thư"')).toEqual(['99/2026/NĐ-CP -']);
    await s.settle();
    expect(await app().database.reader.searchSource.count({ where: { kind: 'library' } })).toBe(1);
    expect(await app().database.reader.libraryEntry.count()).toBe(2);
  });

  it('library LB8 what is added later lights up, what is taken out goes dark, and what is replaced says so', async () => {
    const text = 'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ';
    expect(await s.leads(text)).toEqual([null]);
    const entryId = await s.add({});
    expect(await s.leads(text)).toEqual(['Về công tác văn thư']);
    await app().execute('library.update-entry', { entryId, version: 1, ...DECREE, state: 'amended', byNumber: '1/2026/NĐ-CP' }, s.secretary);
    const { targets } = await app().query('library.cited', { citations: [{ number: '30/2020/nd-cp', name: [], year: 2020 }] }, s.member);
    expect(targets).toMatchObject([{ kind: 'entry', entry: { id: entryId, state: 'amended', byNumber: '1/2026/NĐ-CP' } }]);
    await app().execute('library.withdraw-entry', { entryId, version: 2 }, s.secretary);
    expect(await s.leads(text)).toEqual([null]);
  });

  it('library LB7 LB8 the text is given at the article that is named, with its page', async () => {
    const entryId = await s.add({}, ['Điều 1. Phạm vi\nNghị định này quy định', 'Điều 5. Giá trị pháp lý của văn bản điện tử\n1. Văn bản điện tử có giá trị\nĐiều 6. Yêu cầu']);
    expect(await app().query('library.article', { entryId, article: '5' }, s.member)).toMatchObject({ isRead: true, byMachine: false, found: { page: 2, text: 'Điều 5. Giá trị pháp lý của văn bản điện tử\n1. Văn bản điện tử có giá trị' } });
    expect(await app().query('library.article', { entryId, article: '77' }, s.member)).toMatchObject({ found: null });
    expect(await app().query('library.article', { entryId }, s.member)).toMatchObject({ found: { page: 1 } });
  });

  it('library LB10 of laws by their names the longest counts, in the year that is named, else the newest', async () => {
    await s.add(LAW);
    await s.add({ ...LAW, number: '77/2015/QH13', issuedOn: '2015-06-19', title: 'Luật Tổ chức chính quyền địa phương ' }, ['Luật cũ']);
    await s.add({ ...LAW, number: '1/2020/QH14', issuedOn: '2020-06-19', title: 'Luật Tổ chức' }, ['Luật khác']);
    const numbersOf = async (text: string): Promise<(string | null)[]> => {
      const { targets } = await app().query('library.cited', { citations: [{ number: null, name: ['to', 'chuc', 'chinh', 'quyen', 'dia', 'phuong', 'va', 'quy', 'che'], year: text === '' ? null : Number(text) }] }, s.member);
      return targets.map((target) => (target?.kind === 'entry' ? `${target.entry.number} ${target.words}` : null));
    };
    expect([await numbersOf(''), await numbersOf('2015'), await numbersOf('2025'), await numbersOf('1999')]).toEqual([['72/2025/QH15 6'], ['77/2015/QH13 6'], ['72/2025/QH15 6'], [null]]);
    expect(await s.leads('theo Luật Tổ chức chính quyền địa phương và các quy định')).toEqual(['Luật Tổ chức chính quyền địa phương']);
    expect(await s.leads('Nghị định 30/2021/NĐ-CP')).toEqual([null]);
  });

  it('search SR13 documents of the library are found by number, words of the title and every page, and what is changed under its new words only', async () => {
    const entryId = await s.add({}, ['Trang đầu', 'Con chim báo bão bay qua']);
    expect([await foundBy('30/2020/nd-cp'), await foundBy('văn thư'), await foundBy('chim bao bao'), await foundBy('"bão báo"')]).toEqual([['30/2020/NĐ-CP -'], ['30/2020/NĐ-CP -'], ['30/2020/NĐ-CP 2'], []]);
    expect((await app().query('search.find', { text: 'chim báo bão' }, s.secretary)).results).toEqual([]);
    await app().execute('library.update-entry', { entryId, version: 1, ...DECREE, title: 'Về lưu trữ' }, s.secretary);
    await s.settle();
    expect([await foundBy('văn thư'), await foundBy('lưu trữ'), await foundBy('chim báo bão')]).toEqual([[], ['30/2020/NĐ-CP -'], ['30/2020/NĐ-CP 2']]);
  });

  it('search SR13 SR7 an index that was left behind is made anew, the library with it', async () => {
    await s.add({}, ['Trang đầu', 'Con chim báo bão bay qua']);
    await app().database.transaction(async (db) => {
      await db.$executeRawUnsafe('DELETE FROM "SearchIndex"');
      await db.searchText.deleteMany();
      await db.searchSource.deleteMany();
      await db.searchProgress.deleteMany();
    });
    expect(await foundBy('chim báo bão')).toEqual([]);
    for (let round = 0; round < 20 && !(await app().execute('search.catch-up-some', {}, { kind: 'system', name: 'test' })).whole; round += 1);
    expect(await foundBy('chim báo bão')).toEqual(['30/2020/NĐ-CP 2']);
  });
});
