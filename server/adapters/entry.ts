import { fileURLToPath } from 'node:url';

/** Programs that run in a process or thread of their own: name → source file under `server/`. */
export const ENTRY_SOURCES = {
  'main': 'main.ts',
  'cli': 'transports/cli/main.ts',
  'ink-worker': 'adapters/db/ink-worker.ts',
  'sqlite-worker': 'adapters/db/sqlite-worker.ts',
  'sqlite-check': 'adapters/db/sqlite-check-thread.ts',
  'pdf-inspect': 'adapters/pdf/inspect-child.ts',
  'pdf-clean': 'adapters/pdf/clean-child.ts',
  'office-look': 'adapters/office/look-child.ts',
  'page-picture': 'adapters/pdf/picture-child.ts',
  'page-texts': 'adapters/pdf/text-child.ts',
  'carry-over': 'adapters/pdf/carry-child.ts',
  'compare': 'adapters/pdf/compare-child.ts',
  'pack': 'adapters/pdf/pack/pack-child.ts',
  'typeset': 'adapters/pdf/typeset-worker.ts',
  'verify': 'verify-child.ts',
  'signer': 'adapters/signer/signer-child.ts',
  'ballot-keys': 'adapters/ballot-keys/ballot-keys-child.ts',
  'standby-shipper': 'adapters/standby/shipper-child.ts',
} as const;

export type EntryName = keyof typeof ENTRY_SOURCES;

/**
 * Where to start a worker or child from, in the bundle (`build/server/NAME.js`) and from source (tests, tools) alike.
 * @returns absolute file and the Node arguments it needs.
 */
export function entryFor(name: EntryName): { file: string; execArgv: string[] } {
  if (import.meta.url.endsWith('.ts')) {
    return { file: fileURLToPath(new URL(`../${ENTRY_SOURCES[name]}`, import.meta.url)), execArgv: ['--import', 'tsx'] };
  }
  return { file: fileURLToPath(new URL(`./${name}.js`, import.meta.url)), execArgv: [] };
}
