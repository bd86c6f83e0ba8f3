import type { DocumentView } from '../pdf/document';
import { formFields } from '../pdf/fields';
import type { FormField } from '../pdf/fields';
import { isName, isObjectKind, sameObject } from '../pdf/objects';
import type { PdfDict, PdfObject, PdfRef } from '../pdf/objects';
import { appended, differingKeys } from './change-rules';
import { base } from './changes';
import type { Changes } from './changes';
import type { SignatureEntry } from './signature-dictionary';
import { at, under } from './uses';
import { hasArea, isDrawn, isVisible, onlyLocked, staysInPlace } from './visible';

/** A signature field a revision added. */
export interface AddedField {
  readonly name: string;
  readonly visible: boolean;
  readonly hasAppearance: boolean;
  readonly widgets: readonly PdfRef[];
  /** Null for a field left empty. */
  readonly signature: SignatureEntry | null;
}

/** Keys of a pre-created signature field that signing may set; /F may gain its lock. */
const FILLABLE = new Set(['V', 'AP', 'M', 'MK', 'DA', 'Q', 'AS']);
/** Keys of a signature field added later: what a field and its widget need, and nothing that acts. */
const NEW_FIELD = new Set([
  ...['Type', 'Subtype', 'FT', 'T', 'TU', 'TM', 'Ff', 'V', 'Kids', 'Lock', 'SV', 'DA', 'DR', 'Q', 'DS', 'RV'],
  ...['Rect', 'P', 'F', 'AP', 'AS', 'MK', 'BS', 'Border', 'C', 'H', 'M', 'NM', 'Contents', 'StructParent', 'Lang'],
]);
const NEW_WIDGET = new Set([...NEW_FIELD, 'Parent']);
/** Where a form field or its widget is named: the form, a page, the structure tree. */
const FIELD_PLACES = under('Fields', 'Kids', 'Parent', 'Annots', 'Obj', 'Data');
/** Bits of /SigFlags (12.7.2). */
const SIG_FLAGS = 3;

/**
 * The form after signing: empty signature fields may be signed, further signature fields may come, and nothing that other
 * fields are drawn with may change. Whatever becomes visible belongs to a signature.
 */
export class FormChanges {
  readonly added: AddedField[] = [];
  readonly filled: string[] = [];
  private readonly before: DocumentView;
  private readonly after: DocumentView;
  private readonly fields: readonly FormField[];
  private readonly fieldsBefore: readonly FormField[];
  /** Signatures of this revision by their object number. */
  private readonly own: ReadonlyMap<number, SignatureEntry>;

  constructor(
    private readonly changes: Changes,
    private readonly signatures: readonly SignatureEntry[],
  ) {
    this.before = changes.before;
    this.after = changes.after;
    this.fields = formFields(this.after);
    this.fieldsBefore = formFields(this.before);
    const here = signatures.filter((entry) => entry.signedRevision === this.after.revision.index && entry.number !== null);
    this.own = new Map(here.map((entry) => [entry.number ?? 0, entry]));
  }

  run(): void {
    const { changes } = this;
    const nowEntry = this.after.catalog.entries.get('AcroForm');
    const old = this.before.dict(this.before.catalog.entries.get('AcroForm'));
    const now = this.after.dict(nowEntry);
    if (!old && !now) return;
    if (!now || differingKeys(old, now).some((key) => !this.mayDiffer(key, old, now))) changes.report('change.form');
    changes.accept(nowEntry, under('AcroForm'));
    changes.accept(now?.entries.get('Fields'), at(`${base(nowEntry, `${this.after.root.num}:AcroForm`)}Fields`));
    const gained = appended(this.before.items(old?.entries.get('Fields')) ?? [], this.after.items(now?.entries.get('Fields')) ?? []);
    if (!gained) changes.report('change.field_removed');
    const resources = base(nowEntry, `${this.after.root.num}:AcroForm`);
    if (changes.behind(old?.entries.get('DR'), now?.entries.get('DR'))) this.resources(old?.entries.get('DR'), now?.entries.get('DR'), `${resources}DR`);
    for (const field of this.fieldsBefore) this.fill(field);
    for (const item of gained ?? []) this.newField(item);
  }

  private mayDiffer(key: string, old: PdfDict | null, now: PdfDict): boolean {
    if (key === 'Fields' || key === 'DR') return true;
    if (key === 'DA') return !old?.entries.has(key) && this.otherFieldsStand();
    if (key !== 'SigFlags') return false;
    // The file said that it holds signatures and may only be appended to; it must go on saying so.
    const bits = (form: PdfDict | null): number => Number(form?.entries.get(key) ?? 0);
    return (bits(now) & bits(old)) === bits(old) && (bits(now) & ~SIG_FLAGS) === (bits(old) & ~SIG_FLAGS);
  }

  /** True where something is signed here and every other field shows its own appearance, so that no default is asked for. */
  private otherFieldsStand(): boolean {
    const form = this.after.dict(this.after.catalog.entries.get('AcroForm'));
    const others = this.fieldsBefore.filter((field) => field.type !== 'Sig');
    const drawn = others.every((field) => field.widgets.every((widget) => this.before.dict(widget)?.entries.has('AP') ?? false));
    return this.own.size > 0 && (others.length === 0 || (drawn && this.after.resolve(form?.entries.get('NeedAppearances')) !== true));
  }

