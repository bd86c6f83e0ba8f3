import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anonymous } from '../../../server/kernel/actor';
import { installer, openDesk, PASSWORD, transport, type Desk } from './desk';

const MINUTE = 60_000;

describe('identity: sessions, passwords and links', () => {
  let desk: Desk;
  beforeEach(async () => void (desk = await openDesk()));
  afterEach(() => desk.installation.close());

  it('identity I4 blocking ends every session at once, and the events name them', async () => {
    const personId = await desk.addAccount('khiem.lq');
    const [first, second] = [await desk.signIn('khiem.lq'), await desk.signIn('khiem.lq')];
    const seen: unknown[] = [];
    desk.application.onCommitted((events) => seen.push(...events.filter(({ type }) => type === 'identity.sessions_ended').map(({ payload }) => payload.signInIds)));
    await desk.application.execute('organization.update-person', { personId, version: 1, userName: 'khiem.lq', fullName: 'Lại Quốc Khiêm', roles: [], blocked: true }, installer);
    expect(await desk.resolve(first.token)).toBeNull();
    expect(await desk.resolve(second.token)).toBeNull();
    expect([seen.flat().sort()]).toEqual([[first.caller.signInId, second.caller.signInId].sort()]);
  });

  it('identity I4 a person blocked while the password is compared does not get in', async () => {
    const personId = await desk.addAccount('khiem.lq');
    const signingIn = desk.application.execute('identity.sign-in', { userName: 'khiem.lq', password: PASSWORD }, anonymous('10.0.0.1'));
    await desk.application.database.transaction((db) => db.person.update({ where: { id: personId }, data: { status: 'blocked' } }));
    await expect(signingIn).rejects.toMatchObject({ code: 'unauthenticated', reason: 'identity.wrong_credentials' });
  });

  it('identity I4 whose password is changed while the old one is compared does not get in with it', async () => {
    const personId = await desk.addAccount('khiem.lq');
    const passwordHash = await desk.application.ports.passwords.hash('một mật khẩu khác 2026');
    const signingIn = desk.application.execute('identity.sign-in', { userName: 'khiem.lq', password: PASSWORD }, anonymous('10.0.0.1'));
    await desk.application.database.transaction((db) => db.person.update({ where: { id: personId }, data: { passwordHash } }));
    await expect(signingIn).rejects.toMatchObject({ code: 'unauthenticated', reason: 'identity.wrong_credentials' });
  });

  it('identity I5 only the SHA-256 of the token is stored', async () => {
    await desk.addAccount('khiem.lq');
    const { token } = await desk.signIn('khiem.lq');
    const [row] = await desk.application.database.reader.signIn.findMany();
    expect(row?.tokenHash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(row)).not.toContain(token);
    expect(await desk.resolve(row?.tokenHash ?? '')).toBeNull();
  });

  it.each([
    ['a member', [], 15],
    ['an administrator', ['admin' as const], 5],
  ])('identity I5 the session of %s ends after the idle time and not before', async (_who, roles, minutes) => {
    await desk.addAccount('khiem.lq', { roles });
    const { token, caller } = await desk.signIn('khiem.lq');
    desk.installation.clock.advance(minutes * MINUTE - 1_000);
    expect(await desk.resolve(token)).not.toBeNull();
    await desk.application.execute('identity.keep-alive', { signInIds: [caller.signInId] }, transport);
    desk.installation.clock.advance(minutes * MINUTE - 1_000);
    expect(await desk.resolve(token)).not.toBeNull();
    desk.installation.clock.advance(1_000);
    expect(await desk.resolve(token)).toBeNull();
  });

  it('identity I5 twelve hours after signing in the session ends whatever happens in it', async () => {
    await desk.addAccount('khiem.lq');
    const { token, caller } = await desk.signIn('khiem.lq');
    for (let minute = 0; minute < 12 * 60; minute += 14) {
      expect(await desk.resolve(token)).not.toBeNull();
      desk.installation.clock.advance(14 * MINUTE);
      await desk.application.execute('identity.keep-alive', { signInIds: [caller.signInId] }, transport);
    }
    expect(await desk.resolve(token)).toBeNull();
  });

  it('identity I6 signing out ends this session, everywhere ends all of this person and of nobody else', async () => {
    await desk.addAccount('khiem.lq');
    await desk.addAccount('van.dkt');
    const [a, b, c, other] = [await desk.signIn('khiem.lq'), await desk.signIn('khiem.lq'), await desk.signIn('khiem.lq'), await desk.signIn('van.dkt')];
    await desk.application.execute('identity.sign-out', {}, a.caller);
    expect([await desk.resolve(a.token), await desk.resolve(b.token)].map(Boolean)).toEqual([false, true]);
    await desk.application.execute('identity.sign-out', { everywhere: true }, b.caller);
    expect([await desk.resolve(b.token), await desk.resolve(c.token), await desk.resolve(other.token)].map(Boolean)).toEqual([false, false, true]);
  });

  it('identity I7 a new password needs the old one, ends the other sessions and keeps this one', async () => {
    await desk.addAccount('khiem.lq');
    const [here, elsewhere] = [await desk.signIn('khiem.lq'), await desk.signIn('khiem.lq')];
    const next = 'sáu con cua đi ngang qua cầu';
    await expect(desk.application.execute('identity.change-password', { current: 'không phải thế', next }, here.caller)).rejects.toMatchObject({ code: 'rejected', reason: 'identity.wrong_current_password' });
    await desk.application.execute('identity.change-password', { current: PASSWORD, next }, here.caller);
    expect([await desk.resolve(here.token), await desk.resolve(elsewhere.token)].map(Boolean)).toEqual([true, false]);
    await expect(desk.signIn('khiem.lq', PASSWORD)).rejects.toMatchObject({ reason: 'identity.wrong_credentials' });
    await expect(desk.signIn('khiem.lq', next)).resolves.toBeDefined();
  });

  it.each(['change', 'link'])('identity I7 a weak password is refused on every way to a new one: %s', async (way) => {
    await desk.application.execute('organization.create-unit', { name: 'Ủy ban nhân dân tỉnh Thanh Giang', shortName: 'Thanh Giang', kind: 'province', validFrom: '2026-01-01' }, installer);
    const personId = await desk.addAccount('khiem.lq');
    const { caller } = await desk.signIn('khiem.lq');
    const { token } = await desk.application.execute('identity.issue-link', { kind: 'set_password', personId }, installer);
    const choose = (password: string) =>
      way === 'change' ? desk.application.execute('identity.change-password', { current: PASSWORD, next: password }, caller) : desk.application.execute('identity.redeem-link', { token, password }, anonymous());
    await expect(choose('matkhau123456')).rejects.toMatchObject({ code: 'rejected', reason: 'identity.password_common' });
    await expect(choose('thanhgiang2026')).rejects.toMatchObject({ code: 'rejected', reason: 'identity.password_installation' });
  });

  it('identity I7 guessing the current password is stopped like guessing at sign-in', async () => {
    await desk.addAccount('khiem.lq');
    const { caller } = await desk.signIn('khiem.lq');
    const guess = () => desk.application.execute('identity.change-password', { current: 'không phải thế', next: 'sáu con cua đi ngang qua cầu' }, caller).catch((error: { reason: string }) => error.reason);
    const answers = await Promise.all(Array.from({ length: 8 }, guess));
    expect(answers.filter((reason) => reason === 'identity.wrong_current_password')).toHaveLength(5);
    expect(answers.filter((reason) => reason === 'identity.wait')).toHaveLength(3);
  });

  it('identity I10 the first administrator comes through a link that works once and only while nobody is there', async () => {
    const { application } = desk;
    const old = await application.execute('identity.issue-link', { kind: 'first_admin' }, installer);
    const { token } = await application.execute('identity.issue-link', { kind: 'first_admin' }, installer);
    const person = { fullName: '  Trần   Văn\u200b Quản ', userName: 'Quan.Tri', password: PASSWORD };
    await expect(application.execute('identity.redeem-link', { token: old.token, ...person }, anonymous())).rejects.toMatchObject({ code: 'gone' });
    expect(await application.query('identity.link', { token }, anonymous())).toMatchObject({ kind: 'first_admin', account: null });
    await expect(application.execute('identity.redeem-link', { token, password: PASSWORD }, anonymous())).rejects.toMatchObject({ code: 'invalid', params: { field: 'userName' } });
    await application.execute('identity.redeem-link', { token, ...person }, anonymous());
    const { caller } = await desk.signIn('quan.tri');
    expect(caller).toMatchObject({ fullName: 'Trần Văn Quản', roles: ['admin'] });
    await expect(application.execute('identity.redeem-link', { token, ...person, userName: 'nguoi.hai' }, anonymous())).rejects.toMatchObject({ code: 'gone', reason: 'identity.link_used' });
    const late = await application.execute('identity.issue-link', { kind: 'first_admin' }, installer);
    await expect(application.execute('identity.redeem-link', { token: late.token, ...person, userName: 'nguoi.ba' }, anonymous())).rejects.toMatchObject({ code: 'gone' });
  });

  it('identity I10 the first administrator is written as every other person: a name of at most 120 letters, a user name that can be kept', async () => {
    const { application } = desk;
    const { token } = await application.execute('identity.issue-link', { kind: 'first_admin' }, installer);
    const redeem = (change: object) => application.execute('identity.redeem-link', { token, fullName: 'Trần Văn Quản'.normalize('NFD'), userName: 'Quan.Tri', password: PASSWORD, ...change }, anonymous());
    for (const change of [{ userName: '.quan' }, { userName: 'quản.trị' }, { fullName: 'Ạ'.repeat(121) }]) await expect(redeem(change)).rejects.toMatchObject({ code: 'invalid' });
    await expect(redeem({ fullName: ' \u200b ' })).rejects.toMatchObject({ code: 'invalid', params: { field: 'fullName' } });
    const { personId } = await redeem({});
    const { people } = await application.query('organization.directory', {}, installer);
    const found = people.find(({ id }) => id === personId);
    if (!found) throw new Error('the administrator is not there');
    const { id: _id, hasPassword: _has, status: _status, isRemoved: _removed, userName, ...kept } = found;
    expect([kept.fullName, userName]).toEqual(['Trần Văn Quản'.normalize('NFC'), 'quan.tri']);
    await application.execute('organization.update-person', { personId, ...kept, userName: userName ?? '', blocked: false }, installer);
  });

  it('identity I10 two people opening the same link at once make one administrator', async () => {
    const { token } = await desk.application.execute('identity.issue-link', { kind: 'first_admin' }, installer);
    const redeem = (userName: string) => desk.application.execute('identity.redeem-link', { token, fullName: 'Trần Văn Quản', userName, password: PASSWORD }, anonymous());
    const outcomes = await Promise.allSettled([redeem('mot.mot'), redeem('hai.hai')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await desk.application.database.reader.person.count()).toBe(1);
  });

  it('identity I10 a link for a new password works for 24 hours, ends the sessions, and a newer one ends it', async () => {
    const { application } = desk;
    const personId = await desk.addAccount('khiem.lq');
    const { token: session } = await desk.signIn('khiem.lq');
    const issue = () => application.execute('identity.issue-link', { kind: 'set_password', personId }, installer);
    const [first, second] = [await issue(), await issue()];
    const next = 'sáu con cua đi ngang qua cầu';
    const redeem = (token: string) => application.execute('identity.redeem-link', { token, password: next }, anonymous());
    await expect(redeem(first.token)).rejects.toMatchObject({ code: 'gone' });
    await redeem(second.token);
    expect(await desk.resolve(session)).toBeNull();
    await expect(desk.signIn('khiem.lq', next)).resolves.toBeDefined();
    const third = await issue();
    desk.installation.clock.advance(24 * 60 * MINUTE);
    await expect(redeem(third.token)).rejects.toMatchObject({ code: 'gone' });
    await expect(application.query('identity.link', { token: third.token }, anonymous())).rejects.toMatchObject({ code: 'gone' });
  });

  it('identity I10 a link never opens the account of a blocked person', async () => {
    const { application } = desk;
    const personId = await desk.addAccount('khiem.lq');
    const { token } = await application.execute('identity.issue-link', { kind: 'set_password', personId }, installer);
    await application.execute('organization.update-person', { personId, version: 1, userName: 'khiem.lq', fullName: 'Lại Quốc Khiêm', roles: [], blocked: true }, installer);
    await expect(application.execute('identity.redeem-link', { token, password: 'sáu con cua đi ngang qua cầu' }, anonymous())).rejects.toMatchObject({ code: 'gone' });
    await expect(application.execute('identity.issue-link', { kind: 'set_password', personId }, installer)).rejects.toMatchObject({ reason: 'identity.blocked_account' });
    expect((await application.database.reader.person.findUniqueOrThrow({ where: { id: personId } })).status).toBe('blocked');
  });
});
