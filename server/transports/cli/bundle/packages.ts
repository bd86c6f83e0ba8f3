import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** An entry of package-lock.json, as far as it is read here. */
interface Locked {
  version?: string;
  dev?: boolean;
  devOptional?: boolean;
  license?: string;
  integrity?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

export interface Package {
  /** Below the project: `node_modules/NAME`, or deeper. */
  folder: string;
  name: string;
  version: string;
  /** As its own package.json or the lock file says. */
  license: string;
  /** Of the archive it came in, as the lock file has it: SHA-512, hex. */
  sha512: string | null;
}

type Lock = Record<string, Locked>;

const readLock = (project: string): Lock => (JSON.parse(readFileSync(path.join(project, 'package-lock.json'), 'utf8')) as { packages: Lock }).packages;

export const versionOf = (project: string): string => (JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8')) as { version: string }).version;

const nameOf = (folder: string): string => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);

function describePackage(project: string, folder: string, { version = '', license, integrity = '' }: Locked): Package {
  const own = JSON.parse(readFileSync(path.join(project, folder, 'package.json'), 'utf8')) as { license?: unknown };
  return { folder, name: nameOf(folder), version, license: typeof own.license === 'string' ? own.license : (license ?? 'UNKNOWN'), sha512: integrity.startsWith('sha512-') ? Buffer.from(integrity.slice(7), 'base64').toString('hex') : null };
}

/** Everything the program or its pages are made of and that is installed here: what tools and tests need is not. */
export function productionPackages(project: string): Package[] {
  return Object.entries(readLock(project))
    .filter(([folder, { dev, devOptional }]) => folder !== '' && !dev && !devOptional && existsSync(path.join(project, folder, 'package.json')))
    .map(([folder, locked]) => describePackage(project, folder, locked))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** The folder a package named in `from` stands in, as Node finds it. */
function found(lock: Lock, from: string, name: string): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    const folder = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (folder in lock) return folder;
    if (at === '') return undefined;
  }
}

/** Files of the built program that are loaded as they are. */
function builtFiles(project: string): string[] {
  const folders = [path.join(project, 'build', 'server'), path.join(project, 'build', 'remix', 'server')];
  return folders.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.m?js$/u.test(name)).map((name) => path.join(folder, name)));
}

/**
 * The packages that the built program loads as files of their own, with all that these need: a dependency counts where the
 * built files name it, or compose names of its scope, in quotes: which takes one too many sooner than one too few.
 */
export function runtimePackages(project: string): Package[] {
  const lock = readLock(project);
  const built = builtFiles(project).map((file) => readFileSync(file, 'utf8')).join('\n');
  const quoted = (words: readonly string[]): boolean => ['"', '\'', '`'].some((quote) => words.some((word) => built.includes(quote + word)));
  const isNamed = (name: string): boolean => quoted([`${name}"`, `${name}'`, `${name}\``, `${name}/`, `${name.split('/')[0] ?? name}/\${`]);
  // What no line of package.json names may have come with what is built in.
  const isImported = (name: string): boolean => ['from"', 'import"', 'import("', 'from "', 'import "'].some((word) => built.includes(`${word}${name}"`) || built.includes(`${word}${name}/`));
  const direct = lock['']?.dependencies ?? {};
  const waiting = Object.keys(lock).filter((folder) => folder === `node_modules/${nameOf(folder)}` && (nameOf(folder) in direct ? isNamed : isImported)(nameOf(folder)));
  const taken = new Set<string>();
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const locked = lock[folder];
    if (taken.has(folder) || !locked || locked.dev || !existsSync(path.join(project, folder))) continue;
    taken.add(folder);
    const peers = Object.keys(locked.peerDependencies ?? {}).filter((name) => locked.peerDependenciesMeta?.[name]?.optional !== true);
    for (const name of [...Object.keys({ ...locked.dependencies, ...locked.optionalDependencies }), ...peers]) {
      const next = found(lock, folder, name);
      if (next !== undefined) waiting.push(next);
    }
  }
  return [...taken].sort().map((folder) => describePackage(project, folder, lock[folder] ?? {}));
}
