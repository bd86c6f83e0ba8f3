import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: { alias: { '~': `${root}app`, '@shared': `${root}server/shared` } },
  esbuild: { jsx: 'automatic' },
  html: { cspNonce: 'NONCE' },
  build: { assetsInlineLimit: 0, target: 'es2022', emptyOutDir: true },
});
