import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import type { FileBytes } from './bytes';
import type { StreamData } from './source';
import { write, type Dict, type Renumber } from './syntax';

const BUFFER_BYTES = 1024 * 1024;
/** Data of streams is handed on in pieces of this size, so that a large picture costs no memory. */
const PIECE_BYTES = 4 * 1024 * 1024;

/** Twenty bytes for each object: `0000000017 00000 n`, as a table of cross-references has them. */
export const row = (offset: number): string => (offset === 0 ? FREE : `${String(offset).padStart(10, '0')} 00000 n\r\n`);
const FREE = '0000000000 65535 f\r\n';

/** The file that is written: objects one behind the other, straight to the disk. */
export class Output {
  private readonly fd: number;
  private readonly buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  private used = 0;
  private flushed = 0;
  private offsets: number[] = [0];

  constructor(file: string) {
    this.fd = openSync(file, 'wx', 0o600);
    this.text('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
  }

  get position(): number {
    return this.flushed + this.used;
  }

  /** Objects so far, the free one with the number 0 among them. */
  get count(): number {
    return this.offsets.length;
  }

  /** A number for an object that is written later. */
  allocate(): number {
    return this.offsets.push(0) - 1;
  }

  /** @param body the object in PDF syntax. @param num one that was allocated before. */
  object(body: string, num = this.allocate()): number {
    this.offsets[num] = this.position;
    this.text(`${num} 0 obj\n${body}\nendobj\n`);
    return num;
  }

  /** A stream of our own, packed where that makes it smaller. @param entries of its dictionary, without brackets. */
  stream(entries: string, data: Uint8Array | string, num = this.allocate()): number {
    const plain = typeof data === 'string' ? Buffer.from(data, 'latin1') : data;
    const packed = plain.length > 300 ? deflateSync(plain) : plain;
    const filter = packed === plain ? '' : ' /Filter /FlateDecode';
    this.offsets[num] = this.position;
    this.text(`${num} 0 obj\n<<${entries}${filter} /Length ${packed.length}>>\nstream\n`);
    this.bytes(packed);
    this.text('\nendstream\nendobj\n');
    return num;
  }

  /** A stream as it lies in a source, with a dictionary of its own. */
  copied(num: number, dict: Dict, source: FileBytes, { start, length }: StreamData, renumber: Renumber): void {
    dict.set('Length', length);
    this.offsets[num] = this.position;
    this.text(`${num} 0 obj\n${write(dict, renumber)}\nstream\n`);
    for (let at = start; at < start + length; at += PIECE_BYTES) this.bytes(source.read(at, Math.min(at + PIECE_BYTES, start + length)));
    this.text('\nendstream\nendobj\n');
  }

  /** The rows of the table of cross-references, the first one among them. */
  rows(): string {
    return this.offsets.map(row).join('');
  }

  text(text: string): void {
    if (text.length > BUFFER_BYTES - this.used) this.flush();
    if (text.length > BUFFER_BYTES) this.bytes(Buffer.from(text, 'latin1'));
    else this.used += this.buffer.write(text, this.used, 'latin1');
  }

  bytes(bytes: Uint8Array): void {
    if (bytes.length > BUFFER_BYTES - this.used) this.flush();
    if (bytes.length > BUFFER_BYTES) this.put(bytes);
    else {
      this.buffer.set(bytes, this.used);
      this.used += bytes.length;
    }
  }

  private flush(): void {
    this.put(this.buffer.subarray(0, this.used));
    this.used = 0;
  }

  private put(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) at += writeSync(this.fd, bytes, at);
    this.flushed += bytes.length;
  }

  /** On the disk when this returns. */
  close(): void {
    this.flush();
    fsyncSync(this.fd);
    closeSync(this.fd);
  }
}
