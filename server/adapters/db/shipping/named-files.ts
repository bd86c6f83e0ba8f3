import { statSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { filesNamed } from '../installation-rows';

/** Looks for every stored file that rows name. @returns how many they are, and keys of those that are not there or have another size. */
export function lookedFor(file: string, blobs: string): { count: number; missing: string[] } {
  const db = new BetterSqlite3(file, { fileMustExist: true });
  try {
    const missing: string[] = [];
    let count = 0;
    for (const { key, size } of filesNamed(db)) {
      count += 1;
      if (statSync(path.join(blobs, key.slice(-2), key), { throwIfNoEntry: false })?.size !== size) missing.push(key);
    }
    return { count, missing };
  } finally {
    db.close();
  }
}
