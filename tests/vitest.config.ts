import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/** `npm test` builds first and says so with BUILT_PROGRAMS=1: what runs as a process of its own is then the built program. */
const builtPrograms = {
  name: 'built-programs',
  enforce: 'pre' as const,
  async resolveId(this: { resolve(id: string, importer: string | undefined, options: object): Promise<{ id: string } | null> }, id: string, importer: string | undefined, options: object) {
    if (!/\/entry$/u.test(id) || importer?.endsWith('/built-programs.ts')) return null;
    const found = await this.resolve(id, importer, { ...options, skipSelf: true });
    return found?.id === `${root}server/adapters/entry.ts` ? `${root}tests/support/built-programs.ts` : null;
  },
};

export default defineConfig({
  root,
  plugins: process.env.BUILT_PROGRAMS === '1' ? [builtPrograms] : [],
  resolve: { alias: { '~': `${root}app`, '@shared': `${root}server/shared` } },
  test: {
    include: ['tests/{unit,contract,integration,realtime,authorization}/**/*.test.ts', 'tests/{unit,contract,integration}/**/*.test.tsx'],
    pool: 'forks',
    maxWorkers: 3,
    // Files share what they import: loading it for each anew took a third of the time. The runs in another order each (`chaos -- repeat`) hold that no file leans on another.
    isolate: false,
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/patience.ts'],
    // The end of hope on a machine that does other things as well, not a measure.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // A test that passes only the second time is told as flaky, never as passed.
    retry: process.env.CI === 'true' ? 1 : 0,
    dangerouslyIgnoreUnhandledErrors: false,
  },
});
