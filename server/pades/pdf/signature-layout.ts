import { PadesError } from '../errors';
import { importAppearance } from './import-appearance';
import type { DocumentView } from './document';
import { signatureFields } from './fields';
import type { FormField } from './fields';
import { layOut } from './hole';
import type { SignatureLayout } from './hole';
import { Increment } from './increment';
import { dict, name, textString, withEntries } from './objects';
import { openForSigning, reading } from './open';
import { serialize } from './serialize';

/** What is signed where; the appearance is a one-page PDF as `draw…Appearance` makes it. */
export interface SignatureRequest {
  readonly field: string;
  readonly signedAt: Date;
  readonly reason?: string;
  readonly location?: string;
  /** Name of the signer for /Name. */
  readonly name?: string;
  readonly appearance?: Uint8Array;
}

/** PDF date in Vietnam time (7.9.4), whole seconds. */
export function pdfDate(at: Date): string {
  const local = new Date(at.getTime() + 7 * 3_600_000).toISOString();
  return `D:${local.replace(/[-:T]/g, '').slice(0, 14)}+07'00'`;
}

/** What the field's /Lock asks for, said again by the signature itself so that readers of ISO 32000-1 keep to it (12.8.2.4). */
function lockedFields(view: DocumentView, field: FormField): string {
  const lock = view.dict(field.dict.entries.get('Lock'));
  if (!lock) return '';
  const rule = dict({ Type: name('TransformParams'), V: name('1.2'), Action: lock.entries.get('Action'), Fields: lock.entries.get('Fields') });
  const reference = dict({ Type: name('SigRef'), TransformMethod: name('FieldMDP'), TransformParams: rule, Data: view.root });
  return `/Reference [${Buffer.from(serialize(reference)).toString('latin1')}]\n`;
}

/**
 * Lays out the revision that signs a pre-created field.
 * @param placeholderBytes octets kept for the CMS.
 * @throws PadesError `no_field` {field}; `field_signed` {field}; and those of opening.
 */
export function layoutSignature(pdf: Uint8Array, request: SignatureRequest, placeholderBytes: number): SignatureLayout {
  const file = openForSigning(pdf);
  return reading(() => {
    const view = file.latest;
    const field = signatureFields(view).find((candidate) => candidate.name === request.field);
    if (!field || field.widgets.length !== 1 || field.widgets[0]?.num !== field.ref.num) {
      throw new PadesError('no_field', { field: request.field });
    }
    if (view.resolve(field.value) !== null) throw new PadesError('field_signed', { field: request.field });
    const increment = new Increment(file);
    const signature = increment.allocate();
    const text = (key: string, value: string | undefined): string =>
      value === undefined ? '' : `/${key} ${Buffer.from(serialize(textString(value))).toString('latin1')}\n`;
    const appearance = request.appearance ? { AP: dict({ N: importAppearance(increment, request.appearance) }) } : {};
    increment.set(field.ref, withEntries(field.dict, { V: signature, ...appearance }));
    const head = '/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n';
    const rest = `/M (${pdfDate(request.signedAt)})\n${text('Name', request.name)}${text('Reason', request.reason)}${text('Location', request.location)}${lockedFields(view, field)}`;
    return layOut(increment, signature, { head, rest, placeholderBytes, length: pdf.length });
  });
}
