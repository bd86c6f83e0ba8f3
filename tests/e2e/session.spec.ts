import { expect, test, type Browser, type Page } from '@playwright/test';
import { startHouse, type RunningHouse } from './support/house';
import { arrive, expectNoComplaints, LAPTOP, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { drawStroke, inkPaths, openPaper } from './support/reader';

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

test('the chair opens the session and moves to item 3; everybody sees it', async () => {
  const { page } = chair;
  await page.getByRole('button', { name: 'Khai mạc phiên họp' }).click();
  await page.getByRole('dialog').or(page.getByRole('alertdialog')).getByRole('button', { name: /Khai mạc/ }).click();
  await expect(page.getByText(/Khai mạc lúc/)).toBeVisible();
  await expect(member.page.getByText(/Đang họp|Đang diễn ra/).first()).toBeVisible();
});
