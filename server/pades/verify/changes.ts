import { attempt } from '../pdf/document';
import type { DocumentView } from '../pdf/document';
import { isName, isObjectKind, sameObject } from '../pdf/objects';
import type { PdfObject } from '../pdf/objects';
import type { XrefEntry } from '../pdf/xref';
import { finding } from './findings';
import type { Finding } from './findings';
import { eachReference } from './uses';
import type { Uses } from './uses';

/** One object whose value a revision made, or made another. */
export interface Change {
  readonly num: number;
  readonly before: PdfObject;
  readonly after: PdfObject;
  readonly isNew: boolean;
}

const generation = (entry: XrefEntry): number => (entry.kind === 'offset' ? entry.gen : 0);
const isHybrid = (view: DocumentView): boolean => view.revision.sections.some((section) => section.hidden !== null);

/**
 * What one revision changed against the one before, and which of it the rules have explained. Whatever is left unexplained
 * at the end is a finding: rules allow, nothing here forgets.
 */
export class Changes {
  readonly findings: Finding[] = [];
  readonly all = new Map<number, Change>();
  readonly explained = new Set<number>();
  /** Numbers that cannot be read after this revision. */
  readonly damaged = new Set<number>();
  private readonly reported = new Set<string>();

  /** @param damagedBefore numbers that could not be read in the state before. */
  constructor(
    readonly before: DocumentView,
    readonly after: DocumentView,
    readonly uses: Uses,
    private readonly damagedBefore: ReadonlySet<number>,
  ) {
    // Readers that know one of the two directories only would see two documents.
    if (isHybrid(after) && !isHybrid(before)) this.report('change.repointed');
    for (const num of this.rewritten()) this.compare(num);
    // What could not be read when it was signed must not become readable.
    for (const num of damagedBefore) {
      if (after.peek(num) === undefined) this.damaged.add(num);
      else this.report('change.dangling_filled');
    }
  }

  report(key: Finding['key'], params: Finding['params'] = {}): void {
    const text = JSON.stringify([key, params]);
    if (this.reported.has(text)) return;
    this.reported.add(text);
    this.findings.push(finding(key, params));
  }

  /** Numbers this revision names, and those that lie in an object stream it names. */
  private rewritten(): Set<number> {
    const { touched } = this.after.revision;
    const numbers = new Set(touched.keys());
    this.after.file.budget.spend(this.before.entries.size >> 2);
    for (const [num, entry] of this.before.entries) if (entry.kind === 'packed' && touched.has(entry.container)) numbers.add(num);
    return numbers;
  }

  private compare(num: number): void {
    const { file } = this.after;
    file.budget.spend(2);
    const old = this.before.entries.get(num);
    const entry = this.after.entries.get(num);
    const existed = old !== undefined && old.kind !== 'free';
    if (!entry || entry.kind === 'free') {
      if (existed) this.report('change.object_removed');
      return;
    }
    const restated = this.after.revision.touched.has(num);
    if (restated && old?.kind === 'offset' && entry.kind === 'offset' && old.offset === entry.offset && old.gen === entry.gen) return;
    // A new generation is another object: whoever names the old one is left with nothing.
    if (existed && generation(old) !== generation(entry)) this.report('change.repointed');
    if (restated && !this.liesHere(entry)) {
      this.report('change.repointed');
      return;
    }
    const value = this.after.peek(num);
    if (value === undefined) {
      this.damaged.add(num);
      this.report('change.damaged');
      return;
    }
    const previous = existed ? this.before.peek(num) : null;
    if (previous === undefined) return;
    if (existed && isObjectKind(previous, 'stream') && isName(previous.dict.entries.get('Type'), 'ObjStm')) this.report('change.repointed');
    if (isObjectKind(value, 'stream')) file.budget.spend(value.data.length >> 6);
    if (existed && sameObject(previous, value)) return;
    this.all.set(num, { num, before: previous, after: value, isNew: !existed });
  }

  /** True where the object, or the stream it is packed in, was written by this very revision. */
  private liesHere(entry: XrefEntry): boolean {
    const place = entry.kind === 'packed' ? this.after.entries.get(entry.container) : entry;
    const { start, eof } = this.after.revision;
    return place?.kind === 'offset' && place.offset >= start && place.offset < eof;
  }

  /** The change of the object a reference names, if it has one. */
  of(value: PdfObject | undefined): Change | undefined {
    return isObjectKind(value, 'ref') ? this.all.get(value.num) : undefined;
  }

  /** True where two entries differ, or name an object that changed. */
  behind(was: PdfObject | undefined, is: PdfObject | undefined): boolean {
    if (!sameObject(was ?? null, is ?? null)) return was !== undefined || is !== undefined;
    return this.of(is) !== undefined;
  }

  /** New objects reachable from an allowed place belong to it; objects that were there before do not. */
  explain(value: PdfObject | undefined): void {
    const queue: PdfObject[] = [value ?? null];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      eachReference(next, (num) => {
        const change = this.all.get(num);
        if (!change?.isNew || this.explained.has(num)) return;
        this.explained.add(num);
        queue.push(change.after);
      });
    }
  }

  /** Accepts that this very object was rewritten, provided it is used in the allowed places only. */
  accept(value: PdfObject | undefined, allowed: (place: string) => boolean): void {
    if (!isObjectKind(value, 'ref')) return;
    this.explained.add(value.num);
    const change = this.all.get(value.num);
    if (change && !change.isNew && !this.uses.only(value.num, allowed)) this.report('change.other_use');
  }

  /** Runs a rule; what it cannot read is damage. */
  apply(rule: () => void): void {
    const done = attempt(() => {
      rule();
      return true;
    }, false);
    if (!done) this.report('change.damaged');
  }

  /** Whatever no rule explained. */
  leftovers(classify: (before: PdfObject, after: PdfObject) => Finding['key']): void {
    let orphans = 0;
    for (const change of this.all.values()) {
      // Somebody waited for an object of this number; what cannot be read may have waited for any.
      if (change.isNew && (this.uses.has(change.num) || (this.damagedBefore.size > 0 && !this.explained.has(change.num)))) this.report('change.dangling_filled');
      if (this.explained.has(change.num)) continue;
      if (change.isNew) orphans += 1;
      else this.report(classify(change.before, change.after));
    }
    // Objects that hang on an unexplained change are reported with it; only truly unused ones are counted.
    if (orphans > 0 && this.findings.every((found) => found.severity !== 'error')) this.report('change.unreferenced', { count: orphans });
  }
}

/** How the entries of a dictionary are called that stands at `place`, or is an object of its own. */
export const base = (value: PdfObject | undefined, place: string): string => (isObjectKind(value, 'ref') ? `${value.num}:` : `${place}/`);
