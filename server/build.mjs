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

/**
 * Packages that stay files of their own: they carry native code or WebAssembly, look for files beside themselves, or must be
 * the very copy that the pages and the tools load, or are dictionaries read only when a password is chosen. All others are bundled: opening two thousand small files is most of a start.
 */
const APART = /^(@prisma\/|prisma$|better-sqlite3$|@node-rs\/|@myriaddreamin\/|@remix-run\/|@expo-google-fonts\/|@zxcvbn-ts\/|vite$|tsx$|pino$|express$|react|pdfjs-dist|@embedpdf\/|@jsquash\/)/;

const packagesApart = {
  name: 'packages-apart',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) => (kind !== 'entry-point' && APART.test(name) ? { external: true } : undefined));
  },
};

rmSync('build', { recursive: true, force: true });
await bundle({
  entryPoints,
  outdir: 'build/server',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  plugins: [packagesApart],
  // What a bundled CommonJS package asks for by `require` are modules of Node.
  banner: { js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);" },
  // Less to read at every start; names stay, for stack traces.
  minifyWhitespace: true,
  minifySyntax: true,
  sourcemap: true,
  logLevel: 'warning',
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
// Of the faces those this page is written in.
const others = [...files.filter((file) => /inter-(latin|vietnamese)-wght/.test(file)), '/icons/phien.svg'];
await bundle({
  ...forBrowsers,
  entryPoints: ['app/tablet/offline/offline-worker.ts'],
  outfile: `${client}/offline-worker.js`,
  define: { OFFLINE_FILES: JSON.stringify({ script, style, others }) },
});
