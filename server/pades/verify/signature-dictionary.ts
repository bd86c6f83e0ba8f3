import { derFromBer } from '../der/ber';
import { DerError, readDerPrefix } from '../der/read';
import { PdfError } from '../pdf/budget';
import type { DocumentView } from '../pdf/document';
import type { FormField } from '../pdf/fields';
import { decodeText, isName, isObjectKind } from '../pdf/objects';
import type { PdfDict, PdfObject, PdfString } from '../pdf/objects';
import { finding } from './findings';
import type { SubFilter } from './judge-cms';
import type { Finding } from './findings';

/** A signature as the file states it, with the strict checks of place and range done (table B01–B03, B10). */
export interface SignatureEntry {
  readonly field: FormField;
  /** Object number of the signature dictionary, or null where it is written inside the field. */
  readonly number: number | null;
  readonly dict: PdfDict | null;
  readonly kind: 'signature' | 'document_timestamp';
  readonly subFilter: SubFilter | null;
  /** The DER in /Contents, without padding. */
  readonly cms: Uint8Array | null;
  /** The two signed pieces; empty where the range is not usable. */
  readonly signed: readonly Uint8Array[];
  readonly signedRevision: number | null;
  readonly claimedTime: Date | null;
  readonly findings: readonly Finding[];
}

const SUB_FILTERS: readonly SubFilter[] = ['ETSI.CAdES.detached', 'adbe.pkcs7.detached', 'ETSI.RFC3161'];

/** PDF date (7.9.4). */
export function parsePdfDate(value: PdfObject): Date | null {
  if (!isObjectKind(value, 'string')) return null;
  const match = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?/.exec(decodeText(value));
  if (!match) return null;
  const part = (i: number, standard: number): number => Number(match[i] ?? standard);
  const utc = Date.UTC(part(1, 0), part(2, 1) - 1, part(3, 1), part(4, 0), part(5, 0), part(6, 0));
  const shift = (part(8, 0) * 60 + part(9, 0)) * 60_000 * (match[7] === '-' ? -1 : 1);
  const at = new Date(utc - shift);
  return Number.isNaN(at.getTime()) ? null : at;
}

type Range = readonly [number, number, number, number];

function byteRange(value: PdfObject | undefined): Range | null {
  if (!isObjectKind(value, 'array') || value.items.length !== 4) return null;
  const numbers = value.items.filter((item): item is number => typeof item === 'number' && Number.isSafeInteger(item) && item >= 0);
  const [a, b, c, d] = numbers;
  return a === undefined || b === undefined || c === undefined || d === undefined ? null : [a, b, c, d];
}

/** The DER in the hole, made of BER where it is that; everything behind it must be zero. */
function cmsIn(contents: PdfString, findings: Finding[]): Uint8Array | null {
  if (contents.bytes.length === 0 || contents.bytes.every((byte) => byte === 0)) {
    findings.push(finding('signature.no_contents'));
    return null;
  }
  const padded = (length: number): void => {
    if (contents.bytes.subarray(length).some((byte) => byte !== 0)) findings.push(finding('signature.padding'));
  };
  try {
    const { bytes } = readDerPrefix(contents.bytes);
    padded(bytes.length);
    return bytes;
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
  }
  try {
    const { der, read } = derFromBer(contents.bytes);
    padded(read);
    findings.push(finding('cms.ber'));
    return der;
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    findings.push(finding('cms.not_der'));
    return null;
  }
}

/**
 * Digit pairs without white space, letters in one case only: the hole is the one place no signature covers, so it may
 * have no second spelling that says the same.
 */
function isPlainHex(text: Uint8Array): boolean {
  const hex = Buffer.from(text.buffer, text.byteOffset, text.length).toString('latin1');
  return hex.length % 2 === 0 && (/^[0-9a-f]*$/.test(hex) || /^[0-9A-F]*$/.test(hex));
}

/** The revision whose end the range reaches: `%%EOF`, with or without the end-of-line bytes behind it. */
function revisionEndingAt(view: DocumentView, end: number): number | null {
  for (const revision of view.file.revisions) {
    if (end < revision.eof || end > revision.eof + 2) continue;
    const rest = view.file.bytes.subarray(revision.eof, end);
    if (rest.every((byte) => byte === 10 || byte === 13)) return revision.index;
  }
  return null;
}

/** Reads the value of a signed field. Never throws for what the file holds. */
export function readSignatureEntry(view: DocumentView, field: FormField): SignatureEntry {
  const findings: Finding[] = [];
  const broken = (): SignatureEntry => ({
    field,
    number: null,
    dict: null,
    kind: 'signature',
    subFilter: null,
    cms: null,
    signed: [],
    signedRevision: null,
    claimedTime: null,
    findings: [...findings, finding('signature.unreadable', { field: field.name })],
  });
  const number = isObjectKind(field.value, 'ref') ? field.value.num : null;
  let dict: PdfDict | null;
  try {
    dict = view.dict(field.value);
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
    return broken();
  }
  const place = number === null ? null : view.entries.get(number);
  if (!dict || number === null || place?.kind !== 'offset') return broken();

  const kind = isName(dict.entries.get('Type'), 'DocTimeStamp') || isName(dict.entries.get('SubFilter'), 'ETSI.RFC3161') ? 'document_timestamp' : 'signature';
  const stated = dict.entries.get('SubFilter');
  const subFilter = SUB_FILTERS.find((candidate) => isName(stated, candidate)) ?? null;
  if (!subFilter) findings.push(finding('signature.subfilter', { subFilter: isObjectKind(stated, 'name') ? stated.value.slice(0, 40) : '' }));
  if (dict.entries.has('Cert') && subFilter === 'ETSI.CAdES.detached') findings.push(finding('signature.cert_entry'));
  const claimedTime = parsePdfDate(dict.entries.get('M') ?? null);
  if (!claimedTime && kind === 'signature') findings.push(finding('signature.no_time'));

  const contents = dict.entries.get('Contents');
  const range = byteRange(dict.entries.get('ByteRange'));
  let cms: Uint8Array | null = null;
  if (isObjectKind(contents, 'string')) cms = cmsIn(contents, findings);
  else findings.push(finding('signature.no_contents'));
  if (!range) findings.push(finding('signature.byterange'));

  const { bytes } = view.file;
  let signed: Uint8Array[] = [];
  let signedRevision: number | null = null;
  if (range && isObjectKind(contents, 'string')) {
    const [a, b, c, d] = range;
    if (a !== 0 || b !== contents.start || c !== contents.end || !contents.hex) findings.push(finding('signature.byterange_gap'));
    else if (c + d > bytes.length) findings.push(finding('signature.byterange'));
    else {
      if (!isPlainHex(bytes.subarray(b + 1, c - 1))) findings.push(finding('signature.contents_form'));
      signed = [bytes.subarray(0, b), bytes.subarray(c, c + d)];
      // Hashing is native: a thousand signatures over a hundred megabytes would take minutes all the same.
      view.file.budget.spend((b + d) >> 10);
      signedRevision = revisionEndingAt(view, c + d);
      if (signedRevision === null) findings.push(finding('signature.coverage'));
      else {
        const last = view.file.revisions.findLast((revision) => revision.touched.has(number));
        if (last?.index !== signedRevision) findings.push(finding('signature.outside_revision'));
      }
    }
  }
  return { field, number, dict, kind, subFilter, cms, signed, signedRevision, claimedTime, findings };
}
