import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

import { decodeStream } from './filters';
import { Increment } from './increment';
import { array, dict, isObjectKind, name, withEntries } from './objects';
import type { PdfDict, PdfObject, PdfRef } from './objects';
import type { DocumentView } from './document';
import { openForSigning, reading } from './open';

/** DER of what a signature is judged by. */
export interface ValidationData {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
}

/** With the octets of /Contents it is for, padding included: their SHA-1 names the entry (EN 319 142-1 §5.4.2.3). */
export interface SignatureEvidence extends ValidationData {
  readonly contents: Uint8Array;
}

const LISTS = { Certs: 'certificates', CRLs: 'crls', OCSPs: 'ocsps' } as const;
const ENTRY_OF = { Certs: 'Cert', CRLs: 'CRL', OCSPs: 'OCSP' } as const;
type List = keyof typeof LISTS;
const NAMES = Object.keys(LISTS) as List[];

const keyOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The streams of a list by what they hold. */
function held(view: DocumentView, items: readonly PdfObject[]): Map<string, PdfObject> {
  return new Map(
    items.flatMap((item): [string, PdfObject][] => {
      const stream = view.resolve(item);
      return isObjectKind(stream, 'stream') ? [[keyOf(decodeStream(stream, view.file.budget)), item]] : [];
    }),
  );
}

/**
 * Adds validation data for signatures and time-stamps of the file (/DSS with /VRI): what is there stays, what is there already is
 * not written again. @returns what is to be appended, null where nothing is new. @throws PadesError as for signing.
 */
export function evidenceUpdate(pdf: Uint8Array, of: readonly SignatureEvidence[]): Uint8Array | null {
  const file = openForSigning(pdf);
  return reading(() => {
    const view = file.latest;
    const increment = new Increment(file);
    const storeEntry = view.catalog.entries.get('DSS');
    const store = view.dict(storeEntry) ?? dict({ Type: name('DSS') });
    let added = 0;
    const place = Object.fromEntries(NAMES.map((list) => [list, held(view, view.items(store.entries.get(list)) ?? [])])) as Record<List, Map<string, PdfObject>>;
    const put = (list: List, bytes: Uint8Array): PdfObject => {
      const key = keyOf(bytes);
      const known = place[list].get(key);
      if (known) return known;
      const stream = increment.add({ kind: 'stream', dict: dict({ Filter: name('FlateDecode') }), data: deflateSync(bytes) });
      place[list].set(key, stream);
      added += 1;
      return stream;
    };

    const vri = view.dict(store.entries.get('VRI'));
    const entries = new Map<string, PdfObject>(vri?.entries);
    for (const evidence of of) {
      const key = createHash('sha1').update(evidence.contents).digest('hex').toUpperCase();
      const known = view.dict(entries.get(key));
      const lists = NAMES.flatMap((list): [string, PdfObject][] => {
        const was = view.items(known?.entries.get(ENTRY_OF[list])) ?? [];
        const items = [...was, ...evidence[LISTS[list]].map((bytes) => put(list, bytes)).filter((item) => !was.some((other) => sameRef(other, item)))];
        return items.length > 0 ? [[ENTRY_OF[list], array(unique(items))]] : [];
      });
      const entry: PdfDict = { kind: 'dict', entries: new Map([...(known?.entries ?? []), ...lists]) };
      if (lists.length > 0) entries.set(key, increment.add(entry));
    }
    if (added === 0) return null;

    const all = Object.fromEntries(NAMES.flatMap((list) => (place[list].size > 0 ? [[list, increment.add(array([...place[list].values()]))]] : [])));
    const grown = withEntries(store, { ...all, VRI: increment.add({ kind: 'dict', entries }) });
    if (isObjectKind(storeEntry, 'ref')) increment.set(storeEntry, grown);
    else increment.set(view.root, withEntries(view.catalog, { DSS: increment.add(grown) }));
    return increment.build().tail;
  });
}

const sameRef = (a: PdfObject, b: PdfObject): boolean => isObjectKind(a, 'ref') && isObjectKind(b, 'ref') && a.num === b.num;
const unique = (items: readonly PdfObject[]): PdfObject[] => items.filter((item, i) => !items.slice(0, i).some((other: PdfObject | PdfRef) => sameRef(other, item)));
