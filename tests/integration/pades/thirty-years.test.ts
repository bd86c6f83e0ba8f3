import { sign } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Status } from '../../../server/kernel/ports/authorities';
import { nextRevision } from '../../../server/modules/signing';
import { addSignatureFields, GrowingFile, signPdf, verifyPdf, type VerifyOptions } from '../../../server/pades';
import { parseCertificate } from '../../../server/pades/cms/x509';
import type { Retirement } from '../../../server/pades/verify/strength';
import { parseCrl } from '../../../server/pades/verify/revocation';
import { FIELDS, minutes } from './fixtures';
import { generation, KEYS, POINT, tokenOf, type Generation } from './authority-of-time';
import { certify, EXTENSIONS, revocationList } from './hostile-authority';

const DAY = 86_400_000;
const at = (year: number, month = 6): Date => new Date(Date.UTC(year, month - 1, 15));

describe('thirty years', () => {
  const generations = [
    generation('I', 'rsa', at(2025), at(2033)),
    generation('II', 'p256', at(2030), at(2038)),
    generation('III', 'p256', at(2035), at(2043)),
    generation('IV', 'p256', at(2040), at(2048)),
    generation('V', 'p384', at(2044), at(2053)),
    generation('VI', 'p384', at(2050), at(2059)),
  ];
  /** Said in time, as an administrator learns of it: a second algorithm goes twenty years on. */
  const retirements: Retirement[] = [{ algorithm: { key: 'ec', below: 384 }, from: at(2046), source: 'the test' }];
  /** The office's own authority, which is gone soon after. */
  const office = certify({ name: 'CA cơ quan', from: at(2025), until: at(2031), keys: KEYS.rsa(), extensions: [EXTENSIONS.authority(0), EXTENSIONS.usage(5, 6)] });
  const chair = certify({ name: 'Đỗ Khắc Trường Vân', issuer: office, from: at(2026), until: at(2029), keys: KEYS.p256(), extensions: [EXTENSIONS.usage(0, 1), POINT] });
  const anchors = [office, ...generations.map(({ root }) => root)].map(({ der }) => der);
  const asked: string[] = [];

  const options = (now: Date): VerifyOptions => ({ trustAnchors: anchors, now, retirements });
  const current = (now: Date): Generation => {
    const found = generations.findLast(({ from }) => from <= now);
    if (!found) throw new Error('nobody stamps');
    return found;
  };

  /** What there is in the world at a time. */
  const portsAt = (now: Date): Parameters<typeof nextRevision>[2]['ports'] => ({
    trust: { anchors: () => Promise.resolve(anchors), crls: () => Promise.resolve([]), retirements: () => Promise.resolve(retirements) },
    authorities: {
      isSet: true,
      stamp: (imprint) => Promise.resolve(tokenOf(current(now), imprint, now)),
      status({ certificate, issuer }): Promise<Status | null> {
        asked.push(`${now.getUTCFullYear()} ${certificate.serial}`);
        const party = [office, ...generations.map(({ root }) => root)].find(({ der }) => parseCertificate(der).fingerprint === issuer.fingerprint);
        if (!party || now > issuer.notAfter) return Promise.reject(new Error('this authority is gone'));
        return Promise.resolve({ crl: parseCrl(revocationList({ issuer: party, from: now, until: new Date(now.getTime() + 7 * DAY) })) });
      },
      look: () => Promise.resolve([]),
    },
  });

  async function lookAfter(bytes: Uint8Array, now: Date): Promise<{ bytes: Uint8Array; careAt: Date | null; steps: string[] }> {
    const steps: string[] = [];
    for (let last = bytes; ;) {
      async function* parts() {
        yield last;
      }
      const { file } = await GrowingFile.read(parts(), last.length, 0);
      const next = await nextRevision(file, { isComplete: true }, { ports: portsAt(now), now });
      if (!('step' in next)) return { bytes: last, careAt: next.careAt, steps };
      steps.push(next.step);
      last = Buffer.from(file.bytes);
    }
  }

  const signedOn = at(2026, 12);
  let signed: Uint8Array = new Uint8Array(0);
  const history: { now: Date; bytes: Uint8Array; steps: string[] }[] = [];

  beforeAll(async () => {
    const prepared = addSignatureFields(minutes(), FIELDS.slice(0, 1));
    signed = await signPdf(prepared, { field: 'SIG_THUKY', signedAt: signedOn, signer: { chain: [chair.der], algorithm: 'ecdsa-p256-sha256', sign: (data) => Promise.resolve(sign('sha256', data, chair.key)) } });
    // The job comes when it said it would, year after year.
    let state = await lookAfter(signed, signedOn);
    history.push({ now: signedOn, ...state });
    while (state.careAt && state.careAt < at(2056)) {
      const now = new Date(state.careAt.getTime() + 3_600_000);
      state = await lookAfter(state.bytes, now);
      history.push({ now, ...state });
    }
  }, 60_000);

  it('pades L7 each generation of authorities renews the one before in time, though the first is gone and two algorithms are retired', () => {
    expect(history.map(({ now, steps }) => [now.getUTCFullYear(), ...steps])).toMatchObject([[2026, 'stamp', 'evidence', 'archive'], [2030, 'evidence', 'archive'], expect.anything(), expect.anything(), expect.anything(), expect.anything()]);
    const stamps = verifyPdf(history.at(-1)?.bytes ?? signed, options(at(2056))).signatures.filter(({ kind }) => kind === 'document_timestamp');
    expect(new Set(stamps.map(({ timestamp }) => timestamp?.authority)).size).toBeGreaterThanOrEqual(5);
    // Nobody was asked of a certificate whose authority had ended.
    expect(asked.length).toBeGreaterThan(6);
  });

  it('pades L7 the file is valid at B-LTA in every year, by the time it is signed until thirty years later; a flipped bit is refused in each', () => {
    for (let year = 2027; year <= 2056; year += 1) {
      const now = at(year);
      const { bytes } = history.findLast((entry) => entry.now <= now) ?? { bytes: signed };
      const { verdict, signatures } = verifyPdf(bytes, options(now));
      expect([year, verdict, signatures[0]?.level, signatures[0]?.judgedAt.getUTCFullYear()]).toEqual([year, 'valid', 'B-LTA', 2026]);
      const flipped = Buffer.from(bytes);
      const place = Math.floor((signed.length * (year - 2026)) / 31);
      flipped[place] = (flipped[place] ?? 0) ^ 4;
      expect([year, verifyPdf(flipped, options(now)).verdict]).toEqual([year, 'invalid']);
    }
  });

  it('pades L7 the same file without one renewal is no longer believed when its time is over: by certificate, by first and by second algorithm', () => {
    const [first, second] = history;
    const reasons = (bytes: Uint8Array, now: Date): [string, string[]] => {
      const { verdict, signatures } = verifyPdf(bytes, options(now));
      return [verdict, [...new Set(signatures.flatMap(({ findings }) => findings.filter(({ severity }) => severity !== 'info').map(({ key }) => key)))]];
    };
    // RSA with 2,048 bits goes with the year 2030, before the certificate of the authority.
    expect(reasons(first?.bytes ?? signed, at(2031))).toEqual(['indeterminate', expect.arrayContaining(['timestamp.retired'])]);
    expect(reasons(second?.bytes ?? signed, at(2039))).toEqual(['indeterminate', expect.arrayContaining(['timestamp.expired'])]);
    const third = history.findLast(({ now }) => now < at(2046) && current(now).tsa.key.asymmetricKeyDetails?.namedCurve === 'prime256v1');
    expect(reasons(third?.bytes ?? signed, at(2047))).toEqual(['indeterminate', expect.arrayContaining(['timestamp.retired'])]);
    expect(reasons(signed, at(2028))[0]).toBe('valid_with_warnings');
    expect(reasons(signed, at(2031))).toEqual(['indeterminate', expect.arrayContaining(['certificate.expired'])]);
  });
});
