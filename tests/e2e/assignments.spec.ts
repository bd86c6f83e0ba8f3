import { expect, test, type Browser, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { startInstallation, type InstallationOptions, type RunningInstallation } from './support/installation';
import { alive, arrive, comingSession, confirm, expectNoComplaints, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { expectAccessible } from './support/accessible';
import { picture } from './support/pictures';
import { moveOn, openSitting } from './support/sitting';

/** What conclusions ask of units: given, reported, late, done, and on the agenda of the next session. */
test.describe.configure({ mode: 'serial' });

const LATE = 'Hoàn thành phương án bảo đảm hàng hóa, bình ổn giá dịp cuối năm';
const WORKED_ON = 'Rà soát từng dự án, lập phương án điều chỉnh kế hoạch đầu tư công';
const DONE = 'Thống kê thiệt hại do mưa lũ, đề xuất mức hỗ trợ';

const options: InstallationOptions = { clock: '2026-11-26T07:50:00+07:00' };
let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let chair: Person;
let officer: Person;
let finance: Person;
let session: string;

test.beforeAll(async () => {
  test.setTimeout(420_000);
  browser = await launch();
  installation = await startInstallation(options);
  secretary = await arrive(browser, installation, 'thu.ky', TABLET);
  chair = await arrive(browser, installation, 'chu.tich', TABLET);
  officer = await arrive(browser, installation, 'doan.ich.lan', TABLET_PORTRAIT);
  finance = await arrive(browser, installation, 'cu.minh.thac', TABLET);
  session = await comingSession(installation, secretary);
});
test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

const go = async ({ page }: Person, to: string): Promise<Page> => {
  await page.goto(`${installation.origin}${to}`);
  await alive(page);
  return page;
};
/** What was refused on purpose, as the browser's console has it. */
const refusedOnce = ({ complaints }: Person): void => expect(complaints.splice(0)).toEqual([expect.stringContaining('400 (Bad Request)')]);

/** Nothing is wider than the window. */
const fits = async (page: Page): Promise<void> => expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

test('assignments TK7 TK14 an officer sees what is overdue on the home screen and asks for more time with a reason', async () => {
  const page = await go(officer, '/');
  await expect(page.getByRole('heading', { name: /Nhiệm vụ của đơn vị/ })).toBeVisible();
  await expect(page.getByText(/Quá hạn \d+ ngày làm việc/).first()).toBeVisible();
  await picture(page, 'assignments-home');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Gặp khó khăn, xin gia hạn' }).click();
  const dialog = page.getByRole('dialog');
  // Without a reason nothing is asked.
  await dialog.getByRole('button', { name: 'Gửi đề nghị gia hạn' }).click();
  await expect(dialog.getByText('Hãy ghi lý do (ít nhất 3 ký tự).')).toBeVisible();
  refusedOnce(officer);
  await dialog.getByLabel('Khó khăn, lý do').fill('Ba doanh nghiệp đầu mối chưa gửi phương án dự trữ');
  await dialog.getByRole('textbox', { name: 'Xin hoàn thành vào ngày' }).fill('03/12/2026');
  await dialog.getByRole('button', { name: 'Gửi đề nghị gia hạn' }).click();
  await expect(page.getByText('Xin gia hạn đến 03/12/2026')).toBeVisible();
});

test('assignments TK7 TK8 done is reported with what was delivered, returned with a reason, and confirmed', async () => {
  let page = await go(finance, '/');
  await page.getByRole('link', { name: WORKED_ON }).click();
  await page.waitForURL(/\/assignments\//u);
  await expect(page.getByRole('heading', { name: 'Báo cáo của đơn vị' })).toBeVisible();
  await page.getByRole('button', { name: 'Hoàn thành', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Gửi báo cáo hoàn thành' }).click();
  await expect(page.getByRole('dialog').getByText('Hãy ghi kết quả đã gửi, hoặc chọn một tài liệu.')).toBeVisible();
  refusedOnce(finance);
  await page.getByRole('dialog').getByLabel('Kết quả, sản phẩm đã gửi').fill('Tờ trình số 512/TTr-STC ngày 25/11/2026');
  await page.getByRole('dialog').getByRole('button', { name: 'Gửi báo cáo hoàn thành' }).click();
  await expect(page.getByText('Chờ xác nhận').first()).toBeVisible();
  const address = new URL(page.url()).pathname;
  page = await go(secretary, address);
  await picture(page, 'assignment-office');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Trả lại' }).click();
  await page.getByRole('alertdialog').getByLabel('Lý do').fill('Chưa có danh mục 11 dự án còn lại');
  await confirm(page, 'Trả lại');
  await expect(page.getByText('Chưa có danh mục 11 dự án còn lại')).toBeVisible();
  page = await go(finance, address);
  await page.getByRole('button', { name: 'Hoàn thành', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Kết quả, sản phẩm đã gửi').fill('Tờ trình số 515/TTr-STC kèm danh mục đủ 32 dự án');
  await page.getByRole('dialog').getByRole('button', { name: 'Gửi báo cáo hoàn thành' }).click();
  await expect(page.getByText('Chờ xác nhận').first()).toBeVisible();
  page = await go(secretary, address);
  await page.getByRole('button', { name: 'Xác nhận hoàn thành' }).click();
  await expect(page.getByText('Đã hoàn thành').first()).toBeVisible();
});

test('assignments TK11 one list for the office, the most overdue first; its counts are its rows, its file has them all', async () => {
  const page = await go(secretary, '/assignments');
  await expect(page.getByRole('heading', { name: /^Quá hạn/ })).toBeVisible();
  await picture(page, 'assignments-list');
  await expectAccessible(page);
  const open = Number(/: (\d+)/u.exec((await page.getByRole('link', { name: /^Đang thực hiện: / }).textContent()) ?? '')?.[1]);
  expect(await page.locator('main .ph-rows-item').count()).toBe(open);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Tải bảng' }).click()]);
  const lines = readFileSync(await download.path(), 'utf8').trim().split('\r\n');
  expect(lines).toHaveLength(open + 1);
  await page.setViewportSize({ width: 820, height: 1180 });
  await picture(page, 'assignments-list-portrait');
  await fits(page);
  await page.setViewportSize(TABLET.viewport);
});

test('assignments TK12 TK13 the next session has what became of it, and takes what is not done onto its agenda by one tap', async () => {
  const { pathname } = new URL(session);
  let page = await go(secretary, `${pathname}/results`);
  await expect(page.getByText('Tổng số: 4')).toBeVisible();
  await picture(page, 'assignments-results');
  await expectAccessible(page);
  await expect(page.getByRole('row', { name: new RegExp(DONE) }).getByRole('button')).toHaveCount(0);
  await page.getByRole('button', { name: `Đưa vào chương trình: ${LATE}` }).click();
  await expect(page.getByRole('row', { name: new RegExp(LATE) }).getByText('Đã ở trong chương trình')).toBeVisible();
  page = await go(secretary, `${pathname}/agenda`);
  await expect(page.getByText(`Kết quả thực hiện: ${LATE}`).first()).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await go(secretary, `${pathname}/results`);
  await picture(page, 'assignments-results-print');
  await page.emulateMedia({ media: 'screen' });
  // The table has a box of its own to scroll in; the page has none.
  await page.setViewportSize({ width: 820, height: 1180 });
  await picture(page, 'assignments-results-portrait');
  await fits(page);
  await page.setViewportSize(TABLET.viewport);
});

test('sitting L80 assignments TK1 TK3 from the conclusion in the sitting to its assignment; units see nothing before the minutes are approved', async () => {
  test.setTimeout(420_000);
  const { pathname } = new URL(session);
  await openSitting(session, secretary, chair);
  await moveOn(chair.page, /^Sang nội dung 1$/);
  let page = await go(secretary, `${pathname}/sitting/console`);
  await page.getByRole('button', { name: 'Ghi kết luận' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('Thống nhất nội dung Báo cáo.\nGiao Sở Tài chính hoàn thiện Báo cáo, tham mưu kịch bản tăng trưởng quý I/2027.');
  await page.getByRole('dialog').getByRole('button', { name: /Lưu/ }).click();
  await page.getByRole('link', { name: 'Giao nhiệm vụ' }).click();
  await page.getByRole('button', { name: /^Giao việc này: Giao Sở Tài chính/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Nội dung nhiệm vụ')).toHaveValue(/tham mưu kịch bản tăng trưởng/);
  await dialog.getByRole('textbox', { name: /^Ngày/ }).fill('05/12/2026');
  await expect(dialog.getByText('Ngày nghỉ: hết hạn vào cuối ngày 07/12/2026.')).toBeVisible();
  await dialog.getByLabel('Sản phẩm').fill('Báo cáo');
  await picture(page, 'assignment-dialog');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByText('Dự kiến giao')).toBeVisible();
  await picture(page, 'assignments-session');
  await expectAccessible(page);
  page = await go(finance, '/assignments?of=units');
  await expect(page.getByText('tham mưu kịch bản tăng trưởng')).toHaveCount(0);
  await go(chair, `${pathname}/assignments`);
  await expect(chair.page.getByText('Dự kiến giao')).toBeVisible();
  expectNoComplaints(secretary, chair, officer, finance);
});

test('assignments TK2 TK10 days later the clock alone makes the list red', async () => {
  options.clock = '2026-12-10T09:00:00+07:00';
  await installation.killAndRestart();
  const late = await arrive(browser, installation, 'thu.ky', TABLET);
  const page = await go(late, '/assignments');
  // Asked for the third of December, nobody answered: the date that stands counts.
  const rows = page.locator('.as-red .ph-rows-item');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText(LATE);
  expectNoComplaints(late);
});
