import { createReadStream } from 'node:fs';
import { link, mkdir, open, opendir, rename, rm, stat, utimes, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { DomainError } from '../../kernel/errors';
import { BLOB_KEY, type StagingStore, type BlobCondition, type BlobReceipt, type BlobStore, type ByteRange, type CheckOptions, type PutOptions, type StoredBlob } from '../../kernel/ports/blob';
import { fileBytes } from './open-bytes';
import { asFull, DEFAULT_FLOOR_BYTES, receiveFile } from './receive-file';
import { assertRange, VerifiedReads, type Damage } from './verified-reads';

export interface FolderStoreOptions {
  /** Bytes that must stay free on the medium; uploads stop there so that votes and minutes can still be written. */
  floorBytes?: number;
  /** Told when a reading met a file that is missing or not what was stored. */
  onDamage?: (blob: StoredBlob, problem: Damage) => void;
}

/** A temporary file nobody has finished for this long belongs to a process that died. */
const STALE_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * BlobStore in a folder: `ROOT/blobs/xx/KEY`, where xx are the last two characters of the key (its random part), and
 * `ROOT/incoming` on the same medium for what is being written. Durable by fsync of the file, rename, fsync of the folder.
 */
export async function openFolderStore(root: string, options: FolderStoreOptions = {}): Promise<BlobStore> {
  const incoming = path.join(root, 'incoming');
  const blobs = path.join(root, 'blobs');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const aside = path.join(root, 'aside');
  await mkdir(blobs, { recursive: true, mode: 0o700 });
  for await (const file of filesIn(incoming, (await timeOf(incoming)) - STALE_AFTER_MS)) await rm(file, { force: true });
  return new FolderStore({ incoming, blobs, aside }, options.floorBytes ?? DEFAULT_FLOOR_BYTES, new VerifiedReads(options.onDamage ?? (() => undefined)));
}

/** A store of its own for files that are no papers yet. Where one server alone has the folder, what a killed one was receiving is removed. */
export async function openStagingStore(root: string, { alone = true, ...options }: Pick<FolderStoreOptions, 'floorBytes'> & { alone?: boolean } = {}): Promise<StagingStore> {
  if (alone) await rm(path.join(root, 'incoming'), { recursive: true, force: true });
  const store = await openFolderStore(root, options);
  const withFile: StagingStore['withFile'] = async ({ key }, work) => work(placeOf(path.join(root, 'blobs'), key));
  return Object.assign(store, { withFile });
}

/** The same folder to read only: nothing is made and nothing is cleared. */
export function readFolderStore(root: string): Pick<BlobStore, 'check'> {
  return new FolderStore({ incoming: path.join(root, 'incoming'), blobs: path.join(root, 'blobs'), aside: path.join(root, 'aside') }, 0, new VerifiedReads(() => undefined));
}

class FolderStore implements BlobStore {
  private readonly incoming: string;
  private readonly blobs: string;
  private readonly aside: string;

  constructor(
    folders: Readonly<Record<'incoming' | 'blobs' | 'aside', string>>,
    readonly floorBytes: number,
    private readonly reads: VerifiedReads,
  ) {
    ({ incoming: this.incoming, blobs: this.blobs, aside: this.aside } = folders);
  }

  async put(source: AsyncIterable<Uint8Array> | string, options: PutOptions = {}): Promise<BlobReceipt> {
    const key = uuidv7();
    const temporary = path.join(this.incoming, key);
    try {
      const input = typeof source === 'string' ? createReadStream(source) : source;
      const { sums, ...written } = await receiveFile(temporary, input, { ...options, floorBytes: this.floorBytes, durable: true });
      const target = await this.placeFor(key);
      await rename(temporary, target);
      await syncFolder(path.dirname(target));
      const receipt = { key, ...written };
      const handle = await open(target, 'r');
      await this.reads.learn(fileBytes(handle), receipt, sums).finally(() => handle.close());
      return receipt;
    } catch (error) {
      await rm(temporary, { force: true });
      await rm(this.pathOf(key), { force: true });
      throw asFull(error);
    }
  }

  async open(blob: StoredBlob, range: ByteRange = { start: 0, end: blob.size - 1 }): Promise<Readable> {
    assertRange(blob, range);
    const handle = await this.handleOf(blob.key);
    if (!handle) throw this.reads.refuse(blob, 'missing');
    try {
      return await this.reads.stream(fileBytes(handle), blob, range);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async check(blob: StoredBlob, options: CheckOptions = {}): Promise<BlobCondition> {
    const handle = await this.handleOf(blob.key);
    if (!handle) return 'missing';
    return this.reads.check(fileBytes(handle), blob, options).finally(() => handle.close());
  }

  async stat(key: string) {
    if (!BLOB_KEY.test(key)) return undefined;
    const found = await stat(this.pathOf(key)).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    return found && { size: found.size, storedAt: found.mtime };
  }

  async delete(key: string): Promise<void> {
    const file = this.pathOf(key);
    this.reads.forget(key);
    await rm(file, { force: true });
    await syncFolder(path.dirname(file)).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
  }

  async adopt(from: BlobStore, blob: StoredBlob): Promise<BlobReceipt> {
    if (!(from instanceof FolderStore)) return this.put(await from.open(blob));
    const receipt = { ...blob, key: uuidv7() };
    const target = await this.placeFor(receipt.key);
    try {
      await link(from.pathOf(blob.key), target);
    } catch (error) {
      if (isMissing(error)) throw from.reads.refuse(blob, 'missing');
      // Another medium, or one without second names.
      return this.put(await from.open(blob));
    }
    await syncFolder(path.dirname(target));
    const handle = await open(target, 'r');
    await this.reads.inherit(fileBytes(handle), receipt, from.reads, blob.key).finally(() => handle.close());
    return receipt;
  }

  async* keys(olderThanMs: number): AsyncIterable<string> {
    for await (const file of filesIn(this.blobs, (await timeOf(this.incoming)) - olderThanMs)) if (BLOB_KEY.test(path.basename(file))) yield path.basename(file);
  }

  async setAside(key: string): Promise<void> {
    await mkdir(this.aside, { recursive: true, mode: 0o700 });
    const target = path.join(this.aside, key);
    this.reads.forget(key);
    try {
      await rename(this.pathOf(key), target);
    } catch (error) {
      if (isMissing(error)) return;
      throw error;
    }
    // Kept from now on, not from when it was written.
    const now = new Date(await timeOf(this.incoming));
    await utimes(target, now, now);
    await syncFolder(this.aside);
  }

  async clearAside(olderThanMs: number): Promise<number> {
    let cleared = 0;
    for await (const file of filesIn(this.aside, (await timeOf(this.incoming)) - olderThanMs)) {
      await rm(file, { force: true });
      cleared += 1;
    }
    return cleared;
  }

  /** Null where there is no such file. */
  private async handleOf(key: string): Promise<FileHandle | null> {
    if (!BLOB_KEY.test(key)) return null;
    return open(this.pathOf(key), 'r').catch((error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    });
  }

  private pathOf(key: string): string {
    return placeOf(this.blobs, key);
  }

  /** Its path, and the folder for it. */
  private async placeFor(key: string): Promise<string> {
    const target = this.pathOf(key);
    if (await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })) await syncFolder(this.blobs);
    return target;
  }
}

function placeOf(blobs: string, key: string): string {
  if (!BLOB_KEY.test(key)) throw new DomainError('not_found', 'storage.blob_missing', { key: key.slice(0, 36) });
  return path.join(blobs, key.slice(-2), key);
}

/** By the clock of the file system, ms since 1970: ages of files are told by no other, which may have been set. @param folder for a file that is gone at once. */
async function timeOf(folder: string): Promise<number> {
  const probe = path.join(folder, uuidv7());
  await (await open(probe, 'wx', 0o600)).close();
  try {
    return (await stat(probe)).mtimeMs;
  } finally {
    await rm(probe, { force: true });
  }
}

/** Files below a folder that were not written after a moment, ms since 1970. */
async function* filesIn(folder: string, before: number): AsyncIterable<string> {
  const entries = await opendir(folder, { recursive: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  for await (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const found = await stat(file).catch(() => undefined);
    if (found && found.mtimeMs <= before) yield file;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function isMissing(error: unknown): boolean {
  return errorCode(error) === 'ENOENT';
}
