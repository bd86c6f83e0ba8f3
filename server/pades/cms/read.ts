import { OID } from '../der/oids';
import { DerError, child, expectTag, integerHex, isSortedSet, oidText, readDerPrefix, smallInteger } from '../der/read';
import type { Der } from '../der/read';
import { algorithmId, parseCertificate } from './x509';
import type { AlgorithmId, Certificate } from './x509';

export type SignerId =
  | { readonly kind: 'issuer'; readonly issuer: Uint8Array; readonly serial: string }
  | { readonly kind: 'key'; readonly keyId: Uint8Array };

export interface Attribute {
  readonly oid: string;
  readonly values: readonly Der[];
}

export interface SignerInfo {
  readonly sid: SignerId;
  readonly digestOid: string;
  readonly signatureAlgorithm: AlgorithmId;
  readonly signature: Uint8Array;
  /** DER `SET OF` as it was signed, or null where there are no signed attributes. */
  readonly signedBytes: Uint8Array | null;
  readonly signed: readonly Attribute[];
  readonly signedSorted: boolean;
  readonly unsigned: readonly Attribute[];
}

/** A SignedData (RFC 5652) as it stands, with nothing judged yet. */
export interface SignedData {
  /** Octets of the whole ContentInfo; what follows it in a signature's hole must be zero. */
  readonly length: number;
  /** Hashes the message announces. */
  readonly digestOids: readonly string[];
  readonly contentType: string;
  readonly content: Uint8Array | null;
  readonly certificates: readonly Certificate[];
  /** Certificates that could not be read. */
  readonly unreadableCertificates: number;
  readonly crls: readonly Uint8Array[];
  readonly signerInfos: readonly SignerInfo[];
}

function attributes(der: Der | undefined): Attribute[] {
  if (!der) return [];
  return der.children.map((item) => {
    if (item.children.length !== 2) throw new DerError('bad attribute');
    return { oid: oidText(child(item, 0)), values: child(item, 1, 0x31).children };
  });
}

function signerInfo(der: Der): SignerInfo {
  expectTag(der, 0x30);
  const sidDer = child(der, 1);
  let sid: SignerId;
  if (sidDer.tag === 0x30) sid = { kind: 'issuer', issuer: child(sidDer, 0, 0x30).bytes, serial: integerHex(child(sidDer, 1)) };
  else if (sidDer.tag === 0x80) sid = { kind: 'key', keyId: sidDer.content };
  else throw new DerError('bad signer identifier');
  let next = 3;
  const signed = der.children[next]?.tag === 0xa0 ? der.children[next] : undefined;
  if (signed) next += 1;
  const unsigned = der.children[next + 2];
  const version = smallInteger(child(der, 0));
  // RFC 5652 §5.3: 1 with issuer and serial number, 3 with a key identifier.
  if (version !== (sid.kind === 'issuer' ? 1 : 3) || der.children.length > next + 3) throw new DerError('bad signer info');
  if (unsigned && unsigned.tag !== 0xa1) throw new DerError('bad signer info');
  let signedBytes: Uint8Array | null = null;
  if (signed) {
    signedBytes = Uint8Array.from(signed.bytes);
    signedBytes[0] = 0x31;
  }
  return {
    sid,
    digestOid: algorithmId(child(der, 2)).oid,
    signatureAlgorithm: algorithmId(child(der, next)),
    signature: child(der, next + 1, 0x04).content,
    signedBytes,
    signed: attributes(signed),
    signedSorted: signed ? isSortedSet(signed.children) : true,
    unsigned: attributes(unsigned),
  };
}

/**
 * Reads a ContentInfo with SignedData from the start of `bytes`.
 * @throws DerError where it is not DER or not SignedData.
 */
export function readSignedData(bytes: Uint8Array): SignedData {
  const outer = expectTag(readDerPrefix(bytes), 0x30);
  if (outer.children.length !== 2 || outer.children[1]?.children.length !== 1) throw new DerError('bad content info');
  if (oidText(child(outer, 0)) !== OID.signedData) throw new DerError('not signed data');
  const signedData = child(child(outer, 1, 0xa0), 0, 0x30);
  const version = smallInteger(child(signedData, 0));
  if (![1, 3, 4, 5].includes(version)) throw new DerError('bad version');
  const encapsulated = child(signedData, 2, 0x30);
  const eContent = encapsulated.children[1];
  const rest = signedData.children.slice(3);
  const certificates: Certificate[] = [];
  let unreadableCertificates = 0;
  for (const item of rest.find((field) => field.tag === 0xa0)?.children ?? []) {
    try {
      if (item.tag === 0x30) certificates.push(parseCertificate(item.bytes));
    } catch (error) {
      if (!(error instanceof DerError)) throw error;
      unreadableCertificates += 1;
    }
  }
  // Each optional field once and in its place: whoever looks for another one must not find it.
  const tags = rest.map((field) => field.tag);
  const order = [0xa0, 0xa1, 0x31].filter((tag) => tags.includes(tag));
  const infos = rest.at(-1);
  if (infos?.tag !== 0x31 || tags.length !== order.length || tags.some((tag, i) => tag !== order[i])) throw new DerError('bad signed data');
  return {
    length: outer.bytes.length,
    digestOids: child(signedData, 1, 0x31).children.map((item) => algorithmId(item).oid),
    contentType: oidText(child(encapsulated, 0)),
    content: eContent ? child(expectTag(eContent, 0xa0), 0, 0x04).content : null,
    certificates,
    unreadableCertificates,
    crls: (rest.find((field) => field.tag === 0xa1)?.children ?? []).map((item) => item.bytes),
    signerInfos: infos.children.map(signerInfo),
  };
}

/** The certificate a signer identifier names. */
export function certificateFor(sid: SignerId, certificates: readonly Certificate[]): Certificate | null {
  return (
    certificates.find((certificate) => {
      if (sid.kind === 'issuer') return certificate.serial === sid.serial && Buffer.compare(certificate.issuer, sid.issuer) === 0;
      const extension = certificate.extensions.get(OID.subjectKeyId);
      return extension !== undefined && Buffer.compare(extension.value.subarray(2), sid.keyId) === 0;
    }) ?? null
  );
}
