import { PdfError } from '../pdf/budget';
import type { DocumentView } from '../pdf/document';
import { formFields } from '../pdf/fields';
import { Lexer } from '../pdf/lexer';
import { isName, isObjectKind, sameObject } from '../pdf/objects';
import type { PdfDict, PdfObject } from '../pdf/objects';
import type { XrefEntry } from '../pdf/xref';
import { appended, classify, differingKeys, isVisible, judgeInfo, judgeXmp, pageShare, validationDataGrows } from './change-rules';
import { finding } from './findings';
import type { Finding } from './findings';
import type { SignatureEntry } from './signature-dictionary';
import { at, eachReference, under } from './uses';
import type { Uses } from './uses';

/** A signature field this revision added. */
export interface AddedField {
  readonly name: string;
  readonly visible: boolean;
  readonly hasAppearance: boolean;
  /** Null for a field left empty. */
  readonly signature: SignatureEntry | null;
}

export interface RevisionDiff {
  readonly revision: number;
  readonly findings: readonly Finding[];
  readonly added: readonly AddedField[];
  /** Names of fields that had stood empty and were signed here. */
  readonly filled: readonly string[];
}

interface Change {
  readonly num: number;
  readonly before: PdfObject;
  readonly after: PdfObject;
  readonly isNew: boolean;
}

/** Keys of a pre-created signature field that signing may set. */
const FILLABLE = new Set(['V', 'AP', 'M', 'MK', 'DA', 'Q', 'AS']);
/** Keys of a signature field added later: what a field and its widget need, and nothing that acts. */
const NEW_FIELD = new Set([
  ...['Type', 'Subtype', 'FT', 'T', 'TU', 'TM', 'Ff', 'V', 'Kids', 'Parent', 'Lock', 'SV', 'DA', 'DR', 'Q', 'DS', 'RV'],
  ...['Rect', 'P', 'F', 'AP', 'AS', 'MK', 'BS', 'Border', 'C', 'H', 'M', 'NM', 'Contents', 'StructParent', 'Lang'],
]);
/** Where a form field or its widget is named: the form, a page, the structure tree. */
const FIELD_PLACES = under('Fields', 'Kids', 'Parent', 'Annots', 'Obj', 'Data');
/** Form entries that may appear with the first signature and change nothing that is shown. */
const FORM_EXTRAS = new Set(['SigFlags', 'DA', 'DR']);

/**
 * Explains revision `index` against the one before by a whitelist: signing of fields that were there, further signature
 * fields, document time-stamps, validation data and technical entries. Every other changed object is a finding.
 * @param uses where the objects of earlier revisions are named.
 */
export function diffRevision(before: DocumentView, after: DocumentView, signatures: readonly SignatureEntry[], uses: Uses): RevisionDiff {
  return new Diff(before, after, signatures, uses).run();
}

const isHybrid = (view: DocumentView): boolean => view.revision.sections.some((section) => section.hidden !== null);
const generation = (entry: XrefEntry): number => (entry.kind === 'offset' ? entry.gen : 0);

class Diff {
  private readonly findings: Finding[] = [];
  private readonly reported = new Set<string>();
  private readonly changes = new Map<number, Change>();
  private readonly explained = new Set<number>();
  private readonly added: AddedField[] = [];
  private readonly filled: string[] = [];
  private readonly own: ReadonlyMap<number, SignatureEntry>;

  constructor(
    private readonly before: DocumentView,
    private readonly after: DocumentView,
    signatures: readonly SignatureEntry[],
    private readonly uses: Uses,
  ) {
    const here = signatures.filter((entry) => entry.signedRevision === after.revision.index && entry.number !== null);
    this.own = new Map(here.map((entry) => [entry.number ?? 0, entry]));
  }

  run(): RevisionDiff {
    try {
      this.collect();
      this.trailer();
      this.catalog();
      this.form();
      this.pages();
      this.technical();
      this.leftovers();
      this.unaccounted();
    } catch (error) {
      if (!(error instanceof PdfError) || error.fault === 'pdf.too_complex') throw error;
      this.report('change.damaged');
    }
    return { revision: this.after.revision.index, findings: this.findings, added: this.added, filled: this.filled };
  }

  private report(key: Finding['key'], params: Finding['params'] = {}): void {
    const text = JSON.stringify([key, params]);
    if (this.reported.has(text)) return;
    this.reported.add(text);
    this.findings.push(finding(key, params));
  }

