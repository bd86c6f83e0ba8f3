import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createThrottle } from '../../server/adapters/system/throttle';
import { senderOf } from '../../server/modules/identity/credentials';
import { assertHardToGuess } from '../../server/modules/identity/password-strength';
import { formsOf, telexOf } from '../../server/modules/identity/password-words';

const who = { userName: 'khiem.lq', fullName: 'Lại Quốc Khiêm' };
const installation = ['Ủy ban nhân dân tỉnh Thanh Giang', 'UBND tỉnh'];

describe('identity: what a password must be', () => {
  it.each([
    ['mười một ký', 'identity.password_short'],
    ['tôi là KHIEM.LQ 2026', 'identity.password_has_name'],
    ['aaaabbbbaaaa', 'identity.password_simple'],
    ['matkhau123456', 'identity.password_common'],
    ['Mật khẩu 123456', 'identity.password_common'],
    ['maatjkhaaur123456', 'identity.password_common'],
    ['anhyeuem123456', 'identity.password_common'],
    ['Vietnam@123456', 'identity.password_common'],
    ['phien-hop-mau-2026', 'identity.password_common'],
    ['vanphong@2026', 'identity.password_common'],
    ['qwertyuiop12', 'identity.password_common'],
    ['thanhgiang2026', 'identity.password_installation'],
    ['ThanhGiang@2026', 'identity.password_installation'],
    ['laiquockhiem1975', 'identity.password_installation'],
    ['abcdefghijklm', 'identity.password_guessable'],
  ])('identity I7 refuses “%s” (%s)', async (password, reason) => {
    await expect(assertHardToGuess(password, who, installation)).rejects.toMatchObject({ code: 'rejected', reason });
    await expect(assertHardToGuess(password.normalize('NFD'), who, installation)).rejects.toMatchObject({ reason });
  });

  it.each(['giấy tờ để ở nhà 2026', 'sáu con cua đi ngang qua cầu', 'saucuadingangcautre', 'wK3#vT9!qLm2', 'quyển sách trên bàn gỗ'])('identity I7 takes “%s”', async (password) => {
    await expect(assertHardToGuess(password, who, installation)).resolves.toBeUndefined();
  });

  it('identity I7 a phrase is known in every spelling, Telex with the keyboard off included', () => {
    expect(['mật', 'khẩu', 'đường', 'nguyễn', 'yêu', 'ơ'].map(telexOf)).toEqual(['maatj', 'khaaur', 'dduwowngf', 'nguyeenx', 'yeeu', 'ow']);
    expect(formsOf('mật khẩu')).toEqual(expect.arrayContaining(['mậtkhẩu', 'matkhau', 'maatjkhaaur', 'mat khau']));
  });
});

describe('identity: who is counted as one sender', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:0db8:0:1:aaaa:bbbb:cccc:dddd', '2001:db8:0:1/64'],
    ['2001:db8:0:1::7', '2001:db8:0:1/64'],
    ['fe80::1%eth0', 'fe80:0:0:0/64'],
    ['::1', '0:0:0:0/64'],
    ['', ''],
  ])('identity I3 %s is %s: a /64 is one machine', (ip, sender) => expect(senderOf(ip)).toBe(sender));
});

describe('identity: waiting', () => {
  it('identity I3 a key never gets more tries in any window than the rule allows, whatever the order of events', async () => {
    const rule = { name: 'r', failures: 3, window: 60, block: 90 };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 60 }), async (pauses) => {
        let run = 0;
        const throttle = createThrottle({ monotonic: () => run });
        const passed: number[] = [];
        for (const pause of pauses) {
          run += pause;
          if ((await throttle.blockedFor(rule, 'k')) > 0) continue;
          if ((await throttle.fail(rule, 'k')) <= rule.failures) passed.push(run);
        }
        for (const [index, at] of passed.entries()) {
          const third = passed[index + rule.failures];
          const blockedAfter = passed[index + rule.failures - 1];
          if (third !== undefined && blockedAfter !== undefined && third - at < rule.window * 1000) expect(third - blockedAfter).toBeGreaterThanOrEqual(0);
        }
        expect(passed.length).toBeLessThanOrEqual(rule.failures * (Math.floor(run / (rule.window * 1000)) + 1));
      }),
    );
  });
});
