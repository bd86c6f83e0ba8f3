import { Budget, PdfError } from '../pdf/budget';
import { PdfFile } from '../pdf/document';
import type { DocumentView } from '../pdf/document';
import { signatureFields } from '../pdf/fields';
import { certificationLevel, restrictions, unfoundedPermission } from './certification';
import { readEvidence } from './evidence';
import { finding } from './findings';
import { takeInventory } from './inventory';
import { judgeAll, readEntries } from './judge-all';
import { levelOf } from './level';
import { verdictOf } from './report';
import type { Finding } from './findings';
import type { RevisionChange, SignatureReport, VerificationReport } from './report';
import { diffRevision, isWhole } from './revision-diff';
import type { RevisionDiff } from './revision-diff';
import { readCrls } from './revocation';
import type { SignatureEntry } from './signature-dictionary';
import { RETIREMENTS } from './strength';
import type { Retirement } from './strength';
import type { Trust } from './trust';
import { readCertificates } from './trusted-files';
import { Uses } from './uses';

export interface VerifyOptions {
  /** Certificates believed without proof, DER or PEM; unreadable ones are left out and so believed in nothing. */
  readonly trustAnchors: readonly Uint8Array[];
  /** Revocation lists, DER or PEM. */
  readonly crls?: readonly Uint8Array[];
  /** Time to judge certificates at where no time-stamp proves another; `now` where absent. */
  readonly at?: Date;
  /** The verifier's own clock: what is dated later proves nothing, what is dated between `at` and it does. */
  readonly now: Date;
  /** Algorithms retired besides {@link RETIREMENTS}. */
  readonly retirements?: readonly Retirement[];
}

/** What is believed, read. */
export function trustOf({ trustAnchors, crls = [], now, at = now, retirements = [] }: VerifyOptions): Trust {
  return { anchors: readCertificates(trustAnchors), crls: readCrls(crls), at, now: at > now ? at : now, retirements: [...RETIREMENTS, ...retirements] };
}

/**
 * Verifies all signatures of a PDF: structure, integrity, certificate, and every change made after each of them.
 * Never throws and never searches or repairs: what cannot be read strictly is a finding. Work is bounded by {@link Budget}.
 */
export function verifyPdf(bytes: Uint8Array, options: VerifyOptions): VerificationReport {
  const at = options.at ?? options.now;
  const fail = (found: Finding): VerificationReport => ({
    verdict: verdictOf([found]),
    judgedAt: at,
    revisions: 0,
    signatures: [],
    findings: [found],
    emptyFields: [],
  });
  let file: PdfFile | null = null;
  try {
    file = PdfFile.open(bytes, new Budget());
    return verify(file, trustOf(options));
  } catch (error) {
    if (!(error instanceof PdfError)) return fail(finding('document.internal'));
    if (error.fault === 'pdf.too_complex' || error.fault === 'pdf.inflate') return fail(finding('document.too_complex'));
    if (!mentionsSignature(bytes)) {
      // Damage in a file that nobody signed is no matter of signatures.
      return file ? { ...fail(finding('document.unreadable')), verdict: 'unsigned', revisions: file.revisions.length, findings: [] } : fail(finding('document.unreadable'));
    }
    // A file that claims a signature and cannot be read strictly was damaged or built to deceive.
    return fail(finding(error.fault === 'pdf.trailing_bytes' ? 'document.trailing_bytes' : 'document.damaged'));
  }
}

function mentionsSignature(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return buffer.includes('/ByteRange') || buffer.includes('/Adobe.PPK') || buffer.includes('ETSI.CAdES') || buffer.includes('adbe.pkcs7');
}

interface History {
  readonly diffs: readonly RevisionDiff[];
  /** The most objects that could not be read in any signed state. */
  readonly damaged: number;
}

/** All revisions after the first signed one, each explained against the one before. */
function historyOf(file: PdfFile, entries: readonly SignatureEntry[]): History {
  const first = Math.min(...entries.map((entry) => entry.signedRevision ?? Number.POSITIVE_INFINITY));
  if (!Number.isFinite(first) || first + 1 >= file.revisions.length) return { diffs: [], damaged: 0 };
  const uses = new Uses(new Set(file.revisions.slice(first + 1).flatMap((revision) => [...revision.touched.keys()])));
  let damaged: ReadonlySet<number> = uses.read(file.view(first), file.view(first).entries.keys());
  let most = damaged.size;
  const diffs: RevisionDiff[] = [];
  for (let index = first + 1; index < file.revisions.length; index += 1) {
    const view = file.view(index);
    const diff = diffRevision(file.view(index - 1), view, entries, uses, damaged);
    diffs.push(diff);
    uses.read(view, view.revision.touched.keys());
    damaged = diff.damaged;
    most = Math.max(most, damaged.size);
  }
  return { diffs, damaged: most };
}

