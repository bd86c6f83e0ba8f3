import { Readable } from 'node:stream';
import { setTimeout as rest } from 'node:timers/promises';
import { DomainError } from '../../kernel/errors';
import type { BlobCondition, ByteRange, CheckOptions, StoredBlob } from '../../kernel/ports/blob';
import { CHUNK_BYTES, type ChunkSums } from './chunk-sums';
import type { Identity, OpenBytes } from './open-bytes';

export type Damage = Exclude<BlobCondition, 'sound'>;

/** Sums kept in memory at most, bytes: those of 16 GiB of papers. */
const MEMORY_BYTES = 8 * 1024 * 1024;

interface Known {
  identity: Identity;
  /** It has a name in another store, which will be taken away: that alone is no reason to read it again. */
  isShared: boolean;
  sha256: string;
  size: number;
  /** Null: it is not what was stored. */
  sums: ChunkSums | null;
}

export function damaged(problem: Damage, cause?: unknown): DomainError {
  return new DomainError('internal', 'storage.damaged_file', { problem }, { cause });
}

/** @throws DomainError `invalid`/`storage.range` where the range is not within the blob; the whole always is. */
export function assertRange({ size }: StoredBlob, range: ByteRange): void {
  const isWhole = range.start === 0 && range.end === size - 1;
  if (!isWhole && !(range.start >= 0 && range.start <= range.end && range.end < size)) throw new DomainError('invalid', 'storage.range', { size });
}

export const isDamage = (error: unknown): boolean => error instanceof DomainError && error.reason === 'storage.damaged_file';

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** A medium that cannot give its bytes back is damage, like other bytes. */
const toDamage = (error: unknown): unknown => (codeOf(error) === 'EIO' ? damaged('damaged', error) : error);

/** Whether the file is untouched since; the loss of its other name, once, does not touch it. */
function isSameFile(known: Known, now: Identity): boolean {
  if (known.identity.file !== now.file) return false;
  if (known.identity.changed === now.changed) return true;
  return known.isShared && now.names === 1n;
}

/** Keeps a reading under a rate. */
function pace({ bytesPerSecond, signal }: CheckOptions): (bytes: number) => Promise<void> {
  return async (bytes) => {
    signal?.throwIfAborted();
    if (bytesPerSecond !== undefined) await rest((bytes / bytesPerSecond) * 1000, undefined, { signal, ref: false });
  };
}

/**
 * Gives out bytes of open files after comparing them. A whole file is read once for as long as it is not touched; what
 * was learned then are the sums of its chunks, with which each later reading is compared, so that also a medium that
 * changes bytes without touching the file is found out.
 */
export class VerifiedReads {
  /** Oldest use first. */
  readonly #known = new Map<string, Known>();
  readonly #running = new Map<string, Promise<Known>>();
  #bytes = 0;

  /** @param onDamage told each time a reading is refused or broken off. */
  constructor(private readonly onDamage: (blob: StoredBlob, problem: Damage) => void) {}

  /** @returns the refusal to throw. */
  refuse(blob: StoredBlob, problem: Damage, cause?: unknown): DomainError {
    this.forget(blob.key);
    this.onDamage(blob, problem);
    return damaged(problem, cause);
  }

  /**
   * A stream over opened bytes, which it closes. Its first chunk has been compared.
   * @throws DomainError `internal`/`storage.damaged_file`; they are left open then.
   */
  async stream(bytes: OpenBytes, blob: StoredBlob, range: ByteRange): Promise<Readable> {
    const { sums } = await this.#compared(bytes, blob);
    if (!sums) {
      this.onDamage(blob, 'damaged');
      throw damaged('damaged');
    }
    const chunk = async (index: number): Promise<Buffer> => {
      const start = index * CHUNK_BYTES;
      const read = await bytes.readAt(Buffer.allocUnsafe(Math.min(CHUNK_BYTES, blob.size - start)), start).catch((error: unknown) => {
        throw codeOf(error) === 'EIO' ? this.refuse(blob, 'damaged', error) : error;
      });
      if (!sums.matches(index, read)) throw this.refuse(blob, 'damaged');
      return read.subarray(Math.max(range.start - start, 0), range.end + 1 - start);
    };
    const first = Math.floor(range.start / CHUNK_BYTES);
    const opening = range.end < range.start ? Buffer.alloc(0) : await chunk(first);
    const stream = Readable.from(
      (async function* parts() {
        if (opening.byteLength > 0) yield opening;
        for (let index = first + 1; index * CHUNK_BYTES <= range.end; index += 1) yield await chunk(index);
      })(),
      { objectMode: false },
    );
    stream.once('close', () => void bytes.close().catch(() => undefined));
    return stream;
  }

  /** Compares a whole open file now, whatever is remembered of it. */
  async check(bytes: OpenBytes, blob: StoredBlob, options: CheckOptions): Promise<BlobCondition> {
    const known = await this.#compare(bytes, blob, pace(options));
    return known.sums ? 'sound' : 'damaged';
  }

  /** Sums that were made while the file was written. */
  async learn(bytes: OpenBytes, blob: StoredBlob, sums: ChunkSums): Promise<void> {
    this.#remember(blob.key, { identity: await bytes.identity(), isShared: false, sha256: blob.sha256, size: blob.size, sums });
  }

  /** The same file under a second name: what is known of it under the first. @returns whether anything is. */
  async inherit(bytes: OpenBytes, blob: StoredBlob, from: VerifiedReads, key: string): Promise<boolean> {
    const known = from.#known.get(key);
    const identity = await bytes.identity();
    if (known?.identity.file !== identity.file || !known.sums) return false;
    this.#remember(blob.key, { ...known, identity, isShared: true });
    return true;
  }

  forget(key: string): void {
    this.#bytes -= this.#known.get(key)?.sums?.bytes ?? 0;
    this.#known.delete(key);
  }

  /** What is known of the file as it lies there; read whole at most once at a time, however many ask. */
  async #compared(bytes: OpenBytes, blob: StoredBlob): Promise<Known> {
    const identity = await bytes.identity();
    const known = this.#known.get(blob.key);
    if (known && isSameFile(known, identity) && known.sha256 === blob.sha256 && known.size === blob.size) {
      const seen = { ...known, identity, isShared: known.isShared && identity.names > 1n };
      this.#remember(blob.key, seen);
      return seen;
    }
    const task = [blob.key, blob.sha256, blob.size, identity.file, identity.changed].join(' ');
    const running = this.#running.get(task) ?? this.#compare(bytes, blob);
    this.#running.set(task, running);
    try {
      return await running;
    } finally {
      this.#running.delete(task);
    }
  }

  async #compare(bytes: OpenBytes, blob: StoredBlob, pause?: (bytes: number) => Promise<void>): Promise<Known> {
    const identity = await bytes.identity();
    const found = await bytes.sums(pause).catch((error: unknown) => {
      if (isDamage(toDamage(error))) return null;
      throw error;
    });
    const isSame = found !== null && found.size === blob.size && found.sha256 === blob.sha256.toLowerCase();
    const known: Known = { identity, isShared: false, sha256: blob.sha256, size: blob.size, sums: isSame ? found.sums : null };
    this.#remember(blob.key, known);
    return known;
  }

  #remember(key: string, known: Known): void {
    this.forget(key);
    this.#known.set(key, known);
    this.#bytes += known.sums?.bytes ?? 0;
    for (const oldest of this.#known.keys()) {
      if (this.#bytes <= MEMORY_BYTES && this.#known.size <= MEMORY_BYTES / 1024) break;
      this.forget(oldest);
    }
  }
}
