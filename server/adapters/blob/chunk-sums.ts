import { createHash, type Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

/** Bytes compared at a time: what a reader asks for in one range (docs/decisions/052). */
export const CHUNK_BYTES = 64 * 1024;
const SUM_BYTES = 32;

/** Read from the medium at once when a whole file is compared; hashing it holds the loop for about a millisecond. */
const STEP_BYTES = 4 * CHUNK_BYTES;

const sumOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** SHA-256 of each chunk of a file, one after the other, known to belong to the file's own SHA-256. */
export class ChunkSums {
  constructor(private readonly sums: Buffer) {}

  get bytes(): number {
    return this.sums.byteLength;
  }

  matches(index: number, chunk: Uint8Array): boolean {
    return this.sums.subarray(index * SUM_BYTES, (index + 1) * SUM_BYTES).equals(sumOf(chunk));
  }
}

/** Takes a file in parts of any size; tells its SHA-256 and those of its chunks. */
export class SumMaker {
  readonly #whole: Hash = createHash('sha256');
  readonly #done: Buffer[] = [];
  #open: Hash | null = null;
  #filled = 0;

  update(part: Uint8Array): void {
    this.#whole.update(part);
    for (let at = 0; at < part.byteLength;) {
      const piece = part.subarray(at, at + CHUNK_BYTES - this.#filled);
      this.#open ??= createHash('sha256');
      this.#open.update(piece);
      at += piece.byteLength;
      this.#filled += piece.byteLength;
      if (this.#filled === CHUNK_BYTES) this.#close();
    }
  }

  finish(): { sha256: string; sums: ChunkSums } {
    this.#close();
    return { sha256: this.#whole.digest('hex'), sums: new ChunkSums(Buffer.concat(this.#done)) };
  }

  #close(): void {
    if (this.#open) this.#done.push(this.#open.digest());
    this.#open = null;
    this.#filled = 0;
  }
}

/** Fills a buffer from a place in the file; shorter where the file ends. */
export async function readAt(handle: FileHandle, buffer: Buffer, position: number): Promise<Buffer> {
  let filled = 0;
  while (filled < buffer.byteLength) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.byteLength - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

/** Reads a whole file. @param pause awaited after each step, told how much was read. */
export async function sumsOfFile(handle: FileHandle, pause?: (bytes: number) => Promise<void>): Promise<{ sha256: string; size: number; sums: ChunkSums }> {
  const maker = new SumMaker();
  const buffer = Buffer.allocUnsafe(STEP_BYTES);
  let size = 0;
  for (;;) {
    const part = await readAt(handle, buffer, size);
    maker.update(part);
    size += part.byteLength;
    await pause?.(part.byteLength);
    if (part.byteLength < STEP_BYTES) return { size, ...maker.finish() };
  }
}
