import { createPrivateKey, generateKeyPairSync, randomBytes, webcrypto, X509Certificate, type KeyObject } from 'node:crypto';
import { isIP, isIPv4 } from 'node:net';
import * as asn1 from 'asn1js';
import * as pkijs from 'pkijs';

const OID = {
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  alternativeNames: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
} as const;

/** KeyUsage bit strings (RFC 5280, 4.2.1.3): one byte, unused bits counted from the right. */
const USAGE_CA = { bits: 0b0000_0110, unused: 1 };
const USAGE_LEAF = { bits: 0b1000_0000, unused: 7 };

const DAY_MS = 24 * 60 * 60 * 1000;

/** Clocks of tablets run behind. */
const BACKDATE_MS = DAY_MS;

export interface KeyedCertificate {
  /** PEM. */
  cert: string;
  /** PEM, PKCS#8. */
  key: string;
}

export interface CertificateOrder {
  commonName: string;
  /** Days from now. Apple devices refuse server certificates beyond 825 days even from an own authority. */
  days: number;
  now: Date;
}

const provider = webcrypto as unknown as Crypto;

function engine(): pkijs.CryptoEngine {
  return new pkijs.CryptoEngine({ name: 'node', crypto: provider, subtle: provider.subtle });
}

/** A certificate authority of this installation alone: ECDSA P-256, may sign servers and nothing below them. */
export async function makeAuthority(order: CertificateOrder): Promise<KeyedCertificate> {
  const keys = makeKeys();
  const certificate = await draft(order, keys.publicKey);
  certificate.issuer = certificate.subject;
  const constraints = new pkijs.BasicConstraints({ cA: true, pathLenConstraint: 0 });
  addExtension(certificate, OID.basicConstraints, true, constraints.toSchema());
  addExtension(certificate, OID.keyUsage, true, bitString(USAGE_CA));
  return sign(certificate, keys, keys.privateKey);
}

/**
 * A server certificate for the names and addresses given, signed by the authority.
 * @param names DNS names and IP addresses, at least one.
 */
export async function makeServerCertificate(
  authority: KeyedCertificate,
  order: CertificateOrder & { names: readonly string[] },
): Promise<KeyedCertificate> {
  const keys = makeKeys();
  const certificate = await draft(order, keys.publicKey);
  const issuer = pkijs.Certificate.fromBER(new X509Certificate(authority.cert).raw);
  certificate.issuer = issuer.subject;
  addExtension(certificate, OID.basicConstraints, true, new pkijs.BasicConstraints({ cA: false }).toSchema());
  addExtension(certificate, OID.keyUsage, true, bitString(USAGE_LEAF));
  addExtension(certificate, OID.extendedKeyUsage, false, new pkijs.ExtKeyUsage({ keyPurposes: [OID.serverAuth] }).toSchema());
  const altNames = order.names.map(generalName);
  addExtension(certificate, OID.alternativeNames, false, new pkijs.GeneralNames({ names: altNames }).toSchema());
  const keyId = new asn1.OctetString({ valueHex: await keyIdOf(issuer) });
  const authorityKey = new pkijs.AuthorityKeyIdentifier({ keyIdentifier: keyId });
  addExtension(certificate, OID.authorityKeyId, false, authorityKey.toSchema());
  return sign(certificate, keys, createPrivateKey(authority.key));
}

interface Keys {
  publicKey: KeyObject;
  privateKey: KeyObject;
}

function makeKeys(): Keys {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

async function draft(order: CertificateOrder, publicKey: KeyObject): Promise<pkijs.Certificate> {
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1.Integer({ valueHex: serial() });
  certificate.notBefore.value = new Date(order.now.getTime() - BACKDATE_MS);
  certificate.notAfter.value = new Date(order.now.getTime() + order.days * DAY_MS);
  certificate.subject = distinguishedName([
    [OID.organization, 'Phiên'],
    [OID.commonName, order.commonName],
  ]);
  certificate.extensions = [];
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const imported = await provider.subtle.importKey('spki', new Uint8Array(der), { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']);
  await certificate.subjectPublicKeyInfo.importKey(imported, engine());
  addExtension(certificate, OID.subjectKeyId, false, new asn1.OctetString({ valueHex: await keyIdOf(certificate) }));
  return certificate;
}

/** A name of parts one below the other (RFC 5280, 4.1.2.4); the package alone would make one part of several values. */
function distinguishedName(parts: readonly (readonly [type: string, value: string])[]): pkijs.RelativeDistinguishedNames {
  const value = parts.map(([type, text]) => {
    const attribute = new pkijs.AttributeTypeAndValue({ type, value: new asn1.Utf8String({ value: text }) });
    return new asn1.Set({ value: [attribute.toSchema()] });
  });
  return new pkijs.RelativeDistinguishedNames({ schema: asn1.fromBER(new asn1.Sequence({ value }).toBER(false)).result });
}

/** 16 random bytes, positive and without a leading zero (RFC 5280, 4.1.2.2). */
function serial(): ArrayBuffer {
  const bytes = new Uint8Array(randomBytes(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.buffer;
}

/** SHA-1 of the public key bits: an identifier, not a protection (RFC 5280, 4.2.1.2). */
async function keyIdOf(certificate: pkijs.Certificate): Promise<ArrayBuffer> {
  const bits = certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView;
  return provider.subtle.digest('SHA-1', new Uint8Array(bits));
}

function bitString({ bits, unused }: { bits: number; unused: number }): asn1.BitString {
  return new asn1.BitString({ valueHex: new Uint8Array([bits]).buffer, unusedBits: unused });
}

function generalName(name: string): pkijs.GeneralName {
  if (isIP(name) === 0) return new pkijs.GeneralName({ type: 2, value: name });
  return new pkijs.GeneralName({ type: 7, value: new asn1.OctetString({ valueHex: addressBytes(name).buffer as ArrayBuffer }) });
}

/** 4 or 16 bytes of an address in network order. */
function addressBytes(address: string): Uint8Array {
  if (isIPv4(address)) return new Uint8Array(address.split('.').map(Number));
  const plain = new URL(`http://[${address.split('%', 1)[0] ?? ''}]`).hostname.slice(1, -1);
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right];
  return new Uint8Array(groups.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff]));
}

interface Encodable {
  toBER(sizeOnly?: boolean): ArrayBuffer;
}

function addExtension(certificate: pkijs.Certificate, extnID: string, critical: boolean, value: Encodable): void {
  certificate.extensions?.push(new pkijs.Extension({ extnID, critical, extnValue: value.toBER(false) }));
}

async function sign(certificate: pkijs.Certificate, keys: Keys, signer: KeyObject): Promise<KeyedCertificate> {
  const pkcs8 = signer.export({ type: 'pkcs8', format: 'der' });
  const key = await provider.subtle.importKey('pkcs8', new Uint8Array(pkcs8), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  await certificate.sign(key, 'SHA-256', engine());
  const der = Buffer.from(certificate.toSchema(true).toBER(false));
  return {
    cert: new X509Certificate(der).toString(),
    key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
