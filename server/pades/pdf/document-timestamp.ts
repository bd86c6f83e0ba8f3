import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';

import { PadesError } from '../errors';
import type { DigestName } from '../cms/algorithms';
import { formFields } from './fields';
import { fillHole, layOut, room } from './hole';
import type { SignatureLayout } from './hole';
import { Increment } from './increment';
import { array, dict, isObjectKind, name, textString, withEntries } from './objects';
import type { PdfObject } from './objects';
import { openForSigning, reading } from './open';

/** Octets kept for the token, with the certificates of its authority; doubled where it does not fit. */
const TOKEN_BYTES = 12_288;
const MAX_TOKEN_BYTES = TOKEN_BYTES * 8;

const FIELD = 'DauThoiGian';

/** The first name of its kind that no field has. */
function freeName(taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) if (!taken.has(`${FIELD}_${number}`)) return `${FIELD}_${number}`;
}

/**
 * Lays out a document time-stamp (ISO 32000-2, 12.8.5; EN 319 142-1 §5.4.3): a field of no size and no appearance,
 * so that nothing shown changes.
 */
function layoutStamp(pdf: Uint8Array, placeholderBytes: number): SignatureLayout {
  const file = openForSigning(pdf);
  return reading(() => {
    const view = file.latest;
    const increment = new Increment(file);
    const signature = increment.allocate();
    // A page that has annotations says already in which order readers go through them (ISO 14289-1, 7.18.3).
    const pages = view.pages();
    const page = pages.find((one) => view.dict(one)?.entries.has('Annots')) ?? pages[0];
    const pageDict = view.dict(page);
    if (!page || !pageDict) throw new PadesError('damaged_pdf');
    const field = increment.add(
      dict({
        Type: name('Annot'),
        Subtype: name('Widget'),
        FT: name('Sig'),
        T: textString(freeName(new Set(formFields(view).map((known) => known.name)))),
        Rect: array([0, 0, 0, 0]),
        // Print and Locked, as PDF/A wants them.
        F: 132,
        P: page,
        V: signature,
      }),
    );
    const annots = pageDict.entries.get('Annots');
    const widgets = array([...(view.items(annots) ?? []), field]);
    if (isObjectKind(annots, 'ref')) increment.set(annots, widgets);
    else increment.set(page, withEntries(pageDict, { Annots: widgets }));
    const formEntry = view.catalog.entries.get('AcroForm');
    const form = view.dict(formEntry) ?? dict({});
    const list = form.entries.get('Fields');
    let fields: PdfObject = array([...(view.items(list) ?? []), field]);
    if (isObjectKind(list, 'ref')) {
      increment.set(list, fields);
      fields = list;
    }
    const grown = withEntries(form, { Fields: fields, SigFlags: 3 });
    if (isObjectKind(formEntry, 'ref')) increment.set(formEntry, grown);
    else increment.set(view.root, withEntries(view.catalog, { AcroForm: grown }));
    const head = '/Type /DocTimeStamp\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.RFC3161\n';
    return layOut(increment, signature, { head, rest: '', placeholderBytes, length: pdf.length });
  });
}

/**
 * Stamps everything the file holds with a time of an authority.
 * @param ask brings the token for a hash of the file as it will be.
 * @param hashed a SHA-256 over exactly the given bytes, where there is one: they are not hashed again then.
 * @returns what is to be appended to the given bytes. @throws PadesError as for signing; what `ask` throws.
 */
export async function timeStampUpdate(pdf: Uint8Array, digest: DigestName, ask: (imprint: Uint8Array) => Promise<Uint8Array>, hashed?: Hash): Promise<Uint8Array> {
  for (let placeholder = TOKEN_BYTES; placeholder <= MAX_TOKEN_BYTES; placeholder *= 2) {
    const layout = layoutStamp(pdf, placeholder);
    const before = digest === 'sha256' && hashed ? hashed.copy() : createHash(digest).update(pdf);
    const { tail, holeStart, holeEnd } = layout;
    const imprint = before
      .update(tail.subarray(0, holeStart - pdf.length))
      .update(tail.subarray(holeEnd - pdf.length))
      .digest();
    const token = await ask(imprint);
    if (token.length > room(layout)) continue;
    fillHole(layout, pdf.length, token);
    return tail;
  }
  throw new PadesError('cms_too_large', { limit: MAX_TOKEN_BYTES });
}
