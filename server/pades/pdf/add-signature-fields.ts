import { deflateSync } from 'node:zlib';

import { PadesError } from '../errors';
import { Increment } from './increment';
import { formFields } from './fields';
import { addFormElements } from './form-elements';
import { array, dict, isObjectKind, name, textString, withEntries } from './objects';
import type { PdfDict, PdfObject, PdfRef } from './objects';
import { openForSigning, reading } from './open';

export interface SignatureField {
  readonly name: string;
  /** 1-based. */
  readonly page: number;
  /** Lower left and upper right corner in points of the page's own coordinates (origin at the lower left). */
  readonly rect: readonly [x1: number, y1: number, x2: number, y2: number];
  readonly tooltip: string;
  /** The signature in this field ends changes: no other field may be signed or added after it (12.7.4.5, /Lock). */
  readonly locks?: boolean;
}

/** Data of an appearance that shows nothing, encoded as a filled one is: auditors compare the entries of the two. */
const NOTHING = deflateSync(new Uint8Array(0));

/** Print and Locked: PDF/A needs the first, the second keeps viewers from moving the field. */
const WIDGET_FLAGS = 132;

/**
 * Appends empty visible signature fields, before the first signature: filling a field that was there is a change every
 * verifier allows, a new visible field after a signature is one attackers use.
 * @returns what is to be appended to the given bytes.
 * @throws PadesError `already_signed`, `field_exists` {field}; `bad_field`
 * {field}; and those of {@link openForSigning}.
 */
export function signatureFieldsUpdate(pdf: Uint8Array, fields: readonly SignatureField[]): Uint8Array {
  const file = openForSigning(pdf);
  return reading(() => {
    const view = file.latest;
    const { catalog } = view;
    const pages = view.pages();
    const known = formFields(view);
    if (known.some((field) => field.type === 'Sig' && view.resolve(field.value) !== null)) throw new PadesError('already_signed');
    const increment = new Increment(file);
    const byPage = new Map<number, { page: PdfRef; widgets: PdfRef[] }>();
    const added: { widget: PdfRef; page: PdfRef; entries: PdfDict; alternative: string }[] = [];
    const names = new Set(known.map((field) => field.name));
    for (const field of fields) {
      const page = pages[field.page - 1];
      const [x1, y1, x2, y2] = field.rect;
      if (!page || !/^\w{1,64}$/.test(field.name) || ![x1, y1, x2, y2].every(Number.isFinite) || x2 <= x1 || y2 <= y1) {
        throw new PadesError('bad_field', { field: field.name });
      }
      if (names.has(field.name)) throw new PadesError('field_exists', { field: field.name });
      names.add(field.name);
      const empty = increment.add({
        kind: 'stream',
        dict: dict({ Type: name('XObject'), Subtype: name('Form'), BBox: array([0, 0, x2 - x1, y2 - y1]), Resources: dict({}), Filter: name('FlateDecode') }),
        data: NOTHING,
      });
      const widget = increment.allocate();
      const entries = dict({
        Type: name('Annot'),
        Subtype: name('Widget'),
        FT: name('Sig'),
        T: textString(field.name),
        TU: textString(field.tooltip),
        Rect: array([x1, y1, x2, y2]),
        F: WIDGET_FLAGS,
        P: page,
        AP: dict({ N: empty }),
        Lock: field.locks ? increment.add(dict({ Type: name('SigFieldLock'), Action: name('All') })) : undefined,
      });
      added.push({ widget, page, entries, alternative: field.tooltip });
      const group = byPage.get(page.num) ?? { page, widgets: [] };
      group.widgets.push(widget);
      byPage.set(page.num, group);
    }
    const keys = addFormElements(increment, view, added);
    added.forEach(({ widget, entries }, index) => increment.set(widget, withEntries(entries, { StructParent: keys[index] })));
    for (const { page, widgets } of byPage.values()) {
      const pageDict = view.dict(page);
      const annots = pageDict?.entries.get('Annots');
      const extended = array([...(view.items(annots) ?? []), ...widgets]);
      // Keys and readers follow the structure from widget to widget (ISO 14289-1, 7.18.3).
      const order: Record<string, PdfObject> = keys.length > 0 ? { Tabs: name('S') } : {};
      if (isObjectKind(annots, 'ref')) increment.set(annots, extended);
      else order['Annots'] = extended;
      if (pageDict) increment.set(page, withEntries(pageDict, order));
    }
    extendForm(increment, added.map(({ widget }) => widget));
    return increment.build().tail;

    function extendForm(target: Increment, refs: readonly PdfRef[]): void {
      const formEntry = catalog.entries.get('AcroForm');
      const form = view.dict(formEntry) ?? dict({});
      const list = form.entries.get('Fields');
      const extended = array([...(view.items(list) ?? []), ...refs]);
      let fieldsEntry: PdfObject = extended;
      if (isObjectKind(list, 'ref')) {
        target.set(list, extended);
        fieldsEntry = list;
      }
      const newForm = withEntries(form, { Fields: fieldsEntry, SigFlags: 3 });
      const changes: Record<string, PdfObject> = { Extensions: withExtension(view.dict(catalog.entries.get('Extensions'))) };
      if (isObjectKind(formEntry, 'ref')) target.set(formEntry, newForm);
      else changes['AcroForm'] = newForm;
      target.set(view.root, withEntries(catalog, changes));
    }
  });
}

/** As {@link signatureFieldsUpdate}. @returns the whole file, a copy; the given bytes are its beginning. */
export function addSignatureFields(pdf: Uint8Array, fields: readonly SignatureField[]): Uint8Array {
  return Buffer.concat([pdf, signatureFieldsUpdate(pdf, fields)]);
}

/** EN 319 142-1 §5.4: the developer extension that announces ETSI.CAdES.detached in PDF 1.7. */
function withExtension(existing: PdfObject): PdfObject {
  const base = isObjectKind(existing, 'dict') ? existing : dict({});
  return withEntries(base, { ESIC: dict({ BaseVersion: name('1.7'), ExtensionLevel: 2 }) });
}
