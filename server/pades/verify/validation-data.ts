import { createHash } from 'node:crypto';

import { parseCertificate } from '../cms/x509';
import { DerError, readDer } from '../der/read';
import { PdfError } from '../pdf/budget';
import type { DocumentView } from '../pdf/document';
import { decodeStream } from '../pdf/filters';
import { canonical, isName, isObjectKind } from '../pdf/objects';
import type { PdfDict, PdfObject } from '../pdf/objects';
import { base } from './changes';
import type { Changes } from './changes';
import { parseCrl } from './revocation';
import { at } from './uses';

/** Lists of the document's store and of an entry for one signature (EN 319 142-1 §5.4.2), by what their streams hold. */
const STORE = { Certs: 'certificate', CRLs: 'crl', OCSPs: 'ocsp' } as const;
const ENTRY = { Cert: 'certificate', CRL: 'crl', OCSP: 'ocsp' } as const;
type Kind = (typeof STORE)[keyof typeof STORE];

const storeOf = (view: DocumentView): PdfDict | null => view.dict(view.catalog.entries.get('DSS'));
const vriOf = (view: DocumentView): PdfDict | null => view.dict(storeOf(view)?.entries.get('VRI'));

/** What a member of a list holds, whichever object holds it. */
function content(view: DocumentView, item: PdfObject): string {
  const value = view.resolve(item);
  if (!isObjectKind(value, 'stream')) return canonical(value);
  return createHash('sha256').update(decodeStream(value, view.file.budget)).digest('hex');
}

/** Validation data may only grow: every list keeps what its members hold, every VRI key stays. */
function grows(before: DocumentView, after: DocumentView): boolean {
  const old = storeOf(before);
  const now = storeOf(after);
  if (!old) return true;
  if (!now) return false;
  const keeps = (was: PdfDict, is: PdfDict, keys: readonly string[]): boolean =>
    keys.every((key) => {
      const wanted = before.items(was.entries.get(key)) ?? [];
      const given = after.items(is.entries.get(key)) ?? [];
      const named = new Set(given.map((item) => canonical(item)));
      const missing = wanted.filter((item) => !named.has(canonical(item)));
      if (missing.length === 0) return true;
      const held = new Set(given.map((item) => content(after, item)));
      return missing.every((item) => held.has(content(before, item)));
    });
  if (!keeps(old, now, Object.keys(STORE))) return false;
  return [...(vriOf(before)?.entries ?? [])].every(([key, value]) => {
    const was = before.dict(value);
    const is = after.dict(vriOf(after)?.entries.get(key));
    return was === null || (is !== null && keeps(was, is, Object.keys(ENTRY)));
  });
}

const PLAIN_STREAM = new Set(['Length', 'Filter', 'DecodeParms']);

/** True where a member of a list is what the list is for. */
function holds(view: DocumentView, item: PdfObject, kind: Kind): boolean {
  const value = view.resolve(item);
  if (!isObjectKind(value, 'stream') || [...value.dict.entries.keys()].some((key) => !PLAIN_STREAM.has(key))) return false;
  try {
    const der = decodeStream(value, view.file.budget);
    if (kind === 'certificate') parseCertificate(der);
    else if (kind === 'crl') parseCrl(der);
    else readDer(der);
    return true;
  } catch (error) {
    if (error instanceof DerError || (error instanceof PdfError && error.fault !== 'pdf.too_complex')) return false;
    throw error;
  }
}

function listsHold(view: DocumentView, dict: PdfDict, lists: Readonly<Record<string, Kind>>, others: readonly string[]): boolean {
  return [...dict.entries].every(([key, value]) => {
    const kind = lists[key];
    if (kind === undefined) return others.includes(key) && (key !== 'Type' || isObjectKind(value, 'name'));
    return view.items(value)?.every((item) => holds(view, item, kind)) ?? false;
  });
}

/** True where the store holds nothing but certificates, lists and responses. */
function holdsEvidenceOnly(view: DocumentView, store: PdfDict): boolean {
  const own = (dict: PdfDict, type: string): boolean => !dict.entries.has('Type') || isName(dict.entries.get('Type'), type);
  if (!own(store, 'DSS') || !listsHold(view, store, STORE, ['Type', 'VRI'])) return false;
  const entries = [...(view.dict(store.entries.get('VRI'))?.entries ?? [])].filter(([key]) => key !== 'Type');
  return entries.every(([, value]) => {
    const entry = view.dict(value);
    if (!entry || !own(entry, 'VRI') || !listsHold(view, entry, ENTRY, ['Type', 'TU', 'TS'])) return false;
    const stamp = entry.entries.get('TS');
    return (stamp === undefined || isObjectKind(view.resolve(stamp), 'stream')) && (!entry.entries.has('TU') || isObjectKind(view.resolve(entry.entries.get('TU')), 'string'));
  });
}

/** Explains validation data: its containers may be rewritten, the certificates, lists and responses in it may not. */
export function explainValidationData(changes: Changes): void {
  const { before, after } = changes;
  if (!grows(before, after)) changes.report('change.validation_data_removed');
  const dss = after.catalog.entries.get('DSS');
  const store = after.dict(dss);
  if (!store) return;
  const own = `${after.root.num}:DSS`;
  const inside = base(dss, own);
  const containers: [PdfObject | undefined, string][] = [[dss, own], ...[...store.entries].map(([key, value]): [PdfObject, string] => [value, inside + key])];
  const vriEntry = store.entries.get('VRI');
  for (const [key, entry] of after.dict(vriEntry)?.entries ?? []) {
    const place = base(vriEntry, `${inside}VRI`) + key;
    containers.push([entry, place]);
    for (const [list, value] of after.dict(entry)?.entries ?? []) containers.push([value, base(entry, place) + list]);
  }
  const size = changes.explained.size;
  for (const [container, place] of containers) {
    const value = after.resolve(container);
    if (isObjectKind(value, 'stream')) continue;
    if (changes.of(container)) changes.accept(container, at(place));
    changes.explain(container);
    changes.explain(value);
  }
  const grew = changes.explained.size > size || changes.behind(before.catalog.entries.get('DSS'), dss);
  if (!grew) return;
  changes.report('change.validation_data');
  if (!holdsEvidenceOnly(after, store)) changes.report('change.validation_data_foreign');
}
