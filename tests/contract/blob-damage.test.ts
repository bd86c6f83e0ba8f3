import { createHash, randomBytes } from 'node:crypto';
import { chmod, link, copyFile, mkdtemp, open, readFile, rename, rm, truncate, writeFile, type FileHandle } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHUNK_BYTES, SumMaker } from '../../server/adapters/blob/chunk-sums';
import { openFolderStore } from '../../server/adapters/blob/folder-store';
import { fileBytes } from '../../server/adapters/blob/open-bytes';
import { VerifiedReads } from '../../server/adapters/blob/verified-reads';
import type { BlobStore, StoredBlob } from '../../server/kernel/ports/blob';

let root: string;
let store: BlobStore;
let told: string[];

const openStore = (): Promise<BlobStore> => openFolderStore(root, { floorBytes: 0, onDamage: (blob, problem) => void told.push(`${problem} ${blob.key}`) });
const fileOf = ({ key }: StoredBlob): string => path.join(root, 'blobs', key.slice(-2), key);

async function bytesOf(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

async function stored(size: number): Promise<{ blob: StoredBlob; data: Buffer }> {
  const data = randomBytes(size);
  const source = path.join(root, 'source');
  await writeFile(source, data);
  return { blob: await store.put(source), data };
}

async function flip(file: string, at: number): Promise<void> {
  const handle = await open(file, 'r+');
  const byte = Buffer.alloc(1);
  await handle.read(byte, 0, 1, at);
  await handle.write(Buffer.from([(byte[0] ?? 0) ^ 1]), 0, 1, at);
  await handle.close();
}

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'phien-damage-'));
  told = [];
  store = await openStore();
});
afterEach(() => rm(root, { recursive: true }));

const INJURIES: [string, (file: string) => Promise<void>, string][] = [
  ['one bit is turned', (file) => flip(file, 70_000), 'damaged'],
  ['it is cut short', (file) => truncate(file, 150_000), 'damaged'],
  ['it is emptied', (file) => truncate(file, 0), 'damaged'],
  ['it has grown', (file) => truncate(file, 300_001), 'damaged'],
  ['it is deleted', (file) => rm(file), 'missing'],
];

describe('a stored file that is not what was stored', () => {
  it.each(INJURIES)('blob F4 is refused, whole and in every range, and reported, when %s', async (_title, injure, problem) => {
    const { blob } = await stored(300_000);
    await injure(fileOf(blob));
    // Known from writing it, and not known at all, as after a restart.
    for (const reading of [store, await openStore()]) {
      for (const range of [undefined, { start: 0, end: 9 }, { start: 280_000, end: 299_999 }]) {
        await expect(reading.open(blob, range)).rejects.toMatchObject({ code: 'internal', reason: 'storage.damaged_file', params: { problem } });
      }
      expect(await reading.check(blob)).toBe(problem);
    }
    expect(told).toEqual(Array.from({ length: 6 }, () => `${problem} ${blob.key}`));
  });

  it('blob F5 is both of two files that were swapped', async () => {
    const [first, second] = [await stored(100_000), await stored(100_000)];
    const aside = path.join(root, 'aside');
    await rename(fileOf(first.blob), aside);
    await rename(fileOf(second.blob), fileOf(first.blob));
    await rename(aside, fileOf(second.blob));
    for (const { blob } of [first, second]) await expect(store.open(blob, { start: 0, end: 1 })).rejects.toMatchObject({ reason: 'storage.damaged_file' });
  });

  it('blob F6 is served again once the operator has put the right bytes back', async () => {
    const { blob, data } = await stored(200_000);
    const backup = path.join(root, 'backup');
    await copyFile(fileOf(blob), backup);
    await flip(fileOf(blob), 3);
    await expect(store.open(blob)).rejects.toMatchObject({ reason: 'storage.damaged_file' });
    await copyFile(backup, fileOf(blob));
    expect((await bytesOf(await store.open(blob))).equals(data)).toBe(true);
  });

  it('blob F7 breaks off a reading under way: only true bytes before, and no clean end', async () => {
    const { blob, data } = await stored(20 * CHUNK_BYTES);
    const stream = await store.open(blob);
    const parts: Buffer[] = [];
    const reading = async (): Promise<void> => {
      for await (const part of stream) {
        parts.push(part as Buffer);
        if (parts.length === 1) await flip(fileOf(blob), 15 * CHUNK_BYTES);
      }
    };
    await expect(reading()).rejects.toMatchObject({ reason: 'storage.damaged_file' });
    const given = Buffer.concat(parts);
    expect(given.length).toBeLessThanOrEqual(15 * CHUNK_BYTES);
    expect(given.equals(data.subarray(0, given.length))).toBe(true);
    expect(told).toEqual([`damaged ${blob.key}`]);
  });

  it('blob F8 is found also where the medium changed bytes without touching the file', async () => {
    const { blob } = await stored(10 * CHUNK_BYTES);
    const maker = new SumMaker();
    maker.update(await readFile(fileOf(blob)));
    await flip(fileOf(blob), 5 * CHUNK_BYTES);
    const reads = new VerifiedReads((_blob, problem) => void told.push(problem));
    const handle = await open(fileOf(blob), 'r');
    // What the file is known as is taken after the flip: by its times and size nothing has happened since.
    await reads.learn(fileBytes(handle), blob, maker.finish().sums);
    const good = await reads.stream(fileBytes(handle), blob, { start: 0, end: CHUNK_BYTES - 1 });
    expect((await bytesOf(good)).length).toBe(CHUNK_BYTES);
    const again = await open(fileOf(blob), 'r');
    await expect(reads.stream(fileBytes(again), blob, { start: 5 * CHUNK_BYTES, end: 6 * CHUNK_BYTES })).rejects.toMatchObject({ reason: 'storage.damaged_file' });
    await expect(reads.stream(fileBytes(again), blob, { start: 0, end: 1 })).rejects.toMatchObject({ reason: 'storage.damaged_file' });
    await again.close();
    expect(told).toEqual(['damaged', 'damaged']);
  });
});

