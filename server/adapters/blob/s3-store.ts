import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { DomainError } from '../../kernel/errors';
import { BLOB_KEY, type BlobCondition, type BlobReceipt, type BlobStore, type ByteRange, type CheckOptions, type PutOptions, type StagingStore, type StoredBlob } from '../../kernel/ports/blob';
import { createSemaphore, type Semaphore } from '../../kernel/semaphore';
import { CHUNK_BYTES, readAt } from './chunk-sums';
import { asFull, DEFAULT_FLOOR_BYTES, receiveFile } from './receive-file';
import { S3Bytes } from './s3-bytes';
import { S3Failure, unreachable } from './s3-calls';
import { isTagOf, type S3Objects } from './s3-objects';
import { assertRange, VerifiedReads, type Damage } from './verified-reads';

export interface S3StoreOptions {
  /** A local folder, of this process alone, through which everything passes that comes in or is lent; what lies in it goes. */
  spool: string;
  /** Below the prefix of the installation: empty, or ending in a slash. */
  under?: string;
  /** Bytes that files from outside leave free where the spool lies; a bucket has no floor that could be asked for. */
  floorBytes?: number;
  /** Told when a reading met an object that is missing or not what was stored. */
  onDamage?: (blob: StoredBlob, problem: Damage) => void;
  /** Told what could not be cleared. */
  onFault?: (message: string) => void;
}

/** Sent at once; what is longer is sent in parts of it. The smallest that stores take is 5 MiB. */
export const PART_BYTES = 8 * 1024 * 1024;
/** Parts of one blob, and of all together, that are on their way at once: each is held in memory. */
const PARTS_OF_ONE = 3;
const PARTS_OF_ALL = 6;
/** Sent again where the store has other bytes than were sent. */
const UPLOADS = 2;
/** An upload in parts nobody has finished for this long belongs to a process that died. */
const STALE_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * BlobStore in an S3 bucket: `PREFIX/blobs/xx/KEY` as in a folder, so that any tool for S3 moves one into the other. What comes in
 * is measured in the spool first; an object appears under its key whole or not at all.
 */
export async function openS3Store(objects: S3Objects, options: S3StoreOptions): Promise<S3Blobs> {
  await mkdir(options.spool, { recursive: true, mode: 0o700 });
  for (const left of await readdir(options.spool)) await rm(path.join(options.spool, left), { recursive: true, force: true });
  const store = new S3Store(objects, options, new VerifiedReads(options.onDamage ?? (() => undefined)));
  await store.clearBegun();
  return store;
}

export interface S3Blobs extends StagingStore {
  /** Stores what lay in another store under the key it had there. @throws as `put`; `internal`/`storage.damaged_file` where it is not what the blob says. */
  bring(blob: StoredBlob, source: AsyncIterable<Uint8Array>): Promise<void>;
}

/** The same objects to read only: nothing is cleared. */
export const readS3Store = (objects: S3Objects): Pick<BlobStore, 'check'> => new S3Store(objects, { spool: '' }, new VerifiedReads(() => undefined));

class S3Store implements S3Blobs {
  readonly floorBytes: number;
  private readonly spool: string;
  private readonly under: string;
  private readonly onFault: (message: string) => void;
  private readonly sending: Semaphore = createSemaphore({ parallel: PARTS_OF_ALL });

  constructor(
    private readonly objects: S3Objects,
    { spool, under = '', floorBytes = DEFAULT_FLOOR_BYTES, onFault = () => undefined }: S3StoreOptions,
    private readonly reads: VerifiedReads,
  ) {
    this.spool = spool;
    this.under = under;
    this.floorBytes = floorBytes;
    this.onFault = onFault;
  }

  put(source: AsyncIterable<Uint8Array> | string, options: PutOptions = {}): Promise<BlobReceipt> {
    return this.store(uuidv7(), source, options);
  }

  async bring(blob: StoredBlob, source: AsyncIterable<Uint8Array>): Promise<void> {
    const { sha256, size } = await this.store(blob.key, source, {});
    if (sha256 === blob.sha256 && size === blob.size) return;
    await this.clear(this.nameOf(blob.key));
    throw this.reads.refuse(blob, 'damaged');
  }

