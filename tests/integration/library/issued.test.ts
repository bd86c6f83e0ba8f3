import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import { numberKey } from '../../../server/shared/rules/citations';
import { fullNumber } from '../../../server/shared/rules/numbering';
import { approvedMinutes, closedAssembly } from '../minutes/session';
import { askedFor } from './shelf';

describe('citations of what was issued here', () => {
  let s: Awaited<ReturnType<typeof closedAssembly>>;
  let official: { id: string; number: number; notation: string; year: number; meetingId: string };
  const app = () => s.installation.application;
  const leads = async (text: string, who: PersonCaller, open: { meetingId: string } | { entryId: string } | null = { meetingId: s.meetingId }) => {
    const { targets } = await app().query('library.cited', { citations: askedFor(text), open }, who);
    return targets.map((target) => (target?.kind === 'official' ? target.official.id : target));
  };

  beforeAll(async () => {
    s = await closedAssembly();
    const { officialId } = await approvedMinutes(s);
    official = await app().database.reader.officialDocument.findUniqueOrThrow({ where: { id: officialId } });
  });
  afterAll(() => s.close());

  it('library LB9 lead to it for those who may read it, and nowhere for others', async () => {
    const text = `theo Biên bản số ${fullNumber(official)}`;
    const [reader] = s.members;
    if (!reader) throw new Error('the assembly is too small');
    expect(await leads(text, reader)).toEqual([official.id]);
    expect(await leads(`${text} ngày 30 tháng 11 năm ${official.year}`, reader)).toEqual([official.id]);
    expect(await leads(`${text} ngày 30 tháng 11 năm ${official.year - 1}`, reader)).toEqual([null]);
    expect(await leads('theo Biên bản số 9999/BB-UBND', reader)).toEqual([null]);
    for (const who of [s.stranger, s.admin]) expect(await leads(text, who)).toEqual([null]);
  });

  it('library LB9 of two with one number the year tells which, and without one neither is taken', async () => {
    const [reader] = s.members;
    if (!reader) throw new Error('the assembly is too small');
    const earlier = app().ports.ids.next();
    await app().database.transaction(async (db) => {
      const row = await db.officialDocument.findUniqueOrThrow({ where: { id: official.id } });
      await db.officialDocument.create({ data: { ...row, id: earlier, aboutId: earlier, year: row.year - 1, verifyCode: 'KHAC-0000' } });
    });
    const text = `Biên bản số ${fullNumber(official)}`;
    expect(await leads(text, reader)).toEqual([null]);
    expect(await leads(`${text} ngày 01/12/${official.year - 1}`, reader)).toEqual([earlier]);
    await app().database.transaction((db) => db.officialDocument.update({ where: { id: earlier }, data: { state: 'withdrawn' } }));
    expect(await leads(text, reader)).toEqual([official.id]);
  });

  it('library LB9 a paper cites the numbers of the body whose session it lies in, a document of a library those of its agency, a shared one nobody’s', async () => {
    const reader = s.secretary;
    const next = () => app().ports.ids.next();
    const ids = { bodyId: next(), meetingId: next(), officialId: next(), own: next(), shared: next(), unitId: next() };
    const { unitId } = await app().database.transaction(async (db) => {
      const meeting = await db.meeting.findUniqueOrThrow({ where: { id: s.meetingId }, include: { body: true } });
      const { body, ...row } = meeting;
      await db.orgUnit.create({ data: { id: ids.unitId, name: 'Phường Hàm Rồng', shortName: 'Hàm Rồng', kind: 'commune', parentId: body.unitId, validFrom: '2025-07-01' } });
      // Another body with the same sign.
      await db.body.create({ data: { ...body, id: ids.bodyId, unitId: ids.unitId, name: 'UBND phường' } });
      await db.meeting.create({ data: { ...row, id: ids.meetingId, bodyId: ids.bodyId } });
      const { id: _seat, ...seat } = await db.attendee.findFirstOrThrow({ where: { meetingId: s.meetingId, personId: reader.personId } });
      await db.attendee.create({ data: { ...seat, id: next(), meetingId: ids.meetingId } });
      const one = await db.officialDocument.findUniqueOrThrow({ where: { id: official.id } });
      await db.officialDocument.create({ data: { ...one, id: ids.officialId, meetingId: ids.meetingId, aboutId: ids.officialId, verifyCode: 'KHAC-0001' } });
      const entry = { number: '1/QĐ-UBND', numberKey: '1/qd-ubnd', kind: 'quyet_dinh', title: 'Quyết định', issuer: 'UBND', issuedOn: '2026-01-01', sha256: '0'.repeat(64), size: 1, pages: 1, fileName: 'a.pdf', facts: '{}', addedById: reader.personId, addedAt: new Date() };
      await db.libraryEntry.createMany({ data: [{ ...entry, id: ids.own, agencyId: body.unitId, blobKey: next() }, { ...entry, id: ids.shared, blobKey: next() }] });
      return body;
    });
    const text = `Biên bản số ${fullNumber(official)} ngày 30 tháng 11 năm ${official.year}`;
    expect(await leads(text, reader)).toEqual([official.id]);
    expect(await leads(text, reader, { meetingId: ids.meetingId })).toEqual([ids.officialId]);
    expect(await leads(text, reader, { entryId: ids.own })).toEqual([official.id]);
    for (const open of [null, { entryId: ids.shared }, { meetingId: next() }]) expect(await leads(text, reader, open)).toEqual([null]);
    // Both bodies are of one agency: two bear the number, for those too who may read only one of them.
    await app().database.transaction(async (db) => {
      await db.body.update({ where: { id: ids.bodyId }, data: { unitId } });
      await db.attendee.deleteMany({ where: { meetingId: ids.meetingId } });
    });
    expect(await leads(text, reader, { entryId: ids.own })).toEqual([null]);
    expect(await leads(text, reader)).toEqual([official.id]);
  });

  it('library LB9 a document of the library of another year does not hide what was issued here', async () => {
    const [reader] = s.members;
    if (!reader) throw new Error('the assembly is too small');
    const number = fullNumber(official);
    await app().database.transaction((db) => db.libraryEntry.create({ data: { id: app().ports.ids.next(), blobKey: app().ports.ids.next(), number, numberKey: numberKey(number), kind: 'bien_ban', title: 'Biên bản cũ', issuer: 'UBND', issuedOn: `${official.year - 5}-01-01`, sha256: '0'.repeat(64), size: 1, pages: 1, fileName: 'a.pdf', facts: '{}', addedById: reader.personId, addedAt: new Date() } }));
    expect(await leads(`Biên bản số ${number} ngày 30 tháng 11 năm ${official.year}`, reader)).toEqual([official.id]);
    expect(await leads(`Biên bản số ${number} ngày 30 tháng 11 năm ${official.year - 5}`, reader)).toMatchObject([{ kind: 'entry' }]);
    // Without a year it may be either.
    expect(await leads(`Biên bản số ${number}`, reader)).toEqual([null]);
    await app().database.transaction((db) => db.libraryEntry.updateMany({ where: { title: 'Biên bản cũ' }, data: { issuedOn: `${official.year}-11-30` } }));
    expect(await leads(`Biên bản số ${number}`, reader)).toMatchObject([{ kind: 'entry' }]);
    await app().database.transaction((db) => db.libraryEntry.deleteMany({ where: { title: 'Biên bản cũ' } }));
  });

  it('library LB9 however many bodies bear a number, the one that is meant is found', async () => {
    const [reader] = s.members;
    if (!reader) throw new Error('the assembly is too small');
    const next = () => app().ports.ids.next();
    await app().database.transaction(async (db) => {
      const { body, ...row } = await db.meeting.findUniqueOrThrow({ where: { id: s.meetingId }, include: { body: true } });
      const one = await db.officialDocument.findUniqueOrThrow({ where: { id: official.id } });
      const [bodyId, meetingId] = [next(), next()];
      await db.body.create({ data: { ...body, id: bodyId, name: 'Hội đồng' } });
      await db.meeting.create({ data: { ...row, id: meetingId, bodyId } });
      await db.officialDocument.createMany({ data: Array.from({ length: 250 }, (_each, at) => ({ ...one, id: next(), meetingId, aboutId: next(), year: one.year + 1 + at, verifyCode: `KHAC-${1000 + at}` })) });
    });
    expect(await leads(`Biên bản số ${fullNumber(official)} ngày 01/12/${official.year}`, reader)).toEqual([official.id]);
    expect(await leads(`Biên bản số ${fullNumber(official)}`, reader)).toEqual([official.id]);
  });
});
