import { open, statfs } from 'node:fs/promises';
import path from 'node:path';
import { DomainError } from '../../kernel/errors';
import type { PutOptions } from '../../kernel/ports/blob';
import { SumMaker, type ChunkSums } from './chunk-sums';

/** Free space kept for the database: C20 of the threat model. */
export const DEFAULT_FLOOR_BYTES = 1024 ** 3;

/** Free space is asked again each time this much has been written. */
const FLOOR_CHECK_EVERY = 16 * 1024 * 1024;

export interface Measured {
  /** Bytes. */
  size: number;
  /** Hex. */
  sha256: string;
  sums: ChunkSums;
}

/**
 * Writes what comes into a new file and measures it on the way. @param options.durable it survives a power cut when this returns.
 * @throws DomainError `too_large`/`documents.too_large` {limit}, `storage_full`/`storage.full` below the floor; the file is left then.
 */
export async function receiveFile(file: string, input: AsyncIterable<Uint8Array>, options: PutOptions & { floorBytes: number; durable: boolean }): Promise<Measured> {
  const maker = new SumMaker();
  let size = 0;
  let checkAt = 0;
  const handle = await open(file, 'wx', 0o600);
  try {
    for await (const part of input) {
      options.signal?.throwIfAborted();
      size += part.byteLength;
      if (options.maxBytes !== undefined && size > options.maxBytes) {
        throw new DomainError('too_large', 'documents.too_large', { limit: options.maxBytes });
      }
      if (options.fromOutside && size > checkAt) {
        await assertSpace(path.dirname(file), part.byteLength, options.floorBytes);
        checkAt = size + FLOOR_CHECK_EVERY;
      }
      maker.update(part);
      await writeAll(handle, part);
    }
    if (options.durable) await handle.sync();
  } finally {
    await handle.close();
  }
  return { size, ...maker.finish() };
}

/** The same error, or what it means where the medium is full. */
export function asFull(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT' ? storageFull(error) : error;
}

export function storageFull(cause?: unknown): DomainError {
  return new DomainError('storage_full', 'storage.full', {}, { cause });
}

async function assertSpace(folder: string, needed: number, floorBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize - needed < floorBytes) throw storageFull();
}

interface Writable {
  write(data: Uint8Array, offset: number, length: number): Promise<{ bytesWritten: number }>;
}

async function writeAll(handle: Writable, part: Uint8Array): Promise<void> {
  for (let at = 0; at < part.byteLength;) {
    const { bytesWritten } = await handle.write(part, at, part.byteLength - at);
    at += bytesWritten;
  }
}
