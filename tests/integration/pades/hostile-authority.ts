import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { OID } from '../../../server/pades/der/oids';
import { bitString, context, contextPrimitive, element, generalizedTime, integer, namedBits, nullValue, octets, oid, sequence, setOf, time, utf8 } from '../../../server/pades/der/write';
import { NOW } from './now';

const DAY = 86_400_000;
type Der = Uint8Array;
const truth = element(0x01, Uint8Array.from([0xff]));

export const extension = (id: string, value: Der, critical = false): Der => sequence(oid(id), ...(critical ? [truth] : []), octets(value));
export const dirName = (...attributes: readonly (readonly [id: string, text: string])[]): Der => sequence(...attributes.map(([id, text]) => setOf([sequence(oid(id), utf8(text))])));
export const nameOf = (commonName: string): Der => dirName([OID.organisation, 'UBND tỉnh'], [OID.commonName, commonName]);

export const EXTENSIONS = {
  authority: (pathLength?: number): Der => extension(OID.basicConstraints, sequence(truth, ...(pathLength === undefined ? [] : [integer(pathLength)])), true),
  usage: (...bits: number[]): Der => extension(OID.keyUsage, namedBits(bits), true),
  purposes: (critical: boolean, ...ids: string[]): Der => extension(OID.extendedKeyUsage, sequence(...ids.map(oid)), critical),
  policies: (...ids: string[]): Der => extension(OID.certificatePolicies, sequence(...ids.map((id) => sequence(oid(id))))),
  /** requireExplicitPolicy from here on. */
  explicitPolicy: (skip: number): Der => extension(OID.policyConstraints, sequence(contextPrimitive(0, Uint8Array.from([skip]))), true),
  names: (permitted: Der[], excluded: Der[] = []): Der =>
    extension(OID.nameConstraints, sequence(...(permitted.length > 0 ? [context(0, ...permitted.map((base) => sequence(base)))] : []), ...(excluded.length > 0 ? [context(1, ...excluded.map((base) => sequence(base)))] : [])), true),
  listAt: (uri: string): Der => extension(OID.crlDistributionPoints, sequence(sequence(context(0, context(0, contextPrimitive(6, Buffer.from(uri))))))),
};

export interface Party {
  readonly name: Der;
  readonly key: KeyObject;
  readonly der: Buffer;
  readonly serial: Uint8Array;
}

export interface Wish {
  readonly name: string | Der;
  readonly issuer?: Party;
  readonly extensions?: readonly Der[];
  readonly keys?: { privateKey: KeyObject; publicKey: KeyObject };
  readonly hash?: 'sha1' | 'sha256';
  readonly from?: Date;
  readonly until?: Date;
}

const ECDSA = { sha1: OID.ecdsaWithSha1, sha256: OID.ecdsaWithSha256 };
const RSA = { sha1: OID.sha1WithRsa, sha256: OID.sha256WithRsa };
const algorithmOf = (key: KeyObject, hash: 'sha1' | 'sha256'): Der => (key.asymmetricKeyType === 'rsa' ? sequence(oid(RSA[hash]), nullValue()) : sequence(oid(ECDSA[hash])));
const signed = (tbs: Der, key: KeyObject, hash: 'sha1' | 'sha256'): Buffer => Buffer.from(sequence(tbs, algorithmOf(key, hash), bitString(sign(hash, tbs, key))));

/** A certificate with whatever extensions are wished; self-signed without an issuer. */
export function certify(wish: Wish): Party {
  const keys = wish.keys ?? generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = typeof wish.name === 'string' ? nameOf(wish.name) : wish.name;
  const serial = Uint8Array.from(randomBytes(9));
  serial[0] = 0x40 | ((serial[0] ?? 0) & 0x3f);
  const issuer = { name: wish.issuer?.name ?? name, key: wish.issuer?.key ?? keys.privateKey };
  const hash = wish.hash ?? 'sha256';
  const tbs = sequence(
    context(0, integer(2)),
    integer(serial),
    algorithmOf(issuer.key, hash),
    issuer.name,
    sequence(time(wish.from ?? new Date(NOW.getTime() - 30 * DAY)), time(wish.until ?? new Date(NOW.getTime() + 300 * DAY))),
    name,
    keys.publicKey.export({ type: 'spki', format: 'der' }),
    ...(wish.extensions && wish.extensions.length > 0 ? [context(3, sequence(...wish.extensions))] : []),
  );
  return { name, key: keys.privateKey, der: signed(tbs, issuer.key, hash), serial };
}

