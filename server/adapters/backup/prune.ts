import { createReadStream, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { rename, rm, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Keep } from '../../kernel/backup-plan';
import { VIETNAM_OFFSET_MINUTES } from '../../shared/rules/date-forms';
import { syncFolder } from '../installation/durable-file';
import { bytesOf, digestOf } from './files';
import { backupsIn, blobPlace, blobsIn, LIST, listBackups, makingIn, manifestOf, takePlace } from './place';
import { inWords } from './refusals';

const DAY_MS = 86_400_000;

/** Day, week (from Monday) and month of a moment by Vietnam's clock. */
function spansOf(at: Date): { daily: string; weekly: string; monthly: string } {
  const local = at.getTime() + VIETNAM_OFFSET_MINUTES * 60_000;
  const day = Math.floor(local / DAY_MS);
  return { daily: String(day), weekly: String(Math.floor((day + 3) / 7)), monthly: new Date(local).toISOString().slice(0, 7) };
}

/** Which backups stay: the newest of each of the last days, weeks and months that have one, and the newest of all whatever is asked for. @param backups the newest first. */
export function keptOf(backups: readonly { id: string; madeAt: Date }[], keep: Keep): Set<string> {
  const kept = new Set(backups.slice(0, 1).map(({ id }) => id));
  for (const span of ['daily', 'weekly', 'monthly'] as const) {
    const seen = new Set<string>();
    for (const { id, madeAt } of backups) {
      const name = spansOf(madeAt)[span];
      if (seen.has(name)) continue;
      if (seen.size >= keep[span]) break;
      seen.add(name);
      kept.add(id);
    }
  }
  return kept;
}

export interface Pruned {
  removed: string[];
  kept: string[];
  /** Backups whose own words cannot be believed: they stay, and so does every stored file. */
  unreadable: string[];
  files: number;
  bytes: number;
}

/** Lets old backups go, then the stored files that none of the others names. @throws BootError. */
export async function pruneBackups(folder: string, keep: Keep): Promise<Pruned> {
  const place = takePlace(folder, false);
  try {
    const listed = listBackups(folder);
    const whole = listed.flatMap(({ facts }) => facts ?? []);
    const unreadable = listed.filter(({ facts }) => facts === null).map(({ id }) => id);
    // A list that was cut off names too little: what it no longer names would be lost.
    for (const { id } of whole) if (!(await listHolds(folder, id))) unreadable.push(id);
    const stay = keptOf(whole, keep);
    const removed = whole.map(({ id }) => id).filter((id) => !stay.has(id));
    mkdirSync(makingIn(folder), { recursive: true, mode: 0o700 });
    for (const id of removed) await rename(path.join(backupsIn(folder), id), path.join(makingIn(folder), `${id}.gone`));
    syncFolder(backupsIn(folder));
    // Only now are their files nobody's.
    const freed = unreadable.length > 0 ? { files: 0, bytes: 0 } : await sweep(folder, [...stay]);
    rmSync(makingIn(folder), { recursive: true, force: true });
    return { removed, kept: [...stay].sort(), unreadable, ...freed };
  } catch (error) {
    throw inWords(folder, error);
  } finally {
    place.release();
  }
}

const listIn = (folder: string, id: string): string => path.join(backupsIn(folder), id, LIST);

async function listHolds(folder: string, id: string): Promise<boolean> {
  const file = listIn(folder, id);
  return existsSync(file) && (await digestOf(bytesOf(file))).sha256 === manifestOf(folder, id).blobs.list.sha256;
}

async function sweep(folder: string, ids: readonly string[]): Promise<{ files: number; bytes: number }> {
  const named = new Set<string>();
  for (const id of ids) {
    const { seal } = manifestOf(folder, id);
    const lines = createInterface({ input: createReadStream(listIn(folder, id)) });
    for await (const line of lines) named.add(path.basename(blobPlace(folder, line.slice(0, 64), seal)));
  }
  const root = blobsIn(folder);
  const freed = { files: 0, bytes: 0 };
  if (!existsSync(root)) return freed;
  for (const part of readdirSync(root)) {
    for (const name of readdirSync(path.join(root, part))) {
      if (named.has(name)) continue;
      const file = path.join(root, part, name);
      freed.bytes += (await stat(file)).size;
      freed.files += 1;
      await unlink(file);
    }
  }
  await rm(makingIn(folder), { recursive: true, force: true });
  return freed;
}
