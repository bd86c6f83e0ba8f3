import { defineConfig } from '@playwright/test';
import { LAUNCH } from './support/browser';

const own = ['journeys/**', 'gallery/**', 'reader-harness/**', '**/e2e/engines/**', 'screens.spec.ts'];

/**
 * Everything that needs a browser, in Debian's Chromium: every screen by axe, the design system by itself, the reader by itself,
 * and whole sessions of several people at once against the built program. Three files at a time: much of a file is waiting, each with an installation of its own.
 */
export default defineConfig({
  // The longest first, so that both hands are full until the end.
  projects: [
    { name: 'screens', testDir: '.', testMatch: 'screens.spec.ts', testIgnore: own.slice(0, 4) },
    { name: 'gallery', testDir: 'gallery', timeout: 240_000 },
    { name: 'reader', testDir: 'reader-harness', timeout: 240_000, use: { launchOptions: LAUNCH } },
    { name: 'engines', testDir: 'engines' },
    // What people do most, in taps and seconds; names of tests are the journeys.
    { name: 'journeys', testDir: 'journeys', timeout: 90_000 },
    { name: 'sessions', testDir: '.', testMatch: '*.spec.ts', testIgnore: own },
  ],
  workers: 3,
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
