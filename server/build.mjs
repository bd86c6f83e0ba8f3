// Builds what runs in production: the program (esbuild, one file per process or thread) and the pages (Vite).
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as bundle } from 'esbuild';
import { build as buildPages } from 'vite';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
process.env.NODE_ENV = 'production';

/** The programs of `server/adapters/entry.ts`, read from its text: this script runs before anything is compiled. */
const table = readFileSync('server/adapters/entry.ts', 'utf8');
const entryPoints = Object.fromEntries([...table.matchAll(/^ {2}'?([\w-]+)'?: '([\w/-]+\.ts)',$/gm)].map(([, name, source]) => [name, `server/${source}`]));

rmSync('build', { recursive: true, force: true });
await bundle({
  entryPoints,
  outdir: 'build/server',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});

await import('../app/tablet/reader/copy-pdf-assets.mjs');
await buildPages({ root, logLevel: 'warn' });
await buildPages({ root, logLevel: 'warn', build: { ssr: true } });
