import { mkdir, mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { ENTRY_SOURCES, type EntryName } from '../../server/adapters/entry';

const projectRoot = path.resolve(import.meta.dirname, '../..');

/** Child programs as production runs them: bundled, so that many starts do not compile them many times. @returns the folder, and each program. */
export async function bundleChildren<const N extends EntryName>(...names: N[]): Promise<{ folder: string; programs: Record<N, { file: string; execArgv: string[] }> }> {
  const artifacts = path.join(projectRoot, 'tests/.artifacts');
  await mkdir(artifacts, { recursive: true });
  const folder = await mkdtemp(path.join(artifacts, 'children-'));
  const made = names.map(async (name) => {
    const file = path.join(folder, `${name}.js`);
    await build({ entryPoints: [path.join(projectRoot, 'server', ENTRY_SOURCES[name])], bundle: true, platform: 'node', format: 'esm', packages: 'external', outfile: file });
    return [name, { file, execArgv: [] as string[] }] as const;
  });
  return { folder, programs: Object.fromEntries(await Promise.all(made)) as Record<N, { file: string; execArgv: string[] }> };
}
