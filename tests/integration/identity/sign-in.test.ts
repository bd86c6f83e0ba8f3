import { hash } from '@node-rs/argon2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anonymous } from '../../../server/kernel/actor';
import { ACCOUNT_DAY_RULE, PACE_RULE, SPRAY_RULE } from '../../../server/modules/identity/credentials';
import { installer, openDesk, PASSWORD, type Desk } from './desk';

describe('identity: signing in', () => {
  let desk: Desk;
  beforeEach(async () => void (desk = await openDesk()));
  afterEach(() => desk.installation.close());

  const failing = (userName: string, password: string, ip = '10.0.0.1') =>
    desk.application.execute('identity.sign-in', { userName, password }, anonymous(ip)).then(
      () => 'signed in',
      (error: { code: string; reason: string }) => `${error.code} ${error.reason}`,
    );

  it('identity I1 user names are compared without regard to case, blanks and composition', async () => {
    const personId = await desk.addAccount('khiem.lq');
    for (const typed of ['khiem.lq', 'KHIEM.LQ', '  Khiem.lq ', 'khiem.lq'.normalize('NFD')]) {
      expect((await desk.signIn(typed)).caller.personId).toBe(personId);
    }
  });

  it('identity I1 a password typed in NFD is the password typed in NFC', async () => {
    await desk.addAccount('khiem.lq', { password: PASSWORD.normalize('NFC') });
    expect(PASSWORD.normalize('NFD')).not.toBe(PASSWORD.normalize('NFC'));
    await expect(desk.signIn('khiem.lq', PASSWORD.normalize('NFD'))).resolves.toMatchObject({ caller: { fullName: 'Đỗ Khắc Trường Vân' } });
  });

  it('identity I2 an unknown name, a wrong password, a blocked person and one without password get the same answer', async () => {
    await desk.addAccount('khiem.lq');
    const blocked = await desk.addAccount('bi.khoa');
    await desk.application.execute('organization.update-person', { personId: blocked, version: 1, userName: 'bi.khoa', fullName: 'Bị Khóa', roles: [], blocked: true }, installer);
    await desk.application.execute('organization.create-person', { userName: 'chua.co', fullName: 'Chưa Có' }, installer);
    const answers = [await failing('khong.co', PASSWORD), await failing('khiem.lq', 'sai mật khẩu rồi'), await failing('bi.khoa', PASSWORD), await failing('chua.co', PASSWORD)];
    expect(new Set(answers)).toEqual(new Set(['unauthenticated identity.wrong_credentials']));
  });

  it('identity I2 an unknown name takes the same work as a wrong password', async () => {
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

  it('identity I3 after five wrong passwords the pair of account and address waits, the right password included', async () => {
    await desk.addAccount('khiem.lq');
    for (let tried = 0; tried < 5; tried += 1) expect(await failing('khiem.lq', `sai lần ${tried} rồi đó`)).toBe('unauthenticated identity.wrong_credentials');
    expect(await failing('khiem.lq', PASSWORD)).toBe('rate_limited identity.wait');
    expect(await failing('KHIEM.LQ', PASSWORD)).toBe('rate_limited identity.wait');
  });

  it('identity I3 others behind the same address, and the same account elsewhere, are not slowed', async () => {
    await desk.addAccount('khiem.lq');
    await desk.addAccount('van.dkt');
    for (let tried = 0; tried < 6; tried += 1) await failing('khiem.lq', 'sai mật khẩu rồi');
    await expect(desk.signIn('van.dkt')).resolves.toBeDefined();
    await expect(desk.signIn('khiem.lq', PASSWORD, '10.0.0.2')).resolves.toBeDefined();
  });

  it('identity I3 an address that fails with very many names waits a minute at a time; a full hall that mistypes does not, nor 252 made-up names', async () => {
    await desk.addAccount('khiem.lq');
    const { throttle } = desk.application.ports;
    const sender = '10.0.0.1';
    for (let failed = 0; failed < 252; failed += 1) await throttle.fail(SPRAY_RULE, sender);
    await expect(desk.signIn('khiem.lq')).resolves.toBeDefined();
    for (let failed = 253; failed < SPRAY_RULE.failures; failed += 1) await throttle.fail(SPRAY_RULE, sender);
    expect(await failing('khong.co', PASSWORD)).toBe('unauthenticated identity.wrong_credentials');
    expect(await failing('khiem.lq', PASSWORD)).toBe('rate_limited identity.wait');
    await expect(desk.signIn('khiem.lq', PASSWORD, '10.0.0.2')).resolves.toBeDefined();
    desk.installation.clock.advance(61_000);
    await expect(desk.signIn('khiem.lq')).resolves.toBeDefined();
    expect(SPRAY_RULE.failures).toBeGreaterThanOrEqual(100 * 5);
  });

  it('identity I3 one name counts once for its address, however often it fails', async () => {
    const { throttle } = desk.application.ports;
    for (let failed = 2; failed < SPRAY_RULE.failures; failed += 1) await throttle.fail(SPRAY_RULE, '10.0.0.1');
    for (let tried = 0; tried < 4; tried += 1) await failing('khong.co', `sai lần ${tried} rồi đó`);
    expect(await throttle.blockedFor(SPRAY_RULE, '10.0.0.1')).toBe(0);
    await failing('khong.co.nua', 'sai mật khẩu rồi');
    expect(await throttle.blockedFor(SPRAY_RULE, '10.0.0.1')).toBeGreaterThan(0);
  });

  it('identity I3 no address makes the installation compare more than its share in a minute', async () => {
    await desk.addAccount('khiem.lq');
    const { throttle } = desk.application.ports;
    for (let compared = 0; compared < PACE_RULE.failures; compared += 1) await throttle.fail(PACE_RULE, '10.0.0.1');
    expect(await failing('khiem.lq', PASSWORD)).toBe('rate_limited identity.wait');
    await expect(desk.signIn('khiem.lq', PASSWORD, '10.0.0.2')).resolves.toBeDefined();
  });

  it('identity I3 the wait lasts fifteen minutes from the fifth failure, however long ago the first was, and setting the clock does not end it', async () => {
    await desk.addAccount('khiem.lq');
    const { clock } = desk.installation;
    for (let tried = 0; tried < 4; tried += 1) await failing('khiem.lq', 'sai mật khẩu rồi');
    clock.advance(14 * 60_000);
    await failing('khiem.lq', 'sai mật khẩu rồi');
    clock.advance(14 * 60_000);
    expect(await failing('khiem.lq', PASSWORD)).toBe('rate_limited identity.wait');
    clock.step(3 * 3_600_000);
    expect(await failing('khiem.lq', PASSWORD)).toBe('rate_limited identity.wait');
    clock.step(-6 * 3_600_000);
    clock.advance(61_000);
    await expect(desk.signIn('khiem.lq')).resolves.toBeDefined();
  });

  it('identity I3 twenty tries at once are five tries', async () => {
    await desk.addAccount('khiem.lq');
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => failing('khiem.lq', `sai lần ${index} rồi đó`)));
    expect(answers.filter((answer) => answer === 'unauthenticated identity.wrong_credentials')).toHaveLength(5);
    expect(answers.filter((answer) => answer === 'rate_limited identity.wait')).toHaveLength(15);
  });

  it('identity I3 a good sign-in forgets the failures before it', async () => {
    await desk.addAccount('khiem.lq');
    for (let round = 0; round < 3; round += 1) {
      for (let tried = 0; tried < 4; tried += 1) await failing('khiem.lq', 'sai mật khẩu rồi');
      await expect(desk.signIn('khiem.lq')).resolves.toBeDefined();
    }
  });

  /** How often a password is compared, the real comparison included. */
  const comparisons = (): { count: number } => {
    const counted = { count: 0 };
    const { passwords } = desk.application.ports;
    const verify = passwords.verify.bind(passwords);
    desk.application.ports.passwords = { ...passwords, verify: (stored, password) => (counted.count++, verify(stored, password)) };
    return counted;
  };

  it('identity I12 wrong passwords on the chair\u2019s name from the hall do not close the way of the tablet the chair is known by', async () => {
    await desk.addAccount('chu.tich');
    const first = await desk.application.execute('identity.sign-in', { userName: 'chu.tich', password: PASSWORD }, anonymous('10.0.0.1'));
    const attack = (count: number) => Promise.all(Array.from({ length: count }, (_, index) => failing('chu.tich', `đoán lần ${index} xem sao`)));
    await attack(30);
    expect(await failing('chu.tich', PASSWORD)).toBe('rate_limited identity.wait');
    const known = { userName: 'chu.tich', password: PASSWORD, device: first.device };
    const again = await desk.application.execute('identity.sign-in', known, anonymous('10.0.0.1'));
    expect(again.device).toBe(first.device);
    // Neither does a day of guessing, nor an address that is closed as a whole.
    for (let guess = 0; guess < ACCOUNT_DAY_RULE.failures; guess += 1) await desk.application.ports.throttle.fail(ACCOUNT_DAY_RULE, 'chu.tich');
    for (let name = 0; name < SPRAY_RULE.failures; name += 1) await desk.application.ports.throttle.fail(SPRAY_RULE, '10.0.0.1');
    await expect(desk.application.execute('identity.sign-in', known, anonymous('10.0.0.1'))).resolves.toBeDefined();
  });

  it('identity I12 a known browser is bound to the person, is limited on its own, and made-up tokens are none', async () => {
    await desk.addAccount('khiem.lq');
    await desk.addAccount('van.dkt');
    const { device } = await desk.application.execute('identity.sign-in', { userName: 'khiem.lq', password: PASSWORD }, anonymous('10.0.0.1'));
    const guess = (userName: string, password: string, token: string, ip = '10.0.0.1') =>
      desk.application.execute('identity.sign-in', { userName, password, device: token }, anonymous(ip)).then(({ device: given }) => given, (error: { reason: string }) => error.reason);
    // For somebody else it is a browser like any other.
    const others = await Promise.all(Array.from({ length: 8 }, () => guess('van.dkt', 'sai mật khẩu rồi', device)));
    expect(others.filter((reason) => reason === 'identity.wrong_credentials')).toHaveLength(5);
    const own = await Promise.all(Array.from({ length: 14 }, () => guess('khiem.lq', 'sai mật khẩu rồi', device)));
    expect(own.filter((reason) => reason === 'identity.wrong_credentials')).toHaveLength(10);
    expect(await guess('khiem.lq', PASSWORD, device)).toBe('identity.wait');
    const planted = 'a'.repeat(43);
    expect(await guess('khiem.lq', PASSWORD, planted, '10.0.0.3')).not.toBe(planted);
  });

  it('identity I12 a new password and blocking forget the browsers; the person sees them and forgets one', async () => {
    const personId = await desk.addAccount('khiem.lq');
    const { caller } = await desk.signIn('khiem.lq');
    await desk.signIn('khiem.lq');
    const mine = () => desk.application.query('identity.my-sign-ins', {}, caller);
    const before = (await mine()).devices;
    expect(before).toHaveLength(2);
    await desk.application.execute('identity.forget-device', { deviceId: before[0]?.id ?? '' }, caller);
    await desk.addAccount('van.dkt');
    const stranger = (await desk.signIn('van.dkt')).caller;
    await expect(desk.application.execute('identity.forget-device', { deviceId: before[1]?.id ?? '' }, stranger)).rejects.toMatchObject({ code: 'not_found' });
    expect((await mine()).devices.map(({ id }) => id)).toEqual([before[1]?.id]);
    await desk.application.execute('identity.change-password', { current: PASSWORD, next: 'sáu con cua đi ngang qua cầu' }, caller);
    expect((await mine()).devices).toEqual([]);
    await desk.application.execute('identity.sign-in', { userName: 'khiem.lq', password: 'sáu con cua đi ngang qua cầu' }, anonymous('10.0.0.1'));
    await desk.application.execute('organization.update-person', { personId, version: 1, userName: 'khiem.lq', fullName: 'Lại Quốc Khiêm', roles: [], blocked: true }, installer);
    expect(await desk.application.database.reader.trustedDevice.count({ where: { personId } })).toBe(0);
  });

  it('identity I12 at most ten browsers of a person are known, however many are made up', async () => {
    const personId = await desk.addAccount('khiem.lq');
    for (let browser = 0; browser < 12; browser += 1) await desk.signIn('khiem.lq', PASSWORD, `10.0.1.${browser}`);
    expect(await desk.application.database.reader.trustedDevice.count({ where: { personId } })).toBe(10);
  });

  it('identity I13 at most a hundred guesses at an account are compared in a day, from however many addresses; what is refused costs nothing', async () => {
    await desk.addAccount('khiem.lq');
    const compared = comparisons();
    desk.application.ports.passwords = { ...desk.application.ports.passwords, verify: async () => (compared.count++, false) };
    for (let address = 0; address < 40; address += 1) {
      for (let tried = 0; tried < 5; tried += 1) await failing('khiem.lq', 'sai mật khẩu rồi', `10.3.0.${address}`);
    }
    expect(compared.count).toBe(100);
    expect(await failing('khiem.lq', PASSWORD, '10.9.9.9')).toBe('rate_limited identity.wait');
    desk.installation.clock.advance(24 * 3_600_000 + 1);
    await failing('khiem.lq', 'sai mật khẩu rồi', '10.9.9.9');
    expect(compared.count).toBe(101);
  });

  it('identity I3 a hundred delegates behind one address get in, some of them after a mistake or two', async () => {
    const names = Array.from({ length: 100 }, (_, index) => `dai.bieu.${index}`);
    const one = await desk.addAccount('mot.nguoi');
    const { database, ports } = desk.application;
    const { passwordHash } = await database.reader.person.findUniqueOrThrow({ where: { id: one } });
    await database.transaction((db) => db.person.createMany({ data: names.map((userName) => ({ id: ports.ids.next(), userName, fullName: userName, sortName: userName, createdAt: ports.clock.now(), passwordHash })) }));
    // The comparison itself is not what is tested a hundred times here.
    ports.passwords = { ...ports.passwords, verify: async (stored, password) => stored === passwordHash && password === PASSWORD };
    for (const [index, name] of names.entries()) {
      for (let typo = 0; typo < index % 4; typo += 1) await failing(name, 'gõ nhầm một chữ');
      expect(await failing(name, PASSWORD)).toBe('signed in');
      // A hall fills in a quarter of an hour.
      desk.installation.clock.advance(9_000);
    }
  });

  it('watch W4 wrong passwords leave one entry per window with their number, and nothing of what was typed', async () => {
    const personId = await desk.addAccount('khiem.lq');
    for (let tried = 0; tried < 8; tried += 1) await failing('khiem.lq', 'sai mật khẩu rồi');
    for (let name = 0; name < 30; name += 1) await failing(`mat-khau-go-nham-${name}`, 'sai mật khẩu rồi', `10.4.0.${name}`);
    const [tally, ...rest] = desk.application.ports.tallies.drain();
    expect(rest).toEqual([]);
    expect(tally).toMatchObject({ topic: 'sign_in', total: 38 });
    expect(tally?.subjects[0]).toEqual({ subject: `${personId} 10.0.0.1`, count: 8 });
    expect(tally?.subjects).toHaveLength(20);
    expect(JSON.stringify(tally)).not.toContain('mat-khau');
    expect(desk.application.ports.tallies.drain()).toEqual([]);
  });

  it('identity I8 a hash of weaker parameters is replaced at the next sign-in, and an edit under way does not suffer', async () => {
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

  it('identity I9 neither password nor token reaches the audit log, the events or the receipts', async () => {
    await desk.addAccount('khiem.lq');
    const { token, caller } = await desk.signIn('khiem.lq');
    const next = 'sáu con cua đi ngang qua cầu';
    await desk.application.execute('identity.change-password', { current: PASSWORD, next }, caller, { commandId: '0199a000-0000-7000-8000-000000000001' });
    const { token: linkToken } = await desk.application.execute('identity.issue-link', { kind: 'set_password', personId: caller.personId }, installer);
    const { reader } = desk.application.database;
    const everything = JSON.stringify([await reader.auditEntry.findMany(), await reader.historyEvent.findMany(), await reader.receipt.findMany(), await reader.signIn.findMany(), await reader.accessLink.findMany()]);
    expect(everything).toContain(caller.personId);
    for (const secret of [PASSWORD, next, token, linkToken, 'argon2id']) expect(everything).not.toContain(secret);
  });
});
