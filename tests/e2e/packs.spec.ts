import { readFileSync } from 'node:fs';
import { expect, test, type Browser } from '@playwright/test';
import { PDFDocument } from 'pdf-lib';
import { startInstallation, type RunningInstallation } from './support/installation';
import { arrive, comingSession, expectNoComplaints, LAPTOP, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { picture } from './support/pictures';

/** All papers of a session as one file, and the way to a page by its number on paper. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let member: Person;
let session = '';

test.beforeAll(async () => {
  test.setTimeout(240_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-24T07:50:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', LAPTOP);
  member = await arrive(browser, installation, 'luc.thi.que.chi', TABLET);
  session = await comingSession(installation, secretary);
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

test('packs PK1 packs PK4 packs PK6 packs PK8 a member makes the pack, downloads it, and goes to a page by the number on paper', async () => {
  const { page } = member;
  await page.goto(session);
  await page.getByRole('link', { name: 'Tập tài liệu' }).click();
  await expect(page.getByRole('heading', { name: 'Tập tài liệu', exact: true })).toBeVisible();
  await picture(page, 'pack-none');
  await page.getByRole('button', { name: 'Tạo tập tài liệu' }).click();
  await expect(page.getByText(/^Sẵn sàng/u)).toBeVisible({ timeout: 120_000 });
  await picture(page, 'pack-ready');
  await page.setViewportSize(TABLET_PORTRAIT.viewport);
  await picture(page, 'pack-ready-portrait');
  await page.setViewportSize(TABLET.viewport);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Tải về' }).click();
  const file = await (await download).path();
  const pages = (await PDFDocument.load(readFileSync(file))).getPageCount();
  expect(pages).toBeGreaterThan(20);
  await page.getByLabel('Số trang ghi trên giấy').fill('999999');
  await expect(page.getByText('Không có số trang này')).toBeVisible();
  await page.getByLabel('Số trang ghi trên giấy').fill('trang 12');
  await page.getByRole('button', { name: 'Mở trang' }).click();
  await expect(page.getByText('Số 12', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Trang \d+, Số 12$/ })).toHaveAttribute('aria-current', 'page');
  await expect(page.locator('.rd-watermark').first()).toHaveAttribute('data-watermark', /^Lục Thị Quế Chi · .+ · \d{2}:\d{2} 24\/11\/2026$/);
  await picture(page, 'reader-number');
  await page.getByRole('button', { name: 'Đến trang…' }).first().click();
  await page.getByLabel('Số trang ghi trên giấy').fill('3');
  await picture(page, 'reader-go-to-number');
  await page.getByRole('button', { name: 'Đến số trang này' }).click();
  await expect(page.getByText('Số 3', { exact: true })).toBeVisible();
});

test('packs PK8 a member takes some pages of one paper; pages it does not have are not asked for', async () => {
  const { page } = member;
  await page.goto(`${session}/pack`);
  await page.getByRole('combobox', { name: 'Tài liệu' }).selectOption({ label: 'Nội dung 1: Báo cáo' });
  await expect(page.getByRole('textbox', { name: 'Đến trang' })).toHaveValue('24');
  await page.getByRole('textbox', { name: 'Từ trang' }).fill('30');
  await page.getByRole('textbox', { name: 'Từ trang' }).blur();
  await expect(page.getByRole('button', { name: 'Tạo phần này' })).toBeDisabled();
  await page.getByRole('textbox', { name: 'Từ trang' }).fill('3');
  await page.getByRole('textbox', { name: 'Đến trang' }).fill('5');
  await page.getByRole('textbox', { name: 'Đến trang' }).blur();
  await page.getByRole('button', { name: 'Tạo phần này' }).click();
  const asked = page.locator('section').filter({ hasText: 'Bản đã yêu cầu' });
  await expect(asked.getByText('Báo cáo, trang 3 đến 5')).toBeVisible();
  await expect(asked.getByText(/^Sẵn sàng: 4 trang/u)).toBeVisible({ timeout: 120_000 });
  await picture(page, 'pack-part');
  const download = page.waitForEvent('download');
  await asked.getByRole('link', { name: 'Tải để in' }).click();
  expect((await PDFDocument.load(readFileSync(await (await download).path()))).getPageCount()).toBe(4);
});

test('packs PK10 the secretary makes large print for a named member, who finds it', async () => {
  const { page } = secretary;
  await page.goto(`${session}/pack`);
  await page.getByRole('combobox', { name: 'Cho ai' }).fill('Lục Thị Quế Chi');
  await page.getByRole('option', { name: 'Lục Thị Quế Chi' }).click();
  await page.getByRole('button', { name: 'Tạo bản chữ to' }).click();
  await expect(page.getByText('Chữ to cho Lục Thị Quế Chi')).toBeVisible();
  await picture(page, 'pack-large');
  await member.page.goto(`${session}/pack`);
  await expect(member.page.getByText('Chữ to cho Lục Thị Quế Chi')).toBeVisible({ timeout: 120_000 });
  expectNoComplaints(secretary, member);
});
