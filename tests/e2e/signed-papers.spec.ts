import { expect, test, type Browser } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import { startInstallation, type RunningInstallation } from './support/installation';
import { arrive, comingSession, expectNoComplaints, giveFile, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { picture } from './support/pictures';

/** What digital signatures on papers are worth, where people read them. */
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
  secretary = await arrive(browser, installation, 'thu.ky', TABLET);
  member = await arrive(browser, installation, 'luc.thi.que.chi', TABLET_PORTRAIT);
  session = await comingSession(installation, secretary);
});
test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

/** The signed minutes of the session before, as a file somebody sends. */
async function signedMinutes(): Promise<Buffer> {
  const { page } = secretary;
  await page.goto(`${installation.origin}/meetings`);
  await page.getByRole('link', { name: /tháng 10 năm 2026/ }).first().click();
  await page.getByRole('link', { name: 'Biên bản' }).first().click();
  const href = await page.getByRole('link', { name: 'Mở bản đã ký' }).getAttribute('href');
  return (await secretary.context.request.get(new URL(href ?? '', installation.origin).href)).body();
}

test('authenticity AU1 authenticity AU2 a signed paper says in the agenda that its signatures are valid, a changed one that they are not', async () => {
  test.setTimeout(180_000);
  const bytes = await signedMinutes();
  const forged = Buffer.from(bytes);
  const at = forged.indexOf('stream', forged.length >> 2) + 20;
  forged[at] = (forged[at] ?? 0) ^ 0x20;
  const { page } = secretary;
  await page.goto(`${session.replace(/\/$/, '')}/agenda`);
  await page.getByRole('button', { name: /^Mở chi tiết nội dung 1:/ }).click();
  await giveFile(page, { name: 'Biên bản phiên họp tháng 10 đã ký.pdf', mimeType: 'application/pdf', buffer: bytes });
  await expect(page.getByText('Chữ ký số hợp lệ', { exact: false }).first()).toBeVisible({ timeout: 60_000 });
  await picture(page, 'signed-agenda');
  await giveFile(page, { name: 'Biên bản đã bị sửa.pdf', mimeType: 'application/pdf', buffer: forged });
  await expect(page.getByText('Chữ ký số không hợp lệ').first()).toBeVisible({ timeout: 60_000 });
});

test('authenticity AU2 authenticity AU3 the reader says who signed, and one tap shows the report', async () => {
  const { page } = member;
  await page.goto(session);
  const row = page.getByRole('link', { name: /Biên bản phiên họp tháng 10 đã ký/ }).first();
  await expect(page.getByText('Chữ ký số hợp lệ', { exact: false }).first()).toBeVisible();
  await picture(page, 'signed-session');
  await row.click();
  await expect(page.getByText(/Đàm Thị Ngọc Ước, Đỗ Khắc Trường Vân/)).toBeVisible({ timeout: 25_000 });
  await picture(page, 'signed-reader');
  await page.getByRole('button', { name: 'Xem chữ ký số' }).tap();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading', { name: /Hợp lệ/ })).toBeVisible({ timeout: 25_000 });
  await dialog.getByText('Phần mềm khác hiện khác?').tap();
  await picture(page, 'signed-report');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  // Without a network it says so, and how to go on.
  await member.context.setOffline(true);
  await page.getByRole('button', { name: 'Xem chữ ký số' }).tap();
  await expect(dialog.getByText(/Chưa kiểm tra được/)).toBeVisible();
  await member.context.setOffline(false);
  await dialog.getByRole('button', { name: 'Thử lại' }).tap();
  await expect(dialog.getByRole('heading', { name: /Hợp lệ/ })).toBeVisible({ timeout: 25_000 });
  expectNoComplaints(secretary, member);
});
