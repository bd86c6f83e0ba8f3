import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileSignerStore, keysHere } from '../../../server/adapters/signer';
import { system } from '../../../server/kernel/actor';
import { approvedMinutes, closedAssembly, PIN, reasonOf, type ClosedAssembly } from '../minutes/session';

describe('PINs of signing keys', () => {
  let all: ClosedAssembly;
  let officialId: string;
  beforeAll(async () => {
    all = await closedAssembly();
    ({ officialId } = await approvedMinutes(all));
  }, 240_000);
  afterAll(() => all.close());

  const signingDir = () => path.join(all.installation.dataDir, 'signing');
  const store = () => new FileSignerStore(signingDir(), keysHere(signingDir()));
  const seal = async (): Promise<string> => {
    const meeting = await all.installation.application.database.reader.meeting.findUniqueOrThrow({ where: { id: all.meetingId }, include: { body: true } });
    return meeting.body.unitId;
  };
  const sign = (pin: string) => reasonOf(all.execute('records.sign', { officialId, pin }, all.secretary));
  const refusals = () => all.installation.application.database.reader.auditEntry.findMany({ where: { action: 'records.sign.refused' }, orderBy: { seq: 'asc' } });

  it('signing G15 five wrong PINs of one clerk lock the seal for that clerk alone, through a restart', { timeout: 120_000 }, async () => {
    const unitId = await seal();
    const [first, second] = [{ personId: all.clerk.personId, resets: 0 }, { personId: all.stranger.personId, resets: 0 }];
    for (let left = 4; left >= 1; left -= 1) await expect(store().open(unitId, 'sai sai', first)).rejects.toMatchObject({ reason: 'signing.wrong_pin', params: { left } });
    await expect(store().open(unitId, 'sai sai', first)).rejects.toMatchObject({ reason: 'signing.pin_locked', params: { left: 0 } });
    await expect(store().open(unitId, PIN, first)).rejects.toMatchObject({ reason: 'signing.pin_locked', params: {} });
    expect((await store().describe(unitId, second))?.attemptsLeft).toBe(5);
    await store().open(unitId, PIN, second);
    await expect(store().open(unitId, PIN, first)).rejects.toMatchObject({ reason: 'signing.pin_locked' });
    await store().open(unitId, PIN, { ...first, resets: 1 });
  });

  it('signing G16 G17 each wrong PIN leaves one entry; an administrator with a reason, never the person, lets them try again', { timeout: 240_000 }, async () => {
    const key = { keyId: all.secretary.personId, personId: all.secretary.personId };
    for (let tries = 0; tries < 8; tries += 1) await sign('sai sai');
    expect(await sign(PIN)).toBe('forbidden/signing.pin_locked');
    expect((await refusals()).map(({ actorId, details }) => [actorId, (JSON.parse(details) as { left: number }).left])).toEqual([4, 3, 2, 1, 0].map((left) => [all.secretary.personId, left]));
    expect(JSON.stringify(await refusals())).not.toContain('sai sai');

    const reset = (reason: string, caller: Parameters<typeof all.execute>[2]) => all.execute('signing.reset-pin', { ...key, reason }, caller);
    expect(await reasonOf(reset('tự mở', all.secretary))).toBe('forbidden/role.admin_only');
    expect(await reasonOf(reset('tự mở', { ...all.secretary, roles: ['admin'] }))).toBe('forbidden/signing.not_own_pin');
    expect(await reasonOf(reset('  ', all.admin))).toBe('invalid/input.invalid');
    expect((await all.query('signing.pin-locks', {}, all.admin)).locks).toContainEqual({ ...key, fullName: all.secretary.fullName, seal: null, failed: 5, left: 0 });
    await reset('Đã gặp trực tiếp, nhầm bàn phím', all.admin);
    expect(await all.query('signing.certificate', {}, all.secretary)).toMatchObject({ attemptsLeft: 5, reset: { by: all.admin.fullName, reason: 'Đã gặp trực tiếp, nhầm bàn phím' } });
    expect((await all.query('signing.pin-locks', {}, all.admin)).locks.filter(({ keyId }) => keyId === key.keyId)).toEqual([]);
    expect(await all.installation.application.database.reader.auditEntry.findFirst({ where: { action: 'signing.reset-pin' } })).toMatchObject({ actorId: all.admin.personId, objectId: key.keyId });
    await reset('Tại máy chủ', system('console'));
    expect(await all.query('signing.certificate', {}, all.secretary)).toMatchObject({ reset: { by: null, reason: 'Tại máy chủ' } });
    expect(await sign(PIN)).toBe('nothing was refused');
  });

  it('records G18 meetings M16 a clerk of another agency neither sees the minutes nor the seal; one of this agency does', { timeout: 120_000 }, async () => {
    const { database, ports } = all.installation.application;
    const unitId = await seal();
    const [communeId, officeId] = [ports.ids.next(), ports.ids.next()];
    const unit = { validFrom: '2025-07-01', parentId: unitId };
    await database.transaction(async (db) => {
      await db.orgUnit.create({ data: { ...unit, id: communeId, name: 'Xã Mường Sáng', shortName: 'Xã', kind: 'commune' } });
      await db.orgUnit.create({ data: { ...unit, id: officeId, name: 'Văn phòng', shortName: 'VP', kind: 'office' } });
    });
    const moveTo = (id: string | null) => database.transaction((db) => db.person.update({ where: { id: all.clerk.personId }, data: { unitId: id } }));
    const seen = () => reasonOf(all.query('minutes.view', { meetingId: all.meetingId }, all.clerk));
    for (const elsewhere of [communeId, null]) {
      await moveTo(elsewhere);
      expect(await seen()).toBe('not_found/not_found');
      expect(await reasonOf(all.execute('records.seal', { officialId, pin: PIN }, all.clerk))).toBe('not_found/not_found');
      expect((await all.query('meetings.list', {}, all.clerk)).past).toEqual([]);
    }
    await moveTo(officeId);
    expect(await seen()).toBe('nothing was refused');
    expect((await all.query('meetings.list', {}, all.clerk)).past).toHaveLength(1);
    expect((await all.query('records.seal-key', { officialId }, all.clerk))?.commonName).not.toBe('');
  });
});
