import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anonymous } from '../../../server/kernel/actor';
import { openOffice, type Office } from './office';

const unitOf = (name: string) => ({ name, shortName: name, kind: 'department' as const, validFrom: '2025-07-01' });

describe('organization: units, bodies, memberships', () => {
  let office: Office;
  beforeEach(async () => void (office = await openOffice()));
  afterEach(() => office.installation.close());

  it('organization O1 only administrators change the organization; others may read which bodies there are', async () => {
    const { application, admin, member } = office;
    await expect(application.execute('organization.create-unit', unitOf('Sở Tài chính'), member)).rejects.toMatchObject({ code: 'forbidden', reason: 'role.admin_only' });
    await expect(application.execute('organization.create-unit', unitOf('Sở Tài chính'), anonymous())).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(application.query('organization.directory', {}, member)).rejects.toMatchObject({ code: 'forbidden' });
    const { unitId } = await application.execute('organization.create-unit', unitOf('UBND tỉnh Thanh Giang'), admin);
    await application.execute('organization.create-body', { name: 'Ủy ban nhân dân tỉnh Thanh Giang', shortName: 'UBND tỉnh', unitId, validFrom: '2025-07-01' }, admin);
    expect(await application.query('organization.bodies', {}, member)).toMatchObject([{ shortName: 'UBND tỉnh' }]);
  });

  it('organization O2 a district exists only as history and names its successors', async () => {
    const { application, admin } = office;
    const ward = await office.addUnit('Phường Bến Thành', { kind: 'ward' });
    const district = { ...unitOf('Huyện Hòa An'), kind: 'historic_district' as const, validFrom: '1976-02-01' };
    await expect(application.execute('organization.create-unit', district, admin)).rejects.toMatchObject({ reason: 'organization.district_ended' });
    await expect(application.execute('organization.create-unit', { ...unitOf('Sở Nội vụ'), successorIds: [ward] }, admin)).rejects.toMatchObject({ reason: 'organization.successors_need_end' });
    await expect(application.execute('organization.create-unit', { ...district, validTo: '1970-01-01' }, admin)).rejects.toMatchObject({ reason: 'organization.ends_before_begin' });
    const { unitId } = await application.execute('organization.create-unit', { ...district, validTo: '2025-06-30', successorIds: [ward, ward] }, admin);
    const { successions, units } = await application.query('organization.directory', {}, admin);
    expect(successions).toEqual([{ fromUnitId: unitId, toUnitId: ward }]);
    expect(units.find(({ id }) => id === unitId)).toMatchObject({ validTo: '2025-06-30' });
    expect([...application.registry.commands.keys()].filter((name) => /organization\.(delete|remove)/.test(name))).toEqual([]);
  });

  it('organization O2 no unit lies under itself, directly or through others, and none succeeds itself', async () => {
    const { application, admin } = office;
    const top = await office.addUnit('UBND tỉnh');
    const middle = await office.addUnit('Sở Tài chính', { parentId: top });
    const low = await office.addUnit('Phòng Ngân sách', { parentId: middle });
    const change = (unitId: string, extra: object) => application.execute('organization.update-unit', { unitId, version: 1, ...unitOf('Đơn vị'), ...extra }, admin);
    await expect(change(top, { parentId: top })).rejects.toMatchObject({ reason: 'organization.own_parent' });
    await expect(change(top, { parentId: low })).rejects.toMatchObject({ reason: 'organization.own_parent' });
    await expect(change(low, { validTo: '2026-01-01', successorIds: [low] })).rejects.toMatchObject({ reason: 'organization.own_successor' });
    await expect(change(low, { parentId: '0199a000-0000-7000-8000-000000000001' })).rejects.toMatchObject({ code: 'not_found' });
    await change(low, { parentId: top });
  });

  it('organization O2 no unit succeeds itself through others', async () => {
    const { application, admin } = office;
    const ended = { validFrom: '1990-01-01', validTo: '2025-06-30' };
    const [first, second, third] = [await office.addUnit('Huyện Một', ended), await office.addUnit('Huyện Hai', ended), await office.addUnit('Huyện Ba', ended)];
    const follow = (unitId: string, version: number, ...successorIds: string[]) => application.execute('organization.update-unit', { unitId, version, ...unitOf('Huyện'), ...ended, successorIds }, admin);
    await follow(first, 1, second);
    await follow(second, 1, third);
    await expect(follow(third, 1, first)).rejects.toMatchObject({ code: 'rejected', reason: 'organization.own_successor' });
    await follow(first, 2);
    await follow(third, 1, first);
  });

  it('organization O5 a body carries its policy, begins with the law’s values, and a nonsense policy is refused', async () => {
    const { application, admin } = office;
    const unitId = await office.addUnit('UBND tỉnh');
    const fields = { name: 'Ủy ban nhân dân tỉnh', shortName: 'UBND tỉnh', unitId, validFrom: '2025-07-01' };
    const { bodyId } = await application.execute('organization.create-body', fields, admin);
    const [body] = await application.query('organization.bodies', {}, admin);
    expect(body?.policy).toMatchObject({ quorum: { numerator: 2, denominator: 3, comparison: 'at_least' }, pass: { share: { comparison: 'more_than' } }, substitutesVote: false });
    // `policy` comes from the answer above, which the type of the input describes.
    const policy = body?.policy;
    if (!policy) throw new Error('the body has no policy');
    await expect(application.execute('organization.update-body', { bodyId, version: 1, ...fields, policy: { ...policy, quorum: { ...policy.quorum, numerator: 4 } } }, admin)).rejects.toMatchObject({ code: 'invalid' });
    await application.execute('organization.update-body', { bodyId, version: 1, ...fields, policy: { ...policy, invitationWorkingDays: 5 } }, admin);
    await application.execute('organization.update-body', { bodyId, version: 2, ...fields, shortName: 'UBND' }, admin);
    expect(await application.query('organization.bodies', {}, admin)).toMatchObject([{ shortName: 'UBND', policy: { invitationWorkingDays: 5 } }]);
    await expect(application.execute('organization.update-body', { bodyId, version: 3, ...fields, validTo: '2025-06-30' }, admin)).rejects.toMatchObject({ reason: 'organization.ends_before_begin' });
  });

  it('organization O5 a body does not let substitutes vote, a minority decide, or nobody raise a hand', async () => {
    const { application, admin } = office;
    const unitId = await office.addUnit('UBND tỉnh');
    const fields = { name: 'Ủy ban nhân dân tỉnh', shortName: 'UBND tỉnh', unitId, validFrom: '2025-07-01' };
    const { bodyId } = await application.execute('organization.create-body', fields, admin);
    const policy = (await application.query('organization.bodies', {}, admin))[0]?.policy;
    if (!policy) throw new Error('the body has no policy');
    const share = (numerator: number, denominator: number) => ({ pass: { ...policy.pass, share: { ...policy.pass.share, numerator, denominator } } });
    for (const [change, reason] of [
      [{ substitutesVote: true }, 'organization.substitutes_never_vote'],
      [share(1, 3), 'organization.minority_decides'],
      [{ modes: ['secret' as const] }, 'organization.open_vote_needed'],
    ] as const) {
      const wrong = { ...policy, ...change, modes: [...('modes' in change ? change.modes : policy.modes)] };
      await expect(application.execute('organization.create-body', { ...fields, policy: wrong }, admin)).rejects.toMatchObject({ code: 'rejected', reason });
      await expect(application.execute('organization.update-body', { bodyId, version: 1, ...fields, policy: wrong }, admin)).rejects.toMatchObject({ reason });
    }
    await application.execute('organization.update-body', { bodyId, version: 1, ...fields, policy: { ...policy, ...share(2, 3) } }, admin);
  });

  it('organization O6 the end of a membership is not put off into the next one of the same person; their days meet without a gap', async () => {
    const { application, admin, member } = office;
    const unitId = await office.addUnit('UBND tỉnh');
    const { bodyId } = await application.execute('organization.create-body', { name: 'Ủy ban', shortName: 'UB', unitId, validFrom: '2025-07-01' }, admin);
    const seat = { bodyId, personId: member.personId, position: 'Ủy viên', protocolOrder: 1 };
    const { membershipId } = await application.execute('organization.add-membership', { ...seat, validFrom: '2026-01-01', validTo: '2026-05-31' }, admin);
    await expect(application.execute('organization.add-membership', { ...seat, validFrom: '2026-05-31' }, admin)).rejects.toMatchObject({ reason: 'organization.already_member' });
    await application.execute('organization.add-membership', { ...seat, validFrom: '2026-06-01' }, admin);
    const end = (validTo: string) => application.execute('organization.end-membership', { membershipId, validTo, endsNow: '2026-05-31' }, admin);
    await expect(end('2026-06-01')).rejects.toMatchObject({ code: 'conflict', reason: 'organization.already_member' });
    await end('2026-04-30');
  });

  it('organization O6 a membership says position, vote and order, and nobody holds two in one body on one day', async () => {
    const { application, admin, member } = office;
    const unitId = await office.addUnit('UBND tỉnh');
    const { bodyId } = await application.execute('organization.create-body', { name: 'Ủy ban nhân dân tỉnh', shortName: 'UBND tỉnh', unitId, validFrom: '2025-07-01' }, admin);
    const seat = { bodyId, personId: member.personId, position: 'Giám đốc Sở Tài chính', protocolOrder: 9, validFrom: '2026-01-01' };
    const { membershipId } = await application.execute('organization.add-membership', seat, admin);
    await expect(application.execute('organization.add-membership', { ...seat, validFrom: '2026-06-01' }, admin)).rejects.toMatchObject({ code: 'conflict', reason: 'organization.already_member' });
    await expect(application.execute('organization.add-membership', { ...seat, validFrom: '2025-08-01' }, admin)).rejects.toMatchObject({ reason: 'organization.already_member' });
    await expect(application.execute('organization.end-membership', { membershipId, validTo: '2025-12-31' }, admin)).rejects.toMatchObject({ reason: 'organization.ends_before_begin' });
    await application.execute('organization.end-membership', { membershipId, validTo: '2026-05-31' }, admin);
    await application.execute('organization.add-membership', { ...seat, validFrom: '2026-06-01', protocolOrder: 5, role: 'vice_chair' }, admin);
    const { memberships } = await application.query('organization.directory', {}, admin);
    expect(memberships.map(({ protocolOrder, validTo }) => [protocolOrder, validTo])).toEqual([[5, null], [9, '2026-05-31']]);
  });

  it('organization O8 names are stored in NFC on one line, without what cannot be seen', async () => {
    const { application, admin } = office;
    const { unitId } = await application.execute('organization.create-unit', { ...unitOf('Sở  Giáo dục\nvà\u202e Đào tạo '.normalize('NFD')), shortName: 'Sở GDĐT' }, admin);
    const { units } = await application.query('organization.directory', {}, admin);
    expect(units.find(({ id }) => id === unitId)?.name).toBe('Sở Giáo dục và Đào tạo'.normalize('NFC'));
    await expect(application.execute('organization.create-unit', { ...unitOf('\u200b \u202e') }, admin)).rejects.toMatchObject({ code: 'invalid' });
  });

  it('organization O9 the second of two administrators is told who was first, and nothing is overwritten', async () => {
    const { application, admin, secondAdmin } = office;
    const unitId = await office.addUnit('Sở Tài chính');
    const edit = (name: string) => ({ unitId, version: 1, ...unitOf(name) });
    const outcomes = await Promise.allSettled([
      application.execute('organization.update-unit', edit('Sở Tài chính – Kế hoạch'), admin),
      application.execute('organization.update-unit', edit('Sở Tài chính và Đầu tư'), secondAdmin),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(outcomes[1]).toMatchObject({ reason: { code: 'conflict', reason: 'organization.changed_elsewhere', params: { by: 'Trần Quản Trị', at: '2026-11-26T01:00:00.000Z' } } });
    const { units } = await application.query('organization.directory', {}, admin);
    expect(units.find(({ id }) => id === unitId)).toMatchObject({ name: 'Sở Tài chính – Kế hoạch', version: 2 });
  });

  it('organization O9 the end of a membership set by somebody else is not overwritten', async () => {
    const { application, admin, secondAdmin, member } = office;
    const unitId = await office.addUnit('UBND tỉnh');
    const { bodyId } = await application.execute('organization.create-body', { name: 'Ủy ban', shortName: 'UB', unitId, validFrom: '2025-07-01' }, admin);
    const { membershipId } = await application.execute('organization.add-membership', { bodyId, personId: member.personId, position: 'Ủy viên', protocolOrder: 1, validFrom: '2026-01-01' }, admin);
    await application.execute('organization.end-membership', { membershipId, validTo: '2026-06-30' }, secondAdmin);
    await expect(application.execute('organization.end-membership', { membershipId, validTo: '2026-09-30' }, admin)).rejects.toMatchObject({ code: 'conflict', params: { by: 'Lê Thị Hai' } });
    await application.execute('organization.end-membership', { membershipId, validTo: '2026-09-30', endsNow: '2026-06-30' }, admin);
  });
});
