import type { KeyObject } from 'node:crypto';
import { integer, fromDer, oid, printable, sequence, serialNumber, tagged, time, utf8 } from '../x509/asn1';
import { authorityKey, extension, makeCertificate as makeX509, nameOf, signed, type Issuer, type Use } from '../x509/certificate';

export type { Issuer } from '../x509/certificate';

/** Policy of the sample authority (UUID arc 2.25): certificates for trying out, without legal value. */
export const TEST_POLICY = '2.25.105743291174062913568205481176350998147';

export interface DistinguishedName {
  readonly commonName: string;
  readonly title?: string;
  readonly organisation?: string;
}

/** Name with the attributes in the order people read them: country, organisation, position, name. */
export const nameDer = (name: DistinguishedName): Buffer =>
  nameOf([
    ['2.5.4.6', printable('VN')],
    ...(name.organisation ? [['2.5.4.10', utf8(name.organisation)] as const] : []),
    ...(name.title ? [['2.5.4.12', utf8(name.title)] as const] : []),
    ['2.5.4.3', utf8(name.commonName)],
  ]);

export type Purpose = Exclude<Use, { kind: 'signer' | 'server' }> | { readonly kind: 'signer' };

/** A certificate of the sample authority. @returns DER */
export function makeCertificate({ subject, purpose, ...of }: {
  readonly subject: DistinguishedName;
  readonly publicKey: KeyObject;
  readonly issuer: Issuer;
  readonly purpose: Purpose;
  readonly notBefore: Date;
  readonly notAfter: Date;
}): Buffer {
  const policy = extension('2.5.29.32', false, sequence(sequence(oid(TEST_POLICY))));
  // Document signing (RFC 9336) and mail, which older readers ask for.
  const purposes = extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.36'), oid('1.3.6.1.5.5.7.3.4')));
  return makeX509({ ...of, subject: nameDer(subject), use: purpose, extensions: purpose.kind === 'authority' ? [policy] : [policy, purposes] });
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
  return signed(
    (algorithm) =>
      sequence(
        integer(1),
        algorithm,
        fromDer(of.issuer.name),
        time(of.thisUpdate),
        time(of.nextUpdate),
        ...(entries.length > 0 ? [sequence(...entries)] : []),
        tagged(0, sequence(authorityKey(of.issuer.key), extension('2.5.29.20', false, integer(of.number)))),
      ),
    of.issuer.key,
  );
}
