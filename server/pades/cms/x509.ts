import { createHash } from 'node:crypto';

import { OID } from '../der/oids';
import {
  DerError,
  bitNumbers,
  bitOctets,
  booleanValue,
  child,
  expectTag,
  integerHex,
  oidText,
  readDer,
  sameBytes,
  smallInteger,
  stringValue,
  timeValue,
} from '../der/read';
import type { Der } from '../der/read';

export interface AlgorithmId {
  readonly oid: string;
  readonly params: Der | null;
  readonly bytes: Uint8Array;
}

export interface Extension {
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** A certificate (RFC 5280) as far as signatures need it; byte fields are views of the DER. */
export interface Certificate {
  readonly der: Uint8Array;
  readonly tbs: Uint8Array;
  /** Lower-case hexadecimal of the INTEGER content. */
  readonly serial: string;
  readonly serialDer: Uint8Array;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: Uint8Array;
  readonly publicKeyBits: Uint8Array;
  readonly keyAlgorithm: AlgorithmId;
  readonly signatureAlgorithm: AlgorithmId;
  readonly signature: Uint8Array;
  readonly extensions: ReadonlyMap<string, Extension>;
  /** SHA-256 of the DER, lower-case hexadecimal. */
  readonly fingerprint: string;
}

export function algorithmId(der: Der): AlgorithmId {
  expectTag(der, 0x30);
  if (der.children.length > 2) throw new DerError('bad algorithm');
  return { oid: oidText(child(der, 0)), params: der.children[1] ?? null, bytes: der.bytes };
}

export function extensionList(der: Der): Map<string, Extension> {
  const extensions = new Map<string, Extension>();
  for (const item of expectTag(der, 0x30).children) {
    const id = oidText(child(item, 0));
    if (extensions.has(id)) throw new DerError('extension twice');
    const critical = item.children.length === 3 && booleanValue(child(item, 1));
    extensions.set(id, { critical, value: child(item, item.children.length - 1, 0x04).content });
  }
  return extensions;
}

/** @throws DerError */
export function parseCertificate(bytes: Uint8Array): Certificate {
  const outer = expectTag(readDer(bytes), 0x30);
  const tbs = child(outer, 0, 0x30);
  const versioned = tbs.children[0]?.tag === 0xa0 ? 1 : 0;
  const serial = child(tbs, versioned, 0x02);
  const validity = child(tbs, versioned + 3, 0x30);
  const spki = child(tbs, versioned + 5, 0x30);
  const extensionField = tbs.children.slice(versioned + 6).find((field) => field.tag === 0xa3);
  const signatureAlgorithm = algorithmId(child(outer, 1));
  // RFC 5280 §4.1.1.2: the two must agree, or a certificate could claim another algorithm than was signed.
  if (!sameBytes(child(tbs, versioned + 1).bytes, signatureAlgorithm.bytes)) throw new DerError('algorithms differ');
  return {
    der: outer.bytes,
    tbs: tbs.bytes,
    serial: integerHex(serial),
    serialDer: serial.bytes,
    issuer: child(tbs, versioned + 2, 0x30).bytes,
    notBefore: timeValue(child(validity, 0)),
    notAfter: timeValue(child(validity, 1)),
    subject: child(tbs, versioned + 4, 0x30).bytes,
    publicKey: spki.bytes,
    publicKeyBits: bitOctets(child(spki, 1)),
    keyAlgorithm: algorithmId(child(spki, 0)),
    signatureAlgorithm,
    signature: bitOctets(child(outer, 2)),
    extensions: extensionField ? extensionList(child(extensionField, 0)) : new Map<string, Extension>(),
    fingerprint: createHash('sha256').update(outer.bytes).digest('hex'),
  };
}

/** Certificates from DER or PEM (one or several blocks). @throws DerError */
export function parseCertificates(bytes: Uint8Array): Certificate[] {
  return unwrapPem(bytes, 'CERTIFICATE').map(parseCertificate);
}

/** The DER blocks of a PEM text with this label; bytes that are no PEM are taken as one DER block. */
export function unwrapPem(bytes: Uint8Array, label: string): Uint8Array[] {
  const text = Buffer.from(bytes).toString('latin1');
  if (!text.includes('-----BEGIN ')) return [bytes];
  const blocks = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/g)];
  return blocks.filter((block) => block[1] === label).map((block) => Buffer.from(block[2] ?? '', 'base64'));
}

