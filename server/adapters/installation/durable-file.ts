import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Names that were made or moved in a folder survive a power cut from here on. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The old content or the new, never a part of it, readable by this account alone. */
export function writeDurably(file: string, content: string | Uint8Array): void {
  // Several servers may write it at once, each the whole of it.
  const next = `${file}.${process.pid}.next`;
  const handle = openSync(next, 'w', 0o600);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(next, file);
  syncFolder(path.dirname(file));
}
