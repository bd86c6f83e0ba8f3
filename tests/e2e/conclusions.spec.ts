import { expect, test, type Browser, type Page } from '@playwright/test';
import { PASSWORD, startInstallation, type RunningInstallation } from './support/installation';
import { alive, arrive, comingSession, confirm, expectNoComplaints, launch, LAPTOP, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { expectAccessible } from './support/accessible';
import { picture } from './support/pictures';
import { moveOn, openSitting } from './support/sitting';

/** The notice of conclusions: drafted from the record, edited beside it, issued, declined and corrected, signed by order of the chair, read. */
test.describe.configure({ mode: 'serial' });

const CONCLUSION = 'Thống nhất với nội dung Báo cáo tình hình kinh tế – xã hội tháng 11 và ước cả năm 2026; giao Sở Tài chính tổng hợp ý kiến thành viên, hoàn thiện, trình ký ban hành trước ngày 05/12/2026.';

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let chair: Person;
let head: Person;
let session: string;

test.beforeAll(async () => {
  test.setTimeout(420_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-26T07:50:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', LAPTOP);
  chair = await arrive(browser, installation, 'chu.tich', TABLET);
  head = await arrive(browser, installation, 'chanh.van.phong', TABLET_PORTRAIT);
  session = await comingSession(installation, secretary);
});
test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

const go = async ({ page }: Person, to: string): Promise<Page> => {
  await page.goto(to.startsWith('http') ? to : `${installation.origin}${to}`);
  await alive(page);
  return page;
};
const fits = async (page: Page): Promise<void> => expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

test('conclusions NC7 the notice of the session before is read by everybody of it, from its page', async () => {
  const page = await go(head, '/meetings?part=past');
  await page.getByRole('link', { name: /tháng 10/ }).first().click();
  await page.getByRole('link', { name: 'Thông báo kết luận số 171/TB-UBND' }).click();
  await expect(page.getByText('TL. CHỦ TỊCH')).toBeVisible();
  await expect(page.getByText('CHÁNH VĂN PHÒNG', { exact: true })).toBeVisible();
  await expect(page.getByText('Đã ký đúng hạn')).toBeVisible();
  await expectAccessible(page);
  await fits(page);
  await picture(page, 'conclusions-signed-portrait');
});

test('conclusions NC1 NC8 after the session the secretary finds the notice waiting with its date, drafted from what was recorded', async () => {
  await openSitting(session, secretary, chair);
  await moveOn(chair.page, /^Sang nội dung 1$/);
  const { page } = secretary;
  await page.goto(`${session}/sitting/console`);
  await page.getByRole('button', { name: 'Ghi kết luận' }).click();
  const writing = page.getByRole('dialog');
  await writing.getByRole('textbox').fill(CONCLUSION);
  await writing.getByRole('button', { name: 'Lưu kết luận' }).click();
  await expect(writing).toHaveCount(0);
  await go(chair, `${session}/sitting/console`);
  await chair.page.getByRole('button', { name: 'Bế mạc phiên họp' }).click();
  await confirm(chair.page, /bế mạc/i);
  await expect(chair.page.getByText('Phiên họp đã bế mạc').first()).toBeVisible();
  await go(secretary, '/');
  const row = page.getByRole('link', { name: 'Mở thông báo' });
  await expect(page.getByText(/Hạn 03\/12\/2026, còn 5 ngày làm việc/)).toBeVisible();
  await picture(page, 'conclusions-home');
  await row.click();
  await page.getByRole('button', { name: 'Soạn thông báo kết luận' }).click();
  await expect(page.getByRole('textbox', { name: /^Nội dung 1\./ })).toHaveValue(new RegExp(CONCLUSION.slice(0, 40)));
  await expectAccessible(page);
  await picture(page, 'conclusions-edit');
});

test('conclusions NC2 NC4 a part is worded otherwise and taken back, what cannot be empty is said, and the head of the office signs by order', async () => {
  const { page } = secretary;
  const words = page.getByRole('textbox', { name: /^Nội dung 1\./ });
  await words.fill('Thống nhất với Báo cáo.\n- Giao Sở Tài chính hoàn thiện Báo cáo.');
  await expect(page.getByText('Khác với kết luận, nhiệm vụ đã ghi')).toBeVisible();
  await page.getByRole('textbox', { name: 'Trích yếu' }).fill('');
  await expect(page.getByText('Phần này không được để trống.')).toBeVisible();
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByRole('alert').getByText('Phần này không được để trống.')).toBeVisible();
  secretary.complaints.splice(0);
  await page.getByRole('textbox', { name: 'Trích yếu' }).fill('Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại Phiên họp thường kỳ tháng 11 năm 2026');
  await picture(page, 'conclusions-differs');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('Có nội dung chưa lưu')).toHaveCount(0);
  await page.getByRole('tab', { name: 'Xem bản in' }).click();
  await expect(page.getByText('- Giao Sở Tài chính hoàn thiện Báo cáo.')).toBeVisible();
  await expect(page.getByText('TL. CHỦ TỊCH')).toBeVisible();
  await picture(page, 'conclusions-preview');
  await page.getByRole('button', { name: 'Trình ký' }).click();
  await page.getByRole('alertdialog').getByLabel(/^Số/).fill('171');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Trình ký' }).click();
  await expect(page.getByText(/Số 171 đã/).first()).toBeVisible();
  secretary.complaints.splice(0);
  await page.getByRole('alertdialog').getByLabel(/^Số/).fill('');
  await confirm(page, 'Trình ký');
  await expect(page.getByText('Số: 172/TB-UBND')).toBeVisible();
});

