import { expect, test, type Browser, type Page } from '@playwright/test';
import { paperOf, SENTENCES } from '../support/carried-papers';
import { startInstallation, type RunningInstallation } from './support/installation';
import { arrive, comingSession, expectNoComplaints, LAPTOP, launch, TABLET, type Person } from './support/people';
import { picture } from './support/pictures';
import { marksShown } from './support/reader';

/** A paper is replaced when two people have marks on it: each finds them on the new version, is asked about the doubtful ones, and loses none. */
test.describe.configure({ mode: 'serial' });

const REASON = 'Sửa số liệu theo ý kiến của Sở Tài chính';
const [first = '', second = '', third = '', fourth = '', fifth = '', ...rest] = SENTENCES;
const CHANGED = 'Tourism grew by eleven percent although all flights stopped in June.';

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let member: Person;
let session = '';
let title = '';

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

async function replace(pages: readonly (readonly string[])[]): Promise<void> {
  const { page } = secretary;
  await page.goto(`${session}/agenda`);
  const item = page.locator('.ag-item').filter({ hasText: 'Tình hình kinh tế' });
  const head = item.locator('.ag-head');
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
  await item.getByRole('button', { name: `Việc khác với ${title}`, exact: true }).click();
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Thay bản mới' }).click();
  await (await chosen).setFiles({ name: 'ban-moi.pdf', mimeType: 'application/pdf', buffer: Buffer.from(await paperOf(pages)) });
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('textbox').fill(REASON);
  await dialog.getByRole('button', { name: 'Thay bản mới' }).click();
  await expect(dialog).toBeHidden({ timeout: 60_000 });
}

async function open(page: Page): Promise<void> {
  await page.goto(session);
  const link = page.getByRole('link', { name: /^Báo cáo/ }).first();
  title = ((await link.innerText()).split('\n')[0] ?? '').trim();
  await link.click();
  await page.locator('.rd-page[data-page="1"][data-condition=sharp]').waitFor({ timeout: 60_000 });
}

const line = (page: Page, words: string) => page.locator('.textLayer span').filter({ hasText: words.slice(0, 30) }).first();

/** A line drawn under the words of a line. */
async function drag(page: Page, words: string): Promise<void> {
  await line(page, words).waitFor();
  await line(page, words).scrollIntoViewIfNeeded();
  // What appears around the paper has moved it for the last time.
  let box = await line(page, words).boundingBox();
  await expect.poll(async () => {
    const before = box?.y;
    box = await line(page, words).boundingBox();
    return before === box?.y;
  }, { intervals: [400] }).toBe(true);
  if (!box) throw new Error(`there is no line ${words}`);
  const y = box.y + box.height + 2;
  await page.mouse.move(box.x + 4, y);
  await page.mouse.down();
  for (let step = 1; step <= 10; step += 1) await page.mouse.move(box.x + 4 + ((box.width - 8) * step) / 10, y);
  await page.mouse.up();
}
async function tool(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
}

test('annotations K14 K17 documents D50 two people find their marks on the new version, and each is asked about their own', async () => {
  test.setTimeout(240_000);
  const reader = member.page;
  await open(reader);
  await replace([[first, second, third, fourth, fifth, ...rest]]);
  await reader.getByRole('button', { name: 'Mở bản 2' }).click({ timeout: 60_000 });
  await expect(reader.getByText(/Đây là bản 2/)).toBeVisible();
  await reader.locator('.rd-page[data-page="1"][data-condition=sharp]').waitFor();
  await tool(reader, 'Bút');
  for (const [rank, words] of [first, third, second, fourth].entries()) {
    await drag(reader, words);
    await expect.poll(() => marksShown(reader)).toBe(rank + 1);
  }

  await open(secretary.page);
  await secretary.page.getByRole('button', { name: /^Ai thấy nét vẽ/ }).click();
  await secretary.page.getByRole('button', { name: /^Mọi người/ }).click();
  await tool(secretary.page, 'Bút');
  await drag(secretary.page, fifth);
  await expect.poll(() => marksShown(reader)).toBe(5);

  await replace([['A foreword of the office stands here.', first, third], [CHANGED, fifth, ...rest]]);
  await expect(reader.getByText(`Lý do thay: ${REASON}`)).toBeVisible({ timeout: 60_000 });
  await reader.getByRole('button', { name: 'Mở bản 3' }).click();
  await expect(reader.getByText(/đã chuyển/).first()).toBeVisible({ timeout: 60_000 });
  await reader.locator('.rd-page[data-page="1"][data-condition=sharp]').waitFor();
  await picture(reader, 'carried-first-page');
  const on = (page: number) => reader.locator(`.rd-page[data-page="${page}"] [data-mark]`);
  await expect(on(1)).toHaveCount(2);

  await reader.getByRole('button', { name: 'Xem ghi chú' }).click();
  const panel = reader.getByRole('dialog');
  await expect(panel.locator('.rd-old[data-drawn]').first()).toBeVisible({ timeout: 30_000 });
  await picture(reader, 'carried-panel');
  await expect(panel.getByText('Cần đồng chí xem lại: 1')).toBeVisible();
  await expect(panel.getByText('Trong khay: 1')).toBeVisible();
  // The doubtful one belongs there; that can be taken back, and said again.
  await panel.getByRole('button', { name: 'Đến chỗ đó' }).click();
  const question = reader.getByRole('button', { name: /^Xem lại ghi chú từ bản 2/ });
  await expect(question).toBeVisible();
  await expect(reader.locator('.rd-from', { hasText: 'Bản 2' }).first()).toBeVisible();
  await reader.locator('.rd-page[data-page="2"][data-condition=sharp]').waitFor();
  await picture(reader, 'carried-question');
  await question.click();
  const dialog = reader.getByRole('dialog');
  await expect(dialog.locator('.rd-old[data-drawn]')).toBeVisible({ timeout: 30_000 });
  await picture(reader, 'carried-question-open');
  await dialog.getByRole('button', { name: 'Đúng chỗ' }).click();
  await expect(question).toBeHidden();
  await reader.getByRole('button', { name: 'Hoàn tác', exact: true }).last().click();
  await expect(question).toBeVisible();
  await question.click();
  await reader.getByRole('dialog').getByRole('button', { name: 'Đúng chỗ' }).click();
  await expect(question).toBeHidden();

  // What lies in the tray is put on the page by a tap.
  await reader.getByRole('button', { name: 'Xem ghi chú' }).click();
  await expect(panel.getByText('Trong khay: 1')).toBeVisible();
  await panel.getByRole('button', { name: 'Đặt lên trang' }).click();
  await expect(reader.getByRole('group', { name: 'Chạm vào chỗ cần đặt ghi chú trên trang.' })).toBeVisible();
  await picture(reader, 'carried-placing');
  const before = await marksShown(reader);
  await reader.getByRole('button', { name: /^Đặt ở giữa trang/ }).click();
  await expect.poll(() => marksShown(reader)).toBe(before + 1);
  await expect(reader.getByText(/trong khay/)).toBeHidden();

  // The secretary is asked about nothing of the member's, and sees whose version the shared one is from.
  await open(secretary.page);
  await secretary.page.getByRole('button', { name: 'Xem ghi chú' }).click();
  await expect(secretary.page.getByRole('dialog').getByText('Đã chuyển: 1')).toBeVisible();
  await expect(secretary.page.getByRole('dialog').getByText(/Trong khay|Cần đồng chí xem lại/)).toHaveCount(0);
  expectNoComplaints(secretary, member);
});
