import type { DocumentView } from '../pdf/document';
import type { FormField } from '../pdf/fields';
import { evidenceWhere } from './evidence';
import type { Evidence } from './evidence';
import { judgeSignature } from './judge-signature';
import type { JudgedSignature } from './judge-signature';
import type { ProvingStamp } from './level';
import { readSignatureEntry } from './signature-dictionary';
import type { SignatureEntry } from './signature-dictionary';
import { wasSafe } from './strength';
import type { Trust } from './trust';

/** The values of signed fields, in the order they were signed. */
export const readEntries = (view: DocumentView, signed: readonly FormField[]): SignatureEntry[] =>
  signed
    .map((field) => readSignatureEntry(view, field))
    .sort((a, b) => (a.signedRevision ?? Number.MAX_SAFE_INTEGER) - (b.signedRevision ?? Number.MAX_SAFE_INTEGER));

/** The earliest time that a trusted document time-stamp over this revision proves, null where none does. */
const provenTime = (revision: number, stamps: readonly ProvingStamp[]): Date | null => {
  const times = stamps.filter((stamp) => stamp.revision >= revision).map(({ time }) => time.getTime());
  return times.length > 0 ? new Date(Math.min(...times)) : null;
};

export interface Judgements {
  readonly judged: ReadonlyMap<SignatureEntry, JudgedSignature>;
  /** Trusted ones, earliest first. */
  readonly stamps: readonly ProvingStamp[];
  /** What of the evidence was signed with algorithms that were safe when it is proven to have been there. */
  readonly evidence: Evidence;
}

/**
 * Judges from the end of the file to its beginning (EN 319 102-1 §5.6): the last time-stamp has to hold now, each earlier one and
 * each signature when what covers it was made.
 */
export function judgeAll(entries: readonly SignatureEntry[], all: Evidence, trust: Trust): Judgements {
  const judged = new Map<SignatureEntry, JudgedSignature>();
  const stamps: ProvingStamp[] = [];
  const safe = (): Evidence => evidenceWhere(all, (item, revision) => wasSafe(item, trust.retirements, provenTime(revision, stamps) ?? trust.at));
  for (const entry of entries.filter(({ kind }) => kind === 'document_timestamp').reverse()) {
    const found = judgeSignature(entry, safe(), trust, provenTime((entry.signedRevision ?? -1) + 1, stamps));
    judged.set(entry, found);
    const { timestamp, integrity } = found.judgement;
    if (timestamp?.trusted && integrity === 'intact' && entry.signedRevision !== null) stamps.unshift({ revision: entry.signedRevision, time: timestamp.time, path: found.path });
  }
  const evidence = safe();
  for (const entry of entries) if (!judged.has(entry)) judged.set(entry, judgeSignature(entry, evidence, trust, provenTime((entry.signedRevision ?? Number.POSITIVE_INFINITY) + 1, stamps)));
  return { judged, stamps, evidence };
}
