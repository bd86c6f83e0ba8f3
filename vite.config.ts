import { fileURLToPath } from 'node:url';
import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [
    remix({
      buildDirectory: 'build/remix',
      future: {
        v3_fetcherPersist: true,
        // Routes are known from the first page on: asking for them one by one would fail where the network does.
        v3_lazyRouteDiscovery: false,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
  ],
  resolve: { alias: { '~': `${root}app`, '@shared': `${root}server/shared` } },
  // Everything is served from here, as files of its own: `data:` is not allowed by the content security policy.
  build: {
    assetsInlineLimit: 0,
    target: 'es2022',
    sourcemap: false,
    rollupOptions: {
      onwarn(warning, tell) {
        // Comments of a library that the bundler cannot use; nothing follows from them.
        if (warning.code !== 'INVALID_ANNOTATION' && warning.code !== 'EMPTY_BUNDLE') tell(warning);
      },
    },
  },
  // Interface packages of a thousand small files each: as one file the program starts in half the time.
  ssr: { noExternal: [/^react-aria/, /^react-stately/, /^@react-(aria|stately|types)\//, /^@internationalized\//, 'lucide-react', 'clsx'] },
  server: { fs: { allow: [root] } },
});
