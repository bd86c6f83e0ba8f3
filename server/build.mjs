// Builds what runs in production: the program (esbuild, one file per process or thread) and the pages (Vite).
import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as bundle } from 'esbuild';
import { build as buildPages } from 'vite';
import { programs } from './bundle.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
process.env.NODE_ENV = 'production';

rmSync('build', { recursive: true, force: true });
await bundle({
  ...programs(),
  outdir: 'build/server',
  // Less to read at every start; names stay, for stack traces.
  minifyWhitespace: true,
  minifySyntax: true,
});

await import('../app/tablet/reader/copy-pdf-assets.mjs');
await buildPages({ root, logLevel: 'warn' });
await buildPages({ root, logLevel: 'warn', build: { ssr: true } });

/** The page of a load without a network, and the worker that has it (docs/decisions/055): beside the pages, of which they need nothing. */
const client = 'build/remix/client';
const forBrowsers = { bundle: true, format: 'iife', minify: true, target: ['safari16', 'chrome111', 'firefox115'], alias: { '~': `${root}/app`, '@shared': `${root}/server/shared` }, logLevel: 'warning' };
const page = await bundle({
  ...forBrowsers,
  entryPoints: { page: 'app/features/offline/offline-page.ts' },
  outdir: `${client}/offline`,
  publicPath: '/offline',
  entryNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  loader: { '.woff2': 'file' },
  metafile: true,
});
const files = Object.keys(page.metafile.outputs).map((file) => file.slice(client.length));
const [script, style] = ['.js', '.css'].map((kind) => files.find((file) => file.endsWith(kind)));
// Of the faces those this page is written in. The mark by an address of its own: the worker answers for what the pages of the server never ask for.
const others = [...files.filter((file) => /inter-(latin|vietnamese)-wght/.test(file)), '/icons/phien.svg?offline'];
await bundle({
  ...forBrowsers,
  entryPoints: ['app/tablet/offline/offline-worker.ts'],
  outfile: `${client}/offline-worker.js`,
  define: { OFFLINE_FILES: JSON.stringify({ script, style, others }) },
});
