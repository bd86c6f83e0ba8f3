import type { Readable } from 'node:stream';

/**
 * Immutable files: documents, renditions, minutes. A key says nothing of whose the file is or what it is called;
 * names live in the database. A blob is written once and never changed.
 */
export interface BlobStore {
  /** Bytes that files from outside leave free, on whatever way they come in; what the house itself makes may use them. */
  readonly floorBytes: number;
  /**
   * Stores a stream, or the file at an absolute path. Resolves when the bytes are durable (survive a power cut) and
   * readable under the key; on any failure nothing is left behind.
   * @throws DomainError `too_large`/`documents.too_large` beyond `maxBytes`, `storage_full`/`storage.full` when the
   *   medium is full, or a file from outside would take it below its floor of free space.
   */
  put(source: AsyncIterable<Uint8Array> | string, options?: PutOptions): Promise<BlobReceipt>;

  /**
   * Reads the blob or a part of it. @param range bytes, both ends included.
   * @throws DomainError `not_found`/`storage.blob_missing`; `invalid`/`storage.range` when the range is outside.
   */
  open(key: string, range?: ByteRange): Promise<Readable>;

  /** Undefined when there is no such blob. */
  stat(key: string): Promise<BlobStat | undefined>;

  /** Deleting what is not there is no error: a repeated job ends the same. */
  delete(key: string): Promise<void>;

  /** Whether the stored bytes still have this SHA-256 (hex). False too when the blob is missing. */
  verify(key: string, sha256: string): Promise<boolean>;
}

export interface PutOptions {
  /** Comes from outside: refused when less than the floor would stay free. Minutes and signatures are what the floor is kept for. */
  fromOutside?: boolean;
  maxBytes?: number;
  signal?: AbortSignal;
}

export interface BlobReceipt {
  /** Opaque, URL-safe, `BLOB_KEY`. */
  key: string;
  /** Hex. */
  sha256: string;
  /** Bytes. */
  size: number;
}

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
