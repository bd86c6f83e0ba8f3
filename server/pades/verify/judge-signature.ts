import { displayName, isTestOnly, nameValue } from '../cms/x509';
import type { Certificate } from '../cms/x509';
import { OID } from '../der/oids';
import { decodeText, isObjectKind } from '../pdf/objects';
import { sameBytes } from '../der/read';
import { buildPath, signedBy, validAt } from './chain';
import type { CertificatePath } from './chain';
import type { Evidence } from './evidence';
import { finding } from './findings';
import { judgeCms } from './judge-cms';
import type { JudgedCms } from './judge-cms';
import type { Finding } from './findings';
import type { BaselineCheck, CertificateReport, SignatureReport, TimestampReport } from './report';
import { readCrls, revocationOf } from './revocation';
import type { RevocationList } from './revocation';
import type { SignatureEntry } from './signature-dictionary';
import { retiredName, retirementOf, retirementOfPath } from './strength';
import { judgeTimestamp } from './timestamp';
import { judgeStamp } from './judge-stamp';
import type { StampResult } from './judge-stamp';
import type { Trust } from './trust';

/** The judgement of one signature before later revisions are looked at. */
export type SignatureJudgement = Omit<SignatureReport, 'index' | 'verdict' | 'changesAfter' | 'coverage' | 'level'>;

/** With what its level and its renewal are told from. */
export interface JudgedSignature {
  readonly judgement: SignatureJudgement;
  /** It keeps to all of PAdES baseline B-B. */
  readonly conforms: boolean;
  /** From the signer's certificate, or the authority's for a time-stamp, up to the anchor. */
  readonly path: readonly Certificate[];
  /** The same of the authority whose time-stamp in the signature counts; empty where none does. */
  readonly stampPath: readonly Certificate[];
  readonly cms: JudgedCms;
}

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
      const published = certificate.extensions.has(OID.crlDistributionPoints) || certificate.extensions.has(OID.authorityInformation);
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

const listsFor = (judged: JudgedCms, evidence: Evidence, trust: Trust): RevocationList[] => [...trust.crls, ...evidence.crls, ...readCrls(judged.data?.crls ?? [])];

/** How many tokens of one signature are looked at; more are noise or an attack on our time. */
const MAX_TOKENS = 8;

