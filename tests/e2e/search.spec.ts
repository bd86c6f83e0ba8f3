import { expect, test, type Browser } from '@playwright/test';
import { startInstallation, type RunningInstallation } from './support/installation';
import { arrive, comingSession, expectNoComplaints, LAPTOP, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
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
  await field.fill('"khong co cum tu nay o dau ca"');
  await page.getByRole('button', { name: 'Tìm', exact: true }).click();
  await expect(page.getByText('Không tìm thấy', { exact: false }).last()).toBeVisible();
  await picture(page, 'search-nothing');
  expectNoComplaints(member);
});

test('search SR11 a paper that is withdrawn goes from a list of results that is open', async () => {
  const { page } = member;
  const secretary = await arrive(browser, installation, 'thu.ky', LAPTOP);
  await page.goto(`${installation.origin}/search?text=${encodeURIComponent('giải ngân')}`);
  const results = page.locator('.sr-result').filter({ hasText: 'tháng 11' }).filter({ hasText: 'Tóm tắt' });
  await expect(results).not.toHaveCount(0);
  const before = await results.count();
  await secretary.page.goto(`${await comingSession(installation, secretary)}/agenda`);
  const item = secretary.page.locator('.ag-item').filter({ hasText: 'Tình hình kinh tế' });
  const head = item.locator('.ag-head');
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
  await item.getByRole('button', { name: 'Việc khác với Tóm tắt', exact: true }).click();
  await secretary.page.getByRole('button', { name: 'Rút tài liệu' }).click();
  const dialog = secretary.page.getByRole('alertdialog');
  const answered = secretary.page.waitForResponse((answer) => answer.request().method() === 'POST');
  await dialog.getByRole('button', { name: 'Rút tài liệu' }).click();
  await answered;
  const from = Date.now();
  await expect(results).toHaveCount(before - 1);
  process.stdout.write(`${JSON.stringify({ e2e: 'search', figure: 'withdrawn paper gone from open results', unit: 'ms', value: Date.now() - from })}\n`);
  expectNoComplaints(secretary, member);
});
