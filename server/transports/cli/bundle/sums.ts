import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { bytesOf, digestOf } from '../../../adapters/backup/files';

/** SHA-256 of a file, hex. */
export const sumOf = async (file: string): Promise<string> => (await digestOf(bytesOf(file))).sha256;

/** Every file below a folder, relative, in a fixed order. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).sort();
}

/** As `sha256sum` writes it, so that it can be compared without this program. */
export async function writeSums(folder: string, leaveOut: string): Promise<string> {
  const lines: string[] = [];
  for (const file of await filesBelow(folder)) if (file !== leaveOut) lines.push(`${await sumOf(path.join(folder, file))}  ${file}\n`);
  return lines.join('');
}

export interface Difference {
  file: string;
  what: 'missing' | 'changed' | 'added';
}

/** What differs from the sums that were packed, in the order of names. */
export async function compareSums(folder: string, sumsFile: string): Promise<Difference[]> {
  const packed = new Map((await readFile(path.join(folder, sumsFile), 'utf8')).split('\n').filter(Boolean).map((line) => [line.slice(66), line.slice(0, 64)] as const));
  const there = (await filesBelow(folder)).filter((file) => file !== sumsFile);
  const differences: Difference[] = there.filter((file) => !packed.has(file)).map((file) => ({ file, what: 'added' }));
  const present = new Set(there);
  for (const [file, sum] of packed) {
    if (!present.has(file)) differences.push({ file, what: 'missing' });
    else if ((await sumOf(path.join(folder, file))) !== sum) differences.push({ file, what: 'changed' });
  }
  return differences.sort((a, b) => (a.file < b.file ? -1 : 1));
}
