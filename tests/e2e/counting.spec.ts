import { expect, test, type Browser, type Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { PASSWORD, root, startInstallation, type RunningInstallation } from './support/installation';
import { arrive, comingSession, confirm, expectNoComplaints, LAPTOP, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { expectAccessible } from './support/accessible';
import { picture } from './support/pictures';
import { moveOn, openSitting } from './support/sitting';

/** An election on paper: a committee is named, its head enters the count, and everybody of it signs the counting minutes. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let chair: Person;
let head: Person;
let first: Person;
let second: Person;
let session: string;
const QUESTION = 'Bầu 02 Ủy viên Thường trực Hội đồng Thi đua – Khen thưởng tỉnh nhiệm kỳ 2026–2031?';
const NAMES = ['Đồng chí Lò Văn Pẩn, Chủ tịch Ủy ban nhân dân huyện Mường Lát', 'Đồng chí Hà Thị Nga, Phó Giám đốc Sở Nội vụ', 'Đồng chí Trương Đình Quý, Chánh Thanh tra tỉnh'];

test.beforeAll(async () => {
  test.setTimeout(240_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-26T07:50:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', LAPTOP);
  chair = await arrive(browser, installation, 'chu.tich', TABLET);
  head = await arrive(browser, installation, 'luc.thi.que.chi', TABLET);
  first = await arrive(browser, installation, 'thach.ngoc.bien', TABLET_PORTRAIT);
  second = await arrive(browser, installation, 'cu.minh.thac', TABLET);
  session = await comingSession(installation, secretary);
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

/** The question among the others of its item. */
const card = (page: Page) => page.locator('.ph-card').filter({ hasText: QUESTION }).last();

const fill = async (page: Page, figures: Readonly<Record<string, number>>): Promise<void> => {
  for (const [label, value] of Object.entries(figures)) await page.getByRole('dialog').getByRole('textbox', { name: label, exact: true }).fill(String(value));
};

test('voting V63 V64 the secretary prepares an election and names who counts; two are too few, who stands cannot be chosen', async () => {
  await openSitting(session, secretary, chair);
  await moveOn(chair.page, /^Sang nội dung 1$/);
  await secretary.page.goto(`${session}/sitting/console`);
  await secretary.page.getByRole('button', { name: 'Thêm câu hỏi' }).click();
  const dialog = secretary.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Nội dung biểu quyết' }).fill(QUESTION);
  await dialog.getByRole('radio', { name: 'Bầu: chọn trong danh sách' }).check();
  await dialog.getByRole('textbox', { name: 'Danh sách' }).fill([...NAMES, 'Đồng chí Nông Văn Giáp'].join('\n'));
  await dialog.getByRole('textbox', { name: 'Số người được bầu' }).fill('2');
  await dialog.getByRole('radio', { name: 'Bỏ phiếu kín' }).check();
  await dialog.getByRole('button', { name: 'Lưu câu hỏi' }).click();
  await card(secretary.page).getByRole('button', { name: 'Tổ kiểm phiếu', exact: true }).click();
  await secretary.page.getByRole('checkbox', { name: /^Lục Thị Quế Chi/ }).check();
  await secretary.page.getByRole('checkbox', { name: /^Thạch Ngọc Biền/ }).check();
  await expect(secretary.page.getByText('Đã chọn 2 người.')).toBeVisible();
  await expect(secretary.page.getByText('Chọn ít nhất 3 người.')).toBeVisible();
  await secretary.page.getByRole('checkbox', { name: /^Cù Minh Thạc/ }).check();
  await secretary.page.getByRole('dialog').getByLabel('Tổ trưởng').selectOption({ label: 'Lục Thị Quế Chi' });
  await picture(secretary.page, 'committee-laptop');
  await expectAccessible(secretary.page);
  await secretary.page.getByRole('button', { name: 'Lưu tổ kiểm phiếu' }).click();
  await expect(secretary.page.getByRole('button', { name: 'Tổ kiểm phiếu: 3 người' })).toBeVisible();
});

test('voting V66 V67 put on paper: tablets take no ballot, the head enters the count, and what cannot be is said before it is sent', async () => {
  await chair.page.goto(`${session}/sitting/console`);
  await card(chair.page).getByRole('button', { name: /^Mở biểu quyết/ }).click();
  await chair.page.getByRole('radio', { name: 'Phiếu giấy, tổ kiểm phiếu đếm' }).check();
  await picture(chair.page, 'paper-open');
  await confirm(chair.page, /^Mở biểu quyết/);
  await head.page.goto(`${session}/sitting`);
  await expect(head.page.getByText(/máy này không nhận phiếu/)).toBeVisible();
  await expect(head.page.getByRole('button', { name: /^Gửi phiếu/ })).toHaveCount(0);
  await picture(head.page, 'paper-member');
  await first.page.goto(`${session}/sitting`);
  await first.page.getByRole('link', { name: 'Tổ kiểm phiếu' }).click();
  await expect(first.page.getByText('chưa có kết quả')).toBeVisible();
  await expect(first.page.getByRole('button', { name: 'Nhập kết quả kiểm phiếu' })).toHaveCount(0);
  await head.page.getByRole('link', { name: 'Tổ kiểm phiếu' }).click();
  await head.page.getByRole('button', { name: 'Nhập kết quả kiểm phiếu' }).click();
  await fill(head.page, { 'Số phiếu phát ra': 21, 'Số phiếu thu về': 21, 'Số phiếu không hợp lệ': 1, [NAMES[0] ?? '']: 18, [NAMES[1] ?? '']: 15, [NAMES[2] ?? '']: 9, 'Đồng chí Nông Văn Giáp': 2, 'Phiếu không chọn ai': 1 });
  await expect(head.page.getByText('nhiều hơn 19 phiếu × 2 người được chọn = 38').first()).toBeVisible();
  await picture(head.page, 'paper-wrong');
  await fill(head.page, { [NAMES[2] ?? '']: 3 });
  await expect(head.page.getByText('Còn 20 phiếu hợp lệ.')).toBeVisible();
  await expectAccessible(head.page);
  await head.page.getByRole('dialog').getByRole('button', { name: 'Công bố kết quả' }).click();
  await confirm(head.page, 'Công bố kết quả');
  await expect(head.page.getByText('Trúng cử 2 trên 2').first()).toBeVisible();
  await head.page.getByRole('dialog').getByRole('button', { name: 'Đóng', exact: true }).last().click();
});

test('counting G26 G27 the head has the minutes drawn up: what was counted stands there, with a number', async () => {
  await expect(head.page.getByText('Số phiếu phát ra: 21.')).toBeVisible();
  await expect(head.page.getByRole('row', { name: /Hà Thị Nga.*15.*Trúng cử/ })).toBeVisible();
  await picture(head.page, 'counting-before');
  await head.page.getByRole('button', { name: 'Lập biên bản kiểm phiếu' }).click();
  await confirm(head.page, 'Lập biên bản kiểm phiếu');
  await expect(head.page.getByText('Số: 01/BB-TKP')).toBeVisible();
  await expect(head.page.getByRole('heading', { name: 'Ký số biên bản kiểm phiếu' })).toBeVisible();
  await expect(head.page.getByRole('button', { name: 'Ký biên bản kiểm phiếu' })).toHaveCount(0);
  await expectAccessible(head.page);
  await picture(head.page, 'counting-issued');
});

test('records G23 members and head sign in turn, found in what waits for them; a wrong PIN is said', async () => {
  for (const [person, isFirst] of [[first, true], [second, false], [head, false]] as const) {
    const { page } = person;
    await page.goto(installation.origin);
    await page.getByRole('link', { name: /Ký số biên bản kiểm phiếu|Ký biên bản/ }).first().click();
    await page.getByRole('button', { name: 'Ký biên bản kiểm phiếu' }).click();
    const dialog = page.getByRole('alertdialog');
    if (isFirst) {
      await dialog.getByLabel('Mã PIN của khóa ký').fill('sai-ma-pin');
      await dialog.getByRole('button', { name: 'Ký biên bản kiểm phiếu' }).click();
      await expect(dialog.getByText(/Mã PIN chưa đúng. Còn 4 lần thử/)).toBeVisible();
      await picture(page, 'counting-pin-portrait');
    }
    await dialog.getByLabel('Mã PIN của khóa ký').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Ký biên bản kiểm phiếu' }).click();
    await expect(page.getByRole('button', { name: 'Ký biên bản kiểm phiếu' })).toHaveCount(0);
    if (isFirst) await picture(page, 'counting-signing-portrait');
  }
  await expect(head.page.getByText('Đã có đủ chữ ký bắt buộc trên biên bản kiểm phiếu.')).toBeVisible();
  await picture(head.page, 'counting-signed');
});

test('records G25 counting G30 everybody finds it at the result and at the session, and anybody verifies it', async () => {
  const link = head.page.getByRole('link', { name: 'Mở bản đã ký' });
  const file = await head.context.request.get(new URL((await link.getAttribute('href')) ?? '', installation.origin).href);
  expect(file.status()).toBe(200);
  writeFileSync(path.join(root, 'tests', '.artifacts', 'signed-count.pdf'), await file.body());
  await head.page.getByRole('link', { name: 'Kiểm tra chữ ký' }).click();
  await expect(head.page.getByText('Biên bản kiểm phiếu theo mã kiểm tra')).toBeVisible();
  await expect(head.page.getByText(/tổ trưởng kiểm phiếu/).first()).toBeVisible();
  await picture(head.page, 'counting-verified');
  await chair.page.goto(session);
  await chair.page.getByText('Biên bản kiểm phiếu', { exact: true }).first().click();
  await expect(chair.page.getByRole('link', { name: /Số 01\/BB-TKP/ })).toBeVisible();
  await picture(chair.page, 'session-counting');
  await chair.page.goto(`${session}/sitting/console`);
  await expect(chair.page.getByRole('link', { name: 'Biên bản kiểm phiếu' }).first()).toBeVisible();
  expectNoComplaints(secretary, chair, head, first, second);
});
