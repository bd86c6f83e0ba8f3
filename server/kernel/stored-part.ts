import { Readable } from 'node:stream';
import { madeBytes, partSize, readFrom, type PdfPart } from './pdf-part';
import type { BlobStore, ByteRange, StoredBlob } from './ports/blob';

/** A stored file as it is served: all of it, or the part of it that is the PDF. @param range of what is served. */
export const openStored = (store: Pick<BlobStore, 'open'>, blob: StoredBlob, part: PdfPart | null | undefined, range?: ByteRange): Promise<Readable> =>
  part ? openPart(store, blob, part, range) : store.open(blob, range);

/** A range of the part; what is made stands before what is read. */
async function openPart(store: Pick<BlobStore, 'open'>, blob: StoredBlob, part: PdfPart, range?: ByteRange): Promise<Readable> {
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
