import { codesOf, widthOf } from './font';
import type { PackSeal } from '../../../kernel/ports/pack-maker';
import { row } from './output';
import { numberText } from './syntax';

/** Twenty bytes stand for one object in the table of cross-references. */
const ROW = 20;
/** Size of its letters, and how wide it may be: thousandths of the shorter side of a page. */
const LARGEST = 64;
const DIAGONAL_WIDTH = 1_050;

/** What closes a pack for one reader: the watermark, the rest of the table, the end. */
export interface SealedEnd {
  /** Goes between the body and the table. */
  before: Buffer;
  /** A place of the table that is replaced, from its beginning. */
  patch: { at: number; bytes: Buffer };
  /** Stands before the table, and behind it. */
  head: Buffer;
  after: Buffer;
  /** Of the whole file, bytes. */
  size: number;
}

/**
 * Closes a pack for whoever fetches it. Their name stands on every page through one object that all pages draw, so that a
 * download costs these few bytes and no second file is made; without them the stored bytes are no PDF.
 * @param lines across the page. @param id 32 hexadecimal digits that tell this download from others.
 */
export function sealPack(seal: PackSeal, watermark: string, id: string): SealedEnd {
  const { glyphs } = seal;
  const size = Math.min(LARGEST, (LARGEST * DIAGONAL_WIDTH) / Math.max(1, widthOf(glyphs, watermark, LARGEST)));
  const diagonal = `q 0.7071 0.7071 -0.7071 0.7071 0 0 cm BT /F ${numberText(size)} Tf ${numberText(-widthOf(glyphs, watermark, size) / 2)} ${numberText(-size / 3)} Td ${codesOf(glyphs, watermark)} Tj ET Q`;
  const content = `/G gs 0.35 g ${diagonal}`;
  const form = `<</Type /XObject /Subtype /Form /BBox [-800 -800 800 800] /Group <</S /Transparency>> /Resources <</Font <</F ${seal.font} 0 R>> /ExtGState <</G <</ca 0.16>>>>>> /Length ${content.length}>>`;
  const before = Buffer.from(`${seal.mark} 0 obj\n${form}\nstream\n${content}\nendstream\nendobj\n`, 'latin1');
  const start = seal.body + before.length;
  const head = Buffer.from(`xref\n0 ${seal.objects}\n`, 'latin1');
  const after = Buffer.from(`trailer\n<</Size ${seal.objects} /Root ${seal.root} 0 R /Info ${seal.info} 0 R /ID [<${id}> <${id}>]>>\nstartxref\n${start}\n%%EOF\n`, 'latin1');
  return { before, head, patch: { at: seal.mark * ROW, bytes: Buffer.from(row(seal.body), 'latin1') }, after, size: start + head.length + seal.rows + after.length };
}

/** The bytes of a sealed pack, from those that are stored. @param stored what {@link PackSeal} counts: the body, then the table. */
export async function* sealedBytes(stored: AsyncIterable<Uint8Array>, seal: PackSeal, end: SealedEnd): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const part of stored) {
    const [from, to] = [at, at + part.length];
    at = to;
    if (from < seal.body) yield part.subarray(0, Math.min(part.length, seal.body - from));
    if (from <= seal.body && to > seal.body) {
      yield end.before;
      yield end.head;
    }
    if (to > seal.body) yield patched(part.subarray(Math.max(0, seal.body - from)), Math.max(0, from - seal.body), end.patch);
  }
  yield end.after;
}

/** @param offset of these bytes in the table. */
function patched(rows: Uint8Array, offset: number, { at, bytes }: SealedEnd['patch']): Uint8Array {
  if (at + bytes.length <= offset || at >= offset + rows.length) return rows;
  const copy = Uint8Array.from(rows);
  bytes.forEach((byte, index) => {
    const place = at + index - offset;
    if (place >= 0 && place < copy.length) copy[place] = byte;
  });
  return copy;
}
