import { Budget, PdfError } from '../pdf/budget';
import { PdfFile } from '../pdf/document';
import type { DocumentView } from '../pdf/document';
import { signatureFields } from '../pdf/fields';
import { isName, isObjectKind } from '../pdf/objects';
import type { PdfObject } from '../pdf/objects';
import { readEvidence } from './evidence';
import type { Evidence } from './evidence';
import { finding } from './findings';
import { judgeSignature } from './judge-signature';
import type { SignatureJudgement, Trust } from './judge-signature';
import { verdictOf } from './report';
import type { Finding } from './findings';
import type { RevisionChange, SignatureReport, VerificationReport } from './report';
import { diffRevision } from './revision-diff';
import type { RevisionDiff } from './revision-diff';
import { readCrls } from './revocation';
import { certificationLevel, fieldLock, readSignatureEntry } from './signature-dictionary';
import type { SignatureEntry } from './signature-dictionary';
import { readCertificates } from './trusted-files';
import { Uses } from './uses';

export interface VerifyOptions {
  /** Certificates believed without proof, DER or PEM; unreadable ones are left out and so believed in nothing. */
  readonly trustAnchors: readonly Uint8Array[];
  /** Revocation lists, DER or PEM. */
  readonly crls?: readonly Uint8Array[];
  /** Time to judge certificates at where no time-stamp proves another; `now` where absent. */
  readonly at?: Date;
  readonly now: Date;
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
  try {
    return verify(bytes, { anchors: readCertificates(options.trustAnchors), crls: readCrls(options.crls ?? []), at });
  } catch (error) {
    if (!(error instanceof PdfError)) return fail(finding('document.internal'));
    if (error.fault === 'pdf.too_complex' || error.fault === 'pdf.inflate') return fail(finding('document.too_complex'));
    // A file that claims a signature and cannot be read strictly was damaged or built to deceive.
    if (!mentionsSignature(bytes)) return fail(finding('document.unreadable'));
    return fail(finding(error.fault === 'pdf.trailing_bytes' ? 'document.trailing_bytes' : 'document.damaged'));
  }
}

function mentionsSignature(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return buffer.includes('/ByteRange') || buffer.includes('/Adobe.PPK') || buffer.includes('ETSI.CAdES') || buffer.includes('adbe.pkcs7');
}

interface Inventory {
  /** Signature dictionaries anywhere in the file, now or in an earlier revision. */
  readonly signatureNumbers: readonly number[];
  readonly damaged: number;
  readonly hiddenPages: boolean;
}

function looksLikeSignature(value: PdfObject): boolean {
  if (!isObjectKind(value, 'dict')) return false;
  const { entries } = value;
  const typed = isName(entries.get('Type'), 'Sig') || isName(entries.get('Type'), 'DocTimeStamp');
  return (typed && (entries.has('Filter') || entries.has('Contents'))) || (entries.has('ByteRange') && entries.has('Contents'));
}

/** A field whose value is a signature written inside it. */
const holdsSignature = (value: PdfObject): boolean => isObjectKind(value, 'dict') && looksLikeSignature(value.entries.get('V') ?? null);

/** Calls `found` for the objects of these numbers that can be read. @returns how many could not. */
function eachObject(view: DocumentView, numbers: Iterable<number>, found: (num: number, value: PdfObject) => void): number {
  let damaged = 0;
  for (const num of numbers) {
    view.file.budget.spend(2);
    try {
      found(num, view.get(num));
    } catch (error) {
      if (!(error instanceof PdfError) || error.fault === 'pdf.too_complex') throw error;
      damaged += 1;
    }
  }
  return damaged;
}

/** Walks over every object of the present state, and over what earlier revisions wrote for signatures no longer there. */
function takeInventory(view: DocumentView): Inventory {
  const signatures = new Set<number>();
  const pageNodes: number[] = [];
  const damaged = eachObject(view, view.entries.keys(), (num, value) => {
    if (looksLikeSignature(value) || holdsSignature(value)) signatures.add(num);
    const type = isObjectKind(value, 'dict') ? value.entries.get('Type') : null;
    if (isName(type, 'Page') || isName(type, 'Catalog')) pageNodes.push(num);
  });
  for (const { index, touched } of view.file.revisions.slice(0, -1)) {
    eachObject(view.file.view(index), touched.keys(), (num, value) => {
      if (isObjectKind(value, 'dict') && value.entries.has('ByteRange') && looksLikeSignature(value)) signatures.add(num);
    });
  }
  const shown = new Set([view.root.num, ...view.pages().map((page) => page.num)]);
  return { signatureNumbers: [...signatures], damaged, hiddenPages: pageNodes.some((num) => !shown.has(num)) };
}

/** All revisions after the first signed one, each explained against the one before. */
function diffs(file: PdfFile, entries: readonly SignatureEntry[]): RevisionDiff[] {
  const first = Math.min(...entries.map((entry) => entry.signedRevision ?? Number.POSITIVE_INFINITY));
  if (!Number.isFinite(first) || first + 1 >= file.revisions.length) return [];
  const uses = new Uses(new Set(file.revisions.slice(first + 1).flatMap((revision) => [...revision.touched.keys()])));
  uses.read(file.view(first), file.view(first).entries.keys());
  const out: RevisionDiff[] = [];
  for (let index = first + 1; index < file.revisions.length; index += 1) {
    const view = file.view(index);
    out.push(diffRevision(file.view(index - 1), view, entries, uses));
    uses.read(view, view.revision.touched.keys());
  }
  return out;
}

