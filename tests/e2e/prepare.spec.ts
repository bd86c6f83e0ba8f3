import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fontkit from '@cantoo/fontkit';
import { PDFDocument } from 'pdf-lib';
import { PASSWORD, startInstallation, type RunningInstallation } from './support/installation';
import { arrive, confirm, expectNoComplaints, LAPTOP, launch, newPerson, signIn, TABLET, type Person } from './support/people';
import { picture } from './support/pictures';

/** A session made, prepared by two people and published, with the wrong steps people take. */
test.describe.configure({ mode: 'serial' });

const TITLE = 'Phiên họp Ủy ban nhân dân tỉnh chuyên đề tháng 12 năm 2026';

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let assistant: Person;
let member: Person;
let folder: string;
let meetingUrl = '';

test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = mkdtempSync(path.join(os.tmpdir(), 'phien-prepare-'));
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-26T13:30:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', LAPTOP);
  assistant = await arrive(browser, installation, 'giup.viec', LAPTOP);
  member = await arrive(browser, installation, 'luc.thi.que.chi', TABLET);
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** A PDF of some pages with a line of its own on each. */
async function pdf(pages: number, heading: string): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit);
  const face = await document.embedFont(readFileSync(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf')), { subset: true });
  for (let page = 1; page <= pages; page += 1) {
    const sheet = document.addPage([595, 842]);
    sheet.drawText(heading, { x: 70, y: 780, size: 14, font: face });
    sheet.drawText(`Trang ${page}`, { x: 70, y: 740, size: 12, font: face });
  }
  return Buffer.from(await document.save());
}

interface Dropped {
  name: string;
  content: Buffer;
  type?: string;
}

/** Drops files on an element as a person would from a folder. */
async function drop(target: Locator, files: readonly Dropped[]): Promise<void> {
  const page = target.page();
  const transfer = await page.evaluateHandle(
    (list) => {
      const data = new DataTransfer();
      for (const { name, base64, type } of list) {
        data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type }));
      }
      return data;
    },
    files.map(({ name, content, type }) => ({ name, base64: content.toString('base64'), type: type ?? 'application/pdf' })),
  );
  await target.dispatchEvent('dragenter', { dataTransfer: transfer });
  await target.dispatchEvent('dragover', { dataTransfer: transfer });
  await target.dispatchEvent('drop', { dataTransfer: transfer });
  await transfer.dispose();
}

const agendaList = (page: Page): Locator => page.getByRole('list', { name: 'Chương trình phiên họp', exact: true });
const rows = (page: Page): Locator => agendaList(page).locator('> li');
const row = (page: Page, title: string): Locator => rows(page).filter({ hasText: title });
const titles = (page: Page): Promise<string[]> => page.locator('.ag-title').allInnerTexts();

async function choose(scope: Page | Locator, label: string, typed: string, option: RegExp): Promise<void> {
  const field = scope.getByRole('combobox', { name: label });
  await field.click();
  await field.fill(typed);
  await scope.getByRole('option', { name: option }).click();
}

async function addItem(page: Page, title: string, minutes: number): Promise<void> {
  await page.getByRole('button', { name: 'Thêm nội dung' }).first().click();
  const drawer = page.getByRole('dialog', { name: 'Thêm nội dung' });
  await drawer.getByLabel(/^Nội dung/).last().fill(title);
  await drawer.getByLabel(/^Thời lượng/).fill(String(minutes));
  await drawer.getByLabel(/^Thời lượng/).blur();
  await drawer.getByRole('button', { name: 'Thêm vào chương trình' }).click();
  await expect(drawer).toHaveCount(0);
  await expect(row(page, title)).toBeVisible();
}

test('the secretary makes a session with body, time, place, chair and secretary', async () => {
  const { page } = secretary;
  await page.goto(`${installation.origin}/meetings`);
  await page.getByRole('link', { name: 'Tạo phiên họp' }).click();
  await page.getByLabel(/^Tên phiên họp/).fill(TITLE);
  await page.getByRole('radio', { name: 'Phiên họp chuyên đề' }).check();
  await page.getByLabel(/^Ngày họp/).fill('15/12/2026');
  await page.getByLabel(/^Bắt đầu/).fill('14:00');
  await page.getByLabel(/^Kết thúc/).fill('13:00');
  await page.getByLabel(/^Địa điểm/).fill('Phòng họp số 2, Trụ sở Ủy ban nhân dân tỉnh');
  await choose(page, 'Chủ tọa', 'luong thuc khue', /Lương Thục Khuê/);
  await page.getByRole('checkbox', { name: /Lại Quốc Khiêm/ }).check();
  await page.getByRole('button', { name: 'Tạo bản nháp' }).click();
  // The end before the beginning is refused at its field; nothing typed is lost.
  await expect(page.getByText('Giờ kết thúc phải sau giờ bắt đầu.')).toBeVisible();
  await expect(page.getByLabel(/^Tên phiên họp/)).toHaveValue(TITLE);
  await page.getByLabel(/^Kết thúc/).fill('17:00');
  await page.getByRole('button', { name: 'Tạo bản nháp' }).click();
  await expect(page).toHaveURL(/\/meetings\/[0-9a-f-]+\/agenda$/);
  meetingUrl = page.url().replace(/\/agenda$/, '');
  await expect(page.getByText('Chương trình chưa có nội dung nào.')).toBeVisible();
});

