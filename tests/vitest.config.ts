import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  root,
  resolve: { alias: { '~': `${root}app`, '@shared': `${root}server/shared` } },
  test: {
    include: ['tests/{unit,contract,integration,realtime,authorization}/**/*.test.ts', 'tests/{unit,contract,integration}/**/*.test.tsx'],
    pool: 'forks',
    maxWorkers: 2,
    setupFiles: ['tests/support/patience.ts'],
    // The end of hope on a machine that does other things as well, not a measure.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // A test that passes only the second time is told as flaky, never as passed.
    retry: process.env.CI === 'true' ? 1 : 0,
    dangerouslyIgnoreUnhandledErrors: false,
  },
});
