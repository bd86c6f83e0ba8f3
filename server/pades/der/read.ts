/**
 * A strict DER reader (X.690 §10): definite minimal lengths only, depth and element caps, views into the given bytes.
 * Whatever is not DER is refused with {@link DerError}; nothing is repaired.
 */
export class DerError extends Error {
  override readonly name = 'DerError';
}

/** One element; `bytes` is the whole encoding, `content` its content octets, both views. */
export interface Der {
  /** Identifier octet: class, constructed bit and number (tags above 30 do not occur in what is read here). */
  readonly tag: number;
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
  /** Elements of a constructed value; empty for a primitive. */
  readonly children: readonly Der[];
}

const MAX_DEPTH = 40;
const MAX_ELEMENTS = 200_000;

interface Counter {
  elements: number;
}

function readElement(source: Uint8Array, start: number, limit: number, depth: number, counter: Counter): Der {
  if (depth > MAX_DEPTH) throw new DerError('nested too deeply');
  counter.elements += 1;
  if (counter.elements > MAX_ELEMENTS) throw new DerError('too many elements');
  const tag = source[start];
  const first = source[start + 1];
  if (tag === undefined || first === undefined || start + 2 > limit) throw new DerError('cut short');
  if ((tag & 0x1f) === 0x1f) throw new DerError('long tag');
  let length = first;
  let at = start + 2;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0) throw new DerError('indefinite length');
    if (count > 4 || at + count > limit) throw new DerError('length out of bounds');
    length = 0;
    for (let i = 0; i < count; i += 1) length = length * 256 + (source[at + i] ?? 0);
    if (length < 0x80 || (source[at] ?? 0) === 0) throw new DerError('length not minimal');
    at += count;
  }
  const end = at + length;
  if (end > limit) throw new DerError('length out of bounds');
  const children: Der[] = [];
  if (tag & 0x20) {
    for (let next = at; next < end;) {
      const child = readElement(source, next, end, depth + 1, counter);
      children.push(child);
      next += child.bytes.length;
    }
  }
  return { tag, bytes: source.subarray(start, end), content: source.subarray(at, end), children };
}

/** Reads the element at the start of `source`; bytes after it are the caller's to judge. */
export function readDerPrefix(source: Uint8Array): Der {
  return readElement(source, 0, source.length, 0, { elements: 0 });
}

/** Reads one element that must fill `source`. */
export function readDer(source: Uint8Array): Der {
  const der = readDerPrefix(source);
  if (der.bytes.length !== source.length) throw new DerError('bytes after the element');
  return der;
}

/** The child at `index`, of the given identifier octet where one is asked. */
export function child(of: Der, index: number, tag?: number): Der {
  const found = of.children[index];
  if (!found) throw new DerError('element missing');
  if (tag !== undefined && found.tag !== tag) throw new DerError(`tag ${found.tag.toString(16)} instead of ${tag.toString(16)}`);
  return found;
}

export function expectTag(der: Der, tag: number): Der {
  if (der.tag !== tag) throw new DerError(`tag ${der.tag.toString(16)} instead of ${tag.toString(16)}`);
  return der;
}

/** Dotted form of an OBJECT IDENTIFIER. */
export function oidText(der: Der): string {
  expectTag(der, 0x06);
  if (der.content.length === 0 || der.content.length > 64) throw new DerError('bad object identifier');
  const arcs: bigint[] = [];
  let value = 0n;
  let fresh = true;
  for (const byte of der.content) {
    if (fresh && byte === 0x80) throw new DerError('object identifier not minimal');
    value = (value << 7n) | BigInt(byte & 0x7f);
    fresh = (byte & 0x80) === 0;
    if (fresh) {
      arcs.push(value);
      value = 0n;
    }
  }
  if (!fresh) throw new DerError('object identifier cut short');
  const first = arcs[0] ?? 0n;
  const top = first < 40n ? 0n : first < 80n ? 1n : 2n;
  return [top, first - top * 40n, ...arcs.slice(1)].join('.');
}

/** Value of a small non-negative INTEGER. */
export function smallInteger(der: Der): number {
  expectTag(der, 0x02);
  checkInteger(der);
  if (der.content.length > 6 || (der.content[0] ?? 0) & 0x80) throw new DerError('integer out of bounds');
  let value = 0;
  for (const byte of der.content) value = value * 256 + byte;
  return value;
}

/** Refuses an INTEGER with superfluous leading octets. */
export function checkInteger(der: Der): void {
  const [a, b] = der.content;
  if (a === undefined) throw new DerError('empty integer');
  if (b !== undefined && ((a === 0 && b < 0x80) || (a === 0xff && b >= 0x80))) throw new DerError('integer not minimal');
}

/** Lower-case hexadecimal of an INTEGER's content, for serial numbers. */
export function integerHex(der: Der): string {
  expectTag(der, 0x02);
  checkInteger(der);
  return Buffer.from(der.content).toString('hex');
}

export function booleanValue(der: Der): boolean {
  expectTag(der, 0x01);
  const value = der.content[0];
  if (der.content.length !== 1 || (value !== 0 && value !== 0xff)) throw new DerError('bad boolean');
  return value === 0xff;
}

/** Octets of a BIT STRING that holds whole octets. */
export function bitOctets(der: Der): Uint8Array {
  expectTag(der, 0x03);
  if (der.content[0] !== 0) throw new DerError('bit string not of whole octets');
  return der.content.subarray(1);
}

/** Numbers of the bits set in a BIT STRING of named bits. */
export function bitNumbers(der: Der): Set<number> {
  expectTag(der, 0x03);
  const bits = new Set<number>();
  for (let i = 1; i < der.content.length; i += 1) {
    for (let bit = 0; bit < 8; bit += 1) if ((der.content[i] ?? 0) & (0x80 >> bit)) bits.add((i - 1) * 8 + bit);
  }
  return bits;
}

/** UTCTime or GeneralizedTime in UTC (fractions of a second allowed in the latter). */
export function timeValue(der: Der): Date {
  const text = Buffer.from(der.content).toString('latin1');
  let match: RegExpExecArray | null = null;
  let year = 0;
  if (der.tag === 0x17) {
    match = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/.exec(text);
    const short = Number(match?.[1]);
    year = short < 50 ? 2000 + short : 1900 + short;
  } else if (der.tag === 0x18) {
    match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d{1,9})?Z$/.exec(text);
    year = Number(match?.[1]);
  }
  if (!match) throw new DerError('bad time');
  const [, , month, day, hour, minute, second] = match;
  const at = new Date(Date.UTC(year, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second ?? 0)));
  if (Number.isNaN(at.getTime()) || at.getUTCDate() !== Number(day)) throw new DerError('bad time');
  return at;
}

/** Text of any of the string types that occur in names. */
export function stringValue(der: Der): string {
  const bytes = Buffer.from(der.content);
  switch (der.tag) {
    case 0x0c:
      return new TextDecoder('utf-8', { fatal: false }).decode(bytes).normalize('NFC');
    case 0x1e: {
      if (bytes.length % 2) throw new DerError('bad BMPString');
      return Buffer.from(bytes).swap16().toString('utf16le').normalize('NFC');
    }
    case 0x12:
    case 0x13:
    case 0x14:
    case 0x16:
    case 0x1a:
      return bytes.toString('latin1');
    default:
      throw new DerError('not a string');
  }
}

/** True where the encodings stand in the order DER asks of a SET OF. */
export function isSortedSet(items: readonly Der[]): boolean {
  return items.every((item, i) => i === 0 || Buffer.compare(items[i - 1]?.bytes ?? item.bytes, item.bytes) <= 0);
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}
