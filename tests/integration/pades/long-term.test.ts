import { spawnSync } from 'node:child_process';
import { createPrivateKey, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthorities } from '../../../server/adapters/authorities/authorities';
import { createClock } from '../../../server/adapters/system/clock';
import { nextRevision } from '../../../server/modules/signing';
import { addSignatureFields, GrowingFile, signPdf, verifyPdf, type Signer } from '../../../server/pades';
import { findingText } from '../../../server/pades/verify/findings';
import { openAuthorityPeer, type AuthorityPeer } from '../../support/authority-peer';
import { FIELDS, folder, minutes, run, tool } from './fixtures';

async function grown(bytes: Uint8Array): Promise<GrowingFile> {
  async function* parts() {
    yield bytes;
  }
  return (await GrowingFile.read(parts(), bytes.length, 0)).file;
}

describe.skipIf(!tool('openssl'))('a file that is made to last', () => {
  let peer: AuthorityPeer;
  let ports: Parameters<typeof nextRevision>[2]['ports'];
  /** After each step, by its name. */
  const states: { step: string; bytes: Uint8Array }[] = [];
  const clock = createClock(new Date());
  const at = (step: string): Uint8Array => states.find((state) => state.step === step)?.bytes ?? new Uint8Array(0);
  const trust = () => ({ trustAnchors: [peer.rootPem], now: clock.now() });
  const levels = (bytes: Uint8Array): string[] => verifyPdf(bytes, trust()).signatures.filter(({ kind }) => kind === 'signature').map(({ level }) => level);

  const signerOf = (name: string): Signer => {
    const key = createPrivateKey(peer.key(name));
    return { chain: [(name === 'signer' ? peer.signer : peer.revoked).der, peer.sub.der], algorithm: 'ecdsa-p256-sha256', sign: (data) => Promise.resolve(sign('sha256', data, key)) };
  };

  /** Steps until nothing is to be done. @returns their names. */
  async function raise(bytes: Uint8Array, isComplete: boolean): Promise<{ steps: string[]; bytes: Uint8Array; careAt: Date | null }> {
    const steps: string[] = [];
    for (let current = bytes; ;) {
      const file = await grown(current);
      const next = await nextRevision(file, { isComplete }, { ports, now: clock.now() });
      if (!('step' in next)) return { steps, bytes: current, careAt: next.careAt };
      current = Buffer.from(file.bytes);
      steps.push(next.step);
      states.push({ step: `${isComplete ? 'all' : 'one'} ${next.step}`, bytes: current });
    }
  }

  beforeAll(async () => {
    peer = await openAuthorityPeer();
    const store = { anchors: () => Promise.resolve([peer.rootPem]), crls: () => Promise.resolve([]), retirements: () => Promise.resolve([]) };
    ports = { trust: store, authorities: createAuthorities({ timeStamps: [{ url: peer.urls.tsa, policy: null }], insideHosts: ['127.0.0.1'] }, { trust: store, clock }) };
    const prepared = addSignatureFields(minutes(), FIELDS.slice(0, 2));
    states.push({ step: 'fields', bytes: prepared });
    const first = await signPdf(prepared, { field: 'SIG_THUKY', signer: signerOf('signer'), signedAt: clock.now() });
    states.push({ step: 'first', bytes: first });
    const one = await raise(first, false);
    const second = await signPdf(one.bytes, { field: 'SIG_CHUTOA', signer: signerOf('signer'), signedAt: clock.now() });
    states.push({ step: 'second', bytes: second });
    await raise(second, true);
  }, 120_000);
  afterAll(() => peer.close());

  it('pades L1 each signature is stamped before the next signs, then come validation data and the archive time-stamp; every earlier state is the beginning of the next', () => {
    expect(states.map(({ step }) => step)).toEqual(['fields', 'first', 'one stamp', 'second', 'all stamp', 'all evidence', 'all archive']);
    for (const [i, { bytes }] of states.slice(1).entries()) expect(Buffer.compare(bytes.subarray(0, states[i]?.bytes.length), states[i]?.bytes ?? bytes)).toBe(0);
  });

  it('pades L2 the level reached is said at every step, with what it lacks, in both languages', () => {
    expect(['first', 'one stamp', 'second', 'all stamp', 'all evidence', 'all archive'].map((step) => levels(at(step)))).toEqual([['B-B'], ['B-T'], ['B-T', 'B-B'], ['B-T', 'B-T'], ['B-LT', 'B-LT'], ['B-LTA', 'B-LTA']]);
    const { verdict, signatures } = verifyPdf(at('all archive'), trust());
    expect([verdict, signatures.map(({ kind, verdict: one }) => [kind, one])]).toEqual(['valid', [['signature', 'valid'], ['document_timestamp', 'valid'], ['signature', 'valid'], ['document_timestamp', 'valid'], ['document_timestamp', 'valid']]]);
    const said = signatures[0]?.findings.find(({ key }) => key === 'baseline.lta');
    expect(said && [findingText(said, 'vi'), findingText(said, 'en')].map((text) => text.includes(peer.tsa.notAfter.toISOString().slice(0, 4)))).toEqual([true, true]);
  });

  it('pades L3 nothing is done twice: a file that has all it needs is renewed when its time-stamp comes to its end', async () => {
    const { steps, careAt } = await raise(at('all archive'), true);
    expect(steps).toEqual([]);
    const left = peer.tsa.notAfter.getTime() - (careAt?.getTime() ?? 0);
    expect(left > 80 * 86_400_000 && left < 91 * 86_400_000).toBe(true);
  });

  it('pades L3 a step that an authority does not help with leaves the file as it was, and says why', async () => {
    peer.injuries.tsa = 'other_nonce';
    const file = await grown(at('first'));
    await expect(nextRevision(file, { isComplete: false }, { ports, now: clock.now() })).rejects.toMatchObject({ code: 'unavailable', reason: 'signing.no_timestamp', params: { problem: 'answer.other_nonce' } });
    expect(Buffer.compare(file.bytes, at('first'))).toBe(0);
    delete peer.injuries.tsa;
    peer.injuries.ocsp = 'down';
    peer.injuries.crl = 'half';
    await expect(nextRevision(await grown(at('all stamp')), { isComplete: true }, { ports, now: clock.now() })).rejects.toMatchObject({ code: 'unavailable', reason: 'signing.no_status', params: { problem: 'cut_off' } });
    delete peer.injuries.ocsp;
    delete peer.injuries.crl;
  });

  it('pades L4 long after the signer’s certificate has ended the file is valid by what it brings; without its last time-stamp it is not', () => {
    const later = (bytes: Uint8Array, days: number) => verifyPdf(bytes, { trustAnchors: [peer.rootPem], now: new Date(clock.now().getTime() + days * 86_400_000) });
    expect([later(at('second'), 899).verdict, later(at('all archive'), 899).verdict]).toEqual(['valid_with_warnings', 'valid']);
    const ended = later(at('all archive'), 1_000);
    expect([ended.verdict, ended.signatures.at(-1)?.findings.map(({ key }) => key)]).toEqual(['indeterminate', ['timestamp.expired']]);
    expect(later(at('second'), 1_000).verdict).toBe('indeterminate');
  });

  it('pades L5 one flipped bit in any step makes the file invalid; in the last token, whose certificates nobody signed, it is never valid', () => {
    const { bytes } = states.at(-1) ?? { bytes: new Uint8Array(0) };
    const hole = Buffer.from(bytes).lastIndexOf('/Contents <');
    const verdictOf = (place: number): string => {
      const flipped = Buffer.from(bytes);
      flipped[place] = (flipped[place] ?? 0) ^ (1 << (place % 8));
      return verifyPdf(flipped, trust()).verdict;
    };
    const places = Array.from({ length: 60 }, (_none, i) => Math.floor(((i + 0.5) * bytes.length) / 60));
    expect(new Set(places.filter((place) => place < hole || place > hole + 24_600).map(verdictOf))).toEqual(new Set(['invalid']));
    const token = Array.from({ length: 40 }, (_none, i) => verdictOf(hole + 11 + i * 100));
    expect(token).not.toContain('valid');
  });

  it.skipIf(!tool('pdfsig'))('pades L6 poppler finds every signature of the finished file sound, and qpdf its structure', () => {
    const file = path.join(folder(), 'lasting.pdf');
    writeFileSync(file, at('all archive'));
    const { output } = run('pdfsig', ['-nocert', file]);
    expect(output.match(/Signature Validation: Signature is Valid\./gu)).toHaveLength(2);
    if (tool('qpdf')) expect(spawnSync('qpdf', ['--check', file], { encoding: 'utf8' }).stdout).toContain('No syntax or stream encoding errors found');
  });
});
