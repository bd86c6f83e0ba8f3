import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOffice, type Office } from './office';

const row = (index: number, change: object = {}) => ({
  userName: `nguoi.${String(index).padStart(2, '0')}`,
  fullName: `Nguyễn Văn Thứ ${index}`,
  title: 'Ủy viên Ủy ban nhân dân tỉnh',
  unit: 'so tai chinh',
  email: '',
  roles: '',
  ...change,
});

describe('organization: importing people', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
    await office.addUnit('Sở Tài chính');
  });
  afterEach(() => office.installation.close());

  const run = (rows: ReturnType<typeof row>[], dryRun = false) => office.application.execute('organization.import-people', { rows, dryRun }, office.admin);
  const count = () => office.application.database.reader.person.count();

  it('organization O7 21 good rows become 21 people who wait for their link; the same file again changes nothing', async () => {
    const before = await count();
    const rows = Array.from({ length: 21 }, (_, index) => row(index + 1));
    expect(await run(rows, true)).toEqual({ created: 21, unchanged: 0, problems: [] });
    expect(await count()).toBe(before);
    expect(await run(rows)).toEqual({ created: 21, unchanged: 0, problems: [] });
    expect(await count()).toBe(before + 21);
    expect(await run(rows)).toEqual({ created: 0, unchanged: 21, problems: [] });
    expect(await count()).toBe(before + 21);
    const { people, units } = await office.application.query('organization.directory', {}, office.admin);
    expect(people.filter(({ status, unitId }) => status === 'invited' && unitId === units[0]?.id)).toHaveLength(21);
  });

  it('organization O7 each bad row is named by line, field and reason, and none of the others is written', async () => {
    const before = await count();
    const rows = Array.from({ length: 21 }, (_, index) => row(index + 1));
    Object.assign(rows[1] ?? {}, { userName: '' });
    Object.assign(rows[4] ?? {}, { email: 'không phải thư' });
    Object.assign(rows[7] ?? {}, { unit: 'Sở Không Có', userName: 'có dấu', email: 'x@' });
    Object.assign(rows[9] ?? {}, { userName: 'NGUOI.09' });
    Object.assign(rows[12] ?? {}, { roles: 'chủ tịch' });
    Object.assign(rows[20] ?? {}, { fullName: ' \u200b ' });
    const { created, problems } = await run(rows, true);
    expect(created).toBe(15);
    expect(problems).toEqual([
      { line: 3, field: 'userName', reason: 'missing' },
      { line: 6, field: 'email', reason: 'malformed' },
      { line: 9, field: 'userName', reason: 'malformed' },
      { line: 9, field: 'email', reason: 'malformed' },
      { line: 9, field: 'unit', reason: 'unknown_unit' },
      { line: 11, field: 'userName', reason: 'duplicate' },
      { line: 14, field: 'roles', reason: 'malformed' },
      { line: 22, field: 'fullName', reason: 'malformed' },
    ]);
    await expect(run(rows)).rejects.toMatchObject({ code: 'rejected', reason: 'organization.import_problems', params: { count: 6 } });
    expect(await count()).toBe(before);
  });

  it('organization O7 the line given with a row is the one that is named', async () => {
    const { problems } = await run([row(1, { line: 40, userName: '' })], true);
    expect(problems).toEqual([{ line: 40, field: 'userName', reason: 'missing' }]);
  });

  it('organization O7 a unit of today goes before one that ended, and two of one name are asked about', async () => {
    const { application, admin } = office;
    await office.addUnit('Sở Tài chính', { kind: 'other', validFrom: '1990-01-01', validTo: '2025-06-30' });
    expect((await run([row(1)], true)).problems).toEqual([]);
    await office.addUnit('Phường Một', { kind: 'ward' });
    await office.addUnit('Phường Một', { kind: 'ward' });
    expect((await run([row(2, { unit: 'phường một' })], true)).problems).toEqual([{ line: 2, field: 'unit', reason: 'ambiguous_unit' }]);
    const ended = await office.addUnit('Huyện Hòa An', { kind: 'historic_district', validFrom: '1976-02-01', validTo: '2025-06-30' });
    await run([row(3, { unit: 'huyen hoa an' })]);
    const { people } = await application.query('organization.directory', {}, admin);
    expect(people.find(({ userName }) => userName === 'nguoi.03')?.unitId).toBe(ended);
  });

  it('organization O7 what exists on the day counts: a unit with a planned end does, one that is to come does not', async () => {
    const { application, admin } = office;
    const closing = await office.addUnit('Ban Quản lý dự án', { validTo: '2026-12-31' });
    await office.addUnit('Ban Quản lý dự án', { validFrom: '2027-01-01' });
    await run([row(1, { unit: 'ban quan ly du an' })]);
    const { people } = await application.query('organization.directory', {}, admin);
    expect(people.find(({ userName }) => userName === 'nguoi.01')?.unitId).toBe(closing);
  });

  it('organization O7 a unit written with its diacritics is told from one that sounds alike; without them it is asked about', async () => {
    const [khe, tan] = [await office.addUnit('Phường Tân Khê', { kind: 'ward' }), await office.addUnit('Phường Tần Khê', { kind: 'ward' })];
    await run([row(1, { unit: 'phường tân khê'.normalize('NFD') }), row(2, { unit: 'Phường Tần Khê' })]);
    const { people } = await office.application.query('organization.directory', {}, office.admin);
    expect(['nguoi.01', 'nguoi.02'].map((name) => people.find(({ userName }) => userName === name)?.unitId)).toEqual([khe, tan]);
    expect((await run([row(3, { unit: 'phuong tan khe' })], true)).problems).toEqual([{ line: 2, field: 'unit', reason: 'ambiguous_unit' }]);
  });

  it('organization O7 a user name that belongs to somebody else is named, never passed over', async () => {
    await run([row(1)]);
    expect((await run([row(1), row(1, { fullName: 'Người Khác' })], true)).problems).toEqual([{ line: 3, field: 'userName', reason: 'duplicate' }]);
    expect(await run([row(1, { fullName: 'Người Khác' })], true)).toMatchObject({ created: 0, unchanged: 0, problems: [{ line: 2, field: 'userName', reason: 'taken' }] });
    expect(await run([row(1, { fullName: 'Nguyễn Văn Thứ 1'.normalize('NFD') })], true)).toMatchObject({ unchanged: 1, problems: [] });
  });

  it('organization O8 imported names come in NFC whatever the file holds', async () => {
    await run([row(1, { fullName: 'Đỗ Khắc Trường Vân'.normalize('NFD') })]);
    const { people } = await office.application.query('organization.directory', {}, office.admin);
    expect(people.map(({ fullName }) => fullName)).toContain('Đỗ Khắc Trường Vân'.normalize('NFC'));
  });
});
