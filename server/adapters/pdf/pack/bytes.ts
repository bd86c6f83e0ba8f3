import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Files up to this size are read once; of larger ones what is copied is read when it is copied. */
const WHOLE_BYTES = 32 * 1024 * 1024;

/** A file, or the PDF within one: where other bytes stand around it. */
export interface SourceFile {
  file: string;
  part?: { start: number; length: number };
}

/** The bytes of a file, or of a part of one. */
export class FileBytes {
  private readonly fd: number;
  private readonly base: number;
  private readonly whole: Buffer | null;
  readonly size: number;

  constructor({ file, part }: SourceFile) {
    this.fd = openSync(file, 'r');
    this.base = part?.start ?? 0;
    this.size = part?.length ?? fstatSync(this.fd).size;
    this.whole = this.size <= WHOLE_BYTES ? this.readAt(0, this.size) : null;
  }

  close(): void {
    closeSync(this.fd);
  }

  /** Bytes from one place to another, fewer behind the end. */
  read(start: number, end: number): Buffer {
    return this.whole ? this.whole.subarray(start, end) : this.readAt(start, Math.min(end, this.size));
  }

  private readAt(start: number, end: number): Buffer {
    const bytes = Buffer.allocUnsafe(Math.max(0, end - start));
    let at = 0;
    while (at < bytes.length) {
      const read = readSync(this.fd, bytes, at, bytes.length - at, this.base + start + at);
      if (read === 0) break;
      at += read;
    }
    return bytes.subarray(0, at);
  }
}