  private async store(key: string, source: AsyncIterable<Uint8Array> | string, options: PutOptions): Promise<BlobReceipt> {
    const file = path.join(this.spool, key);
    let isSent = false;
    try {
      const digests = new PartDigests();
      const input = typeof source === 'string' ? createReadStream(source) : source;
      const { sums, ...written } = await receiveFile(file, digests.over(input), { ...options, floorBytes: this.floorBytes, durable: false });
      const receipt = { key, ...written };
      for (let left = UPLOADS; ; left -= 1) {
        isSent = true;
        const digest = await this.upload(this.nameOf(key), file, receipt.size, digests.finish(), options.signal);
        const bytes = await S3Bytes.of(this.objects, this.nameOf(key));
        if (bytes && isTagOf(bytes.head.tag, digest) && bytes.head.size === receipt.size) {
          await this.reads.learn(bytes, receipt, sums);
          return receipt;
        }
        // Encrypted by the store, or not what was sent: only the bytes themselves tell.
        if (bytes && (await this.reads.check(bytes, receipt, { signal: options.signal })) === 'sound') return receipt;
        if (left === 1) throw unreachable(new S3Failure(0, 'the store has other bytes than were sent'));
      }
    } catch (error) {
      if (isSent) await this.clear(this.nameOf(key));
      throw asFull(error);
    } finally {
      await rm(file, { force: true });
    }
  }

  async open(blob: StoredBlob, range: ByteRange = { start: 0, end: blob.size - 1 }): Promise<Readable> {
    assertRange(blob, range);
    const toChunk = (place: number): number => Math.floor(place / CHUNK_BYTES) * CHUNK_BYTES;
    const last = range.end < range.start ? -1 : Math.min(toChunk(range.end) + CHUNK_BYTES, blob.size) - 1;
    const bytes = BLOB_KEY.test(blob.key) ? await S3Bytes.at(this.objects, this.nameOf(blob.key), toChunk(range.start), last) : null;
    if (!bytes) throw this.reads.refuse(blob, 'missing');
    return this.reads.stream(bytes, blob, range);
  }

  async check(blob: StoredBlob, options: CheckOptions = {}): Promise<BlobCondition> {
    const bytes = BLOB_KEY.test(blob.key) ? await S3Bytes.of(this.objects, this.nameOf(blob.key)) : null;
    return bytes ? this.reads.check(bytes, blob, options) : 'missing';
  }

  async stat(key: string) {
    const head = BLOB_KEY.test(key) ? await this.objects.head(this.nameOf(key)) : null;
    return head ? { size: head.size, storedAt: new Date(head.writtenAt) } : undefined;
  }

  async delete(key: string): Promise<void> {
    this.reads.forget(key);
    await this.objects.delete(this.nameOf(key));
  }

  async adopt(from: BlobStore, blob: StoredBlob): Promise<BlobReceipt> {
    // What one set of keys reaches in one bucket is copied there; nothing comes down the line.
    if (!(from instanceof S3Store) || from.objects.calls !== this.objects.calls) return this.put(await from.open(blob));
    const receipt = { ...blob, key: uuidv7() };
    const name = this.nameOf(receipt.key);
    try {
      if (!(await this.objects.copy(from.objects, from.nameOf(blob.key), name))) throw from.reads.refuse(blob, 'missing');
      const bytes = await S3Bytes.of(this.objects, name);
      if (!bytes) throw unreachable(new S3Failure(0, 'the copy is not there'));
      if (await this.reads.inherit(bytes, receipt, from.reads, blob.key)) return receipt;
      if ((await this.reads.check(bytes, receipt, {})) !== 'sound') throw from.reads.refuse(blob, 'damaged');
      return receipt;
    } catch (error) {
      await this.clear(name);
      throw error;
    }
  }

  async* keys(olderThanMs: number): AsyncIterable<string> {
    for await (const { name, writtenAt } of this.objects.list(`${this.under}blobs/`)) {
      const key = path.posix.basename(name);
      if (BLOB_KEY.test(key) && writtenAt <= this.objects.calls.now - olderThanMs) yield key;
    }
  }

  async setAside(key: string): Promise<void> {
    this.reads.forget(key);
    // A copy is as old as its making: kept from now on, not from when it was written.
    if (await this.objects.copy(this.objects, this.nameOf(key), `${this.under}aside/${key}`)) await this.objects.delete(this.nameOf(key));
  }

  async clearAside(olderThanMs: number): Promise<number> {
    let cleared = 0;
    for await (const { name, writtenAt } of this.objects.list(`${this.under}aside/`)) {
      if (writtenAt > this.objects.calls.now - olderThanMs) continue;
      await this.objects.delete(name);
      cleared += 1;
    }
    return cleared;
  }

