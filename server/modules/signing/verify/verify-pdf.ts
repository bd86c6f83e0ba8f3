import { parseCertificates } from '../cms/x509';
import type { Certificate } from '../cms/x509';
import { DerError } from '../der/read';
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
import type { Finding, RevisionChange, SignatureReport, VerificationReport } from './report';
import { diffRevision, eachReference } from './revision-diff';
import type { RevisionDiff } from './revision-diff';
import { readCrls } from './revocation';
import { certificationLevel, fieldLock, readSignatureEntry } from './signature-dictionary';
import type { SignatureEntry } from './signature-dictionary';

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
    return verify(bytes, { anchors: readAnchors(options.trustAnchors), crls: readCrls(options.crls ?? []), at });
  } catch (error) {
    if (!(error instanceof PdfError)) return fail(finding('document.internal'));
    if (error.fault === 'pdf.too_complex' || error.fault === 'pdf.inflate') return fail(finding('document.too_complex'));
    // A file that claims a signature and cannot be read strictly was damaged or built to deceive.
    if (!mentionsSignature(bytes)) return fail(finding('document.unreadable'));
    return fail(finding(error.fault === 'pdf.trailing_bytes' ? 'document.trailing_bytes' : 'document.damaged'));
  }
}

function readAnchors(sources: readonly Uint8Array[]): Certificate[] {
  return sources.flatMap((source) => {
    try {
      return parseCertificates(source);
    } catch (error) {
      if (!(error instanceof DerError)) throw error;
      return [];
    }
  });
}

function mentionsSignature(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return buffer.includes('/ByteRange') || buffer.includes('/Adobe.PPK') || buffer.includes('ETSI.CAdES') || buffer.includes('adbe.pkcs7');
}

interface Inventory {
  /** Signature dictionaries anywhere in the file. */
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

/** Walks over every object of the present state. */
function takeInventory(view: DocumentView): Inventory {
  const signatureNumbers: number[] = [];
  const pageNodes: number[] = [];
  let damaged = 0;
  for (const num of view.entries.keys()) {
    view.file.budget.spend(2);
    let value: PdfObject;
    try {
      value = view.get(num);
    } catch (error) {
      if (!(error instanceof PdfError) || error.fault === 'pdf.too_complex') throw error;
      damaged += 1;
      continue;
    }
    if (looksLikeSignature(value)) signatureNumbers.push(num);
    if (!isObjectKind(value, 'dict')) continue;
    const type = value.entries.get('Type');
    if (isName(type, 'Page') || isName(type, 'Catalog')) pageNodes.push(num);
  }
  const shown = new Set([view.root.num, ...view.pages().map((page) => page.num)]);
  return { signatureNumbers, damaged, hiddenPages: pageNodes.some((num) => !shown.has(num)) };
}

/** Numbers that objects of a state refer to. */
function references(view: DocumentView, numbers: Iterable<number>, into: Set<number>): void {
  for (const num of numbers) {
    view.file.budget.spend(2);
    try {
      eachReference(view.get(num), (ref) => into.add(ref.num));
    } catch (error) {
      if (!(error instanceof PdfError) || error.fault === 'pdf.too_complex') throw error;
      // Unreadable objects refer to nothing a reader could follow.
    }
  }
}

/** All revisions after the first signed one, each explained against the one before. */
function diffs(file: PdfFile, entries: readonly SignatureEntry[]): RevisionDiff[] {
  const first = Math.min(...entries.map((entry) => entry.signedRevision ?? Number.POSITIVE_INFINITY));
  if (!Number.isFinite(first) || first + 1 >= file.revisions.length) return [];
  const referenced = new Set<number>();
  references(file.view(first), file.view(first).entries.keys(), referenced);
  const out: RevisionDiff[] = [];
  for (let index = first + 1; index < file.revisions.length; index += 1) {
    const view = file.view(index);
    out.push(diffRevision(file.view(index - 1), view, entries, referenced));
    references(view, view.revision.touched.keys(), referenced);
  }
  return out;
}

/** Rules a certifying signature or a field lock puts on a later revision (table M01–M04, stricter for visible fields). */
function restrictions(view: DocumentView, entry: SignatureEntry, first: boolean, diff: RevisionDiff): Finding[] {
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
  if (level !== null && !first) found.push(finding('mdp.not_first'));
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
  const linked = new Set(signed.flatMap((field) => (isObjectKind(field.value, 'ref') ? [field.value.num] : [])));
  const rights = usageRights(view);
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
      findings: [...diff.findings, ...restrictions(view, entry, index === 0, diff)],
    }));
    const coverage = signedRevision === null ? 'broken' : signedRevision === file.revisions.length - 1 ? 'whole_file' : 'revision';
    const verdict = verdictOf([...judged.findings, ...changesAfter.flatMap((change) => change.findings)]);
    return { ...judged, index, level: levelOf(judged, evidence, entry, file, proven !== null), coverage, changesAfter, verdict };
  });
  return done(reports, emptyFields, false);
}

const all = (signature: SignatureReport): Finding[] => [...signature.findings, ...signature.changesAfter.flatMap((change) => change.findings)];

/** Usage-rights signatures of form makers (12.8.2.3) unlock viewer functions; they sign nothing a person said. */
function usageRights(view: DocumentView): Set<number> {
  const permissions = view.dict(view.catalog.entries.get('Perms'));
  const values = [permissions?.entries.get('UR3'), permissions?.entries.get('UR')];
  return new Set(values.flatMap((value) => (isObjectKind(value, 'ref') ? [value.num] : [])));
}
