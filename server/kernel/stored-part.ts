import { Readable } from 'node:stream';
import { madeBytes, partSize, readFrom, type PdfPart } from './pdf-part';
import type { BlobStore, ByteRange, StoredBlob } from './ports/blob';

/** A range of the part as it is served; what is made stands before what is read. */
export async function openPart(store: Pick<BlobStore, 'open'>, blob: StoredBlob, part: PdfPart, range?: ByteRange): Promise<Readable> {
  const made = Buffer.from(madeBytes(part), 'latin1');
  const { start, end } = range ?? { start: 0, end: partSize(part) - 1 };
  const shift = readFrom(part) - made.length;
  // Asked of the store in any case: whether the file is what was stored is known before a header is set.
  const read = await store.open(blob, { start: Math.max(start, made.length) + shift, end: Math.max(end, made.length) + shift });
  const ahead = made.subarray(start, end + 1);
  if (ahead.length === 0) return read;
  const isWithin = end < made.length;
  if (isWithin) read.destroy();
  const joined = Readable.from((async function* () {
    yield ahead;
    if (!isWithin) yield* read;
  })());
  // Given up before the first byte, nobody has begun to read the second part, and nobody would close it.
  joined.once('close', () => void read.destroy());
  return joined;
}
