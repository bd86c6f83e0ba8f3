/**
 * Build step: copies what pdf.js loads by name (character maps, standard fonts, image decoders) into `public/pdfjs`, so that
 * everything comes from this host. Run before `vite build` and before serving: `node app/tablet/reader/copy-pdf-assets.mjs [target]`.
 */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const source = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const target = process.argv[2] ?? join(root, 'public', 'pdfjs');

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const folder of ['cmaps', 'standard_fonts', 'wasm']) cpSync(join(source, folder), join(target, folder), { recursive: true });
