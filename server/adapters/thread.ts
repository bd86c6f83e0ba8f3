import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { entryFor } from './entry';
import type { EntryName } from './entry';

/**
 * Starts a worker thread of this program. From source Node 20 does not hand `--import tsx` on to threads, so the thread
 * registers the TypeScript loader itself before it loads its file; the bundle is loaded as it is.
 */
export function startThread(name: EntryName, workerData?: unknown): Worker {
  const { file } = entryFor(name);
  if (!file.endsWith('.ts')) return new Worker(file, { workerData });
  const tsx = new URL('dist/esm/api/index.mjs', pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'))).href;
  const load = `import(${JSON.stringify(tsx)}).then((tsx) => { tsx.register(); return import(${JSON.stringify(pathToFileURL(file).href)}); })`;
  return new Worker(load, { eval: true, workerData });
}
