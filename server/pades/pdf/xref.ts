import { PdfError } from './budget';
import type { Budget } from './budget';
import { decodeStream } from './filters';
import { Lexer, isWhite } from './lexer';
import { isObjectKind } from './objects';
import type { PdfDict, PdfObject, PdfStream } from './objects';

/** Where an object lies, as one cross-reference section says. */
export type XrefEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'offset'; readonly offset: number; readonly gen: number }
  | { readonly kind: 'packed'; readonly container: number; readonly index: number };

/** One cross-reference table or stream with its trailer. */
export interface XrefSection {
  readonly kind: 'table' | 'stream';
  /** Offset of `xref`, or of the stream object. */
  readonly start: number;
  /** Offset after `%%EOF`. */
  readonly eof: number;
  /** What its `startxref` says. */
  readonly startxref: number;
  readonly entries: ReadonlyMap<number, XrefEntry>;
  /** Entries of the stream a hybrid table points to (/XRefStm). */
  readonly hidden: ReadonlyMap<number, XrefEntry> | null;
  readonly trailer: PdfDict;
  readonly prev: number | null;
  /** Offsets of the cross-reference streams this section consists of. */
  readonly streams: readonly number[];
  readonly subsections: readonly (readonly [first: number, count: number])[];
}

const MAX_OBJECT_NUMBER = 8_388_607;

/** An indirect object at an offset: header, value, `endobj`. `lengthOf` resolves an indirect /Length. */
export interface IndirectObject {
  readonly num: number;
  readonly gen: number;
  readonly value: PdfObject;
  readonly end: number;
}

export function readIndirect(
  bytes: Uint8Array,
  offset: number,
  budget: Budget,
  lengthOf: (value: PdfObject | undefined) => number,
): IndirectObject {
  if (offset < 0 || offset >= bytes.length) throw new PdfError('pdf.object', offset);
  const lexer = new Lexer(bytes, offset, budget);
  const num = lexer.integer();
  const gen = lexer.integer();
  lexer.expect('obj');
  const value = lexer.value();
  if (!isObjectKind(value, 'dict') || !lexer.accept('stream')) {
    lexer.expect('endobj');
    return { num, gen, value, end: lexer.at };
  }
  let at = lexer.at;
  if (bytes[at] === 13 && bytes[at + 1] === 10) at += 2;
  else if (bytes[at] === 10) at += 1;
  else throw new PdfError('pdf.stream', at);
  const length = lengthOf(value.entries.get('Length'));
  if (!Number.isSafeInteger(length) || length < 0 || at + length > bytes.length) throw new PdfError('pdf.stream', at);
  const data = bytes.subarray(at, at + length);
  lexer.at = at + length;
  for (let spaces = 0; spaces < 3 && isWhite(bytes[lexer.at]); spaces += 1) lexer.at += 1;
  if (!lexer.accept('endstream')) throw new PdfError('pdf.stream', lexer.at);
  lexer.expect('endobj');
  return { num, gen, value: { kind: 'stream', dict: value, data }, end: lexer.at };
}

