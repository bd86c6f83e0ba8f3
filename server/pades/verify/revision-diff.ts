import { attempt } from '../pdf/document';
import type { DocumentView } from '../pdf/document';
import { Lexer } from '../pdf/lexer';
import { classify } from './change-rules';
import { Changes } from './changes';
import { catalogChanges, pageChanges, technicalChanges, trailerChanges } from './document-changes';
import { FormChanges } from './form-changes';
import type { AddedField } from './form-changes';
import type { Finding } from './findings';
import type { SignatureEntry } from './signature-dictionary';
import type { Uses } from './uses';
import { coveredShares } from './visible';

export interface RevisionDiff {
  readonly revision: number;
  readonly findings: readonly Finding[];
  readonly added: readonly AddedField[];
  /** Names of fields that had stood empty and were signed here. */
  readonly filled: readonly string[];
  /** Share of each page that the fields added here cover, by page number in the file. */
  readonly covered: ReadonlyMap<number, number>;
  /** Numbers that cannot be read after this revision. */
  readonly damaged: ReadonlySet<number>;
}

/**
 * Explains revision `index` against the one before by a whitelist: signing of fields that were there, further signature
 * fields, document time-stamps, validation data and technical entries. Every other changed object is a finding.
 * @param uses where the objects of earlier revisions are named.
 * @param damagedBefore numbers that could not be read before.
 */
export function diffRevision(before: DocumentView, after: DocumentView, signatures: readonly SignatureEntry[], uses: Uses, damagedBefore: ReadonlySet<number>): RevisionDiff {
  const changes = new Changes(before, after, uses, damagedBefore);
  let form: FormChanges | null = null;
  let covered: ReadonlyMap<number, number> = new Map();
  changes.apply(() => {
    trailerChanges(changes);
    catalogChanges(changes);
    form = new FormChanges(changes, signatures);
    form.run();
    pageChanges(changes);
    technicalChanges(changes);
    changes.leftovers((was, is) => classify(before, was, is));
    covered = coveredShares(after, form.added.flatMap((field) => field.widgets));
    if (!accountedFor(after)) changes.report('change.unaccounted_bytes');
  });
  const { added, filled } = (form ?? { added: [], filled: [] }) as Pick<FormChanges, 'added' | 'filled'>;
  return { revision: after.revision.index, findings: changes.findings, added, filled, covered, damaged: changes.damaged };
}

/**
 * True where every byte of an increment belongs to one object or section of its cross-reference; between them only white space
 * and harmless comments may stand, and none lies in another.
 */
export function accountedFor(view: DocumentView): boolean {
  const { revision, file } = view;
  const spans: [number, number][] = revision.sections.filter((section) => section.kind === 'table').map((section) => [section.start, section.eof]);
  const streams = new Map(revision.sections.filter((section) => section.kind === 'stream').map((section) => [section.start, section.eof]));
  for (const [num, entry] of revision.touched) {
    if (entry.kind !== 'offset' || entry.offset < revision.start || entry.offset >= revision.eof || streams.has(entry.offset)) continue;
    spans.push([entry.offset, file.objectAt(entry.offset, num, entry.gen, view).end]);
  }
  spans.push(...streams);
  spans.sort((a, b) => a[0] - b[0]);
  let at = revision.start;
  for (const [start, end] of spans) {
    if (start < at) return false;
    const lexer = new Lexer(file.bytes, at, file.budget, start);
    lexer.skip();
    if (lexer.at < start || Buffer.from(file.bytes.subarray(at, start)).includes('obj')) return false;
    at = end;
  }
  return true;
}

/** As {@link accountedFor}; an increment with an object that cannot be read is not. */
export const isWhole = (view: DocumentView): boolean => attempt(() => accountedFor(view), false);
