import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import settings from './settings.json';
import type { Bench, Opinion } from './judge';

const here = import.meta.dirname;
/** Where what is fetched lies: outside the clone, so that it is fetched once. */
const set = process.env['PHIEN_JUDGES'] ?? path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'phien-judges');

export type JudgeName = keyof typeof settings;

const commandOf = (name: JudgeName): string[] => settings[name].map((word) => word.replaceAll('{set}', set).replace('{here}', here));

/** What a program prints, and with what it ends. */
export function run(name: JudgeName, args: readonly string[]): { code: number; all: string } {
  const [command = '', ...first] = commandOf(name);
  const { status, stdout, stderr } = spawnSync(command, [...first, ...args], { encoding: 'utf8', timeout: 60_000, maxBuffer: 1 << 27 });
  return { code: status ?? -1, all: `${stdout ?? ''}${stderr ?? ''}` };
}

/**
 * Null where the judges that have to be fetched are there; else why they are not. They are never a reason to fail: a registry may be out of reach.
 * @param how `look` fetches nothing.
 */
export function fetched(how: 'look' | 'fetch'): string | null {
  const { status, stdout, stderr } = spawnSync(path.join(here, 'setup.sh'), [set, how], { encoding: 'utf8', timeout: 700_000 });
  return status === 0 ? null : `${stdout}${stderr}`.trim().split('\n').at(-1) ?? 'setup.sh did not run';
}

const parts = (bench: Bench, kind: 'trust' | 'crls'): string =>
  bench[kind].map((der, index) => {
    const file = path.join(bench.folder, `${kind}-${index}.der`);
    writeFileSync(file, der);
    return file;
  }).join(',') || '-';

interface Line<Row> { file: string; verdicts?: Row[]; error?: string }

/** Asks one that answers with a JSON line per file; what it did not answer is `failed`. */
export async function lines<Row>(name: JudgeName, before: readonly string[], files: readonly string[], read: (rows: Row[]) => Opinion): Promise<Opinion[]> {
  const [command = '', ...first] = commandOf(name);
  const { out, all } = await new Promise<{ out: string; all: string }>((resolve) => {
    execFile(command, [...first, ...before, ...files], { timeout: (60 + files.length * 30) * 1_000, maxBuffer: 1 << 27 }, (error, stdout, stderr) => resolve({ out: stdout, all: `${stderr}${error?.message ?? ''}` }));
  });
  const said = new Map(out.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Line<Row>).map((line) => [line.file, line]));
  return files.map((file) => {
    const line = said.get(file);
    if (line?.verdicts) return read(line.verdicts);
    return { word: 'failed', said: [line?.error ?? all.slice(-300)] };
  });
}

/** Time, anchors and lists as pyHanko and DSS are told them. */
export const scene = (bench: Bench): string[] => [bench.at.toISOString().replace('Z', '+00:00'), parts(bench, 'trust'), parts(bench, 'crls')];
