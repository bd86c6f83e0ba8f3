import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { addSignatureFields, prepareSignature, preparedDigest, verifyPdf } from '../../../server/pades';
import type { PreparedSignature, VerificationReport } from '../../../server/pades';
import { OID } from '../../../server/pades/der/oids';
import { DerError, readDerPrefix } from '../../../server/pades/der/read';
import { context, integer, nullValue, octets, oid, sequence, setOf, time, utf8 } from '../../../server/pades/der/write';
import { FIELDS, NOW, folder, minutes, run, tool } from './fixtures';
import { EXTENSIONS, attribute, certify, essOf, extension, issuerSerialOf, makeCms, nameOf, revocationList, timestamp } from './hostile-authority';
import type { CmsParts, Party } from './hostile-authority';

const DAY = 86_400_000;
const dir = folder();
const { authority, usage, purposes } = EXTENSIONS;
const root = certify({ name: 'CA gốc', extensions: [authority(), usage(5, 6)] });
const signer = certify({ name: 'Trần Văn Chủ Tọa', issuer: root, extensions: [usage(0, 1)] });
const other = certify({ name: 'Người khác', issuer: root, extensions: [usage(0, 1)] });
const hash = (bytes: Uint8Array, name = 'sha256'): Buffer => createHash(name).update(bytes).digest();
let prepared: PreparedSignature;
let digest: Uint8Array;

beforeAll(() => {
  prepared = prepareSignature(addSignatureFields(minutes(), FIELDS), { field: 'SIG_CHUTOA', signedAt: NOW });
  digest = preparedDigest(prepared, 'sha256');
});

function embedded(cms: Uint8Array): Uint8Array {
  const bytes = Buffer.from(prepared.bytes);
  bytes.write(Buffer.from(cms).toString('hex'), prepared.holeStart + 1, 'latin1');
  return bytes;
}
function verified(cms: Uint8Array, crls: readonly Uint8Array[] = [], now = NOW): VerificationReport {
  return verifyPdf(embedded(cms), { trustAnchors: [root.der], crls: [revocationList({ issuer: root }), ...crls], now });
}
const made = (change: (parts: CmsParts) => void = () => undefined, party: Party = signer): Buffer => makeCms(party, root.name, digest, change);
const keys = (report: VerificationReport): string[] => report.signatures.flatMap((signature) => signature.findings.filter((found) => found.severity !== 'info').map((found) => found.key));
const without = (parts: CmsParts, id: string): Uint8Array[] => parts.attributes.filter((item) => !Buffer.from(item).includes(Buffer.from(oid(id))));
/** The older attribute, bound by SHA-1. */
const oldEss = (of: Uint8Array): Buffer => Buffer.from(attribute(OID.signingCertificate, sequence(sequence(sequence(octets(hash(of, 'sha1')))))));
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const rsaSigner = certify({ name: 'Người ký RSA', issuer: root, extensions: [usage(0)], keys: rsa });

