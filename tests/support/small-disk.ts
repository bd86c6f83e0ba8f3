import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A disk of so many bytes for as long as the work takes; null where this account may not mount one, which CI must. */
export async function onSmallDisk<T>(bytes: number, work: (folder: string) => Promise<T>): Promise<{ done: T } | null> {
  const mount = mkdtempSync(path.join(os.tmpdir(), 'phien-small-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', mount], { stdio: 'ignore' });
  } catch (error) {
    rmSync(mount, { recursive: true, force: true });
    if (process.env.CI === 'true') throw error;
    return null;
  }
  try {
    return { done: await work(mount) };
  } finally {
    execFileSync('umount', ['-l', mount]);
    rmSync(mount, { recursive: true, force: true });
  }
}
