import { expect, test, type Browser, type Page } from '@playwright/test';
import { startInstallation, type RunningInstallation } from './support/installation';
import { arrive, comingSession, confirm, expectNoComplaints, LAPTOP, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { paperShown } from './support/reader';
import { picture } from './support/pictures';
import { moveOn } from './support/sitting';

/** What people of a session are told, wherever they are: changes before it, and what happens while it runs. */
test.describe.configure({ mode: 'serial' });

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let chair: Person;
let member: Person;
let guest: Person;
let session: string;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-26T07:50:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', LAPTOP);
  chair = await arrive(browser, installation, 'chu.tich', TABLET);
  member = await arrive(browser, installation, 'luc.thi.que.chi', TABLET_PORTRAIT);
  guest = await arrive(browser, installation, 'thach.ngoc.bien', PHONE);
  session = await comingSession(installation, secretary);
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

/** Nothing of the page lies beside the window. */
const expectNoSideways = async (page: Page): Promise<void> => {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
};
const changed = (page: Page) => page.getByRole('paragraph').filter({ hasText: /^Đã thay đổi từ lần xem trước/ });

test('meetings M20 M17 the secretary confirms a move with both places; each person is told at home and on the page, until they looked', async () => {
  const { page } = secretary;
  await page.goto(`${session}/edit`);
  await page.getByLabel('Địa điểm').fill('Phòng họp số 2');
  await page.getByRole('button', { name: 'Lưu thông tin' }).click();
  const asked = page.getByRole('alertdialog', { name: 'Đổi địa điểm hoặc hình thức họp?' });
  await expect(asked.getByText(/Phòng họp số 1.*đổi thành “Phòng họp số 2”/)).toBeVisible();
  // Not yet: nobody is told of what was only asked.
  await member.page.goto(installation.origin);
  await expect(changed(member.page)).toHaveCount(0);
  await confirm(page, 'Lưu và báo thay đổi');
  await expect(page.getByText('Đã lưu').first()).toBeVisible();

  for (const person of [member, chair]) {
    await person.page.goto(installation.origin);
    await expect(changed(person.page)).toBeVisible();
    await expect(person.page.getByText(/Phòng họp số 1.*đổi thành “Phòng họp số 2”/)).toBeVisible();
  }
  await picture(member.page, 'home-changed');
  const looked = member.page.waitForResponse((response) => response.request().method() === 'POST' && response.url().includes('/meetings/'));
  await member.page.getByRole('link', { name: 'Xem phiên họp' }).click();
  await expect(changed(member.page)).toBeVisible();
  // Looked at: on this page it stays until it is left, then it is told no more. The other person is told still.
  await looked;
  await expect(changed(member.page)).toBeVisible();
  await member.page.goto(installation.origin);
  await expect(member.page.getByRole('link', { name: 'Mở phiên họp' })).toBeVisible();
  await expect(changed(member.page)).toHaveCount(0);
  await chair.page.goto(installation.origin);
  await expect(changed(chair.page)).toBeVisible();
  await page.goto(installation.origin);
  await expect(page.getByRole('link', { name: 'Mở phiên họp' })).toBeVisible();
  await expect(changed(page)).toHaveCount(0);
});

test('sitting L25 the session opens: home becomes the sitting by itself, every other page gets its line, and it is said', async () => {
  await secretary.page.goto(`${session}/sitting/attendance`);
  await secretary.page.getByText('Chọn cả danh sách đang xem').click();
  await secretary.page.getByRole('button', { name: 'Ghi có mặt trực tiếp' }).click();
  await expect(secretary.page.getByText(/Đã ghi điểm danh/).first()).toBeAttached();
  await member.page.goto(installation.origin);
  await guest.page.goto(`${installation.origin}/meetings`);
  await expect(guest.page.getByRole('heading', { name: 'Phiên họp', exact: true }).first()).toBeVisible();
  await chair.page.goto(`${session}/sitting/console`);
  // Before the opening nothing is as planned, early or late.
  await expect(chair.page.getByText('Dự kiến bế mạc')).toBeVisible();
  await expect(chair.page.getByText(/Đúng kế hoạch|hơn kế hoạch/)).toHaveCount(0);
  await chair.page.getByRole('button', { name: 'Khai mạc phiên họp' }).click();
  await confirm(chair.page, /Khai mạc/);
  const line = guest.page.getByRole('region', { name: 'Trong phiên họp' });
  await expect(line).toBeVisible();
  await expect(guest.page.getByRole('status').filter({ hasText: 'Phiên họp đã khai mạc.' })).toBeAttached();
  await expect(member.page.getByText(/Khai mạc lúc/)).toBeVisible();
  // Beside the item stands a narrow column: what is told there keeps lines that can be read.
  await member.page.setViewportSize(TABLET.viewport);
  const told = member.page.getByText(/^Hôm nay đồng chí có phiên họp/);
  await expect.poll(async () => (await told.boundingBox())?.width ?? 0).toBeGreaterThan(180);
  await member.page.setViewportSize(TABLET_PORTRAIT.viewport);
  await expectNoSideways(guest.page);
});

test('sitting L26 L24 two confirm the same step: the second question closes, says what happened, and nothing moves twice; the clock begins full', async () => {
  await secretary.page.goto(`${session}/sitting/console`);
  await chair.page.getByRole('button', { name: /^Bắt đầu: Ổn định/ }).click();
  for (const { page } of [chair, secretary]) await page.getByRole('button', { name: 'Kết thúc phần này' }).click();
  await expect(secretary.page.getByRole('alertdialog')).toContainText('Ổn định');
  await confirm(chair.page, 'Kết thúc phần này');
  await moveOn(chair.page, /^Bắt đầu nội dung 1$/);
  // Not turned into a question about item 1.
  await expect(secretary.page.getByRole('alertdialog')).toHaveCount(0);
  await expect(secretary.page.getByRole('listitem').filter({ hasText: 'Nội dung vừa hỏi đã kết thúc hoặc hoãn từ thiết bị khác.' })).toHaveCount(1);
  await expect(chair.page.getByRole('listitem').filter({ hasText: 'từ thiết bị khác' })).toHaveCount(0);
  await expect(member.page.locator('[aria-current="step"]')).toContainText('Tình hình');
  const clock = member.page.getByRole('timer');
  await expect(clock).toHaveAttribute('aria-label', /(40:00|39:5\d)$/);
  // The session goes on as usual from either desk.
  await moveOn(secretary.page, /^Sang nội dung 2$/);
  await moveOn(chair.page, /^Sang nội dung 3$/);
});

test('sitting L26 a conclusion begun stays with its item when the session goes on', async () => {
  const { page } = secretary;
  await guest.page.goto(session);
  const now = guest.page.locator('[aria-current="step"]');
  await expect(now.getByText('3', { exact: true })).toBeVisible();
  const loads: string[] = [];
  guest.page.on('request', (request) => void (request.url().includes('_data=') && loads.push(request.url())));
  await page.getByRole('button', { name: 'Ghi kết luận' }).click();
  const writing = page.getByRole('dialog', { name: 'Kết luận của chủ tọa' });
  await writing.getByRole('textbox').fill('Giao Sở Tài chính hoàn thiện.');
  await moveOn(chair.page, /^Sang: Giải lao/);
  await expect(writing.getByText(/^Nội dung 3: /)).toBeVisible();
  await writing.getByRole('button', { name: 'Lưu kết luận' }).click();
  await expect(writing).toHaveCount(0);
  // A break is ended, not postponed.
  await expect(chair.page.getByRole('button', { name: 'Kết thúc giải lao' })).toBeVisible();
  await expect(chair.page.getByRole('button', { name: 'Hoãn nội dung' })).toHaveCount(0);
  await moveOn(chair.page, /^Sang nội dung 4$/);
  // The page of the session draws each step from what is pushed, and asks for nothing.
  await expect(now.getByText('4', { exact: true })).toBeVisible();
  await expect(now).toContainText('Đang họp');
  expect(loads).toEqual([]);
});

test('sitting L25 L23 a vote and its result reach the page of the session, the reader in portrait and home, and are said', async () => {
  await member.page.goto(session);
  await member.page.getByRole('link', { name: /trang/ }).first().click();
  await paperShown(member.page);
  await guest.page.goto(session);
  await chair.page.getByRole('button', { name: /Mở biểu quyết 1/ }).click();
  await confirm(chair.page, 'Mở biểu quyết');
  for (const { page } of [member, guest]) {
    await expect(page.getByRole('region', { name: 'Trong phiên họp' }).getByText(/^Đang biểu quyết: /)).toBeVisible();
    await expect(page.getByRole('alert').filter({ hasText: /^Mở biểu quyết: / })).toBeAttached();
    await expectNoSideways(page);
  }
  await picture(member.page, 'reader-vote-portrait');
  await picture(guest.page, 'session-vote-phone');
  // One tap from there.
  await guest.page.getByRole('link', { name: 'Vào phiên họp' }).click();
  await expect(guest.page.getByText('Đang biểu quyết', { exact: true })).toBeVisible();

  const hands = chair.page.getByRole('dialog', { name: 'Kết quả giơ tay' });
  await hands.getByLabel('Tán thành', { exact: true }).fill('15');
  await hands.getByLabel('Không tán thành', { exact: true }).fill('2');
  await hands.getByLabel('Không biểu quyết', { exact: true }).fill('1');
  await chair.page.getByRole('button', { name: 'Công bố kết quả' }).click();
  await confirm(chair.page, 'Công bố kết quả');
  await expect(member.page.getByRole('region', { name: 'Trong phiên họp' }).getByText(/^Thông qua: /)).toBeVisible();
  await expect(member.page.getByRole('alert').filter({ hasText: /^Kết quả biểu quyết\. Thông qua: .* Cần 11 trên 21, được 15/ })).toBeAttached();
  await expect(guest.page.getByText('Thông qua', { exact: true }).first()).toBeVisible();
  await guest.page.goto(installation.origin);
  await expect(guest.page.getByText('Thông qua', { exact: true }).first()).toBeVisible();
  await expectNoSideways(guest.page);
  await picture(guest.page, 'home-result-phone');
});

test('sitting L22 several who left are noted at once', async () => {
  const { page } = secretary;
  await page.goto(`${session}/sitting/attendance`);
  for (const row of [2, 3, 4]) await page.getByRole('checkbox').nth(row).check();
  await page.getByRole('button', { name: 'Ghi đã rời' }).click();
  await expect(page.getByText(/^Đã rời lúc/)).toHaveCount(3);
  await expect(chair.page.getByText(/Có mặt 1[89]\/21/).first()).toBeVisible();
  expectNoComplaints(secretary, chair, member, guest);
});
