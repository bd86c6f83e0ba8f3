/**
 * Byte-level checks before any parser sees the file: where the PDF in it begins and ends, and that nothing else is in it.
 * Readers find a header within 1 kB and offsets that count from it, which is what lets a web page or a GIF be a PDF as
 * well; so what stands around the PDF is taken for harmless only when it is known to be, and is cut off in any case.
 */
import { HEADER_BYTES, madeBytes, readFrom, type PdfPart } from '../../kernel/pdf-part';
import type { PdfFinding } from '../../kernel/ports/pdf-inspector';

const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
const EOF_MARK = Buffer.from('%%EOF', 'latin1');
const HEADER_MARK = Buffer.from('%PDF-', 'latin1');

/** The end-of-directory record is 22 bytes and a comment of at most 65,535. */
const ZIP_TAIL = 22 + 65_535;

/** Where readers look for a header, and from the end for `startxref`, bytes. */
const READERS_REACH = 1_024;

/** Bytes of a job header; printers write some twenty lines. */
const BANNER_REACH = 16_384;

const OTHER_MARKUP = /<(?:!doctype\s+html|html|script|svg|iframe|body|\?php|\?xml-stylesheet)\b/i;

/** How files of other kinds begin; the second list is too short to be looked for anywhere but at the beginning. */
const SIGNATURES: readonly (readonly [name: string, start: string])[] = [
  ['ZIP', 'PK\x03\x04'], ['ZIP', 'PK\x05\x06'], ['RAR', 'Rar!\x1a\x07'], ['7-Zip', '7z\xbc\xaf\x27\x1c'], ['CAB', 'MSCF\0\0\0\0'],
  ['PNG', '\x89PNG\r\n\x1a\n'], ['GIF', 'GIF87a'], ['GIF', 'GIF89a'], ['JPEG', '\xff\xd8\xff\xe0'], ['JPEG', '\xff\xd8\xff\xe1'], ['JPEG', '\xff\xd8\xff\xdb'], ['JPEG', '\xff\xd8\xff\xee'],
  ['Office', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'], ['RTF', '{\\rtf'], ['ELF', '\x7fELF'], ['EXE', 'This program cannot be run in DOS mode'], ['XZ', '\xfd7zXZ\0'],
];
const SHORT_SIGNATURES: readonly (readonly [name: string, start: string])[] = [
  ['EXE', 'MZ'], ['BMP', 'BM'], ['script', '#!'], ['GZIP', '\x1f\x8b'], ['BZIP2', 'BZh'], ['JPEG', '\xff\xd8\xff'], ['TIFF', 'II*\0'], ['TIFF', 'MM\0*'], ['MP3', 'ID3'], ['RIFF', 'RIFF'], ['XML', '<?xml'],
];

export type Envelope =
  | { ok: true; version: string; part: PdfPart | undefined; findings: PdfFinding[] }
  /** `end`: where in the file the foreign data stand; `kind`: what they are, where known. */
  | { ok: false; reason: 'documents.not_pdf' | 'documents.polyglot'; params: { end?: 'before' | 'after'; kind?: string } };

export function checkEnvelope(bytes: Buffer): Envelope {
  const start = startOf(bytes);
  if (start === undefined) return { ok: false, reason: 'documents.not_pdf', params: {} };
  const before = start === 0 ? { harmless: true } : lookBefore(bytes, start);
  if (!before.harmless) return polyglot('before', kindAt(bytes, 0));
  const head = bytes.toString('latin1', start, start + READERS_REACH);
  if (OTHER_MARKUP.test(head.split(/\d+\s+\d+\s+obj/, 1)[0] ?? '')) return polyglot('before', 'HTML');
  const foreign = endsAsZip(bytes) ? 'ZIP' : carriesOther(bytes, start);
  if (foreign) return polyglot('after', foreign);
  const after = lookAfter(bytes, before.end ?? bytes.length);
  const findings: PdfFinding[] = [];
  if (before.finding) findings.push('data_before');
  if (after.finding) findings.push('data_after');
  const header = head.slice(0, HEADER_BYTES);
  const isWhole = start === 0 && after.end === bytes.length;
  const part = isWhole ? undefined : { start, end: after.end, ...(countsFromFile(bytes, start, after.end) ? { header } : {}) };
  return { ok: true, version: header.slice(5), part, findings };
}

/** The PDF as it is shown and served. */
export function cutOut(bytes: Buffer, part: PdfPart | undefined): Buffer {
  if (!part) return bytes;
  const own = bytes.subarray(readFrom(part), part.end);
  return part.header === undefined ? own : Buffer.concat([Buffer.from(madeBytes(part), 'latin1'), own]);
}

function polyglot(end: 'before' | 'after', kind: string | undefined): Envelope {
  return { ok: false, reason: 'documents.polyglot', params: { end, ...(kind ? { kind } : {}) } };
}

/** Where the header stands; undefined: this is no PDF, whatever else is in it. */
function startOf(bytes: Buffer): number | undefined {
  const isHeader = (at: number): boolean => /^%PDF-\d\.\d/.test(bytes.toString('latin1', at, at + HEADER_BYTES));
  for (let at = bytes.indexOf(HEADER_MARK); at >= 0; at = bytes.indexOf(HEADER_MARK, at + 1)) {
    if (!isHeader(at)) continue;
    if (at < READERS_REACH || (at < BANNER_REACH && lookBefore(bytes, at).harmless)) return at;
    // Some readers find it by its end as well, wherever it begins.
    return bytes.subarray(-READERS_REACH).includes(EOF_MARK) ? at : undefined;
  }
  return undefined;
}

const isBlank = (byte: number): boolean => byte === 0 || byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

/** One line of a job header: the universal exit of printers, PJL, or the comments that begin a PostScript job. */
const BANNER_LINE = /^(?:\x1bE|\x1b%-12345X)*(?:@PJL(?:[ \t][^\0-\x08\x0e-\x1f]*)?|%!PS-Adobe-[^\0-\x1f]*|%%[A-Za-z+][^\0-\x08\x0e-\x1f]*)?$/;

/** What stands before the PDF. `end` where that says itself how long the PDF is; `finding` where it is worth a word. */
function lookBefore(bytes: Buffer, start: number): { harmless: boolean; end?: number; finding?: boolean } {
  const mac = macBinary(bytes, start);
  if (mac !== undefined) return { harmless: true, end: mac, finding: true };
  if (start > BANNER_REACH) return { harmless: false };
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const rest = bytes.subarray(hasMark ? 3 : 0, start);
  if (rest.every(isBlank)) return { harmless: true };
  const text = rest.toString('latin1');
  const harmless = !OTHER_MARKUP.test(text) && text.split(/\r\n|\r|\n/).every((line) => BANNER_LINE.test(line.trim()));
  return { harmless, finding: true };
}

/** Where the PDF in a MacBinary file ends: a header of 128 bytes says how long its two forks are. */
function macBinary(bytes: Buffer, start: number): number | undefined {
  if (start !== 128) return undefined;
  const nameLength = bytes[1] ?? 0;
  const isHeader = bytes[0] === 0 && nameLength >= 1 && nameLength <= 63 && bytes[74] === 0 && bytes[82] === 0;
  const end = 128 + bytes.readUInt32BE(83);
  return isHeader && end > start && end <= bytes.length ? end : undefined;
}

/** Where the PDF ends, and whether what stands behind is worth a word. */
function lookAfter(bytes: Buffer, whole: number): { end: number; finding: boolean } {
  const last = bytes.subarray(0, whole).lastIndexOf(EOF_MARK);
  if (last < 0) return { end: whole, finding: false };
  let end = last + EOF_MARK.length;
  if (bytes[end] === 0x0d) end += 1;
  if (bytes[end] === 0x0a) end += 1;
  const tail = bytes.subarray(end);
  // Readers skip so much of nothing themselves.
  if (tail.every(isBlank)) return { end: tail.length <= READERS_REACH && whole === bytes.length ? bytes.length : end, finding: false };
  // Objects behind the last mark are a revision that lost its own: readers show them.
  if (/\d\s+\d+\s+obj\b/.test(tail.toString('latin1'))) return { end: whole, finding: false };
  return { end, finding: true };
}

/** Another file that begins behind an end of the PDF. */
function carriesOther(bytes: Buffer, start: number): string | undefined {
  let tail = bytes.length;
  for (let at = bytes.indexOf(EOF_MARK, start); at >= 0; at = bytes.indexOf(EOF_MARK, at + 1)) {
    tail = at + EOF_MARK.length;
    let next = tail;
    while (next < bytes.length && isBlank(bytes[next] ?? -1)) next += 1;
    const kind = kindAt(bytes, next);
    if (kind) return kind;
  }
  const rest = bytes.subarray(tail);
  if (OTHER_MARKUP.test(rest.toString('latin1', 0, 65_536)) || OTHER_MARKUP.test(rest.subarray(-65_536).toString('latin1'))) return 'HTML';
  return SIGNATURES.find(([, sign]) => rest.includes(Buffer.from(sign, 'latin1')))?.[0];
}

function kindAt(bytes: Buffer, at: number): string | undefined {
  const text = bytes.toString('latin1', at, at + READERS_REACH);
  const known = [...SIGNATURES, ...SHORT_SIGNATURES].find(([, sign]) => text.startsWith(sign))?.[0];
  return known ?? (/^\s*<(?:!doctype\s+html|html|script|svg|iframe|body|\?php)\b/i.test(text) ? 'HTML' : undefined);
}

/** An end-of-directory record whose comment reaches exactly to the end of the file: archivers open it. */
function endsAsZip(bytes: Buffer): boolean {
  const from = Math.max(0, bytes.length - ZIP_TAIL);
  for (let at = bytes.lastIndexOf(ZIP_END); at >= from; at = at === 0 ? -1 : bytes.lastIndexOf(ZIP_END, at - 1)) {
    if (at + 22 <= bytes.length && at + 22 + bytes.readUInt16LE(at + 20) === bytes.length) return true;
    if (at === 0) break;
  }
  return false;
}

/**
 * Whether `startxref` counts from the first byte of the file and not, as readers do, from the header. Where it fits
 * neither, readers rebuild the table, and nothing is better than cutting.
 */
function countsFromFile(bytes: Buffer, start: number, end: number): boolean {
  if (start === 0) return false;
  const own = bytes.subarray(0, end);
  const at = own.lastIndexOf('startxref');
  const offset = Number(/^startxref\s+(\d{1,12})/.exec(at < 0 ? '' : own.toString('latin1', at, at + 64))?.[1] ?? Number.NaN);
  const isTable = (place: number): boolean => /^\s*(?:xref\b|\d+\s+\d+\s+obj\b)/.test(own.toString('latin1', place, place + 40));
  return Number.isFinite(offset) && !isTable(start + offset) && offset > start && isTable(offset);
}
