/**
 * Byte reading and writing for the ink wire format. Runs in the browser and on the server.
 * The reader never throws on hostile bytes: it goes into a failed state that the decoder turns into a typed refusal.
 */

/** Why bytes were refused; stable keys, the same on both sides. */
export type WireFault = 'truncated' | 'trailing' | 'kind' | 'limit' | 'range' | 'text' | 'too_long';

export type Decoded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: WireFault };

export function refused(fault: WireFault): { readonly ok: false; readonly fault: WireFault } {
  return { ok: false, fault };
}

const HEX = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the text is a UUID in canonical lower case. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Whether the text is a version 7 UUID in canonical lower case: what clients name operations with. */
export function isUuidV7(text: string): boolean {
  return UUID.test(text) && text[14] === '7' && '89ab'.includes(text[19] ?? '-');
}

/** The 16 bytes of a canonical UUID. @throws RangeError when the text is none (a defect of the caller, never of the wire). */
export function uuidToBytes(uuid: string): Uint8Array {
  if (!UUID.test(uuid)) throw new RangeError('not a canonical UUID');
  const hex = uuid.replaceAll('-', '');
  const bytes = new Uint8Array(16);
  for (let index = 0; index < 16; index += 1) bytes[index] = Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
  return bytes;
}

/** Canonical text of the UUID that starts at `offset`; the caller has checked that 16 bytes are there. */
export function bytesToUuid(bytes: Uint8Array, offset = 0): string {
  let text = '';
  for (let index = 0; index < 16; index += 1) {
    if (index === 4 || index === 6 || index === 8 || index === 10) text += '-';
    text += HEX[bytes[offset + index] ?? 0] ?? '00';
  }
  return text;
}

/** Whether the UUID that starts at `offset` is a version 7 UUID of the RFC 9562 variant. */
export function isUuidV7At(bytes: Uint8Array, offset: number): boolean {
  return (bytes[offset + 6] ?? 0) >> 4 === 7 && (bytes[offset + 8] ?? 0) >> 6 === 2;
}

export class ByteWriter {
  #bytes: Uint8Array;
  #length = 0;

  constructor(capacity = 128) {
    this.#bytes = new Uint8Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  #reserve(extra: number): void {
    if (this.#length + extra <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + extra));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }

  u8(value: number): this {
    this.#reserve(1);
    this.#bytes[this.#length] = value;
    this.#length += 1;
    return this;
  }

  /** Big-endian 16 bits. */
  u16(value: number): this {
    return this.u8(value >>> 8).u8(value & 0xff);
  }

  /** Unsigned LEB128 for integers up to 2^53 − 1. */
  varint(value: number): this {
    let rest = value;
    while (rest >= 0x80) {
      this.u8((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    return this.u8(rest);
  }

  /** Signed 32-bit value, small magnitudes short. */
  zigzag(value: number): this {
    return this.varint(((value << 1) ^ (value >> 31)) >>> 0);
  }

  raw(bytes: Uint8Array): this {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  uuid(uuid: string): this {
    return this.raw(uuidToBytes(uuid));
  }

  /** UTF-8 with its byte length before it. */
  text(value: string): this {
    const bytes = new TextEncoder().encode(value);
    return this.varint(bytes.length).raw(bytes);
  }

  /** A copy of what was written, of exactly its length. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}

const strictText = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export class ByteReader {
  readonly bytes: Uint8Array;
  readonly end: number;
  #offset: number;
  #fault: WireFault | null = null;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.#offset = start;
    this.end = end;
  }

  /** The first fault met, or null. Values read after a fault are zeros and must not be used. */
  get fault(): WireFault | null {
    return this.#fault;
  }

  get offset(): number {
    return this.#offset;
  }

  get remaining(): number {
    return this.#fault === null ? this.end - this.#offset : 0;
  }

  fail(fault: WireFault): 0 {
    this.#fault ??= fault;
    return 0;
  }

  u8(): number {
    if (this.#fault !== null || this.#offset >= this.end) return this.fail('truncated');
    const value = this.bytes[this.#offset] ?? 0;
    this.#offset += 1;
    return value;
  }

  u16(): number {
    const high = this.u8();
    return (high << 8) | this.u8();
  }

  /** Unsigned LEB128; refused above `max` or beyond 8 bytes. */
  varint(max: number): number {
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 8; count += 1) {
      const byte = this.u8();
      if (this.#fault !== null) return 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value <= max ? value : this.fail('range');
      scale *= 0x80;
    }
    return this.fail('range');
  }

  zigzag(): number {
    const value = this.varint(0xffff_ffff);
    return (value >>> 1) ^ -(value & 1);
  }

  uuid(): string {
    return bytesToUuid(this.raw(16));
  }

  /** A view (no copy) of the next `length` bytes; empty after a fault. */
  raw(length: number): Uint8Array {
    if (this.#fault !== null || this.#offset + length > this.end) {
      this.fail('truncated');
      return new Uint8Array(0);
    }
    const view = this.bytes.subarray(this.#offset, this.#offset + length);
    this.#offset += length;
    return view;
  }

  /** UTF-8 with its length before it; at most `maxCharacters` UTF-16 units, no control characters but tab and line feed. */
  text(maxCharacters: number): string {
    const length = this.varint(maxCharacters * 3);
    const bytes = this.raw(length);
    if (this.#fault !== null) return '';
    try {
      const value = strictText.decode(bytes);
      if (value.length > maxCharacters) this.fail('limit');
      if (hasControlCharacter(value)) this.fail('text');
      return value;
    } catch {
      this.fail('text');
      return '';
    }
  }

  /** Ends a decoder: the value when everything was well formed and used up, else the first fault. */
  finish<T>(value: T): Decoded<T> {
    if (this.#fault !== null) return refused(this.#fault);
    if (this.#offset !== this.end) return refused('trailing');
    return { ok: true, value };
  }
}

/** Control characters other than tab and line feed have no place in a note or a quotation. */
export function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if ((unit < 0x20 && unit !== 0x09 && unit !== 0x0a) || unit === 0x7f) return true;
  }
  return false;
}
