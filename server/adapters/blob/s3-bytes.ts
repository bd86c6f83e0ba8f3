import { CHUNK_BYTES, SumMaker } from './chunk-sums';
import type { Identity, OpenBytes } from './open-bytes';
import type { S3Head, S3Objects, S3Window } from './s3-objects';

/** Asked for at once while a range is read: a slow reader holds no connection of the store. */
const WINDOW_BYTES = 4 * CHUNK_BYTES;
/** Asked for at once while a whole object is compared; the next comes while this one is hashed. */
const SWEEP_BYTES = 16 * CHUNK_BYTES;

/** The store has others bytes by now, or fewer: like a medium that cannot give its bytes back. */
const gone = (what: string): Error => Object.assign(new Error(what), { code: 'EIO' });

/** An object as it was when it was opened; bytes of another are never mixed in. */
export class S3Bytes implements OpenBytes {
  #window: { bytes: Buffer; from: number } | null;

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
    const window = await objects.read(name, first, Math.min(last, first + WINDOW_BYTES - 1));
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
      const window = this.#window && at >= this.#window.from && at < this.#window.from + this.#window.bytes.byteLength ? this.#window : await this.#ask(at, Math.max(this.last, position + buffer.byteLength - 1), WINDOW_BYTES);
      this.#window = window;
      filled += window.bytes.copy(buffer, filled, at - window.from);
    }
    return buffer.subarray(0, filled);
  }

  async sums(pause?: (bytes: number) => Promise<void>) {
    const maker = new SumMaker();
    const { size } = this.head;
    let next = size > 0 ? this.#ask(0, size - 1, SWEEP_BYTES) : null;
    for (let at = 0; next !== null; ) {
      const { bytes } = await next;
      at += bytes.byteLength;
      next = at < size ? this.#ask(at, size - 1, SWEEP_BYTES) : null;
      // Told where it is awaited, also when the pause ends the reading before.
      next?.catch(() => undefined);
      for (let from = 0; from < bytes.byteLength; from += WINDOW_BYTES) {
        const step = bytes.subarray(from, from + WINDOW_BYTES);
        maker.update(step);
        await pause?.(step.byteLength);
      }
    }
    return { size, ...maker.finish() };
  }

  close(): Promise<void> {
    this.#window = null;
    return Promise.resolve();
  }

  async #ask(from: number, last: number, most: number): Promise<{ bytes: Buffer; from: number }> {
    const window = await this.objects.read(this.name, from, Math.min(last, from + most - 1, this.head.size - 1), this.head.tag);
    if (typeof window === 'string') throw gone(`the object is ${window}`);
    if (from < window.from || from >= window.from + window.bytes.byteLength) throw gone('the object is shorter than it says');
    return window;
  }
}
