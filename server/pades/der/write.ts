/**
 * A DER builder (X.690 §10, §11): every value is made whole, with minimal lengths and sorted sets, so what leaves
 * here has exactly one encoding.
 */

/** Joins byte strings. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}

/** One element with a single-byte identifier. */
export function element(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of content) length += part.length;
  return concat([Uint8Array.from([tag, ...lengthBytes(length)]), ...content]);
}

export const sequence = (...items: readonly Uint8Array[]): Uint8Array => element(0x30, ...items);

/** Byte order of X.690 §11.6: shorter strings are compared as if padded with zeros. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** SET OF: the encodings in ascending order. `tag` is 0x31, or a context tag where the set is implicit. */
export function setOf(items: readonly Uint8Array[], tag = 0x31): Uint8Array {
  return element(tag, ...[...items].sort(compareBytes));
}

/** `[n]` constructed: EXPLICIT around one element, or IMPLICIT over the content of a constructed one. */
export const context = (n: number, ...content: readonly Uint8Array[]): Uint8Array => element(0xa0 | n, ...content);

/** `[n]` primitive: IMPLICIT over the content octets. */
export const contextPrimitive = (n: number, content: Uint8Array): Uint8Array => element(0x80 | n, content);

/** INTEGER from a number, a bigint, or unsigned big-endian bytes (serial numbers). */
export function integer(value: number | bigint | Uint8Array): Uint8Array {
  let bytes: number[];
  if (value instanceof Uint8Array) {
    bytes = [...value];
    while (bytes.length > 1 && bytes[0] === 0) bytes.shift();
    if (bytes.length === 0) bytes = [0];
  } else {
    let rest = BigInt(value);
    if (rest < 0n) throw new RangeError('negative integers do not occur in what is signed');
    bytes = [];
    do {
      bytes.unshift(Number(rest & 0xffn));
      rest >>= 8n;
    } while (rest > 0n);
  }
  if ((bytes[0] ?? 0) & 0x80) bytes.unshift(0);
  return element(0x02, Uint8Array.from(bytes));
}

/** OBJECT IDENTIFIER from dotted form; arcs of any size (UUID arcs have 128 bits). */
export function oid(dotted: string): Uint8Array {
  const arcs = dotted.split('.').map((arc) => BigInt(arc));
  const [first, second, ...rest] = arcs;
  if (first === undefined || second === undefined) throw new RangeError(`not an object identifier: ${dotted}`);
  const bytes: number[] = [];
  for (const arc of [first * 40n + second, ...rest]) {
    const groups: number[] = [Number(arc & 0x7fn)];
    for (let left = arc >> 7n; left > 0n; left >>= 7n) groups.unshift(Number(left & 0x7fn) | 0x80);
    bytes.push(...groups);
  }
  return element(0x06, Uint8Array.from(bytes));
}

export const boolean = (value: boolean): Uint8Array => element(0x01, Uint8Array.from([value ? 0xff : 0]));
export const nullValue = (): Uint8Array => Uint8Array.from([0x05, 0x00]);
export const octets = (bytes: Uint8Array): Uint8Array => element(0x04, bytes);

/** BIT STRING of whole octets, or of named bits with the trailing zero bits cut (X.690 §11.2.2). */
export function bitString(bytes: Uint8Array, unusedBits = 0): Uint8Array {
  return element(0x03, Uint8Array.from([unusedBits]), bytes);
}

/** BIT STRING of named bits, e.g. `keyUsage`: bit 0 is the highest bit of the first octet. */
export function namedBits(bits: readonly number[]): Uint8Array {
  const highest = Math.max(...bits);
  const bytes = new Uint8Array(Math.floor(highest / 8) + 1);
  for (const bit of bits) {
    const at = Math.floor(bit / 8);
    bytes[at] = (bytes[at] ?? 0) | (0x80 >> (bit % 8));
  }
  return bitString(bytes, 7 - (highest % 8));
}

/** UTF8String in NFC: names are compared byte by byte later on. */
export const utf8 = (text: string): Uint8Array => element(0x0c, new TextEncoder().encode(text.normalize('NFC')));

/** Time of X.509 (RFC 5280 §4.1.2.5): UTCTime until 2049, GeneralizedTime from 2050, whole seconds, UTC. */
export function time(at: Date): Uint8Array {
  const digits = at.toISOString().replace(/[-:T]/g, '').slice(0, 14);
  const early = at.getUTCFullYear() < 2050;
  return element(early ? 0x17 : 0x18, new TextEncoder().encode(`${early ? digits.slice(2) : digits}Z`));
}

export const generalizedTime = (at: Date): Uint8Array =>
  element(0x18, new TextEncoder().encode(`${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));
