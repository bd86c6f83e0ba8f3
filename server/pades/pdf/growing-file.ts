import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';

/** Room behind a file that is read to be signed: a visible signature takes a tenth of it. */
const ROOM_BYTES = 512 * 1024;

/** Most bytes handed on at a time, so that whoever hashes and writes them lets others have their turn. */
const PIECE_BYTES = 1024 * 1024;

/**
 * A file in memory that only grows. It is read into one piece with room behind it and hashed on its way; what is appended is
 * written behind what stands, and what stands is neither copied nor hashed again.
 */
export class GrowingFile {
  private buffer: Buffer;
  private length = 0;
  private readonly sha256 = createHash('sha256');

  private constructor(size: number) {
    this.buffer = Buffer.allocUnsafeSlow(size + ROOM_BYTES);
  }

  /**
   * @param size bytes expected; more than that are taken too.
   * @param markAt place in the file whose hash is asked for besides.
   * @returns the file, and the SHA-256 (hex) of its first `markAt` bytes; null where it has fewer.
   */
  static async read(parts: AsyncIterable<Uint8Array>, size: number, markAt: number): Promise<{ file: GrowingFile; marked: string | null }> {
    const file = new GrowingFile(size);
    let marked: string | null = null;
    for await (const part of parts) {
      const left = markAt - file.length;
      if (left >= 0 && left <= part.length) {
        file.append(part.subarray(0, left));
        marked = file.sha256Hex();
        file.append(part.subarray(left));
      } else file.append(part);
    }
    return { file, marked };
  }

  append(tail: Uint8Array): void {
    const length = this.length + tail.length;
    if (length > this.buffer.length) {
      const larger = Buffer.allocUnsafeSlow(length + ROOM_BYTES);
      this.buffer.copy(larger, 0, 0, this.length);
      this.buffer = larger;
    }
    this.buffer.set(tail, this.length);
    this.length = length;
    this.sha256.update(tail);
  }

  /** All of it as it stands; not a copy, and not to be written to. */
  get bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  /** A SHA-256 over all of it, to be carried on. */
  hashed(): Hash {
    return this.sha256.copy();
  }

  sha256Hex(): string {
    return this.hashed().digest('hex');
  }

  /** All of it in order, in parts that are no copies. */
  async* parts(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < this.length; at += PIECE_BYTES) yield this.bytes.subarray(at, at + PIECE_BYTES);
  }
}
