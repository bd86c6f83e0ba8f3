import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { PASSWORD, root, startInstallation, type RunningInstallation } from './support/installation';
import { arrive, confirm, expectNoComplaints, giveFile, LAPTOP, launch, newPerson, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { draw, liveInkPixels, marksShown, paperShown } from './support/reader';
import { expectIndependentlyValid } from './support/oracles';
import { picture } from './support/pictures';
import { moveOn } from './support/sitting';

/** The sample session held by several people at once, from check-in to closing. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let chair: Person;
let member: Person;
let presenter: Person;

/** The action of a task of the minutes on the home screen, whatever step it is at. */
const MINUTES_TASK = /^(Mở biên bản|Xem và duyệt|Ký biên bản)/;
/** From home, once what somebody else has just done has arrived there. */
async function openMinutesTask(page: Page): Promise<void> {
  await expect(async () => {
    await page.goto(installation.origin);
    await page.getByRole('link', { name: MINUTES_TASK }).first().click({ timeout: 3_000 });
  }).toPass();
}

test.beforeAll(async () => {
  test.setTimeout(240_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-26T07:50:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', LAPTOP);
  chair = await arrive(browser, installation, 'chu.tich', TABLET);
  member = await arrive(browser, installation, 'luc.thi.que.chi', TABLET_PORTRAIT);
  presenter = await arrive(browser, installation, 'cu.minh.thac', TABLET);
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

const goToSession = async (page: Page): Promise<void> => {
  await page.goto(installation.origin);
  await page.getByRole('link', { name: /^(Mở phiên họp|Chương trình và mọi tài liệu)$/ }).click();
  await expect(page.getByRole('heading', { name: 'Chương trình phiên họp' })).toBeVisible();
};

test('members check in, the secretary marks the hall, the quorum is told in numbers', async () => {
  await goToSession(member.page);
  await member.page.getByRole('button', { name: 'Điểm danh: có mặt tại phòng' }).click();
  await expect(member.page.getByText(/Đã điểm danh lúc/)).toBeVisible();

  await goToSession(chair.page);
  await chair.page.getByRole('link', { name: 'Điều hành' }).click();
  await expect(chair.page.getByText('Có mặt 1/21, cần 14. Còn thiếu 13').first()).toBeVisible();
  // Opening without quorum is refused with its reason beside the button.
  await expect(chair.page.getByText('Có mặt 1/21, cần 14. Chưa đủ điều kiện khai mạc.')).toBeVisible();

  await goToSession(secretary.page);
  await secretary.page.getByRole('link', { name: 'Điều hành' }).first().click();
  await secretary.page.getByRole('link', { name: 'Điểm danh' }).click();
  await markHall(secretary.page);
  await expect(chair.page.getByText('Có mặt 19/21, cần 14. Đủ điều kiện').first()).toBeVisible();
});

/** Everybody not marked yet is in the room: 18 members besides the one who checked in, and the guests. */
async function markHall(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /^Chưa điểm danh/ }).or(page.getByRole('link', { name: /^Chưa điểm danh/ })).first().click();
  await page.getByText('Chọn cả danh sách đang xem').click();
  await page.getByRole('button', { name: 'Ghi có mặt trực tiếp' }).click();
}

test('the chair opens the session; everybody sees it', async () => {
  const { page } = chair;
  await page.getByRole('button', { name: 'Khai mạc phiên họp' }).click();
  await confirm(page, /Khai mạc/);
  await expect(page.getByText(/Khai mạc lúc/)).toBeVisible();
  await expect(member.page.getByText(/Đang họp|Đang diễn ra/).first()).toBeVisible();
});

test('the chair moves through the agenda to item 3', async () => {
  const { page } = chair;
  await moveOn(page, /^Bắt đầu: Ổn định/);
  await expect(page.getByRole('listitem').filter({ hasText: 'Ổn định' })).toHaveAttribute('aria-current', 'step');
  for (const number of [1, 2, 3]) {
    await moveOn(page, new RegExp(`^Sang nội dung ${number}$`));
    await expect(page.getByRole('listitem').filter({ has: page.locator('[aria-current]') }).or(page.locator('[aria-current="step"]')).first()).toBeVisible();
    await expect(page.getByText(`Nội dung ${number}`, { exact: true }).first()).toBeVisible();
  }
  await picture(page, 'chair-console');
});

test('the presenter leads through a paper and draws; who follows sees the page and the ink while it grows', async () => {
  await goToSession(presenter.page);
  await presenter.page.getByRole('link', { name: /Tờ trình/ }).first().click();
  await paperShown(presenter.page);
  await presenter.page.getByRole('button', { name: /Trình bày tài liệu này/ }).click();
  await expect(presenter.page.getByText(/Đang trình bày/).first()).toBeVisible();

  await member.page.goto(installation.origin);
  await member.page.getByRole('link', { name: 'Vào trang đang trình bày' }).click();
  await paperShown(member.page);
  await expect(member.page.getByText(/Đang theo Cù Minh Thạc, trang 1/)).toBeVisible();

  await presenter.page.getByRole('button', { name: 'Trang sau' }).click();
  await expect(member.page.getByText(/Đang theo Cù Minh Thạc, trang 2/)).toBeVisible();

  await presenter.page.getByRole('button', { name: /Ai thấy nét vẽ/ }).click();
  await presenter.page.getByRole('radio', { name: /Mọi người/ }).or(presenter.page.getByRole('button', { name: /^Mọi người/ })).first().click();
  await presenter.page.keyboard.press('Escape');
  await presenter.page.getByRole('button', { name: 'Bút', exact: true }).click();
  await draw(presenter.page, [[0.4, 0.3], [0.5, 0.35], [0.6, 0.3]], { lift: false });
  // The pen is still down: what the follower sees is live ink, not yet a mark.
  await expect.poll(() => liveInkPixels(member.page)).toBeGreaterThan(50);
  expect(await marksShown(member.page)).toBe(0);
  await presenter.page.mouse.up();
  await expect.poll(() => marksShown(member.page)).toBe(1);
  await picture(presenter.page, 'reader-presenting');
  await picture(member.page, 'reader-following-portrait');
});

test('a member keeps private marks; two drawing at once lose nothing; a late joiner has it all', async () => {
  await member.page.getByRole('button', { name: 'Bút', exact: true }).click();
  await Promise.all([
    draw(member.page, [[0.3, 0.5], [0.5, 0.55], [0.6, 0.5]]),
    draw(presenter.page, [[0.4, 0.5], [0.5, 0.52], [0.6, 0.5]]),
  ]);
  await expect.poll(() => marksShown(member.page)).toBe(3);
  await expect.poll(() => marksShown(presenter.page)).toBe(2);

  const late = await arrive(browser, installation, 'thach.ngoc.bien', TABLET);
  await late.page.getByRole('link', { name: 'Vào trang đang trình bày' }).click();
  await paperShown(late.page);
  await expect(late.page.getByText(/Đang theo Cù Minh Thạc, trang 2/)).toBeVisible();
  await expect.poll(() => marksShown(late.page)).toBe(2);
  await picture(late.page, 'reader-following');

  const again = await arrive(browser, installation, 'luc.thi.que.chi', TABLET);
  await again.page.getByRole('link', { name: 'Vào trang đang trình bày' }).click();
  await paperShown(again.page);
  await expect.poll(() => marksShown(again.page)).toBe(3);
  expectNoComplaints(late, again);
  await late.context.close();
  await again.context.close();
});

test('a show of hands is entered and the rule of the body applied: 10–8–1 of 21 fails', async () => {
  await moveOn(chair.page, /^Sang: Giải lao/);
  await moveOn(chair.page, /^Sang nội dung 4$/);
  await moveOn(chair.page, /^Sang nội dung 5$/);
  await secretary.page.goto(installation.origin);
  await secretary.page.getByRole('link', { name: 'Điều hành' }).first().click();
  const { page } = secretary;
  await page.getByRole('button', { name: /Mở biểu quyết 1/ }).click();
  await confirm(page, 'Mở biểu quyết');
  const hands = page.getByRole('dialog', { name: 'Kết quả giơ tay' });
  await hands.getByLabel('Tán thành', { exact: true }).fill('10');
  await hands.getByLabel('Không tán thành', { exact: true }).fill('8');
  await hands.getByLabel('Không biểu quyết', { exact: true }).fill('2');
  // Twenty hands of nineteen people: told with the numbers, not taken.
  await expect(hands.getByText('Nhập 20, nhiều hơn 19 thành viên có mặt.').first()).toBeVisible();
  await hands.getByLabel('Không biểu quyết', { exact: true }).fill('1');
  await picture(page, 'vote-entry');
  await page.getByRole('button', { name: 'Công bố kết quả' }).click();
  await confirm(page, 'Công bố kết quả');
  await expect(page.getByText('Không thông qua').first()).toBeVisible();
  await expect(page.getByText(/Cần 11 trên 21, được 10/).first()).toBeVisible();
  await expect(chair.page.getByText('Không thông qua').first()).toBeVisible();
  await picture(page, 'vote-result');
});

test('the chair closes; what is left is postponed', async () => {
  const { page } = chair;
  await page.getByRole('button', { name: 'Bế mạc phiên họp' }).click();
  await confirm(page, /bế mạc/i);
  await expect(page.getByText('Phiên họp đã bế mạc').first()).toBeVisible();
  expectNoComplaints(secretary, chair, member, presenter);
});

test('the secretary finds a draft built from what happened, edits it and submits; the chair returns it, then approves', async () => {
  const { page } = secretary;
  await openMinutesTask(page);
  await page.getByRole('button', { name: 'Lập dự thảo từ diễn biến đã ghi' }).click();
  const minutes = page.getByRole('main');
  await expect(minutes.getByText(/Thành viên UBND tỉnh: có mặt 19\/21/)).toBeVisible();
  await expect(minutes.getByText(/tán thành 10\/21 thành viên \(47,6%\); không tán thành 08/).or(minutes.getByText(/tán thành 10\/21 thành viên \(47,6%\)/)).first()).toBeVisible();
  await picture(page, 'minutes-draft');
  await page.getByRole('button', { name: 'Gửi chủ tọa duyệt' }).click();
  await confirm(page, /Gửi/);

  await chair.page.goto(installation.origin);
  await expect(chair.page.getByText(/Duyệt biên bản/).first()).toBeVisible();
  await chair.page.getByRole('link', { name: MINUTES_TASK }).first().click();
  await chair.page.getByRole('button', { name: 'Trả lại', exact: true }).click();
  const returning = chair.page.getByRole('dialog').or(chair.page.getByRole('alertdialog'));
  await returning.getByLabel('Ý kiến của chủ tọa').fill('Bổ sung kết luận nội dung 5.');
  await returning.getByRole('button', { name: /^Trả lại/ }).click();
  await expect(returning).toHaveCount(0);

  await openMinutesTask(page);
  await expect(page.getByText('Bổ sung kết luận nội dung 5.').first()).toBeVisible();
  await page.getByRole('textbox', { name: /^Đoạn / }).last().click();
  await page.getByRole('button', { name: 'Gửi chủ tọa duyệt' }).click();
  await confirm(page, /Gửi/);

  await openMinutesTask(chair.page);
  await chair.page.getByRole('button', { name: 'Duyệt biên bản' }).click();
  await confirm(chair.page, /Duyệt/);
  await expect(chair.page.getByText(/Nội dung đã khóa/).first()).toBeVisible({ timeout: 30_000 });
});

test('secretary then chair sign with their certificates; a wrong PIN tells what is left', async () => {
  await sign(secretary, 'sai-ma-pin-nay');
  await expect(secretary.page.getByText(/Mã PIN chưa đúng. Còn 4 lần thử/).first()).toBeVisible();
  await enterPin(secretary.page, PASSWORD);
  await expect(secretary.page.getByText('Thư ký đã ký').first()).toBeVisible({ timeout: 30_000 });
  await sign(chair, PASSWORD);
  await expect(chair.page.getByText('Chủ tọa đã ký').first()).toBeVisible({ timeout: 30_000 });
  await picture(chair.page, 'minutes-signed');
});

async function sign({ page }: Person, pin: string): Promise<void> {
  await openMinutesTask(page);
  await page.getByRole('button', { name: 'Ký biên bản' }).first().click();
  await enterPin(page, pin);
}

async function enterPin(page: Page, pin: string): Promise<void> {
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'));
  await dialog.getByLabel('Mã PIN của khóa ký').fill(pin);
  await dialog.getByRole('button', { name: /Ký/ }).click();
}

test('the signed file holds before independent tools, and the public page says who signed', async () => {
  const link = chair.page.getByRole('link', { name: 'Mở bản đã ký' });
  const href = await link.getAttribute('href');
  const response = await chair.context.request.get(new URL(href ?? '', installation.origin).href);
  expect(response.status()).toBe(200);
  const file = path.join(root, 'tests', '.artifacts', 'signed-minutes.pdf');
  writeFileSync(file, await response.body());
  expectIndependentlyValid(file, installation.dataDir);

  const visitor = await newPerson(browser, 'visitor', TABLET);
  await visitor.page.goto(`${installation.origin}/verify`);
  await giveFile(visitor.page, file);
  await expect(visitor.page.getByText('Hợp lệ', { exact: true }).first()).toBeVisible({ timeout: 20_000 });
  await expect(visitor.page.getByText('Đàm Thị Ngọc Ước').first()).toBeVisible();
  await expect(visitor.page.getByText('Đỗ Khắc Trường Vân').first()).toBeVisible();
  await expect(visitor.page.getByText(/không có giá trị pháp lý/).first()).toBeVisible();
  await picture(visitor.page, 'verification');

  const forged = path.join(root, 'tests', '.artifacts', 'forged-minutes.pdf');
  const bytes = await response.body();
  const at = bytes.indexOf('stream', bytes.length >> 2) + 20;
  bytes[at] = (bytes[at] ?? 0) ^ 0x20;
  writeFileSync(forged, bytes);
  await visitor.page.goto(`${installation.origin}/verify`);
  await giveFile(visitor.page, forged);
  await expect(visitor.page.getByText('Không hợp lệ', { exact: true }).first()).toBeVisible({ timeout: 20_000 });
  expectNoComplaints(visitor);
  await visitor.context.close();
});

test('the paper account opens its formula: 10,947 pages not printed', async () => {
  const { page } = secretary;
  await goToClosed(page);
  await page.getByRole('link', { name: 'Giấy tiết kiệm' }).first().click();
  await expect(page.getByText('10.947').first()).toBeVisible();
  await expect(page.getByText(/5\.658/).first()).toBeVisible();
  await expect(page.getByText(/28,2/).first()).toBeVisible();
  await picture(page, 'paper-account');
  expectNoComplaints(secretary, chair);
});

async function goToClosed(page: Page): Promise<void> {
  await page.goto(`${installation.origin}/meetings`);
  await page.getByRole('link', { name: /tháng 11 năm 2026/ }).first().click();
}
