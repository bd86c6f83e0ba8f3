import { expect, test, type Browser, type Page } from '@playwright/test';
import { startHouse, type RunningHouse } from './support/house';
import { arrive, confirm, expectNoComplaints, LAPTOP, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { draw, liveInkPixels, marksShown, paperShown } from './support/reader';
import { picture } from './support/pictures';

/** The sample session held by several people at once, from check-in to closing. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let house: RunningHouse;
let secretary: Person;
let chair: Person;
let member: Person;
let presenter: Person;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  browser = await launch();
  house = await startHouse({ clock: '2026-11-26T07:50:00+07:00' });
  secretary = await arrive(browser, house, 'thu.ky', LAPTOP);
  chair = await arrive(browser, house, 'chu.tich', TABLET);
  member = await arrive(browser, house, 'luc.thi.que.chi', TABLET_PORTRAIT);
  presenter = await arrive(browser, house, 'cu.minh.thac', TABLET);
});

test.afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

const goToSession = async (page: Page): Promise<void> => {
  await page.goto(house.origin);
  await page.getByRole('link', { name: /Mở phiên họp|Vào phiên họp/ }).click();
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

/** The chair's big button moves to the next row; leaving a running one is asked once more. */
async function moveOn(page: Page, label: RegExp, asks = true): Promise<void> {
  await page.getByRole('button', { name: label }).first().click();
  if (asks) await confirm(page, label);
}

test('the chair moves through the agenda to item 3', async () => {
  const { page } = chair;
  await moveOn(page, /^Bắt đầu: Ổn định/, false);
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

  await member.page.goto(house.origin);
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

  const late = await arrive(browser, house, 'thach.ngoc.bien', TABLET);
  await late.page.getByRole('link', { name: 'Vào trang đang trình bày' }).click();
  await paperShown(late.page);
  await expect(late.page.getByText(/Đang theo Cù Minh Thạc, trang 2/)).toBeVisible();
  await expect.poll(() => marksShown(late.page)).toBe(2);
  await picture(late.page, 'reader-following');

  const again = await arrive(browser, house, 'luc.thi.que.chi', TABLET);
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
  await secretary.page.goto(house.origin);
  await secretary.page.getByRole('link', { name: /Vào phiên họp/ }).first().click();
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
