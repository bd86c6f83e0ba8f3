import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSampleAuthority, FileSignerStore, issue, keysHere } from '../../../server/adapters/signer';
import { anonymous } from '../../../server/kernel/actor';
import { openTestInstallation, type TestInstallation } from '../../support/installation';
import { installer, openDesk, PASSWORD, transport } from '../identity/desk';
import { reasonOf } from '../minutes/session';
import { phien } from './phien';

const NEW_PASSWORD = 'cửa sổ nhìn ra bến sông 88';

/** What whoever stands at the server can do when no administrator can sign in; the server is stopped meanwhile. */
describe('at the server', () => {
  const userName = 'khiem.lq';
  const fullName = 'Lương Quang Khiêm';
  let installation: TestInstallation;
  let personId: string;
  const say = (...args: string[]) => phien(args, { dataDir: installation.dataDir });
  const again = async (): Promise<void> => void (installation = await openTestInstallation({ dataDir: installation.dataDir, at: '2026-11-27T01:00:00Z' }));

  beforeEach(async () => {
    ({ installation } = await openDesk());
    ({ personId } = await installation.application.execute('organization.create-person', { userName, fullName, roles: [], password: PASSWORD }, installer));
  });
  afterEach(() => installation.close());

  it('identity I15 phien link waits for the server to stop, gives a link that works once, and tells the owner', { timeout: 240_000 }, async () => {
    const held = say('link', userName);
    expect([held.code, held.out]).toEqual([1, '']);
    expect(held.err).not.toBe('');
    await installation.application.stop();
    const unknown = say('link', 'khong.co');
    expect([unknown.code, unknown.err]).toEqual([2, 'Không có tài khoản “khong.co”.\nThere is no account “khong.co”.\n']);
    expect(say('link').code).toBe(2);
    const given = say('link', 'KHIEM.LQ');
    expect(given).toMatchObject({ code: 0, err: '' });
    const token = /\/welcome\/(\S+)/u.exec(given.out)?.[1] ?? '';
    await again();
    const redeem = () => installation.application.execute('identity.redeem-link', { token, password: NEW_PASSWORD }, anonymous('10.0.0.1'));
    await redeem();
    expect(await reasonOf(redeem())).not.toBe('nothing was refused');
    const { caller } = await signIn(NEW_PASSWORD);
    expect((await installation.application.query('identity.notices', {}, caller)).notices.length).toBeGreaterThan(0);
    expect(await installation.application.database.reader.auditEntry.count({ where: { action: 'identity.issue-link' } })).toBe(1);
  });

  it('signing G17 phien pin names who has wrong PINs, and phien pin reset lets that person try again with a reason', { timeout: 240_000 }, async () => {
    const folder = path.join(installation.dataDir, 'signing');
    const now = installation.clock.now();
    await createSampleAuthority(folder, { now });
    await issue(folder, { personId, commonName: fullName, title: 'Phó Chủ tịch', organisation: 'Ủy ban nhân dân tỉnh', pin: '24681357', algorithm: 'ecdsa-p256-sha256', now });
    const keys = () => new FileSignerStore(folder, keysHere(folder));
    for (let tries = 0; tries < 5; tries += 1) await reasonOf(keys().open(personId, 'sai sai', { personId, resets: 0 }));
    await installation.application.stop();
    const listed = say('pin');
    expect(listed.code).toBe(0);
    expect(listed.out).toContain(`${personId}  ${personId}  ${fullName}: còn 0 lần`);
    expect(say('pin', 'reset', '--person', personId, '--key', personId).code).toBe(2);
    expect(say('pin', 'reset', '--person', personId, '--key', 'khong-co', '--reason', 'x').code).not.toBe(0);
    expect(say('pin', 'reset', '--person', personId, '--key', personId, '--reason', 'Nhầm bàn phím')).toMatchObject({ code: 0, out: expect.stringContaining(fullName) as string });
    expect(say('pin').out).toContain('Không ai đang nhập sai mã PIN.');
    await again();
    expect(await installation.application.query('signing.certificate', {}, (await signIn(PASSWORD)).caller)).toMatchObject({ attemptsLeft: 5, reset: { by: null, reason: 'Nhầm bàn phím' } });
  });

  async function signIn(password: string) {
    const { token } = await installation.application.execute('identity.sign-in', { userName, password }, anonymous('10.0.0.2'));
    const session = await installation.application.query('identity.resolve-sign-in', { token }, transport);
    if (!session) throw new Error('the new sign-in does not resolve');
    return { caller: { kind: 'person' as const, personId: session.personId, signInId: session.signInId, fullName: session.fullName, roles: session.roles } };
  }
});
