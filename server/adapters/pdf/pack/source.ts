import { inflateSync, constants } from 'node:zlib';
import { FileBytes, type SourceFile } from './bytes';
import { PackFault } from './fault';
import { isDict, isName, numberOf, Reader, Ref, skipWhite, type Dict, type Value } from './syntax';

/** Of an object, where its end is not known to be nearer. */
const FIRST_BYTES = 16 * 1024;
const MOST_OBJECT_BYTES = 64 * 1024 * 1024;
const MOST_SECTIONS = 4_096;
const MOST_INFLATED = 128 * 1024 * 1024;
/** Unpacked object streams that are kept, bytes. */
const KEPT_UNPACKED = 16 * 1024 * 1024;

/** Where one object lies: in the file, or in an object stream. */
type Entry = { offset: number } | { container: number; index: number } | null;

/** The encoded data of a stream: where it lies in the source. */
export interface StreamData {
  start: number;
  length: number;
}

export interface FoundObject {
  value: Value;
  data: StreamData | null;
}

interface Unpacked {
  text: string;
  offsets: readonly number[];
  numbers: readonly number[];
}

/** A PDF file opened to copy from: objects are read where its cross-references say, streams stay encoded. */
export class SourcePdf extends FileBytes {
  private readonly entries = new Map<number, Entry>();
  private bounds = new Float64Array(0);
  private readonly unpacked = new Map<number, Unpacked>();
  private unpackedBytes = 0;
  private readonly resolved = new Map<number, Value>();
  readonly trailer: Dict;

  /** @throws PackFault where it is encrypted, or its cross-references do not hold. */
  constructor(from: SourceFile) {
    super(from);
    try {
      if (this.text(0, 5) !== '%PDF-') throw new PackFault('xref', 'header');
      this.trailer = this.readSections();
    } catch (error) {
      this.close();
      throw error;
    }
  }

  private text(start: number, end: number): string {
    return this.read(start, end).toString('latin1');
  }

