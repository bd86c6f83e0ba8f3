import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { createServer } from 'vite';
import type { ViteDevServer } from 'vite';
import { isLong } from '../../support/long';
import { LAUNCH } from '../support/browser';

test.use({ launchOptions: LAUNCH });

const VIEWS = ['controls', 'fields', 'content', 'states', 'home', 'session', 'dialog', 'confirm', 'display'];
const THEMES = ['light', 'dim', 'contrast'];
const SIZES = [
  { width: 1180, height: 820 },
  { width: 820, height: 1180 },
  { width: 1440, height: 900 },
];

let server: ViteDevServer;
let origin = '';

test.beforeAll(async () => {
  server = await createServer({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)), server: { port: 0 }, logLevel: 'error' });
  await server.listen();
  origin = server.resolvedUrls?.local[0] ?? '';
});
test.afterAll(async () => server.close());

for (const theme of THEMES) {
  for (const view of VIEWS) {
    test(`${view} in ${theme}: no accessibility violation, no overflow, no console error`, async ({ page }) => {
      const complaints: string[] = [];
      page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.goto(`${origin}?view=${view}&display=${theme}.100.right`);
      await expect(page.locator('.ph-screen')).toBeVisible();
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(over, `sideways overflow at ${size.width}`).toBeLessThanOrEqual(0);
      }
      // Other themes change colours and nothing else.
      const axe = new AxeBuilder({ page });
      const found = await (isLong || theme === 'light' ? axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']) : axe.withRules(['color-contrast'])).analyze();
      expect(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target.join(' ')} ${n.any[0]?.message ?? ''}`).join(' | ')}`)).toEqual([]);
      expect(complaints).toEqual([]);
    });
  }
}

test('200 % text: no sideways overflow on the sample screens', async ({ page }) => {
  await page.setViewportSize({ width: 820, height: 1180 });
  for (const view of ['home', 'session', 'fields', 'controls', 'content', 'states']) {
    await page.goto(`${origin}?view=${view}&display=light.200.right`);
    await expect(page.locator('.ph-screen')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), view).toBeLessThanOrEqual(0);
  }
});

test('every target is at least 48 px high and wide', async ({ page }) => {
  await page.setViewportSize({ width: 1180, height: 820 });
  for (const view of ['controls', 'fields', 'content', 'home', 'session', 'confirm', 'display']) {
    await page.goto(`${origin}?view=${view}&display=light.100.right`);
    await expect(page.locator('.ph-screen')).toBeVisible();
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, a[href], input:not([type=hidden]), select, textarea, summary')]
        .filter((element) => element.offsetParent !== null && !element.closest('.ph-skip, .ph-error-summary, .ph-input-end'))
        .map((element) => ({ name: element.getAttribute('aria-label') ?? element.textContent ?? '', box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.height < 47.5 || box.width < 44)
        .map(({ name, box }) => `${name} ${Math.round(box.width)}×${Math.round(box.height)}`),
    );
    expect(small, view).toEqual([]);
  }
});

test('a list is put in another order by keyboard and the move is told', async ({ page }) => {
  await page.goto(`${origin}?view=content&display=light.100.right`);
  const down = page.getByRole('button', { name: 'Chuyển nội dung 1 xuống' });
  await down.focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.locator('.ph-sortable-row').nth(1)).toContainText('Tình hình kinh tế');
  await expect(page.getByRole('status').filter({ hasText: 'vị trí 2 trên 3' })).toBeAttached();
});

