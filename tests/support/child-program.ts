import path from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from '../../server/adapters/project-root';

/**
 * A program of `tests/support` that tests start many times. Where the programs were built it is bundled once for each test file, and starts in a tenth of the time.
 * @returns what Node is given.
 */
export async function childProgram(name: string): Promise<string[]> {
  const source = path.join(projectRoot, 'tests', 'support', `${name}.ts`);
  if (process.env.BUILT_PROGRAMS !== '1') return ['--import', 'tsx', source];
  // Beside no folder of its own: from there `built-programs` finds what is built.
  const file = path.join(projectRoot, 'tests', '.artifacts', `${name}-${process.pid}.mjs`);
  const entry = path.join(projectRoot, 'server', 'adapters', 'entry.ts');
  const builtPrograms = {
    name: 'built-programs',
    setup: (made: Parameters<NonNullable<NonNullable<Parameters<typeof build>[0]['plugins']>[number]['setup']>>[0]) =>
      made.onResolve({ filter: /\/entry$/ }, ({ importer, path: asked, resolveDir }) =>
        path.resolve(resolveDir, asked) === entry.replace(/\.ts$/u, '') && !importer.endsWith('built-programs.ts') ? { path: path.join(projectRoot, 'tests', 'support', 'built-programs.ts') } : undefined),
  };
  await build({ entryPoints: [source], bundle: true, platform: 'node', format: 'esm', packages: 'external', outfile: file, logLevel: 'silent', plugins: [builtPrograms] });
  return [file];
}
