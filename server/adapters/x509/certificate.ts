import { createHash, createPublicKey, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { bits, fromDer, integer, octets, oid, sequence, serialNumber, setOf, tagged, taggedOctets, time, toDer, truth } from './asn1';
import type { Block } from './asn1';

/** The one maker of certificates: of the installation's own authority for TLS, and of the sample authority for signatures. */

/** A certificate of our own that signs others. */
export interface Issuer {
  /** DER. */
  readonly name: Buffer;
  readonly key: KeyObject;
}

/** A name of parts one below the other (RFC 5280 §4.1.2.4). @returns DER */
export const nameOf = (parts: readonly (readonly [type: string, value: Block])[]): Buffer => toDer(sequence(...parts.map(([type, value]) => setOf(sequence(oid(type), value)))));

const signatureAlgorithm = (key: KeyObject): { digest: string; block: Block } =>
  key.asymmetricKeyDetails?.namedCurve === 'secp384r1'
    ? { digest: 'sha384', block: sequence(oid('1.2.840.10045.4.3.3')) }
    : { digest: 'sha256', block: sequence(oid('1.2.840.10045.4.3.2')) };

const publicKeyDer = (key: KeyObject): Buffer => (key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' });

/** RFC 5280 §4.2.1.2, method 1: SHA-1 of the public key bits, an identifier and no security claim. */
function keyIdentifier(key: KeyObject): Buffer {
  const spki = publicKeyDer(key);
  const bitString = toDer((fromDer(spki) as unknown as { valueBlock: { value: Block[] } }).valueBlock.value[1] ?? sequence());
  // Skips tag, length and the octet of unused bits.
  const header = (bitString[1] ?? 0) < 0x80 ? 3 : 3 + ((bitString[1] ?? 0) & 0x7f);
  return createHash('sha1').update(bitString.subarray(header)).digest();
}

export function extension(type: string, critical: boolean, value: Block): Block {
  return sequence(oid(type), ...(critical ? [truth()] : []), octets(toDer(value)));
}

export const authorityKey = (issuer: KeyObject): Block => extension('2.5.29.35', false, sequence(taggedOctets(0, keyIdentifier(issuer))));

/** What a certificate is for (keyUsage, RFC 5280 §4.2.1.3, and basicConstraints). */
export type Use = { readonly kind: 'authority'; readonly pathLength: number } | { readonly kind: 'signer' | 'server' };

/** keyCertSign and cRLSign (bits 5, 6); digitalSignature and nonRepudiation (bits 0, 1); digitalSignature alone. */
const USAGE = { authority: () => bits(Buffer.from([0x06]), 1), signer: () => bits(Buffer.from([0xc0]), 6), server: () => bits(Buffer.from([0x80]), 7) };

/** 127 random bits: unguessable and positive, without a leading zero. */
function freshSerial(): Buffer {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return serial;
}

/** What is signed, how, and the signature: certificates and revocation lists alike. @returns DER */
export function signed(contentOf: (algorithm: Block) => Block, key: KeyObject): Buffer {
  const { digest, block } = signatureAlgorithm(key);
  const content = contentOf(block);
  return toDer(sequence(content, block, bits(sign(digest, toDer(content), key))));
}

/** Makes an X.509 v3 certificate (RFC 5280) with an elliptic key. @returns DER */
export function makeCertificate(of: {
  /** DER of {@link nameOf}. */
  readonly subject: Buffer;
  readonly publicKey: KeyObject;
  readonly issuer: Issuer;
  readonly use: Use;
  /** Beyond key usage, constraints and the identifiers of both keys. */
  readonly extensions: readonly Block[];
  readonly notBefore: Date;
  readonly notAfter: Date;
}): Buffer {
  const content = (algorithm: Block): Block =>
    sequence(
      tagged(0, integer(2)),
      serialNumber(freshSerial()),
      algorithm,
      fromDer(of.issuer.name),
      sequence(time(of.notBefore), time(of.notAfter)),
      fromDer(of.subject),
      fromDer(publicKeyDer(of.publicKey)),
      tagged(
        3,
        sequence(
          extension('2.5.29.15', true, USAGE[of.use.kind]()),
          extension('2.5.29.19', true, of.use.kind === 'authority' ? sequence(truth(), integer(of.use.pathLength)) : sequence()),
          extension('2.5.29.14', false, octets(keyIdentifier(of.publicKey))),
          authorityKey(of.issuer.key),
          ...of.extensions,
        ),
      ),
    );
  return signed(content, of.issuer.key);
}
