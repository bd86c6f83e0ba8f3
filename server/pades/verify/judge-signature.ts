import { displayName, isTestOnly, nameValue } from '../cms/x509';
import type { Certificate } from '../cms/x509';
import { OID } from '../der/oids';
import { decodeText, isObjectKind } from '../pdf/objects';
import { buildPath, validAt } from './chain';
import type { CertificatePath } from './chain';
import type { Evidence } from './evidence';
import { finding } from './findings';
import type { SignerInfo } from '../cms/read';
import { judgeCms } from './judge-cms';
import type { JudgedCms } from './judge-cms';
import type { Finding } from './findings';
import type { BaselineCheck, CertificateReport, SignatureReport, TimestampReport } from './report';
import { readCrls, revocationOf, stampRevoked } from './revocation';
import type { RevocationList } from './revocation';
import type { SignatureEntry } from './signature-dictionary';
import { judgeTimestamp } from './timestamp';

/** What is believed and when it is judged. */
export interface Trust {
  readonly anchors: readonly Certificate[];
  readonly crls: readonly RevocationList[];
  readonly at: Date;
  /** The verifier's own clock, or `at` where that is later. */
  readonly now: Date;
}

/** The judgement of one signature before later revisions are looked at. */
export type SignatureJudgement = Omit<SignatureReport, 'index' | 'verdict' | 'changesAfter' | 'coverage'>;

const CRL_DISTRIBUTION_POINTS = '2.5.29.31';
const AUTHORITY_INFORMATION = '1.3.6.1.5.5.7.1.1';

export function certificateReport(certificate: Certificate): CertificateReport {
  return {
    commonName: displayName(certificate.subject),
    title: nameValue(certificate.subject, OID.title),
    organisation: nameValue(certificate.subject, OID.organisation),
    issuer: displayName(certificate.issuer),
    issuerOrganisation: nameValue(certificate.issuer, OID.organisation),
    serial: certificate.serial,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    fingerprint: certificate.fingerprint,
    keyAlgorithm: certificate.keyAlgorithm.oid,
    testOnly: isTestOnly(certificate),
  };
}

const day = (at: Date): string => at.toISOString().slice(0, 10);

/** Revocation of every certificate below the anchor; only the signer's own has to be known. */
function judgeRevocation(path: readonly Certificate[], evidence: Evidence, crls: readonly RevocationList[], at: Date, now: Date): { findings: Finding[]; status: SignatureReport['revocation'] } {
  const findings: Finding[] = [];
  let status: SignatureReport['revocation'] = 'unknown';
  path.slice(0, -1).forEach((certificate, i) => {
    const issuer = path[i + 1];
    if (!issuer) return;
    const result = revocationOf({ certificate, issuer }, crls, evidence.ocsps, at, now);
    if (result.status === 'revoked') {
      const later = result.at > at;
      findings.push(finding(later ? 'revocation.revoked_later' : 'revocation.revoked', { date: day(result.at) }));
      if (!later) status = 'revoked';
      else if (i === 0) status = 'good';
    } else if (i === 0) {
      // An issuer that names no list and no responder leaves nothing to check; that is its policy, not a fault of the signature.
      const published = certificate.extensions.has(CRL_DISTRIBUTION_POINTS) || certificate.extensions.has(AUTHORITY_INFORMATION);
      if (result.status === 'good') {
        status = 'good';
        findings.push(finding('revocation.good'));
      } else if (result.status === 'stale') findings.push(finding('revocation.stale', { date: day(result.nextUpdate) }));
      else if (result.status === 'future') findings.push(finding('revocation.not_yet', { date: day(result.thisUpdate) }));
      else findings.push(finding(published ? 'revocation.unknown' : 'revocation.not_published'));
    }
  });
  return { findings, status };
}

function judgeValidity(signer: Certificate, path: CertificatePath, at: Date, claimed: Date | null): Finding[] {
  const findings: Finding[] = [];
  if (path.broken) findings.push(finding('certificate.chain_invalid'));
  else if (!path.trusted) findings.push(finding('certificate.untrusted'));
  if (at < signer.notBefore) findings.push(finding('certificate.not_yet_valid'));
  else if (at > signer.notAfter || (path.trusted && !path.inTime)) findings.push(finding('certificate.expired'));
  // Whole seconds: certificate times have no fractions.
  if (claimed && (claimed.getTime() + 1000 < signer.notBefore.getTime() || claimed > signer.notAfter)) findings.push(finding('certificate.signed_outside_validity'));
  return findings;
}

