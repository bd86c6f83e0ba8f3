import { isShort, keyStrength, publicKeyOf, signatureHash, signatureKind } from '../cms/algorithms';
import type { AlgorithmId, Certificate } from '../cms/x509';

/** From when on others may be able to make what this algorithm seems to prove; what is proven to be older stays good. */
export interface Retirement {
  /** `sha224`, or a kind of key with the number of bits below which it is meant. */
  readonly algorithm: { readonly digest: string } | { readonly key: 'rsa' | 'ec'; readonly below: number };
  readonly from: Date;
  /** Where that is said. */
  readonly source: string;
}

/**
 * What is retired by date. Hashes and keys that are weak already (MD5, SHA-1, RSA below 2048, curves below 256 bits) count at no date.
 * NIST SP 800-57 Part 1 revision 5, table 4: 112 bits of security protect until the end of 2030.
 */
export const RETIREMENTS: readonly Retirement[] = [
  { algorithm: { key: 'rsa', below: 3072 }, from: new Date('2031-01-01T00:00:00Z'), source: 'NIST SP 800-57 Part 1 Rev. 5, tables 2 and 4' },
  { algorithm: { digest: 'sha224' }, from: new Date('2031-01-01T00:00:00Z'), source: 'NIST SP 800-57 Part 1 Rev. 5, tables 3 and 4' },
];

/** Node's name of a hash, and the key that signed with it. */
export interface Used {
  readonly digest: string;
  readonly spki: Uint8Array;
}

export const usedBy = (algorithm: AlgorithmId, signer: Certificate, digestHint = ''): Used => ({ digest: signatureHash(algorithm) || digestHint, spki: signer.publicKey });

/** The earliest retirement that meets a signature; null where none is known. */
export function retirementOf({ digest, spki }: Used, retirements: readonly Retirement[]): Retirement | null {
  const key = publicKeyOf(spki);
  const strength = key && !isShort(key) ? keyStrength(key) : null;
  const meets = ({ algorithm }: Retirement): boolean => ('digest' in algorithm ? algorithm.digest === digest : strength?.kind === algorithm.key && strength.bits < algorithm.below);
  return retirements.filter(meets).sort((a, b) => a.from.getTime() - b.from.getTime())[0] ?? null;
}

/** Bits of the key that made a signature, by its length: of RSA it is as long as the key, of curves two numbers of the curve's size in DER. */
function bitsBehind(kind: 'rsa' | 'ec' | null, { length }: Uint8Array): number {
  if (kind === 'rsa') return length * 8;
  return length <= 72 ? 256 : length <= 104 ? 384 : 521;
}

/** Whether a list or a response was signed with what is safe at a time; who signed it is not looked at. */
export function wasSafe({ algorithm, signature }: { readonly algorithm: AlgorithmId; readonly signature: Uint8Array }, retirements: readonly Retirement[], at: Date): boolean {
  const digest = signatureHash(algorithm);
  const kind = signatureKind(algorithm);
  return retirements.every(({ algorithm: retired, from }) => at < from || ('digest' in retired ? retired.digest !== digest : retired.key !== kind || bitsBehind(kind, signature) >= retired.below));
}

/** As people call it: `RSA < 3072`, `SHA224`. */
export const retiredName = ({ algorithm }: Retirement): string => ('digest' in algorithm ? algorithm.digest.toUpperCase() : `${algorithm.key.toUpperCase()} < ${algorithm.below}`);

/** The earliest retirement of any link of a path, leaf first: how each certificate was signed by the next. */
export function retirementOfPath(path: readonly Certificate[], retirements: readonly Retirement[]): Retirement | null {
  const found = path.slice(1).flatMap((issuer, i) => {
    const certificate = path[i];
    return certificate ? (retirementOf(usedBy(certificate.signatureAlgorithm, issuer), retirements) ?? []) : [];
  });
  return found.sort((a, b) => a.from.getTime() - b.from.getTime())[0] ?? null;
}