  /** All objects whose value differs from the revision before. */
  private collect(): void {
    const { revision, file } = this.after;
    // Readers that know one of the two directories only would see two documents.
    if (isHybrid(this.after) && !isHybrid(this.before)) this.report('change.repointed');
    for (const [num, entry] of revision.touched) {
      file.budget.spend(2);
      const old = this.before.entries.get(num);
      const existed = old !== undefined && old.kind !== 'free';
      if (entry.kind === 'free') {
        if (existed) this.report('change.object_removed');
        continue;
      }
      if (old?.kind === entry.kind && JSON.stringify(old) === JSON.stringify(entry)) continue;
      // A new generation is another object: whoever names the old one is left with nothing.
      if (existed && generation(old) !== generation(entry)) this.report('change.repointed');
      if (entry.kind === 'offset' && (entry.offset < revision.start || entry.offset >= revision.eof)) {
        this.report('change.repointed');
        continue;
      }
      const value = this.after.get(num);
      const previous = existed ? this.before.get(num) : null;
      if (existed && isObjectKind(previous, 'stream') && isName(previous.dict.entries.get('Type'), 'ObjStm')) this.report('change.repointed');
      if (isObjectKind(value, 'stream')) file.budget.spend(value.data.length >> 6);
      if (existed && sameObject(previous, value)) continue;
      this.changes.set(num, { num, before: previous, after: value, isNew: !existed });
    }
  }

