/** The values of a PDF file (ISO 32000-1, 7.3), as plain data. Names and keys are decoded (`#20` → space). */
export type PdfObject = null | boolean | number | PdfName | PdfString | PdfArray | PdfDict | PdfStream | PdfRef;

export interface PdfName {
  readonly kind: 'name';
  readonly value: string;
}

export interface PdfString {
  readonly kind: 'string';
  readonly bytes: Uint8Array;
  /** Hexadecimal form: `start` is the offset of `<`, `end` the one after `>`. */
  readonly hex: boolean;
  readonly start: number;
  readonly end: number;
}

export interface PdfArray {
  readonly kind: 'array';
  readonly items: readonly PdfObject[];
}

export interface PdfDict {
  readonly kind: 'dict';
  readonly entries: ReadonlyMap<string, PdfObject>;
}

export interface PdfStream {
  readonly kind: 'stream';
  readonly dict: PdfDict;
  /** The encoded data as it lies in the file. */
  readonly data: Uint8Array;
}

export interface PdfRef {
  readonly kind: 'ref';
  readonly num: number;
  readonly gen: number;
}

export const name = (value: string): PdfName => ({ kind: 'name', value });
export const ref = (num: number, gen = 0): PdfRef => ({ kind: 'ref', num, gen });
export const array = (items: readonly PdfObject[]): PdfArray => ({ kind: 'array', items });
export const dict = (entries: Readonly<Record<string, PdfObject | undefined>>): PdfDict => ({
  kind: 'dict',
  entries: new Map(Object.entries(entries).filter((entry): entry is [string, PdfObject] => entry[1] !== undefined)),
});

/** The dictionary with some entries replaced, added, or (undefined) removed; the order of the others stays. */
export function withEntries(of: PdfDict, changes: Readonly<Record<string, PdfObject | undefined>>): PdfDict {
  const entries = new Map(of.entries);
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) entries.delete(key);
    else entries.set(key, value);
  }
  return { kind: 'dict', entries };
}

/** A text string: PDFDocEncoding where ASCII suffices, else UTF-16BE with its mark, always NFC. */
export function textString(text: string): PdfString {
  const clean = text.normalize('NFC');
  // Only printable ASCII is the same in PDFDocEncoding.
  const bytes = /^[\x20-\x7e]*$/.test(clean)
    ? Buffer.from(clean, 'latin1')
    : Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(clean, 'utf16le').swap16()]);
  return { kind: 'string', bytes, hex: false, start: 0, end: 0 };
}

/** Text of a text string: UTF-16BE, UTF-8 (PDF 2.0) or PDFDocEncoding (read as Latin-1: enough for names and reasons). */
export function decodeText(value: PdfString): string {
  const bytes = Buffer.from(value.bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const body = Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)));
    return body.swap16().toString('utf16le').normalize('NFC');
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3).toString('utf8').normalize('NFC');
  return bytes.toString('latin1');
}

export const isObjectKind = <K extends 'name' | 'string' | 'array' | 'dict' | 'stream' | 'ref'>(
  value: PdfObject | undefined,
  kind: K,
): value is Extract<PdfObject, { kind: K }> => typeof value === 'object' && value !== null && value.kind === kind;

export const isName = (value: PdfObject | undefined, text: string): boolean => isObjectKind(value, 'name') && value.value === text;

/** A canonical text of a value: equal texts mean equal values, whatever the spelling in the file. */
export function canonical(value: PdfObject, depth = 0): string {
  if (depth > 200) return '…';
  if (value === null || typeof value !== 'object') return String(value);
  switch (value.kind) {
    case 'name':
      return `/${encodeURIComponent(value.value)}`;
    case 'string':
      return `<${Buffer.from(value.bytes).toString('hex')}>`;
    case 'ref':
      return `${value.num} ${value.gen} R`;
    case 'array':
      return `[${value.items.map((item) => canonical(item, depth + 1)).join(' ')}]`;
    case 'dict':
      return canonicalDict(value, depth);
    case 'stream':
      return `${canonicalDict(value.dict, depth)}stream:${Buffer.from(value.data).toString('latin1')}`;
  }
}

function canonicalDict(value: PdfDict, depth: number): string {
  const parts = [...value.entries].filter(([, entry]) => entry !== null).sort(([a], [b]) => (a < b ? -1 : 1));
  return `<<${parts.map(([key, entry]) => `/${encodeURIComponent(key)} ${canonical(entry, depth + 1)}`).join('')}>>`;
}

/** Same value; streams compare their encoded bytes. */
export function sameObject(a: PdfObject, b: PdfObject): boolean {
  if (isObjectKind(a, 'stream') && isObjectKind(b, 'stream')) {
    return Buffer.compare(a.data, b.data) === 0 && canonicalDict(a.dict, 0) === canonicalDict(b.dict, 0);
  }
  return canonical(a) === canonical(b);
}
