import { createHash, generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { keySigner } from '../../../server/adapters/signer';
import { makeCertificate, nameDer } from '../../../server/adapters/signer/certificates';
import { SIGNATURE_ALGORITHMS } from '../../../server/kernel/ports/signer';
import type { SignatureAlgorithm, Signer } from '../../../server/kernel/ports/signer';
import { buildCms } from '../../../server/pades';
import { judgeCms } from '../../../server/pades/verify/judge-cms';
import { NOW, folder, run, tool } from './fixtures';

const dir = folder();
const content = Buffer.from('Biên bản phiên họp thường kỳ tháng 11 năm 2026');
const notBefore = new Date(NOW.getTime() - 86_400_000);
const notAfter = new Date(NOW.getTime() + 86_400_000);

function signerFor(algorithm: SignatureAlgorithm): { signer: Signer; root: Buffer } {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const subject = { commonName: 'CA thử – Đặng Hữu Ước', organisation: 'Tỉnh Thanh Giang' };
  const issuer = { key: authority.privateKey, name: nameDer(subject) };
  const keys = algorithm.startsWith('rsa')
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: algorithm.includes('p384') ? 'P-384' : 'P-256' });
  const root = makeCertificate({ subject, publicKey: authority.publicKey, issuer, purpose: { kind: 'authority', pathLength: 0 }, notBefore, notAfter });
  const leaf = makeCertificate({
    subject: { commonName: 'Trần Văn Chủ Tọa', title: 'Chủ tịch' },
    publicKey: keys.publicKey,
    issuer,
    purpose: { kind: 'signer' },
    notBefore,
    notAfter,
  });
  return { signer: keySigner(keys.privateKey, algorithm, [leaf], true), root };
}

describe('CMS', () => {
  it.each(SIGNATURE_ALGORITHMS)('pades C1 %s: OpenSSL accepts it as CAdES, and so do we', async (algorithm) => {
    const { signer, root } = signerFor(algorithm);
    const digest = createHash(algorithm.slice(-6)).update(content).digest();
    const cms = await buildCms(signer, digest);
    const judged = judgeCms(cms, [content.subarray(0, 7), content.subarray(7)], { subFilter: 'ETSI.CAdES.detached', extraCertificates: [] });
    expect(judged.findings).toEqual([]);
    expect(judged.intact).toBe(true);
    if (!tool('openssl')) return;
    const file = (suffix: string): string => path.join(dir, `${algorithm}.${suffix}`);
    writeFileSync(file('der'), cms);
    writeFileSync(file('bin'), content);
    writeFileSync(file('pem'), `-----BEGIN CERTIFICATE-----\n${root.toString('base64')}\n-----END CERTIFICATE-----\n`);
    const at = String(Math.floor(NOW.getTime() / 1000));
    const args = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', file('der'), '-content', file('bin'), '-CAfile', file('pem'), '-attime', at, '-purpose', 'any', '-out', '/dev/null'];
    expect(run('openssl', args)).toMatchObject({ ok: true });
    writeFileSync(file('bin'), Buffer.concat([content, Buffer.from('.')]));
    expect(run('openssl', args).ok).toBe(false);
  });

  it('pades C2 a key that does not belong to the certificate is noticed before anything is embedded', async () => {
    const { signer } = signerFor('ecdsa-p256-sha256');
    const other = signerFor('ecdsa-p256-sha256').signer;
    const digest = createHash('sha256').update(content).digest();
    await expect(buildCms({ ...signer, sign: (data) => other.sign(data) }, digest)).rejects.toMatchObject({ fault: 'signature_failed' });
  });
});
