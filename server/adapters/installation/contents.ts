import { lstatSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

export const MAIN_FILE = 'phien.sqlite';
export const INK_FILE = 'ink.sqlite';
export const LOCK_FILE = 'lock.sqlite';
export const START_LOCK_FILE = 'lock-start.sqlite';
export const RECORD_FILE = 'installation.json';
/** What the folder knows of another machine that follows this one, or took over from it. */
export const STANDBY_FILE = 'standby.json';
/** Where a second machine keeps what it has of the first, until it takes over. */
export const FOLLOWING = 'following';
/** Copies of the databases as they were before an upgrade. */
export const BEFORE_UPGRADE = 'before-upgrade';
/** Keys of open secret ballots: in no backup, export or standby, and gone once their ballots are counted. */
export const BALLOT_KEYS = 'ballot-keys';
/** Rehearsals that run, each with all it has; in no backup, and gone when they end. */
export const REHEARSALS = 'rehearsals';
/** What is filled in before anybody has used the folder is made here and moved in at the end. */
export const MAKING = '.sample';

/** Files and folders that only ever come from an installation; a journal beside a missing database is part of it. */
const TRACES = [
  MAIN_FILE,
  `${MAIN_FILE}-wal`,
  `${MAIN_FILE}-shm`,
  `${MAIN_FILE}-journal`,
  INK_FILE,
  `${INK_FILE}-wal`,
  `${INK_FILE}-shm`,
  RECORD_FILE,
  STANDBY_FILE,
  'blobs',
  'incoming',
  'uploads',
  'waiting',
  'aside',
  BEFORE_UPGRADE,
  'signing',
  'tls',
  BALLOT_KEYS,
  REHEARSALS,
  'sign-in.txt',
];

/** What file systems, version control and this program leave in a folder that nobody has used. */
const OF_NOBODY = /^(lost\+found|\.gitkeep|\.keep|\.gitignore|\.DS_Store|\.snapshot|\.sample|lock(-start)?\.sqlite(-journal)?|\.(write|doctor)-.*)$/u;

export interface Contents {
  /** Bytes of the main database; null when it is not there. */
  mainSize: number | null;
  /** Traces of an installation beside the main database, in the order of the list above. */
  traces: string[];
  /** Names that no installation makes. */
  foreign: string[];
}

/** Whether the folder holds a file, at whatever depth; what an operator may put there before the first start does not count. */
export function holdsFiles(folder: string, except: readonly string[] = []): boolean {
  return readdirSync(folder, { withFileTypes: true }).some((entry) =>
    except.includes(entry.name) ? false : entry.isDirectory() ? holdsFiles(path.join(folder, entry.name)) : true,
  );
}

/** Trust anchors may be laid down before the first start. */
const PREPARED: Readonly<Record<string, readonly string[]>> = { signing: ['trust'] };

export const isUsedPart = (dataDir: string, name: string): boolean => {
  const found = statSync(path.join(dataDir, name), { throwIfNoEntry: false });
  if (!found) return lstatSync(path.join(dataDir, name), { throwIfNoEntry: false }) !== undefined;
  return found.isDirectory() ? holdsFiles(path.join(dataDir, name), PREPARED[name]) : true;
};

/** Looks at a data folder and opens nothing in it. */
export function contentsOf(dataDir: string): Contents {
  const names = readdirSync(dataDir);
  return {
    mainSize: statSync(path.join(dataDir, MAIN_FILE), { throwIfNoEntry: false })?.size ?? null,
    traces: TRACES.filter((name) => name !== MAIN_FILE && names.includes(name) && isUsedPart(dataDir, name)),
    foreign: names.filter((name) => !TRACES.includes(name) && !OF_NOBODY.test(name)),
  };
}
