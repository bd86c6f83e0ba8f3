import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anonymous, type PersonCaller } from '../../../server/kernel/actor';
import { isEasyCode } from '../../../server/modules/identity/unlock';
import { openDesk, PASSWORD, transport, type Desk } from './desk';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const CODE = '482915';

describe('identity: a tablet that is locked or left alone', () => {
  let desk: Desk;
  let personId: string;
  beforeEach(async () => {
    desk = await openDesk();
    personId = await desk.addAccount('khiem.lq');
  });
  afterEach(() => desk.installation.close());

  interface Tablet {
    token: string;
    device: string;
    caller: PersonCaller;
  }

  async function takeTablet(userName = 'khiem.lq', device = ''): Promise<Tablet> {
    const { token, device: known } = await desk.application.execute('identity.sign-in', { userName, password: PASSWORD, device }, anonymous('10.0.0.1'));
    const session = await desk.application.query('identity.resolve-sign-in', { token }, transport);
    if (!session) throw new Error('the new session does not resolve');
    return { token, device: known, caller: { kind: 'person', personId: session.personId, signInId: session.signInId, fullName: session.fullName, roles: session.roles } };
  }
  const setCode = ({ caller }: Tablet, code: string | null = CODE, password = PASSWORD) => desk.application.execute('identity.set-unlock-code', { password, code }, caller);
  const lockOf = ({ token, device }: Tablet) => desk.application.query('identity.lock', { token, device }, transport);
  const unlock = ({ token, device }: Tablet, code = CODE) => desk.application.execute('identity.unlock-sign-in', { token, device, code }, anonymous('10.0.0.1'));

  /** A seat in a session that begins so many hours from now. */
  async function seat(inHours = 1, state = 'published', of = personId): Promise<void> {
    const { ports, database } = desk.application;
    const [meetingId, unitId, bodyId] = [ports.ids.next(), ports.ids.next(), ports.ids.next()];
    const startsAt = new Date(desk.installation.clock.now().getTime() + inHours * HOUR);
    await database.transaction(async (db) => {
      await db.orgUnit.create({ data: { id: unitId, name: 'Ủy ban', shortName: 'UB', kind: 'province', validFrom: '2025-07-01' } });
      await db.body.create({ data: { id: bodyId, name: 'Ủy ban', shortName: 'UB', unitId, policy: '{}', validFrom: '2026-01-01' } });
      await db.meeting.create({ data: { id: meetingId, bodyId, title: 'Phiên họp', kind: 'regular', state, startsAt, endsAt: new Date(startsAt.getTime() + HOUR), place: 'Phòng họp', chairId: of, secretaryId: of, policy: '{}', createdById: of, createdAt: startsAt } });
      await db.attendee.create({ data: { id: ports.ids.next(), meetingId, personId: of, role: 'member', voting: true, fullName: 'Đỗ', position: '', protocolOrder: 1 } });
    });
  }

  it('identity I18 a sign-in left idle opens by the code under a new token, and nobody is signed in until then', async () => {
    await seat();
    const tablet = await takeTablet();
    await setCode(tablet);
    expect(await lockOf(tablet)).toBeNull();
    desk.installation.clock.advance(15 * MINUTE);
    expect(await desk.resolve(tablet.token)).toBeNull();
    expect(await lockOf(tablet)).toMatchObject({ personId, fullName: 'Đỗ Khắc Trường Vân' });
    const opened = await unlock(tablet);
    expect(opened.opened && (await desk.resolve(opened.token))).toMatchObject({ personId });
    expect(await desk.resolve(tablet.token)).toBeNull();
    await expect(unlock(tablet)).rejects.toMatchObject({ code: 'gone', reason: 'identity.lock_over' });
  });

  it('identity I18 locking ends the connections at once, activity noted late opens nothing, and the code goes on', async () => {
    await seat();
    const tablet = await takeTablet();
    await setCode(tablet);
    const ended: unknown[] = [];
    desk.application.onCommitted((events) => ended.push(...events.filter(({ type }) => type === 'identity.sessions_ended').map(({ payload }) => payload.signInIds)));
    await desk.application.execute('identity.lock-sign-in', {}, tablet.caller);
    expect(ended).toEqual([[tablet.caller.signInId]]);
    await desk.application.execute('identity.keep-alive', { signInIds: [tablet.caller.signInId] }, transport);
    expect(await desk.resolve(tablet.token)).toBeNull();
    expect(await unlock(tablet)).toMatchObject({ opened: true });
  });

  it('identity I18 unlocking does not lengthen a sign-in: twelve hours after it the password is asked for', async () => {
    await seat(11);
    const first = await takeTablet();
    await setCode(first);
    desk.installation.clock.advance(11 * HOUR);
    const opened = await unlock(first);
    if (!opened.opened) throw new Error('the code did not open');
    desk.installation.clock.advance(59 * MINUTE);
    expect(await lockOf({ ...first, token: opened.token })).not.toBeNull();
    desk.installation.clock.advance(MINUTE);
    expect(await lockOf({ ...first, token: opened.token })).toBeNull();
  });

  it('identity I18 the code is set against the password, is six digits nobody tries first, and lies nowhere as it is', async () => {
    const tablet = await takeTablet();
    await expect(setCode(tablet, CODE, 'sai mật khẩu rồi')).rejects.toMatchObject({ reason: 'identity.wrong_current_password' });
    for (const code of ['48291', '4829150', 'abcdef', '48291５']) await expect(setCode(tablet, code), code).rejects.toMatchObject({ reason: 'identity.code_digits' });
    for (const code of ['000000', '123456', '987654', '121212', '112112', '483483', '890123']) expect(isEasyCode(code), code).toBe(true);
    for (const code of [CODE, '200876', '135246']) expect(isEasyCode(code), code).toBe(false);
    await setCode(tablet);
    const rows = await desk.application.database.reader.unlockCode.findMany();
    expect(rows[0]?.hash).toMatch(/^\$argon2id\$/u);
    expect(JSON.stringify(rows) + (await desk.audit())).not.toContain(CODE);
  });

  it.each([
    ['no session today', async () => seat(30)],
    ['only a draft', async () => seat(1, 'draft')],
    ['only a session that was called off', async () => seat(1, 'cancelled')],
  ])('identity I19 with %s the password is asked for, and locking says why not', async (_what, prepare) => {
    await prepare();
    const tablet = await takeTablet();
    await setCode(tablet);
    await expect(desk.application.execute('identity.lock-sign-in', {}, tablet.caller)).rejects.toMatchObject({ reason: 'identity.no_sitting_today' });
    desk.installation.clock.advance(15 * MINUTE);
    expect(await lockOf(tablet)).toBeNull();
  });

  it('identity I19 without a code, on a browser not known by the person, and for an administrator the password is asked for', async () => {
    await seat();
    const tablet = await takeTablet();
    await expect(desk.application.execute('identity.lock-sign-in', {}, tablet.caller)).rejects.toMatchObject({ reason: 'identity.no_unlock_code' });
    await setCode(tablet);
    const adminId = await desk.addAccount('quan.tri', { roles: ['admin'] });
    const administrator = await takeTablet('quan.tri');
    await setCode(administrator);
    await desk.application.database.transaction((db) => db.attendee.updateMany({ data: { personId: adminId } }));
    await expect(desk.application.execute('identity.lock-sign-in', {}, administrator.caller)).rejects.toMatchObject({ reason: 'identity.lock_not_for_administrators' });
    await desk.application.database.transaction((db) => db.attendee.updateMany({ data: { personId } }));
    desk.installation.clock.advance(15 * MINUTE);
    expect(await lockOf(administrator)).toBeNull();
    expect(await lockOf({ ...tablet, device: administrator.device })).toBeNull();
    expect(await lockOf({ ...tablet, device: '' })).toBeNull();
    expect(await lockOf(tablet)).not.toBeNull();
  });

  it('identity I19 after signing out, a new password or a link the code opens nothing', async () => {
    await seat();
    const [left, out] = [await takeTablet(), await takeTablet()];
    await setCode(left);
    await desk.application.execute('identity.lock-sign-in', {}, left.caller);
    await desk.application.execute('identity.sign-out', {}, out.caller);
    expect([await lockOf(left), await lockOf(out)].map(Boolean)).toEqual([true, false]);
    const { token } = await desk.application.execute('identity.issue-link', { kind: 'set_password', personId }, transport);
    await desk.application.execute('identity.redeem-link', { token, password: 'sáu con cua đi ngang qua cầu' }, anonymous());
    expect(await lockOf(left)).toBeNull();
    expect(await desk.application.database.reader.unlockCode.count()).toBe(0);
  });

  it('identity I19 signing in elsewhere leaves a locked tablet to its code', async () => {
    await seat();
    const left = await takeTablet();
    await setCode(left);
    await desk.application.execute('identity.lock-sign-in', {}, left.caller);
    await takeTablet();
    expect(await unlock(left)).toMatchObject({ opened: true });
  });

  it('identity I21 five wrong codes, however far apart, leave the password only; the password opens the way again', async () => {
    await seat(0);
    const tablet = await takeTablet();
    await setCode(tablet);
    await desk.application.execute('identity.lock-sign-in', {}, tablet.caller);
    const left: unknown[] = [];
    for (let at = 0; at < 5; at += 1) {
      const answer = await unlock(tablet, '739164');
      left.push(answer.opened ? 'opened' : answer.left);
      desk.installation.clock.advance(2 * MINUTE);
    }
    expect(left).toEqual([4, 3, 2, 1, 0]);
    await expect(unlock(tablet)).rejects.toMatchObject({ reason: 'identity.lock_over' });
    expect(await desk.audit()).toContain('"opened\\":false');
    const again = await takeTablet('khiem.lq', tablet.device);
    await desk.application.execute('identity.lock-sign-in', {}, again.caller);
    expect(await unlock(again)).toMatchObject({ opened: true });
  });

  it('identity I21 many tries at the same moment are held to five', async () => {
    await seat();
    const tablet = await takeTablet();
    await setCode(tablet);
    await desk.application.execute('identity.lock-sign-in', {}, tablet.caller);
    const tries = await Promise.allSettled(Array.from({ length: 12 }, () => unlock(tablet, '739164')));
    expect(tries.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(5);
    desk.installation.clock.advance(2 * MINUTE);
    await expect(unlock(tablet)).rejects.toMatchObject({ reason: 'identity.lock_over' });
  });

  it('identity I23 who signs in on a day of a session without a code is offered one, once; setting it or putting it aside ends that', async () => {
    const offers = async ({ caller }: Tablet) => (await desk.application.query('identity.notices', {}, caller)).notices.filter(({ kind }) => kind === 'unlock_code_offered');
    expect(await offers(await takeTablet())).toEqual([]);
    await seat();
    const [offer] = await offers(await takeTablet());
    const again = await takeTablet();
    expect((await offers(again)).map(({ id }) => id)).toEqual([offer?.id]);
    await setCode(again);
    expect(await offers(again)).toEqual([]);
    await setCode(again, null);
    expect(await offers(await takeTablet())).toEqual([]);
    const other = await desk.addAccount('hai.lq');
    await seat(1, 'published', other);
    const tablet = await takeTablet('hai.lq');
    await desk.application.execute('identity.read-notice', { noticeId: (await offers(tablet))[0]?.id ?? '' }, tablet.caller);
    expect(await offers(await takeTablet('hai.lq'))).toEqual([]);
  });

  it('identity I23 no offer where a code would open nothing: to an administrator, and to who has one', async () => {
    const adminId = await desk.addAccount('quan.tri', { roles: ['admin'] });
    await seat(1, 'published', adminId);
    await setCode(await takeTablet());
    await seat();
    for (const name of ['quan.tri', 'khiem.lq']) {
      const { caller } = await takeTablet(name);
      expect((await desk.application.query('identity.notices', {}, caller)).notices).toEqual([]);
    }
  });
});
