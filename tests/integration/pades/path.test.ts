import { generateKeyPairSync } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { parseCertificate } from '../../../server/pades';
import { OID } from '../../../server/pades/der/oids';
import { context, contextPrimitive } from '../../../server/pades/der/write';
import { buildPath } from '../../../server/pades/verify/chain';
import { parseCrl, revocationOf, stampRevoked } from '../../../server/pades/verify/revocation';
import { NOW } from './fixtures';
import { EXTENSIONS, certify, dirName, extension, issuingPoint, revocationList } from './hostile-authority';
import type { Party, Wish } from './hostile-authority';

const DAY = 86_400_000;
const { authority, usage, purposes, policies, explicitPolicy, names, listAt } = EXTENSIONS;
const CA = [authority(), usage(5, 6)];

interface Chain {
  readonly root: Party;
  readonly middle: Party;
  readonly leaf: Party;
}

function chain(change: { root?: Partial<Wish>; middle?: Partial<Wish>; leaf?: Partial<Wish> } = {}): Chain {
  const root = certify({ name: 'CA gốc', extensions: CA, ...change.root });
  const middle = certify({ name: 'CA cấp dưới', issuer: root, extensions: CA, ...change.middle });
  const leaf = certify({ name: 'Trần Văn Chủ Tọa', issuer: middle, extensions: [usage(0, 1)], ...change.leaf });
  return { root, middle, leaf };
}

const cert = (party: Party): ReturnType<typeof parseCertificate> => parseCertificate(party.der);
function judged({ root, middle, leaf }: Chain): string {
  const { trusted, broken, inTime } = buildPath(cert(leaf), [cert(middle)], [cert(root)], NOW);
  return broken ? 'broken' : !trusted ? 'untrusted' : inTime ? 'trusted' : 'out of time';
}

const rsa1024 = (): NonNullable<Wish['keys']> => generateKeyPairSync('rsa', { modulusLength: 1024 });
const directory = (organisation: string): Uint8Array => context(4, dirName([OID.organisation, organisation]));
const mail = (address: string): Uint8Array => extension(OID.subjectAltName, sequenceOf(contextPrimitive(1, Buffer.from(address))));
const sequenceOf = (...items: Uint8Array[]): Uint8Array => Buffer.concat([Uint8Array.from([0x30, items.reduce((sum, item) => sum + item.length, 0)]), ...items]);

const PATHS: readonly [title: string, verdict: string, make: () => Chain][] = [
  ['an ordinary path', 'trusted', () => chain()],
  ['an issuer that is no authority', 'broken', () => chain({ middle: { extensions: [usage(5, 6)] } })],
  ['an issuer that may not sign certificates', 'broken', () => chain({ middle: { extensions: [authority(), usage(6)] } })],
  ['more authorities than the root allows', 'broken', () => chain({ root: { extensions: [authority(0), usage(5, 6)] } })],
  ['an expired authority', 'out of time', () => chain({ middle: { until: new Date(NOW.getTime() - DAY) } })],
  ['an authority of tomorrow', 'out of time', () => chain({ middle: { from: new Date(NOW.getTime() + DAY) } })],
  ['an authority certified with SHA-1', 'broken', () => chain({ middle: { hash: 'sha1' } })],
  ['a signer certified with SHA-1', 'broken', () => chain({ leaf: { hash: 'sha1' } })],
  ['an authority with an RSA key of 1,024 bits', 'broken', () => chain({ middle: { keys: rsa1024() } })],
  ['a critical extension nobody knows', 'broken', () => chain({ leaf: { extensions: [usage(0), extension('1.2.3.4.5', Uint8Array.from([5, 0]), true)] } })],
  ['names inside what the authority may certify', 'trusted', () => chain({ middle: { extensions: [...CA, names([directory('UBND tỉnh')])] } })],
  ['a name outside what the authority may certify', 'broken', () => chain({ middle: { extensions: [...CA, names([directory('UBND huyện')])] } })],
  ['a name the authority must not certify', 'broken', () => chain({ root: { extensions: [...CA, names([], [directory('ubnd  TỈNH')])] } })],
  ['an address outside the domain', 'broken', () => chain({ middle: { extensions: [...CA, names([contextPrimitive(1, Buffer.from('tinh.gov.vn'))])] }, leaf: { extensions: [usage(0), mail('a@kẻ-khác.vn')] } })],
  ['an address inside the domain', 'trusted', () => chain({ middle: { extensions: [...CA, names([contextPrimitive(1, Buffer.from('tinh.gov.vn'))])] }, leaf: { extensions: [usage(0), mail('a@tinh.gov.vn')] } })],
  ['a policy asked for and there', 'trusted', () => chain({ middle: { extensions: [...CA, policies('1.2.3'), explicitPolicy(0)] }, leaf: { extensions: [usage(0), policies('1.2.3')] } })],
  ['a policy asked for and missing', 'broken', () => chain({ middle: { extensions: [...CA, policies('1.2.3'), explicitPolicy(0)] } })],
  ['a policy asked for, another one stated', 'broken', () => chain({ middle: { extensions: [...CA, policies('1.2.3'), explicitPolicy(0)] }, leaf: { extensions: [usage(0), policies('1.2.4')] } })],
  ['any policy will do where the authority may issue any', 'trusted', () => chain({ middle: { extensions: [...CA, policies(OID.anyPolicy), explicitPolicy(0)] }, leaf: { extensions: [usage(0), policies('1.2.4')] } })],
];

