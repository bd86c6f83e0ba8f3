import path from 'node:path';
import type { Page } from '@playwright/test';
import { root } from './installation';

const PICTURES = process.env.PHIEN_PICTURES === '1';

/** Keeps what a screen looks like, to be looked at and for the README: tests/.artifacts/pictures/NAME.png; with PHIEN_PICTURES=1 in dim light and with text twice as large too. */
export async function picture(page: Page, name: string): Promise<void> {
  await shot(page, name);
  if (!PICTURES) return;
  const now = await page.evaluate(() => ({ ...document.documentElement.dataset }));
  for (const [view, theme, scale] of [['dim', 'dim', '100'], ['twice', 'light', '200']] as const) {
    await page.evaluate(([as, of]) => Object.assign(document.documentElement.dataset, { theme: as, scale: of }), [theme, scale] as const);
    await shot(page, `${name}.${view}`);
  }
  await page.evaluate((before) => Object.assign(document.documentElement.dataset, before), now);
}

async function shot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(root, 'tests', '.artifacts', 'pictures', `${name}.png`), animations: 'disabled' });
}
