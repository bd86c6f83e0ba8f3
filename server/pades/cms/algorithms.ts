import { constants, createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { DIGEST_BY_OID, OID } from '../der/oids';
import { DerError, child, oidText, readDer, smallInteger } from '../der/read';
import { context, integer, nullValue, oid, sequence } from '../der/write';
import type { SignatureAlgorithm } from '../signer';
import { algorithmId } from './x509';
import type { AlgorithmId } from './x509';

export type DigestName = 'sha256' | 'sha384' | 'sha512';

const DIGEST_OID: Readonly<Record<DigestName | 'sha1', string>> = { sha1: OID.sha1, sha256: OID.sha256, sha384: OID.sha384, sha512: OID.sha512 };
const DIGEST_LENGTH: Readonly<Record<DigestName, number>> = { sha256: 32, sha384: 48, sha512: 64 };

/** The hash an algorithm name ends in. */
export function digestOf(algorithm: SignatureAlgorithm): DigestName {
  if (algorithm.endsWith('sha256')) return 'sha256';
  return algorithm.endsWith('sha384') ? 'sha384' : 'sha512';
}

/** AlgorithmIdentifier of a hash; RFC 5754 §2: parameters absent. */
export const digestIdentifier = (digest: DigestName): Uint8Array => sequence(oid(DIGEST_OID[digest]));

/** The same with the NULL that older authorities expect (RFC 3161, RFC 6960). */
export const digestIdentifierWithNull = (digest: DigestName | 'sha1'): Uint8Array => sequence(oid(DIGEST_OID[digest]), nullValue());

/** AlgorithmIdentifier of a signature (RFC 4055, RFC 5754, RFC 5758). */
export function signatureIdentifier(algorithm: SignatureAlgorithm): Uint8Array {
  const digest = digestOf(algorithm);
  if (algorithm.startsWith('rsa-pss')) {
    const hash = sequence(oid(DIGEST_OID[digest]), nullValue());
    return sequence(
      oid(OID.rsaPss),
      sequence(
        context(0, hash),
        context(1, sequence(oid(OID.mgf1), hash)),
        context(2, integer(DIGEST_LENGTH[digest])),
      ),
    );
  }
  if (algorithm.startsWith('rsa-pkcs1')) {
    const ids = { sha256: OID.sha256WithRsa, sha384: OID.sha384WithRsa, sha512: OID.sha512WithRsa };
    return sequence(oid(ids[digest]), nullValue());
  }
  const ids = { sha256: OID.ecdsaWithSha256, sha384: OID.ecdsaWithSha384, sha512: OID.ecdsaWithSha512 };
  return sequence(oid(ids[digest]));
}

export interface KeyStrength {
  readonly kind: 'rsa' | 'ec' | 'edwards' | 'other';
  readonly bits: number;
}

export function keyStrength(key: KeyObject): KeyStrength {
  const bits = key.asymmetricKeyDetails?.modulusLength;
  switch (key.asymmetricKeyType) {
    case 'rsa':
    case 'rsa-pss':
      return { kind: 'rsa', bits: bits ?? 0 };
    case 'ec': {
      const curve = key.asymmetricKeyDetails?.namedCurve ?? '';
      const known: Readonly<Record<string, number>> = { prime256v1: 256, secp384r1: 384, secp521r1: 521, brainpoolP256r1: 256, brainpoolP384r1: 384 };
      return { kind: 'ec', bits: known[curve] ?? 0 };
    }
    case 'ed25519':
      return { kind: 'edwards', bits: 256 };
    case 'ed448':
      return { kind: 'edwards', bits: 448 };
    default:
      return { kind: 'other', bits: 0 };
  }
}

/** Hashes for which other content with the same value can be made. */
export const isWeakDigest = (digest: string): boolean => digest === 'md5' || digest === 'sha1';

/** True for RSA below 2048 bits and for small or unknown curves. */
export function isShort(key: KeyObject): boolean {
  const { kind, bits } = keyStrength(key);
  return (kind === 'rsa' && bits < 2048) || (kind === 'ec' && bits < 256);
}

/** A public key from SubjectPublicKeyInfo, or null where Node cannot use it. */
export function publicKeyOf(spki: Uint8Array): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch {
    // Keys of unknown type or with broken parameters: the caller reports them as unusable.
    return null;
  }
}

interface PssParameters {
  readonly digest: string;
  readonly mgfDigest: string;
  readonly saltLength: number;
}

function pssParameters(params: AlgorithmId['params']): PssParameters {
  let digest = OID.sha1 as string;
  let mgfDigest = OID.sha1 as string;
  let saltLength = 20;
  for (const field of params?.children ?? []) {
    const inner = child(field, 0);
    if (field.tag === 0xa0) digest = oidText(child(inner, 0));
    else if (field.tag === 0xa1) mgfDigest = oidText(child(inner, 0)) === OID.mgf1 ? oidText(child(child(inner, 1), 0)) : '';
    else if (field.tag === 0xa2) saltLength = smallInteger(inner);
  }
  return { digest: DIGEST_BY_OID[digest] ?? '', mgfDigest: DIGEST_BY_OID[mgfDigest] ?? '', saltLength };
}

