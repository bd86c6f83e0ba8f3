import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../server/adapters/project-root';

interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const read = <T>(file: string): T => JSON.parse(readFileSync(path.join(projectRoot, file), 'utf8')) as T;

/** Looked up as Node does: in the package's own folder, then in the folders above it. */
function findLocked(packages: Record<string, Locked>, from: string, name: string): Locked | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const found = packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`];
    if (found || at === '') return found;
    if (!at.includes('/node_modules/')) at = '';
  }
}

describe('the lock file', () => {
  const { packages } = read<{ packages: Record<string, Locked> }>('package-lock.json');
  const manifest = read<{ dependencies: Record<string, string>; devDependencies: Record<string, string> }>('package.json');

  it('names every package for every platform, so that an install on another machine finds nothing to add', () => {
    const missing = Object.entries(packages).flatMap(([at, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter((name) => findLocked(packages, at, name) === undefined)
        .map((name) => `${at} → ${name}`),
    );
    expect(missing).toEqual([]);
    expect(Object.keys(packages).filter((name) => name.includes('typst-ts-node-compiler-')).length).toBeGreaterThanOrEqual(11);
  });

  it('follows package.json, holds a digest of every package and no address of a registry', () => {
    expect(packages['']).toMatchObject({ dependencies: manifest.dependencies, devDependencies: manifest.devDependencies });
    const entries = Object.entries(packages).filter(([at]) => at !== '');
    expect(entries.filter(([, { integrity }]) => !integrity).map(([at]) => at)).toEqual([]);
    expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([at]) => at)).toEqual([]);
  });
});
