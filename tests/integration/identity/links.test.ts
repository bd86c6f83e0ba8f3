import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anonymous, system, type PersonCaller } from '../../../server/kernel/actor';
import { installer, openDesk, PASSWORD, type Desk } from './desk';

const HOUR = 3_600_000;
const NEXT = 'sáu con cua đi ngang qua cầu';

describe('identity: two people for a link to an account in use', () => {
  let desk: Desk;
  const people: Record<string, PersonCaller> = {};
  const person = (name: string): PersonCaller => {
    const found = people[name];
    if (!found) throw new Error(name);
    return found;
  };
  const told = async (name: string) => (await desk.application.query('identity.notices', {}, person(name))).notices.map(({ kind }) => kind);
  const run: Desk['application']['execute'] = (...args) => desk.application.execute(...args);

  beforeEach(async () => {
    desk = await openDesk();
    for (const [name, roles] of [['mot.qt', ['admin']], ['hai.qt', ['admin']], ['uy.vien', []], ['chu.tich', []], ['ngoai.cuoc', []]] as const) {
      await desk.addAccount(name, { fullName: name, roles: [...roles] });
      people[name] = (await desk.signIn(name)).caller;
    }
    const { unitId } = await run('organization.create-unit', { name: 'Tỉnh Thanh Giang', shortName: 'TG', kind: 'province', validFrom: '2026-01-01' }, installer);
    const { bodyId } = await run('organization.create-body', { name: 'Ủy ban', shortName: 'UB', unitId, validFrom: '2026-01-01' } as never, installer);
    const seat = { bodyId, position: 'Ủy viên', validFrom: '2026-01-01' };
    await run('organization.add-membership', { ...seat, personId: person('chu.tich').personId, role: 'chair', protocolOrder: 1 }, installer);
    await run('organization.add-membership', { ...seat, personId: person('uy.vien').personId, protocolOrder: 2 }, installer);
    await desk.application.database.transaction((db) => db.notice.deleteMany());
    desk.installation.clock.advance(25 * HOUR);
  });
  afterEach(() => desk.installation.close());

  it('identity I11 an administrator alone makes no link to an account in use; a second one releases it, and owner and chair are told of each step', async () => {
    const personId = person('uy.vien').personId;
    await expect(run('identity.issue-link', { kind: 'set_password', personId }, person('mot.qt'))).rejects.toMatchObject({ reason: 'identity.link_needs_release' });
    const { requestId } = await run('identity.request-link', { personId }, person('mot.qt'));
    await expect(run('identity.request-link', { personId }, person('hai.qt'))).rejects.toMatchObject({ reason: 'identity.link_requested_already' });
    expect([await told('uy.vien'), await told('chu.tich'), await told('ngoai.cuoc')]).toEqual([['link_requested'], ['member_link_requested'], []]);
    await expect(run('identity.release-link', { requestId }, person('mot.qt'))).rejects.toMatchObject({ code: 'forbidden', reason: 'identity.release_own_request' });
    await expect(run('identity.release-link', { requestId }, person('chu.tich'))).rejects.toMatchObject({ code: 'forbidden', reason: 'role.admin_only' });
    const { token } = await run('identity.release-link', { requestId }, person('hai.qt'));
    await expect(run('identity.release-link', { requestId }, person('hai.qt'))).rejects.toMatchObject({ reason: 'identity.request_decided' });
    await run('identity.redeem-link', { token, password: NEXT }, anonymous());
    expect(await told('uy.vien')).toEqual(['link_used', 'link_made', 'link_requested']);
    expect(await told('chu.tich')).toEqual(['member_link_used', 'member_link_made', 'member_link_requested']);
    const [used] = (await desk.application.query('identity.notices', {}, person('chu.tich'))).notices;
    expect(used?.params).toEqual({ person: 'uy.vien', by: 'mot.qt, hai.qt' });
    expect((await desk.audit()).match(/identity\.(request|release|redeem)-link/g)).toHaveLength(3);
  });

  /** The account of a member gets a new password by a link that one asked for and another released. */
  async function linked(): Promise<void> {
    const { requestId } = await run('identity.request-link', { personId: person('uy.vien').personId }, person('mot.qt'));
    const { token } = await run('identity.release-link', { requestId }, person('hai.qt'));
    await run('identity.redeem-link', { token, password: NEXT }, anonymous());
  }

  it('identity I15 a notice stays until the person has read it, and is nobody else\u2019s', async () => {
    await linked();
    const [notice] = (await desk.application.query('identity.notices', {}, person('uy.vien'))).notices;
    const read = (name: string) => run('identity.read-notice', { noticeId: notice?.id ?? '' }, person(name));
    await expect(read('chu.tich')).rejects.toMatchObject({ code: 'not_found' });
    await read('uy.vien');
    await expect(read('uy.vien')).rejects.toMatchObject({ code: 'not_found' });
    expect(await told('uy.vien')).toEqual(['link_made', 'link_requested']);
  });

  it('identity I11 an administrator made to release one\u2019s own request waits a day, and all the others are told of it', async () => {
    const puppet = await run('organization.create-person', { userName: 'ba.qt', fullName: 'Ba', roles: ['admin'] }, person('mot.qt'));
    const { token } = await run('identity.issue-link', { kind: 'set_password', personId: puppet.personId }, person('mot.qt'));
    await run('identity.redeem-link', { token, password: NEXT }, anonymous());
    const { caller } = await desk.signIn('ba.qt', NEXT);
    const { requestId } = await run('identity.request-link', { personId: person('ngoai.cuoc').personId }, person('mot.qt'));
    await expect(run('identity.release-link', { requestId }, caller)).rejects.toMatchObject({ reason: 'identity.release_new_administrator' });
    expect(await told('hai.qt')).toEqual(['administrator_made']);
    desk.installation.clock.advance(23 * HOUR);
    await expect(run('identity.release-link', { requestId }, caller)).rejects.toMatchObject({ reason: 'identity.release_new_administrator' });
    await run('identity.refuse-link', { requestId }, person('hai.qt'));
    await expect(run('identity.release-link', { requestId }, person('hai.qt'))).rejects.toMatchObject({ reason: 'identity.request_decided' });
  });

  it('identity I11 nobody releases a link to the own account, and a request waits for one day', async () => {
    const own = await run('identity.request-link', { personId: person('hai.qt').personId }, person('mot.qt'));
    await expect(run('identity.release-link', { requestId: own.requestId }, person('hai.qt'))).rejects.toMatchObject({ reason: 'identity.release_own_account' });
    const { requestId } = await run('identity.request-link', { personId: person('ngoai.cuoc').personId }, person('mot.qt'));
    desk.installation.clock.advance(24 * HOUR + 1);
    await expect(run('identity.release-link', { requestId }, person('hai.qt'))).rejects.toMatchObject({ code: 'gone', reason: 'identity.request_over' });
    expect((await desk.application.query('identity.link-requests', {}, person('hai.qt'))).requests).toEqual([]);
  });

  it('identity I11 the console of the server is the second person of an installation with one administrator, and is told like all others', async () => {
    const { token } = await run('identity.issue-link', { kind: 'set_password', personId: person('ngoai.cuoc').personId }, system('console'));
    expect(token).toHaveLength(32);
    const [notice] = (await desk.application.query('identity.notices', {}, person('ngoai.cuoc'))).notices;
    expect(notice).toMatchObject({ kind: 'link_made', params: { by: 'system:console' } });
  });

  it('organization O10 who is changed is told what; nobody gives roles to themself', async () => {
    const personId = person('ngoai.cuoc').personId;
    await run('organization.update-person', { personId, version: 1, userName: 'ngoai.cuoc2', fullName: 'ngoai.cuoc', roles: ['clerk'], blocked: false }, person('mot.qt'));
    const [notice] = (await desk.application.query('identity.notices', {}, person('ngoai.cuoc'))).notices;
    expect(notice).toMatchObject({ kind: 'account_changed', params: { by: 'mot.qt', what: 'userName,roles' } });
    const own = { personId: person('mot.qt').personId, version: 1, userName: 'mot.qt', fullName: 'mot.qt', blocked: false };
    await expect(run('organization.update-person', { ...own, roles: ['admin', 'clerk'] }, person('mot.qt'))).rejects.toMatchObject({ reason: 'organization.not_your_own_roles' });
    await expect(run('organization.create-person', { userName: 'nam.moi', fullName: 'Nam', password: PASSWORD }, person('mot.qt'))).rejects.toMatchObject({ code: 'forbidden', reason: 'organization.own_password' });
  });

  it('organization O11 nobody gives a seat to themself, and the chair is told of every seat', async () => {
    const { bodies } = await desk.application.query('organization.directory', {}, installer);
    const seat = { bodyId: bodies[0]?.id ?? '', position: 'Ủy viên', protocolOrder: 9, validFrom: '2026-01-01' };
    await expect(run('organization.add-membership', { ...seat, personId: person('mot.qt').personId }, person('mot.qt'))).rejects.toMatchObject({ reason: 'organization.not_your_own_seat' });
    await run('organization.add-membership', { ...seat, personId: person('ngoai.cuoc').personId }, person('mot.qt'));
    expect((await told('chu.tich'))[0]).toBe('seat_given');
  });

  it('identity I14 signing in again with the same browser ends the sign-in before, of whomever; ten are the most, the one idle longest ends', async () => {
    const first = await desk.signIn('chu.tich');
    const again = await run('identity.sign-in', { userName: 'chu.tich', password: PASSWORD }, first.caller);
    expect([await desk.resolve(first.token), await desk.resolve(again.token)].map(Boolean)).toEqual([false, true]);
    const other = await run('identity.sign-in', { userName: 'uy.vien', password: PASSWORD }, { ...first.caller, signInId: again.signInId });
    expect([await desk.resolve(again.token), await desk.resolve(other.token)].map(Boolean)).toEqual([false, true]);
    const tokens: string[] = [];
    for (let device = 0; device < 12; device += 1) {
      desk.installation.clock.advance(1_000);
      tokens.push((await desk.signIn('chu.tich', PASSWORD, `10.5.0.${device}`)).token);
    }
    expect((await Promise.all(tokens.map((token) => desk.resolve(token)))).map(Boolean)).toEqual([false, false, ...Array<boolean>(10).fill(true)]);
    expect((await told('chu.tich')).filter((kind) => kind === 'sign_in_ended').length).toBeGreaterThan(0);
    const caller = (await desk.signIn('chu.tich', PASSWORD, '10.5.0.99')).caller;
    const { signIns } = await desk.application.query('identity.my-sign-ins', {}, caller);
    expect(signIns.map(({ isCurrent }) => isCurrent).filter(Boolean)).toHaveLength(1);
    const elsewhere = signIns.find(({ isCurrent }) => !isCurrent);
    await expect(run('identity.end-sign-in', { signInId: elsewhere?.id ?? '' }, person('uy.vien'))).rejects.toMatchObject({ code: 'not_found' });
    await run('identity.end-sign-in', { signInId: elsewhere?.id ?? '' }, caller);
    expect((await desk.application.query('identity.my-sign-ins', {}, caller)).signIns).toHaveLength(9);
  });
});
