import { fileURLToPath } from 'node:url';
import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig, type Plugin } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}

/**
 * The router loads the page anew when a part of the program cannot be fetched, which forgets where the person was going.
 * It tells the page instead (app/features/upgrade). Fails where the router no longer is what this was written for.
 */
const tellLostModules: Plugin = {
  name: 'tell-lost-modules',
  transform(code, id) {
    if (!id.includes('@remix-run/react/dist/esm/routeModules.js')) return null;
    const told = code.replace('window.location.reload();', "window.dispatchEvent(new Event('phien:module-lost'));");
    if (told === code) throw new Error('the router loads its modules in another way: see app/features/upgrade');
    return { code: told, map: null };
  },
};

/**
 * Data of pages is fetched by a hand that waits for the server (app/tablet/offline/patient-fetch.ts): the router would put an error in the
 * place of the page a person is on. Fails where the router no longer is what this was written for.
 */
const fetchPatiently: Plugin = {
  name: 'fetch-patiently',
  transform(code, id) {
    if (!id.includes('@remix-run/react/dist/esm/single-fetch.js')) return null;
    const patient = code.replace('await fetch(url, init)', 'await patientFetch(url, init)');
    if (patient === code) throw new Error('the router fetches its data in another way: see app/tablet/offline');
    return { code: `import { patientFetch } from '~/tablet/offline/patient-fetch';\n${patient}`, map: null };
  },
};

export default defineConfig({
  plugins: [
    tellLostModules,
    fetchPatiently,
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
    // iPads of three years: what they know by a prefix only (`user-select`) gets it here.
    cssTarget: ['safari16', 'chrome111', 'firefox115'],
    sourcemap: false,
    rollupOptions: {
      // A door of a room only names what lies in it: who imports one thing gets that one, without the styles and sentences of the others.
      treeshake: { moduleSideEffects: (id) => !/\/app\/(?:features\/[^/]+|commands)\/index\.ts$/u.test(id) },
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
