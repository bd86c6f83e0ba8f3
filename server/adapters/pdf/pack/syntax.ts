import { PackFault } from './fault';

/** Values of a PDF file (ISO 32000-1, 7.3), read leniently and written again with other numbers of objects. */
export type Value = null | boolean | number | Name | Raw | Ref | Value[] | Dict;
export type Dict = Map<string, Value>;

/** A name as it is written, without its solidus: escapes stay. */
export class Name {
  constructor(readonly text: string) {}
}

/** Kept as it is written: strings with their brackets, numbers that are not whole. */
export class Raw {
  constructor(readonly text: string) {}
}

export class Ref {
  constructor(readonly num: number, readonly gen: number) {}
}

const MOST_DEPTH = 200;

const WHITE = 1;
const DELIMITER = 2;
const kinds = new Uint8Array(256);
for (const code of [0, 9, 10, 12, 13, 32]) kinds[code] = WHITE;
for (const char of '()<>[]{}/%') kinds[char.charCodeAt(0)] = DELIMITER;

const [PERCENT, OPEN, CLOSE, SOLIDUS, LESS, GREATER, LEFT, RIGHT, BACKSLASH] = [0x25, 0x28, 0x29, 0x2f, 0x3c, 0x3e, 0x5b, 0x5d, 0x5c];

/** Where the next token begins, behind blanks and comments. */
export function skipWhite(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (kinds[code] === WHITE) at += 1;
    else if (code === PERCENT) {
      while (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at += 1;
    } else return at;
  }
}

function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && kinds[text.charCodeAt(at)] === 0) at += 1;
  return at;
}

/** One reading of a text; `at` stands behind what was read. @throws PackFault `syntax`, `short` where the text ends too early. */
export class Reader {
  constructor(readonly text: string, public at = 0) {}

  value(depth = 0): Value {
    if (depth > MOST_DEPTH) throw new PackFault('syntax');
    const { text } = this;
    this.at = skipWhite(text, this.at);
    const start = this.at;
    const code = text.charCodeAt(start);
    if (code === SOLIDUS) {
      this.at = wordEnd(text, start + 1);
      return new Name(text.slice(start + 1, this.at));
    }
    if (code === LESS) return text.charCodeAt(start + 1) === LESS ? this.dict(depth) : this.hex();
    if (code === LEFT) return this.array(depth);
    if (code === OPEN) return this.string();
    return this.word();
  }

  /** The word that stands here, empty before a delimiter. */
  keyword(): string {
    const start = skipWhite(this.text, this.at);
    this.at = wordEnd(this.text, start);
    return this.text.slice(start, this.at);
  }

  private word(): Value {
    const start = this.at;
    const end = wordEnd(this.text, start);
    if (end >= this.text.length) throw new PackFault('short');
    const word = this.text.slice(start, end);
    this.at = end;
    if (/^\d{1,10}$/u.test(word)) return this.reference(Number(word)) ?? Number(word);
    if (/^[+-]?\d+$/u.test(word)) return Number(word);
    if (/^[+-]*\d*\.?\d*(?:-\d*)?$/u.test(word) && /\d/u.test(word)) return new Raw(word);
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    throw new PackFault('syntax');
  }

  /** `12 0 R`; steps back where it is only a number. */
  private reference(num: number): Ref | null {
    const { text } = this;
    const at = skipWhite(text, this.at);
    const end = wordEnd(text, at);
    if (end === at || end - at > 5) return null;
    const gen = text.slice(at, end);
    if (!/^\d+$/u.test(gen)) return null;
    const last = skipWhite(text, end);
    if (text.charCodeAt(last) !== 0x52 || wordEnd(text, last) !== last + 1) return null;
    this.at = last + 1;
    return new Ref(num, Number(gen));
  }

  private dict(depth: number): Dict {
    const { text } = this;
    const entries: Dict = new Map();
    this.at += 2;
    for (;;) {
      this.at = skipWhite(text, this.at);
      const code = text.charCodeAt(this.at);
      if (code === GREATER && text.charCodeAt(this.at + 1) === GREATER) break;
      if (code !== SOLIDUS) throw new PackFault(this.at + 1 >= text.length ? 'short' : 'syntax');
      const end = wordEnd(text, this.at + 1);
      const key = text.slice(this.at + 1, end);
      this.at = end;
      entries.set(key, this.value(depth + 1));
    }
    this.at += 2;
    return entries;
  }

