/**
 * Build step: copies what pdf.js loads by name (its worker, character maps, standard fonts, image decoders) into `public/pdfjs`, so that
 * everything comes from this host. Run before `vite build` and before serving: `node app/tablet/reader/copy-pdf-assets.mjs [target]`.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { workerForTablets } from './pdf-worker.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const source = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const target = process.argv[2] ?? join(root, 'public', 'pdfjs');

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const folder of ['cmaps', 'standard_fonts', 'wasm']) cpSync(join(source, folder), join(target, folder), { recursive: true });
const worker = workerForTablets(readFileSync(join(source, 'legacy', 'build', 'pdf.worker.mjs'), 'utf8'));
writeFileSync(join(target, 'pdf.worker.mjs'), transformSync(worker, { minify: true, legalComments: 'inline', target: 'es2022', banner: worker.slice(0, worker.indexOf('\n')) }).code);
