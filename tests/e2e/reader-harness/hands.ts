/** The reader opened in a real browser, and hands on it. */
import { expect, test } from '@playwright/test';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { startHarness } from './serve';
import type { Harness } from './serve';

export const SIZES = [{ width: 1180, height: 820 }, { width: 820, height: 1180 }, { width: 1440, height: 900 }];

let harness: Harness;
let documents = 0;
/** What the browser complained about; every test ends with none. */
export const complaints: string[] = [];

export const theHarness = (): Harness => harness;

/** One installation of readers for the tests of a file. */
export function useHarness(): void {
  test.beforeAll(async () => {
    test.setTimeout(240_000);
    harness = await startHarness();
  });
  test.afterAll(async () => harness.close());
  test.beforeEach(() => complaints.splice(0));
  test.afterEach(() => expect(complaints).toEqual([]));
}

export function newDocument(): string {
  documents += 1;
  return `0193b3a0-0000-7000-8000-${String(documents).padStart(12, '0')}`;
}

export async function open(browser: Browser, query: Record<string, string>, size = SIZES[0]): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ viewport: size, hasTouch: true, locale: 'vi-VN' });
  const page = await context.newPage();
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${harness.url}/?${new URLSearchParams(query)}`);
  await expect(page.locator('.rd-page[data-condition=sharp]').first()).toBeVisible();
  return { page, context };
}

/** Middle of a page's shown part with an offset, in window coordinates. */
export async function spot(page: Page, number: number, x: number, y: number): Promise<{ x: number; y: number }> {
  const box = await page.locator(`.rd-page[data-page="${number}"]`).boundingBox();
  if (box === null) throw new Error(`page ${number} is not there`);
  return { x: box.x + box.width * x, y: box.y + box.height * y };
}

export async function draw(page: Page, number: number, from: readonly [number, number], to: readonly [number, number], lift = true): Promise<void> {
  const a = await spot(page, number, ...from);
  const b = await spot(page, number, ...to);
  await page.mouse.move(a.x, a.y);
  await page.mouse.down();
  await page.mouse.move(b.x, b.y, { steps: 12 });
  if (lift) await page.mouse.up();
}

/** For the eye, where a folder for it is named. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['PHIEN_E2E_OUT'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}

export const tool = (page: Page, name: string): Promise<void> => page.getByRole('toolbar').getByRole('button', { name, exact: true }).click();
export const marks = (page: Page, number = 1) => page.locator(`.rd-page[data-page="${number}"] .rd-mark`);

/** A finger through the browser's own input, so that touch events and pointer events come as from a tablet. */
export async function finger(page: Page, points: readonly { x: number; y: number }[]): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const [first, ...rest] = points;
  if (first === undefined) return;
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [first] });
  for (const point of rest) await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [point] });
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}
