/**
 * A row as one line of text, the same whichever engine keeps it: that of PostgreSQL's COPY, with every value written one way only.
 * Digests are taken over these lines, so that two engines can be held against each other.
 */

/** What a column holds, whatever its type is called. */
export type Kind = 'text' | 'integer' | 'real' | 'boolean' | 'moment' | 'bytes';

/** A value as SQLite gives it: whole numbers as `bigint`. */
export type Value = string | number | bigint | Uint8Array | null;

const NOTHING = '\\N';
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f', '\v': '\\v' };
const ESCAPED = new Map(Object.entries(ESCAPES).map(([letter, written]) => [written, letter]));
// A letter zero has no place in a text of PostgreSQL.
const ZERO = /\0/u;
/** As the mapper writes it, to the millisecond. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/u;

function bitsOf(value: number): string {
  const bytes = Buffer.allocUnsafe(8);
  // SQLite knows no zero below zero.
  bytes.writeDoubleBE(value + 0);
  return bytes.toString('hex');
}

/** A field of a line; null where the value is not of that kind. A real stands as its bits: engines write them in different words. */
const WRITERS: Readonly<Record<Kind, (value: NonNullable<Value>) => string | null>> = {
  text: (value) => (typeof value === 'string' && !ZERO.test(value) ? value.replace(/[\\\n\r\t\b\f\v]/gu, (letter) => ESCAPES[letter] ?? letter) : null),
  integer: (value) => (typeof value === 'bigint' ? value.toString() : null),
  real: (value) => (typeof value === 'number' ? bitsOf(value) : null),
  boolean: (value) => (value === 1n ? 't' : value === 0n ? 'f' : null),
  moment: (value) => (typeof value === 'string' && MOMENT.test(value) ? value : null),
  bytes: (value) => (value instanceof Uint8Array ? `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}` : null),
};

const READERS: Readonly<Record<Kind, (field: string) => Value>> = {
  text: (field) => (field.includes('\\') ? field.replace(/\\./gsu, (written) => ESCAPED.get(written) ?? written) : field),
  integer: BigInt,
  real: (field) => Buffer.from(field, 'hex').readDoubleBE(),
  boolean: (field) => (field === 't' ? 1n : 0n),
  moment: (field) => field,
  bytes: (field) => Buffer.from(field.slice(3), 'hex'),
};

/** A value that its column cannot have on the other engine. */
export class UnfitValue extends Error {
  /** Place of the column. */
  readonly column: number;
  constructor(column: number) {
    super(`the value of column ${column} is not of its kind`);
    this.name = 'UnfitValue';
    this.column = column;
  }
}

/** @throws UnfitValue where a value is not of its kind, and would not come back as it went. */
export function lineOf(values: readonly Value[], kinds: readonly Kind[]): string {
  let line = '';
  for (const [place, kind] of kinds.entries()) {
    const value = values[place] ?? null;
    const field = value === null ? NOTHING : WRITERS[kind](value);
    if (field === null) throw new UnfitValue(place);
    line += place === 0 ? field : `\t${field}`;
  }
  return `${line}\n`;
}

/** The same as COPY takes it in, where a real is a number in words again. */
export function copyLineOf(line: string, values: readonly Value[], kinds: readonly Kind[]): string {
  const fields = line.slice(0, -1).split('\t');
  for (const [place, kind] of kinds.entries()) if (kind === 'real' && typeof values[place] === 'number') fields[place] = String(values[place]);
  return `${fields.join('\t')}\n`;
}

/** @param line without its end. */
export const valuesOf = (line: string, kinds: readonly Kind[]): Value[] => {
  const fields = line.split('\t');
  return kinds.map((kind, place) => {
    const field = fields[place] ?? NOTHING;
    return field === NOTHING ? null : READERS[kind](field);
  });
};