const CASES: readonly [title: string, verdict: string, finding: string, change: (parts: CmsParts) => void, party?: Party][] = [
  ['two message digests', 'invalid', 'cms.attribute_count', (parts) => parts.attributes.push(attribute(OID.messageDigest, octets(hash(Buffer.from('x')))))],
  ['one message digest with two values', 'invalid', 'cms.attribute_count', (parts) => parts.attributes.splice(1, 1, attribute(OID.messageDigest, octets(digest), octets(hash(Buffer.from('x')))))],
  ['a message digest of another type', 'invalid', 'cms.digest_mismatch', (parts) => parts.attributes.splice(1, 1, attribute(OID.messageDigest, Buffer.concat([Uint8Array.from([0x0c, 32]), digest])))],
  ['content type missing', 'invalid', 'cms.attribute_count', (parts) => (parts.attributes = without(parts, OID.contentType))],
  ['the hash of another certificate', 'invalid', 'cms.ess_mismatch', (parts) => parts.attributes.splice(2, 1, essOf(hash(other.der)))],
  ['the right hash with the serial number of another', 'invalid', 'cms.ess_mismatch', (parts) => parts.attributes.splice(2, 1, essOf(hash(signer.der), issuerSerialOf(root.name, other.serial)))],
  ['the right hash with another issuer', 'invalid', 'cms.ess_mismatch', (parts) => parts.attributes.splice(2, 1, essOf(hash(signer.der), issuerSerialOf(nameOf('CA khác'), signer.serial)))],
  ['no signing certificate', 'invalid', 'cms.no_ess', (parts) => parts.attributes.splice(2, 1)],
  ['the signing certificate twice', 'invalid', 'cms.attribute_count', (parts) => parts.attributes.push(essOf(hash(other.der)))],
  ['two wrong ones of version 2 beside a right one of version 1', 'invalid', 'cms.attribute_count', (parts) => parts.attributes.splice(2, 1, essOf(hash(other.der)), essOf(hash(other.der, 'sha384')), oldEss(signer.der))],
  ['a right one of version 2 beside a wrong one of version 1', 'invalid', 'cms.ess_mismatch', (parts) => parts.attributes.push(oldEss(other.der))],
  ['the certificate bound by SHA-1', 'valid_with_warnings', 'baseline.ess_sha1', (parts) => parts.attributes.splice(2, 1, oldEss(signer.der))],
  ['signing time as an attribute', 'valid_with_warnings', 'baseline.signing_time_attribute', (parts) => parts.attributes.push(attribute(OID.signingTime, time(NOW)))],
  ['an announced hash that was not used', 'invalid', 'cms.digest_conflict', (parts) => (parts.digests = [sequence(oid(OID.sha512))])],
  ['SHA-1 announced besides', 'invalid', 'cms.digest_conflict', (parts) => parts.digests.push(sequence(oid(OID.sha1)))],
  ['no hash announced', 'invalid', 'cms.digest_conflict', (parts) => (parts.digests = [])],
  ['signed with SHA-1', 'invalid', 'cms.weak_digest', (parts) => Object.assign(parts, { signatureAlgorithm: sequence(oid(OID.ecdsaWithSha1)), sign: (data: Uint8Array) => sign('sha1', data, signer.key) })],
  ['signed with another hash than declared', 'invalid', 'cms.digest_conflict', (parts) => Object.assign(parts, { signatureAlgorithm: sequence(oid(OID.ecdsaWithSha384)), sign: (data: Uint8Array) => sign('sha384', data, signer.key) })],
  ['signed with another key', 'invalid', 'cms.signature_mismatch', (parts) => (parts.sign = (data) => sign('sha256', data, other.key))],
  ['an unknown version', 'invalid', 'cms.not_der', (parts) => (parts.version = integer(2))],
  ['a signer of the wrong version', 'invalid', 'cms.not_der', (parts) => (parts.signerVersion = integer(3))],
  ['a second set of certificates', 'invalid', 'cms.not_der', (parts) => parts.extra.push(setOf([other.der], 0xa0))],
  ['a second set of signers', 'invalid', 'cms.not_der', (parts) => parts.extra.push(setOf([]))],
  ['empty content inside', 'invalid', 'cms.encapsulated', (parts) => (parts.content = [context(0, octets(new Uint8Array(0)))])],
  ['certificate left out', 'invalid', 'cms.no_certificate', (parts) => (parts.certificates = [])],
  ['only the certificate of another', 'invalid', 'cms.no_certificate', (parts) => (parts.certificates = [other.der])],
  ['a counter-signature', 'valid_with_warnings', 'baseline.forbidden_attribute', (parts) => parts.unsigned.push(attribute(OID.countersignature, sequence()))],
  ['an elliptic key said to be RSA', 'invalid', 'cms.signature_mismatch', (parts) => (parts.signatureAlgorithm = sequence(oid(OID.sha256WithRsa), nullValue()))],
  ['PSS whose mask is made with SHA-1', 'invalid', 'cms.signature_mismatch', (parts) => (parts.signatureAlgorithm = sequence(oid(OID.rsaPss), sequence(context(0, sequence(oid(OID.sha256), nullValue()))))), rsaSigner],
];

