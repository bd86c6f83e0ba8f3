import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { BlobPlace } from '../../kernel/blob-place';
import { DomainError } from '../../kernel/errors';
import { BLOB_KEY, type StoredBlob } from '../../kernel/ports/blob';
import { beginCopy, endCopy, objectsOf, ownedBy } from '../blob/s3-installation';
import { openS3Store } from '../blob/s3-store';
import { renewInkEpoch } from '../db/ink-sqlite';
import { checkSqlite } from '../db/sqlite-check';
import { factsOf } from '../db/snapshot';
import { INK_FILE, MAIN_FILE } from '../installation/contents';
import { syncFolder } from '../installation/durable-file';
import { folderFor, forEach, measured, writeNew } from './files';
import type { OpenBackup } from './contents';
import { damagedBackup, HARM, newerBackup, noRoom, papersDamaged } from './refusals';

/** Where the stored files of a backup go: into a folder, into a store, or nowhere, only to be read. */
export interface BlobSink {
  /** Takes one; what it does not take whole is not there afterwards. @returns whether it was what was stored. */
  take(blob: StoredBlob, source: AsyncIterable<Uint8Array>): Promise<boolean>;
  end(): Promise<void>;
}

const AT_ONCE = 4;
const SPARE = 64 * 1024 ** 2;

/** Reads them through. */
export const readOnly: BlobSink = {
  async take({ sha256, size }, source) {
    const { bytes, digest } = measured(source);
    for await (const _part of bytes);
    const found = digest();
    return found.sha256 === sha256 && found.size === size;
  },
  end: () => Promise.resolve(),
};

export function intoFolder(dataDir: string): BlobSink {
  const root = path.join(dataDir, 'blobs');
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const touched = new Set<string>();
  return {
    async take({ key, sha256, size }, source) {
      const file = await folderFor(path.join(root, key.slice(-2), key));
      const { bytes, digest } = measured(source);
      try {
        await writeNew(file, bytes);
      } catch (error) {
        await rm(file, { force: true });
        throw error;
      }
      const found = digest();
      if (found.sha256 === sha256 && found.size === size) {
        touched.add(path.dirname(file));
        return true;
      }
      await rm(file);
      return false;
    },
    end() {
      for (const folder of [...touched, root]) syncFolder(folder);
      return Promise.resolve();
    },
  };
}

/** Papers that are there already are left; a store that is this installation's own stays in service meanwhile. */
export async function intoStore(place: BlobPlace, installation: string, spool: string): Promise<BlobSink> {
  const objects = objectsOf(place);
  const isOwn = await ownedBy(objects, installation);
  if (!isOwn) await beginCopy(objects, installation);
  const store = await openS3Store(objects, { spool, floorBytes: 0 });
  return {
    async take(blob, source) {
      if ((await store.stat(blob.key))?.size === blob.size) return true;
      try {
        await store.bring(blob, source);
        return true;
      } catch (error) {
        if (error instanceof DomainError && error.reason === 'storage.damaged_file') return false;
        throw error;
      }
    },
    async end() {
      if (!isOwn) await endCopy(objects, installation);
      rmSync(spool, { recursive: true, force: true });
    },
  };
}

export interface RestoredBackup {
  /** Stored files that came out as they went in. */
  files: number;
  bytes: number;
  /** Keys of those that did not. */
  lost: string[];
  /** What came out, as `key sha256 size`. */
  sound: ReadonlySet<string>;
}

export interface RestoreOptions {
  /** The migrations this program knows. */
  known: readonly string[];
  /** Goes on where stored files are missing or were changed. */
  partial: boolean;
  /** Papers will lie in the folder. */
  papersHere: boolean;
  /** Bytes that must stay free beside what is needed; tests of full disks ask for less than is needed. */
  spareBytes?: number;
}

export const lineOf = ({ key, sha256, size }: StoredBlob): string => `${key} ${sha256} ${size}`;

/**
 * Puts a backup into a folder that nobody uses, and holds each piece against the manifest on its way. What is in the folder when it
 * throws is no installation. @throws BootError when the backup is not what was made, or of a newer version.
 */
export async function putBack(backup: OpenBackup, folder: string, sink: BlobSink, { known, partial, papersHere, spareBytes = SPARE }: RestoreOptions): Promise<RestoredBackup> {
  const { manifest } = backup;
  const newer = manifest.migrations.filter((name) => !known.includes(name));
  if (newer.length > 0) throw newerBackup(manifest.id, newer.join(', '));
  await assertRoom(manifest.files.reduce((sum, { plain }) => sum + plain.size, papersHere ? manifest.blobs.bytes : 0) + spareBytes, folder);
  for (const { name } of manifest.files) await writeNew(await folderFor(path.join(folder, ...name.split('/'))), backup.file(name));
  await assertSound(backup, folder);
  const [lost, sound] = [[] as string[], new Set<string>()];
  let bytes = 0;
  const take = async (blob: StoredBlob): Promise<void> => {
    const source = BLOB_KEY.test(blob.key) ? await opened(backup, blob) : null;
    const isSound = source !== null && (await sink.take(blob, source).catch(asDamaged(manifest.seal !== null)));
    if (!isSound) return void lost.push(blob.key);
    sound.add(lineOf(blob));
    bytes += blob.size;
  };
  const all: StoredBlob[] = [];
  for await (const blob of backup.blobs()) all.push(blob);
  await forEach(all, AT_ONCE, take);
  await sink.end();
  if (lost.length > 0 && !partial) throw papersDamaged(lost.length, lost.sort());
  return { files: sound.size, bytes, lost: lost.sort(), sound };
}

/** A sealed file that was changed does not open, at its beginning or on its way. */
const asDamaged =
  (sealed: boolean) =>
    (error: unknown): false => {
      if (sealed && error instanceof Error && !('code' in error)) return false;
      throw error;
    };

const opened = (backup: OpenBackup, blob: StoredBlob): Promise<AsyncIterable<Uint8Array> | null> => backup.blob(blob).catch((error: unknown) => (asDamaged(backup.manifest.seal !== null)(error) || null));

async function assertRoom(needed: number, folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < needed) throw noRoom(folder, needed, bavail * bsize);
}

/** Pages, numbers and belonging of the databases, before anybody opens them. */
async function assertSound({ manifest }: OpenBackup, folder: string): Promise<void> {
  for (const [kind, name] of [['main', MAIN_FILE], ['ink', INK_FILE]] as const) {
    const file = path.join(folder, name);
    if (!existsSync(file)) throw damagedBackup(path.join(manifest.id, name), HARM.missing);
    const problem = await checkSqlite({ kind, file });
    if (problem !== null) throw damagedBackup(path.join(manifest.id, name), { vi: `hỏng (${problem})`, en: `is damaged (${problem})` });
  }
  const facts = await factsOf(path.join(folder, MAIN_FILE));
  if (facts.installation !== manifest.installation) throw damagedBackup(path.join(manifest.id, MAIN_FILE), HARM.another);
  if (facts.audit.rows !== manifest.audit.rows || facts.audit.head !== manifest.audit.head) throw damagedBackup(path.join(manifest.id, MAIN_FILE), HARM.changed);
}

/** Tablets that are ahead of what was restored notice that it is another log. */
export const makeAnother = (folder: string): string => renewInkEpoch(path.join(folder, INK_FILE));
