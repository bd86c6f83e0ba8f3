import { expect, type Page } from '@playwright/test';

/** The page area with the paper drawn on it. */
const sheet = (page: Page) => page.locator('canvas').first();

/** Waits until the first page of the open paper is drawn. */
export async function paperShown(page: Page): Promise<void> {
  await expect(page.getByRole('toolbar', { name: 'Công cụ ghi chú' }).or(page.getByRole('group', { name: 'Công cụ ghi chú' })).first()).toBeVisible({ timeout: 30_000 });
  await expect(sheet(page)).toBeVisible({ timeout: 30_000 });
}

/** Draws one stroke with the mouse, in shares of the window; `rest` keeps the pen down and returns how to lift it. */
export async function draw(page: Page, points: readonly (readonly [number, number])[], options: { lift?: boolean } = {}): Promise<void> {
  const size = page.viewportSize();
  if (!size) throw new Error('the page has no size');
  const at = ([x, y]: readonly [number, number]): [number, number] => [x * size.width, y * size.height];
  const [first, ...rest] = points;
  if (!first) return;
  await page.mouse.move(...at(first));
  await page.mouse.down();
  for (const point of rest) await page.mouse.move(...at(point), { steps: 5 });
  if (options.lift !== false) await page.mouse.up();
}

/** Finished marks on the pages that are drawn now. */
export async function marksShown(page: Page): Promise<number> {
  const counts = await page.locator('svg.rd-ink').evaluateAll((layers) => layers.map((layer) => Number(layer.getAttribute('data-marks') ?? 0)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Pixels of live ink, which is not yet a mark, over the pages. */
export async function liveInkPixels(page: Page): Promise<number> {
  return page.locator('.rd-live').evaluate((host) => {
    let inked = 0;
    for (const canvas of host.querySelectorAll('canvas')) {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 0) > 0) inked += 1;
    }
    return inked;
  });
}
