import { createHash, createPublicKey, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { bits, fromDer, integer, octets, oid, printable, sequence, serialNumber, setOf, tagged, taggedOctets, time, toDer, truth, utf8 } from './asn1';
import type { Block } from './asn1';

/** Policy of the sample authority (UUID arc 2.25): certificates for trying out, without legal value. */
export const TEST_POLICY = '2.25.105743291174062913568205481176350998147';

export interface DistinguishedName {
  readonly commonName: string;
  readonly title?: string;
  readonly organisation?: string;
}

/** Name with the attributes in the order people read them: country, organisation, position, name. */
export function nameDer(name: DistinguishedName): Buffer {
  const attribute = (type: string, value: Block): Block => setOf(sequence(oid(type), value));
  return toDer(
    sequence(
      attribute('2.5.4.6', printable('VN')),
      ...(name.organisation ? [attribute('2.5.4.10', utf8(name.organisation))] : []),
      ...(name.title ? [attribute('2.5.4.12', utf8(name.title))] : []),
      attribute('2.5.4.3', utf8(name.commonName)),
    ),
  );
}

/** A certificate of our own that signs others. */
export interface Issuer {
  readonly name: Buffer;
  readonly key: KeyObject;
}

export type Purpose = { readonly kind: 'authority'; readonly pathLength: number } | { readonly kind: 'signer' };

const signatureAlgorithm = (key: KeyObject): { digest: string; block: Block } =>
  key.asymmetricKeyDetails?.namedCurve === 'secp384r1'
    ? { digest: 'sha384', block: sequence(oid('1.2.840.10045.4.3.3')) }
    : { digest: 'sha256', block: sequence(oid('1.2.840.10045.4.3.2')) };

const publicKeyDer = (key: KeyObject): Buffer => (key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' });

/** RFC 5280 §4.2.1.2, method 1: SHA-1 of the public key bits, an identifier and no security claim. */
export function keyIdentifier(key: KeyObject): Buffer {
  const spki = publicKeyDer(key);
  const bitString = toDer((fromDer(spki) as unknown as { valueBlock: { value: Block[] } }).valueBlock.value[1] ?? sequence());
  // Skips tag, length and the octet of unused bits.
  const header = (bitString[1] ?? 0) < 0x80 ? 3 : 3 + ((bitString[1] ?? 0) & 0x7f);
  return createHash('sha1').update(bitString.subarray(header)).digest();
}

function extension(type: string, critical: boolean, value: Block): Block {
  return sequence(oid(type), ...(critical ? [truth()] : []), octets(toDer(value)));
}

function extensions(purpose: Purpose, subjectKey: KeyObject, issuerKey: KeyObject): Block {
  const authority = purpose.kind === 'authority';
  const list = [
    // keyUsage: keyCertSign and cRLSign (bits 5, 6), or digitalSignature and nonRepudiation (bits 0, 1).
    extension('2.5.29.15', true, authority ? bits(Buffer.from([0x06]), 1) : bits(Buffer.from([0xc0]), 6)),
    extension('2.5.29.19', true, authority ? sequence(truth(), integer(purpose.pathLength)) : sequence()),
    extension('2.5.29.14', false, octets(keyIdentifier(subjectKey))),
    extension('2.5.29.35', false, sequence(taggedOctets(0, keyIdentifier(issuerKey)))),
    extension('2.5.29.32', false, sequence(sequence(oid(TEST_POLICY)))),
  ];
  if (!authority) list.push(extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.36'), oid('1.3.6.1.5.5.7.3.4'))));
  return sequence(...list);
}

/** 127 random bits: unguessable and positive. */
function freshSerial(): Buffer {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return serial;
}

function signed(toBeSigned: Block, key: KeyObject): Buffer {
  const { digest, block } = signatureAlgorithm(key);
  return toDer(sequence(toBeSigned, block, bits(sign(digest, toDer(toBeSigned), key))));
}

/** Makes an X.509 v3 certificate (RFC 5280). @returns DER */
export function makeCertificate(of: {
  readonly subject: DistinguishedName;
  readonly publicKey: KeyObject;
  readonly issuer: Issuer;
  readonly purpose: Purpose;
  readonly notBefore: Date;
  readonly notAfter: Date;
}): Buffer {
  const toBeSigned = sequence(
    tagged(0, integer(2)),
    serialNumber(freshSerial()),
    signatureAlgorithm(of.issuer.key).block,
    fromDer(of.issuer.name),
    sequence(time(of.notBefore), time(of.notAfter)),
    fromDer(nameDer(of.subject)),
    fromDer(publicKeyDer(of.publicKey)),
    tagged(3, extensions(of.purpose, of.publicKey, of.issuer.key)),
  );
  return signed(toBeSigned, of.issuer.key);
}

export interface RevokedEntry {
  /** Hexadecimal. */
  readonly serial: string;
  readonly at: Date;
}

/** Makes a complete v2 revocation list. @returns DER */
export function makeCrl(of: {
  readonly issuer: Issuer;
  readonly number: number;
  readonly revoked: readonly RevokedEntry[];
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
}): Buffer {
  const entries = of.revoked.map(({ serial, at }) => sequence(serialNumber(Buffer.from(serial, 'hex')), time(at)));
  const toBeSigned = sequence(
    integer(1),
    signatureAlgorithm(of.issuer.key).block,
    fromDer(of.issuer.name),
    time(of.thisUpdate),
    time(of.nextUpdate),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    tagged(
      0,
      sequence(
        extension('2.5.29.35', false, sequence(taggedOctets(0, keyIdentifier(of.issuer.key)))),
        extension('2.5.29.20', false, integer(of.number)),
      ),
    ),
  );
  return signed(toBeSigned, of.issuer.key);
}
