import { expect, test, type Browser, type Page } from '@playwright/test';
import { pdfWithText } from '../integration/pdf-samples';
import { scannedPlan } from '../support/heavy-papers';
import { startInstallation, type RunningInstallation } from './support/installation';
import { arrive, comingSession, expectNoComplaints, giveFile, launch, TABLET, type Person } from './support/people';
import { picture } from './support/pictures';

/** Papers of other programs: what the uploader is told of them, and what a member sees. */
test.describe.configure({ mode: 'default' });

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let session = '';

test.beforeAll(async () => {
  test.setTimeout(240_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-24T07:50:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', TABLET);
  session = await comingSession(installation, secretary);
  await secretary.page.goto(`${session}/agenda`);
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

const send = (page: Page, name: string, content: Uint8Array): Promise<void> =>
  giveFile(page, { name, mimeType: 'application/pdf', buffer: Buffer.from(content) });

test('documents D25 D29 a plan of 70 million pixels is taken, the uploader is told which page is shown from a picture, and a member reads it', async () => {
  const { page } = secretary;
  await send(page, '03_Bản vẽ quy hoạch chi tiết khu đô thị ven sông Vân Hải.pdf', await scannedPlan());
  await expect(page.getByText('Đã kiểm tra, có lưu ý').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Trang 1 được hiện bằng ảnh (hình 70 triệu điểm ảnh).').first()).toBeVisible();
  await picture(page, 'heavy-page-uploaded');

  const member = await arrive(browser, installation, 'luc.thi.que.chi', TABLET);
  await member.page.goto(session);
  await member.page.locator('.ph-agenda-head', { hasText: 'Điều chỉnh kế hoạch' }).click();
  await member.page.getByRole('link', { name: /Bản vẽ quy hoạch/ }).first().click();
  const first = member.page.locator('.rd-page[data-page="1"][data-condition=sharp]');
  await expect(first).toBeVisible({ timeout: 120_000 });
  await expect(first.locator('img').first()).toHaveJSProperty('complete', true);
  await picture(member.page, 'heavy-page-read');
  expectNoComplaints(member);
  await member.context.close();
});

test('documents D17 D18 bytes around a PDF are told of and not shown', async () => {
  const { page } = secretary;
  const paper = Buffer.concat([Buffer.from('\x1b%-12345X@PJL JOB\r\n@PJL ENTER LANGUAGE=PDF\r\n'), Buffer.from(await pdfWithText([{ text: 'Tờ trình về việc phê duyệt', x: 80, y: 700, size: 14 }])), Buffer.from('\x1b%-12345X@PJL EOJ\r\n')]);
  await send(page, '02_Tờ trình in qua máy in.pdf', paper);
  await expect(page.getByText(/^Dữ liệu trước phần PDF/).first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/^Dữ liệu thừa sau phần PDF/).first()).toBeVisible();
  await picture(page, 'bytes-around-told');
  expectNoComplaints(secretary);
});
