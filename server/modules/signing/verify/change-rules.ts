import type { DocumentView } from '../pdf/document';
import { canonical, isName, isObjectKind } from '../pdf/objects';
import type { PdfDict, PdfObject } from '../pdf/objects';
import { decodeStream } from '../pdf/filters';
import { finding } from './findings';
import type { FindingKey } from './findings';
import type { Finding } from './findings';

const same = (a: PdfObject | undefined, b: PdfObject | undefined): boolean => canonical(a ?? null) === canonical(b ?? null);

/** Keys whose values differ between two dictionaries. */
export function differingKeys(before: PdfDict | null, after: PdfDict | null): string[] {
  const keys = new Set([...(before?.entries.keys() ?? []), ...(after?.entries.keys() ?? [])]);
  return [...keys].filter((key) => !same(before?.entries.get(key), after?.entries.get(key)));
}

/** What a list gained, or null where anything of the old list is gone or moved. */
export function appended(before: readonly PdfObject[], after: readonly PdfObject[]): readonly PdfObject[] | null {
  if (after.length < before.length || !before.every((item, i) => same(item, after[i]))) return null;
  return after.slice(before.length);
}

/** Corners of a rectangle put in order; null where it is none. */
export function rectangle(view: DocumentView, value: PdfObject | undefined): [number, number, number, number] | null {
  const numbers = (view.items(value) ?? []).map((item) => view.resolve(item)).filter((item): item is number => typeof item === 'number');
  const [a, b, c, d] = numbers;
  if (a === undefined || b === undefined || c === undefined || d === undefined || numbers.length !== 4) return null;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

/** Annotation flags (12.5.3). */
const HIDDEN = 2;
const PRINT = 4;
const NO_VIEW = 32;

/** True where a widget can be seen: it has an area and is neither hidden nor kept from screen and paper alike. */
export function isVisible(view: DocumentView, widget: PdfDict): boolean {
  const rect = rectangle(view, widget.entries.get('Rect'));
  const flags = view.resolve(widget.entries.get('F'));
  const hidden = typeof flags === 'number' && ((flags & HIDDEN) !== 0 || (flags & (NO_VIEW | PRINT)) === NO_VIEW);
  return rect !== null && rect[2] > rect[0] && rect[3] > rect[1] && !hidden;
}

/** Share of a page a widget covers, 0 to 1. */
export function pageShare(view: DocumentView, widget: PdfDict): number {
  const rect = rectangle(view, widget.entries.get('Rect'));
  const page = view.dict(widget.entries.get('P'));
  let node = page;
  let box = rectangle(view, node?.entries.get('MediaBox'));
  for (let hops = 0; !box && node && hops < 32; hops += 1) {
    node = view.dict(node.entries.get('Parent'));
    box = rectangle(view, node?.entries.get('MediaBox'));
  }
  if (!rect || !box) return 0;
  const area = (of: readonly [number, number, number, number]): number => (of[2] - of[0]) * (of[3] - of[1]);
  return area(box) > 0 ? area(rect) / area(box) : 0;
}

/** Document information may only be told when and with what the file was last saved. */
export function judgeInfo(before: PdfDict | null, after: PdfDict | null): Finding {
  const technical = (key: string): boolean => (key === 'ModDate' || key === 'Producer') && isObjectKind(after?.entries.get(key), 'string');
  return finding(differingKeys(before, after).every(technical) ? 'change.metadata_dates' : 'change.document_info');
}

/** XMP without the dates and producer that every save renews. */
function stableXmp(view: DocumentView, value: PdfObject): string | null {
  if (!isObjectKind(value, 'stream')) return null;
  const text = Buffer.from(decodeStream(value, view.file.budget)).toString('utf8');
  const names = '(?:xmp:ModifyDate|xmp:MetadataDate|pdf:Producer|xmpMM:InstanceID|xmpMM:DocumentID|xmp:CreatorTool)';
  return text
    .replace(new RegExp(`<${names}[^>]{0,200}>[^<]{0,500}</${names}>`, 'g'), '')
    .replace(new RegExp(`${names}="[^"]{0,500}"`, 'g'), '')
    .replace(/x:xmptk="[^"]{0,200}"/g, '')
    .replace(/\s+/g, '');
}

export function judgeXmp(before: DocumentView, after: DocumentView): Finding {
  const was = before.resolve(before.catalog.entries.get('Metadata'));
  const is = after.resolve(after.catalog.entries.get('Metadata'));
  const old = stableXmp(before, was);
  const encoding = ['Length', 'Filter', 'DecodeParms'];
  const sameKind = isObjectKind(was, 'stream') && isObjectKind(is, 'stream') && differingKeys(was.dict, is.dict).every((key) => encoding.includes(key));
  return finding(sameKind && old !== null && old === stableXmp(after, is) ? 'change.metadata_dates' : 'change.document_info');
}

/** Validation data may only grow: every list keeps its old members, every VRI key stays (EN 319 142-1 §5.4.2). */
export function validationDataGrows(before: DocumentView, after: DocumentView): boolean {
  const old = before.dict(before.catalog.entries.get('DSS'));
  const now = after.dict(after.catalog.entries.get('DSS'));
  if (!old) return true;
  if (!now) return false;
  const keeps = (was: PdfDict, is: PdfDict, keys: readonly string[]): boolean =>
    keys.every((key) => {
      const members = new Set((after.items(is.entries.get(key)) ?? []).map((item) => canonical(item)));
      return (before.items(was.entries.get(key)) ?? []).every((item) => members.has(canonical(item)));
    });
  if (!keeps(old, now, ['Certs', 'OCSPs', 'CRLs'])) return false;
  const oldVri = before.dict(old.entries.get('VRI'));
  const newVri = after.dict(now.entries.get('VRI'));
  return [...(oldVri?.entries ?? [])].every(([key, value]) => {
    const was = before.dict(value);
    const is = after.dict(newVri?.entries.get(key));
    return was === null || (is !== null && keeps(was, is, ['Cert', 'OCSP', 'CRL']));
  });
}

/** Names what an unexplained change did, as precisely as its object tells. */
export function classify(view: DocumentView, before: PdfObject, after: PdfObject): FindingKey {
  const dict = isObjectKind(before, 'stream') ? before.dict : isObjectKind(before, 'dict') ? before : isObjectKind(after, 'dict') ? after : null;
  const type = dict?.entries.get('Type');
  if (isName(type, 'Page')) return 'change.page';
  if (isName(type, 'Pages')) return 'change.pages';
  if (isName(type, 'Font') || isName(type, 'FontDescriptor')) return 'change.font';
  if (isName(type, 'Sig') || isName(type, 'DocTimeStamp') || dict?.entries.has('ByteRange')) return 'change.signature_replaced';
  if (dict?.entries.has('FT') || (dict?.entries.has('T') && dict.entries.has('Kids'))) return 'change.field';
  if (isName(type, 'Annot') || isName(dict?.entries.get('Subtype'), 'Widget') || dict?.entries.has('Rect')) return 'change.annotation';
  if (isObjectKind(before, 'stream') && !dict?.entries.has('Subtype')) {
    // The reader keeps what it has read, so the same object is the same value.
    const shown = view.pages().some((page) => {
      const contents = view.resolve(view.dict(page)?.entries.get('Contents'));
      return contents === before || (isObjectKind(contents, 'array') && contents.items.some((item) => view.resolve(item) === before));
    });
    if (shown) return 'change.page_content';
  }
  return 'change.object';
}