  /** New objects reachable from an allowed place belong to it; objects that were there before do not. */
  private explain(value: PdfObject | undefined): void {
    const queue: PdfObject[] = [value ?? null];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      eachReference(next, (num) => {
        const change = this.changes.get(num);
        if (!change?.isNew || this.explained.has(num)) return;
        this.explained.add(num);
        queue.push(change.after);
      });
    }
  }

  /** Accepts that this very object was rewritten, provided it is used in the allowed places only. */
  private accept(value: PdfObject | undefined, allowed: (place: string) => boolean): void {
    if (!isObjectKind(value, 'ref')) return;
    this.explained.add(value.num);
    const change = this.changes.get(value.num);
    if (change && !change.isNew && !this.uses.only(value.num, allowed)) this.report('change.other_use');
  }

  /** How the entries of a dictionary are called that stands at `place`, or is an object of its own. */
  private static base(value: PdfObject | undefined, place: string): string {
    return isObjectKind(value, 'ref') ? `${value.num}:` : `${place}/`;
  }

  private trailer(): void {
    const old = this.before.revision.trailer.entries;
    const now = this.after.revision.trailer.entries;
    const root = old.get('Root') ?? null;
    const size = (entries: ReadonlyMap<string, PdfObject>): number => Number(entries.get('Size'));
    // Objects from /Size on count as missing (7.5.5): a smaller one would take away what was signed.
    if (!sameObject(root, now.get('Root') ?? null) || !(size(now) >= size(old))) this.report('change.trailer');
    const info = now.get('Info');
    if (this.changesBehind(old.get('Info'), info)) {
      this.findings.push(judgeInfo(this.before.dict(old.get('Info')), this.after.dict(info)));
      this.accept(info, at());
    }
  }

  private changesBehind(was: PdfObject | undefined, is: PdfObject | undefined): boolean {
    if (!sameObject(was ?? null, is ?? null)) return was !== undefined || is !== undefined;
    return isObjectKind(is, 'ref') && this.changes.has(is.num);
  }

  private catalog(): void {
    const old = this.before.catalog;
    const now = this.after.catalog;
    // Signatures may name the catalog as the data they protect.
    this.accept(this.after.root, under('Data'));
    for (const key of differingKeys(old, now)) {
      if (key === 'AcroForm' || key === 'DSS' || key === 'Metadata') continue;
      if (key === 'Extensions' && now.entries.has(key)) this.explain(now.entries.get(key));
      else if (key === 'Version' && isObjectKind(now.entries.get(key), 'name')) this.report('change.technical');
      else this.report('change.catalog', { entry: key });
    }
    const dss = now.entries.get('DSS');
    if (!validationDataGrows(this.before, this.after)) this.report('change.validation_data_removed');
    this.explainValidationData(dss);
    if (this.changesBehind(old.entries.get('Metadata'), now.entries.get('Metadata'))) {
      this.findings.push(judgeXmp(this.before, this.after));
      this.accept(now.entries.get('Metadata'), at(`${this.after.root.num}:Metadata`));
    }
  }

  /** The containers of validation data may be rewritten; the certificates, lists and responses in it may not. */
  private explainValidationData(dss: PdfObject | undefined): void {
    const store = this.after.dict(dss);
    if (!store) return;
    const own = `${this.after.root.num}:DSS`;
    const base = Diff.base(dss, own);
    const containers: [PdfObject | undefined, string][] = [[dss, own], ...[...store.entries].map(([key, value]): [PdfObject, string] => [value, base + key])];
    const vriEntry = store.entries.get('VRI');
    const vri = this.after.dict(vriEntry);
    for (const [key, entry] of vri?.entries ?? []) {
      const place = Diff.base(vriEntry, `${base}VRI`) + key;
      containers.push([entry, place]);
      for (const [list, value] of this.after.dict(entry)?.entries ?? []) containers.push([value, Diff.base(entry, place) + list]);
    }
    const size = this.explained.size;
    for (const [container, place] of containers) {
      const value = this.after.resolve(container);
      if (isObjectKind(value, 'stream')) continue;
      if (isObjectKind(container, 'ref') && this.changes.has(container.num)) this.accept(container, at(place));
      this.explain(container);
      this.explain(value);
    }
    if (this.explained.size > size) this.report('change.validation_data');
  }

  private form(): void {
    const oldEntry = this.before.catalog.entries.get('AcroForm');
    const nowEntry = this.after.catalog.entries.get('AcroForm');
    const old = this.before.dict(oldEntry);
    const now = this.after.dict(nowEntry);
    if (!old && !now) return;
    if (old && !now) return this.report('change.form');
    const extra = differingKeys(old, now).filter((key) => key !== 'Fields' && !(FORM_EXTRAS.has(key) && (key === 'SigFlags' || !old?.entries.has(key))));
    if (extra.length > 0) this.report('change.form');
    this.accept(nowEntry, under('AcroForm'));
    this.accept(now?.entries.get('Fields'), at(`${Diff.base(nowEntry, `${this.after.root.num}:AcroForm`)}Fields`));
    this.explain(now?.entries.get('DR'));
    const gained = appended(this.before.items(old?.entries.get('Fields')) ?? [], this.after.items(now?.entries.get('Fields')) ?? []);
    if (!gained) this.report('change.field_removed');
    this.filledFields();
    for (const item of gained ?? []) this.newField(item);
  }

  /** Fields that were there: an empty signature field may receive its signature and appearance, nothing else may change. */
  private filledFields(): void {
    const now = new Map(formFields(this.after).map((field) => [field.ref.num, field]));
    for (const field of formFields(this.before)) {
      const current = now.get(field.ref.num);
      if (!current || field.type !== 'Sig' || this.before.resolve(field.value) !== null) continue;
      if (current.value === null || !isObjectKind(current.value, 'ref')) continue;
      const entry = this.own.get(current.value.num);
      const keys = differingKeys(field.dict, current.dict);
      if (!entry || keys.some((key) => !FILLABLE.has(key))) continue;
      this.accept(field.ref, FIELD_PLACES);
      this.explain(current.value);
      this.explain(current.dict.entries.get('AP'));
      this.explain(current.dict.entries.get('MK'));
      for (const widget of field.widgets) {
        const was = this.before.dict(widget);
        const is = this.after.dict(widget);
        if (widget.num === field.ref.num || differingKeys(was, is).some((key) => !FILLABLE.has(key))) continue;
        this.accept(widget, FIELD_PLACES);
        this.explain(is?.entries.get('AP'));
      }
      this.filled.push(field.name);
      this.report(entry.kind === 'signature' ? 'change.signature_added' : 'change.timestamp_added', entry.kind === 'signature' ? { field: field.name } : {});
    }
  }

  private newField(item: PdfObject): void {
    const change = isObjectKind(item, 'ref') ? this.changes.get(item.num) : undefined;
    const field = isObjectKind(item, 'ref') ? formFields(this.after).find((candidate) => candidate.ref.num === item.num) : undefined;
    if (!change?.isNew || !field || field.type !== 'Sig') return this.report('change.field');
    const signature = isObjectKind(field.value, 'ref') ? (this.own.get(field.value.num) ?? null) : null;
    if (this.after.resolve(field.value) !== null && !signature) return this.report('change.field');
    const widgets = field.widgets.map((widget) => this.after.dict(widget)).filter((widget): widget is PdfDict => widget !== null);
    const odd = [field.dict, ...widgets].some((part) => [...part.entries.keys()].some((key) => !NEW_FIELD.has(key)));
    if (odd || widgets.some((widget) => !isName(widget.entries.get('Subtype'), 'Widget'))) return this.report('change.field');
    this.explain(item);
    const visible = widgets.some((widget) => isVisible(this.after, widget));
    const hasAppearance = widgets.some((widget) => widget.entries.has('AP'));
    this.added.push({ name: field.name, visible, hasAppearance, signature });
    if (!signature) this.report('change.empty_field_added', { field: field.name });
    else if (signature.kind === 'document_timestamp') this.report('change.timestamp_added');
    else this.report('change.signature_field_added', { field: field.name });
    if (visible && widgets.some((widget) => pageShare(this.after, widget) > 0.25)) this.report('change.large_field', { field: field.name });
  }

  private pages(): void {
    const old = this.before.pages();
    const now = this.after.pages();
    if (old.length !== now.length || old.some((page, i) => page.num !== now[i]?.num)) this.report('change.pages');
    const widgets = new Set(formFields(this.after).flatMap((field) => (field.type === 'Sig' ? field.widgets.map((widget) => widget.num) : [])));
    for (const page of now) {
      const was = this.before.dict(page);
      const is = this.after.dict(page);
      const wasAnnots = was?.entries.get('Annots');
      const isAnnots = is?.entries.get('Annots');
      const touched = this.changes.has(page.num) || (isObjectKind(isAnnots, 'ref') && this.changes.has(isAnnots.num));
      if (!touched || !was || !is) continue;
      const keys = differingKeys(was, is).filter((key) => key !== 'Annots');
      if (keys.length > 0) this.report(keys.includes('Contents') ? 'change.page_content' : 'change.page');
      const gained = appended(this.before.items(wasAnnots) ?? [], this.after.items(isAnnots) ?? []);
      const foreign = gained?.some((item) => !isObjectKind(item, 'ref') || !widgets.has(item.num) || !this.changes.get(item.num)?.isNew);
      if (!gained || foreign) this.report('change.annotation');
      // Only /Annots of a page may differ, so the page itself may be named anywhere.
      this.accept(page, () => true);
      this.accept(isAnnots, at(`${page.num}:Annots`));
    }
  }

  /** Cross-reference and object streams; they hold no content of their own. */
  private technical(): void {
    for (const change of this.changes.values()) {
      const dict = isObjectKind(change.after, 'stream') ? change.after.dict : null;
      const was = isObjectKind(change.before, 'stream') ? change.before.dict : null;
      const type = dict?.entries.get('Type');
      if (isName(type, 'XRef') && (change.isNew || isName(was?.entries.get('Type'), 'XRef'))) this.explained.add(change.num);
      if (isName(type, 'ObjStm') && change.isNew) this.explained.add(change.num);
    }
  }

  private leftovers(): void {
    let orphans = 0;
    for (const change of this.changes.values()) {
      if (change.isNew && this.uses.has(change.num)) this.report('change.dangling_filled');
      if (this.explained.has(change.num)) continue;
      if (change.isNew) orphans += 1;
      else this.report(classify(this.before, change.before, change.after));
    }
    // Objects that hang on an unexplained change are reported with it; only truly unused ones are counted.
    if (orphans > 0 && this.findings.every((found) => found.severity !== 'error')) this.report('change.unreferenced', { count: orphans });
  }

  /** Between the objects of an increment only white space and harmless comments may stand. */
  private unaccounted(): void {
    const { revision, file } = this.after;
    const spans: [number, number][] = revision.sections.map((section) => [section.start, section.eof]);
    for (const [num, entry] of revision.touched) {
      if (entry.kind !== 'offset' || entry.offset < revision.start || entry.offset >= revision.eof) continue;
      spans.push([entry.offset, file.objectAt(entry.offset, num, entry.gen, this.after).end]);
    }
    spans.sort((a, b) => a[0] - b[0]);
    let at = revision.start;
    for (const [start, end] of spans) {
      if (start > at) {
        const lexer = new Lexer(file.bytes, at, file.budget, start);
        lexer.skip();
        if (lexer.at < start || Buffer.from(file.bytes.subarray(at, start)).includes('obj')) return this.report('change.unaccounted_bytes');
      }
      at = Math.max(at, end);
    }
  }
}
