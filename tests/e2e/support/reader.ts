import { expect, type Page } from '@playwright/test';

/** Waits until the first page of the open paper is drawn sharp. */
export async function openPaper(page: Page, href: string): Promise<void> {
  await page.goto(href);
  await expect(page.locator('canvas').first()).toBeVisible();
}

/** Draws one stroke with the mouse over the page, in shares of the visible page area. */
export async function drawStroke(page: Page, points: readonly (readonly [number, number])[]): Promise<void> {
  const box = await page.locator('canvas').first().boundingBox();
  if (!box) throw new Error('no page is shown');
  const at = ([x, y]: readonly [number, number]): [number, number] => [box.x + x * box.width, box.y + y * box.height];
  const [first, ...rest] = points;
  if (!first) return;
  await page.mouse.move(...at(first));
  await page.mouse.down();
  for (const point of rest) await page.mouse.move(...at(point), { steps: 4 });
  await page.mouse.up();
}

/** Finished strokes on the visible pages. */
export const inkPaths = (page: Page) => page.locator('[data-op]');
