import { expect, test, type Browser } from '@playwright/test';
import { PDFDocument } from 'pdf-lib';
import { startInstallation, type RunningInstallation } from './support/installation';
import { arrive, comingSession, expectNoComplaints, LAPTOP, launch, TABLET, type Person } from './support/people';
import { picture } from './support/pictures';
import { draw, marksShown } from './support/reader';

/** A paper is replaced while a member writes on it: marks stay where they were made, and nothing is put under the pen. */
test.describe.configure({ mode: 'serial' });

const REASON = 'Sửa số liệu bảng 3, trang 2 theo ý kiến của Sở Tài chính';

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let member: Person;
let session = '';

async function paper(pages: number): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) document.addPage([595, 842]).drawRectangle({ x: 60 + 20 * page, y: 600, width: 300, height: 60 + pages });
  return Buffer.from(await document.save());
}

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

/** The secretary puts a new version of a paper of the first item in place of the old. */
async function replace(title: string, pages: number, reason: string): Promise<void> {
  const { page } = secretary;
  await page.goto(`${session}/agenda`);
  const item = page.locator('.ag-item').filter({ hasText: 'Tình hình kinh tế' });
  const head = item.locator('.ag-head');
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
  await item.getByRole('button', { name: `Việc khác với ${title}`, exact: true }).click();
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Thay bản mới' }).click();
  await (await chosen).setFiles({ name: 'ban-moi.pdf', mimeType: 'application/pdf', buffer: await paper(pages) });
  const dialog = page.getByRole('alertdialog');
  // Without a reason nothing is sent.
  await expect(dialog.getByText('Hãy ghi lý do thay.')).toBeVisible();
  await picture(page, 'replace-reason');
  await dialog.getByRole('textbox').fill(reason);
  await dialog.getByRole('button', { name: 'Thay bản mới' }).click();
}

test('documents D32 D33 who reads is told with the reason, keeps their page, and finds the old version with its marks one tap away', async () => {
  const reader = member.page;
  await reader.goto(session);
  const link = reader.getByRole('link', { name: /^Báo cáo/ }).first();
  const title = ((await link.innerText()).split('\n')[0] ?? '').trim();
  await link.click();
  await reader.locator('.rd-page[data-page="1"][data-condition=sharp]').waitFor({ timeout: 60_000 });
  await reader.getByRole('button', { name: 'Bút', exact: true }).click();
  await draw(reader, [[0.45, 0.4], [0.55, 0.45]]);
  await expect.poll(() => marksShown(reader)).toBe(1);

  await replace(title, 3, REASON);
  await expect(reader.getByText(`Lý do thay: ${REASON}`)).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => marksShown(reader)).toBe(1);
  await picture(reader, 'replaced-while-reading');
  await reader.getByRole('button', { name: 'Mở bản 2' }).click();
  await expect(reader.getByText(/Đây là bản 2/)).toBeVisible();
  await reader.locator('.rd-page[data-page="1"][data-condition=sharp]').waitFor();
  await picture(reader, 'version-two');

  await reader.getByRole('button', { name: 'Ghi chú của bản 1' }).click();
  await expect.poll(() => marksShown(reader)).toBe(1);
  await expect(reader.getByRole('button', { name: 'Bút', exact: true })).toHaveCount(0);
  await reader.getByRole('button', { name: 'Mở bản 2' }).click();
  await expect(reader.getByText(/Đây là bản 2/)).toBeVisible();
  expectNoComplaints(secretary, member);
});

test('pen P22 the line that tells of it in the middle of a stroke leaves the paper under the pen', async () => {
  const reader = member.page;
  await reader.goto(session);
  await reader.getByRole('link', { name: /^Tóm tắt/ }).first().click();
  const sheet = reader.locator('.rd-page[data-page="1"]');
  await expect(sheet).toHaveAttribute('data-condition', 'sharp', { timeout: 60_000 });
  await reader.getByRole('button', { name: 'Bút', exact: true }).click();
  const before = await sheet.boundingBox();
  await draw(reader, [[0.45, 0.5], [0.5, 0.5]], { lift: false });
  await replace('Tóm tắt', 4, REASON);
  await expect(reader.getByText(`Lý do thay: ${REASON}`)).toBeVisible({ timeout: 60_000 });
  expect((await sheet.boundingBox())?.y).toBe(before?.y);
  await reader.mouse.move(1180 * 0.55, 820 * 0.5, { steps: 5 });
  await reader.mouse.up();
  await expect.poll(() => marksShown(reader)).toBe(1);
  // A level line stays one.
  expect((await reader.locator('[data-mark]').first().boundingBox())?.height).toBeLessThan(12);
  expectNoComplaints(secretary, member);
});
