import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EntryName } from '../../server/adapters/entry';

/** Stands in for `server/adapters/entry` where the programs were built just before: children start in a tenth of the time. */
export function entryFor(name: EntryName): { file: string; execArgv: string[] } {
  const file = fileURLToPath(new URL(`../../build/server/${name}.js`, import.meta.url));
  if (!existsSync(file)) throw new Error(`${name} is not built: node server/build.mjs`);
  return { file, execArgv: [] };
}

export { ENTRY_SOURCES } from '../../server/adapters/entry';
