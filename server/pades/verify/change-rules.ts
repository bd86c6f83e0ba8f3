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

/** Document information may only be told when and with what the file was last saved. */
export function judgeInfo(before: PdfDict | null, after: PdfDict | null): Finding {
  const technical = (key: string): boolean => (key === 'ModDate' || key === 'Producer') && isObjectKind(after?.entries.get(key), 'string');
  return finding(differingKeys(before, after).every(technical) ? 'change.metadata_dates' : 'change.document_info');
}

/** Properties of XMP that every save renews: when, by which program, as which copy. */
const RENEWED = '(?:xmp|xap):(?:ModifyDate|MetadataDate|CreatorTool)|pdf:Producer|(?:xmpMM|xapMM):(?:InstanceID|DocumentID)';
const RENEWED_ELEMENT = new RegExp(`<(${RENEWED})(?:\\s[^<>]{0,200})?(?:/>|>[^<]{0,500}</\\1\\s*>)`, 'g');
const RENEWED_ATTRIBUTE = new RegExp(`\\s(?:${RENEWED})\\s*=\\s*(?:"[^"<]{0,500}"|'[^'<]{0,500}')`, 'g');

/** XMP without what every save renews, and without white space: packets are padded. */
function stableXmp(view: DocumentView, value: PdfObject): string | null {
  if (!isObjectKind(value, 'stream')) return null;
  const text = Buffer.from(decodeStream(value, view.file.budget)).toString('utf8');
  return text.replace(RENEWED_ELEMENT, '').replace(RENEWED_ATTRIBUTE, '').replace(/\sx:xmptk\s*=\s*(?:"[^"]{0,200}"|'[^']{0,200}')/g, '').replace(/[\s\0\ufeff]+/g, '');
}

/** What a packet of XMP holds that says nothing: its frame. */
const FRAME = /<\?xpacket[^<>]{0,200}\?>|<\/?(?:x:xmpmeta|rdf:RDF|rdf:Description)(?:(?:xmlns:\w{1,40}|rdf:about|x:xmptk)=(?:"[^"<>]{0,200}"|'[^'<>]{0,200}'))*\/?>/g;

export function judgeXmp(before: DocumentView, after: DocumentView): Finding {
  const was = before.resolve(before.catalog.entries.get('Metadata'));
  const is = after.resolve(after.catalog.entries.get('Metadata'));
  const old = stableXmp(before, was);
  const encoding = ['Length', 'Filter', 'DecodeParms'];
  const sameKind = isObjectKind(was, 'stream') && isObjectKind(is, 'stream') && differingKeys(was.dict, is.dict).every((key) => encoding.includes(key));
  const now = stableXmp(after, is);
  // A packet that comes new may tell the same as an entry of the file information that comes new: dates and producer.
  const onlyDates = was === null && now !== null && isObjectKind(is, 'stream') && [...is.dict.entries.keys()].every((key) => [...encoding, 'Type', 'Subtype'].includes(key)) && now.replace(FRAME, '') === '';
  return finding(onlyDates || (sameKind && old !== null && old === now) ? 'change.metadata_dates' : 'change.document_info');
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