  private readSections(): Dict {
    const from = Math.max(0, this.size - 2_048);
    const end = this.text(from, this.size);
    const found = /startxref\s+(\d+)(?![\s\S]*startxref)/u.exec(end);
    if (!found) throw new PackFault('xref', 'startxref');
    const seen = new Set<number>();
    const queue = [Number(found[1])];
    let first: Dict | null = null;
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
      if (seen.has(at)) continue;
      if (seen.size >= MOST_SECTIONS || at >= this.size) throw new PackFault('xref', 'chain');
      seen.add(at);
      const trailer = /^\s*xref/u.test(this.text(at, at + 16)) ? this.readTable(at) : this.readXrefStream(at);
      first ??= trailer;
      const hidden = trailer.get('XRefStm');
      const previous = trailer.get('Prev');
      if (typeof hidden === 'number') queue.push(hidden);
      const before = numberOf(previous);
      if (before !== undefined) queue.push(before);
    }
    if (!first) throw new PackFault('xref');
    if (first.has('Encrypt')) throw new PackFault('encrypted');
    const offsets = [...seen];
    for (const entry of this.entries.values()) if (entry && 'offset' in entry) offsets.push(entry.offset);
    this.bounds = Float64Array.from(offsets).sort();
    return first;
  }

  private readTable(start: number): Dict {
    const read = (length: number): Dict => {
      const text = this.text(start, Math.min(this.size, start + length));
      const subsection = /\s*(\d{1,10})\s+(\d{1,10})\s*?(?=[\r\n ])/uy;
      const row = /\s*(\d{1,10})\s+(\d{1,5})\s+([nf])/uy;
      const seen: [number, Entry][] = [];
      subsection.lastIndex = text.indexOf('xref') + 4;
      for (;;) {
        const at = subsection.lastIndex;
        const head = subsection.exec(text);
        if (!head) {
          const reader = new Reader(text, at);
          if (reader.keyword() !== 'trailer') throw new PackFault(reader.at >= text.length ? 'short' : 'xref', 'table');
          const trailer = reader.value();
          if (!isDict(trailer)) throw new PackFault('xref', 'trailer');
          for (const [num, entry] of seen) if (!this.entries.has(num)) this.entries.set(num, entry);
          return trailer;
        }
        row.lastIndex = subsection.lastIndex;
        for (let index = 0; index < Number(head[2]); index += 1) {
          const found = row.exec(text);
          if (!found) throw new PackFault('short', 'table');
          seen.push([Number(head[1]) + index, found[3] === 'n' && Number(found[1]) > 0 ? { offset: Number(found[1]) } : null]);
        }
        subsection.lastIndex = row.lastIndex;
      }
    };
    for (let length = 256 * 1024; ; length *= 8) {
      try {
        return read(length);
      } catch (error) {
        if (!(error instanceof PackFault) || error.fault !== 'short' || start + length >= this.size) throw error;
      }
    }
  }

  private readXrefStream(start: number): Dict {
    const { value, data } = this.readObject(start, null, this.size);
    if (!isDict(value) || !data || !isName(value.get('Type'), 'XRef')) throw new PackFault('xref', 'stream');
    const bytes = this.decode(value, data);
    const widths = this.numbers(value.get('W'));
    const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths;
    const row = typeWidth + secondWidth + thirdWidth;
    const size = numberOf(value.get('Size')) ?? 0;
    const index = value.has('Index') ? this.numbers(value.get('Index')) : [0, size];
    if (row === 0 || widths.some((width) => width < 0 || width > 8)) throw new PackFault('xref', 'widths');
    const field = (at: number, width: number): number => {
      let number = 0;
      for (let i = 0; i < width; i += 1) number = number * 256 + (bytes[at + i] ?? 0);
      return number;
    };
    let at = 0;
    for (let i = 0; i + 1 < index.length; i += 2) {
      for (let k = 0; k < (index[i + 1] ?? 0) && at + row <= bytes.length; k += 1, at += row) {
        const num = (index[i] ?? 0) + k;
        if (this.entries.has(num)) continue;
        const type = typeWidth === 0 ? 1 : field(at, typeWidth);
        const [second, third] = [field(at + typeWidth, secondWidth), field(at + typeWidth + secondWidth, thirdWidth)];
        this.entries.set(num, type === 1 ? { offset: second } : type === 2 ? { container: second, index: third } : null);
      }
    }
    return value;
  }

  private numbers(value: Value | undefined): number[] {
    return Array.isArray(value) ? value.map((item) => numberOf(item) ?? -1) : [];
  }

  /** Decoded data of a stream this reader itself needs: Flate with or without a PNG predictor. */
  private decode(dict: Dict, { start, length }: StreamData): Buffer {
    const filter = this.resolve(dict.get('Filter'));
    const filters = Array.isArray(filter) ? filter.map((one) => this.resolve(one)) : filter === null ? [] : [filter];
    const bytes = this.read(start, start + length);
    if (filters.length === 0) return bytes;
    if (filters.length > 1 || !(isName(filters[0], 'FlateDecode') || isName(filters[0], 'Fl'))) throw new PackFault('filter');
    const parms = this.resolve(dict.get('DecodeParms') ?? dict.get('DP'));
    const parm = Array.isArray(parms) ? this.resolve(parms[0]) : parms;
    try {
      const plain = inflateSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MOST_INFLATED });
      return isDict(parm) ? unpredict(plain, parm) : plain;
    } catch (cause) {
      if (cause instanceof PackFault) throw cause;
      throw new PackFault('filter');
    }
  }

  /** What a reference leads to, and the references of that. */
  resolve(value: Value | undefined): Value {
    let current = value ?? null;
    for (let hops = 0; current instanceof Ref; hops += 1) {
      if (hops > 32) throw new PackFault('object', 'loop');
      const { num } = current;
      const known = this.resolved.get(num);
      if (known !== undefined) current = known;
      else {
        current = this.object(num)?.value ?? null;
        this.resolved.set(num, current);
      }
    }
    return current;
  }

  dict(value: Value | undefined): Dict | null {
    const found = this.resolve(value);
    return isDict(found) ? found : null;
  }

  array(value: Value | undefined): readonly Value[] | null {
    const found = this.resolve(value);
    return Array.isArray(found) ? found : null;
  }

  /** The object of a number, null where the file has none. @throws PackFault */
  object(num: number): FoundObject | null {
    const entry = this.entries.get(num);
    if (!entry) return null;
    if ('offset' in entry) return this.readObject(entry.offset, num, this.boundAfter(entry.offset));
    const { text, offsets, numbers } = this.container(entry.container);
    const index = numbers[entry.index] === num ? entry.index : numbers.indexOf(num);
    const offset = offsets[index];
    return offset === undefined ? null : { value: new Reader(text, offset).value(), data: null };
  }

  /** The first offset known to lie behind this one. */
  private boundAfter(offset: number): number {
    let [low, high] = [0, this.bounds.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.bounds[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return this.bounds[low] ?? this.size;
  }

  private readObject(offset: number, num: number | null, bound: number): FoundObject {
    const lengths = [Math.min(bound, offset + FIRST_BYTES), Math.min(bound, offset + MOST_OBJECT_BYTES), Math.min(this.size, offset + MOST_OBJECT_BYTES)];
    for (const [turn, end] of lengths.entries()) {
      try {
        return this.parseObject(offset, this.text(offset, end), num, bound);
      } catch (error) {
        if (!(error instanceof PackFault) || error.fault !== 'short' || turn === 2) throw error;
      }
    }
    throw new PackFault('object');
  }

  private parseObject(offset: number, text: string, num: number | null, bound: number): FoundObject {
    const head = /^\s*(\d{1,10})\s+\d{1,5}\s+obj/u.exec(text.slice(0, 64));
    if (!head || (num !== null && Number(head[1]) !== num)) throw new PackFault('object', `header ${num}`);
    const reader = new Reader(text, head[0].length);
    // An object without a value is null (some writers leave one behind).
    if (text.startsWith('endobj', skipWhite(text, reader.at))) return { value: null, data: null };
    const value = reader.value();
    const after = skipWhite(text, reader.at);
    if (after + 8 > text.length) throw new PackFault('short');
    if (!isDict(value) || !text.startsWith('stream', after)) return { value, data: null };
    let start = after + 6;
    if (text[start] === '\r') start += text[start + 1] === '\n' ? 2 : 1;
    else if (text[start] === '\n') start += 1;
    return { value, data: this.extent(offset + start, value, bound) };
  }

  /** Where the data of a stream ends: as /Length says where `endstream` follows there, else before that word. */
  private extent(start: number, dict: Dict, bound: number): StreamData {
    const length = numberOf(this.resolve(dict.get('Length')));
    if (length !== undefined && length >= 0 && start + length <= this.size && /^\s*endstream/u.test(this.text(start + length, start + length + 16))) return { start, length };
    const bytes = this.read(start, Math.min(Math.max(bound, start), start + MOST_OBJECT_BYTES));
    let end = bytes.indexOf('endstream');
    if (end < 0) throw new PackFault('object', 'endstream');
    if (bytes[end - 1] === 10) end -= 1;
    if (bytes[end - 1] === 13) end -= 1;
    return { start, length: end };
  }

  private container(num: number): Unpacked {
    const kept = this.unpacked.get(num);
    if (kept) return kept;
    const entry = this.entries.get(num);
    const found = entry && 'offset' in entry ? this.readObject(entry.offset, num, this.boundAfter(entry.offset)) : null;
    if (!found?.data || !isDict(found.value)) throw new PackFault('object', 'container');
    const text = `${this.decode(found.value, found.data).toString('latin1')} `;
    const [count, first] = [numberOf(this.resolve(found.value.get('N'))) ?? 0, numberOf(this.resolve(found.value.get('First'))) ?? 0];
    const numbers: number[] = [];
    const offsets: number[] = [];
    const pair = /\s*(\d+)\s+(\d+)/uy;
    for (let i = 0; i < count; i += 1) {
      const match = pair.exec(text);
      if (!match) break;
      numbers.push(Number(match[1]));
      offsets.push(first + Number(match[2]));
    }
    if (this.unpackedBytes > KEPT_UNPACKED) {
      this.unpacked.clear();
      this.unpackedBytes = 0;
    }
    const made = { text, offsets, numbers };
    this.unpacked.set(num, made);
    this.unpackedBytes += text.length;
    return made;
  }
}

/** Undoes a PNG predictor (ISO 32000-1, 7.4.4.4). */
function unpredict(bytes: Buffer, parms: Dict): Buffer {
  const predictor = numberOf(parms.get('Predictor')) ?? 1;
  if (predictor === 1) return bytes;
  if (predictor < 10) throw new PackFault('filter', 'predictor');
  const colours = numberOf(parms.get('Colors')) ?? 1;
  const bits = numberOf(parms.get('BitsPerComponent')) ?? 8;
  const width = Math.ceil(((numberOf(parms.get('Columns')) ?? 1) * colours * bits) / 8);
  const step = Math.max(1, Math.ceil((colours * bits) / 8));
  const rows = Math.floor(bytes.length / (width + 1));
  const out = Buffer.alloc(rows * width);
  for (let row = 0; row < rows; row += 1) {
    const kind = bytes[row * (width + 1)] ?? 0;
    for (let i = 0; i < width; i += 1) {
      const at = row * width + i;
      const left = i >= step ? (out[at - step] ?? 0) : 0;
      const up = row > 0 ? (out[at - width] ?? 0) : 0;
      const corner = row > 0 && i >= step ? (out[at - width - step] ?? 0) : 0;
      const guess = kind === 1 ? left : kind === 2 ? up : kind === 3 ? (left + up) >> 1 : kind === 4 ? paeth(left, up, corner) : 0;
      out[at] = ((bytes[row * (width + 1) + 1 + i] ?? 0) + guess) & 0xff;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
