import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOffice, type Office } from './office';

describe('organization: people', () => {
  let office: Office;
  beforeEach(async () => void (office = await openOffice()));
  afterEach(() => office.installation.close());

  const people = async () => (await office.application.query('organization.directory', {}, office.admin)).people;
  const personOf = async (userName: string) => {
    const person = (await people()).find((one) => one.userName === userName);
    if (!person) throw new Error(`no person ${userName}`);
    return person;
  };
  const create = (userName: string, extra: object = {}) => office.application.execute('organization.create-person', { userName, fullName: 'Lại Quốc Khiêm', ...extra }, office.admin);
  const update = async (userName: string, change: object, by = office.admin) => {
    const person = await personOf(userName);
    const { id: personId, version, fullName, title, unitId, email, roles, status } = person;
    return office.application.execute('organization.update-person', { personId, version, userName, fullName, title, unitId, email, roles, blocked: status === 'blocked', ...change }, by);
  };

  it('organization O3 a user name is one person’s, without regard to case', async () => {
    await create('Khiem.LQ');
    await expect(create('khiem.lq')).rejects.toMatchObject({ code: 'conflict', reason: 'identity.user_name_taken' });
    await create('van.dkt');
    await expect(update('van.dkt', { userName: 'KHIEM.lq' })).rejects.toMatchObject({ reason: 'identity.user_name_taken' });
    expect((await personOf('khiem.lq')).status).toBe('invited');
  });

  it('organization O3 a unit that is not there is refused in words', async () => {
    await expect(create('khiem.lq', { unitId: '0199a000-0000-7000-8000-000000000001' })).rejects.toMatchObject({ code: 'invalid', reason: 'organization.unknown_unit' });
  });

  it('organization O4 nobody blocks themself', async () => {
    await create('tu.khoa', { roles: ['admin'] });
    const { id: personId } = await personOf('tu.khoa');
    await expect(update('tu.khoa', { blocked: true }, { ...office.admin, personId })).rejects.toMatchObject({ code: 'rejected', reason: 'organization.not_yourself' });
  });

  it('organization O4 the last active administrator is neither blocked nor loses the role', async () => {
    const { application, admin, secondAdmin } = office;
    const change = (personId: string, fullName: string, userName: string, extra: object) =>
      application.execute('organization.update-person', { personId, version: 1, userName, fullName, roles: [], blocked: false, ...extra }, admin);
    await change(secondAdmin.personId, 'Lê Thị Hai', 'hai.lt', { roles: ['admin'], blocked: true });
    // The second administrator is blocked and an invited one cannot sign in: the first is the last.
    await create('cho.moi', { roles: ['admin'] });
    await expect(change(admin.personId, 'Trần Quản Trị', 'tri.tq', { roles: [] })).rejects.toMatchObject({ reason: 'organization.last_administrator' });
    await expect(application.execute('organization.update-person', { personId: admin.personId, version: 1, userName: 'tri.tq', fullName: 'Trần Quản Trị', roles: ['admin'], blocked: true }, secondAdmin)).rejects.toMatchObject({ reason: 'organization.last_administrator' });
  });

  it('organization O4 two administrators blocking each other at once leave one', async () => {
    const { application, admin, secondAdmin } = office;
    const block = (target: typeof admin, userName: string, by: typeof admin) =>
      application.execute('organization.update-person', { personId: target.personId, version: 1, userName, fullName: target.fullName, roles: ['admin'], blocked: true }, by);
    const outcomes = await Promise.allSettled([block(secondAdmin, 'hai.lt', admin), block(admin, 'tri.tq', secondAdmin)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  it('organization O4 a changed role ends the sessions, an unchanged one does not', async () => {
    await create('khiem.lq', { roles: ['officer'] });
    const ended: unknown[] = [];
    office.application.onCommitted((events) => ended.push(...events.filter(({ type }) => type === 'identity.sessions_ended')));
    await update('khiem.lq', { title: 'Chuyên viên', roles: ['officer', 'officer'] });
    expect(ended).toHaveLength(0);
    await update('khiem.lq', { roles: ['clerk'] });
    expect(ended).toHaveLength(1);
    expect((await personOf('khiem.lq')).roles).toEqual(['clerk']);
  });

  it('organization O4 an unblocked person without a password waits for a link again', async () => {
    await create('khiem.lq');
    await update('khiem.lq', { blocked: true });
    await update('khiem.lq', { blocked: false });
    expect((await personOf('khiem.lq')).status).toBe('invited');
  });

  it('organization O8 people are sorted by given name and their names stored in NFC', async () => {
    await create('van.dkt', { fullName: 'Đỗ Khắc Trường Vân'.normalize('NFD') });
    await create('an.nv', { fullName: 'Nguyễn  Văn\tẤn' });
    const names = (await people()).map(({ fullName }) => fullName);
    expect(names).toEqual(['Nguyễn Văn Ấn', 'Lê Thị Hai', 'Lại Quốc Khiêm', 'Trần Quản Trị', 'Đỗ Khắc Trường Vân'].map((name) => name.normalize('NFC')));
  });

  it('organization O9 two administrators editing one person: the second is told by whom it was changed', async () => {
    await create('khiem.lq');
    await update('khiem.lq', { title: 'Giám đốc' }, office.secondAdmin);
    await expect(update('khiem.lq', { title: 'Phó Giám đốc', version: 1 })).rejects.toMatchObject({ code: 'conflict', reason: 'organization.changed_elsewhere', params: { by: 'Lê Thị Hai' } });
    expect((await personOf('khiem.lq')).title).toBe('Giám đốc');
  });
});