test('conclusions NC5 NC6 declined with a reason, taken back and corrected; signed by order, and read by the others', async () => {
  let page = await go(head, '/');
  await page.getByRole('link', { name: 'Mở thông báo' }).click();
  await picture(page, 'conclusions-sign-portrait');
  await page.getByRole('button', { name: 'Từ chối ký' }).click();
  await page.getByRole('alertdialog').getByLabel('Lý do từ chối').fill('Thiếu thời hạn hoàn thành');
  await confirm(page, 'Từ chối ký');
  page = await go(secretary, '/');
  await page.getByRole('link', { name: 'Mở thông báo' }).click();
  await page.getByRole('button', { name: 'Lấy lại để sửa' }).click();
  await confirm(page, 'Lấy lại để sửa');
  // The subject, then the conclusion.
  for (const left of [1, 0]) {
    await page.getByRole('button', { name: 'Lấy lại theo bản đã ghi' }).first().click();
    await expect(page.getByRole('button', { name: 'Lấy lại theo bản đã ghi' })).toHaveCount(left);
  }
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(page.getByText('Có nội dung chưa lưu')).toHaveCount(0);
  await page.getByRole('button', { name: 'Trình ký' }).click();
  await confirm(page, 'Trình ký');
  await expect(page.getByText('Số: 172/TB-UBND')).toBeVisible();
  page = await go(head, '/');
  await page.getByRole('link', { name: 'Mở thông báo' }).click();
  await page.getByRole('button', { name: 'Ký thông báo kết luận' }).click();
  await page.getByRole('alertdialog').getByLabel('Mã PIN của khóa ký').fill(PASSWORD);
  await page.getByRole('alertdialog').getByRole('button', { name: 'Ký thông báo kết luận' }).click();
  await expect(page.getByText('Đã ký đúng hạn')).toBeVisible();
  page = await go(chair, session);
  await page.getByRole('link', { name: 'Thông báo kết luận số 172/TB-UBND' }).click();
  await expect(page.getByText(CONCLUSION)).toBeVisible();
  await fits(page);
  await picture(page, 'conclusions-chair');
  expectNoComplaints(secretary, chair, head);
});
