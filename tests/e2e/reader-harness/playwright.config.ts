import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const systemChromium = '/usr/bin/chromium';

export default defineConfig({
  testDir: '.',
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 25_000 },
  retries: process.env.CI === 'true' ? 1 : 0,
  reporter: 'list',
  outputDir: process.env['PHIEN_E2E_OUT'] ?? '../../../build/e2e-reader',
  use: { launchOptions: existsSync(systemChromium) ? { executablePath: systemChromium, args: ['--no-sandbox'] } : {} },
});