test('a list is put in another order by dragging the grip', async ({ page }) => {
  await page.setViewportSize({ width: 1180, height: 820 });
  await page.goto(`${origin}?view=content&display=light.100.right`);
  const grips = page.locator('.ph-grip');
  const from = await grips.nth(0).boundingBox();
  const to = await grips.nth(2).boundingBox();
  if (!from || !to) throw new Error('the grips are not visible');
  await page.mouse.move(from.x + 20, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(to.x + 20, to.y + to.height, { steps: 8 });
  await page.mouse.up();
  await expect(page.locator('.ph-sortable-row').nth(2)).toContainText('Tình hình kinh tế');
});

/** A whole gesture before the window draws once, as on a slow tablet; then where the first row's text stands. */
async function swipeGrip(page: Page, fromRow: number, toRow: number, last: 'pointerup' | 'pointercancel'): Promise<void> {
  await page.evaluate(
    ({ fromRow, toRow, last }) => {
      const grips = [...document.querySelectorAll<HTMLElement>('.ph-grip')];
      const grip = grips[fromRow];
      const goal = grips[toRow]?.getBoundingClientRect();
      if (!grip || !goal) throw new Error('the grips are not there');
      grip.setPointerCapture = () => undefined;
      const start = grip.getBoundingClientRect();
      const fire = (type: string, y: number): boolean => grip.dispatchEvent(new PointerEvent(type, { pointerId: 7, button: 0, clientX: start.x + 20, clientY: y, bubbles: true, cancelable: true }));
      fire('pointerdown', start.y + 20);
      for (let step = 1; step <= 4; step += 1) fire('pointermove', start.y + 20 + ((goal.bottom - start.y - 20) * step) / 4);
      fire(last, goal.bottom);
    },
    { fromRow, toRow, last },
  );
}

test('a drag faster than the window draws lands where the hand let go, and one taken away changes nothing', async ({ page }) => {
  await page.setViewportSize({ width: 1180, height: 820 });
  await page.goto(`${origin}?view=content&display=light.100.right`);
  await expect(page.locator('.ph-sortable-row').nth(0)).toContainText('Tình hình kinh tế');
  await swipeGrip(page, 0, 2, 'pointercancel');
  await expect(page.locator('.ph-sortable-row').nth(0)).toContainText('Tình hình kinh tế');
  await swipeGrip(page, 0, 2, 'pointerup');
  await expect(page.locator('.ph-sortable-row').nth(2)).toContainText('Tình hình kinh tế');
});

test('Escape lets a dragged row go back, and near the edge the list runs', async ({ page }) => {
  await page.setViewportSize({ width: 1180, height: 560 });
  await page.goto(`${origin}?view=content&display=light.100.right`);
  const grip = page.locator('.ph-grip').nth(0);
  await grip.scrollIntoViewIfNeeded();
  const from = await grip.boundingBox();
  if (!from) throw new Error('the grip is not visible');
  const rowTop = (): Promise<number> => page.locator('.ph-sortable-row').nth(1).evaluate((row) => row.getBoundingClientRect().top);
  const before = await rowTop();
  await page.mouse.move(from.x + 20, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(from.x + 20, 556, { steps: 4 });
  await expect.poll(rowTop).toBeLessThan(before - 30);
  await page.keyboard.press('Escape');
  await expect(page.locator('.ph-sortable-row[data-lifted]')).toHaveCount(0);
  await page.mouse.up();
  await expect(page.locator('.ph-sortable-row').nth(0)).toContainText('Tình hình kinh tế');
});

test('keys of an input method are not those of the page: Enter that ends a word chooses nothing, Escape closes nothing', async ({ page }) => {
  await page.goto(`${origin}?view=fields&display=light.100.right`);
  const box = page.getByRole('combobox', { name: 'Chủ tọa' });
  const client = await page.context().newCDPSession(page);
  const key = async (name: string, code: number): Promise<void> => {
    await client.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: name, code: name, windowsVirtualKeyCode: code });
    await client.send('Input.dispatchKeyEvent', { type: 'keyUp', key: name, code: name, windowsVirtualKeyCode: code });
  };
  await box.fill('');
  await client.send('Input.imeSetComposition', { text: 'ươc', selectionStart: 3, selectionEnd: 3 });
  await expect(page.getByRole('listbox')).toBeVisible();
  await key('Enter', 13);
  await key('Escape', 27);
  await expect(page.getByRole('listbox')).toBeVisible();
  await expect(box).toHaveValue('ươc');
  await client.send('Input.insertText', { text: 'ước' });
  await expect(box).toHaveValue('ước');
  await key('Enter', 13);
  await expect(box).toHaveValue('Đàm Thị Ngọc Ước');
});

test('a person is found by typing without marks', async ({ page }) => {
  await page.goto(`${origin}?view=fields&display=light.100.right`);
  const box = page.getByRole('combobox', { name: 'Chủ tọa' });
  await box.fill('ngoc uoc');
  await page.keyboard.press('Enter');
  await expect(box).toHaveValue('Đàm Thị Ngọc Ước');
});
