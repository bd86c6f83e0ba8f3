import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import { citationsIn } from '../../../server/shared/rules/citations';
import { fullNumber } from '../../../server/shared/rules/numbering';
import { approvedMinutes, closedAssembly } from '../minutes/session';

describe('citations of what was issued here', () => {
  let s: Awaited<ReturnType<typeof closedAssembly>>;
  let official: { id: string; number: number; notation: string; year: number; meetingId: string };
  const app = () => s.installation.application;
  const leads = async (text: string, who: PersonCaller) => {
    const citations = citationsIn(text).map(({ number, name, year }) => ({ number, name: [...name], year }));
    const { targets } = await app().query('library.cited', { citations }, who);
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
});
