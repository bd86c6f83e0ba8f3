import { createHash } from 'node:crypto';
import type { Ports } from '../../kernel/ports';
import { findingText } from './verify/findings';
import type { Finding } from './verify/findings';
import type { SignatureReport, VerificationReport } from './verify/report';
import type { VerifyOptions } from './verify/verify-pdf';

const sentence = (finding: Finding) => ({
  key: finding.key,
  severity: finding.severity,
  params: finding.params,
  text: { vi: findingText(finding, 'vi'), en: findingText(finding, 'en') },
});

const signatureForPage = (signature: SignatureReport) => ({
  ...signature,
  findings: signature.findings.map(sentence),
  changesAfter: signature.changesAfter.map(({ revision, findings }) => ({ revision, findings: findings.map(sentence) })),
  /** Anything after it that a signature must not survive. */
  changedSince: signature.changesAfter.some(({ findings }) => findings.some(({ severity }) => severity === 'error')),
});

/** A verification as a page or the command line shows it: plain data, each finding with its sentence in both languages (G10). */
export function reportForPage(report: VerificationReport, bytes: Uint8Array, name: string) {
  return {
    verdict: report.verdict,
    judgedAt: report.judgedAt,
    revisions: report.revisions,
    signatures: report.signatures.map(signatureForPage),
    findings: report.findings.map(sentence),
    emptyFields: report.emptyFields,
    testOnly: report.signatures.some((signature) => signature.testOnly),
    file: { name, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
  };
}

export type PageReport = ReturnType<typeof reportForPage>;

/** Verifies against what this installation trusts, in a thread of its own. */
export async function verifyHere(bytes: Uint8Array, name: string, ports: Pick<Ports, 'trust' | 'threads'>, now: Date): Promise<PageReport> {
  const [trustAnchors, crls] = await Promise.all([ports.trust.anchors(), ports.trust.crls()]);
  const options: VerifyOptions = { trustAnchors, crls, now };
  return reportForPage(await ports.threads.run<VerificationReport>('verify', { bytes, options }), bytes, name);
}
