import type { Finding, Severity } from '../../pades/verify/findings';
import type { SignatureReport, VerificationReport } from '../../pades/verify/report';

/** What a report may hold at most. A file of a few kilobytes can claim a thousand signatures, each with a thousand changes. */
export const REPORT_BOUNDS = {
  signatures: 60,
  emptyFields: 60,
  /** Findings in all, and of one signature or revision. */
  findings: 400,
  findingsOfOne: 20,
  /** Later revisions listed for one signature. */
  revisions: 20,
  /** Certificates named on the way to an anchor. */
  chain: 12,
  /** Characters of any text that comes from the file. */
  text: 300,
} as const;

const WEIGHT: Readonly<Record<Severity, number>> = { error: 0, unknown: 1, warning: 2, info: 3 };
const clip = (text: string): string => (text.length <= REPORT_BOUNDS.text ? text : `${text.slice(0, REPORT_BOUNDS.text)}…`);

/** Every text in a value that the file may have brought, at a length for people. */
function clipTexts<T>(value: T): T {
  if (typeof value === 'string') return clip(value) as T;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => clipTexts(item)) as T;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, clipTexts<unknown>(item)])) as T;
}

/** The most serious of a list, in the order they stood in. */
function worst<T>(items: readonly T[], most: number, weightOf: (item: T) => number): T[] {
  if (items.length <= most) return [...items];
  const ranked = items.map((item, index) => ({ item, index, weight: weightOf(item) })).sort((a, b) => a.weight - b.weight || a.index - b.index);
  return ranked.slice(0, most).sort((a, b) => a.index - b.index).map(({ item }) => item);
}

/**
 * The report at a length that can be sent and read: the most serious things first, texts cut. The verdicts were formed from
 * all of it and stay as they are. `leftOut` says how many signatures, changes, findings and names are not listed.
 */
export function boundReport(report: VerificationReport): VerificationReport & { readonly leftOut: number } {
  let findingsLeft: number = REPORT_BOUNDS.findings;
  let leftOut = 0;
  const keep = <T>(items: readonly T[], most: number, weightOf: (item: T) => number): T[] => {
    const kept = worst(items, Math.max(0, most), weightOf);
    leftOut += items.length - kept.length;
    return kept;
  };
  const findings = (all: readonly Finding[]): Finding[] => {
    const kept = keep(all, Math.min(REPORT_BOUNDS.findingsOfOne, findingsLeft), ({ severity }) => WEIGHT[severity]);
    findingsLeft -= kept.length;
    return kept;
  };
  const gravity = (all: readonly Finding[]): number => Math.min(4, ...all.map(({ severity }) => WEIGHT[severity]));
  const signatureGravity = ({ findings: own, changesAfter }: SignatureReport): number => Math.min(gravity(own), ...changesAfter.map((change) => gravity(change.findings)));

  const general = findings(report.findings);
  const listed = keep(report.signatures, REPORT_BOUNDS.signatures, signatureGravity);
  const own = listed.map((signature) => findings(signature.findings));
  const signatures = listed.map((signature, index): SignatureReport => ({
    ...signature,
    chain: signature.chain.slice(0, REPORT_BOUNDS.chain),
    findings: own[index] ?? [],
    changesAfter: keep(signature.changesAfter, REPORT_BOUNDS.revisions, (change) => gravity(change.findings)).map((change) => ({ ...change, findings: findings(change.findings) })),
  }));
  const emptyFields = keep(report.emptyFields, REPORT_BOUNDS.emptyFields, () => 0);
  return { ...clipTexts({ ...report, findings: general, signatures, emptyFields }), leftOut };
}
