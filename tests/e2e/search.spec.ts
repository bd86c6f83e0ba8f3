import { expect, test, type Browser } from '@playwright/test';
import { startInstallation, type RunningInstallation } from './support/installation';
import { arrive, expectNoComplaints, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { picture } from './support/pictures';

/** A member looks for words in all sessions, and reads them where they stand. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let member: Person;

test.beforeAll(async () => {
  test.setTimeout(600_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-24T07:50:00+07:00' });
  member = await arrive(browser, installation, 'luc.thi.que.chi', TABLET);
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

test('search SR8 from home to the word on its page, with the hit marked, by keyboard and touch', async () => {
  test.setTimeout(600_000);
  const { page } = member;
  await page.goto(installation.origin);
  await page.getByRole('link', { name: 'Tìm kiếm' }).click();
  await expect(page.getByRole('heading', { name: 'Tìm kiếm', level: 1 })).toBeVisible();
  await picture(page, 'search-empty');
  const field = page.getByRole('searchbox', { name: 'Từ cần tìm' });
  await field.fill('"uy ban nhan dan" đầu tư');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/text=/u);
  const place = page.locator('.sr-place').filter({ hasText: /^Trang/u }).first();
  // Papers of the sample are read in the background after the first start.
  await expect(async () => {
    await page.reload();
    await expect(place).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 400_000 });
  await expect(page.locator('mark').first()).toBeVisible();
  await picture(page, 'search-found');
  await page.setViewportSize(TABLET_PORTRAIT.viewport);
  await picture(page, 'search-found-portrait');
  await page.setViewportSize(TABLET.viewport);
  const shown = Number(/Trang (\d+)/u.exec((await place.textContent()) ?? '')?.[1]);
  await place.tap();
  await expect(page).toHaveURL(/\/read\/.*find=/u);
  await expect(page.getByRole('searchbox', { name: 'Tìm trong tài liệu' })).toHaveValue('"uy ban nhan dan" đầu tư');
  await expect(page.locator('.rd-hits i[data-now]').first()).toBeVisible({ timeout: 60_000 });
  expect(new URL(page.url()).searchParams.get('page')).toBe(String(shown));
  await picture(page, 'search-reader');
  await page.getByRole('link', { name: 'Tìm trong mọi phiên họp' }).click();
  await expect(page.locator('.sr-result').first()).toBeVisible();
  await field.fill('khong co chu nay dau');
  await page.getByRole('button', { name: 'Tìm', exact: true }).click();
  await expect(page.getByText('Không tìm thấy', { exact: false }).last()).toBeVisible();
  await picture(page, 'search-nothing');
  expectNoComplaints(member);
});