interface StampResult {
  readonly report: TimestampReport | null;
  readonly findings: readonly Finding[];
}

const listsFor = (judged: JudgedCms, evidence: Evidence, trust: Trust): RevocationList[] => [...trust.crls, ...evidence.crls, ...readCrls(judged.data?.crls ?? [])];

/** One token that should stamp this signature (T01, T02). */
function judgeToken(token: Uint8Array, judged: JudgedCms & { readonly info: SignerInfo }, evidence: Evidence, trust: Trust): StampResult {
  const stamp = judgeTimestamp(token, [judged.info.signature], evidence.certificates);
  if (!stamp.genuine || !stamp.time || !stamp.authority) return { report: null, findings: [finding('timestamp.invalid')] };
  const path = buildPath(stamp.authority, [...stamp.certificates, ...(judged.data?.certificates ?? []), ...evidence.certificates], trust.anchors, stamp.time);
  const revoked = stampRevoked(path.path, listsFor(judged, evidence, trust), evidence.ocsps, stamp.time, trust.now);
  const trusted = path.trusted && path.inTime && validAt(stamp.authority, stamp.time) && !revoked;
  const report = { time: stamp.time, authority: displayName(stamp.authority.subject), trusted };
  if (revoked) return { report, findings: [finding('timestamp.revoked')] };
  return { report, findings: [trusted ? finding('timestamp.good', { time: stamp.time.toISOString() }) : finding('timestamp.untrusted')] };
}

/** How many tokens of one signature are looked at; more are noise or an attack on our time. */
const MAX_TOKENS = 8;

/** All time-stamps of the signature: the earliest trusted one proves the time, every other one has to be sound too. */
function signatureTimestamps(judged: JudgedCms, evidence: Evidence, trust: Trust): StampResult {
  const { info } = judged;
  const attributes = info?.unsigned.filter((candidate) => candidate.oid === OID.signatureTimeStamp) ?? [];
  if (!info || attributes.length === 0) return { report: null, findings: [] };
  const tokens = attributes.flatMap((attribute) => attribute.values.map((value) => value.bytes));
  const results = tokens.slice(0, MAX_TOKENS).map((token) => judgeToken(token, { ...judged, info }, evidence, trust));
  const findings = results.flatMap((result) => result.findings);
  if (tokens.length > MAX_TOKENS || attributes.some((attribute) => attribute.values.length !== 1)) findings.push(finding('timestamp.invalid'));
  const reports = results.flatMap(({ report }) => report ?? []).sort((a, b) => Number(b.trusted) - Number(a.trusted) || a.time.getTime() - b.time.getTime());
  return { report: reports[0] ?? null, findings };
}

function baselineChecks(found: readonly Finding[], judged: JudgedCms, pades: boolean): BaselineCheck[] {
  const keys = new Set(found.map((item) => item.key));
  const none = (...wanted: Finding['key'][]): boolean => pades && judged.info !== null && wanted.every((key) => !keys.has(key));
  return [
    { id: 'B01', passed: none('signature.subfilter', 'signature.no_contents', 'signature.no_time', 'signature.unreadable') },
    { id: 'B02', passed: none('signature.cert_entry') },
    { id: 'B03', passed: none('signature.byterange', 'signature.byterange_gap', 'signature.coverage', 'signature.outside_revision', 'signature.contents_form') },
    { id: 'B04', passed: none('cms.not_der', 'cms.ber', 'cms.signer_count', 'cms.encapsulated') },
    { id: 'B05', passed: none('cms.no_certificate') },
    { id: 'B06', passed: none('cms.content_type', 'cms.attribute_count', 'cms.no_signed_attributes', 'cms.no_ess', 'cms.ess_mismatch') },
    { id: 'B07', passed: none('baseline.signing_time_attribute') },
    { id: 'B08', passed: none('baseline.forbidden_attribute') },
    { id: 'B09', passed: none('cms.attributes_unsorted', 'cms.weak_digest', 'cms.short_key', 'cms.unknown_algorithm', 'cms.digest_conflict') },
    { id: 'B10', passed: none('signature.padding') },
  ];
}

function textOf(entry: SignatureEntry, key: string): string | null {
  const value = entry.dict?.entries.get(key);
  return isObjectKind(value, 'string') ? decodeText(value).slice(0, 500) : null;
}

