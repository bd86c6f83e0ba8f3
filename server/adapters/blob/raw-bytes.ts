import { open } from 'node:fs/promises';
import path from 'node:path';
import type { BlobPlace } from '../../kernel/blob-place';
import { BLOB_KEY } from '../../kernel/ports/blob';
import { S3Bytes } from './s3-bytes';
import { objectsOf } from './s3-installation';

const PART_BYTES = 1024 * 1024;

/** Stored files as they lie there, read once from beginning to end: whoever reads compares. Null where there is none under the key. */
export type RawBytes = (key: string) => Promise<AsyncIterable<Uint8Array> | null>;

/** Also of what was set aside meanwhile. */
const PLACES = [(key: string) => path.join('blobs', key.slice(-2), key), (key: string) => path.join('aside', key)];

/** Of a data folder or of the store elsewhere, also while a server runs. */
export const rawBytes = (dataDir: string, place: BlobPlace | null): RawBytes => (place ? inStore(place) : inFolder(dataDir));

function inFolder(dataDir: string): RawBytes {
  return async (key) => {
    if (!BLOB_KEY.test(key)) return null;
    for (const place of PLACES) {
      const handle = await open(path.join(dataDir, place(key)), 'r').catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      });
      if (handle) return handle.createReadStream({ highWaterMark: PART_BYTES });
    }
    return null;
  };
}

function inStore(place: BlobPlace): RawBytes {
  const objects = objectsOf(place);
  return async (key) => {
    if (!BLOB_KEY.test(key)) return null;
    for (const at of PLACES) {
      const bytes = await S3Bytes.of(objects, at(key));
      if (bytes) return read(bytes);
    }
    return null;
  };
}

async function* read(bytes: S3Bytes): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.head.size;) {
    const part = await bytes.readAt(Buffer.allocUnsafe(Math.min(PART_BYTES, bytes.head.size - at)), at);
    if (part.byteLength === 0) return;
    yield part;
    at += part.byteLength;
  }
}