/** All time-stamps of the signature (T01, T02): the earliest trusted one proves the time, every other one has to be sound too. */
function signatureTimestamps(judged: JudgedCms, evidence: Evidence, trust: Trust, covered: Date | null): StampResult {
  const { info } = judged;
  const attributes = info?.unsigned.filter((candidate) => candidate.oid === OID.signatureTimeStamp) ?? [];
  if (!info || attributes.length === 0) return { report: null, findings: [], path: [] };
  const tokens = attributes.flatMap((attribute) => attribute.values.map((value) => value.bytes));
  const lists = listsFor(judged, evidence, trust);
  const results = tokens
    .slice(0, MAX_TOKENS)
    .map((token) => judgeStamp(judgeTimestamp(token, [info.signature], evidence.certificates), judged.data?.certificates ?? [], lists, evidence, trust, covered));
  const findings = results.flatMap((result) => result.findings);
  if (tokens.length > MAX_TOKENS || attributes.some((attribute) => attribute.values.length !== 1)) findings.push(finding('timestamp.invalid'));
  const told = results.flatMap(({ report, path }) => (report ? [{ report, path }] : []));
  const [first] = told.sort((a, b) => Number(b.report.trusted) - Number(a.report.trusted) || a.report.time.getTime() - b.report.time.getTime());
  return { report: first?.report ?? null, findings, path: first?.report.trusted ? first.path : [] };
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

/** A signature whose algorithms were no longer safe at the time proven for it could have been made by anybody. */
function judgeStrength({ used }: JudgedCms, path: readonly Certificate[], trust: Trust, at: Date): Finding[] {
  const retired = [used && retirementOf(used, trust.retirements), retirementOfPath(path, trust.retirements)].find((found) => found && found.from <= at);
  return retired ? [finding('algorithm.retired', { algorithm: retiredName(retired), date: day(retired.from) })] : [];
}

/**
 * Certificates that ride along in the one place no signature covers, and that nobody known signed: a damaged copy of one that was
 * read elsewhere, or one put there. They are used for nothing, and what cannot be explained is not passed over.
 */
function judgeRiders({ data }: JudgedCms, path: readonly Certificate[], evidence: Evidence, trust: Trust): Finding[] {
  if (!data) return [];
  const known = [...path, ...data.certificates, ...evidence.certificates, ...trust.anchors];
  const isExplained = (rider: Certificate): boolean =>
    path.some(({ fingerprint }) => fingerprint === rider.fingerprint) || known.some((issuer) => sameBytes(issuer.subject, rider.issuer) && signedBy(rider, issuer));
  const stray = data.unreadableCertificates > 0 || data.certificates.slice(0, MAX_RIDERS).some((rider) => !isExplained(rider));
  return stray ? [finding('cms.stray_certificate')] : [];
}

/** Certificates of one CMS that are looked at. */
const MAX_RIDERS = 16;

const NOT_READ: JudgedCms = { data: null, info: null, signer: null, intact: false, algorithm: null, used: null, findings: [] };
const NO_PATH: CertificatePath = { trusted: false, path: [], broken: false, inTime: false };

/**
 * Judges one signature by itself.
 * @param covered time of the earliest trusted document time-stamp that covers it; null where there is none.
 */
export function judgeSignature(entry: SignatureEntry, evidence: Evidence, trust: Trust, covered: Date | null): JudgedSignature {
  return entry.kind === 'document_timestamp' ? judgeDocumentStamp(entry, evidence, trust, covered) : judgePersonal(entry, evidence, trust, covered);
}

/** A document time-stamp. Whoever brought it, only its authority speaks. */
function judgeDocumentStamp(entry: SignatureEntry, evidence: Evidence, trust: Trust, covered: Date | null): JudgedSignature {
  const { cms: token, signed } = entry;
  const read = token !== null && signed.length > 0 ? judgeTimestamp(token, signed, evidence.certificates) : null;
  const cms = read?.cms ?? NOT_READ;
  const findings: Finding[] = [...entry.findings, ...cms.findings];
  if (read && !read.imprintMatches) findings.push(finding('timestamp.imprint'));
  const intact = cms.intact && read?.imprintMatches === true;
  const result: StampResult = read?.genuine ? judgeStamp(read, [], listsFor(cms, evidence, trust), evidence, trust, covered) : { report: null, findings: [], path: [] };
  const told = result.report ?? (read?.time && read.authority ? { time: read.time, authority: displayName(read.authority.subject), trusted: false } : null);
  findings.push(...result.findings.filter(({ key }) => key !== 'timestamp.good'));
  const at = told?.time ?? trust.at;
  // It is judged at its own time; lists made later do not go stale for it.
  const { findings: found, status } = judgeRevocation(result.path, evidence, listsFor(cms, evidence, trust), at, trust.now);
  findings.push(...found.filter(({ severity }) => severity === 'error'));
  if (cms.signer && isTestOnly(cms.signer)) findings.push(finding('certificate.test_only'));
  if (result.report?.trusted) findings.push(...judgeRiders(cms, result.path, evidence, trust));
  const path = { ...NO_PATH, trusted: result.report?.trusted ?? false, path: result.path };
  return finish(entry, { cms, findings, intact, timestamp: told, at, path, revocation: status, baseline: [], stampPath: [] });
}

function judgePersonal(entry: SignatureEntry, evidence: Evidence, trust: Trust, covered: Date | null): JudgedSignature {
  const { cms: bytes, signed } = entry;
  const cms = bytes !== null && signed.length > 0 ? judgeCms(bytes, signed, { subFilter: entry.subFilter ?? 'ETSI.CAdES.detached', extraCertificates: evidence.certificates }) : NOT_READ;
  const findings: Finding[] = [...entry.findings, ...cms.findings];
  const proof: StampResult = cms.intact ? signatureTimestamps(cms, evidence, trust, covered) : { report: null, findings: [], path: [] };
  findings.push(...proof.findings);
  const proven = [covered, proof.report?.trusted ? proof.report.time : null].filter((time): time is Date => time !== null);
  const at = proven.length > 0 ? new Date(Math.min(...proven.map((time) => time.getTime()))) : trust.at;
  let path = NO_PATH;
  let revocation: SignatureReport['revocation'] = 'unknown';
  const { signer } = cms;
  if (signer) {
    path = buildPath(signer, [...(cms.data?.certificates ?? []), ...evidence.certificates], trust.anchors, at);
    findings.push(...judgeValidity(signer, path, at, entry.claimedTime));
    if (path.trusted) {
      findings.push(...judgeStrength(cms, path.path, trust, at), ...judgeRiders(cms, path.path, evidence, trust));
      const result = judgeRevocation(path.path, evidence, listsFor(cms, evidence, trust), at, trust.now);
      revocation = result.status;
      findings.push(...result.findings);
    }
    if (isTestOnly(signer)) findings.push(finding('certificate.test_only'));
  }
  if (entry.subFilter === 'adbe.pkcs7.detached') findings.push(finding('baseline.not_pades'));
  const baseline = baselineChecks(findings, cms, entry.subFilter === 'ETSI.CAdES.detached');
  return finish(entry, { cms, findings, intact: cms.intact, timestamp: proof.report, at, path, revocation, baseline, stampPath: proof.path });
}

interface Found {
  readonly cms: JudgedCms;
  readonly findings: readonly Finding[];
  readonly intact: boolean;
  readonly timestamp: TimestampReport | null;
  readonly at: Date;
  readonly path: CertificatePath;
  readonly revocation: SignatureReport['revocation'];
  readonly baseline: readonly BaselineCheck[];
  readonly stampPath: readonly Certificate[];
}

function finish(entry: SignatureEntry, { cms, findings, intact, timestamp, at, path, revocation, baseline, stampPath }: Found): JudgedSignature {
  const { signer } = cms;
  const judgement: SignatureJudgement = {
    kind: entry.kind,
    field: entry.field.name,
    signer: signer ? certificateReport(signer) : null,
    claimedTime: entry.claimedTime,
    timestamp,
    reason: textOf(entry, 'Reason'),
    location: textOf(entry, 'Location'),
    algorithm: cms.algorithm,
    integrity: intact ? 'intact' : 'broken',
    signedRevision: entry.signedRevision,
    judgedAt: at,
    certificateValidThen: signer !== null && validAt(signer, at),
    trust: path.trusted ? 'trusted' : 'untrusted',
    chain: path.path.map((certificate) => displayName(certificate.subject)),
    revocation,
    baseline,
    testOnly: signer !== null && isTestOnly(signer),
    findings,
  };
  return { judgement, conforms: baseline.length > 0 && baseline.every((check) => check.passed), path: path.path, stampPath, cms };
}