describe('signatures made by hand', () => {
  it('pades C3 the hand-made signature itself is valid', () => {
    expect({ verdict: verified(made()).verdict, keys: keys(verified(made())) }).toEqual({ verdict: 'valid', keys: [] });
  });

  it.each(CASES)('pades C3 %s: %s, named %s', (_title, verdict, finding, change, party) => {
    const report = verified(made(change, party));
    expect(keys(report)).toContain(finding);
    expect(report.verdict).toBe(verdict);
  });

  it('pades C3 a signature ends where its DER says: zeros at its own end are its own, those after it are padding', () => {
    let cms = made();
    for (let tried = 0; cms.at(-1) !== 0; tried += 1) {
      if (tried > 10_000) throw new Error('no signature ends in 00');
      cms = made();
    }
    expect({ verdict: verified(cms).verdict, keys: keys(verified(cms)) }).toEqual({ verdict: 'valid', keys: [] });
    const file = path.join(dir, 'ends-in-zero.pdf');
    writeFileSync(file, embedded(cms));
    if (tool('pdfsig')) expect(run('pdfsig', ['-nocert', file]).output).toContain('Signature is Valid');
    const padded = Buffer.concat([cms, Buffer.alloc(64)]);
    expect(Buffer.compare(readDerPrefix(padded).bytes, cms)).toBe(0);
    // Cut at the last byte that is not zero, it would be no DER any more.
    expect(() => readDerPrefix(cms.subarray(0, cms.findLastIndex((byte) => byte !== 0) + 1))).toThrow(DerError);
  });

  it('pades C3 a right binding of each version is one binding', () => {
    expect(verified(made((parts) => parts.attributes.push(oldEss(signer.der)))).verdict).toBe('valid');
  });

  it('pades C1 the plain form of ECDSA signatures (BSI TR-03111) is read', () => {
    const plain = made((parts) =>
      Object.assign(parts, {
        signatureAlgorithm: sequence(oid('0.4.0.127.0.7.1.1.4.1.3')),
        sign: (data: Uint8Array) => sign('sha256', data, { key: signer.key, dsaEncoding: 'ieee-p1363' }),
      }),
    );
    expect(verified(plain).verdict).toBe('valid');
  });

  it('pades C5 a message in BER is sound, but not PAdES: indefinite lengths, long forms, strings in pieces', () => {
    const cms = made();
    const ber = Buffer.concat([Uint8Array.from([0x30, 0x80]), cms.subarray(4), Uint8Array.from([0, 0])]);
    expect({ verdict: verified(ber).verdict, keys: keys(verified(ber)), level: verified(ber).signatures[0]?.level }).toEqual({ verdict: 'valid_with_warnings', keys: ['cms.ber'], level: 'none' });
    expect(verified(Buffer.concat([ber, Uint8Array.from([0, 1])]))).toMatchObject({ verdict: 'invalid' });
    expect(verified(ber.subarray(0, ber.length - 40))).toMatchObject({ verdict: 'invalid' });
    expect(verified(Buffer.concat([cms, Uint8Array.from([0, 1])]))).toMatchObject({ verdict: 'invalid' });
  });

  it.each([
    ['that may only encrypt', [usage(2)]],
    ['for time-stamps only', [usage(0), purposes(true, OID.ekuTimeStamping)]],
    ['of a web server', [usage(0), purposes(false, '1.3.6.1.5.5.7.3.1')]],
    ['of a list signer', [usage(6)]],
  ])('pades C4 a certificate %s signs no document', (_title, extensions) => {
    const party = certify({ name: 'Sai mục đích', issuer: root, extensions });
    expect(verified(made(undefined, party))).toMatchObject({ verdict: 'invalid' });
    expect(keys(verified(made(undefined, party)))).toContain('certificate.purpose');
  });

  it('pades C4 a certificate whose policies cannot be read is judged without a fault of ours', () => {
    const party = certify({ name: 'Lạ', issuer: root, extensions: [usage(0), extension(OID.certificatePolicies, Uint8Array.from([0x30, 0x02, 0x30, 0x00]))] });
    const report = verified(made(undefined, party));
    expect(report.findings.map((found) => found.key)).toEqual([]);
    expect(report.verdict).toBe('invalid');
  });

  it('pades V9 validity and revocation count at the time asked about', () => {
    const brief = certify({ name: 'Ngắn hạn', issuer: root, extensions: [usage(0)], from: new Date(NOW.getTime() - DAY), until: new Date(NOW.getTime() + DAY) });
    const cms = made(undefined, brief);
    const at = (days: number): string => verified(cms, [], new Date(NOW.getTime() + days * DAY)).verdict;
    expect([at(-2), at(0), at(2)]).toEqual(['invalid', 'valid', 'indeterminate']);
    const revoked = revocationList({ issuer: root, revoked: [{ party: brief, at: new Date(NOW.getTime() - 3_600_000) }] });
    expect(verified(cms, [revoked]).verdict).toBe('invalid');
    expect(verified(cms, [revoked], new Date(NOW.getTime() - 7_200_000))).toMatchObject({ verdict: 'valid', signatures: [{ revocation: 'good' }] });
  });

  it('pades V13 a time-stamp proves the age of a signature while its authority is good, and says why when not', () => {
    const stamper = certify({ name: 'TSA', issuer: root, extensions: [usage(0), purposes(true, OID.ekuTimeStamping)] });
    const lax = certify({ name: 'TSA khác', issuer: root, extensions: [usage(0), purposes(false, OID.ekuTimeStamping)] });
    const revokedLater = revocationList({ issuer: root, revoked: [{ party: signer, at: new Date(NOW.getTime() + DAY) }] });
    const later = new Date(NOW.getTime() + 2 * DAY);
    const stamped = (by: Party): Buffer => {
      return made((parts) => {
        const raw = parts.sign;
        let signature: Uint8Array = new Uint8Array(0);
        parts.sign = (data) => (signature = signature.length > 0 ? signature : raw(data));
        signature = raw(setOf(parts.attributes));
        parts.unsigned = [attribute(OID.signatureTimeStamp, timestamp(by, root, signature, NOW))];
      });
    };
    const judge = (by: Party, ...lists: Buffer[]): unknown => {
      const { verdict, signatures } = verified(stamped(by), [revokedLater, ...lists], later);
      return [verdict, signatures[0]?.level, signatures[0]?.findings.map((found) => found.key).find((key) => key.startsWith('timestamp.'))];
    };
    expect(verified(made(), [revokedLater], later).verdict).toBe('invalid');
    expect(judge(stamper)).toEqual(['valid', 'B-T', 'timestamp.good']);
    expect(judge(lax)).toEqual(['invalid', 'B-B', 'timestamp.invalid']);
    expect(judge(stamper, revocationList({ issuer: root, revoked: [{ party: stamper, at: later, reason: 1 }] }))).toEqual(['invalid', 'B-B', 'timestamp.revoked']);
  });

  it('pades C3 names in other alphabets stay what they are', () => {
    const party = certify({ name: 'Đàm Thị Ngọc Ước'.normalize('NFD'), issuer: root, extensions: [usage(0)] });
    expect(verified(made(undefined, party)).signatures[0]?.signer?.commonName).toBe('Đàm Thị Ngọc Ước'.normalize('NFC'));
    expect(utf8('é').length).toBe(4);
  });
});
