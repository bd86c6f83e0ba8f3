import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Serves the gallery of components for looking and for the accessibility test; never part of the product. */
export default defineConfig({
  root: here,
  cacheDir: `${root}node_modules/.vite-gallery`,
  publicDir: `${root}public`,
  resolve: { alias: { '~': `${root}app`, '@shared': `${root}server/shared` } },
  esbuild: { jsx: 'automatic' },
  server: { fs: { allow: [root] } },
});
