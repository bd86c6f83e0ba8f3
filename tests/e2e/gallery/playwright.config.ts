import { defineConfig } from '@playwright/test';

/** `npx playwright test -c tests/e2e/gallery/playwright.config.ts`: every component in every theme, by axe and by keyboard. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 25_000 },
  retries: process.env.CI === 'true' ? 1 : 0,
  reporter: 'list',
  outputDir: '../../../node_modules/.cache/gallery-results',
});
