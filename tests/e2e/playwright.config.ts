import { defineConfig } from '@playwright/test';

/** Several people at once in Debian's Chromium against the built program; one worker, because the tests share one machine of two cores. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  testIgnore: ['gallery/**', 'reader-harness/**'],
  workers: 1,
  fullyParallel: false,
  // The end of hope on a machine that does other things as well, not a measure.
  timeout: 300_000,
  expect: { timeout: 25_000 },
  forbidOnly: true,
  // A test that passes only the second time is told as flaky, never as passed.
  retries: process.env.CI === 'true' ? 1 : 0,
  use: { actionTimeout: 30_000, navigationTimeout: 60_000 },
  reporter: [['list'], ['json']],
  outputDir: '../.artifacts/e2e',
});