  async withFile<T>(blob: StoredBlob, work: (path: string) => Promise<T>): Promise<T> {
    const file = path.join(this.spool, `lent-${uuidv7()}`);
    try {
      // Compared on its way, chunk by chunk: what is lent is what was stored.
      await receiveFile(file, await this.open(blob), { floorBytes: 0, durable: false });
      return await work(file);
    } catch (error) {
      throw asFull(error);
    } finally {
      await rm(file, { force: true });
    }
  }

  /** Uploads in parts that nobody goes on with: they take room and nobody sees them. */
  async clearBegun(): Promise<void> {
    try {
      for (const { name, id, begunAt } of await this.objects.begun(`${this.under}blobs/`)) {
        if (begunAt <= this.objects.calls.now - STALE_AFTER_MS) await this.objects.abort(name, id);
      }
    } catch (error) {
      this.onFault(`uploads that were not finished could not be cleared: ${String(error)}`);
    }
  }

  private nameOf(key: string): string {
    if (!BLOB_KEY.test(key)) throw new DomainError('not_found', 'storage.blob_missing', { key: key.slice(0, 36) });
    return `${this.under}blobs/${key.slice(-2)}/${key}`;
  }

  /** @returns the digest that a store which does not encrypt gives as its tag. */
  private async upload(name: string, file: string, size: number, digests: readonly Buffer[], signal?: AbortSignal): Promise<string> {
    const handle = await open(file, 'r');
    const part = (index: number): Promise<Buffer> => readAt(handle, Buffer.allocUnsafe(Math.min(PART_BYTES, size - index * PART_BYTES)), index * PART_BYTES);
    const digestOf = (index: number): Buffer => digests[index] ?? Buffer.alloc(0);
    try {
      if (digests.length === 1) {
        await this.sending.inTurn(async () => this.objects.put(name, await part(0), digestOf(0), { signal }), { signal });
        return digestOf(0).toString('hex');
      }
      const id = await this.objects.begin(name, signal);
      try {
        const tags: string[] = [];
        const mine = createSemaphore({ parallel: PARTS_OF_ONE });
        const ending = new AbortController();
        const both = signal ? AbortSignal.any([signal, ending.signal]) : ending.signal;
        const send = async (index: number): Promise<void> => {
          tags[index] = await this.objects.putPart(name, id, index, await part(index), digestOf(index), both);
        };
        const sent = await Promise.allSettled(
          digests.map((_, index) => mine.inTurn(() => this.sending.inTurn(() => send(index), { signal: both }), { signal: both }).catch((error: unknown) => {
            ending.abort(error);
            throw error;
          })),
        );
        const failed = sent.find((one) => one.status === 'rejected');
        if (failed) throw ending.signal.reason;
        await this.objects.complete(name, id, tags, signal);
      } catch (error) {
        await this.objects.abort(name, id).catch((cause: unknown) => this.onFault(`an upload in parts was not cleared: ${String(cause)}`));
        throw error;
      }
      return `${createHash('md5').update(Buffer.concat(digests)).digest('hex')}-${digests.length}`;
    } finally {
      await handle.close();
    }
  }

  /** After a failure nobody knows whether it is there. What cannot be cleared now is swept: no row names it. */
  private async clear(name: string): Promise<void> {
    await this.objects.delete(name, { attempts: 1 }).catch((error: unknown) => this.onFault(`an object was not cleared: ${String(error)}`));
  }
}

/** MD5 of each part of what passes, with which the store compares what it receives; of nothing, that of one empty part. */
class PartDigests {
  readonly #done: Buffer[] = [];
  #open = createHash('md5');
  #filled = 0;

  async* over(input: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    for await (const bytes of input) {
      for (let at = 0; at < bytes.byteLength;) {
        const piece = bytes.subarray(at, at + PART_BYTES - this.#filled);
        this.#open.update(piece);
        at += piece.byteLength;
        this.#filled += piece.byteLength;
        if (this.#filled === PART_BYTES) this.#close();
      }
      yield bytes;
    }
    if (this.#filled > 0 || this.#done.length === 0) this.#close();
  }

  finish(): readonly Buffer[] {
    return this.#done;
  }

  #close(): void {
    this.#done.push(this.#open.digest());
    this.#open = createHash('md5');
    this.#filled = 0;
  }
}
