// How the program is bundled, one file per process or thread: for production (build.mjs) and while it is worked on (dev/watch.mjs).
import { readFileSync } from 'node:fs';

/**
 * Packages that stay files of their own: they carry native code or WebAssembly, look for files beside themselves, or must be
 * the very copy that the pages and the tools load, or are dictionaries read only when a password is chosen. All others are bundled: opening two thousand small files is most of a start.
 */
const APART = /^(@prisma\/|prisma$|better-sqlite3$|pg$|@node-rs\/|@myriaddreamin\/|@remix-run\/|@expo-google-fonts\/|@zxcvbn-ts\/|vite\/|tsx$|pino$|express$|react|pdfjs-dist|@embedpdf\/|@jsquash\/)/;

const packagesApart = {
  name: 'packages-apart',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) => (kind !== 'entry-point' && APART.test(name) ? { external: true } : undefined));
  },
};

/**
 * Options of esbuild for the programs of `server/adapters/entry.ts`, read from its text: this runs before anything is compiled.
 * @param replaced another source for some of them.
 */
export function programs(replaced = {}) {
  const table = readFileSync('server/adapters/entry.ts', 'utf8');
  const named = Object.fromEntries([...table.matchAll(/^ {2}'?([\w-]+)'?: '([\w/-]+\.ts)',$/gm)].map(([, name, source]) => [name, `server/${source}`]));
  return {
    entryPoints: { ...named, ...replaced },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    plugins: [packagesApart],
    // What a bundled CommonJS package asks for by `require` are modules of Node.
    banner: { js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);" },
    sourcemap: true,
    logLevel: 'warning',
  };
}
