import { expect, test, type Browser } from '@playwright/test';
import { startInstallation, type RunningInstallation } from './support/installation';
import { arrive, comingSession, expectNoComplaints, LAPTOP, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { picture } from './support/pictures';
import { paperShown } from './support/reader';
import { textPaper } from '../support/text-paper';

/** A secretary replaces a paper; a member sees what changed in it, word by word. */
test.describe.configure({ mode: 'serial' });

const REASON = 'Điều chỉnh tỷ lệ giải ngân và bổ sung khoản 3 Điều 2 theo ý kiến thẩm định của Sở Tư pháp';
const FIRST = [
  'QUYẾT ĐỊNH\nVề việc phân bổ vốn đầu tư công trung hạn giai đoạn 2026-2030\n\nĐiều 1. Phạm vi điều chỉnh, đối tượng áp dụng\n\nQuyết định này quy định nguyên tắc, tiêu chí và định mức phân bổ vốn đầu tư\ncông nguồn ngân sách địa phương giai đoạn 2026-2030 trên địa bàn tỉnh.\n\nĐiều 2. Tỷ lệ giải ngân\n\n1. Tỷ lệ giải ngân của các chủ đầu tư đến hết quý III phải đạt từ 60% kế hoạch\nvốn được giao trở lên.\n\n2. Đơn vị không đạt tỷ lệ nêu tại khoản 1 Điều này bị điều chỉnh giảm kế hoạch\nvốn của năm sau theo quy định.',
  'Điều 3. Trách nhiệm của các cơ quan\n\nSở Tài chính chủ trì, phối hợp với các sở, ban, ngành theo dõi, đôn đốc việc thực\nhiện và báo cáo Ủy ban nhân dân tỉnh trước ngày 25 hằng tháng.\n\nĐiều 4. Hiệu lực thi hành\n\nQuyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng Ủy ban nhân dân tỉnh,\nGiám đốc các sở, Thủ trưởng các ban, ngành chịu trách nhiệm thi hành.',
];
const SECOND = [
  (FIRST[0] ?? '').replace('60% kế hoạch', '75% kế hoạch').replace('theo quy định.', 'theo quy định của Luật Đầu tư công.\n\n3. Trường hợp bất khả kháng, chủ đầu tư báo cáo Ủy ban nhân dân tỉnh xem xét,\nquyết định trước ngày 15 tháng 10 hằng năm.'),
  (FIRST[1] ?? '').replace('trước ngày 25 hằng tháng', 'trước ngày 20 hằng tháng'),
];

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

async function replace(pages: readonly string[]): Promise<void> {
  const { page } = secretary;
  await page.goto(`${session}/agenda`);
  const item = page.locator('.ag-item').filter({ hasText: 'Tình hình kinh tế' });
  const head = item.locator('.ag-head');
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
  await item.getByRole('button', { name: 'Việc khác với Tóm tắt', exact: true }).click();
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Thay bản mới' }).click();
  await (await chosen).setFiles({ name: 'ban-moi.pdf', mimeType: 'application/pdf', buffer: await textPaper(pages) });
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('textbox').fill(REASON);
  await dialog.getByRole('button', { name: 'Thay bản mới' }).click();
  await expect(dialog).toBeHidden({ timeout: 60_000 });
}

test('documents D67 D69 a member goes from the new version to what changed in it, from change to change, and to its page', async () => {
  test.setTimeout(300_000);
  const { page } = member;
  await page.goto(session);
  await page.getByRole('link', { name: /^Tóm tắt/ }).first().click();
  await page.locator('.rd-page[data-page="1"]').waitFor({ timeout: 60_000 });
  await replace(FIRST);
  await page.getByRole('button', { name: 'Mở bản 2' }).click({ timeout: 120_000 });
  await expect(page.getByText(/Đây là bản 2/)).toBeVisible();
  await replace(SECOND);
  await expect(page.getByRole('button', { name: 'Mở bản 3' })).toBeVisible({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Mở bản 3' }).click();
  await expect(page.getByText(/Đây là bản 3/)).toBeVisible();
  await page.getByRole('link', { name: 'Xem thay đổi' }).click();
  await expect(page.getByRole('heading', { name: 'Bản 2 và bản 3' })).toBeVisible();
  await expect(page.locator('.cp-row[data-kind=added]')).toHaveCount(1, { timeout: 120_000 });
  await expect(page.getByText('4 thay đổi').first()).toBeVisible();
  await picture(page, 'compared');
  await page.getByRole('button', { name: 'Thay đổi sau' }).tap();
  const current = page.locator('.cp-row[data-current]');
  await expect(current).toContainText('Điều 2, khoản 1');
  await expect(current.locator('.cp-sides del')).toContainText('60%');
  await expect(current.locator('.cp-sides ins')).toContainText('75%');
  await page.keyboard.press('n');
  await expect(page.getByText('Thay đổi 2 trên 4')).toBeVisible();
  await page.keyboard.press('p');
  await expect(current).toBeFocused();
  await page.setViewportSize(TABLET_PORTRAIT.viewport);
  await expect(current.locator('.cp-both del')).toBeVisible();
  await picture(page, 'compared-portrait');
  await page.setViewportSize(TABLET.viewport);
  await page.evaluate(() => { document.documentElement.dataset.theme = 'dim'; });
  await picture(page, 'compared-dim');
  await page.evaluate(() => { document.documentElement.dataset.theme = 'light'; });
  await current.getByRole('link', { name: /Mở trang 1, bản 3/ }).click();
  await expect(page.locator('.rd-thumb[data-changed]')).toHaveCount(2, { timeout: 60_000 });
  await paperShown(page);
  await picture(page, 'changed-pages');
  expectNoComplaints(secretary, member);
});

test('documents D66 versions that are not there, and a paper that is withdrawn, are compared for nobody', async () => {
  const { page } = member;
  const address = `${page.url().replace('/read/', '/compare/').split('?')[0]}`;
  expect((await page.request.get(`${address}?from=1&to=9`)).status()).toBe(404);
  expect((await page.request.get(`${address}?from=2&to=2`)).status()).toBe(404);
});

test('meetings M33 all that changed stands in one list until it was gone through, with what changed in papers in short', async () => {
  const { page } = member;
  await page.goto(`${session}/changes`);
  await expect(page.getByRole('heading', { name: 'Thay đổi từ lần xem trước' })).toBeVisible();
  await expect(page.getByText(`Lý do: ${REASON}`).first()).toBeVisible();
  // The version known to this reader is two before the newest: the page asked for them to be compared.
  await expect(page.locator('.ch-change').first()).toBeVisible({ timeout: 60_000 });
  await picture(page, 'changes');
  await page.setViewportSize(TABLET_PORTRAIT.viewport);
  await picture(page, 'changes-portrait');
  await page.getByRole('button', { name: 'Đã xem hết' }).tap();
  await expect(page.getByText('Đã ghi nhận', { exact: false }).first()).toBeVisible();
  await page.reload();
  await expect(page.getByText('Không có thay đổi nào từ lần xem trước.')).toBeVisible();
  expectNoComplaints(secretary, member);
});