describe('a sound file', () => {
  /** Counts what is read from the medium. */
  const counted = (handle: FileHandle, count: (bytes: number) => void): FileHandle =>
    new Proxy(handle, {
      get(target, name) {
        if (name !== 'read') return (Reflect.get(target, name, target) as (...all: unknown[]) => unknown).bind(target);
        return async (...args: Parameters<FileHandle['read']>) => {
          const result = await target.read(...args);
          count(result.bytesRead);
          return result;
        };
      },
    });

  it('blob F9 is read whole once, however many ask at the same moment; after that each range reads its own chunks', async () => {
    const { blob } = await stored(64 * CHUNK_BYTES);
    const reads = new VerifiedReads(() => undefined);
    let bytes = 0;
    const ask = async (start: number): Promise<void> => {
      const handle = counted(await open(fileOf(blob), 'r'), (read) => void (bytes += read));
      await bytesOf(await reads.stream(fileBytes(handle), blob, { start, end: start + 99 }));
    };
    await Promise.all(Array.from({ length: 50 }, (_, index) => ask(index * CHUNK_BYTES)));
    expect(bytes).toBe(blob.size + 50 * CHUNK_BYTES);
    bytes = 0;
    await ask(7 * CHUNK_BYTES + 50);
    expect(bytes).toBe(CHUNK_BYTES);
  });

  it('blob F10 is checked no faster than it is told to, and a check can be ended', async () => {
    const { blob } = await stored(16 * CHUNK_BYTES);
    const began = performance.now();
    expect(await store.check(blob, { bytesPerSecond: 4 * 1024 * 1024 })).toBe('sound');
    expect(performance.now() - began).toBeGreaterThan(150);
    await expect(store.check(blob, { bytesPerSecond: 1024, signal: AbortSignal.timeout(20) })).rejects.toMatchObject({ name: expect.stringMatching(/^(Abort|Timeout)Error$/u) as string });
    expect(createHash('sha256').update(await bytesOf(await store.open(blob))).digest('hex')).toBe(blob.sha256);
  });

  it('blob F11 taken over it is not read again, nor when its first name goes; a changed one is found all the same', async () => {
    const { blob } = await stored(8 * CHUNK_BYTES);
    const [first, second] = [new VerifiedReads(() => undefined), new VerifiedReads(() => undefined)];
    const own = await open(fileOf(blob), 'r');
    expect(await first.check(fileBytes(own), blob, {})).toBe('sound');
    await own.close();
    const twin = { ...blob, key: 'twin' };
    const twinFile = `${fileOf(blob)}-twin`;
    await link(fileOf(blob), twinFile);
    const handle = await open(twinFile, 'r');
    await second.inherit(fileBytes(handle), twin, first, blob.key);
    await handle.close();
    let bytes = 0;
    const ask = async (): Promise<void> => {
      bytes = 0;
      const counting = counted(await open(twinFile, 'r'), (read) => void (bytes += read));
      await second.stream(fileBytes(counting), twin, { start: 10, end: 99 }).then(bytesOf).finally(() => counting.close().catch(() => undefined));
    };
    await ask();
    expect(bytes).toBe(CHUNK_BYTES);
    await rm(fileOf(blob));
    await ask();
    expect(bytes).toBe(CHUNK_BYTES);
    // Only that once: whoever touches it now has it read.
    await chmod(twinFile, 0o400);
    await ask();
    expect(bytes).toBe(blob.size + CHUNK_BYTES);
    await chmod(twinFile, 0o600);
    await writeFile(twinFile, Buffer.alloc(blob.size));
    await expect(ask()).rejects.toMatchObject({ reason: 'storage.damaged_file' });
    await rm(twinFile);
  });
});
