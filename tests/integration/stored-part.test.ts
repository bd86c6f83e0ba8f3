import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { openFolderStore } from '../../server/adapters/blob/folder-store';
import { openStored } from '../../server/kernel/stored-part';

/** Files this process has open. */
const openFiles = (): string[] =>
  readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return [];
    }
  });

test.runIf(existsSync('/proc/self/fd'))('http S8 a part given up before its first byte leaves no file open', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'phien-part-'));
  const store = await openFolderStore(folder, { floorBytes: 0 });
  const blob = await store.put((async function* () { yield Buffer.from('BOM%PDF-1.7\n1234567\ntail'); })());
  const ofIt = (): string[] => openFiles().filter((file) => file.endsWith(blob.key));
  for (const range of [undefined, { start: 0, end: 3 }, { start: 2, end: 15 }]) {
    const stream = await openStored(store, blob, { start: 3, end: 20, header: '%PDF-1.7' }, range);
    stream.destroy();
    await vi.waitFor(() => expect(ofIt()).toEqual([]));
  }
  await rm(folder, { recursive: true });
});
