import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { pdfWithText } from '../integration/pdf-samples';
import { root, startInstallation, type RunningInstallation } from './support/installation';
import { alive, arrive, comingSession, expectNoComplaints, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { picture } from './support/pictures';

/** A pile of files on an agenda: placed, asked about, cut off and gone on with. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let session = '';

test.beforeAll(async () => {
  test.setTimeout(600_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-24T07:50:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', TABLET);
  session = await comingSession(installation, secretary);
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

let made = 0;
const pdf = async (text: string): Promise<Buffer> => Buffer.from(await pdfWithText([{ text, x: 70, y: 700, size: 13 }, { text: `Tệp ${made += 1}`, x: 70, y: 650, size: 11 }]));
const panel = (page: Page) => page.getByRole('complementary', { name: 'Chương trình phiên họp' });
const chooser = (page: Page) => panel(page).locator('input[type=file]');
const fileRow = (page: Page, name: string) => panel(page).getByRole('listitem').filter({ hasText: name });

const NAMES: [name: string, text: string][] = [
  ['03_To trinh dieu chinh DTC.pdf', 'TỜ TRÌNH'],
  ['Copy of Kế hoạch chuyển đổi số (1).pdf'.normalize('NFD'), 'KẾ HOẠCH'],
  ['03-12-2026 xu ly tru so doi du.pdf', 'BÁO CÁO'],
  ['BC-456-STC.pdf', 'BÁO CÁO Điều chỉnh kế hoạch đầu tư công năm 2026'],
  ['Nội dung 1 - phu luc.pdf', 'PHỤ LỤC'],
  ['scan0001.pdf', 'Trang quét'],
  ['ke hoach.pdf', 'Kế hoạch'],
];

test('documents D37 files dropped at once are placed by name and first page, and the doubtful ones are asked about, likeliest item first', async () => {
  const { page } = secretary;
  await page.goto(`${session}/agenda`);
  await alive(page);
  await chooser(page).setInputFiles(await Promise.all(NAMES.map(async ([name, text]) => ({ name, mimeType: 'application/pdf', buffer: await pdf(text) }))));
  await expect(panel(page)).toContainText('tệp cần hỏi');
  for (const [name, place] of [['03_To trinh', 'Nội dung 3'], ['BC-456-STC', 'Nội dung 3'], ['03-12-2026', 'Nội dung 6'], ['Nội dung 1', 'Nội dung 1']] as const) {
    await expect(fileRow(page, name)).toContainText(place, { timeout: 60_000 });
    await expect(fileRow(page, name)).toContainText('Đã kiểm tra', { timeout: 60_000 });
  }
  await expect(panel(page).getByText('Tệp này thuộc nội dung nào?')).toHaveCount(2);
  await expect(panel(page).getByText('scan0001.pdf')).toBeVisible();
  await picture(page, 'bringing-tablet');
  const axe = readFileSync(path.join(root, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
  await page.evaluate(axe);
  const findings = await page.evaluate(async () => (await (window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }).axe.run()).violations.map(({ id }) => id));
  expect(findings).toEqual([]);
  for (const button of await panel(page).getByRole('button').filter({ visible: true }).all()) expect((await button.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(48);
  await page.setViewportSize(TABLET_PORTRAIT.viewport);
  await panel(page).scrollIntoViewIfNeeded();
  await picture(page, 'bringing-portrait');
  await page.setViewportSize(TABLET.viewport);
});

test('documents D41 a file that the network cut off goes on by itself, also over a reload, and is called off by keyboard', async () => {
  const { page, context } = secretary;
  test.setTimeout(600_000);
  await page.goto(`${session}/agenda`);
  await alive(page);
  // A paper larger than several parts.
  const large = Buffer.concat([await pdf('PHỤ LỤC'), Buffer.from('\n%'), Buffer.alloc(14 * 1024 * 1024, 'x'), Buffer.from('\n')]);
  let parts = 0;
  const offsets: string[] = [];
  await page.route('**/upload/arriving/**', async (route) => {
    const offset = (await route.request().allHeaders())['upload-offset'];
    if (offset !== undefined) offsets.push(offset);
    parts += offset === undefined ? 0 : 1;
    if (offset !== undefined && parts === 2) await context.setOffline(true);
    await route.continue();
  });
  await chooser(page).setInputFiles([{ name: 'Nội dung 2 - biểu lớn.pdf', mimeType: 'application/pdf', buffer: large }]);
  await expect(fileRow(page, 'biểu lớn')).toContainText('Đang đợi gửi tiếp', { timeout: 30_000 });
  await expect(fileRow(page, 'biểu lớn')).toContainText('Tệp tự gửi tiếp từ chỗ đã dừng');
  await picture(page, 'bringing-interrupted');
  await context.setOffline(false);
  await page.reload();
  await alive(page);
  await expect(fileRow(page, 'biểu lớn')).toContainText(/Đã kiểm tra|Không nhận/, { timeout: 60_000 });
  // The first part was not sent a second time.
  expect(offsets.filter((offset) => offset === '0')).toHaveLength(1);
  await page.unroute('**/upload/arriving/**');

  await context.setOffline(true);
  await chooser(page).setInputFiles([{ name: 'Nội dung 2 - không cần nữa.pdf', mimeType: 'application/pdf', buffer: await pdf('PHỤ LỤC') }]);
  await expect(fileRow(page, 'không cần nữa')).toContainText('Đang đợi gửi tiếp', { timeout: 30_000 });
  await fileRow(page, 'không cần nữa').getByRole('button', { name: /^Dừng gửi/ }).focus();
  await page.keyboard.press('Enter');
  await expect(fileRow(page, 'không cần nữa')).toHaveCount(0);
  await context.setOffline(false);
  await page.reload();
  await alive(page);
  await expect(fileRow(page, 'không cần nữa')).toHaveCount(0);
  expectNoComplaints(secretary);
});