test('guests are found without diacritics', async () => {
  const { page } = secretary;
  await page.goto(`${meetingUrl}/attendees`);
  await page.getByLabel('Tìm người trong hệ thống').fill('ho si quyen');
  await page.getByRole('button', { name: /Hồ Sĩ Quyến/ }).click();
  await expect(page.getByRole('list', { name: 'Đại biểu mời' }).getByText('Hồ Sĩ Quyến')).toBeVisible();
});

test('nobody but those who prepare it knows of the draft', async () => {
  expect((await member.page.goto(meetingUrl))?.status()).toBe(404);
  await expect(member.page.getByText('Không tìm thấy trang này, hoặc trang không dành cho tài khoản này.')).toBeVisible();
  await member.page.goto(`${installation.origin}/meetings`);
  await expect(member.page.getByText(TITLE)).toHaveCount(0);
});

test('items are added; drag, Alt+↑/↓ and buttons change order, numbers and times follow', async () => {
  const { page } = secretary;
  await page.goto(`${meetingUrl}/agenda`);
  await addItem(page, 'Kế hoạch phát triển kinh tế – xã hội năm 2027', 40);
  await addItem(page, 'Dự toán ngân sách năm 2027', 30);
  await addItem(page, 'Xử lý trụ sở dôi dư sau sắp xếp', 20);
  await expect(row(page, 'Dự toán')).toContainText('14:40 – 15:10');
  await expect(row(page, 'Xử lý trụ sở')).toContainText('15:10 – 15:30');

  await page.getByRole('button', { name: 'Chuyển nội dung 3 lên' }).click();
  await expect.poll(() => titles(page)).toEqual(['Kế hoạch phát triển kinh tế – xã hội năm 2027', 'Xử lý trụ sở dôi dư sau sắp xếp', 'Dự toán ngân sách năm 2027']);
  await expect(row(page, 'Xử lý trụ sở')).toContainText('14:40 – 15:00');

  await row(page, 'Xử lý trụ sở').getByRole('button', { name: /^Mở chi tiết/ }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(row(page, 'Xử lý trụ sở')).toContainText('14:00 – 14:20');
  await expect(row(page, 'Xử lý trụ sở').locator('.ag-number')).toHaveText('1');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(row(page, 'Xử lý trụ sở').locator('.ag-number')).toHaveText('2');

  const grip = await row(page, 'Dự toán').locator('.ph-grip').boundingBox();
  const first = await row(page, 'Kế hoạch').boundingBox();
  if (!grip || !first) throw new Error('the rows are not drawn');
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await page.mouse.down();
  await page.mouse.move(grip.x + grip.width / 2, first.y + 4, { steps: 8 });
  await page.mouse.up();
  await expect(row(page, 'Dự toán').locator('.ag-number')).toHaveText('1');
  await expect(row(page, 'Dự toán')).toContainText('14:00 – 14:30');
  // Moves faster than the server answers are one hand's work, not a conflict.
  for (let press = 0; press < 2; press += 1) {
    await row(page, 'Dự toán').getByRole('button', { name: /^Mở chi tiết/ }).focus();
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Alt+ArrowUp');
    await page.keyboard.press('Alt+ArrowUp');
  }
  await expect(row(page, 'Dự toán').locator('.ag-number')).toHaveText('1');
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);
  // The page holds whoever leaves before the last order is stored; a browser without hands leaves at once.
  await expect.poll(() => page.evaluate(() => window.dispatchEvent(new Event('beforeunload', { cancelable: true })))).toBe(true);
  // What is shown is what is stored.
  await page.reload();
  await expect.poll(() => titles(page)).toEqual(['Dự toán ngân sách năm 2027', 'Kế hoạch phát triển kinh tế – xã hội năm 2027', 'Xử lý trụ sở dôi dư sau sắp xếp']);
});

