import { createReadStream, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { StoredBlob } from '../../kernel/ports/blob';
import { bytesOf, digestOf, measured } from './files';
import type { Manifest } from './manifest';
import { backupsIn, blobPlace, LIST } from './place';
import { damagedBackup, HARM, keyNeeded, wrongKey } from './refusals';
import type { Opener } from './seal';

/** A backup opened to be read: every byte that comes out is what went in, or an error. */
export interface OpenBackup {
  manifest: Manifest;
  /** One of `manifest.files`. @throws BootError when it is not what was made. */
  file(name: string): AsyncIterable<Uint8Array>;
  blobs(): AsyncIterable<StoredBlob>;
  /** A stored file; the reader compares its digest. Null where it is not there, or not whole. */
  blob(blob: StoredBlob): Promise<AsyncIterable<Uint8Array> | null>;
}

type StoredFile = Manifest['files'][number];

const LINE = /^([0-9a-f]{64}) (\d+) (\S+)$/u;

/** Where a file of the data folder lies in a backup: databases at the top, the rest under `parts`. */
function placeOf(root: string, { seal }: Manifest, { name }: StoredFile): string {
  const stored = seal ? `${name}.age` : name;
  const top = path.join(root, stored);
  return existsSync(top) ? top : path.join(root, 'parts', stored);
}

/**
 * Holds everything against the manifest that can be held without the key: files that are missing, cut off or changed.
 * @throws BootError naming the first, or that a key is needed, or is another.
 */
export async function openBackup(folder: string, manifest: Manifest, opener: Opener | null): Promise<OpenBackup> {
  const { id, seal } = manifest;
  const root = path.join(backupsIn(folder), id);
  const nameOf = (file: string): string => path.join(id, path.relative(root, file));
  const lookAt = async (file: string, told: { sha256: string; size: number }): Promise<void> => {
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found) throw damagedBackup(nameOf(file), HARM.missing);
    if (found.size < told.size) throw damagedBackup(nameOf(file), HARM.cut);
    if ((await digestOf(bytesOf(file))).sha256 !== told.sha256) throw damagedBackup(nameOf(file), HARM.changed);
  };
  await lookAt(path.join(root, LIST), manifest.blobs.list);
  if (seal) {
    if (!opener) throw keyNeeded(id);
    // Before anything is made: whether the key is the one.
    const [smallest] = [...manifest.files].sort((a, b) => a.stored.size - b.stored.size);
    if (smallest) await lookAt(placeOf(root, manifest, smallest), smallest.stored);
    if (smallest) await opener.open(bytesOf(placeOf(root, manifest, smallest))).catch((cause: unknown) => Promise.reject(wrongKey(id, cause)));
  }
  const opened = async (file: string): Promise<AsyncIterable<Uint8Array>> => (seal && opener ? opener.open(bytesOf(file)) : bytesOf(file));
  async function* fileOf(name: string): AsyncIterable<Uint8Array> {
    const told = manifest.files.find((file) => file.name === name);
    if (!told) throw damagedBackup(path.join(id, name), HARM.missing);
    const file = placeOf(root, manifest, told);
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found) throw damagedBackup(nameOf(file), HARM.missing);
    if (found.size < told.stored.size) throw damagedBackup(nameOf(file), HARM.cut);
    try {
      const { bytes, digest } = measured(await opened(file));
      yield* bytes;
      if (digest().sha256 !== told.plain.sha256) throw damagedBackup(nameOf(file), HARM.changed);
    } catch (error) {
      // A sealed file that was changed does not open.
      if (seal && !(error instanceof Error && ('vi' in error || 'code' in error))) throw damagedBackup(nameOf(file), HARM.changed, error);
      throw error;
    }
  }
  return {
    manifest,
    file: fileOf,
    async* blobs() {
      for await (const line of createInterface({ input: createReadStream(path.join(root, LIST)) })) {
        const [, sha256 = '', size = '', key = ''] = LINE.exec(line) ?? [];
        if (sha256 !== '') yield { sha256, size: Number(size), key };
      }
    },
    async blob({ sha256 }) {
      const file = blobPlace(folder, sha256, seal);
      return existsSync(file) ? opened(file) : null;
    },
  };
}
