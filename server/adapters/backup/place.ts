import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { lockInstance } from '../db/instance-lock';
import { syncFolder, writeDurably } from '../installation/durable-file';
import { factsOfManifest, readManifest, type Manifest } from './manifest';
import { damagedBackup, folderOfAnother, folderOfOthers, HARM, insideEachOther, inWords, lockWords, newerBackup, noBackups, noSuchBackup, severalBackups } from './refusals';
import type { BackupFacts } from '../../kernel/ports/backups';

/** Says whose backups lie in a folder. */
const MARKER = 'phien-backup.json';
const BACKUPS = 'backups';
const BLOBS = 'blobs';
/** What is not whole yet, or is on its way out: nothing in it counts, and the next command that has the lock removes it. */
const MAKING = '.making';
const LOCK = /^lock\.sqlite(-journal)?$/u;
const OF_NOBODY = /^(lost\+found|\.gitkeep|\.keep|\.DS_Store|\.snapshot)$/u;
const MANIFEST = 'manifest.json';

/** Names of the stored files in a backup: one line each, digest, bytes and key. */
export const LIST = 'blobs.list';

export const manifestIn = (backup: string): string => path.join(backup, MANIFEST);
export const backupsIn = (folder: string): string => path.join(folder, BACKUPS);
export const makingIn = (folder: string): string => path.join(folder, MAKING);
export const blobsIn = (folder: string): string => path.join(folder, BLOBS);

/** Where a stored file lies: by what it is, so that backups share it; sealed for other keys it is another file. */
export const blobPlace = (folder: string, sha256: string, seal: { mark: string } | null): string => path.join(folder, BLOBS, sha256.slice(0, 2), seal ? `${sha256}.${seal.mark}` : sha256);

const markerSchema = z.object({ program: z.literal('phien'), installation: z.uuid() });

function ownerOf(folder: string): string | null {
  const file = path.join(folder, MARKER);
  if (!existsSync(file)) return null;
  try {
    return markerSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).installation;
  } catch (cause) {
    throw damagedBackup(MARKER, HARM.changed, cause);
  }
}

/** @throws BootError where one lies in the other: what destroys the installation would destroy its backups, and each backup would hold those before. */
export function assertApart(folder: string, dataDir: string): void {
  const [one, other] = [realOf(folder), realOf(dataDir)];
  const holds = (outer: string, inner: string): boolean => inner === outer || inner.startsWith(`${outer}${path.sep}`);
  if (holds(one, other) || holds(other, one)) throw insideEachOther(folder, dataDir);
}

/** Without links, also of what is not there yet. */
function realOf(folder: string): string {
  const absolute = path.resolve(folder);
  if (existsSync(absolute)) return realpathSync(absolute);
  return path.join(realOf(path.dirname(absolute)), path.basename(absolute));
}

/** The folder for one command alone: what an interrupted one had begun is removed. @param make it may be made. */
export function takePlace(folder: string, make: boolean): { release(): void } {
  try {
    if (make) mkdirSync(folder, { recursive: true, mode: 0o700 });
    else if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw noBackups(folder);
    const foreign = readdirSync(folder).filter((name) => ![MARKER, BACKUPS, BLOBS, MAKING].includes(name) && !LOCK.test(name) && !OF_NOBODY.test(name));
    if (foreign.length > 0 && !existsSync(path.join(folder, MARKER))) throw folderOfOthers(folder, foreign);
    if (!make && !existsSync(path.join(folder, MARKER))) throw noBackups(folder);
  } catch (error) {
    throw inWords(folder, error);
  }
  const lock = lockInstance(folder, { words: lockWords(folder) });
  try {
    rmSync(makingIn(folder), { recursive: true, force: true });
    return lock;
  } catch (error) {
    lock.release();
    throw inWords(folder, error);
  }
}

/** Takes a folder for an installation, or holds it against the one whose it is. */
export function claimPlace(folder: string, installation: string): void {
  const owner = ownerOf(folder);
  if (owner !== null && owner !== installation) throw folderOfAnother(folder);
  for (const name of [BACKUPS, BLOBS, MAKING]) mkdirSync(path.join(folder, name), { recursive: true, mode: 0o700 });
  if (owner === null) writeDurably(path.join(folder, MARKER), JSON.stringify({ program: 'phien', installation }));
  syncFolder(folder);
}

export interface Listed {
  id: string;
  /** Null where what it says of itself cannot be believed. */
  facts: BackupFacts | null;
  /** Why not. */
  problem: { vi: string; en: string } | null;
}

const idsIn = (folder: string): string[] => (existsSync(backupsIn(folder)) ? readdirSync(backupsIn(folder)).sort().reverse() : []);

/** Backups of a folder, the newest first; reads nothing but what each says of itself. */
export function listBackups(folder: string): Listed[] {
  return idsIn(folder).map((id) => {
    try {
      return { id, facts: factsOfManifest(manifestOf(folder, id)), problem: null };
    } catch (error) {
      const { vi, en } = error as { vi?: string; en?: string };
      return { id, facts: null, problem: vi !== undefined && en !== undefined ? { vi, en } : { vi: String(error), en: String(error) } };
    }
  });
}

/** The newest that says it is whole; null when there is none. @throws where the folder cannot be read. */
export function newestIn(folder: string): BackupFacts | null {
  readdirSync(folder);
  for (const id of idsIn(folder)) {
    try {
      return factsOfManifest(manifestOf(folder, id));
    } catch {
      // Named by `phien backup list`; an older one counts.
      continue;
    }
  }
  return null;
}

/** What a backup says of itself. @throws BootError where it cannot be believed. */
export function manifestOf(folder: string, id: string): Manifest {
  const file = manifestIn(path.join(backupsIn(folder), id));
  if (!existsSync(file)) throw damagedBackup(path.join(id, MANIFEST), HARM.missing);
  const read = readManifest(readFileSync(file, 'utf8'));
  if ('newer' in read) throw newerBackup(id, read.newer);
  if ('harm' in read) throw damagedBackup(path.join(id, MANIFEST), HARM[read.harm]);
  // Brought here from the folder of another installation, or under another name.
  const owner = ownerOf(folder);
  if (read.manifest.id !== id || (owner !== null && owner !== read.manifest.installation)) throw damagedBackup(path.join(id, MANIFEST), HARM.another);
  return read.manifest;
}

/** @param wanted name or its beginning; absent: the newest. @throws BootError where there is none, or it cannot be believed. */
export function chooseBackup(folder: string, wanted?: string): Manifest {
  const ids = idsIn(folder);
  if (ids.length === 0) throw noBackups(folder);
  if (wanted === undefined) return manifestOf(folder, ids[0] ?? '');
  const fitting = ids.includes(wanted) ? [wanted] : ids.filter((id) => id.startsWith(wanted));
  if (fitting.length > 1) throw severalBackups(folder, wanted);
  if (fitting[0] === undefined) throw noSuchBackup(folder, wanted);
  return manifestOf(folder, fitting[0]);
}

/** A name no other backup has, in order of time. */
export function newId(folder: string, madeAt: Date): string {
  const base = madeAt.toISOString().slice(0, 19).replaceAll(':', '-');
  const taken = new Set(idsIn(folder));
  for (let again = 1; ; again += 1) {
    const id = again === 1 ? `${base}Z` : `${base}Z-${again}`;
    if (!taken.has(id)) return id;
  }
}
