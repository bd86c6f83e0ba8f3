import { createHash, randomUUID } from 'node:crypto';
import { statSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A file as a transport hands it on after receipt: where it lies, and its facts. The folder of the system is emptied by itself. */
export function fileOnDisk(bytes: Uint8Array, name: string): { path: string; name: string; size: number; sha256: string } {
  const file = path.join(os.tmpdir(), `phien-file-${randomUUID()}`);
  writeFileSync(file, bytes);
  return { path: file, name, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Makes a file older than it is, by the clock that wrote it: that of the file system, which need not be this program's. */
export function age(file: string, ms: number): void {
  const then = new Date(statSync(file).mtimeMs - ms);
  utimesSync(file, then, then);
}