  private array(depth: number): Value[] {
    const items: Value[] = [];
    this.at += 1;
    for (;;) {
      this.at = skipWhite(this.text, this.at);
      if (this.text.charCodeAt(this.at) === RIGHT) break;
      if (this.at >= this.text.length) throw new PackFault('short');
      items.push(this.value(depth + 1));
    }
    this.at += 1;
    return items;
  }

  private hex(): Raw {
    const end = this.text.indexOf('>', this.at);
    if (end < 0) throw new PackFault('short');
    const raw = this.text.slice(this.at, end + 1);
    this.at = end + 1;
    return new Raw(raw);
  }

  private string(): Raw {
    const { text } = this;
    const start = this.at;
    let depth = 0;
    for (let at = start; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === BACKSLASH) at += 1;
      else if (code === OPEN) depth += 1;
      else if (code === CLOSE && (depth -= 1) === 0) {
        this.at = at + 1;
        return new Raw(text.slice(start, this.at));
      }
    }
    throw new PackFault('short');
  }
}

/** Where a reference leads in the file that is written; 0 writes null. */
export type Renumber = (ref: Ref) => number;

const NOWHERE: Renumber = () => 0;

/** The value in PDF syntax, in one piece of text whose characters are bytes. */
export function write(value: Value, renumber: Renumber = NOWHERE): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Name) return `/${value.text}`;
  if (value instanceof Raw) return value.text;
  if (value instanceof Ref) {
    const num = renumber(value);
    return num === 0 ? 'null' : `${num} 0 R`;
  }
  if (Array.isArray(value)) return `[${value.map((item) => write(item, renumber)).join(' ')}]`;
  let out = '<<';
  for (const [key, entry] of value) out += `/${key} ${write(entry, renumber)} `;
  return `${out}>>`;
}

/** Without exponent, at most four decimals. */
export const numberText = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(4).replace(/\.?0+$/u, ''));

/** A value as a number; undefined where it is none. */
export function numberOf(value: Value | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (!(value instanceof Raw) || value.text.startsWith('(') || value.text.startsWith('<')) return undefined;
  const found = Number.parseFloat(value.text.replace(/^[+-]*(?=[-.\d])/u, (signs) => (signs.includes('-') ? '-' : '')));
  return Number.isFinite(found) ? found : undefined;
}

export const isName = (value: Value | undefined, text: string): boolean => value instanceof Name && value.text === text;
export const isDict = (value: Value | undefined): value is Dict => value instanceof Map;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Bytes of a string as characters; of a name its text. Two spellings of one key are the same here. */
export function keyText(value: Value): string | null {
  if (value instanceof Name) return value.text.replace(/#([0-9a-f]{2})/giu, (_all, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  if (!(value instanceof Raw)) return null;
  if (value.text.startsWith('<')) return Buffer.from(value.text.replace(/[^0-9a-f]/giu, '').replace(/^((?:..)*.)$/u, '$10'), 'hex').toString('latin1');
  if (!value.text.startsWith('(')) return null;
  return value.text.slice(1, -1).replace(/\\(\r\n|[\s\S])((?<=[0-7])[0-7]{0,2})?/gu, (_all, char: string, more = '') => {
    if (/[0-7]/u.test(char)) return String.fromCharCode(Number.parseInt(char + String(more), 8) & 0xff);
    return /[\r\n]/u.test(char) ? '' : (ESCAPES[char] ?? char);
  });
}

/** A text string: UTF-16BE in hexadecimal, or ASCII as it is; always NFC. */
export function textString(text: string): string {
  const clean = text.normalize('NFC');
  if (/^[\x20-\x7e]*$/u.test(clean)) return `(${clean.replace(/[()\\]/gu, '\\$&')})`;
  return `<FEFF${Buffer.from(clean, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}