test('PDFs dropped on an item are checked and counted', async () => {
  const { page } = secretary;
  await drop(row(page, 'Dự toán').locator('.ag-item'), [
    { name: 'To trinh du toan.pdf', content: await pdf(7, 'Tờ trình dự toán') },
    { name: 'Phu luc bieu so.pdf', content: await pdf(12, 'Phụ lục biểu số') },
  ]);
  await expect(row(page, 'Dự toán')).toContainText('2 tài liệu, 19 trang');
  const papers = row(page, 'Dự toán').getByRole('list', { name: 'Tài liệu của nội dung' });
  await expect(papers.getByText('7 trang')).toBeVisible();
  await expect(papers.getByText('12 trang')).toBeVisible();
  await picture(page, 'prepare-agenda');
});

test('bad files are refused in words, the rest goes on', async () => {
  const { page } = secretary;
  const plain = path.join(folder, 'plain.pdf');
  const locked = path.join(folder, 'locked.pdf');
  writeFileSync(plain, await pdf(3, 'Báo cáo'));
  execFileSync('qpdf', ['--encrypt', 'mat-khau', 'mat-khau', '256', '--', plain, locked]);
  const whole = await pdf(9, 'Báo cáo tổng hợp');
  await drop(row(page, 'Kế hoạch').locator('.ag-item'), [
    { name: 'ghi chu.txt', content: Buffer.from('Đây không phải là tệp PDF.'), type: 'text/plain' },
    { name: 'co mat khau.pdf', content: readFileSync(locked) },
    { name: 'bi cat.pdf', content: whole.subarray(0, Math.floor(whole.length / 2)) },
    { name: 'dong dau.pdf', content: await pdf(2, 'TUYỆT MẬT') },
    { name: 'Ke hoach.pdf', content: await pdf(5, 'Kế hoạch phát triển') },
  ]);
  const panel = page.getByRole('complementary', { name: 'Chương trình phiên họp' });
  const refused = (name: string): Locator => panel.getByRole('listitem').filter({ hasText: name });
  await expect(refused('ghi chu.txt')).toContainText('Tệp này không phải PDF.');
  await expect(refused('co mat khau.pdf')).toContainText('Tệp có mật khẩu nên không mở được. Hãy bỏ mật khẩu rồi gửi lại.');
  await expect(refused('bi cat.pdf')).toContainText('Tệp bị hỏng, không đọc được đủ các trang. Hãy xuất lại từ bản gốc.');
  await expect(refused('dong dau.pdf')).toContainText('Tệp có dấu hiệu bí mật nhà nước nên không được nhận.');
  await expect(refused('Ke hoach.pdf')).toContainText('Đã kiểm tra');
  await expect(row(page, 'Kế hoạch')).toContainText('1 tài liệu, 5 trang');
  await picture(page, 'prepare-refused');

  // What must not enter the system goes on the agenda as a row for paper.
  await refused('dong dau.pdf').getByRole('button', { name: /Dùng mục/ }).click();
  const drawer = page.getByRole('dialog', { name: 'Thêm nội dung' });
  await drawer.getByRole('button', { name: 'Thêm vào chương trình' }).click();
  await expect(row(page, 'Nội dung theo tài liệu giấy')).toBeVisible();
});

test('two people order the agenda at once: the later one sees both orders', async () => {
  // What is shown at once is stored a moment later; a page asked for in between does not have it yet.
  for (const { page } of [assistant, secretary]) {
    await expect(async () => {
      await page.goto(`${meetingUrl}/agenda`);
      await expect(rows(page)).toHaveCount(4, { timeout: 2_000 });
    }).toPass();
  }

  await assistant.page.getByRole('button', { name: 'Chuyển nội dung 1 xuống' }).click();
  await expect(row(assistant.page, 'Dự toán').locator('.ag-number')).toHaveText('2');
  await expect.poll(async () => (await secretary.context.request.get(`${meetingUrl}/agenda`)).text()).toMatch(/Kế hoạch phát triển[\s\S]*Dự toán ngân sách/);

  await secretary.page.getByRole('button', { name: 'Chuyển nội dung 3 lên' }).click();
  const notice = secretary.page.getByRole('alert').filter({ hasText: 'Thứ tự của tôi chưa được lưu' });
  await expect(notice).toContainText('Lại Quốc Khiêm');
  await expect(notice.getByText('Thứ tự của tôi', { exact: true })).toBeVisible();
  await expect(notice.getByText('Thứ tự mới', { exact: true })).toBeVisible();
  await picture(secretary.page, 'prepare-conflict');
  await notice.getByRole('button', { name: 'Giữ thứ tự của tôi' }).click();
  await expect(notice).toHaveCount(0);
  await expect.poll(async () => {
    await secretary.page.reload();
    return (await titles(secretary.page)).slice(0, 2);
  }).toEqual(['Dự toán ngân sách năm 2027', 'Xử lý trụ sở dôi dư sau sắp xếp']);
});

