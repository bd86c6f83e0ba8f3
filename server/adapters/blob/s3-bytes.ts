import { CHUNK_BYTES, SumMaker } from './chunk-sums';
import type { Identity, OpenBytes } from './open-bytes';
import type { S3Head, S3Objects, S3Window } from './s3-objects';

/** Asked for first while a range is read, and after that, while the one before is given out: a slow reader holds no connection of the store. */
const FIRST_BYTES = 4 * CHUNK_BYTES;
const WINDOW_BYTES = 8 * CHUNK_BYTES;
/** Asked for at once while a whole object is compared; the next comes while this one is hashed. */
const SWEEP_BYTES = 32 * CHUNK_BYTES;
const STEP_BYTES = 4 * CHUNK_BYTES;

interface Piece {
  bytes: Buffer;
  from: number;
}

/** The store has other bytes by now, or fewer: like a medium that cannot give its bytes back. */
const gone = (what: string): Error => Object.assign(new Error(what), { code: 'EIO' });

/** An object as it was when it was opened; bytes of another are never mixed in. */
export class S3Bytes implements OpenBytes {
  #window: Piece | null;
  /** On its way, and its place. */
  #next: { from: number; piece: Promise<Piece> } | null = null;

  private constructor(
    private readonly objects: S3Objects,
    private readonly name: string,
    readonly head: S3Head,
    /** Last byte that will be read. */
    private readonly last: number,
    window: S3Window | null,
  ) {
    this.#window = window;
  }

  /** Of an object whose bytes are not read at once. */
  static async of(objects: S3Objects, name: string): Promise<S3Bytes | null> {
    const head = await objects.head(name);
    return head && new S3Bytes(objects, name, head, head.size - 1, null);
  }

  /** Opens it with the first bytes of a reading in the same request. @param last where the reading will end; before `first` for nothing. */
  static async at(objects: S3Objects, name: string, first: number, last: number): Promise<S3Bytes | null> {
    if (last < first) return S3Bytes.of(objects, name);
    const window = await objects.read(name, first, Math.min(last, first + FIRST_BYTES - 1));
    if (window === 'missing') return null;
    return typeof window === 'string' ? S3Bytes.of(objects, name) : new S3Bytes(objects, name, window, last, window);
  }

  /** The same digest and size are the same bytes under whatever name; written again it is read again. */
  identity(): Promise<Identity> {
    return Promise.resolve({ file: `${this.head.tag} ${this.head.size}`, changed: BigInt(this.head.writtenAt), names: 0n });
  }

  async readAt(buffer: Buffer, position: number): Promise<Buffer> {
    let filled = 0;
    while (filled < buffer.byteLength && position + filled < this.head.size) {
      const at = position + filled;
      const window = await this.#windowAt(at, position + buffer.byteLength - 1);
      filled += window.bytes.copy(buffer, filled, at - window.from);
    }
    return buffer.subarray(0, filled);
  }

  async sums(pause?: (bytes: number) => Promise<void>) {
    const maker = new SumMaker();
    const { size } = this.head;
    let next = size > 0 ? this.#ask(0, size - 1, SWEEP_BYTES) : null;
    for (let at = 0; next !== null;) {
      const { bytes } = await next;
      at += bytes.byteLength;
      next = at < size ? this.#ask(at, size - 1, SWEEP_BYTES) : null;
      // Told where it is awaited, also when the pause ends the reading before.
      next?.catch(() => undefined);
      for (let from = 0; from < bytes.byteLength; from += STEP_BYTES) {
        const step = bytes.subarray(from, from + STEP_BYTES);
        maker.update(step);
        await pause?.(step.byteLength);
      }
    }
    return { size, ...maker.finish() };
  }

  close(): Promise<void> {
    this.#window = null;
    this.#next = null;
    return Promise.resolve();
  }

  /** The window with that place; the one behind it is asked for meanwhile, as far as the reading goes. */
  async #windowAt(at: number, needed: number): Promise<Piece> {
    const holds = (piece: Piece): boolean => at >= piece.from && at < piece.from + piece.bytes.byteLength;
    let window = this.#window;
    if (!window || !holds(window)) {
      window = this.#next?.from === at ? await this.#next.piece : await this.#ask(at, Math.max(this.last, needed), WINDOW_BYTES);
      this.#window = window;
    }
    const behind = window.from + window.bytes.byteLength;
    if (behind <= this.last && this.#next?.from !== behind) {
      const piece = this.#ask(behind, this.last, WINDOW_BYTES);
      // Told where it is awaited; a reading that ends before does not ask for it.
      piece.catch(() => undefined);
      this.#next = { from: behind, piece };
    }
    return window;
  }

  async #ask(from: number, last: number, most: number): Promise<Piece> {
    const window = await this.objects.read(this.name, from, Math.min(last, from + most - 1, this.head.size - 1), this.head.tag);
    if (typeof window === 'string') throw gone(`the object is ${window}`);
    if (from < window.from || from >= window.from + window.bytes.byteLength) throw gone('the object is shorter than it says');
    return window;
  }
}