describe('paths to an anchor', () => {
  it.each(PATHS)('pades V11 %s: %s', (_title, verdict, make) => {
    expect(judged(make())).toBe(verdict);
  });

  it('pades V11 a name that is right and a key that is not lead nowhere', () => {
    const { root, leaf } = chain();
    const impostor = certify({ name: 'CA cấp dưới', extensions: CA });
    expect(judged({ root, middle: impostor, leaf })).toBe('untrusted');
  });
});

describe('revocation lists', () => {
  const uri = 'http://ca.gov.vn/a.crl';
  const at = NOW;
  const statusOf = (leaf: Party, issuer: Party, ...lists: Buffer[]): string => revocationOf({ certificate: cert(leaf), issuer: cert(issuer) }, lists.map((list) => parseCrl(list)), [], at, at).status;

  it('pades V12 a list speaks only with the signature of the issuer, complete, in time, and for its own part', () => {
    const { root, middle, leaf } = chain({ leaf: { extensions: [usage(0), listAt(uri)] } });
    expect(statusOf(leaf, middle, revocationList({ issuer: middle }))).toBe('good');
    expect(statusOf(leaf, middle, revocationList({ issuer: middle, signer: root }))).toBe('unknown');
    expect(statusOf(leaf, middle, revocationList({ issuer: root }))).toBe('unknown');
    expect(statusOf(leaf, middle, revocationList({ issuer: middle, from: new Date(NOW.getTime() - 3 * DAY), until: new Date(NOW.getTime() - DAY) }))).toBe('stale');
    expect(statusOf(leaf, middle, revocationList({ issuer: middle, extensions: [extension('2.5.29.27', Uint8Array.from([2, 1, 1]), true)] }))).toBe('unknown');
    expect(statusOf(leaf, middle, revocationList({ issuer: middle, extensions: [issuingPoint(uri)] }))).toBe('good');
    expect(statusOf(leaf, middle, revocationList({ issuer: middle, extensions: [issuingPoint('http://ca.gov.vn/b.crl')] }))).toBe('unknown');
    expect(statusOf(leaf, middle, revocationList({ issuer: middle, extensions: [issuingPoint('http://ca.gov.vn/b.crl')], revoked: [{ party: leaf, at }] }))).toBe('revoked');
    expect(statusOf(leaf, middle, revocationList({ issuer: middle }), revocationList({ issuer: middle, revoked: [{ party: leaf, at }] }))).toBe('revoked');
  });

  it('pades V12 a list made after the end of a certificate no longer speaks for it', () => {
    const { middle, leaf } = chain({ leaf: { until: new Date(NOW.getTime() - DAY) } });
    expect(statusOf(leaf, middle, revocationList({ issuer: middle }))).toBe('unknown');
  });

  it('pades V12 a list from the future says nothing good yet, and what it calls revoked stays so', () => {
    const { middle, leaf } = chain();
    const future = { issuer: middle, from: new Date(NOW.getTime() + DAY), until: new Date(NOW.getTime() + 8 * DAY) };
    expect(statusOf(leaf, middle, revocationList(future))).toBe('future');
    expect(statusOf(leaf, middle, revocationList(future), revocationList({ issuer: middle }))).toBe('good');
    expect(statusOf(leaf, middle, revocationList({ ...future, revoked: [{ party: leaf, at }] }))).toBe('revoked');
  });

  it('pades V12 an authority that may not sign lists is not heard', () => {
    const { middle, leaf } = chain({ middle: { extensions: [authority(), usage(5)] } });
    expect(statusOf(leaf, middle, revocationList({ issuer: middle }))).toBe('unknown');
  });

  it('pades V13 a revoked time-stamp authority proves nothing, unless it only ceased later', () => {
    const { root, middle, leaf } = chain({ leaf: { extensions: [usage(0), purposes(true, OID.ekuTimeStamping)] } });
    const later = new Date(NOW.getTime() + DAY);
    const earlier = new Date(NOW.getTime() - DAY);
    const revoked = (when: Date, reason?: number, covered: Date | null = null): boolean =>
      stampRevoked([leaf, middle, root].map(cert), [parseCrl(revocationList({ issuer: middle, revoked: [{ party: leaf, at: when, ...(reason === undefined ? {} : { reason }) }] }))], [], { time: at, covered, now: at });
    expect([revoked(earlier, 4), revoked(later), revoked(later, 1), revoked(later, 4), revoked(later, 5)]).toEqual([true, true, true, false, false]);
    // Shown to be there before the key was lost, it is not its maker who speaks.
    expect([revoked(later, 1, new Date(NOW.getTime() + DAY / 2)), revoked(later, 1, new Date(NOW.getTime() + 2 * DAY)), revoked(earlier, 1, new Date(NOW.getTime() + DAY / 2))]).toEqual([false, true, true]);
  });
});
