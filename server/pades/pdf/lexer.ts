import { PdfError } from './budget';
import type { Budget } from './budget';
import type { PdfDict, PdfObject, PdfString } from './objects';

const MAX_DEPTH = 200;
const MAX_WORD = 4096;
/** Class of each byte (7.2.2): 0 regular, 1 white space, 2 delimiter. A table, because every byte passes here. */
const CLASS = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) CLASS[byte] = 1;
for (const char of '()<>[]{}/%') CLASS[char.charCodeAt(0)] = 2;

export const isWhite = (byte: number | undefined): boolean => byte !== undefined && CLASS[byte] === 1;

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 48 && byte <= 57) return byte - 48;
  if (byte >= 65 && byte <= 70) return byte - 55;
  if (byte >= 97 && byte <= 102) return byte - 87;
  return -1;
}

/** Reads values of ISO 32000-1, 7.3 at a position. Strict: duplicate keys, unknown words and open ends are refused. */
export class Lexer {
  readonly bytes: Uint8Array;
  at: number;
  readonly end: number;
  private readonly budget: Budget;

  constructor(bytes: Uint8Array, at: number, budget: Budget, end = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
    this.budget = budget;
  }

  /** Steps over white space and comments. */
  skip(): void {
    const start = this.at;
    while (this.at < this.end) {
      const byte = this.bytes[this.at] ?? 0;
      if (byte === 0x25) {
        while (this.at < this.end && this.bytes[this.at] !== 10 && this.bytes[this.at] !== 13) this.at += 1;
      } else if (isWhite(byte)) this.at += 1;
      else break;
    }
    this.walked(start);
  }

  /** Counts a stretch of bytes as work: many entries may lead into the same one. */
  private walked(start: number): void {
    const units = (this.at - start) >> 4;
    if (units > 0) this.budget.spend(units);
  }

  /** The regular characters from here on. */
  private word(): string {
    const start = this.at;
    while (this.at < this.end) {
      if (CLASS[this.bytes[this.at] ?? 0] !== 0) break;
      this.at += 1;
      if (this.at - start > MAX_WORD) throw new PdfError('pdf.object', start);
    }
    let word = '';
    for (let i = start; i < this.at; i += 1) word += String.fromCharCode(this.bytes[i] ?? 0);
    return word;
  }

  /** Consumes the word if it stands here. */
  accept(word: string): boolean {
    this.skip();
    const start = this.at;
    if (this.word() === word) return true;
    this.at = start;
    return false;
  }

  expect(word: string): void {
    if (!this.accept(word)) throw new PdfError('pdf.object', this.at);
  }

  /** A non-negative decimal integer. */
  integer(): number {
    this.skip();
    const start = this.at;
    const word = this.word();
    if (!/^\+?\d{1,15}$/.test(word)) throw new PdfError('pdf.object', start);
    return Number(word);
  }

  value(depth = 0): PdfObject {
    if (depth > MAX_DEPTH) throw new PdfError('pdf.too_deep', this.at);
    this.budget.spend(1);
    this.skip();
    const byte = this.bytes[this.at];
    if (byte === undefined || this.at >= this.end) throw new PdfError('pdf.object', this.at);
    switch (byte) {
      case 0x2f:
        return { kind: 'name', value: this.name() };
      case 0x28:
        return this.literalString();
      case 0x5b: {
        this.at += 1;
        const items: PdfObject[] = [];
        for (;;) {
          this.skip();
          if (this.bytes[this.at] === 0x5d) break;
          items.push(this.value(depth + 1));
        }
        this.at += 1;
        return { kind: 'array', items };
      }
      case 0x3c:
        return this.bytes[this.at + 1] === 0x3c ? this.dict(depth) : this.hexString();
      default:
        return this.numberOrWord();
    }
  }

