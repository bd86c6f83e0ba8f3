import path from 'node:path';
import type { Page } from '@playwright/test';
import { root } from './installation';

/** Keeps what a screen looks like, to be looked at and for the README: tests/.artifacts/pictures/NAME.png. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(root, 'tests', '.artifacts', 'pictures', `${name}.png`), animations: 'disabled' });
}
