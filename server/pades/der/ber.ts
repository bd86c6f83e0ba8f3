import { DerError } from './read';

/**
 * BER as other makers write it (X.690 §8): indefinite lengths, long forms of short lengths, strings in pieces. Turned into DER
 * where it differs and copied byte for byte where it does not, so that what was signed inside it stays as it was signed.
 */
interface Element {
  readonly der: Uint8Array;
  /** Octets read, with end-of-contents. */
  readonly read: number;
  /** True where `der` is a copy of what was read. */
  readonly same: boolean;
}

const MAX_DEPTH = 40;
const MAX_ELEMENTS = 200_000;
const CONSTRUCTED = 0x20;
/** String types whose pieces are joined: BIT STRING aside, which nobody sends in pieces. */
const OCTET_STRING = 0x04;

function lengthOctets(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const out: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) out.unshift(rest % 256);
  return Uint8Array.of(0x80 | out.length, ...out);
}

const element = (tag: number, content: Uint8Array): Uint8Array => Buffer.concat([Uint8Array.of(tag), lengthOctets(content.length), content]);

function contentOf(der: Uint8Array): Uint8Array {
  const first = der[1] ?? 0;
  return der.subarray(first < 0x80 ? 2 : 2 + (first & 0x7f));
}

function read(source: Uint8Array, start: number, limit: number, depth: number, counter: { elements: number }): Element {
  counter.elements += 1;
  if (depth > MAX_DEPTH || counter.elements > MAX_ELEMENTS) throw new DerError('nested too deeply');
  const tag = source[start];
  const first = source[start + 1];
  if (tag === undefined || first === undefined || start + 2 > limit || (tag & 0x1f) === 0x1f) throw new DerError('cut short');
  const indefinite = first === 0x80;
  if (indefinite && (tag & CONSTRUCTED) === 0) throw new DerError('indefinite length of a primitive');
  let length = first;
  let at = start + 2;
  if (first > 0x80) {
    const count = first & 0x7f;
    if (count > 4 || at + count > limit) throw new DerError('length out of bounds');
    length = 0;
    for (let i = 0; i < count; i += 1) length = length * 256 + (source[at + i] ?? 0);
    at += count;
  }
  const end = indefinite ? limit : at + length;
  if (end > limit) throw new DerError('length out of bounds');
  if ((tag & CONSTRUCTED) === 0) {
    const minimal = at - start - 1 === lengthOctets(length).length;
    return { der: minimal ? source.subarray(start, end) : element(tag, source.subarray(at, end)), read: end - start, same: minimal };
  }
  const children: Element[] = [];
  let next = at;
  while (indefinite ? source[next] !== 0 || source[next + 1] !== 0 : next < end) {
    if (next >= end) throw new DerError('cut short');
    const found = read(source, next, end, depth + 1, counter);
    children.push(found);
    next += found.read;
  }
  const total = next + (indefinite ? 2 : 0) - start;
  if (start + total > limit) throw new DerError('cut short');
  if (tag === (OCTET_STRING | CONSTRUCTED)) {
    if (children.some(({ der }) => der[0] !== OCTET_STRING)) throw new DerError('pieces of another type');
    return { der: element(OCTET_STRING, Buffer.concat(children.map(({ der }) => contentOf(der)))), read: total, same: false };
  }
  const minimal = !indefinite && at - start - 1 === lengthOctets(length).length;
  if (minimal && children.every(({ same }) => same)) return { der: source.subarray(start, next), read: total, same: true };
  return { der: element(tag, Buffer.concat(children.map(({ der }) => der))), read: total, same: false };
}

/** The element at the start of `source` as DER, and how many octets of `source` it took. @throws DerError */
export function derFromBer(source: Uint8Array): { der: Uint8Array; read: number } {
  return read(source, 0, source.length, 0, { elements: 0 });
}
