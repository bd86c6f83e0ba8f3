import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { LOCK_FILE, MAIN_FILE, MAKING, RECORD_FILE } from './contents';
import { syncFolder, writeDurably } from './durable-file';
import { fillInTheWay } from './refusals';

/** Written when everything is made and before the first piece is moved: from then on only moving is left. */
const COMPLETE = 'complete.json';
/** Last to move: with the record the folder is an installation, without it nobody has used it. */
const LAST = [MAIN_FILE, RECORD_FILE];

/**
 * Fills a folder that nobody has used. Everything is made beside and moved in when it is whole; interrupted before, it is made
 * again, interrupted while moving, `finishFirstFill` moves the rest.
 */
export async function fillFirst(dataDir: string, make: (folder: string) => Promise<void>): Promise<void> {
  const making = path.join(dataDir, MAKING);
  // Half made by a start that was ended: never opened by a server, never shown to anybody.
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { mode: 0o700 });
  await make(making);
  const names = readdirSync(making).filter((name) => name !== LOCK_FILE);
  const ordered = [...names.filter((name) => !LAST.includes(name)), ...LAST.filter((name) => names.includes(name))];
  writeDurably(path.join(making, COMPLETE), JSON.stringify(ordered));
  syncFolder(dataDir);
  finishFirstFill(dataDir);
}

/** Moves in what a first fill had made when it was interrupted. @throws BootError when something else lies where it belongs. */
export function finishFirstFill(dataDir: string): void {
  const making = path.join(dataDir, MAKING);
  const marker = path.join(making, COMPLETE);
  if (!existsSync(marker)) return;
  const names = z.array(z.string()).parse(JSON.parse(readFileSync(marker, 'utf8')));
  for (const name of names) {
    const from = path.join(making, name);
    const to = path.join(dataDir, name);
    if (existsSync(from)) moveIn(dataDir, from, to, name);
    else if (!existsSync(to)) throw fillInTheWay(dataDir, name);
  }
  syncFolder(dataDir);
  rmSync(making, { recursive: true, force: true });
}

/** Never over something that is there; into a folder that is there (trust anchors laid down before) piece by piece. */
function moveIn(dataDir: string, from: string, to: string, name: string): void {
  const there = statSync(to, { throwIfNoEntry: false });
  if (!there) {
    renameSync(from, to);
    return;
  }
  if (!there.isDirectory() || !statSync(from).isDirectory()) throw fillInTheWay(dataDir, name);
  for (const child of readdirSync(from)) moveIn(dataDir, path.join(from, child), path.join(to, child), path.join(name, child));
}