  private name(): string {
    const start = this.at;
    this.at += 1;
    const raw = this.word();
    if (!raw.includes('#')) return raw;
    return raw.replace(/#(..)?/g, (_match, digits: string | undefined) => {
      const code = digits && /^[0-9A-Fa-f]{2}$/.test(digits) ? Number.parseInt(digits, 16) : 0;
      if (code === 0) throw new PdfError('pdf.object', start);
      return String.fromCharCode(code);
    });
  }

  private dict(depth: number): PdfDict {
    this.at += 2;
    const entries = new Map<string, PdfObject>();
    for (;;) {
      this.skip();
      if (this.bytes[this.at] === 0x3e && this.bytes[this.at + 1] === 0x3e) break;
      if (this.bytes[this.at] !== 0x2f) throw new PdfError('pdf.object', this.at);
      const at = this.at;
      const key = this.name();
      if (entries.has(key)) throw new PdfError('pdf.duplicate_key', at);
      entries.set(key, this.value(depth + 1));
    }
    this.at += 2;
    return { kind: 'dict', entries };
  }

  private hexString(): PdfString {
    const start = this.at;
    this.at += 1;
    const close = this.bytes.indexOf(0x3e, this.at);
    this.budget.spend(((close < 0 ? this.bytes.length : close) - start) >> 6);
    if (close < 0 || close >= this.end) throw new PdfError('pdf.object', start);
    const out = new Uint8Array((close - start) >> 1);
    let length = 0;
    let high = -1;
    for (let i = this.at; i < close; i += 1) {
      const digit = hexDigit(this.bytes[i]);
      if (digit < 0) {
        if (isWhite(this.bytes[i])) continue;
        throw new PdfError('pdf.object', i);
      }
      if (high < 0) high = digit;
      else {
        out[length] = high * 16 + digit;
        length += 1;
        high = -1;
      }
    }
    if (high >= 0) {
      out[length] = high * 16;
      length += 1;
    }
    this.at = close + 1;
    return { kind: 'string', bytes: out.subarray(0, length), hex: true, start, end: this.at };
  }

  private literalString(): PdfString {
    const start = this.at;
    const out: number[] = [];
    let depth = 0;
    for (;;) {
      if (this.at >= this.end) {
        this.walked(start);
        throw new PdfError('pdf.object', start);
      }
      const byte = this.bytes[this.at] ?? 0;
      this.at += 1;
      if (byte === 0x28) {
        depth += 1;
        if (depth === 1) continue;
      } else if (byte === 0x29) {
        depth -= 1;
        if (depth === 0) break;
      } else if (byte === 0x5c) {
        this.escape(out);
        continue;
      } else if (byte === 13) {
        if (this.bytes[this.at] === 10) this.at += 1;
        out.push(10);
        continue;
      }
      out.push(byte);
    }
    this.walked(start);
    return { kind: 'string', bytes: Uint8Array.from(out), hex: false, start, end: this.at };
  }

  private escape(out: number[]): void {
    const byte = this.bytes[this.at] ?? 0;
    this.at += 1;
    const simple: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };
    const char = String.fromCharCode(byte);
    if (byte >= 48 && byte <= 55) {
      let code = byte - 48;
      for (let i = 0; i < 2; i += 1) {
        const next = this.bytes[this.at] ?? 0;
        if (next < 48 || next > 55) break;
        code = code * 8 + next - 48;
        this.at += 1;
      }
      out.push(code & 0xff);
    } else if (byte === 13) {
      if (this.bytes[this.at] === 10) this.at += 1;
    } else if (byte !== 10) out.push(simple[char] ?? byte);
  }

  private numberOrWord(): PdfObject {
    const start = this.at;
    const word = this.word();
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) {
      if (!/^\d{1,10}$/.test(word)) return Number(word);
      return this.reference(Number(word)) ?? Number(word);
    }
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    throw new PdfError('pdf.object', start);
  }

  /** `12 0 R`: looks ahead and steps back where it is only a number. */
  private reference(num: number): PdfObject | null {
    const back = this.at;
    this.skip();
    const gen = this.word();
    if (/^\d{1,5}$/.test(gen)) {
      this.skip();
      const at = this.at;
      if (this.bytes[at] === 0x52 && this.word() === 'R') return { kind: 'ref', num, gen: Number(gen) };
    }
    this.at = back;
    return null;
  }
}
