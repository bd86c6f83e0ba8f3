import { createPrivateKey, generateKeyPairSync, X509Certificate, type KeyObject } from 'node:crypto';
import { isIP, isIPv4 } from 'node:net';
import { oid, sequence, subjectOf, taggedOctets, utf8 } from '../x509/asn1';
import { extension, makeCertificate, nameOf } from '../x509/certificate';

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

const makeKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

const nameFor = ({ commonName }: CertificateOrder): Buffer =>
  nameOf([
    ['2.5.4.10', utf8('Phiên')],
    ['2.5.4.3', utf8(commonName)],
  ]);

const validity = ({ now, days }: CertificateOrder) => ({ notBefore: new Date(now.getTime() - BACKDATE_MS), notAfter: new Date(now.getTime() + days * DAY_MS) });

const inPem = (der: Buffer, key: KeyObject): KeyedCertificate => ({ cert: new X509Certificate(der).toString(), key: key.export({ type: 'pkcs8', format: 'pem' }).toString() });

/** A certificate authority of this installation alone: ECDSA P-256, may sign servers and nothing below them. */
export function makeAuthority(order: CertificateOrder): KeyedCertificate {
  const { publicKey, privateKey } = makeKeys();
  const subject = nameFor(order);
  const der = makeCertificate({ subject, publicKey, issuer: { name: subject, key: privateKey }, use: { kind: 'authority', pathLength: 0 }, extensions: [], ...validity(order) });
  return inPem(der, privateKey);
}

/**
 * A server certificate for the names and addresses given, signed by the authority.
 * @param order.names DNS names and IP addresses, at least one.
 */
export function makeServerCertificate(authority: KeyedCertificate, order: CertificateOrder & { names: readonly string[] }): KeyedCertificate {
  const { publicKey, privateKey } = makeKeys();
  const issuer = { name: subjectOf(new X509Certificate(authority.cert).raw), key: createPrivateKey(authority.key) };
  const serverAuth = extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1')));
  const alternativeNames = extension('2.5.29.17', false, sequence(...order.names.map(generalName)));
  return inPem(makeCertificate({ subject: nameFor(order), publicKey, issuer, use: { kind: 'server' }, extensions: [serverAuth, alternativeNames], ...validity(order) }), privateKey);
}

/** dNSName or iPAddress (RFC 5280 §4.2.1.6). */
const generalName = (name: string) => (isIP(name) === 0 ? taggedOctets(2, Buffer.from(name, 'latin1')) : taggedOctets(7, addressBytes(name)));

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
