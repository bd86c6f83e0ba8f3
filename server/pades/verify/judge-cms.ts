import { createHash } from 'node:crypto';

import { checkSignature, isShort, isWeakDigest, keyStrength, publicKeyOf } from '../cms/algorithms';
import { certificateFor, readSignedData } from '../cms/read';
import type { Attribute, SignedData, SignerInfo } from '../cms/read';
import type { Certificate } from '../cms/x509';
import { extendedKeyUsage, keyUsage } from '../cms/x509';
import { DIGEST_BY_OID, OID } from '../der/oids';
import { DerError, child, oidText, sameBytes } from '../der/read';
import type { Der } from '../der/read';
import { finding } from './findings';
import type { Finding } from './findings';
import type { Used } from './strength';

export type SubFilter = 'ETSI.CAdES.detached' | 'adbe.pkcs7.detached' | 'ETSI.RFC3161';

export interface JudgedCms {
  readonly data: SignedData | null;
  readonly info: SignerInfo | null;
  readonly signer: Certificate | null;
  /** True where digest and signature are right: the content is what was signed by the key of `signer`. */
  readonly intact: boolean;
  readonly algorithm: string | null;
  /** What the signature stands on; null where it could not be checked. */
  readonly used: Used | null;
  readonly findings: readonly Finding[];
}

export interface CmsExpectation {
  readonly subFilter: SubFilter;
  /** Certificates known from elsewhere (DSS), for signatures that leave theirs out. */
  readonly extraCertificates: readonly Certificate[];
}

const DOCUMENT_PURPOSES: ReadonlySet<string> = new Set([
  OID.ekuAny,
  OID.ekuClientAuth,
  OID.ekuEmail,
  OID.ekuDocumentSigning,
  OID.ekuMsDocumentSigning,
  OID.ekuAdobeDocumentSigning,
]);
/** EN 319 142-1 §6.3: not to be used in PAdES baseline signatures. */
const FORBIDDEN: readonly string[] = [OID.contentReference, OID.contentIdentifier, OID.contentHints, OID.mimeType, OID.signerLocation, OID.countersignature];

const pick = (attributes: readonly Attribute[], oid: string): Attribute[] => attributes.filter((attribute) => attribute.oid === oid);

/** The value of an attribute that must occur once with one value. */
function single(attributes: readonly Attribute[], oid: string): Attribute['values'][number] | null {
  const found = pick(attributes, oid);
  return found.length === 1 && found[0]?.values.length === 1 ? (found[0].values[0] ?? null) : null;
}

/** ESSCertIDv2 or ESSCertID (RFC 5035): the first entry names the signer by hash, and by issuer and serial number where stated. */
interface EssCertId {
  readonly digest: string;
  readonly hash: Uint8Array;
  readonly issuerSerial: Der | undefined;
}

/** What every signing-certificate attribute names; null where one stands twice or holds not one value. */
function essCertIds(attributes: readonly Attribute[]): EssCertId[] | null {
  const found: EssCertId[] = [];
  for (const oid of [OID.signingCertificateV2, OID.signingCertificate]) {
    if (pick(attributes, oid).length === 0) continue;
    const value = single(attributes, oid);
    if (!value) return null;
    const v2 = oid === OID.signingCertificateV2;
    const first = child(child(value, 0, 0x30), 0, 0x30);
    const explicit = v2 && first.children[0]?.tag === 0x30;
    const digest = explicit ? (DIGEST_BY_OID[oidText(child(child(first, 0), 0))] ?? '') : v2 ? 'sha256' : 'sha1';
    found.push({ digest, hash: child(first, explicit ? 1 : 0, 0x04).content, issuerSerial: first.children[explicit ? 2 : 1] });
  }
  return found;
}

function names({ digest, hash, issuerSerial }: EssCertId, signer: Certificate): boolean {
  if (!digest || !sameBytes(createHash(digest).update(signer.der).digest(), hash)) return false;
  if (!issuerSerial) return true;
  const issuers = child(issuerSerial, 0, 0x30).children;
  return sameBytes(child(issuerSerial, 1, 0x02).bytes, signer.serialDer) && issuers.some((name) => name.tag === 0xa4 && sameBytes(child(name, 0).bytes, signer.issuer));
}

function judgeAttributes(info: SignerInfo, signer: Certificate, subFilter: SubFilter): Finding[] {
  const findings: Finding[] = [];
  const pades = subFilter !== 'adbe.pkcs7.detached';
  if (!info.signedSorted) findings.push(finding('cms.attributes_unsorted'));
  const ess = essCertIds(info.signed);
  if (!ess || (ess.length === 0 && pades)) findings.push(finding(ess ? 'cms.no_ess' : 'cms.attribute_count'));
  else if (!ess.every((id) => names(id, signer))) findings.push(finding('cms.ess_mismatch'));
  if (subFilter === 'ETSI.CAdES.detached') {
    if (ess && ess.length > 0 && ess.every(({ digest }) => digest === 'sha1')) findings.push(finding('baseline.ess_sha1'));
    if (pick(info.signed, OID.signingTime).length > 0) findings.push(finding('baseline.signing_time_attribute'));
    const all = [...info.signed, ...info.unsigned];
    const repeated = [OID.signerAttributes, OID.signerAttributesV2, OID.signaturePolicy].some((oid) => pick(all, oid).length > 1);
    if (repeated || FORBIDDEN.some((oid) => pick(all, oid).length > 0)) findings.push(finding('baseline.forbidden_attribute'));
  }
  return findings;
}

