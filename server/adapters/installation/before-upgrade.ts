import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { BootError } from '../../kernel/boot-error';
import { databaseBytes, openMain, openSource } from '../db/snapshot';
import { BEFORE_UPGRADE, INK_FILE, MAIN_FILE } from './contents';
import { syncFolder } from './durable-file';

/** Upgrades that can be gone back on. */
const KEPT = 2;
const MAKING = '.making';
/** Left free beside the copies: the migration itself writes too. */
const SPARE = 64 * 1024 ** 2;

/** What an upgrade is about to change. */
export interface UpgradeSource {
  /** Bytes that the copies will take at most. */
  bytes: number;
  /** Writes both as the files of a data folder, each read through. @returns the last migration of the main database. */
  write(making: string): Promise<string>;
}

/**
 * Copies both databases before they are changed, into the data folder: whole under its name or not there. Papers need none, they are
 * never changed. Nobody else uses the folder meanwhile. @param now names it. @param spareBytes tests of full disks ask for less than is needed. @returns where it lies.
 * @throws BootError when there is no room or it cannot be written; then nothing was changed.
 */
export function keepBeforeUpgrade(dataDir: string, now: Date, spareBytes = SPARE): Promise<string> {
  const bytes = [MAIN_FILE, INK_FILE].reduce((sum, name) => sum + (databaseBytes(path.join(dataDir, name)) ?? 0), 0);
  return keepCopies(dataDir, now, { bytes, write: (making) => copyInto(dataDir, making) }, spareBytes);
}

/** The same of databases wherever they lie. */
export async function keepCopies(dataDir: string, now: Date, source: UpgradeSource, spareBytes = SPARE): Promise<string> {
  const folder = path.join(dataDir, BEFORE_UPGRADE);
  const making = path.join(folder, MAKING);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    rmSync(making, { recursive: true, force: true });
    assertRoom(dataDir, source.bytes + spareBytes);
    mkdirSync(making, { mode: 0o700 });
    const last = await source.write(making);
    const kept = path.join(folder, nameOf(folder, now, last));
    syncFolder(making);
    renameSync(making, kept);
    syncFolder(folder);
    for (const old of readdirSync(folder).sort().reverse().slice(KEPT)) rmSync(path.join(folder, old), { recursive: true, force: true });
    return kept;
  } catch (error) {
    try {
      rmSync(making, { recursive: true, force: true });
    } catch {
      // What keeps it from being removed is what kept it from being made; the next copy begins by removing it.
    }
    if (error instanceof BootError) throw error;
    throw notKept(dataDir, error);
  }
}

/** @returns the last migration of the main database. */
async function copyInto(dataDir: string, making: string): Promise<string> {
  const main = openMain(path.join(dataDir, MAIN_FILE));
  try {
    await main.write(path.join(making, MAIN_FILE));
    const ink = path.join(dataDir, INK_FILE);
    if (existsSync(ink)) {
      const source = openSource(ink);
      await source.write(path.join(making, INK_FILE)).finally(() => source.close());
    }
    return (await main.facts()).migrations.at(-1) ?? 'none';
  } finally {
    await main.close();
  }
}

function nameOf(folder: string, now: Date, last: string): string {
  const base = `${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z-after-${last}`;
  for (let again = 1; ; again += 1) {
    const name = again === 1 ? base : `${base}-${again}`;
    if (!existsSync(path.join(folder, name))) return name;
  }
}

function assertRoom(dataDir: string, needed: number): void {
  const { bavail, bsize } = statfsSync(dataDir);
  if (bavail * bsize >= needed) return;
  const megabytes = Math.ceil(needed / 1024 ** 2);
  throw new BootError(
    `Không nâng cấp: bản sao cơ sở dữ liệu trước khi nâng cấp cần ${megabytes} MB trống trên ổ đĩa chứa ${dataDir}. Không có gì bị thay đổi.`,
    `Not upgraded: the copy of the databases that is made first needs ${megabytes} MB free on the disk of ${dataDir}. Nothing was changed.`,
  );
}

const notKept = (dataDir: string, cause: unknown): BootError => {
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new BootError(
    `Không nâng cấp: không lưu được bản sao cơ sở dữ liệu trước khi nâng cấp trong ${dataDir} (${detail}). Không có gì bị thay đổi.`,
    `Not upgraded: the databases could not be copied first in ${dataDir} (${detail}). Nothing was changed.`,
    { cause },
  );
};
