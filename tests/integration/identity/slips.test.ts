import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anonymous, type PersonCaller } from '../../../server/kernel/actor';
import { installer, openDesk, type Desk } from './desk';

const HOUR = 3_600_000;
const NEXT = 'sáu con cua đi ngang qua cầu';

describe('identity: slips for first sign-ins', () => {
  let desk: Desk;
  const people: Record<string, PersonCaller> = {};
  const ids: Record<string, string> = {};
  const run: Desk['application']['execute'] = (...args) => desk.application.execute(...args);
  const person = (name: string): PersonCaller => people[name] ?? expect.fail(name);
  const idOf = (name: string): string => ids[name] ?? expect.fail(name);
  const invite = async (name: string, fields: object = {}) => {
    ids[name] = (await run('organization.create-person', { userName: name, fullName: name, ...fields }, installer)).personId;
  };
  const told = async (caller: PersonCaller) => (await desk.application.query('identity.notices', {}, caller)).notices.map(({ kind, params }) => ({ kind, params }));
  const prepare = (by: string, ...names: string[]) => run('identity.prepare-slips', { personIds: names.map(idOf) }, person(by));
  const release = (by: string, batchId: string) => run('identity.release-slips', { batchId }, person(by));
  const waiting = async () => (await desk.application.query('identity.slips', {}, person('hai.qt'))).batches;

  beforeEach(async () => {
    desk = await openDesk();
    for (const [name, roles] of [['mot.qt', ['admin']], ['hai.qt', ['admin']], ['uy.vien', []]] as const) {
      ids[name] = await desk.addAccount(name, { fullName: name, roles: [...roles] });
      people[name] = (await desk.signIn(name)).caller;
    }
    const { unitId } = await run('organization.create-unit', { name: 'Sở Tài chính', shortName: 'STC', kind: 'department', validFrom: '2026-01-01' }, installer);
    for (const name of ['ba.moi', 'tu.moi', 'nam.moi', 'sau.moi', 'bay.moi', 'tam.moi']) await invite(name, { title: 'Chuyên viên', unitId });
    await invite('chin.qt', { roles: ['admin'] });
    await desk.application.database.transaction((db) => db.notice.deleteMany());
    desk.installation.clock.advance(25 * HOUR);
  });
  afterEach(() => desk.installation.close());

  it('identity I25 one administrator chooses, another releases and alone has the slips; each works once and opens no account but its own', async () => {
    const { batchId } = await prepare('mot.qt', 'tu.moi', 'ba.moi');
    expect(await waiting()).toMatchObject([{ id: batchId, requestedBy: 'mot.qt', refusal: null, people: [{ fullName: 'ba.moi' }, { fullName: 'tu.moi' }] }]);
    await expect(release('mot.qt', batchId)).rejects.toMatchObject({ code: 'forbidden', reason: 'identity.release_own_request' });
    await expect(release('uy.vien', batchId)).rejects.toMatchObject({ code: 'forbidden', reason: 'role.admin_only' });
    const { slips, left, preparedBy, releasedBy, expiresAt } = await release('hai.qt', batchId);
    expect({ left, preparedBy, releasedBy }).toEqual({ left: [], preparedBy: 'mot.qt', releasedBy: 'hai.qt' });
    expect(expiresAt.getTime() - desk.installation.clock.now().getTime()).toBe(72 * HOUR);
    expect(slips).toMatchObject([{ fullName: 'ba.moi', title: 'Chuyên viên', unit: 'Sở Tài chính', userName: 'ba.moi' }, { fullName: 'tu.moi' }]);
    await expect(release('hai.qt', batchId)).rejects.toMatchObject({ code: 'conflict', reason: 'identity.request_decided' });
    expect(await waiting()).toEqual([]);
    const [first, second] = slips;
    await run('identity.redeem-link', { token: first?.token ?? '', password: NEXT }, anonymous());
    await expect(run('identity.redeem-link', { token: first?.token ?? '', password: NEXT }, anonymous())).rejects.toMatchObject({ code: 'gone' });
    people['ba.moi'] = (await desk.signIn('ba.moi', NEXT)).caller;
    expect(person('ba.moi').personId).toBe(idOf('ba.moi'));
    expect(await desk.application.query('identity.link', { token: second?.token ?? '' }, anonymous())).toMatchObject({ account: { userName: 'tu.moi' } });
  });

  /** Two slips are released; the first is used by its owner. */
  async function firstOneIn(): Promise<void> {
    const { slips } = await release('hai.qt', (await prepare('mot.qt', 'tu.moi', 'ba.moi')).batchId);
    await run('identity.redeem-link', { token: slips[0]?.token ?? '', password: NEXT }, anonymous());
    people['ba.moi'] = (await desk.signIn('ba.moi', NEXT)).caller;
  }

  it('identity I27 the owner is told from the first sign-in on who chose and who released; other administrators are told of a waiting batch; tokens are in no entry', async () => {
    await firstOneIn();
    expect(await told(person('ba.moi'))).toEqual([
      { kind: 'link_used', params: { by: 'mot.qt, hai.qt' } },
      { kind: 'slip_released', params: { by: 'mot.qt', released: 'hai.qt' } },
    ]);
    expect(await told(person('hai.qt'))).toEqual([{ kind: 'slips_prepared', params: { by: 'mot.qt', count: '2' } }]);
    expect(await told(person('mot.qt'))).toEqual([]);
    const { batchId } = await prepare('mot.qt', 'nam.moi');
    const { slips } = await release('hai.qt', batchId);
    const audit = await desk.audit();
    expect(audit.match(/identity\.(prepare|release)-slips/g)).toHaveLength(4);
    expect(audit).toContain(idOf('nam.moi'));
    expect(audit).not.toContain(slips[0]?.token);
    const receipts = JSON.stringify(await desk.application.database.reader.receipt.findMany());
    expect(receipts).not.toContain(slips[0]?.token);
  });

  it('identity I24 only for accounts nobody has used: none with a password, none that is blocked, none of an administrator', async () => {
    await firstOneIn();
    await invite('muoi.khoa');
    await run('organization.update-person', { personId: idOf('muoi.khoa'), version: 1, userName: 'muoi.khoa', fullName: 'muoi.khoa', roles: [], blocked: true }, person('mot.qt'));
    for (const name of ['uy.vien', 'ba.moi', 'muoi.khoa', 'chin.qt']) {
      await expect(prepare('mot.qt', 'sau.moi', name)).rejects.toMatchObject({ code: 'rejected', reason: 'identity.slip_not_for', params: { name } });
    }
    await expect(run('identity.prepare-slips', { personIds: [desk.application.ports.ids.next()] }, person('mot.qt'))).rejects.toMatchObject({ code: 'not_found' });
    await expect(run('identity.prepare-slips', { personIds: Array.from({ length: 201 }, () => desk.application.ports.ids.next()) }, person('mot.qt'))).rejects.toMatchObject({ code: 'invalid' });
    const { batchId } = await prepare('mot.qt', 'sau.moi');
    await expect(prepare('hai.qt', 'bay.moi', 'sau.moi')).rejects.toMatchObject({ code: 'conflict', reason: 'identity.slip_prepared_already', params: { name: 'sau.moi' } });
    await run('identity.refuse-slips', { batchId }, person('mot.qt'));
    await expect(release('hai.qt', batchId)).rejects.toMatchObject({ reason: 'identity.request_decided' });
  });

  it('identity I24 a slip ends links made before it, is ended by the next, and after 72 hours', async () => {
    const { token: before } = await run('identity.issue-link', { kind: 'set_password', personId: idOf('sau.moi') }, person('mot.qt'));
    const one = await release('hai.qt', (await prepare('mot.qt', 'sau.moi')).batchId);
    const two = await release('hai.qt', (await prepare('mot.qt', 'sau.moi')).batchId);
    const ask = (token: string) => desk.application.query('identity.link', { token }, anonymous());
    for (const token of [before, one.slips[0]?.token ?? '']) await expect(ask(token)).rejects.toMatchObject({ code: 'gone' });
    desk.installation.clock.advance(72 * HOUR - 1);
    expect(await ask(two.slips[0]?.token ?? '')).toMatchObject({ kind: 'set_password' });
    desk.installation.clock.advance(1);
    await expect(ask(two.slips[0]?.token ?? '')).rejects.toMatchObject({ code: 'gone' });
  });

  it('identity I25 a batch waits one day; one of it is not decided alone; an administrator of today releases none', async () => {
    await run('organization.update-person', { personId: idOf('uy.vien'), version: 1, userName: 'uy.vien', fullName: 'uy.vien', roles: ['admin'], blocked: false }, person('mot.qt'));
    const fresh = { ...person('uy.vien'), roles: ['admin' as const] };
    const { batchId } = await prepare('mot.qt', 'bay.moi');
    await expect(run('identity.release-slips', { batchId }, fresh)).rejects.toMatchObject({ reason: 'identity.release_new_administrator' });
    const row = await desk.application.database.reader.linkRequest.findFirstOrThrow({ where: { batchId } });
    await expect(run('identity.release-link', { requestId: row.id }, person('hai.qt'))).rejects.toMatchObject({ code: 'not_found' });
    await expect(run('identity.refuse-link', { requestId: row.id }, person('hai.qt'))).rejects.toMatchObject({ code: 'not_found' });
    expect((await desk.application.query('identity.link-requests', {}, person('hai.qt'))).requests).toEqual([]);
    desk.installation.clock.advance(24 * HOUR + 1);
    await expect(release('hai.qt', batchId)).rejects.toMatchObject({ code: 'gone', reason: 'identity.request_over' });
    expect(await waiting()).toEqual([]);
    await prepare('mot.qt', 'bay.moi');
  });

  it('identity I26 a release leaves out, and names, whoever signed in or was blocked meanwhile', async () => {
    const { batchId } = await prepare('mot.qt', 'tam.moi', 'tu.moi', 'nam.moi');
    const { token } = await run('identity.issue-link', { kind: 'set_password', personId: idOf('tam.moi') }, person('mot.qt'));
    await run('identity.redeem-link', { token, password: NEXT }, anonymous());
    await run('organization.update-person', { personId: idOf('tu.moi'), version: 1, userName: 'tu.moi', fullName: 'tu.moi', roles: [], blocked: true }, person('mot.qt'));
    const { slips, left } = await release('hai.qt', batchId);
    expect([slips.map(({ fullName }) => fullName), left]).toEqual([['nam.moi'], ['tam.moi', 'tu.moi']]);
    expect((await desk.signIn('tam.moi', NEXT)).caller.personId).toBe(idOf('tam.moi'));
  });
});