/**
 * Judges one signature by itself.
 * @param provenTime time of a later document time-stamp that covers it, where one is trusted.
 */
export function judgeSignature(entry: SignatureEntry, evidence: Evidence, trust: Trust, provenTime: Date | null): SignatureJudgement {
  const stamp = entry.kind === 'document_timestamp';
  const findings: Finding[] = [...entry.findings];
  const subFilter = stamp ? 'ETSI.RFC3161' : (entry.subFilter ?? 'ETSI.CAdES.detached');
  const readable = entry.cms !== null && entry.signed.length > 0;
  const judged: JudgedCms = readable
    ? judgeCms(entry.cms ?? new Uint8Array(0), entry.signed, { subFilter, extraCertificates: evidence.certificates })
    : { data: null, info: null, signer: null, intact: false, algorithm: null, findings: [] };
  findings.push(...judged.findings);
  let timestamp: TimestampReport | null = null;
  let intact = judged.intact;
  if (stamp && readable) {
    const own = judgeTimestamp(entry.cms ?? new Uint8Array(0), entry.signed, evidence.certificates);
    if (!own.imprintMatches) findings.push(finding('timestamp.imprint'));
    intact = intact && own.imprintMatches;
    if (own.time && own.authority) timestamp = { time: own.time, authority: displayName(own.authority.subject), trusted: false };
  } else if (judged.intact) {
    const proof = signatureTimestamps(judged, evidence, trust);
    timestamp = proof.report;
    findings.push(...proof.findings);
  }
  const proven = [provenTime, !stamp && timestamp?.trusted ? timestamp.time : null].filter((time): time is Date => time !== null);
  const ownTime = stamp ? (timestamp?.time ?? null) : null;
  const at = proven.length > 0 ? new Date(Math.min(...proven.map((time) => time.getTime()))) : (ownTime ?? trust.at);

  let path: CertificatePath = { trusted: false, path: [], broken: false, inTime: false };
  let revocation: SignatureReport['revocation'] = 'unknown';
  const { signer } = judged;
  if (signer) {
    path = buildPath(signer, [...(judged.data?.certificates ?? []), ...evidence.certificates], trust.anchors, at);
    if (stamp) {
      const revoked = stampRevoked(path.path, listsFor(judged, evidence, trust), evidence.ocsps, at, trust.now);
      if (revoked) findings.push(finding('timestamp.revoked'));
      const trusted = path.trusted && path.inTime && validAt(signer, at) && !revoked;
      if (!trusted && !revoked) findings.push(finding('timestamp.untrusted'));
      if (timestamp) timestamp = { ...timestamp, trusted: trusted && intact };
    } else findings.push(...judgeValidity(signer, path, at, entry.claimedTime));
    if (path.trusted) {
      const result = judgeRevocation(path.path, evidence, listsFor(judged, evidence, trust), at, trust.now);
      revocation = result.status;
      // A time-stamp is judged at its own time; lists made later do not go stale for it.
      findings.push(...(stamp ? result.findings.filter((found) => found.severity === 'error') : result.findings));
    }
    if (isTestOnly(signer)) findings.push(finding('certificate.test_only'));
  }
  if (entry.subFilter === 'adbe.pkcs7.detached') findings.push(finding('baseline.not_pades'));
  const baseline = stamp ? [] : baselineChecks(findings, judged, entry.subFilter === 'ETSI.CAdES.detached');
  const conforms = baseline.length > 0 && baseline.every((check) => check.passed);
  if (conforms) findings.push(finding('baseline.b'));
  const level = !conforms ? 'none' : timestamp?.trusted || provenTime ? 'B-T' : 'B-B';
  return {
    kind: entry.kind,
    field: entry.field.name,
    signer: signer ? certificateReport(signer) : null,
    claimedTime: entry.claimedTime,
    timestamp,
    reason: textOf(entry, 'Reason'),
    location: textOf(entry, 'Location'),
    algorithm: judged.algorithm,
    integrity: intact ? 'intact' : 'broken',
    signedRevision: entry.signedRevision,
    judgedAt: at,
    certificateValidThen: signer !== null && validAt(signer, at),
    trust: path.trusted ? 'trusted' : 'untrusted',
    chain: path.path.map((certificate) => displayName(certificate.subject)),
    revocation,
    level,
    baseline,
    testOnly: signer !== null && isTestOnly(signer),
    findings,
  };
}
