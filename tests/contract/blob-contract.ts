import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { BLOB_KEY, type BlobStore } from '../../server/kernel/ports/blob';

export interface StoreUnderTest {
  store: BlobStore;
  /** Names of everything the store keeps, finished or not, to prove that failures leave nothing. */
  listAll(): Promise<string[]>;
  /** Changes one byte of a stored blob behind the store's back. */
  corrupt(key: string, at: number): Promise<void>;
  close(): Promise<void>;
}

const sha = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');

async function* inParts(data: Buffer, size = 7_000): AsyncIterable<Uint8Array> {
  for (let at = 0; at < data.length; at += size) yield data.subarray(at, at + size);
}

async function bytesOf(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Every adapter of BlobStore passes this; a new adapter is one more call. */
export function blobContract(name: string, make: () => Promise<StoreUnderTest>): void {
  const withStore = (run: (under: StoreUnderTest) => Promise<void>) => async () => {
    const under = await make();
    try {
      await run(under);
    } finally {
      await under.close();
    }
  };

  describe(`BlobStore: ${name}`, () => {
    it('blob B1 gives back what was stored, with its size and SHA-256, under an opaque key', withStore(async ({ store }) => {
      const data = randomBytes(100_000);
      const receipt = await store.put(inParts(data));
      expect(receipt).toMatchObject({ size: data.length, sha256: sha(data) });
      expect(receipt.key).toMatch(BLOB_KEY);
      expect(await bytesOf(await store.open(receipt))).toEqual(data);
      expect((await store.stat(receipt.key))?.size).toBe(data.length);
    }));

    it('blob B2 stores a file by its path and leaves that file alone', withStore(async ({ store }) => {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'phien-blob-source-'));
      const file = path.join(folder, 'Tờ trình.pdf');
      await writeFile(file, 'nội dung');
      const first = await store.put(file);
      const second = await store.put(file);
      expect(first.sha256).toBe(sha(Buffer.from('nội dung')));
      expect(second.key).not.toBe(first.key);
      await rm(folder, { recursive: true });
    }));

    it('blob B3 stores an empty blob', withStore(async ({ store }) => {
      const empty = await store.put(inParts(Buffer.alloc(0)));
      expect(empty.size).toBe(0);
      expect((await bytesOf(await store.open(empty))).length).toBe(0);
    }));

    it('blob B4 reads ranges with both ends included and refuses those outside', withStore(async ({ store }) => {
      const ten = await store.put(inParts(Buffer.from('0123456789')));
      expect((await bytesOf(await store.open(ten, { start: 2, end: 4 }))).toString()).toBe('234');
      expect((await bytesOf(await store.open(ten, { start: 9, end: 9 }))).toString()).toBe('9');
      for (const range of [{ start: 0, end: 10 }, { start: 5, end: 4 }, { start: -1, end: 2 }]) {
        await expect(store.open(ten, range)).rejects.toMatchObject({ code: 'invalid', reason: 'storage.range' });
      }
    }));

    it('blob B5 stops at the limit while writing and leaves nothing', withStore(async ({ store, listAll }) => {
      const before = await listAll();
      const put = store.put(inParts(randomBytes(50_000)), { maxBytes: 20_000 });
      await expect(put).rejects.toMatchObject({ code: 'too_large', reason: 'documents.too_large', params: { limit: 20_000 } });
      expect(await listAll()).toEqual(before);
      await expect(store.put(inParts(randomBytes(20_000)), { maxBytes: 20_000 })).resolves.toMatchObject({ size: 20_000 });
    }));

    it('blob B6 leaves nothing when the source fails or the caller gives up', withStore(async ({ store, listAll }) => {
      const before = await listAll();
      async function* broken(): AsyncIterable<Uint8Array> {
        yield randomBytes(1_000);
        throw new Error('connection lost');
      }
      await expect(store.put(broken())).rejects.toThrow('connection lost');
      const abort = new AbortController();
      async function* abandoned(): AsyncIterable<Uint8Array> {
        yield randomBytes(1_000);
        abort.abort(new Error('left'));
        yield randomBytes(1_000);
      }
      await expect(store.put(abandoned(), { signal: abort.signal })).rejects.toThrow('left');
      expect(await listAll()).toEqual(before);
    }));

    it('blob B7 refuses what is not there and keys that are no keys', withStore(async ({ store }) => {
      for (const key of ['01890000-0000-7000-8000-000000000000', '../../etc/passwd', '', 'a/b', `x\u0000`]) {
        await expect(store.open({ key, sha256: sha(Buffer.from('x')), size: 1 })).rejects.toMatchObject({ code: 'internal', reason: 'storage.damaged_file', params: { problem: 'missing' } });
        expect(await store.stat(key)).toBeUndefined();
        expect(await store.check({ key, sha256: sha(Buffer.from('x')), size: 1 })).toBe('missing');
      }
    }));

    it('blob B8 deletes, and deleting again is no error', withStore(async ({ store }) => {
      const blob = await store.put(inParts(Buffer.from('x')));
      await store.delete(blob.key);
      await store.delete(blob.key);
      expect(await store.stat(blob.key)).toBeUndefined();
      expect(await store.check(blob)).toBe('missing');
    }));

    it('blob B9 finds a changed byte, and gives nothing of the blob out any more', withStore(async ({ store, corrupt }) => {
      const blob = await store.put(inParts(randomBytes(5_000)));
      expect(await store.check(blob)).toBe('sound');
      await corrupt(blob.key, 100);
      const refusal = { code: 'internal', reason: 'storage.damaged_file', params: { problem: 'damaged' } };
      await expect(store.open(blob)).rejects.toMatchObject(refusal);
      await expect(store.open(blob, { start: 4_000, end: 4_100 })).rejects.toMatchObject(refusal);
      expect(await store.check(blob)).toBe('damaged');
    }));

    it('blob B10 keeps many writers apart', withStore(async ({ store }) => {
      const all = await Promise.all(
        Array.from({ length: 30 }, async (_, index) => {
          const data = Buffer.from(`tài liệu ${index}`.repeat(500));
          return { data, receipt: await store.put(inParts(data)) };
        }),
      );
      expect(new Set(all.map(({ receipt }) => receipt.key)).size).toBe(30);
      for (const { data, receipt } of all) expect(await bytesOf(await store.open(receipt))).toEqual(data);
    }));

    it('blob B11 gives out ranges across chunks exactly, and refuses a blob whose bytes are those of another', withStore(async ({ store }) => {
      const data = randomBytes(300_000);
      const blob = await store.put(inParts(data));
      for (const [start, end] of [[0, 299_999], [65_535, 65_536], [65_536, 131_071], [131_000, 263_000], [299_999, 299_999]] as const) {
        expect((await bytesOf(await store.open(blob, { start, end }))).equals(data.subarray(start, end + 1))).toBe(true);
      }
      const other = await store.put(inParts(randomBytes(300_000)));
      await expect(store.open({ ...blob, key: other.key })).rejects.toMatchObject({ reason: 'storage.damaged_file' });
      await expect(store.open({ ...blob, size: 299_999 })).rejects.toMatchObject({ reason: 'storage.damaged_file' });
    }));

    it('blob B12 breaks a reading off where the bytes change under it', withStore(async ({ store, corrupt }) => {
      const blob = await store.put(inParts(randomBytes(1_000_000)));
      const stream = await store.open(blob);
      await corrupt(blob.key, 900_000);
      await expect(bytesOf(stream)).rejects.toMatchObject({ reason: 'storage.damaged_file' });
    }));

    it('blob B13 takes over what lies in another store under a key of its own; neither loses by what the other deletes', withStore(async ({ store, corrupt }) => {
      const other = await make();
      try {
        const data = randomBytes(200_000);
        const blob = await other.store.put(inParts(data));
        const own = await store.adopt(other.store, blob);
        expect([own.key === blob.key, own.sha256, own.size]).toEqual([false, blob.sha256, blob.size]);
        expect(await bytesOf(await store.open(own))).toEqual(data);
        await other.store.delete(blob.key);
        expect((await bytesOf(await store.open(own, { start: 70_000, end: 199_999 }))).equals(data.subarray(70_000))).toBe(true);
        expect(await store.check(own)).toBe('sound');
        await expect(store.adopt(other.store, blob)).rejects.toMatchObject({ reason: 'storage.damaged_file' });
        const second = await other.store.put(inParts(data));
        const adopted = await store.adopt(other.store, second);
        await store.delete(adopted.key);
        expect(await bytesOf(await other.store.open(second))).toEqual(data);
        const third = await store.adopt(other.store, second);
        await corrupt(third.key, 10);
        await expect(store.open(third)).rejects.toMatchObject({ reason: 'storage.damaged_file' });
      } finally {
        await other.close();
      }
    }));

    it('blob B14 tells the keys of what has lain there for so long', withStore(async ({ store }) => {
      const keys: string[] = [];
      for (let count = 0; count < 3; count += 1) keys.push((await store.put(inParts(randomBytes(10)))).key);
      const told = async (olderThanMs: number): Promise<string[]> => {
        const all: string[] = [];
        for await (const key of store.keys(olderThanMs)) all.push(key);
        return all.sort();
      };
      // Clocks of files are coarser than those of programs.
      await expect.poll(() => told(0)).toEqual(keys.sort());
      expect(await told(60_000)).toEqual([]);
    }));

    it('blob B15 gives nobody what was set aside, and deletes it when it has lain apart for so long; doing either again is no error', withStore(async ({ store, listAll }) => {
      const blob = await store.put(inParts(randomBytes(100)));
      const kept = await store.put(inParts(randomBytes(100)));
      for (let time = 0; time < 2; time += 1) await store.setAside(blob.key);
      await expect(store.open(blob)).rejects.toMatchObject({ reason: 'storage.damaged_file' });
      expect([await store.stat(blob.key), (await listAll()).length, await store.clearAside(60_000)]).toEqual([undefined, 2, 0]);
      await expect.poll(() => store.clearAside(0)).toBe(1);
      expect([await store.clearAside(0), (await listAll()).length, await store.check(kept)]).toEqual([0, 1, 'sound']);
    }));
  });
}
