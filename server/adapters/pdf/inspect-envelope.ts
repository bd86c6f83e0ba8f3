/** Byte-level checks before any parser sees the file: header at byte 0 and no second identity. */

const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
const EOF_MARK = Buffer.from('%%EOF', 'latin1');

/** The end-of-directory record is 22 bytes and a comment of at most 65,535. */
const ZIP_TAIL = 22 + 65_535;

/** More than this after the last `%%EOF` is another file riding along; signed files pad with a few bytes at most. */
const TRAILING_ALLOWED = 2_048;

const OTHER_MARKUP = /<(?:!doctype\s+html|html|script|svg|iframe|body|\?php|\?xml-stylesheet)\b/i;

export type Envelope = { ok: true; version: string } | { ok: false; reason: 'documents.not_pdf' | 'documents.polyglot' };

/**
 * A PDF begins with `%PDF-` at byte 0 (readers accept it within 1 kB, which is what lets an HTML page or a GIF be a
 * PDF as well) and is not at once a ZIP archive or a web page.
 */
export function checkEnvelope(bytes: Buffer): Envelope {
  const head = bytes.toString('latin1', 0, 1_024);
  const header = /^%PDF-(\d\.\d)/.exec(head);
  if (!header) {
    const hidden = head.includes('%PDF-');
    return { ok: false, reason: hidden ? 'documents.polyglot' : 'documents.not_pdf' };
  }
  const beforeObjects = head.split(/\d+\s+\d+\s+obj/, 1)[0] ?? '';
  if (OTHER_MARKUP.test(beforeObjects)) return { ok: false, reason: 'documents.polyglot' };
  if (endsAsZip(bytes) || carriesTail(bytes)) return { ok: false, reason: 'documents.polyglot' };
  return { ok: true, version: header[1] ?? '1.4' };
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

function carriesTail(bytes: Buffer): boolean {
  const last = bytes.lastIndexOf(EOF_MARK);
  if (last < 0) return false;
  const tail = bytes.subarray(last + EOF_MARK.length);
  if (OTHER_MARKUP.test(tail.toString('latin1', 0, 65_536))) return true;
  if (tail.length <= TRAILING_ALLOWED) return false;
  return tail.some((byte) => byte !== 0 && byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09);
}
