import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import type { Seal } from './seal';

export interface Digest {
  /** Hex. */
  sha256: string;
  /** Bytes. */
  size: number;
}

export const READ_BYTES = 1024 * 1024;

export const bytesOf = (file: string): AsyncIterable<Uint8Array> => createReadStream(file, { highWaterMark: READ_BYTES });

/** Passes bytes on and measures them. */
export function measured(source: AsyncIterable<Uint8Array>): { bytes: AsyncIterable<Uint8Array>; digest(): Digest } {
  const hash = createHash('sha256');
  let size = 0;
  async function* pass(): AsyncIterable<Uint8Array> {
    for await (const part of source) {
      hash.update(part);
      size += part.byteLength;
      yield part;
    }
  }
  return { bytes: pass(), digest: () => ({ sha256: hash.digest('hex'), size }) };
}

export async function digestOf(source: AsyncIterable<Uint8Array>): Promise<Digest> {
  const { bytes, digest } = measured(source);
  for await (const _part of bytes);
  return digest();
}

/** Writes a new file that survives a power cut when this returns. */
export async function writeNew(file: string, source: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    for await (const part of source) {
      for (let at = 0; at < part.byteLength;) at += (await handle.write(part, at, part.byteLength - at)).bytesWritten;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the folder of a file, its parents too. */
export async function folderFor(file: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  return file;
}

/** Puts a file away, sealed where there is a seal. @returns what it is, and what lies there now. */
export async function putAway(source: AsyncIterable<Uint8Array>, file: string, seal: Seal | null): Promise<{ plain: Digest; stored: Digest }> {
  const plain = measured(source);
  if (!seal) {
    await writeNew(file, plain.bytes);
    const digest = plain.digest();
    return { plain: digest, stored: digest };
  }
  const stored = measured(await seal.seal(plain.bytes));
  await writeNew(file, stored.bytes);
  return { plain: plain.digest(), stored: stored.digest() };
}

/** Does the work for each, so many at once; the first failure ends it when those under way have ended. */
export async function forEach<T>(items: Iterable<T>, atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const rest = items[Symbol.iterator]();
  let failed = false;
  const hand = async (): Promise<void> => {
    for (let next = rest.next(); !next.done && !failed; next = rest.next()) {
      await work(next.value).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: atOnce }, hand));
  const first = ends.find((end) => end.status === 'rejected');
  if (first) throw first.reason;
}
