import { expect, test, type Browser, type Locator } from '@playwright/test';
import Database from 'better-sqlite3';
import path from 'node:path';
import { startInstallation, type RunningInstallation } from './support/installation';
import { alive, arrive, comingSession, expectNoComplaints, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { picture } from './support/pictures';

/** A secretary says who may see what, while it is being read; those it is kept from lose it, those it is kept for do not. */
test.describe.configure({ mode: 'serial' });

const PAPER = 'Tóm tắt';
const ITEM = 'Tình hình kinh tế';

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let kept: Person;
let named: Person;
let session = '';

test.beforeAll(async () => {
  test.setTimeout(240_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-24T07:50:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', TABLET);
  kept = await arrive(browser, installation, 'luc.thi.que.chi', TABLET);
  named = await arrive(browser, installation, 'cu.minh.thac', TABLET);
  session = await comingSession(installation, secretary);
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

/** The first item in the editor, open to its papers. */
async function openItem(): Promise<Locator> {
  const { page } = secretary;
  await page.goto(`${session}/agenda`);
  await alive(page);
  const item = page.locator('.ag-item').filter({ hasText: ITEM });
  const head = item.locator('.ag-head');
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
  return item;
}

async function askAboutPaper(title: string): Promise<Locator> {
  const item = await openItem();
  await item.getByRole('button', { name: `Việc khác với ${title}`, exact: true }).click();
  await secretary.page.getByRole('dialog').getByRole('button', { name: 'Ai được xem' }).click();
  const dialog = secretary.page.getByRole('dialog', { name: 'Ai được xem' });
  await expect(dialog).toBeVisible();
  return dialog;
}

async function choose(dialog: Locator, typed: string, name: RegExp): Promise<void> {
  const field = dialog.getByRole('combobox', { name: 'Thêm người hoặc đơn vị' });
  await field.fill(typed);
  await dialog.getByRole('option', { name }).click();
}

/** Addresses of people of the session, by their names. */
function personId(fullName: string): string {
  const rows = new Database(path.join(installation.dataDir, 'phien.sqlite'), { readonly: true });
  try {
    return String(rows.prepare('SELECT "id" FROM "Person" WHERE "fullName" = ?').pluck().get(fullName));
  } finally {
    rows.close();
  }
}

test('documents D55 an audience of nobody is refused in words, and the dialog says before saving how many will see it', async () => {
  const dialog = await askAboutPaper(PAPER);
  await expect(dialog.getByText(/Sau khi lưu: (\d+) trên \1 người của phiên xem được/)).toBeVisible();
  await dialog.getByRole('radio', { name: /^Những người và đơn vị được chọn/ }).check();
  await dialog.getByRole('button', { name: 'Lưu người được xem' }).click();
  await expect(dialog.getByText('Hãy chọn ít nhất một người hoặc một đơn vị được xem.')).toBeInViewport();
  await picture(secretary.page, 'audience-nobody');
  await choose(dialog, 'cu minh thac', /^Cù Minh Thạc/);
  await choose(dialog, 'so tai chinh', /^Sở Tài chính/);
  await expect(dialog.getByRole('list', { name: 'Đã chọn' }).getByRole('listitem')).toHaveCount(2);
  await picture(secretary.page, 'audience-dialog');
  // A time that ends before it begins.
  await dialog.getByRole('checkbox', { name: /^Chỉ trong một khoảng thời gian/ }).check();
  await dialog.getByRole('textbox', { name: 'Xem từ ngày' }).fill('27/11/2026');
  await dialog.getByRole('button', { name: 'Lưu người được xem' }).click();
  await expect(dialog.getByText('Ghi cả ngày và giờ, hoặc để trống cả hai.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Giờ bắt đầu xem' }).fill('9:00');
  await dialog.getByRole('textbox', { name: 'Xem đến ngày' }).fill('26/11/2026');
  await dialog.getByRole('textbox', { name: 'Giờ thôi xem' }).fill('9:00');
  await dialog.getByRole('button', { name: 'Lưu người được xem' }).click();
  await expect(dialog.getByText('Giờ kết thúc phải sau giờ bắt đầu được xem.')).toBeInViewport();
  await secretary.page.setViewportSize(TABLET_PORTRAIT.viewport);
  await picture(secretary.page, 'audience-dialog-portrait');
  await secretary.page.setViewportSize(TABLET.viewport);
  await dialog.getByRole('button', { name: 'Thôi', exact: true }).click();
  await expect(dialog).toBeHidden();
  // The two refusals.
  expect(secretary.complaints.splice(0).filter((complaint) => !/status of 400/.test(complaint))).toEqual([]);
});

test('documents D54 a paper that is kept from somebody closes in front of them within seconds; who is named reads on', async () => {
  for (const { page } of [kept, named]) {
    await page.goto(session);
    await page.getByRole('link', { name: new RegExp(`^${PAPER}`) }).first().click();
    await page.locator('.rd-page[data-page="1"][data-condition=sharp]').waitFor({ timeout: 60_000 });
  }
  const dialog = await askAboutPaper(PAPER);
  await dialog.getByRole('radio', { name: /^Những người và đơn vị được chọn/ }).check();
  await choose(dialog, 'cu minh thac', /^Cù Minh Thạc/);
  await dialog.getByRole('button', { name: 'Lưu người được xem' }).click();
  await expect(dialog).toBeHidden();

  await expect(kept.page.getByRole('heading', { name: 'Tài liệu này không còn xem được' })).toBeVisible({ timeout: 5_000 });
  await picture(kept.page, 'audience-gone');
  await expect(kept.page.locator('.rd-page')).toHaveCount(0);
  await expect(named.page.locator('.rd-page[data-page="1"][data-condition=sharp]')).toBeVisible();

  const item = await openItem();
  await expect(item.getByText(/^Chỉ Cù Minh Thạc/)).toBeVisible();
  await picture(secretary.page, 'audience-editor');
  await secretary.page.setViewportSize(TABLET_PORTRAIT.viewport);
  await picture(secretary.page, 'audience-editor-portrait');
  await secretary.page.setViewportSize(TABLET.viewport);

  await kept.page.getByRole('link', { name: 'Về phiên họp' }).first().click();
  await expect(kept.page.getByRole('link', { name: /^Báo cáo/ }).first()).toBeVisible();
  await expect(kept.page.getByRole('link', { name: new RegExp(`^${PAPER}`) })).toHaveCount(0);
  await named.page.goto(session);
  await expect(named.page.getByRole('link', { name: new RegExp(`^${PAPER}`) }).first()).toContainText('Giới hạn người xem');
  await picture(named.page, 'audience-reader');
  // That it is gone.
  expect(kept.complaints.splice(0).filter((complaint) => !/status of 404 .*\/files\/documents\//.test(complaint))).toEqual([]);
  expectNoComplaints(secretary, named);
});

test('agenda A30 an item is kept for its members within a time, and its row says so to whoever sees it', async () => {
  const { page } = secretary;
  const item = await openItem();
  await item.getByRole('button', { name: /^Ai được xem/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Ai được xem' });
  await dialog.getByRole('radio', { name: /^Chỉ thành viên/ }).check();
  await dialog.getByRole('checkbox', { name: /^Chỉ trong một khoảng thời gian/ }).check();
  await dialog.getByRole('textbox', { name: 'Xem đến ngày' }).fill('30/11/2026');
  await dialog.getByRole('textbox', { name: 'Giờ thôi xem' }).fill('17 giờ');
  await dialog.getByText(/^Xem tên/).click();
  await dialog.getByText(/^Xem tên/).scrollIntoViewIfNeeded();
  await picture(page, 'audience-item');
  await dialog.getByRole('button', { name: 'Lưu người được xem' }).click();
  await expect(dialog).toBeHidden();
  await expect(item.getByText('Chỉ thành viên, đến 17:00, 30/11/2026')).toBeVisible();
  await item.locator('.ag-head').scrollIntoViewIfNeeded();
  await picture(page, 'audience-item-row');
  await named.page.goto(session);
  await expect(named.page.getByText(/giới hạn người xem/).first()).toBeVisible();
  await expect(named.page.getByRole('link', { name: /^Báo cáo/ }).first()).toBeVisible();
  expectNoComplaints(secretary, named);
});

test('meetings M43 looking as somebody shows what they see, says so, and stands in the audit log', async () => {
  const { page } = secretary;
  await page.goto(`${session}/as`);
  await alive(page);
  await picture(page, 'see-as-choose');
  await page.getByLabel('Tìm trong thành phần').fill('que chi');
  await page.getByRole('link', { name: /Lục Thị Quế Chi/ }).click();
  await expect(page.getByRole('heading', { name: 'Bạn đang xem như Lục Thị Quế Chi' })).toBeVisible();
  await expect(page.getByText(/^Báo cáo/).first()).toBeVisible();
  await expect(page.getByText(PAPER, { exact: true })).toHaveCount(0);
  await picture(page, 'see-as');
  await page.setViewportSize(TABLET_PORTRAIT.viewport);
  await picture(page, 'see-as-portrait');
  await page.setViewportSize(TABLET.viewport);
  await page.getByRole('link', { name: 'Xem như người khác' }).click();
  await page.getByRole('link', { name: /Cù Minh Thạc/ }).click();
  await expect(page.getByText(PAPER, { exact: true })).toBeVisible();
  const rows = new Database(path.join(installation.dataDir, 'phien.sqlite'), { readonly: true });
  expect(rows.prepare(`SELECT count(*) FROM "AuditEntry" WHERE "action" = 'meetings.note-seen-as'`).pluck().get()).toBeGreaterThanOrEqual(2);
  rows.close();
  // Nobody else looks as anybody.
  expect((await kept.page.request.get(`${session}/as`)).status()).toBe(403);
  expect((await kept.page.request.get(`${session}/as/${personId('Cù Minh Thạc')}`)).status()).toBe(403);
  expectNoComplaints(secretary, kept);
});

test('meetings M44 a guest is asked to one item when added and later, and the list of attendees says so', async () => {
  const { page } = secretary;
  await page.goto(`${session}/attendees`);
  await alive(page);
  const side = page.getByRole('complementary', { name: 'Thêm đại biểu mời' });
  const choice = side.getByLabel('Dự', { exact: true });
  await choice.selectOption({ index: 1 });
  await side.getByLabel('Họ và tên').fill('Hoàng Thị Bích Liễu');
  await side.getByLabel('Chức vụ, đơn vị').fill('Phó Viện trưởng Viện Quy hoạch và Phát triển đô thị khu vực đồng bằng sông Cửu Long');
  await side.getByRole('button', { name: 'Thêm đại biểu mời' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'Hoàng Thị Bích Liễu' });
  await expect(row.getByText(/^Chỉ dự/)).toBeVisible();
  await row.scrollIntoViewIfNeeded();
  await picture(page, 'guest-item');
  await row.getByRole('button', { name: 'Đổi nội dung Hoàng Thị Bích Liễu dự' }).click();
  const dialog = page.getByRole('dialog', { name: 'Nội dung dự' });
  await picture(page, 'guest-item-dialog');
  await page.setViewportSize(TABLET_PORTRAIT.viewport);
  await picture(page, 'guest-item-dialog-portrait');
  await dialog.getByRole('radio', { name: 'Dự cả phiên' }).check();
  await dialog.getByRole('button', { name: 'Lưu nội dung dự' }).click();
  await expect(dialog).toBeHidden();
  await expect(row.getByText(/^Chỉ dự/)).toHaveCount(0);
  await picture(page, 'guest-item-portrait');
  await page.setViewportSize(TABLET.viewport);
  expectNoComplaints(secretary);
});
