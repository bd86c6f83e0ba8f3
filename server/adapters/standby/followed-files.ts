import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { BLOB_KEY } from '../../kernel/ports/blob';
import { syncFolder, writeDurably } from '../installation/durable-file';
import { forEach } from '../backup/files';
import { Refused, Unreached, type Channel } from './channel';
import { isPart } from './shipped-files';

const AT_ONCE = 4;
const DIGEST_BYTES = 32;

const foldersSchema = z.record(z.string().regex(/^[0-9a-f]{2}$/u), z.string());
const keysSchema = z.array(z.string().regex(BLOB_KEY));
const partsSchema = z.array(z.object({ name: z.string().refine(isPart), size: z.int(), sha256: z.string() }));

/** Stored files and keys of the first machine, below a folder of the second. */
export class FollowedFiles {
  readonly #folder: string;
  readonly #channel: Channel;
  /** Folder of stored files → when it had changed last as all of it was fetched. */
  readonly #fetched = new Map<string, string>();

  constructor(folder: string, channel: Channel) {
    this.#folder = folder;
    this.#channel = channel;
    mkdirSync(path.join(folder, 'blobs'), { recursive: true, mode: 0o700 });
    rmSync(this.#incoming, { recursive: true, force: true });
    mkdirSync(this.#incoming, { recursive: true, mode: 0o700 });
  }

  get #incoming(): string {
    return path.join(this.#folder, 'receiving');
  }

  /** Fetches every stored file that is not here. What rows that are received afterwards name is here then. */
  async fetchBlobs(signal: AbortSignal): Promise<number> {
    const folders = foldersSchema.parse(await this.#channel.json('/blobs', { signal }));
    let count = 0;
    for (const [folder, time] of Object.entries(folders)) {
      if (time !== '' && this.#fetched.get(folder) === time) continue;
      const keys = keysSchema.parse(await this.#channel.json('/blobs/in', { query: { folder }, signal }));
      const here = path.join(this.#folder, 'blobs', folder);
      const missing = keys.filter((key) => !existsSync(path.join(here, key)));
      if (missing.length > 0) mkdirSync(here, { recursive: true, mode: 0o700 });
      await forEach(missing, AT_ONCE, (key) => this.#fetchBlob(key, signal));
      if (missing.length > 0) for (const changed of [here, path.dirname(here)]) syncFolder(changed);
      count += missing.length;
      if (time !== '') this.#fetched.set(folder, time);
    }
    return count;
  }

  /** Keys and what belongs to them, as they are there now. */
  async fetchParts(signal?: AbortSignal): Promise<void> {
    const parts = partsSchema.parse(await this.#channel.json('/parts', { signal }));
    const named = new Set(parts.map(({ name }) => name));
    for (const { name, sha256 } of parts) {
      const place = path.join(this.#folder, ...name.split('/'));
      if (statSync(place, { throwIfNoEntry: false })?.isFile() && digest(readFileSync(place)) === sha256) continue;
      const { body } = await this.#channel.bytes('/part', { query: { name }, signal });
      // Changed again since it was named: the next time.
      if (digest(body) !== sha256) continue;
      mkdirSync(path.dirname(place), { recursive: true, mode: 0o700 });
      writeDurably(place, body);
    }
    for (const name of [...new Set([...named].map((one) => one.split('/')[0] ?? ''))]) {
      for (const old of filesBelow(this.#folder, name)) if (!named.has(old)) rmSync(path.join(this.#folder, ...old.split('/')), { force: true });
    }
  }

  async #fetchBlob(key: string, signal: AbortSignal): Promise<void> {
    const file = path.join(this.#incoming, key);
    const response = await this.#channel.open('/blob', { query: { key }, signal }).catch((error: unknown) => {
      // Set aside since it was named.
      if (error instanceof Refused && error.status === 404) return null;
      throw error;
    });
    if (!response) return;
    const size = Number(response.headers['content-length']) - DIGEST_BYTES;
    const handle = await open(file, 'w', 0o600);
    try {
      const [hash, tail] = [createHash('sha256'), [] as Buffer[]];
      let at = 0;
      try {
        for await (const part of response as AsyncIterable<Buffer>) {
          const own = part.subarray(0, Math.max(0, Math.min(part.byteLength, size - at)));
          if (own.byteLength < part.byteLength) tail.push(part.subarray(own.byteLength));
          hash.update(own);
          for (let done = 0; done < own.byteLength;) done += (await handle.write(own, done)).bytesWritten;
          at += part.byteLength;
        }
      } catch (error) {
        throw isOfDisk(error) ? error : new Unreached(error);
      }
      if (!response.complete || !hash.digest().equals(Buffer.concat(tail))) throw new Unreached(`stored file ${key} was cut off or changed on its way`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const target = path.join(this.#folder, 'blobs', key.slice(-2), key);
    await rename(file, target).catch(async (error: unknown) => {
      await rm(file, { force: true });
      throw error;
    });
  }
}

const isOfDisk = (error: unknown): boolean => error instanceof Error && 'code' in error && /^(ENOSPC|EDQUOT|EROFS|EIO|EACCES)$/u.test(String(error.code));

const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

function filesBelow(folder: string, name: string): string[] {
  const place = path.join(folder, ...name.split('/'));
  const found = statSync(place, { throwIfNoEntry: false });
  if (!found) return [];
  return found.isDirectory() ? readdirSync(place).flatMap((inside) => filesBelow(folder, `${name}/${inside}`)) : [name];
}