function judgePurpose(signer: Certificate, subFilter: SubFilter): Finding[] {
  const usage = keyUsage(signer);
  const extended = extendedKeyUsage(signer);
  if (usage && !usage.has(0) && !usage.has(1)) return [finding('certificate.purpose')];
  // RFC 3161 §2.3: critical, and for nothing else.
  if (subFilter === 'ETSI.RFC3161') {
    const only = extended?.critical === true && extended.purposes.every((purpose) => purpose === OID.ekuTimeStamping);
    return only && extended.purposes.length > 0 ? [] : [finding('certificate.purpose')];
  }
  return extended && !extended.purposes.some((purpose) => DOCUMENT_PURPOSES.has(purpose)) ? [finding('certificate.purpose')] : [];
}

/**
 * Judges a CMS against the bytes it should sign: structure, attributes, digest, signature, key and purpose.
 * Trust, validity and revocation of the certificate are judged elsewhere. Never throws.
 * @param signed pieces of the signed content, in order; for `ETSI.RFC3161` the content is inside the CMS.
 */
export function judgeCms(cms: Uint8Array, signed: readonly Uint8Array[], expectation: CmsExpectation): JudgedCms {
  const nothing = { data: null, info: null, signer: null, intact: false, algorithm: null, used: null };
  try {
    return judge(readSignedData(cms), signed, expectation);
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return { ...nothing, findings: [finding('cms.not_der')] };
  }
}

function judge(data: SignedData, signed: readonly Uint8Array[], { subFilter, extraCertificates }: CmsExpectation): JudgedCms {
  const findings: Finding[] = [];
  const stamp = subFilter === 'ETSI.RFC3161';
  const expectedType = stamp ? OID.tstInfo : OID.data;
  const [info, ...others] = data.signerInfos;
  if (!info || others.length > 0) findings.push(finding('cms.signer_count', { count: data.signerInfos.length }));
  if (stamp ? data.content === null : data.content !== null) findings.push(finding('cms.encapsulated'));
  if (data.contentType !== expectedType) findings.push(finding('cms.content_type'));
  if (!info) return { data, info: null, signer: null, intact: false, algorithm: null, used: null, findings };

  const signer = certificateFor(info.sid, [...data.certificates, ...extraCertificates]);
  if (!signer) {
    findings.push(finding('cms.no_certificate'));
    return { data, info, signer: null, intact: false, algorithm: null, used: null, findings };
  }
  const digest = DIGEST_BY_OID[info.digestOid];
  const key = publicKeyOf(signer.publicKey);
  if (!digest || !key) findings.push(finding('cms.unknown_algorithm'));
  if (digest && isWeakDigest(digest)) findings.push(finding('cms.weak_digest', { digest }));
  if (!info.signedBytes) findings.push(finding('cms.no_signed_attributes'));
  // RFC 5652 §5.1 lets a verifier refuse a signature whose hash the message does not announce; the announcement is not signed.
  if (data.digestOids.length !== 1 || data.digestOids[0] !== info.digestOid) findings.push(finding('cms.digest_conflict'));

  let intact = false;
  let algorithm: string | null = null;
  if (digest && key && info.signedBytes) {
    const type = single(info.signed, OID.contentType);
    const messageDigest = single(info.signed, OID.messageDigest);
    if (!type || !messageDigest) findings.push(finding('cms.attribute_count'));
    if (type && oidText(type) !== expectedType) findings.push(finding('cms.content_type'));
    const hash = createHash(digest);
    for (const part of stamp ? [data.content ?? new Uint8Array(0)] : signed) hash.update(part);
    const digestOk = messageDigest?.tag === 0x04 && sameBytes(messageDigest.content, hash.digest());
    if (messageDigest && !digestOk) findings.push(finding('cms.digest_mismatch'));
    const check = checkSignature(key, info.signatureAlgorithm, info.signedBytes, info.signature, digest);
    if (!check.ok) findings.push(finding('cms.signature_mismatch'));
    if (check.digest && check.digest !== digest) findings.push(finding(isWeakDigest(check.digest) ? 'cms.weak_digest' : 'cms.digest_conflict', { digest: check.digest }));
    intact = digestOk && check.ok;
    const { bits } = keyStrength(key);
    algorithm = `${check.scheme} ${bits} ${digest}`;
    if (isShort(key)) findings.push(finding('cms.short_key', { bits }));
    findings.push(...judgeAttributes(info, signer, subFilter));
  }
  findings.push(...judgePurpose(signer, subFilter));
  return { data, info, signer, intact, algorithm, used: digest ? { digest, spki: signer.publicKey } : null, findings };
}
