import { encodeLogFrame } from '../shared/protocol/ink-frames';
import type { EncodedRecord } from '../shared/protocol/ink-frames';
import type { InkLayer } from '../shared/protocol/ink';

/** Records of one catch-up frame; blocks start at multiples of it, so that tablets that missed different parts share frames. */
export const BLOCK = 128;
/** Bytes of operations in one frame; well under what a client accepts. */
const FRAME_BYTES = 48 * 1024;
const CACHED_BLOCKS = 64;
/** Longest step of time within one frame, ms (see the LOG frame's time field). */
const MAX_TIME_STEP = 0x3fff_ffff;

/** The log does not have what it acknowledged. */
export class InkGap extends Error {
  constructor(since: number) {
    super(`ink log has a gap after ${since}`);
    this.name = 'InkGap';
  }
}

/**
 * One stream as the server's memory has it: its last records in a ring, and frames of whole blocks made once for everyone
 * who has to catch up.
 */
export class InkStream {
  readonly layer: InkLayer;
  readonly #channel: number;
  readonly #capacity: number;
  readonly #load: (since: number, limit: number) => Promise<EncodedRecord[]>;
  readonly #ring: EncodedRecord[] = [];
  readonly #blocks = new Map<string, Promise<Uint8Array[]>>();
  /** Last number that was committed through this server. */
  head: number;

  /** @param load reads records after `since` from the store, in order, at most `limit`. */
  constructor(layer: InkLayer, channel: number, head: number, capacity: number, load: (since: number, limit: number) => Promise<EncodedRecord[]>) {
    this.layer = layer;
    this.#channel = channel;
    this.#capacity = capacity;
    this.#load = load;
    this.head = head;
  }

  /** Takes committed records, in order. A jump (another process wrote) empties the ring: the store fills the gap. */
  push(records: readonly EncodedRecord[]): void {
    for (const record of records) {
      if (record.seq <= this.head) continue;
      if (record.seq !== this.head + 1) this.#ring.length = 0;
      this.#ring.push(record);
      this.head = record.seq;
    }
    if (this.#ring.length > this.#capacity * 2) this.#ring.splice(0, this.#ring.length - this.#capacity);
  }

  /** The store has more than was pushed here, for instance after an answer of the disk was lost. @returns whether it was news. */
  advance(head: number): boolean {
    if (head <= this.head) return false;
    this.#ring.length = 0;
    this.head = head;
    return true;
  }

  /** Frames of consecutive records, cut by size and by long pauses. */
  frames(records: readonly EncodedRecord[]): Uint8Array[] {
    const frames: Uint8Array[] = [];
    let start = 0;
    let size = 0;
    const authors = new Set<string>();
    const cut = (end: number): void => {
      if (end > start) frames.push(encodeLogFrame(this.#channel, this.layer, records.slice(start, end)));
      start = end;
      size = 0;
      authors.clear();
    };
    records.forEach((record, index) => {
      const before = records[index - 1];
      const pause = before === undefined ? 0 : Math.abs(record.at - before.at);
      if (size + record.bytes.length > FRAME_BYTES || pause >= MAX_TIME_STEP || (authors.size === 255 && !authors.has(record.authorId))) cut(index);
      authors.add(record.authorId);
      size += record.bytes.length + 24;
    });
    cut(records.length);
    return frames;
  }

  /**
   * The next piece after `since`: frames and the number they reach. Reaches at most the end of the block `since` lies in,
   * and is empty when there is nothing more.
   */
  async next(since: number): Promise<{ frames: readonly Uint8Array[]; reaches: number }> {
    const reaches = Math.min(this.head, (Math.floor(since / BLOCK) + 1) * BLOCK);
    if (reaches <= since) return { frames: [], reaches: since };
    const key = `${since}-${reaches}`;
    let frames = this.#blocks.get(key);
    if (frames === undefined) {
      frames = this.#records(since, reaches).then((records) => this.frames(records));
      this.#blocks.set(key, frames);
      frames.catch(() => this.#blocks.delete(key));
      if (this.#blocks.size > CACHED_BLOCKS) {
        const oldest = this.#blocks.keys().next();
        if (oldest.done !== true) this.#blocks.delete(oldest.value);
      }
    }
    return { frames: await frames, reaches };
  }

  async #records(since: number, reaches: number): Promise<readonly EncodedRecord[]> {
    const first = this.#ring[0]?.seq;
    if (first !== undefined && first <= since + 1) return this.#ring.slice(since + 1 - first, reaches + 1 - first);
    const records = await this.#load(since, reaches - since);
    // All of them in a row: a frame numbers its records from the first.
    if (records.length !== reaches - since || records.some((record, index) => record.seq !== since + 1 + index)) throw new InkGap(since);
    return records;
  }
}
