import type { Finding, Severity } from './findings';

/** What one signature, or the whole file, amounts to. */
export type Verdict = 'valid' | 'valid_with_warnings' | 'invalid' | 'indeterminate' | 'unsigned';

export interface PersonName {
  readonly commonName: string;
  /** Position (`title`) as the certificate states it. */
  readonly title: string | null;
  readonly organisation: string | null;
}

export interface CertificateReport extends PersonName {
  readonly issuer: string;
  readonly issuerOrganisation: string | null;
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SHA-256 of the certificate, lower-case hexadecimal. */
  readonly fingerprint: string;
  readonly keyAlgorithm: string;
  readonly testOnly: boolean;
}

export interface TimestampReport {
  readonly time: Date;
  readonly authority: string;
  readonly trusted: boolean;
}

/** One row of the baseline table (EN 319 142-1, EN 319 122-1): `B01` … `L05`. */
export interface BaselineCheck {
  readonly id: string;
  readonly passed: boolean;
}

/** What one later revision did, in the eyes of a signature before it. */
export interface RevisionChange {
  readonly revision: number;
  readonly findings: readonly Finding[];
}

export interface SignatureReport {
  readonly index: number;
  readonly kind: 'signature' | 'document_timestamp';
  readonly field: string;
  readonly verdict: Exclude<Verdict, 'unsigned'>;
  readonly signer: CertificateReport | null;
  /** /M of the signature dictionary: the signer's own word. */
  readonly claimedTime: Date | null;
  readonly timestamp: TimestampReport | null;
  readonly reason: string | null;
  readonly location: string | null;
  readonly algorithm: string | null;
  readonly integrity: 'intact' | 'broken';
  readonly coverage: 'whole_file' | 'revision' | 'broken';
  /** Index of the revision signed, 0 for the first writing; null where the byte range fits none. */
  readonly signedRevision: number | null;
  readonly changesAfter: readonly RevisionChange[];
  /** Time the certificate was judged at: the time-stamp's where one proves it. */
  readonly judgedAt: Date;
  readonly certificateValidThen: boolean;
  readonly trust: 'trusted' | 'untrusted';
  /** Names from the signer's certificate up to the anchor. */
  readonly chain: readonly string[];
  readonly revocation: 'good' | 'revoked' | 'unknown';
  readonly level: 'B-B' | 'B-T' | 'B-LT' | 'B-LTA' | 'none';
  readonly baseline: readonly BaselineCheck[];
  readonly testOnly: boolean;
  readonly findings: readonly Finding[];
}

export interface VerificationReport {
  readonly verdict: Verdict;
  readonly judgedAt: Date;
  readonly revisions: number;
  readonly signatures: readonly SignatureReport[];
  /** Findings about the file as a whole. */
  readonly findings: readonly Finding[];
  /** Names of signature fields that wait for their signature. */
  readonly emptyFields: readonly string[];
}

/** The verdict a list of findings amounts to. */
export function verdictOf(findings: readonly Finding[]): Exclude<Verdict, 'unsigned'> {
  const has = (severity: Severity): boolean => findings.some((finding) => finding.severity === severity);
  if (has('error')) return 'invalid';
  if (has('unknown')) return 'indeterminate';
  return has('warning') ? 'valid_with_warnings' : 'valid';
}
