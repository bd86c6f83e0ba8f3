import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAuthorities, type AuthorityTimes } from '../../../server/adapters/authorities/authorities';
import { createClock } from '../../../server/adapters/system/clock';
import { readAuthorityPlaces, type AuthorityPlaces } from '../../../server/kernel/authority-places';
import { listAnswer } from '../../../server/pades/authority/status';
import { sayingOf } from '../../../server/pades/verify/ocsp';
import { freePort } from '../../support/free-port';
import { openAuthorityPeer, type AuthorityPeer, type Injury } from '../../support/authority-peer';
import { tool } from '../../support/tools';

const imprint = (): Buffer => createHash('sha256').update(randomBytes(8)).digest();
const QUICK: AuthorityTimes = { timeMs: 1_500, tries: 2, againMs: 5 };

describe.skipIf(!tool('openssl'))('authorities of OpenSSL', () => {
  let peer: AuthorityPeer;
  let other: AuthorityPeer;
  beforeAll(async () => {
    [peer, other] = await Promise.all([openAuthorityPeer(), openAuthorityPeer()]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([peer.close(), other.close()]);
  });
  beforeEach(() => {
    for (const { injuries } of [peer, other]) Object.assign(injuries, { tsa: 'none', ocsp: 'none', crl: 'none' });
  });

  const clock = createClock(new Date());
  const open = (timeStamps: string[], { trusted = [peer.rootPem], inside = ['127.0.0.1'], times = QUICK, lists = [] as Uint8Array[] } = {}) => {
    const places: AuthorityPlaces = { timeStamps: timeStamps.map((url) => ({ url, policy: null })), insideHosts: inside };
    return createAuthorities(places, { trust: { anchors: () => Promise.resolve(trusted), crls: () => Promise.resolve(lists), retirements: () => Promise.resolve([]) }, clock }, times);
  };
  const problemOf = async (work: Promise<unknown>): Promise<unknown> => work.then(() => 'none', (error: unknown) => (error as { params?: { problem?: unknown } }).params?.problem ?? String(error));
  const injured = (of: 'tsa' | 'ocsp' | 'crl', injury: Injury): void => void (peer.injuries[of] = injury);

  it('pades T1 a token that answers the question is taken, and OpenSSL verifies it', async () => {
    const digest = imprint();
    const token = await open([peer.urls.tsa]).stamp(digest);
    const file = path.join(peer.folder, 'taken.tst');
    writeFileSync(file, token);
    const verified = spawnSync('openssl', ['ts', '-verify', '-digest', digest.toString('hex'), '-in', file, '-token_in', '-CAfile', path.join(peer.folder, 'root.pem'), '-untrusted', path.join(peer.folder, 'sub.pem')], { encoding: 'utf8' });
    expect(`${verified.stdout}${verified.stderr}`).toContain('Verification: OK');
    const denied = spawnSync('openssl', ['ts', '-verify', '-digest', imprint().toString('hex'), '-in', file, '-token_in', '-CAfile', path.join(peer.folder, 'root.pem'), '-untrusted', path.join(peer.folder, 'sub.pem')], { encoding: 'utf8' });
    expect(denied.status).not.toBe(0);
  });

  it.each([
    ['other_imprint', 'answer.other_imprint'],
    ['other_nonce', 'answer.other_nonce'],
    ['not_granted', 'answer.not_granted'],
    ['words', 'answer.unreadable'],
    ['half', 'cut_off'],
    ['stall', 'silent'],
    ['down', 'cut_off'],
    ['busy', 'refused'],
    ['huge', 'too_large'],
    ['redirect', 'refused'],
  ] as const)('pades T1 signing T1 an authority that gives %s gives no time-stamp, and the reason is said', async (injury, problem) => {
    injured('tsa', injury);
    expect(await problemOf(open([peer.urls.tsa]).stamp(imprint()))).toBe(problem);
  });

  it('pades T1 a time that cannot be, another policy and a certificate that is not for time-stamps alone are refused', async () => {
    const late = createAuthorities({ timeStamps: [{ url: peer.urls.tsa, policy: null }], insideHosts: [] }, { trust: { anchors: () => Promise.resolve([peer.rootPem]), crls: () => Promise.resolve([]), retirements: () => Promise.resolve([]) }, clock: createClock(new Date(Date.now() + 3_600_000)) }, QUICK);
    expect(await problemOf(late.stamp(imprint()))).toBe('answer.implausible_time');
    const strange = createAuthorities({ timeStamps: [{ url: peer.urls.tsa, policy: '1.2.3.4' }], insideHosts: [] }, { trust: { anchors: () => Promise.resolve([peer.rootPem]), crls: () => Promise.resolve([]), retirements: () => Promise.resolve([]) }, clock }, QUICK);
    expect(await problemOf(strange.stamp(imprint()))).toBe('answer.not_granted');
  });

  it('signing T1 an authority nobody here trusts is passed over, and the next one is asked', async () => {
    expect(await problemOf(open([other.urls.tsa]).stamp(imprint()))).toBe('untrusted');
    const before = peer.asked.tsa;
    await open([`http://127.0.0.1:${await freePort()}/`, other.urls.tsa, peer.urls.tsa]).stamp(imprint());
    expect(peer.asked.tsa).toBe(before + 1);
  });

  it('signing T2 what is busy is asked again, what fails again and again is left alone for a while', async () => {
    injured('tsa', 'busy');
    const authorities = open([peer.urls.tsa], { times: { ...QUICK, tries: 3, failures: 2, restMs: 400 } });
    const before = peer.asked.tsa;
    expect(await problemOf(authorities.stamp(imprint()))).toBe('refused');
    expect(peer.asked.tsa).toBe(before + 3);
    expect(await problemOf(authorities.stamp(imprint()))).toBe('refused');
    expect(await problemOf(authorities.stamp(imprint()))).toBe('resting');
    expect(peer.asked.tsa).toBe(before + 6);
    injured('tsa', 'none');
    await new Promise((resolve) => setTimeout(resolve, 450));
    await authorities.stamp(imprint());
  });

  it('pades T2 a responder says what became of a certificate, with our nonce or from what it made for everybody', async () => {
    for (const injury of ['none', 'no_nonce'] as const) {
      injured('ocsp', injury);
      const found = await open([]).status({ certificate: peer.signer, issuer: peer.sub });
      expect(found && 'ocsp' in found && sayingOf(found.ocsp, { certificate: peer.signer, issuer: peer.sub })).toMatchObject({ kind: 'answer', answer: { revoked: null } });
    }
    const found = await open([]).status({ certificate: peer.revoked, issuer: peer.sub });
    expect(found && 'ocsp' in found && sayingOf(found.ocsp, { certificate: peer.revoked, issuer: peer.sub })).toMatchObject({ kind: 'answer', answer: { revoked: { reason: 1 } } });
  });

  it.each(['other_certificate', 'other_nonce', 'other_signer', 'words', 'half', 'down', 'stall'] as const)('pades T2 signing T3 of a responder that gives %s nothing is believed: the list is asked', async (injury) => {
    injured('ocsp', injury);
    const before = peer.asked.crl;
    const found = await open([]).status({ certificate: peer.signer, issuer: peer.sub });
    expect(found && 'crl' in found).toBe(true);
    expect(peer.asked.crl).toBe(before + 1);
    injured('crl', 'down');
    injured('ocsp', 'none');
    expect(await open([]).status({ certificate: peer.signer, issuer: peer.sub })).toHaveProperty('ocsp');
  });

  it('pades T3 a list of another issuer, a list that has ended and half a list are refused, with the reason', async () => {
    injured('ocsp', 'down');
    injured('crl', 'other_certificate');
    expect(await problemOf(open([]).status({ certificate: peer.signer, issuer: peer.sub }))).toBe('answer.other_certificate');
    injured('crl', 'half');
    expect(await problemOf(open([]).status({ certificate: peer.signer, issuer: peer.sub }))).toBe('cut_off');
    injured('crl', 'none');
    const found = await open([]).status({ certificate: peer.tsa, issuer: peer.sub });
    if (!found || !('crl' in found)) throw new Error('no list');
    expect(() => listAnswer(found.crl.der, peer.sub, new Date(Date.now() + 8 * 86_400_000))).toThrow('out_of_date');
    expect(() => listAnswer(found.crl.der, other.sub, new Date())).toThrow('not_signed_by_issuer');
  });

  it('signing T3 where nobody answers, a list that lies here is taken; where none lies, the reason is said', async () => {
    injured('ocsp', 'down');
    injured('crl', 'down');
    const list = spawnSync('openssl', ['crl', '-in', path.join(peer.folder, 'sub.crl'), '-outform', 'DER']).stdout;
    expect(await problemOf(open([]).status({ certificate: peer.signer, issuer: peer.sub }))).toBe('cut_off');
    expect(await open([], { lists: [list] }).status({ certificate: peer.signer, issuer: peer.sub })).toHaveProperty('crl');
  });

  it('signing T4 what a certificate or a redirect names inside this network is not asked, unless the host was named by an operator', async () => {
    const before = { ...peer.asked };
    expect(await problemOf(open([], { inside: [] }).status({ certificate: peer.signer, issuer: peer.sub }))).toBe('inside');
    expect(peer.asked).toEqual(before);
    injured('ocsp', 'down');
    injured('crl', 'redirect');
    expect(await problemOf(open([], { inside: ['127.0.0.1'] }).status({ certificate: peer.signer, issuer: peer.sub }))).toBe('refused');
  });

  it('signing T5 settings that are wrong are named', () => {
    expect(readAuthorityPlaces({ PHIEN_TSA: 'http://tsa.example/a#policy=1.2.3 https://tsa2.example' })).toMatchObject({ timeStamps: [{ url: 'http://tsa.example/a', policy: '1.2.3' }, { url: 'https://tsa2.example/', policy: null }] });
    for (const wrong of ['ftp://tsa.example', 'tsa.example', 'http://a:b@tsa.example', 'http://tsa.example#policy=x', 'http://tsa.example#nonsense']) {
      expect(() => readAuthorityPlaces({ PHIEN_TSA: wrong })).toThrow('PHIEN_TSA');
    }
  });
});
