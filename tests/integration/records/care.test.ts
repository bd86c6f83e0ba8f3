import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { DomainError } from '../../../server/kernel/errors';
import type { Authorities } from '../../../server/kernel/ports/authorities';
import { care } from '../../../server/modules/records/jobs/care';
import { parseCrl } from '../../../server/pades/verify/revocation';
import { doJob } from '../../support/jobs';
import { approvedMinutes, closedAssembly, PIN, type ClosedAssembly } from '../minutes/session';
import { generation, tokenOf } from '../pades/authority-of-time';
import { revocationList } from '../pades/hostile-authority';

const DAY = 86_400_000;

let all: ClosedAssembly;
let officialId: string;
let verifyCode: string;
let fails: DomainError | null;
let asked: number;

const authority = generation('I', 'p256', new Date('2026-01-01T00:00:00Z'), new Date('2031-01-01T00:00:00Z'));
const next = generation('II', 'p384', new Date('2029-01-01T00:00:00Z'), new Date('2036-01-01T00:00:00Z'));
const files = () => all.installation.application.database.reader.officialFile.findMany({ where: { officialId }, orderBy: { revision: 'asc' } });
const careAt = async (): Promise<Date | null> => (await all.installation.application.database.reader.officialDocument.findUniqueOrThrow({ where: { id: officialId } })).careAt;
const levels = async (): Promise<[string, string[]]> => {
  const report = await all.query('records.verify-code', { code: verifyCode }, { kind: 'anonymous' });
  return [report?.verdict ?? 'nothing', report?.signatures.filter(({ kind }) => kind === 'signature').map(({ level }) => level) ?? []];
};
const steps = async (): Promise<unknown[]> => {
  const entries = await all.installation.application.database.reader.auditEntry.findMany({ where: { action: 'records.record-care' }, orderBy: { seq: 'asc' } });
  return entries.map(({ details }) => (JSON.parse(details) as { step?: string; reason?: string }).step ?? (JSON.parse(details) as { reason?: string }).reason ?? 'looked');
};
const sign = (who = all.secretary) => all.execute('records.sign', { officialId, pin: PIN }, who);
const drain = () => all.installation.application.jobs.drain();

beforeEach(async () => {
  all = await closedAssembly();
  fails = null;
  asked = 0;
  const folder = path.join(all.installation.dataDir, 'signing', 'trust');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'tsa.cer'), authority.root.der);
  writeFileSync(path.join(folder, 'tsa-2.cer'), next.root.der);
  const { ports } = all.installation.application;
  const now = (): Date => ports.clock.now();
  const ours: Authorities = {
    isSet: true,
    stamp(imprint) {
      asked += 1;
      return fails ? Promise.reject(fails) : Promise.resolve(tokenOf(now() < next.from ? authority : next, imprint, now()));
    },
    async status({ issuer }) {
      const own = [authority, next].find(({ root }) => issuer.der.length === root.der.length && Buffer.compare(issuer.der, root.der) === 0);
      return own ? { crl: parseCrl(revocationList({ issuer: own.root, from: now(), until: new Date(now().getTime() + 7 * DAY) })) } : null;
    },
    look: () => Promise.resolve([]),
  };
  Object.assign(ports, { authorities: ours });
  ({ officialId, verifyCode } = await approvedMinutes(all));
  return () => all.close();
});

describe('signed files are made to last', () => {
  it('records G33 G34 a signature is stamped behind it, and when the last obligatory one is there comes the rest, each step once', async () => {
    await expect(sign()).resolves.toMatchObject({ revision: 1 });
    expect(asked).toBe(0);
    await drain();
    expect([await levels(), (await files()).length, await careAt()]).toEqual([['valid', ['B-T']], 3, null]);
    await sign(all.chair);
    await drain();
    expect(await levels()).toEqual(['valid', ['B-LTA', 'B-LTA']]);
    expect(await steps()).toEqual(['stamp', 'looked', 'stamp', 'evidence', 'archive', 'looked']);
    const before = await files();
    await doJob(all.installation.application, care, { officialId });
    expect((await files()).map(({ sha256 }) => sha256)).toEqual(before.map(({ sha256 }) => sha256));
    // The seal comes after the end, and is looked after like the others.
    await all.execute('records.seal', { officialId, pin: PIN }, all.clerk);
    await drain();
    expect(await levels()).toEqual(['valid', ['B-LTA', 'B-LTA', 'B-LTA']]);
  });

  it('records G34 what somebody signs meanwhile is built upon, and what was made before it is thrown away', async () => {
    await sign();
    const [, signed] = await files();
    const stale = { officialId, base: { revision: 0, sha256: '0'.repeat(64) }, outcome: { careAt: null, reason: null } };
    await expect(all.installation.application.execute('records.record-care', stale, { kind: 'system', name: 'test' })).rejects.toMatchObject({ reason: 'signing.changed_meanwhile' });
    // Two of them at once: of one key two are never at work, and a second look finds nothing to do.
    await Promise.all([drain(), drain()]);
    expect((await files()).map(({ revision }) => revision)).toEqual([0, 1, 2]);
    expect((await files())[1]?.sha256).toBe(signed?.sha256);
  });

  it('records G33 G36 an authority that is away keeps nobody from signing; it is asked again, and nothing was added meanwhile', async () => {
    fails = new DomainError('unavailable', 'signing.no_timestamp', { authority: 'tsa.example', problem: 'unreachable' });
    await sign();
    await drain();
    await sign(all.chair);
    await drain();
    expect([(await files()).length, await levels()]).toEqual([3, ['valid', ['B-B', 'B-B']]]);
    fails = null;
    all.installation.clock.advance(3_600_000);
    await drain();
    expect(await levels()).toEqual(['valid', ['B-LTA', 'B-LTA']]);
  });

  it('records G36 a file whose authority nobody here trusts is looked at a day later, and the reason is kept', async () => {
    const { ports } = all.installation.application;
    const { anchors } = ports.trust;
    await sign();
    await sign(all.chair);
    Object.assign(ports.trust, { anchors: async () => (await anchors()).slice(1) });
    await drain();
    expect((await steps()).at(-1)).toBe('signing.untrusted_chain');
    expect(((await careAt())?.getTime() ?? 0) - all.installation.clock.now().getTime()).toBe(DAY);
  });

  it('records G35 an archive time-stamp is renewed in time, without any signer; what was signed before is looked after too', async () => {
    Object.assign(all.installation.application.ports.authorities, { isSet: false });
    await sign();
    await sign(all.chair);
    await drain();
    expect([await levels(), asked]).toEqual([['valid', ['B-B', 'B-B']], 0]);
    Object.assign(all.installation.application.ports.authorities, { isSet: true });
    await doJob(all.installation.application, care);
    expect(await levels()).toEqual(['valid', ['B-LTA', 'B-LTA']]);
    const due = await careAt();
    expect(due?.toISOString().slice(0, 7)).toBe('2030-10');
    all.installation.clock.set(new Date((due?.getTime() ?? 0) + 60_000).toISOString());
    await doJob(all.installation.application, care);
    all.installation.clock.set('2034-06-01T00:00:00Z');
    expect(await levels()).toEqual(['valid', ['B-LTA', 'B-LTA']]);
    expect((await careAt())?.getUTCFullYear()).toBe(2035);
  });
});