export interface SignatureCheck {
  readonly ok: boolean;
  /** Node's name of the hash that was signed, or '' where it is part of the scheme (EdDSA) or unknown. */
  readonly digest: string;
  readonly scheme: 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa' | 'eddsa' | 'unknown';
}

const RSA_PKCS1: Readonly<Record<string, string>> = {
  [OID.sha1WithRsa]: 'sha1',
  [OID.sha256WithRsa]: 'sha256',
  [OID.sha384WithRsa]: 'sha384',
  [OID.sha512WithRsa]: 'sha512',
  '1.2.840.113549.1.1.14': 'sha224',
  '2.16.840.1.101.3.4.3.14': 'sha3-256',
  '2.16.840.1.101.3.4.3.15': 'sha3-384',
  '2.16.840.1.101.3.4.3.16': 'sha3-512',
};
const ECDSA: Readonly<Record<string, string>> = {
  [OID.ecdsaWithSha1]: 'sha1',
  [OID.ecdsaWithSha256]: 'sha256',
  [OID.ecdsaWithSha384]: 'sha384',
  [OID.ecdsaWithSha512]: 'sha512',
};
/** BSI TR-03111 §5.2.1: the two numbers of the signature side by side instead of in DER. */
const PLAIN_ECDSA: Readonly<Record<string, string>> = {
  '0.4.0.127.0.7.1.1.4.1.1': 'sha1',
  '0.4.0.127.0.7.1.1.4.1.3': 'sha256',
  '0.4.0.127.0.7.1.1.4.1.4': 'sha384',
  '0.4.0.127.0.7.1.1.4.1.5': 'sha512',
};

/** Node's name of the hash a signature algorithm works with, or '' where it names none or is unknown. */
export function signatureHash({ oid: algorithm, params }: AlgorithmId): string {
  return algorithm === OID.rsaPss ? pssParameters(params).digest : (RSA_PKCS1[algorithm] ?? ECDSA[algorithm] ?? PLAIN_ECDSA[algorithm] ?? '');
}

/** What kind of key a signature algorithm is for; null where that is unknown. */
export function signatureKind({ oid: algorithm }: AlgorithmId): 'rsa' | 'ec' | null {
  if (algorithm === OID.rsaPss || algorithm === OID.rsaEncryption || algorithm in RSA_PKCS1) return 'rsa';
  return algorithm in ECDSA || algorithm in PLAIN_ECDSA ? 'ec' : null;
}

/**
 * Checks a signature over `data`. `digestHint` is the CMS digestAlgorithm, used where the signature algorithm
 * names none (`rsaEncryption`, `id-ecPublicKey`).
 */
export function checkSignature(
  key: KeyObject,
  algorithm: AlgorithmId,
  data: Uint8Array,
  signature: Uint8Array,
  digestHint: string | null = null,
): SignatureCheck {
  const type = key.asymmetricKeyType;
  try {
    if (algorithm.oid === OID.rsaPss && (type === 'rsa' || type === 'rsa-pss')) {
      const pss = pssParameters(algorithm.params);
      // Node takes one hash for message and mask; differing hashes are also what the baseline forbids (B09).
      if (!pss.digest || pss.digest !== pss.mgfDigest) return { ok: false, digest: pss.digest, scheme: 'rsa-pss' };
      const options = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: pss.saltLength };
      return { ok: verify(pss.digest, data, options, signature), digest: pss.digest, scheme: 'rsa-pss' };
    }
    if (type === 'rsa') {
      const digest = algorithm.oid === OID.rsaEncryption ? digestHint : RSA_PKCS1[algorithm.oid];
      if (!digest) return { ok: false, digest: '', scheme: 'unknown' };
      return { ok: verify(digest, data, { key, padding: constants.RSA_PKCS1_PADDING }, signature), digest, scheme: 'rsa-pkcs1' };
    }
    if (type === 'ec') {
      const plain = PLAIN_ECDSA[algorithm.oid];
      const digest = plain ?? (algorithm.oid === OID.ecPublicKey ? digestHint : ECDSA[algorithm.oid]);
      if (!digest) return { ok: false, digest: '', scheme: 'unknown' };
      return { ok: verify(digest, data, { key, dsaEncoding: plain ? 'ieee-p1363' : 'der' }, signature), digest, scheme: 'ecdsa' };
    }
    if (type === 'ed25519' || type === 'ed448') return { ok: verify(null, data, key, signature), digest: '', scheme: 'eddsa' };
  } catch {
    // Node throws for malformed signatures and unsupported combinations alike: neither verifies.
  }
  return { ok: false, digest: '', scheme: 'unknown' };
}

/** Checks a raw signature made with one of our own algorithm names. */
export function checkOwnSignature(spki: Uint8Array, algorithm: SignatureAlgorithm, data: Uint8Array, signature: Uint8Array): boolean {
  const key = publicKeyOf(spki);
  if (!key) return false;
  const wanted = algorithm.startsWith('rsa') ? 'rsa' : 'ec';
  if (!(key.asymmetricKeyType ?? '').startsWith(wanted)) throw new DerError('key and algorithm differ');
  return checkSignature(key, algorithmId(readDer(signatureIdentifier(algorithm))), data, signature).ok;
}