/** What can be read of files in DER or PEM under `label`; the rest is left out. */
export function readable<T>(sources: readonly Uint8Array[], label: string, parse: (der: Uint8Array) => T): T[] {
  return sources
    .flatMap((source) => unwrapPem(source, label))
    .flatMap((der) => {
      try {
        return [parse(der)];
      } catch (error) {
        if (!(error instanceof DerError)) throw error;
        return [];
      }
    });
}

/** Values of a Name by attribute OID, in order. */
export function nameValues(nameDer: Uint8Array): [oid: string, text: string][] {
  const values: [string, string][] = [];
  for (const rdn of readDer(nameDer).children) {
    for (const pair of rdn.children) {
      try {
        values.push([oidText(child(pair, 0)), stringValue(child(pair, 1))]);
      } catch (error) {
        if (!(error instanceof DerError)) throw error;
      }
    }
  }
  return values;
}

export const nameValue = (nameDer: Uint8Array, oid: string): string | null =>
  nameValues(nameDer).find(([id]) => id === oid)?.[1] ?? null;

/** What to call the holder of a name: common name, else the organisation. */
export function displayName(nameDer: Uint8Array): string {
  return (
    nameValue(nameDer, OID.commonName) ??
    nameValue(nameDer, OID.organisation) ??
    nameValues(nameDer)
      .map(([, text]) => text)
      .join(', ')
  );
}

/** The value of an extension, or null where the certificate has none. @throws DerError */
export function extensionValue(certificate: Certificate, oid: string): Der | null {
  const extension = certificate.extensions.get(oid);
  return extension ? readDer(extension.value) : null;
}

/** Numbers of the key-usage bits, or null where the extension is absent. */
export function keyUsage(certificate: Certificate): Set<number> | null {
  const extension = certificate.extensions.get(OID.keyUsage);
  return extension ? bitNumbers(readDer(extension.value)) : null;
}

export function extendedKeyUsage(certificate: Certificate): { critical: boolean; purposes: string[] } | null {
  const extension = certificate.extensions.get(OID.extendedKeyUsage);
  if (!extension) return null;
  return { critical: extension.critical, purposes: readDer(extension.value).children.map(oidText) };
}

export function basicConstraints(certificate: Certificate): { ca: boolean; pathLength: number | null } {
  const extension = certificate.extensions.get(OID.basicConstraints);
  if (!extension) return { ca: false, pathLength: null };
  const der = expectTag(readDer(extension.value), 0x30);
  const ca = der.children[0]?.tag === 0x01 && booleanValue(der.children[0]);
  const last = der.children.at(-1);
  return { ca, pathLength: last?.tag === 0x02 ? smallInteger(last) : null };
}

export function policies(certificate: Certificate): string[] {
  const extension = certificate.extensions.get(OID.certificatePolicies);
  return extension ? readDer(extension.value).children.map((policy) => oidText(child(policy, 0))) : [];
}

export function subjectKeyId(certificate: Certificate): Uint8Array | null {
  const extension = certificate.extensions.get(OID.subjectKeyId);
  return extension ? expectTag(readDer(extension.value), 0x04).content : null;
}

export function authorityKeyId(certificate: Certificate): Uint8Array | null {
  const extension = certificate.extensions.get(OID.authorityKeyId);
  return extension ? (readDer(extension.value).children.find((field) => field.tag === 0x80)?.content ?? null) : null;
}

/** True for certificates of trial authorities: by the sample authority's policy, or by the words of its names. Never throws. */
export function isTestOnly(certificate: Certificate): boolean {
  const words = [...nameValues(certificate.subject), ...nameValues(certificate.issuer)].map(([, text]) => text.toLowerCase());
  if (words.some((text) => text.includes('thử nghiệm') || text.includes('không có giá trị pháp lý'))) return true;
  try {
    return policies(certificate).includes(OID.testPolicy);
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return false;
  }
}
