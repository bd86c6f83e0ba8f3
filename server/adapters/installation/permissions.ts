import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { BALLOT_KEYS, BEFORE_UPGRADE, INK_FILE, LOCK_FILE, MAIN_FILE, RECORD_FILE, START_LOCK_FILE } from './contents';

const OURS = new RegExp(`^(${[MAIN_FILE, INK_FILE, LOCK_FILE, START_LOCK_FILE].map((name) => name.replace('.', '\\.')).join('|')})(-wal|-shm|-journal)?$`, 'u');
const FOLDERS = ['blobs', 'incoming', 'uploads', 'waiting', 'aside', BEFORE_UPGRADE, 'signing', 'tls', BALLOT_KEYS];
const PRIVATE_FILES = [RECORD_FILE, 'sign-in.txt'];

/**
 * Takes group and others out of everything an installation holds, also where it was made with wider rights. Links are not
 * followed, and what belongs to another account is left to its owner.
 */
export function tightenPermissions(dataDir: string): void {
  for (const entry of readdirSync(dataDir)) {
    if (OURS.test(entry) || PRIVATE_FILES.includes(entry)) tighten(path.join(dataDir, entry));
    else if (FOLDERS.includes(entry)) tightenAll(path.join(dataDir, entry));
  }
}

function tightenAll(folder: string): void {
  tighten(folder);
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) tightenAll(full);
    else tighten(full);
  }
}

function tighten(file: string): void {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (!found || found.isSymbolicLink() || (found.mode & 0o077) === 0) return;
  try {
    chmodSync(file, found.mode & 0o700);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
  }
}
