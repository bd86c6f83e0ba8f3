import { hash } from '@node-rs/argon2';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anonymous } from '../../../server/kernel/actor';
import { SPRAY_RULE } from '../../../server/modules/identity/credentials';
import { installer, openDesk, PASSWORD, type Desk } from './desk';

describe('identity: signing in', () => {
  let desk: Desk;
  beforeEach(async () => void (desk = await openDesk()));
  afterEach(() => desk.house.close());

  const failing = (userName: string, password: string, ip = '10.0.0.1') =>
    desk.application.execute('identity.sign-in', { userName, password }, anonymous(ip)).then(
      () => 'signed in',
      (error: { code: string; reason: string }) => `${error.code} ${error.reason}`,
    );

  it('I1 user names are compared without regard to case, blanks and composition', async () => {
    const personId = await desk.addAccount('khiem.lq');
    for (const typed of ['khiem.lq', 'KHIEM.LQ', '  Khiem.lq ', 'khiem.lq'.normalize('NFD')]) {
      expect((await desk.signIn(typed)).caller.personId).toBe(personId);
    }
  });

  it('I1 a password typed in NFD is the password typed in NFC', async () => {
    await desk.addAccount('khiem.lq', { password: PASSWORD.normalize('NFC') });
    expect(PASSWORD.normalize('NFD')).not.toBe(PASSWORD.normalize('NFC'));
    await expect(desk.signIn('khiem.lq', PASSWORD.normalize('NFD'))).resolves.toMatchObject({ caller: { fullName: 'Đỗ Khắc Trường Vân' } });
  });

  it('I2 an unknown name, a wrong password, a blocked person and one without password get the same answer', async () => {
    await desk.addAccount('khiem.lq');
    const blocked = await desk.addAccount('bi.khoa');
    await desk.application.execute('organization.update-person', { personId: blocked, version: 1, userName: 'bi.khoa', fullName: 'Bị Khóa', roles: [], blocked: true }, installer);
    await desk.application.execute('organization.create-person', { userName: 'chua.co', fullName: 'Chưa Có' }, installer);
    const answers = [await failing('khong.co', PASSWORD), await failing('khiem.lq', 'sai mật khẩu rồi'), await failing('bi.khoa', PASSWORD), await failing('chua.co', PASSWORD)];
    expect(new Set(answers)).toEqual(new Set(['unauthenticated identity.wrong_credentials']));
  });

  it('I2 an unknown name takes the same work as a wrong password', async () => {
    await desk.addAccount('khiem.lq');
    await failing('lam.nong', PASSWORD, '10.9.9.9');
    const time = async (userName: string, ip: string): Promise<number> => {
      const before = process.cpuUsage();
      await failing(userName, 'sai mật khẩu rồi', ip);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const [unknown, wrong]: [number[], number[]] = [[], []];
    for (let round = 0; round < 8; round += 1) {
      unknown.push(await time('khong.co', `10.1.0.${round}`));
      wrong.push(await time('khiem.lq', `10.2.0.${round}`));
    }
    // Processor time of this process, the least of each: other work on the machine says nothing about it.
    const ratio = Math.min(...unknown) / Math.min(...wrong);
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.67);
  });

  it('I3 after five wrong passwords the pair of account and address waits, the right password included', async () => {
    await desk.addAccount('khiem.lq');
    for (let tried = 0; tried < 5; tried += 1) expect(await failing('khiem.lq', `sai lần ${tried} rồi đó`)).toBe('unauthenticated identity.wrong_credentials');
    expect(await failing('khiem.lq', PASSWORD)).toBe('rate_limited identity.wait');
    expect(await failing('KHIEM.LQ', PASSWORD)).toBe('rate_limited identity.wait');
  });

  it('I3 others behind the same address, and the same account elsewhere, are not slowed', async () => {
    await desk.addAccount('khiem.lq');
    await desk.addAccount('van.dkt');
    for (let tried = 0; tried < 6; tried += 1) await failing('khiem.lq', 'sai mật khẩu rồi');
    await expect(desk.signIn('van.dkt')).resolves.toBeDefined();
    await expect(desk.signIn('khiem.lq', PASSWORD, '10.0.0.2')).resolves.toBeDefined();
  });

  it('I3 an address that fails with very many accounts waits with all of them; a full hall that mistypes does not', async () => {
    await desk.addAccount('khiem.lq');
    const { throttle } = desk.application.ports;
    for (let failed = 1; failed < SPRAY_RULE.failures; failed += 1) await throttle.fail(SPRAY_RULE, '10.0.0.1');
    expect(await failing('khong.co', PASSWORD, '10.0.0.1')).toBe('unauthenticated identity.wrong_credentials');
    expect(await failing('khiem.lq', PASSWORD, '10.0.0.1')).toBe('rate_limited identity.wait');
    await expect(desk.signIn('khiem.lq', PASSWORD, '10.0.0.2')).resolves.toBeDefined();
    expect(SPRAY_RULE.failures).toBeGreaterThanOrEqual(45 * 5);
  });

  it('I3 the wait lasts fifteen minutes from the fifth failure, however long ago the first was', async () => {
    await desk.addAccount('khiem.lq');
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: new Date('2026-11-26T01:00:00Z'), shouldAdvanceTime: true });
    try {
      for (let tried = 0; tried < 4; tried += 1) await failing('khiem.lq', 'sai mật khẩu rồi');
      vi.advanceTimersByTime(14 * 60_000);
      await failing('khiem.lq', 'sai mật khẩu rồi');
      vi.advanceTimersByTime(14 * 60_000);
      expect(await failing('khiem.lq', PASSWORD)).toBe('rate_limited identity.wait');
      vi.advanceTimersByTime(61_000);
      await expect(desk.signIn('khiem.lq')).resolves.toBeDefined();
    } finally {
      vi.useRealTimers();
    }
  });

  it('I3 twenty tries at once are five tries', async () => {
    await desk.addAccount('khiem.lq');
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => failing('khiem.lq', `sai lần ${index} rồi đó`)));
    expect(answers.filter((answer) => answer === 'unauthenticated identity.wrong_credentials')).toHaveLength(5);
    expect(answers.filter((answer) => answer === 'rate_limited identity.wait')).toHaveLength(15);
  });

  it('I3 a good sign-in forgets the failures before it', async () => {
    await desk.addAccount('khiem.lq');
    for (let round = 0; round < 3; round += 1) {
      for (let tried = 0; tried < 4; tried += 1) await failing('khiem.lq', 'sai mật khẩu rồi');
      await expect(desk.signIn('khiem.lq')).resolves.toBeDefined();
    }
  });

  it('I8 a hash of weaker parameters is replaced at the next sign-in, and an edit under way does not suffer', async () => {
    const personId = await desk.addAccount('khiem.lq');
    const weak = await hash(PASSWORD.normalize('NFC'), { algorithm: 2, memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    const { database } = desk.application;
    await database.transaction((db) => db.person.update({ where: { id: personId }, data: { passwordHash: weak } }));
    await desk.signIn('khiem.lq');
    const stored = await database.reader.person.findUniqueOrThrow({ where: { id: personId } });
    expect(stored.passwordHash).toMatch(/^\$argon2id\$v=19\$m=12288,t=3,p=1\$/);
    expect(stored.version).toBe(1);
    await expect(desk.signIn('khiem.lq')).resolves.toBeDefined();
  });

  it('I9 neither password nor token reaches the audit log, the events or the receipts', async () => {
    await desk.addAccount('khiem.lq');
    const { token, caller } = await desk.signIn('khiem.lq');
    const next = 'mật khẩu thứ hai 2026';
    await desk.application.execute('identity.change-password', { current: PASSWORD, next }, caller, { commandId: '0199a000-0000-7000-8000-000000000001' });
    const { token: linkToken } = await desk.application.execute('identity.issue-link', { kind: 'set_password', personId: caller.personId }, installer);
    const { reader } = desk.application.database;
    const everything = JSON.stringify([await reader.auditEntry.findMany(), await reader.outboxEvent.findMany(), await reader.receipt.findMany(), await reader.session.findMany(), await reader.accessLink.findMany()]);
    expect(everything).toContain(caller.personId);
    for (const secret of [PASSWORD, next, token, linkToken, 'argon2id']) expect(everything).not.toContain(secret);
  });
});
