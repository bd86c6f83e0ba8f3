import { expect, test, type Browser } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { startInstallation, type RunningInstallation } from './support/installation';
import { alive, arrive, confirm, expectNoComplaints, LAPTOP, launch, newPerson, TABLET } from './support/people';
import { PASSWORD } from './support/installation';
import { picture } from './support/pictures';
import { unzipped } from '../support/zip';

/** What is kept about somebody goes with them, and their account goes when they leave. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;

test.beforeAll(async () => {
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-26T07:40:00+07:00' });
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

test('exports E3 E6 a person fetches their own data from the account page', async () => {
  const person = await arrive(browser, installation, 'van.thu', TABLET);
  const { page } = person;
  await page.goto(`${installation.origin}/account`);
  await page.getByRole('link', { name: /Xuất dữ liệu/ }).click();
  await expect(page.getByRole('heading', { name: 'Xuất dữ liệu' })).toBeVisible();
  await alive(page);
  await page.getByRole('button', { name: 'Tạo gói dữ liệu' }).click();
  const fetch = page.getByRole('link', { name: 'Tải về' });
  await expect(fetch).toBeVisible();
  await picture(page, 'exports-ready');
  const [download] = await Promise.all([page.waitForEvent('download'), fetch.click()]);
  expect(download.suggestedFilename()).toMatch(/^du-lieu-ca-nhan 2026-11-26 Trịnh Thị Sâm\.zip$/u);
  const files = await unzipped(readFileSync(await download.path()));
  expect(JSON.parse(files.get('data/account.json')?.toString('utf8') ?? '')).toMatchObject([{ fullName: 'Trịnh Thị Sâm' }]);
  expectNoComplaints(person);
  await person.context.close();
});

test('retention X7 X9 X10 an administrator sees what goes, deletes the account, and has the report', async () => {
  const admin = await arrive(browser, installation, 'quan.tri', LAPTOP);
  const { page } = admin;
  await page.goto(`${installation.origin}/admin/people`);
  await alive(page);
  await page.getByRole('button', { name: /Trịnh Thị Sâm/ }).click();
  await page.getByRole('link', { name: 'Xóa tài khoản…' }).click();
  await expect(page.getByRole('heading', { name: 'Xóa tài khoản của Trịnh Thị Sâm' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Bị xóa' }).getByText('Mật khẩu')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Giữ lại' }).getByText('Họ tên và chức danh như trong hồ sơ')).toBeVisible();
  await alive(page);
  await page.getByLabel(/^Lý do/).fill('Nghỉ hưu từ 01/12/2026');
  await page.getByRole('button', { name: 'Xóa tài khoản' }).click();
  await confirm(page, 'Xóa tài khoản');
  await expect(page.getByRole('heading', { name: 'Báo cáo xóa tài khoản' })).toBeVisible();
  await expect(page.getByText('Nghỉ hưu từ 01/12/2026')).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(/đã được xóa xong lúc/)).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await picture(page, 'removal-report');
  const left = await newPerson(browser, 'left', TABLET);
  await left.page.goto(`${installation.origin}/sign-in`);
  await left.page.getByLabel('Tên đăng nhập').fill('van.thu');
  await left.page.getByRole('textbox', { name: /^Mật khẩu/ }).fill(PASSWORD);
  await left.page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(left.page.getByRole('alert').first()).toBeVisible();
  await expect(left.page).toHaveURL(/sign-in/u);
  expectNoComplaints(admin);
});
