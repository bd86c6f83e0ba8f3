import { chmodSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { FileSignerStore, createSampleAuthority, issue, keysHere, readAuthority, revoke } from '../../../server/adapters/signer';
import { addSignatureFields, parseCertificate, signPdf, verifyPdf } from '../../../server/pades';
import { FIELDS, NOW, PIN, installation, minutes, run, self, tool } from '../pades/fixtures';
import type { Installation } from '../pades/fixtures';

const DAY = 86_400_000;
let of: Installation;
beforeAll(async () => {
  of = await installation();
});

describe('the sample authority', () => {
  it('signing A1 says who signs and that it is a trial', async () => {
    expect(await of.store.describe('chair', self('chair'))).toMatchObject({
      commonName: 'Đỗ Khắc Trường Vân',
      title: 'Chủ tịch UBND tỉnh',
      organisation: 'Ủy ban nhân dân tỉnh Thanh Giang',
      issuer: 'Phiên – CA thử nghiệm (không có giá trị pháp lý)',
      testOnly: true,
      attemptsLeft: 5,
    });
    expect(await of.store.describe('nobody', self('nobody'))).toBeNull();
    await expect(of.store.open('nobody', PIN, self('nobody'))).rejects.toMatchObject({ code: 'not_found', reason: 'signing.no_certificate' });
    await expect(of.store.open('../root', PIN, self('../root'))).rejects.toMatchObject({ reason: 'signing.bad_id' });
  });

  it('signing A2 five wrong PINs lock the key, also across restarts and in parallel', async () => {
    await issue(of.dir, { personId: 'clerk', commonName: 'Trịnh Thị Sâm', pin: PIN, algorithm: 'ecdsa-p256-sha256', now: NOW });
    await expect(of.store.open('clerk', '000000', self('clerk'))).rejects.toMatchObject({ code: 'forbidden', reason: 'signing.wrong_pin', params: { left: 4 } });
    await of.store.open('clerk', PIN, self('clerk'));
    const answers = await Promise.allSettled(Array.from({ length: 8 }, (_, i) => of.store.open('clerk', `00000${i}`, self('clerk'))));
    const reasons = answers.map((answer) => (answer.status === 'rejected' ? (answer.reason as { reason: string }).reason : 'opened'));
    expect(reasons.filter((reason) => reason === 'signing.wrong_pin')).toHaveLength(4);
    expect(reasons.filter((reason) => reason === 'signing.pin_locked')).toHaveLength(4);
    await expect(new FileSignerStore(of.dir, keysHere(of.dir)).open('clerk', PIN, self('clerk'))).rejects.toMatchObject({ reason: 'signing.pin_locked' });
    writeFileSync(path.join(of.dir, 'signers/clerk.attempts.json'), '{"failed":"none"}');
    await expect(of.store.open('clerk', PIN, self('clerk'))).rejects.toMatchObject({ reason: 'signing.pin_locked' });
  });

  it('signing A3 keys and counters are readable by their owner only, and no half-written file stays', () => {
    for (const file of readdirSync(of.dir, { recursive: true }) as string[]) {
      const full = path.join(of.dir, file);
      if (!statSync(full).isFile() || file === 'root.pem') continue;
      expect(statSync(full).mode & 0o777, file).toBe(0o600);
      expect(path.basename(file).startsWith('.'), file).toBe(false);
    }
  });

  it('signing A4 making it again changes nothing; lists older than a week are made anew', async () => {
    const before = readFileSync(path.join(of.dir, 'root.cer'));
    await createSampleAuthority(of.dir, { now: new Date(NOW.getTime() + DAY) });
    expect(readFileSync(path.join(of.dir, 'root.cer')).equals(before)).toBe(true);
    const [first] = (await readAuthority(of.dir, { now: new Date(NOW.getTime() + 6 * DAY) })).crls;
    const [second] = (await readAuthority(of.dir, { now: new Date(NOW.getTime() + 8 * DAY) })).crls;
    expect(Buffer.compare(first ?? Buffer.alloc(0), Buffer.from(of.trust.crls?.[0] ?? []))).toBe(0);
    expect(Buffer.compare(first ?? Buffer.alloc(0), second ?? Buffer.alloc(0))).not.toBe(0);
  });

  it('signing A5 OpenSSL opens the key file and builds the chain', () => {
    if (!tool('openssl')) return;
    const file = path.join(of.dir, 'signers/secretary.p12');
    chmodSync(file, 0o600);
    expect(run('openssl', ['pkcs12', '-in', file, '-noout', '-info', '-passin', `pass:${PIN}`]).output).toContain('AES-256-CBC');
    expect(run('openssl', ['pkcs12', '-in', file, '-noout', '-passin', 'pass:111111']).ok).toBe(false);
    const pem = (der: Uint8Array, label: string): string => `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64')}\n-----END ${label}-----\n`;
    const [leaf, issuing] = of.secretary.chain;
    const write = (name: string, text: string): string => {
      const target = path.join(of.dir, name);
      writeFileSync(target, text, { mode: 0o600 });
      return target;
    };
    const crls = write('crls.pem.tmp', (of.trust.crls ?? []).map((crl) => pem(crl, 'X509 CRL')).join(''));
    const chain = write('issuing.pem.tmp', pem(issuing ?? new Uint8Array(0), 'CERTIFICATE'));
    const target = write('leaf.pem.tmp', pem(leaf ?? new Uint8Array(0), 'CERTIFICATE'));
    const at = String(Math.floor(NOW.getTime() / 1000) + 60);
    const args = ['verify', '-x509_strict', '-crl_check_all', '-CRLfile', crls, '-CAfile', of.rootFile, '-untrusted', chain, '-attime', at, target];
    expect(run('openssl', args)).toMatchObject({ ok: true });
  });

  it('signing A6 pades V9 a signature made before its certificate was revoked is invalid afterwards, as no time-stamp proves its age', async () => {
    const of = await installation();
    await issue(of.dir, { personId: 'leaver', commonName: 'Lại Quốc Khiêm', pin: PIN, algorithm: 'ecdsa-p256-sha256', now: NOW });
    const signer = await of.store.open('leaver', PIN, self('leaver'));
    const signed = await signPdf(addSignatureFields(minutes(), FIELDS), { field: 'SIG_THUKY', signer, signedAt: NOW });
    const judge = async (now: Date): Promise<string[]> => {
      const authority = await readAuthority(of.dir, { now });
      const report = verifyPdf(signed, { ...authority, now });
      return [report.verdict, report.signatures[0]?.revocation ?? ''];
    };
    // The lists were made anew above; before that day they say nothing good.
    const renewed = new Date(NOW.getTime() + 9 * DAY);
    expect(await judge(renewed)).toEqual(['valid', 'good']);
    const later = new Date(renewed.getTime() + DAY);
    await revoke(of.dir, 'leaver', { now: later });
    expect(await judge(new Date(later.getTime() + 1000))).toEqual(['invalid', 'revoked']);
    const expired = new Date(NOW.getTime() + 800 * DAY);
    expect(verifyPdf(signed, { ...of.trust, now: expired }).verdict).toBe('indeterminate');
    expect(verifyPdf(signed, { ...of.trust, now: new Date(NOW.getTime() + 60 * DAY) })).toMatchObject({ verdict: 'valid_with_warnings' });
    expect(parseCertificate(signer.chain[0] ?? new Uint8Array(0)).serial).toMatch(/^[0-9a-f]{32}$/);
  });
});
