import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { BLOB_KEY } from '../../kernel/ports/blob';
import { RECORD_FILE } from '../installation/contents';

/** What else a second machine needs, small and changed in place: keys under their PINs, trust, the authority of the tablets. */
const PARTS = [RECORD_FILE, 'signing', 'tls'];
/** A folder that changed so shortly ago may have changed again within the same tick of its file system's clock, ms. */
const SETTLES_MS = 50;

export interface Part {
  name: string;
  size: number;
  sha256: string;
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
const orNone = <T>(none: T) => (error: unknown): T => {
  if (isMissing(error)) return none;
  throw error;
};

/** Whether a name is one of those that are shipped: nothing else is read for anybody. */
export const isPart = (name: string): boolean => PARTS.includes(name.split('/')[0] ?? '') && !name.split('/').some((step) => step === '' || step === '.' || step === '..') && !name.includes('\\');

export async function partsOf(dataDir: string): Promise<Part[]> {
  const parts: Part[] = [];
  const visit = async (name: string): Promise<void> => {
    const place = path.join(dataDir, ...name.split('/'));
    const found = await stat(place).catch(orNone(null));
    if (found?.isDirectory()) for (const inside of (await readdir(place).catch(orNone([] as string[]))).sort()) await visit(`${name}/${inside}`);
    else if (found?.isFile() && !/\.next$/u.test(name)) {
      const bytes = await readFile(place).catch(orNone(null));
      if (bytes) parts.push({ name, size: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') });
    }
  };
  for (const name of PARTS) await visit(name);
  return parts;
}

/** When the content of each folder of stored files changed last; '' while it may still be changing. */
export async function blobFolders(dataDir: string): Promise<Record<string, string>> {
  const root = path.join(dataDir, 'blobs');
  const names = (await readdir(root).catch(orNone([] as string[]))).filter((name) => /^[0-9a-f]{2}$/u.test(name));
  const now = Date.now();
  const times = await Promise.all(names.map(async (name) => {
    const found = await stat(path.join(root, name), { bigint: true }).catch(orNone(null));
    return found ? [[name, Math.abs(now - Number(found.mtimeMs)) < SETTLES_MS ? '' : String(found.mtimeNs)] as const] : [];
  }));
  return Object.fromEntries(times.flat());
}

/** Keys of the stored files in one of the folders. */
export const blobsIn = async (dataDir: string, folder: string): Promise<string[]> =>
  (await readdir(path.join(dataDir, 'blobs', folder)).catch(orNone([] as string[]))).filter((key) => BLOB_KEY.test(key));

/** A stored file and, behind it, its SHA-256 as it was read. Null where it is not there. */
export async function openBlob(dataDir: string, key: string): Promise<{ size: number; bytes: AsyncIterable<Buffer> } | null> {
  if (!BLOB_KEY.test(key)) return null;
  const file = path.join(dataDir, 'blobs', key.slice(-2), key);
  const found = await stat(file).catch(orNone(null));
  if (!found?.isFile()) return null;
  async function* withDigest(): AsyncIterable<Buffer> {
    const hash = createHash('sha256');
    for await (const part of createReadStream(file, { highWaterMark: 1024 ** 2 }) as AsyncIterable<Buffer>) {
      hash.update(part);
      yield part;
    }
    yield hash.digest();
  }
  return { size: found.size, bytes: withDigest() };
}
