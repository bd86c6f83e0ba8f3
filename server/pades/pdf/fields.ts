import type { DocumentView } from './document';
import { PdfError } from './budget';
import { decodeText, isObjectKind } from './objects';
import type { PdfDict, PdfObject, PdfRef } from './objects';

/** A terminal form field with what it inherits. */
export interface FormField {
  /** Fully qualified name (12.7.3.2). */
  readonly name: string;
  readonly type: string | null;
  readonly ref: PdfRef;
  readonly dict: PdfDict;
  readonly value: PdfObject;
  /** The widget annotations; the field itself where the two are merged. */
  readonly widgets: readonly PdfRef[];
}

/** All terminal fields of the form. @throws PdfError for loops and direct field dictionaries. */
export function formFields(view: DocumentView): FormField[] {
  const form = view.dict(view.catalog.entries.get('AcroForm'));
  const fields: FormField[] = [];
  const seen = new Set<number>();
  const visit = (node: PdfObject, prefix: string, type: string | null, value: PdfObject, depth: number): void => {
    if (!isObjectKind(node, 'ref') || seen.has(node.num) || depth > 32) throw new PdfError('pdf.object');
    seen.add(node.num);
    view.file.budget.spend(1);
    const field = view.dict(node);
    if (!field) return;
    const partial = view.resolve(field.entries.get('T'));
    if (isObjectKind(partial, 'string')) view.file.budget.named(prefix.length + partial.bytes.length);
    const own = isObjectKind(partial, 'string') ? decodeText(partial) : null;
    const name = own === null ? prefix : prefix === '' ? own : `${prefix}.${own}`;
    const ft = view.resolve(field.entries.get('FT'));
    const fieldType = isObjectKind(ft, 'name') ? ft.value : type;
    const fieldValue = field.entries.get('V') ?? value;
    const kids = (view.items(field.entries.get('Kids')) ?? []).filter((kid): kid is PdfRef => isObjectKind(kid, 'ref'));
    const named = kids.filter((kid) => view.dict(kid)?.entries.has('T'));
    if (named.length > 0) for (const kid of kids) visit(kid, name, fieldType, fieldValue, depth + 1);
    else fields.push({ name, type: fieldType, ref: node, dict: field, value: fieldValue, widgets: kids.length > 0 ? kids : [node] });
  };
  for (const node of view.items(form?.entries.get('Fields')) ?? []) visit(node, '', null, null, 0);
  return fields;
}

/** Signature fields only; those with a value are signed. */
export const signatureFields = (view: DocumentView): FormField[] => formFields(view).filter((field) => field.type === 'Sig');
