import { expect, test, type Browser, type Page } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import { startInstallation, type RunningInstallation } from './support/installation';
import { arrive, comingSession, expectNoComplaints, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { picture } from './support/pictures';
import { draw } from './support/reader';

/** A leader names who prepares; that person, without a seat of their own, reads and marks first; the leader adopts, dismisses, and ends it. */
test.describe.configure({ mode: 'serial' });

const LEADER = 'Lương Thục Khuê';
const HELPER = 'Trịnh Thị Sâm';
const ASKED = 'Đề nghị đồng chí hỏi lại Sở Tài chính về số liệu giải ngân vốn đầu tư công của quý III; báo cáo tháng trước ghi 61,4 %.';

let browser: Browser;
let installation: RunningInstallation;
let leader: Person;
let helper: Person;
let session = '';
let paper = '';

test.beforeAll(async () => {
  test.setTimeout(240_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-24T07:50:00+07:00' });
  leader = await arrive(browser, installation, 'pct.thuong.truc', TABLET);
  helper = await arrive(browser, installation, 'van.thu', TABLET_PORTRAIT);
  session = await comingSession(installation, leader);
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

const sharp = (page: Page) => page.locator('.rd-page[data-page="1"][data-condition=sharp]').waitFor({ timeout: 60_000 });
const marks = (page: Page, within = '.rd-page') => page.locator(`${within} [data-mark]`);
const own = (page: Page) => page.locator('.rd-page > svg.rd-ink [data-mark]');
const prepared = (page: Page) => page.locator('.rd-prepared [data-mark]');

async function tool(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
}

test('delegations DG1 DG2 a leader names somebody of the own agency; days that are over are told', async () => {
  const { page } = leader;
  await page.goto(`${installation.origin}/account`);
  await page.getByRole('link', { name: /^Người giúp việc chuẩn bị/ }).click();
  const person = page.getByRole('combobox', { name: /^Người giúp việc/ });
  await person.fill('sam');
  await page.getByRole('option', { name: new RegExp(HELPER) }).click();
  await page.getByRole('textbox', { name: 'Đến hết ngày' }).fill('01/11/2026');
  await page.getByRole('button', { name: 'Chọn người này' }).click();
  await expect(page.getByText('Ngày cuối phải từ hôm nay trở đi')).toBeVisible();
  // Said by the console too.
  leader.complaints.length = 0;
  await page.getByRole('textbox', { name: 'Đến hết ngày' }).fill('31/12/2026');
  await page.getByRole('button', { name: 'Chọn người này' }).click();
  await expect(page.getByText(`Đã chọn ${HELPER}`).first()).toBeVisible();
  await expect(page.getByRole('list', { name: 'Chuẩn bị cho đồng chí' }).getByRole('listitem')).toContainText('Từ 24/11/2026 đến hết 31/12/2026');
  await picture(page, 'assistants');
  await expectAccessible(page);
});

test('delegations DG3 who prepares finds the leader’s session and papers by a view that says for whom', async () => {
  test.setTimeout(120_000);
  const { page } = helper;
  await page.goto(installation.origin);
  await expect(page.getByText(`Chuẩn bị tài liệu cho ${LEADER}`)).toBeVisible();
  await page.getByRole('link', { name: 'Xem các phiên họp' }).click();
  await picture(page, 'prepare-for-chosen');
  await page.getByRole('link', { name: /thường kỳ/ }).first().click();
  await expect(page.getByRole('heading', { name: 'Chương trình', exact: true })).toBeVisible();
  await expect(page.getByText(`Đồng chí đang xem tài liệu như ${LEADER} thấy`)).toBeVisible();
  await picture(page, 'prepared-session-chosen');
  await expectAccessible(page);
  const link = page.getByRole('link', { name: /^Báo cáo/ }).first();
  paper = new URL((await link.getAttribute('href')) ?? '', installation.origin).pathname.split('/').at(-1) ?? '';
  await link.click();
  await sharp(page);
  await expect(page.getByText(`Chuẩn bị cho ${LEADER}: ghi chú màu tím`)).toBeVisible();
  // The paper's own address and the session stay closed.
  expect((await page.request.get(`${session}/read/${paper}`)).status()).toBe(404);
  expect((await page.request.get(`${installation.origin}/files/documents/${paper}/1`)).status()).toBe(404);
});

test('annotations K20 K21 K22 what was prepared is the leader’s to adopt, dismiss and hide; the leader’s own marks never reach who prepares', async () => {
  test.setTimeout(180_000);
  const [reader, maker] = [leader.page, helper.page];
  await reader.goto(`${session}/read/${paper}`);
  await sharp(reader);
  await tool(reader, 'Bút');
  await draw(reader, [[0.4, 0.8], [0.5, 0.82]]);
  await expect(own(reader)).toHaveCount(1);
  await tool(maker, 'Bút');
  await draw(maker, [[0.3, 0.35], [0.5, 0.36]]);
  await expect(marks(maker)).toHaveCount(1);
  await maker.waitForTimeout(1_600);
  await draw(maker, [[0.3, 0.5], [0.5, 0.51]]);
  await expect(marks(maker)).toHaveCount(2);
  await tool(maker, 'Ghi chú');
  await maker.mouse.click(0.35 * 820, 0.62 * 1180);
  await maker.getByRole('dialog').getByRole('textbox').fill(ASKED);
  await expect(maker.getByText('Chuẩn bị: chỉ')).toBeVisible();
  await picture(maker, 'prepared-note');
  await maker.getByRole('button', { name: 'Lưu ghi chú' }).click();
  await expect(maker.locator('.rd-pin')).toHaveCount(1);
  await picture(maker, 'prepared-making');
  // Live at the leader's, in the colour of who prepares.
  await expect(prepared(reader)).toHaveCount(2);
  await expect(reader.getByRole('button', { name: `${HELPER} chuẩn bị: 3 ghi chú` })).toBeVisible();
  await tool(reader, 'Kéo trang');
  await picture(reader, 'prepared-offered');
  await expectAccessible(reader);

  // Adopted by a tap, and taken back; then for good.
  const offers = reader.getByRole('button', { name: new RegExp(`^Nhận ghi chú ${HELPER} chuẩn bị`) });
  await offers.first().click();
  await expect(prepared(reader)).toHaveCount(1);
  await expect(own(reader)).toHaveCount(2);
  await expect(marks(maker)).toHaveCount(1);
  await reader.getByRole('button', { name: 'Hoàn tác', exact: true }).last().click();
  await expect(prepared(reader)).toHaveCount(2);
  await expect(own(reader)).toHaveCount(1);
  await offers.first().click();
  await expect(own(reader)).toHaveCount(2);
  await expect(reader.getByRole('img', { name: `Ghi chú này do ${HELPER} chuẩn bị` })).toHaveCount(1);

  // A note is read first; from the list the rest is dismissed, brought back, hidden and shown.
  await reader.getByRole('button', { name: new RegExp(`^Đọc ghi chú ${HELPER}`) }).click();
  await expect(reader.getByRole('dialog').getByText(ASKED)).toBeVisible();
  await picture(reader, 'prepared-read');
  await reader.getByRole('dialog').getByRole('button', { name: 'Nhận', exact: true }).click();
  await expect(reader.getByRole('dialog')).toBeHidden();
  await reader.getByRole('button', { name: `${HELPER} chuẩn bị: 1 ghi chú` }).click();
  const panel = reader.getByRole('dialog');
  await picture(reader, 'prepared-panel');
  await panel.getByRole('button', { name: 'Ẩn khỏi trang' }).click();
  await expect(prepared(reader)).toHaveCount(0);
  await panel.getByRole('button', { name: 'Hiện trên trang' }).click();
  await panel.getByRole('button', { name: 'Bỏ', exact: true }).click();
  await expect(panel.getByText('Không còn ghi chú nào chờ nhận.')).toBeVisible();
  await panel.getByRole('button', { name: 'Đưa lại 1 ghi chú vừa bỏ' }).click();
  await panel.getByRole('button', { name: 'Nhận', exact: true }).click();
  await expect(own(reader)).toHaveCount(3);
  await reader.keyboard.press('Escape');
  await expect(marks(maker)).toHaveCount(0);
  await expect(maker.locator('.rd-pin')).toHaveCount(0);
  await reader.reload();
  await sharp(reader);
  await expect(own(reader)).toHaveCount(3);
  await expect(reader.getByRole('img', { name: `Ghi chú này do ${HELPER} chuẩn bị` })).not.toHaveCount(0);
});

test('delegations DG2 live LR20 ended by the leader, what was open at the assistant’s is gone within two seconds', async () => {
  test.setTimeout(120_000);
  const { page } = leader;
  await draw(helper.page, [[0.3, 0.3], [0.5, 0.31]]);
  await page.goto(`${installation.origin}/account/assistants`);
  await page.getByRole('button', { name: 'Kết thúc' }).click();
  const dialog = page.getByRole('alertdialog');
  await picture(page, 'assistants-ending');
  await dialog.getByRole('button', { name: 'Kết thúc' }).click();
  await expect(dialog).toBeHidden();
  await expect(helper.page.getByRole('heading', { name: 'Không còn chuẩn bị cho người này' })).toBeVisible({ timeout: 2_500 });
  await picture(helper.page, 'prepared-over');
  expect((await helper.page.request.get(`${session.replace(/\/$/u, '')}`)).status()).toBe(404);
  expectNoComplaints(leader);
});
