import type { Readable } from 'node:stream';

/**
 * Immutable files: documents, renditions, minutes. A key says nothing of whose the file is or what it is called;
 * names live in the database. A blob is written once and never changed.
 */
export interface BlobStore {
  /** Bytes that files from outside leave free, on whatever way they come in; what the installation itself makes may use them. */
  readonly floorBytes: number;
  /**
   * Stores a stream, or the file at an absolute path. Resolves when the bytes are durable (survive a power cut) and
   * readable under the key; on any failure nothing is left behind.
   * @throws DomainError `too_large`/`documents.too_large` beyond `maxBytes`, `storage_full`/`storage.full` when the
   *   medium is full, or a file from outside would take it below its floor of free space.
   */
  put(source: AsyncIterable<Uint8Array> | string, options?: PutOptions): Promise<BlobReceipt>;

  /**
   * Reads the blob or a part of it, and gives out no byte that is not what was stored: the whole was compared with its
   * SHA-256 since the file last changed, and every chunk is compared again on its way. A stream that meets a difference
   * ends with an error, never as if it were complete. @param range bytes, both ends included.
   * @throws DomainError `internal`/`storage.damaged_file` {problem} when the bytes are missing or others than were
   *   stored; `invalid`/`storage.range` when the range is outside.
   */
  open(blob: StoredBlob, range?: ByteRange): Promise<Readable>;

  /** Undefined when there is no such blob. */
  stat(key: string): Promise<BlobStat | undefined>;

  /** Deleting what is not there is no error: a repeated job ends the same. */
  delete(key: string): Promise<void>;

  /** Reads the whole from the medium and compares it, whatever is remembered of it. */
  check(blob: StoredBlob, options?: CheckOptions): Promise<BlobCondition>;

  /**
   * Takes over what lies in another store, under a key of its own; that store keeps its copy. On one medium no byte is
   * moved and nothing is read again: what was learned when it was written is known here too.
   * @throws DomainError as {@link put}; `internal`/`storage.damaged_file` where it is not there.
   */
  adopt(from: BlobStore, blob: StoredBlob): Promise<BlobReceipt>;

  /** What has lain there for longer than that, milliseconds; in no order. */
  keys(olderThanMs: number): AsyncIterable<string>;

  /** Out of sight and kept for a while: for what no row names, which may be the rows' fault. What is not there is no error. */
  setAside(key: string): Promise<void>;

  /** Deletes what was set aside longer ago than that, milliseconds. @returns how many. */
  clearAside(olderThanMs: number): Promise<number>;
}

/** Files that are no papers yet: apart from the others, so that nothing that reads or copies papers meets them. */
export interface StagingStore extends BlobStore {
  /** Lends the file by an absolute path, to be read only, for as long as the work takes. */
  withFile<T>(blob: StoredBlob, work: (path: string) => Promise<T>): Promise<T>;
}

/** What has to be found under a key, as it was written down when it was stored: nobody reads without saying it. */
export interface StoredBlob {
  key: string;
  /** Hex. */
  sha256: string;
  /** Bytes. */
  size: number;
}

export type BlobCondition = 'sound' | 'damaged' | 'missing';

export interface CheckOptions {
  /** Reads no faster than this, so that nobody at work feels it. */
  bytesPerSecond?: number;
  signal?: AbortSignal;
}

export interface PutOptions {
  /** Comes from outside: refused when less than the floor would stay free. Minutes and signatures are what the floor is kept for. */
  fromOutside?: boolean;
  maxBytes?: number;
  signal?: AbortSignal;
}

/** The key is opaque and URL-safe, `BLOB_KEY`. */
export type BlobReceipt = StoredBlob;

export interface BlobStat {
  size: number;
  storedAt: Date;
}

export interface ByteRange {
  start: number;
  end: number;
}

/** A UUID; anything else is refused before it comes near a path. */
export const BLOB_KEY = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