/** Rules a certifying signature or a field lock puts on a later revision (table M01–M04, stricter for visible fields). */
function restrictions(view: DocumentView, entry: SignatureEntry, diff: RevisionDiff): Finding[] {
  const found: Finding[] = [];
  const level = certificationLevel(view, entry);
  const locked = fieldLock(view, entry);
  for (const field of diff.added) {
    if (level === null) continue;
    const stamp = field.signature?.kind === 'document_timestamp';
    if (level === 1 && stamp && field.hasAppearance) found.push(finding('mdp.timestamp_appearance'));
    if (level === 1 && !stamp) found.push(finding('mdp.signature_not_allowed'));
    else if (field.visible) found.push(finding('mdp.visible_field'));
    else if (!stamp) found.push(finding('mdp.invisible_field'));
  }
  if (level === 1 && diff.filled.length > 0) found.push(finding('mdp.signature_not_allowed'));
  for (const name of diff.filled) if (locked?.(name)) found.push(finding('mdp.field_locked', { field: name }));
  return found;
}

/** The earliest trusted document time-stamp after a signature proves that it existed then. */
function provenTime(entry: SignatureEntry, stamps: readonly { entry: SignatureEntry; judged: SignatureJudgement }[]): Date | null {
  const times = stamps
    .filter((stamp) => stamp.entry !== entry && entry.signedRevision !== null && (stamp.entry.signedRevision ?? -1) > entry.signedRevision)
    .flatMap((stamp) => (stamp.judged.timestamp?.trusted && stamp.judged.integrity === 'intact' ? [stamp.judged.timestamp.time.getTime()] : []));
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}

function levelOf(judged: SignatureJudgement, evidence: Evidence, entry: SignatureEntry, file: PdfFile, stamped: boolean): SignatureReport['level'] {
  if (judged.level !== 'B-T') return judged.level;
  const long = evidence.present && evidence.certificates.length > 0 && evidence.crls.length + evidence.ocsps.length > 0;
  if (!long) return 'B-T';
  return stamped && (entry.signedRevision ?? file.revisions.length) < file.revisions.length - 1 ? 'B-LTA' : 'B-LT';
}

function verify(bytes: Uint8Array, trust: Trust): VerificationReport {
  const file = PdfFile.open(bytes, new Budget());
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
  const linked = new Set(signed.map((field) => (isObjectKind(field.value, 'ref') ? field.value : field.ref).num));
  const rights = new Set(file.revisions.flatMap(({ index }) => usageRights(file.view(index))));
  const unlinked = inventory.signatureNumbers.filter((num) => !linked.has(num) && !rights.has(num));
  if (signed.length === 0 && unlinked.length === 0) return done([], emptyFields, true);

  for (let i = 0; i < unlinked.length; i += 1) general.push(finding('signature.unlinked'));
  if (inventory.damaged > 0) general.push(finding('document.damaged_object', { count: inventory.damaged }));
  if (inventory.hiddenPages) general.push(finding('document.hidden_pages'));
  if (file.hybrid) general.push(finding('document.hybrid'));

  const entries = signed
    .map((field) => readSignatureEntry(view, field))
    .sort((a, b) => (a.signedRevision ?? Number.MAX_SAFE_INTEGER) - (b.signedRevision ?? Number.MAX_SAFE_INTEGER));
  const evidence = readEvidence(view);
  const changes = diffs(file, entries);
  const stamps = entries
    .filter((entry) => entry.kind === 'document_timestamp')
    .map((entry) => ({ entry, judged: judgeSignature(entry, evidence, trust, null) }));

  const reports = entries.map((entry, index): SignatureReport => {
    const proven = provenTime(entry, stamps);
    const judged = stamps.find((stamp) => stamp.entry === entry && proven === null)?.judged ?? judgeSignature(entry, evidence, trust, proven);
    const { signedRevision } = entry;
    const later = signedRevision === null ? [] : changes.filter((diff) => diff.revision > signedRevision);
    const changesAfter: RevisionChange[] = later.map((diff) => ({
      revision: diff.revision,
      findings: [...diff.findings, ...restrictions(view, entry, diff)],
    }));
    const coverage = signedRevision === null ? 'broken' : signedRevision === file.revisions.length - 1 ? 'whole_file' : 'revision';
    const findings = index > 0 && certificationLevel(view, entry) !== null ? [...judged.findings, finding('mdp.not_first')] : judged.findings;
    const verdict = verdictOf([...findings, ...changesAfter.flatMap((change) => change.findings)]);
    return { ...judged, findings, index, level: levelOf(judged, evidence, entry, file, proven !== null), coverage, changesAfter, verdict };
  });
  return done(reports, emptyFields, false);
}

const all = (signature: SignatureReport): Finding[] => [...signature.findings, ...signature.changesAfter.flatMap((change) => change.findings)];

/** Usage-rights signatures of form makers (12.8.2.3) unlock viewer functions; they sign nothing a person said. */
function usageRights(view: DocumentView): number[] {
  const permissions = view.dict(view.catalog.entries.get('Perms'));
  const values = [permissions?.entries.get('UR3'), permissions?.entries.get('UR')];
  return values.flatMap((value) => (isObjectKind(value, 'ref') ? [value.num] : []));
}