export interface ListWish {
  readonly issuer: Party;
  readonly revoked?: readonly { party: Party; at: Date; reason?: number }[];
  readonly from?: Date;
  readonly until?: Date;
  readonly extensions?: readonly Der[];
  readonly signer?: Party;
}

export function revocationList({ issuer, revoked = [], from = NOW, until = new Date(NOW.getTime() + DAY), extensions = [], signer = issuer }: ListWish): Buffer {
  const rows = revoked.map(({ party, at, reason }) =>
    sequence(integer(party.serial), time(at), ...(reason === undefined ? [] : [sequence(extension(OID.crlReason, element(0x0a, Uint8Array.from([reason]))))])),
  );
  const tbs = sequence(
    integer(1),
    algorithmOf(signer.key, 'sha256'),
    issuer.name,
    time(from),
    time(until),
    ...(rows.length > 0 ? [sequence(...rows)] : []),
    ...(extensions.length > 0 ? [context(0, sequence(...extensions))] : []),
  );
  return signed(tbs, signer.key, 'sha256');
}

/** Parts of a list only: the point it belongs to. */
export const issuingPoint = (uri: string): Der => extension(OID.issuingDistributionPoint, sequence(context(0, context(0, contextPrimitive(6, Buffer.from(uri))))), true);

/** What a CMS is made of, each part open to change. */
export interface CmsParts {
  version: Der;
  digests: Der[];
  content: Der[];
  certificates: Der[];
  /** Fields after the certificates, before the signers. */
  extra: Der[];
  signerVersion: Der;
  attributes: Der[];
  unsigned: Der[];
  sign: (data: Uint8Array) => Uint8Array;
  signatureAlgorithm: Der;
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
export const attribute = (id: string, ...values: Der[]): Der => sequence(oid(id), setOf(values));
/** signing-certificate-v2 over a hash, with issuer and serial number where given. */
export const essOf = (hash: Uint8Array, issuerSerial?: Der): Der => attribute(OID.signingCertificateV2, sequence(sequence(sequence(octets(hash), ...(issuerSerial ? [issuerSerial] : [])))));
export const issuerSerialOf = (issuer: Der, serial: Uint8Array): Der => sequence(sequence(context(4, issuer)), integer(serial));

/** A CMS over a document digest, as a careful or careless signer writes it. */
export function makeCms(party: Party, issuer: Der, digest: Uint8Array, change: (parts: CmsParts) => void = () => undefined, contentType: string = OID.data): Buffer {
  const sha = sequence(oid(OID.sha256));
  const parts: CmsParts = {
    version: integer(1),
    digests: [sha],
    content: [],
    certificates: [party.der],
    extra: [],
    signerVersion: integer(1),
    attributes: [attribute(OID.contentType, oid(contentType)), attribute(OID.messageDigest, octets(digest)), essOf(sha256(party.der))],
    unsigned: [],
    sign: (data) => sign('sha256', data, party.key),
    signatureAlgorithm: sequence(oid(OID.ecdsaWithSha256)),
  };
  change(parts);
  const attributes = setOf(parts.attributes);
  const implicit = Uint8Array.from(attributes);
  implicit[0] = 0xa0;
  const info = sequence(
    parts.signerVersion,
    sequence(issuer, integer(party.serial)),
    sha,
    implicit,
    parts.signatureAlgorithm,
    octets(parts.sign(attributes)),
    ...(parts.unsigned.length > 0 ? [setOf(parts.unsigned, 0xa1)] : []),
  );
  const data = sequence(parts.version, setOf(parts.digests), sequence(oid(contentType), ...parts.content), setOf(parts.certificates, 0xa0), ...parts.extra, setOf([info]));
  return Buffer.from(sequence(oid(OID.signedData), context(0, data)));
}

/** An RFC 3161 token over these bytes. */
export function timestamp(authority: Party, issuer: Party, stamped: Uint8Array, at: Date): Buffer {
  const info = sequence(integer(1), oid('1.2.3.4'), sequence(sequence(oid(OID.sha256)), octets(sha256(stamped))), integer(7), generalizedTime(at));
  return makeCms(
    authority,
    issuer.name,
    sha256(info),
    (parts) => {
      parts.version = integer(3);
      parts.content = [context(0, octets(info))];
    },
    OID.tstInfo,
  );
}
