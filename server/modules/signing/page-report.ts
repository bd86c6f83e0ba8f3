import { z } from 'zod';
import type { Caller } from '../../kernel/actor';
import { addressBlock } from '../../kernel/address-block';
import { DomainError } from '../../kernel/errors';
import type { Ports } from '../../kernel/ports';
import type { Sandbox, UntrustedFile } from '../../kernel/ports/sandbox';
import { REPORT_BOUNDS, type boundReport } from './report-bounds';
import { believed } from './trusted';
import { findingText } from '../../pades/verify/findings';
import type { Finding } from '../../pades/verify/findings';
import type { SignatureReport } from '../../pades/verify/report';
import type { VerifyOptions } from '../../pades/verify/verify-pdf';

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

/** The file a report is about. */
export interface ReportedFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

type BoundReport = ReturnType<typeof boundReport>;

/** A verification as a page or the command line shows it: plain data, each finding with its sentence in both languages (G10). */
export function reportForPage(report: BoundReport, file: ReportedFile) {
  return {
    verdict: report.verdict,
    judgedAt: report.judgedAt,
    revisions: report.revisions,
    signatures: report.signatures.map(signatureForPage),
    findings: report.findings.map(sentence),
    emptyFields: report.emptyFields,
    /** Signatures, changes, findings and names that a file of thousands has beyond what is listed. */
    leftOut: report.leftOut,
    testOnly: report.signatures.some((signature) => signature.testOnly),
    file,
  };
}

export type PageReport = ReturnType<typeof reportForPage>;

const shape = z.object({
  verdict: z.enum(['valid', 'valid_with_warnings', 'invalid', 'indeterminate', 'unsigned']),
  judgedAt: z.date(),
  revisions: z.int().min(0),
  signatures: z.array(z.object({ findings: z.array(z.object({ key: z.string() })), changesAfter: z.array(z.object({ findings: z.array(z.object({ key: z.string() })) })) })).max(REPORT_BOUNDS.signatures),
  findings: z.array(z.object({ key: z.string() })).max(REPORT_BOUNDS.findings),
  emptyFields: z.array(z.string()).max(REPORT_BOUNDS.emptyFields),
  leftOut: z.int().min(0),
});

/**
 * Verifies in a process of its own. What comes back is checked for its outline: a process that was made to lie could say
 * any verdict, but nothing that stops this one.
 * @param share who asks; shares take turns.
 * @throws DomainError of {@link Sandbox.run}.
 */
export async function verifyApart(sandbox: Sandbox, file: UntrustedFile, options: VerifyOptions, share: string): Promise<BoundReport> {
  const answer = await sandbox.run('verify', options, file, share);
  if (!shape.safeParse(answer).success) throw new DomainError('rejected', 'sandbox.stopped');
  return answer as BoundReport;
}

/** Who waits in whose line: a person wherever they are, else everybody behind one address together. */
const shareOf = (caller: Caller): string => (caller.kind === 'person' ? `person:${caller.personId}` : `address:${addressBlock(('ip' in caller ? caller.ip : undefined) ?? '')}`);

/** Verifies against what this installation trusts. */
export async function verifyHere(file: UntrustedFile, known: () => ReportedFile, { ports, caller, now }: { ports: Pick<Ports, 'trust' | 'sandbox'>; caller: Caller; now: Date }): Promise<PageReport> {
  ports.sandbox.ready();
  const report = await verifyApart(ports.sandbox, file, await believed(ports.trust, now), shareOf(caller));
  return reportForPage(report, known());
}
