import { expect, test, type Browser, type Page } from '@playwright/test';
import { pdfWithText } from '../integration/pdf-samples';
import { startInstallation, type RunningInstallation } from './support/installation';
import { alive, arrive, comingSession, confirm, expectNoComplaints, LAPTOP, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { expectAccessible } from './support/accessible';
import { picture } from './support/pictures';

/** The office asks a department for its papers; its officer brings them, its director and the office approve them. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let officer: Person;
let director: Person;
let member: Person;
let session = '';

test.beforeAll(async () => {
  test.setTimeout(420_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-24T07:50:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', TABLET);
  officer = await arrive(browser, installation, 'kieu.anh.dung', LAPTOP);
  director = await arrive(browser, installation, 'thach.ngoc.bien', TABLET_PORTRAIT);
  member = await arrive(browser, installation, 'luc.thi.que.chi', TABLET);
  session = await comingSession(installation, secretary);
});
test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

const pdf = async (text: string): Promise<Buffer> => Buffer.from(await pdfWithText([{ text, x: 70, y: 700, size: 13 }]));
const TITLE = 'Tờ trình về việc phê duyệt đồ án điều chỉnh tổng thể quy hoạch chung đô thị Vân Hải đến năm 2045';
const FILE = `${TITLE}.pdf`;
const fits = async (page: Page): Promise<void> => expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
const line = (page: Page) => page.getByRole('region', { name: TITLE });
const home = async ({ page }: Person): Promise<void> => {
  await page.goto(`${installation.origin}/`);
  await alive(page);
};
const openItem = async ({ page }: Person): Promise<void> => {
  await page.goto(`${installation.origin}/preparing`);
  await page.getByRole('link', { name: /^Nội dung / }).click();
  await alive(page);
};

test('documents D45 the office asks all units with one tap; a department finds its own item and no other', async () => {
  const { page } = secretary;
  await page.goto(`${session}/preparing`);
  await alive(page);
  await expect(page.getByText('Chưa giao').first()).toBeVisible();
  await page.getByRole('button', { name: /^Giao \d+ nội dung cho đơn vị$/ }).click();
  await confirm(page, 'Giao cho đơn vị');
  await expect(page.getByText('Chưa giao')).toHaveCount(0);
  await picture(page, 'preparing-office');
  await fits(page);
  await expectAccessible(page);
  await officer.page.goto(`${installation.origin}/preparing`);
  await expect(officer.page.getByRole('link', { name: /^Nội dung / })).toHaveCount(1);
  await picture(officer.page, 'preparing-unit-list');
  const [own] = await officer.page.getByRole('link', { name: /^Nội dung / }).evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  // The directors of other departments, and whoever only sits in the session, are told that there is no such thing.
  const answer = await member.page.request.get(`${installation.origin}${own ?? ''}`);
  expect(answer.status()).toBe(404);
  expect((await officer.page.request.get(`${session}/preparing`)).status()).not.toBe(200);
});

test('documents D46 D47 its officer brings a paper, the director gives it back with a reason and approves what comes then', async () => {
  await openItem(officer);
  await officer.page.locator('input[type=file]').last().setInputFiles({ name: FILE, mimeType: 'application/pdf', buffer: await pdf('TỜ TRÌNH') });
  await expect(line(officer.page).getByText('Chờ lãnh đạo đơn vị duyệt')).toBeVisible({ timeout: 60_000 });
  await expect(line(officer.page).getByRole('button', { name: /^Duyệt/ })).toHaveCount(0);
  await picture(officer.page, 'preparing-officer');
  await expectAccessible(officer.page);

  await home(director);
  await expect(director.page.getByText('Tài liệu chờ tôi duyệt')).toBeVisible();
  await picture(director.page, 'preparing-director-home');
  await director.page.getByRole('link', { name: 'Mở nội dung' }).click();
  await expect(line(director.page)).toBeVisible();
  await alive(director.page);
  await picture(director.page, 'preparing-director');
  await fits(director.page);
  await line(director.page).getByRole('button', { name: /^Trả lại/ }).click();
  const dialog = director.page.getByRole('alertdialog');
  await dialog.getByLabel('Lý do').fill('Thiếu phụ lục bản đồ sử dụng đất');
  await picture(director.page, 'preparing-return');
  await confirm(director.page, 'Trả lại cho đơn vị');
  await expect(line(director.page).getByText('Trả lại: Thiếu phụ lục bản đồ sử dụng đất')).toBeVisible();

  await home(officer);
  await expect(officer.page.getByText('Tài liệu được trả lại')).toBeVisible();
  await openItem(officer);
  await officer.page.getByRole('region', { name: TITLE }).locator('input[type=file]').setInputFiles({ name: FILE, mimeType: 'application/pdf', buffer: await pdf('TỜ TRÌNH kèm bản đồ') });
  await confirm(officer.page, 'Gửi bản này');
  await expect(line(officer.page).getByText('Chờ lãnh đạo đơn vị duyệt')).toBeVisible({ timeout: 60_000 });
  await openItem(director);
  await line(director.page).getByRole('button', { name: /^Duyệt/ }).click();
  await confirm(director.page, 'Duyệt tài liệu này');
  await expect(line(director.page).getByText('Chờ Văn phòng duyệt')).toBeVisible();
  // Nothing of it is known in the session.
  await member.page.goto(session);
  await alive(member.page);
  await expect(member.page.getByText(TITLE)).toHaveCount(0);
});

test('documents D47 D49 the office approves it, its readers have it; a changed one waits while they keep the approved one', async () => {
  await home(secretary);
  await expect(secretary.page.getByText('1 tài liệu chờ Văn phòng duyệt')).toBeVisible();
  await secretary.page.getByRole('link', { name: 'Mở phần chuẩn bị của phiên họp' }).click();
  await expect(line(secretary.page)).toBeVisible();
  await alive(secretary.page);
  await line(secretary.page).scrollIntoViewIfNeeded();
  await picture(secretary.page, 'preparing-office-approve');
  await line(secretary.page).getByRole('button', { name: /^Duyệt/ }).click();
  await confirm(secretary.page, 'Duyệt tài liệu này');
  await expect(line(secretary.page).getByText('Đã duyệt')).toBeVisible();
  await member.page.reload();
  await expect(member.page.getByText(TITLE).first()).toBeVisible();

  await openItem(officer);
  await line(officer.page).locator('input[type=file]').setInputFiles({ name: FILE, mimeType: 'application/pdf', buffer: await pdf('TỜ TRÌNH sửa số liệu') });
  const dialog = officer.page.getByRole('alertdialog');
  await expect(dialog.getByRole('button', { name: 'Gửi bản này' })).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByLabel('Vì sao thay').fill('Sửa diện tích đất công viên tại mục 3');
  await confirm(officer.page, 'Gửi bản này');
  await expect(line(officer.page).getByText('người dự họp vẫn đọc bản đã duyệt (bản 1)')).toBeVisible({ timeout: 60_000 });
  await officer.page.getByText('Lịch sử').click();
  await picture(officer.page, 'preparing-changed');
  await member.page.reload();
  await expect(member.page.getByText('Bản mới')).toHaveCount(0);
});

test('documents D48 D57 the office takes it without the director with a reason, gives more time, locks the item', async () => {
  const { page } = secretary;
  await page.goto(`${session}/preparing`);
  await alive(page);
  await line(page).getByRole('button', { name: /^Nhận, không chờ/ }).click();
  await page.getByRole('alertdialog').getByLabel('Lý do').fill('Giám đốc đi công tác, đã đồng ý qua điện thoại');
  await confirm(page, 'Nhận tài liệu này');
  await expect(line(page).getByText(/Đưa vào phiên họp khi lãnh đạo đơn vị chưa duyệt/)).toBeVisible();
  const card = page.getByRole('region', { name: /^Nội dung 4:/ });
  await page.getByRole('button', { name: 'Gia hạn: nội dung 4' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /^Hạn mới/ }).fill('26/11/2026');
  await dialog.getByLabel('Lý do').fill('Chờ ý kiến Bộ Xây dựng');
  await picture(page, 'preparing-extend');
  await dialog.getByRole('button', { name: 'Lưu hạn mới' }).click();
  await expect(card.getByText('Hạn 26/11/2026, còn 2 ngày làm việc')).toBeVisible();
  await page.getByRole('button', { name: 'Khóa nhận: nội dung 4' }).click();
  await expect(card.getByText('Đã khóa')).toBeVisible();
  await openItem(officer);
  await expect(officer.page.getByText(/Văn phòng đã khóa/)).toBeVisible();
  await expect(officer.page.getByRole('button', { name: 'Chọn tệp' })).toHaveCount(0);
});

test('the pages of papers of units hold in English, at twice the size and on a phone', async () => {
  for (const [name, cookie, size] of [['english', { name: 'phien_locale', value: 'en' }, TABLET.viewport], ['twice', { name: 'phien_display', value: 'light.200.right' }, TABLET.viewport], ['dim', { name: 'phien_display', value: 'dim.100.right' }, TABLET_PORTRAIT.viewport], ['phone', { name: 'phien_display', value: 'light.100.right' }, { width: 390, height: 844 }]] as const) {
    for (const [who, person, address] of [['office', secretary, `${session}/preparing`], ['officer', officer, `${installation.origin}/preparing`]] as const) {
      await person.context.clearCookies({ name: /phien_(display|locale)/u });
      await person.context.addCookies([{ ...cookie, url: installation.origin }]);
      await person.page.setViewportSize(size);
      await person.page.goto(address);
      if (who === 'officer') await person.page.getByRole('main').getByRole('link').first().click();
      await alive(person.page);
      await fits(person.page);
      await picture(person.page, `preparing-${who}-${name}`);
    }
  }
  expectNoComplaints(secretary, officer, director, member);
});