/** Decimal digits of fixed width, or -1. */
function fixed(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let i = at; i < at + width; i += 1) {
    const digit = (bytes[i] ?? 0) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function readTable(lexer: Lexer, budget: Budget): Pick<XrefSection, 'entries' | 'subsections'> {
  const { bytes } = lexer;
  const entries = new Map<number, XrefEntry>();
  const subsections: (readonly [number, number])[] = [];
  while (!lexer.accept('trailer')) {
    const first = lexer.integer();
    const count = lexer.integer();
    if (first + count > MAX_OBJECT_NUMBER || count * 19 > bytes.length - lexer.at) throw new PdfError('pdf.xref', lexer.at);
    budget.spend(count);
    subsections.push([first, count]);
    lexer.skip();
    for (let i = 0; i < count; i += 1) {
      const at = lexer.at;
      const offset = fixed(bytes, at, 10);
      const gen = fixed(bytes, at + 11, 5);
      const use = bytes[at + 17];
      if (offset < 0 || gen < 0 || bytes[at + 10] !== 32 || bytes[at + 16] !== 32) throw new PdfError('pdf.xref', at);
      if (use !== 0x6e && use !== 0x66) throw new PdfError('pdf.xref', at);
      lexer.at = at + 18;
      // 20 bytes by the standard; a single end-of-line byte is a common and unambiguous slip.
      if (!isWhite(bytes[lexer.at])) throw new PdfError('pdf.xref', at);
      while (isWhite(bytes[lexer.at])) lexer.at += 1;
      if (entries.has(first + i)) throw new PdfError('pdf.xref', at);
      entries.set(first + i, use === 0x6e ? { kind: 'offset', offset, gen } : { kind: 'free' });
    }
  }
  return { entries, subsections };
}

const integers = (value: PdfObject | undefined): number[] | null => {
  if (!isObjectKind(value, 'array')) return null;
  const numbers = value.items.filter((item): item is number => typeof item === 'number' && Number.isInteger(item) && item >= 0);
  return numbers.length === value.items.length ? numbers : null;
};

function readStreamEntries(stream: PdfStream, budget: Budget): Pick<XrefSection, 'entries' | 'subsections'> {
  const widths = integers(stream.dict.entries.get('W'));
  const size = stream.dict.entries.get('Size');
  if (!widths || widths.length !== 3 || widths.some((w) => w > 8) || typeof size !== 'number') throw new PdfError('pdf.xref');
  const [w0 = 0, w1 = 0, w2 = 0] = widths;
  const index = stream.dict.entries.has('Index') ? integers(stream.dict.entries.get('Index')) : [0, size];
  if (!index || index.length % 2) throw new PdfError('pdf.xref');
  const data = decodeStream(stream, budget);
  const entries = new Map<number, XrefEntry>();
  const subsections: (readonly [number, number])[] = [];
  let at = 0;
  const field = (width: number, standard: number): number => {
    if (width === 0) return standard;
    let value = 0;
    for (let i = 0; i < width; i += 1) value = value * 256 + (data[at + i] ?? 0);
    at += width;
    return value;
  };
  for (let pair = 0; pair < index.length; pair += 2) {
    const [first = 0, count = 0] = index.slice(pair, pair + 2);
    if (first + count > MAX_OBJECT_NUMBER || at + count * (w0 + w1 + w2) > data.length) throw new PdfError('pdf.xref');
    budget.spend(count);
    subsections.push([first, count]);
    for (let i = 0; i < count; i += 1) {
      const type = field(w0, 1);
      const second = field(w1, 0);
      const third = field(w2, 0);
      if (entries.has(first + i)) throw new PdfError('pdf.xref');
      if (type === 0) entries.set(first + i, { kind: 'free' });
      else if (type === 1) entries.set(first + i, { kind: 'offset', offset: second, gen: third });
      else if (type === 2) entries.set(first + i, { kind: 'packed', container: second, index: third });
      else throw new PdfError('pdf.xref');
    }
  }
  return { entries, subsections };
}

/** `startxref`, the number, `%%EOF`; nothing but white space between. */
function readEnd(lexer: Lexer): { startxref: number; eof: number } {
  lexer.expect('startxref');
  const startxref = lexer.integer();
  while (isWhite(lexer.bytes[lexer.at])) lexer.at += 1;
  if (Buffer.from(lexer.bytes.subarray(lexer.at, lexer.at + 5)).toString('latin1') !== '%%EOF') throw new PdfError('pdf.xref', lexer.at);
  return { startxref, eof: lexer.at + 5 };
}

const directLength = (value: PdfObject | undefined): number => {
  // The table that would resolve it is the one being read.
  if (typeof value !== 'number') throw new PdfError('pdf.xref');
  return value;
};

function previous(trailer: PdfDict): number | null {
  const prev = trailer.entries.get('Prev');
  // Some makers write 0 where there is none: nothing of a file begins there but its header.
  if (prev === undefined || prev === 0) return null;
  if (typeof prev !== 'number' || !Number.isSafeInteger(prev) || prev < 0) throw new PdfError('pdf.xref');
  return prev;
}

/** Reads the section at an offset. */
export function readSection(bytes: Uint8Array, start: number, budget: Budget): XrefSection {
  if (start <= 0 || start >= bytes.length) throw new PdfError('pdf.xref', start);
  const lexer = new Lexer(bytes, start, budget);
  if (lexer.accept('xref')) {
    const { entries, subsections } = readTable(lexer, budget);
    const trailer = lexer.value();
    if (!isObjectKind(trailer, 'dict')) throw new PdfError('pdf.xref', start);
    const stm = trailer.entries.get('XRefStm');
    const end = readEnd(lexer);
    let hidden: ReadonlyMap<number, XrefEntry> | null = null;
    const streams: number[] = [];
    if (stm !== undefined) {
      if (typeof stm !== 'number') throw new PdfError('pdf.xref', start);
      const object = readIndirect(bytes.subarray(0, end.eof), stm, budget, directLength);
      if (!isObjectKind(object.value, 'stream')) throw new PdfError('pdf.xref', stm);
      hidden = readStreamEntries(object.value, budget).entries;
      streams.push(stm);
    }
    return { kind: 'table', start, ...end, entries, hidden, trailer, prev: previous(trailer), streams, subsections };
  }
  const object = readIndirect(bytes, start, budget, directLength);
  const stream = object.value;
  if (!isObjectKind(stream, 'stream')) throw new PdfError('pdf.xref', start);
  const type = stream.dict.entries.get('Type');
  if (!isObjectKind(type, 'name') || type.value !== 'XRef') throw new PdfError('pdf.xref', start);
  lexer.at = object.end;
  return {
    kind: 'stream',
    start,
    ...readEnd(lexer),
    ...readStreamEntries(stream, budget),
    hidden: null,
    trailer: stream.dict,
    prev: previous(stream.dict),
    streams: [start],
  };
}
