import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { entryFor } from './entry';
import type { EntryName } from './entry';

/**
 * Starts a worker thread of this program. From source Node 20 does not hand `--import tsx` on to threads, so the thread
 * registers the TypeScript loader itself before it loads its file; the bundle is loaded as it is.
 */
export function startThread(name: EntryName, workerData: unknown): Worker {
  const { file } = entryFor(name);
  if (!file.endsWith('.ts')) return new Worker(file, { workerData });
  const loader = createRequire(import.meta.url).resolve('tsx/cjs/api');
  return new Worker(`require(${JSON.stringify(loader)}).register(); require(${JSON.stringify(file)});`, { eval: true, workerData });
}
