import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import { addPerson } from '../../support/people';
import { publishedMeeting } from '../meetings/committee';
import { askedFor, DECREE, LAW, openShelf, type Shelf } from './shelf';

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
    const { entryId } = await add({ isShared: false });
    await expect(app().execute('library.update-entry', { entryId, version: 1, ...DECREE }, s.secretary)).rejects.toMatchObject({ code: 'conflict', reason: 'library.same_file' });
    await app().execute('library.update-entry', { entryId, version: 1, ...DECREE, isShared: false, title: 'Tên khác' }, s.secretary);
  });

  it('library LB2 an agency is not erased while its library is there: what was its own would be everybody’s', async () => {
    const entryId = await s.add({ isShared: false });
    const { agencyId } = await app().database.reader.libraryEntry.findUniqueOrThrow({ where: { id: entryId } });
    const { ports, database } = app();
    const id = ports.ids.next();
    await database.transaction(async (db) => {
      await db.orgUnit.create({ data: { id, name: 'Xã Mường Sáng', shortName: 'Mường Sáng', kind: 'commune', parentId: agencyId, validFrom: '2025-07-01' } });
      await db.libraryEntry.update({ where: { id: entryId }, data: { agencyId: id } });
    });
    await expect(database.transaction((db) => db.orgUnit.delete({ where: { id } }))).rejects.toThrow();
    expect(await database.reader.libraryEntry.findUniqueOrThrow({ where: { id: entryId } })).toMatchObject({ agencyId: id });
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
    const { targets } = await app().query('library.cited', { citations: [{ kind: 'nghi_dinh', number: '30/2020/nd-cp', name: [], year: 2020 }], open: null }, s.member);
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

  it('library LB8 an article is given from where it stands in a long document, not from the table of contents, and whole', async () => {
    const entryId = await s.add({ number: '1/2020/NĐ-CP' }, ['Điều 1. Trang đầu']);
    const pages = new Map([[1, 'MỤC LỤC\nĐiều 7. Kinh phí 44\nĐiều 8. Hiệu lực 46'], [42, 'Lời dẫn'], [44, 'Điều 7. Kinh phí\n1. Ngân sách'], [45, '2. Nguồn khác'], [46, '3. Nguồn nữa\nĐiều 8. Hiệu lực\nTừ ngày ký.']]);
    await app().database.transaction(async (db) => {
      await db.libraryText.deleteMany({ where: { entryId } });
      await db.libraryEntry.update({ where: { id: entryId }, data: { pages: 50, read: 50 } });
      await db.libraryText.createMany({ data: Array.from({ length: 50 }, (_each, at) => ({ entryId, page: at + 1, text: pages.get(at + 1) ?? `Trang ${at + 1}` })) });
    });
    const of = async (article: string) => (await app().query('library.article', { entryId, article }, s.member)).found;
    expect(await of('7')).toEqual({ page: 44, text: 'Điều 7. Kinh phí\n1. Ngân sách\n2. Nguồn khác\n3. Nguồn nữa', isCut: false });
    expect(await of('8')).toMatchObject({ page: 46, text: expect.stringContaining('Từ ngày ký.') });
    expect(await of('9')).toBeNull();
  });

  it('library LB10 of laws by their names the longest counts, in the year that is named, else the newest', async () => {
    await s.add(LAW);
    await s.add({ ...LAW, number: '77/2015/QH13', issuedOn: '2015-06-19', title: 'Luật Tổ chức chính quyền địa phương ' }, ['Luật cũ']);
    await s.add({ ...LAW, number: '1/2020/QH14', issuedOn: '2020-06-19', title: 'Luật Tổ chức' }, ['Luật khác']);
    const numbersOf = async (text: string): Promise<(string | null)[]> => {
      const { targets } = await app().query('library.cited', { citations: askedFor(`Luật Tổ chức chính quyền địa phương${text}`), open: null }, s.member);
      return targets.map((target) => (target?.kind === 'entry' ? `${target.entry.number} ${target.words}` : null));
    };
    expect([await numbersOf(''), await numbersOf(' năm 2015'), await numbersOf(' năm 2025'), await numbersOf(' năm 1999'), await numbersOf(' và các quy chế năm 2015')]).toEqual([['72/2025/QH15 6'], ['77/2015/QH13 6'], ['72/2025/QH15 6'], [null], ['72/2025/QH15 6']]);
    expect(await s.leads('theo Luật Tổ chức chính quyền địa phương và các quy định')).toEqual(['Luật Tổ chức chính quyền địa phương']);
    expect(await s.leads('Nghị định 30/2021/NĐ-CP')).toEqual([null]);
  });

  it('library LB10 a longer name is not taken for a shorter law, and commas and words that end other names may stand in one', async () => {
    await s.add({ ...LAW, number: '61/2020/QH14', title: 'Luật Đầu tư', issuedOn: '2020-06-17' });
    expect(await s.leads('Luật Đầu tư công năm 2024; Luật Đầu tư và các nghị định; Luật Đầu tư năm 2020; Luật Đầu tư năm 2019; Luật Đầu tư')).toEqual([null, 'Luật Đầu tư', 'Luật Đầu tư', null, 'Luật Đầu tư']);
    const titles = ['Luật Phòng, chống tham nhũng', 'Luật Cán bộ, công chức', 'Luật Hòa giải, đối thoại tại Tòa án', 'Luật Thực hành tiết kiệm, chống lãng phí'];
    for (const [at, title] of titles.entries()) await s.add({ ...LAW, number: `${at + 1}/2018/QH14`, title, issuedOn: '2018-11-20' });
    expect(await s.leads(`Căn cứ ${titles.join(', ')} năm 2018 và Nghị định số 59/2019/NĐ-CP`)).toEqual([...titles, null]);
    await s.add({ ...LAW, number: '', kind: 'hien_phap', title: 'Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam', issuedOn: '2013-11-28' });
    expect(await s.leads('Hiến pháp năm 2013; Hiến pháp năm 1992')).toEqual(['Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam', null]);
    await s.add({ ...LAW, number: '1/2001/UBTVQH10', kind: 'phap_lenh', title: 'Pháp lệnh Thủ đô', issuedOn: '2000-12-28' });
    expect(await s.leads('Luật Thủ đô; Pháp lệnh Thủ đô')).toEqual([null, 'Pháp lệnh Thủ đô']);
  });

  it('library LB9 a number without a year that several documents bear leads nowhere, one of the assembly to its kind only', async () => {
    const decision = { number: '1234/QĐ-UBND', kind: 'quyet_dinh' as const, issuer: 'UBND tỉnh' };
    await s.add({ ...decision, title: 'Năm 2024', issuedOn: '2024-03-01' });
    expect(await s.leads('Quyết định 1234/QĐ-UBND')).toEqual(['Năm 2024']);
    // The same document, kept by the agency itself too.
    await s.add({ ...decision, title: 'Bản của cơ quan', issuer: 'UBND Tỉnh', issuedOn: '2024-03-01', isShared: false });
    expect(await s.leads('Quyết định 1234/QĐ-UBND')).toEqual(['Bản của cơ quan']);
    const later = await s.add({ ...decision, title: 'Năm 2025', issuedOn: '2025-03-01' }, ['Năm 2025']);
    expect(await s.leads('Quyết định 1234/QĐ-UBND; Quyết định 1234/QĐ-UBND ngày 01/3/2025; Quyết định 1234/QĐ-UBND ngày 01/3/2023')).toEqual([null, 'Năm 2025', null]);
    await app().execute('library.update-entry', { entryId: later, version: 1, ...DECREE, state: 'replaced', byNumber: '1234/QĐ-UBND' }, s.secretary);
    expect(await app().query('library.entry', { entryId: later }, s.member)).toMatchObject({ byNumber: '1234/QĐ-UBND' });
    await s.add({ ...decision, title: 'Của phường', issuer: 'UBND phường', issuedOn: '2024-05-01' }, ['Của phường']);
    expect(await s.leads('Quyết định 1234/QĐ-UBND ngày 01/3/2024')).toEqual([null]);
    await s.add({ ...LAW, number: '1/2021/QH15', title: 'Luật Một', issuedOn: '2021-07-20' });
    expect(await s.leads('Nghị quyết 01/2021/QH15; Luật số 01/2021/QH15; Bộ luật số 01/2021/QH15')).toEqual([null, 'Luật Một', 'Luật Một']);
  });

  it('library LB2 LB8 what other agencies keep under the same number leaves the own one in its place', async () => {
    await s.add({ number: '1/QĐ-UBND', kind: 'quyet_dinh', title: 'Của tỉnh', isShared: false });
    const { database, ports } = app();
    await database.transaction(async (db) => {
      const { id: _id, agencyId, blobKey: _blobKey, ...row } = await db.libraryEntry.findFirstOrThrow({ where: { title: 'Của tỉnh' } });
      const unitId = ports.ids.next();
      await db.orgUnit.create({ data: { id: unitId, name: 'Xã Mường Sáng', shortName: 'Mường Sáng', kind: 'commune', parentId: agencyId, validFrom: '2025-07-01' } });
      // Newer and older ones, more than are looked through.
      await db.libraryEntry.createMany({ data: Array.from({ length: 60 }, (_each, at) => ({ ...row, id: ports.ids.next(), blobKey: ports.ids.next(), agencyId: unitId, title: 'Của xã', issuedOn: at % 2 ? '2026-10-01' : '2010-01-01' })) });
    });
    expect(await s.leads('Quyết định số 01/QĐ-UBND')).toEqual(['Của tỉnh']);
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

  it('search SR13 SR7 of a long document a hundred pages are indexed at once, and the round goes on where it stood', async () => {
    const [long] = [await s.add({}), await s.add({ number: '31/2020/NĐ-CP' }, ['Con chim cuối'])];
    await app().database.transaction(async (db) => {
      await db.libraryText.deleteMany({ where: { entryId: long } });
      await db.libraryEntry.update({ where: { id: long }, data: { pages: 250, read: 250 } });
      await db.libraryText.createMany({ data: Array.from({ length: 250 }, (_each, at) => ({ entryId: long, page: at + 1, text: `Trang ${at + 1} chim báo bão` })) });
      await db.$executeRawUnsafe('DELETE FROM "SearchIndex"');
      await db.searchText.deleteMany();
      await db.searchSource.deleteMany();
      await db.searchProgress.deleteMany();
    });
    const done: number[] = [];
    for (let isWhole = false; !isWhole && done.length < 20;) {
      ({ whole: isWhole } = await app().execute('search.catch-up-some', {}, { kind: 'system', name: 'test' }));
      done.push(await app().database.reader.searchText.count({ where: { source: { sourceId: long }, page: { gt: 0 } } }));
    }
    expect(Math.max(...done.map((pages, at) => pages - (done[at - 1] ?? 0)))).toBe(100);
    expect(done.at(-1)).toBe(250);
    expect(await foundBy('"con chim cuối"')).toEqual(['31/2020/NĐ-CP 1']);
  });
});