/** Share of a page above which further signature fields hide more than they add. */
const LARGE = 0.25;

/** What later revisions did in the eyes of one signature; the places of further fields are summed up over all of them. */
function changesAfter(view: DocumentView, entry: SignatureEntry, diffs: readonly RevisionDiff[]): RevisionChange[] {
  const { signedRevision } = entry;
  const covered = new Map<number, number>();
  if (signedRevision === null) return [];
  return diffs
    .filter((diff) => diff.revision > signedRevision)
    .map((diff) => {
      const findings = [...diff.findings, ...restrictions(view, entry, diff)];
      for (const [page, share] of diff.covered) {
        const sum = (covered.get(page) ?? 0) + share;
        covered.set(page, sum);
        if (sum > LARGE) findings.push(finding('change.large_field', { percent: Math.min(100, Math.round(sum * 100)) }));
      }
      return { revision: diff.revision, findings };
    });
}

function verify(file: PdfFile, trust: Trust): VerificationReport {
  const general: Finding[] = [];
  const done = (signatures: readonly SignatureReport[], emptyFields: readonly string[], unsigned: boolean): VerificationReport => ({
    verdict: unsigned ? 'unsigned' : verdictOf([...general, ...signatures.flatMap((signature) => all(signature))]),
    judgedAt: trust.at,
    revisions: file.revisions.length,
    signatures,
    findings: general,
    emptyFields,
  });
  if (file.encrypted) {
    general.push(finding('document.encrypted'));
    return done([], [], false);
  }
  const view = file.latest;
  const fields = signatureFields(view);
  const signed = fields.filter((field) => field.value !== null);
  const emptyFields = fields.filter((field) => field.value === null).map((field) => field.name);
  const inventory = takeInventory(view);
  if (signed.length === 0 && inventory.unlinked.size === 0) {
    // A revision can be left out of the chain together with what was signed in it.
    if (!mentionsSignature(file.bytes) || file.revisions.slice(1).every(({ index }) => isWhole(file.view(index)))) return done([], emptyFields, true);
    general.push(finding('document.damaged'));
    return done([], emptyFields, false);
  }

  const entries = readEntries(view, signed);
  const history = historyOf(file, entries);
  const damaged = Math.max(inventory.damaged, history.damaged);
  for (let i = 0; i < inventory.unlinked.size; i += 1) general.push(finding('signature.unlinked'));
  if (damaged > 0) general.push(finding('document.damaged_object', { count: damaged }));
  if (inventory.hiddenPages) general.push(finding('document.hidden_pages'));
  if (file.hybrid) general.push(finding('document.hybrid'));
  if (unfoundedPermission(view, entries)) general.push(finding('mdp.permissions'));
  const { judged, stamps, evidence } = judgeAll(entries, readEvidence(view), trust);

  const reports = entries.flatMap((entry, index): SignatureReport[] => {
    const found = judged.get(entry);
    if (!found) return [];
    const { signedRevision } = entry;
    const after = changesAfter(view, entry, history.diffs);
    const coverage = signedRevision === null ? 'broken' : signedRevision === file.revisions.length - 1 ? 'whole_file' : 'revision';
    const reached = levelOf(found, evidence, stamps, trust.now);
    const findings = [...found.judgement.findings, ...(reached.finding ? [reached.finding] : []), ...(index > 0 && certificationLevel(view, entry) !== null ? [finding('mdp.not_first')] : [])];
    const verdict = verdictOf([...findings, ...after.flatMap((change) => change.findings)]);
    return [{ ...found.judgement, findings, index, level: reached.level, coverage, changesAfter: after, verdict }];
  });
  return done(reports, emptyFields, false);
}

const all = (signature: SignatureReport): Finding[] => [...signature.findings, ...signature.changesAfter.flatMap((change) => change.findings)];
