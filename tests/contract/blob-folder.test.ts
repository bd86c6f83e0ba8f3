import { mkdtemp, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFolderStore } from '../../server/adapters/blob/folder-store';
import { age } from '../support/file-on-disk';
import { blobContract } from './blob-contract';

const makeRoot = (): Promise<string> => mkdtemp(path.join(os.tmpdir(), 'phien-blob-'));

async function listFiles(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)).sort();
}

blobContract('folder', async () => {
  const root = await makeRoot();
  return {
    store: await openFolderStore(root, { floorBytes: 0 }),
    listAll: () => listFiles(root),
    async corrupt(key, at) {
      const file = (await listFiles(root)).find((name) => name.endsWith(key));
      if (!file) throw new Error(`no file for ${key}`);
      const handle = await open(file, 'r+');
      const byte = Buffer.alloc(1);
      await handle.read(byte, 0, 1, at);
      await handle.write(Buffer.from([(byte[0] ?? 0) ^ 1]), 0, 1, at);
      await handle.close();
    },
    close: () => rm(root, { recursive: true }),
  };
});

async function* one(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

describe('folder store', () => {
  it('blob F1 refuses a file from outside below the floor of free space and leaves nothing; what the installation makes is stored', async () => {
    const root = await makeRoot();
    const store = await openFolderStore(root, { floorBytes: Number.MAX_SAFE_INTEGER });
    await expect(store.put(one('x'), { fromOutside: true })).rejects.toMatchObject({ code: 'storage_full', reason: 'storage.full' });
    expect(await listFiles(root)).toEqual([]);
    const minutes = await store.put(one('biên bản'));
    expect(await listFiles(root)).toHaveLength(1);
    expect(minutes.size).toBe(Buffer.byteLength('biên bản'));
    await rm(root, { recursive: true });
  });

  it('blob F2 keeps files and folders to the owner alone', async () => {
    const root = await makeRoot();
    const store = await openFolderStore(root, { floorBytes: 0 });
    await store.put(one('x'));
    for (const file of await listFiles(root)) {
      expect((await stat(file)).mode & 0o077).toBe(0);
      expect((await stat(path.dirname(file))).mode & 0o077).toBe(0);
    }
    await rm(root, { recursive: true });
  });

  it('blob F3 clears what a dead process left, not what another is writing', async () => {
    const root = await makeRoot();
    await openFolderStore(root);
    const old = path.join(root, 'incoming', 'old');
    const fresh = path.join(root, 'incoming', 'fresh');
    await writeFile(old, 'x');
    await writeFile(fresh, 'x');
    age(old, 2 * 24 * 60 * 60 * 1000);
    await openFolderStore(root);
    expect(await listFiles(root)).toEqual([fresh]);
    await rm(root, { recursive: true });
  });
});