  /** Default resources may gain names, for the appearance of a signature; those that were there mean what they meant. */
  private resources(was: PdfObject | undefined, is: PdfObject | undefined, place: string, depth = 0): void {
    const old = this.before.dict(was);
    const now = this.after.dict(is);
    if (depth > 2 || !now || (was !== undefined && !old) || !this.otherFieldsStand()) return this.changes.report('change.form');
    this.changes.accept(is, at(place));
    for (const [key, value] of old?.entries ?? []) {
      const current = now.entries.get(key);
      if (this.changes.behind(value, current)) this.resources(value, current, base(is, place) + key, depth + 1);
    }
    this.changes.explain(is);
    this.changes.explain(now);
  }

  /** An empty signature field that was there may receive its signature and appearance, nothing else may change. */
  private fill(field: FormField): void {
    const { changes, before, after } = this;
    const current = this.fields.find((candidate) => candidate.ref.num === field.ref.num);
    if (!current || field.type !== 'Sig' || before.resolve(field.value) !== null) return;
    if (!isObjectKind(current.value, 'ref')) return;
    const entry = this.own.get(current.value.num);
    const mayBecome = (was: PdfDict | null, is: PdfDict | null): boolean =>
      differingKeys(was, is).every((key) => FILLABLE.has(key) || (key === 'F' && onlyLocked(after, was, is)));
    if (!entry || !mayBecome(field.dict, current.dict)) return;
    changes.accept(field.ref, FIELD_PLACES);
    changes.explain(current.value);
    const parts: [was: PdfDict | null, is: PdfDict | null][] = [[field.dict, current.dict]];
    for (const widget of field.widgets) {
      const was = before.dict(widget);
      const is = after.dict(widget);
      if (widget.num === field.ref.num || !mayBecome(was, is)) continue;
      changes.accept(widget, FIELD_PLACES);
      parts.push([was, is]);
    }
    for (const [was, is] of parts) {
      changes.explain(is?.entries.get('AP'));
      changes.explain(is?.entries.get('MK'));
      // A time-stamp says when, never what: whoever adds one may not draw over a place kept for a signature.
      const redrawn = ['AP', 'MK', 'AS'].some((key) => !sameObject(was?.entries.get(key) ?? null, is?.entries.get(key) ?? null));
      if (entry.kind === 'document_timestamp' && redrawn && is && isVisible(after, is)) changes.report('change.unsigned_appearance');
    }
    this.filled.push(field.name);
    changes.report(entry.kind === 'signature' ? 'change.signature_added' : 'change.timestamp_added', entry.kind === 'signature' ? { field: field.name } : {});
  }

  private newField(item: PdfObject): void {
    const { changes, after } = this;
    const change = changes.of(item);
    const field = isObjectKind(item, 'ref') ? this.fields.find((candidate) => candidate.ref.num === item.num) : undefined;
    if (!change?.isNew || !field || field.type !== 'Sig') return changes.report('change.field');
    const signature = isObjectKind(field.value, 'ref') ? (this.own.get(field.value.num) ?? null) : null;
    if (after.resolve(field.value) !== null && !signature) return changes.report('change.field');
    const widgets = this.newWidgets(field);
    if (!widgets) return changes.report('change.field');
    // A second field of one name is shown, filled and listed in place of the first.
    if (field.name === '' || this.fields.some((other) => other !== field && other.name === field.name)) changes.report('change.field_twice', { field: field.name });
    changes.explain(item);
    const visible = widgets.some((widget) => isVisible(after, widget));
    this.added.push({ name: field.name, visible, hasAppearance: widgets.some((widget) => widget.entries.has('AP')), widgets: field.widgets, signature });
    if (visible && !widgets.every((widget) => staysInPlace(after, widget))) changes.report('change.field');
    if (!signature) this.emptyField(field, [field.dict, ...widgets]);
    else if (signature.kind === 'document_timestamp') {
      if (visible) changes.report('change.unsigned_appearance');
      changes.report('change.timestamp_added');
    } else changes.report('change.signature_field_added', { field: field.name });
  }

  /** The widgets of a field that is new with all its parts; null where it has others, or keys it does not need. */
  private newWidgets(field: FormField): PdfDict[] | null {
    const own = field.widgets.some((widget) => widget.num === field.ref.num);
    const widgets = field.widgets.flatMap((widget) => this.after.dict(widget) ?? []);
    if (widgets.length !== field.widgets.length || field.widgets.some((widget) => !this.changes.of(widget)?.isNew)) return null;
    if ([...field.dict.entries.keys()].some((key) => !NEW_FIELD.has(key))) return null;
    const belongs = (widget: PdfDict): boolean => own || sameObject(widget.entries.get('Parent') ?? null, field.ref);
    const plain = (widget: PdfDict): boolean => [...widget.entries.keys()].every((key) => NEW_WIDGET.has(key)) && isName(widget.entries.get('Subtype'), 'Widget');
    return widgets.every((widget) => belongs(widget) && plain(widget)) ? widgets : null;
  }

  /** Nobody answers for what an empty field shows, unless somebody signed it later; some readers draw even a bare one. */
  private emptyField(field: FormField, parts: readonly PdfDict[]): void {
    const later = this.signatures.some(
      (entry) => entry.field.ref.num === field.ref.num && entry.kind === 'signature' && (entry.signedRevision ?? 0) > this.after.revision.index,
    );
    if (later) return this.changes.report('change.technical');
    const drawn = parts.some(isDrawn);
    if (parts.some((part) => (drawn ? hasArea(this.after, part) : isVisible(this.after, part)))) this.changes.report('change.unsigned_appearance');
    this.changes.report('change.empty_field_added', { field: field.name });
  }
}