test('what is being written survives a session that has expired', async () => {
  const { page, context } = assistant;
  await page.goto(`${meetingUrl}/agenda`);
  await row(page, 'Xử lý trụ sở').getByRole('button', { name: /^Mở chi tiết/ }).click();
  await row(page, 'Xử lý trụ sở').getByRole('button', { name: 'Sửa nội dung' }).click();
  const written = 'Xử lý trụ sở, tài sản công dôi dư sau sắp xếp đơn vị hành chính';
  const field = page.getByRole('dialog', { name: 'Sửa nội dung' }).getByLabel(/^Nội dung/).last();
  await field.fill(written);
  await context.clearCookies();
  await page.getByRole('dialog', { name: 'Sửa nội dung' }).getByRole('button', { name: 'Lưu nội dung' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel('Tên đăng nhập').fill('giup.viec');
  await page.getByRole('textbox', { name: /^Mật khẩu/ }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page).toHaveURL(`${meetingUrl}/agenda`);
  await row(page, 'Xử lý trụ sở').getByRole('button', { name: /^Mở chi tiết/ }).click();
  await row(page, 'Xử lý trụ sở').getByRole('button', { name: 'Sửa nội dung' }).click();
  const drawer = page.getByRole('dialog', { name: 'Sửa nội dung' });
  await expect(drawer.getByText(/Có nội dung chưa lưu từ/)).toBeVisible();
  await drawer.getByRole('button', { name: 'Lấy lại nội dung' }).click();
  await expect(field).toHaveValue(written);
  await drawer.getByRole('button', { name: 'Lưu nội dung' }).click();
  await expect(drawer).toHaveCount(0);
  await expect(row(page, written)).toBeVisible();
});

test('documents D30 a file that waits for its place stays through another page and a reload, and publication names it', async () => {
  const { page } = secretary;
  await page.goto(`${meetingUrl}/agenda`);
  const panel = page.getByRole('complementary', { name: 'Chương trình phiên họp' });
  await drop(panel.locator('.ph-drop'), [{ name: 'tai lieu chua ro.pdf', content: await pdf(2, 'Tài liệu') }]);
  const question = page.getByText('Tệp này thuộc nội dung nào?').first();
  await expect(question).toBeVisible();
  await page.getByRole('link', { name: 'Thành phần' }).click();
  await expect(page).toHaveURL(/attendees$/);
  await page.getByRole('button', { name: 'Công bố phiên họp' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('1 tệp chưa vào tài liệu phiên họp');
  await expect(dialog).toContainText('tai lieu chua ro.pdf');
  await expect(dialog.getByRole('button', { name: 'Công bố khi chưa có 1 tệp này' })).toBeVisible();
  await picture(page, 'prepare-unplaced');
  await page.keyboard.press('Escape');
  await page.goto(`${meetingUrl}/agenda`);
  await expect(question).toBeVisible();
  await page.reload();
  await expect(question).toBeVisible();
  await expect(panel).toContainText('tai lieu chua ro.pdf');
  await panel.getByRole('button', { name: 'Bỏ khỏi danh sách' }).click();
  await page.reload();
  await expect(page.getByText('Thả tệp vào đây')).toBeVisible();
  await expect(question).toHaveCount(0);
});

test('published: members see it, the administrator never', async () => {
  const { page } = secretary;
  await page.goto(`${meetingUrl}/agenda`);
  await page.getByRole('button', { name: 'Công bố phiên họp' }).click();
  await confirm(page, /^Công bố cho/);
  await expect(page.getByText('Đã công bố', { exact: false }).first()).toBeVisible();

  expect((await member.page.goto(meetingUrl))?.status()).toBe(200);
  await expect(member.page.getByText('Dự toán ngân sách năm 2027')).toBeVisible();
  await picture(member.page, 'prepare-published-member');

  const admin = await newPerson(browser, 'quan.tri', LAPTOP);
  await signIn(installation, admin, 'quan.tri');
  expect((await admin.page.goto(meetingUrl))?.status()).toBe(404);
  await admin.page.goto(`${installation.origin}/meetings`);
  await expect(admin.page.getByText(TITLE)).toHaveCount(0);
  // What was refused on purpose above is told by the browser as well; everything else counts.
  const people = [secretary, assistant, member, admin];
  for (const { complaints } of people) complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !/status of 40[04]/.test(complaint)));
  expectNoComplaints(...people);
  await admin.context.close();
});
