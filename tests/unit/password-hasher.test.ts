import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createPasswordHasher } from '../../server/adapters/system/password-hasher';

const work = vi.hoisted(() => ({ open: [] as (() => void)[] }));
vi.mock('@node-rs/argon2', () => ({
  hash: () => new Promise<string>((resolve) => work.open.push(() => resolve('băm'))),
  verify: () => new Promise<boolean>((resolve) => work.open.push(() => resolve(true))),
}));

/** Ends what runs, and what comes after it, until nothing is left. */
async function finish(): Promise<void> {
  for (let end = work.open.shift(); end; end = work.open.shift()) {
    end();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
beforeEach(() => void (work.open.length = 0));

describe('a rush of sign-ins', () => {
  it('that is refused for an unknown name is forgotten when it is over, and never ends the program', async () => {
    const passwords = createPasswordHasher(1);
    const rush = Array.from({ length: 201 }, () => passwords.hash('mật khẩu'));
    await expect(passwords.verify(null, 'x')).rejects.toMatchObject({ code: 'unavailable', reason: 'identity.too_many_sign_ins' });
    await expect(passwords.verify('đã lưu', 'x')).rejects.toMatchObject({ code: 'unavailable' });
    await finish();
    await Promise.all(rush);
    const answer = passwords.verify(null, 'x');
    await finish();
    expect(await answer).toBe(false);
  });
});
