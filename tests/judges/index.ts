import { mkdirSync } from 'node:fs';
import { dss } from './adapters/dss';
import { mutool } from './adapters/mutool';
import { openssl } from './adapters/openssl';
import { pdfsig } from './adapters/pdfsig';
import { pyhanko } from './adapters/pyhanko';
import { qpdf } from './adapters/qpdf';
import { verapdf } from './adapters/verapdf';
import type { Bench, Judge, Opinion } from './judge';

export type { Bench, Judge, Opinion, Word } from './judge';
export { fetched } from './run';

/** Programs of the system, which `npm test` gets. */
export const INSTALLED: readonly Judge[] = [openssl, pdfsig, qpdf, mutool];
/** What `setup.sh` fetches where Java, Maven and Python are there. */
export const FETCHED: readonly Judge[] = [pyhanko, dss, verapdf];

/** What each of the judges says of each file, in the order of the files. */
export async function ask(judges: readonly Judge[], files: readonly string[], bench: Bench): Promise<Record<string, Opinion>[]> {
  mkdirSync(bench.folder, { recursive: true });
  const answers: { name: string; opinions: Opinion[] }[] = [];
  for (const { name, judge } of judges) answers.push({ name, opinions: await judge(files, bench) });
  return files.map((_file, index) => Object.fromEntries(answers.map(({ name, opinions }) => [name, opinions[index] ?? { word: 'failed', said: ['nothing'] }])));
}
