import { expect, test, type Browser, type Page } from '@playwright/test';
import { startInstallation, type RunningInstallation } from './support/installation';
import { alive, arrive, comingSession, expectNoComplaints, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { expectAccessible } from './support/accessible';
import { picture } from './support/pictures';
import { openSitting } from './support/sitting';

/** A room with a plan, the seats of a session in it, and their lights while it sits. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let admin: Person;
let secretary: Person;
let chair: Person;
let member: Person;
let session: string;

test.beforeAll(async () => {
  test.setTimeout(420_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-26T07:50:00+07:00' });
  admin = await arrive(browser, installation, 'quan.tri', TABLET);
  secretary = await arrive(browser, installation, 'thu.ky', TABLET);
  chair = await arrive(browser, installation, 'chu.tich', TABLET);
  member = await arrive(browser, installation, 'luc.thi.que.chi', TABLET_PORTRAIT);
  session = await comingSession(installation, secretary);
});
test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

const spot = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
/** Nothing is wider than the window. */
const fits = async (page: Page): Promise<void> => expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

test('rooms RM1 RM2 an administrator adds a room and draws its plan by touch and keyboard', async () => {
  const { page } = admin;
  await page.goto(`${installation.origin}/admin/rooms`);
  await alive(page);
  await page.getByRole('button', { name: 'Thêm phòng' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Tên phòng').fill('Phòng họp số 2, tầng 3, Trụ sở Ủy ban nhân dân tỉnh Thanh Giang');
  await dialog.getByRole('textbox', { name: 'Sức chứa' }).fill('24');
  await dialog.getByRole('button', { name: 'Dựng sơ đồ' }).click();
  await expect(dialog.getByRole('button', { name: /^Chỗ / })).toHaveCount(24);
  await picture(page, 'room-plan');
  await expectAccessible(page);
  // One spot by keyboard: chosen, moved, and left out.
  await dialog.getByRole('button', { name: /^Chỗ / }).first().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await expect(dialog.getByRole('button', { name: /^Chỗ / })).toHaveCount(23);
  await dialog.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await page.reload();
  await expect(page.getByText('Phòng họp số 2, tầng 3')).toHaveCount(1);
  await picture(page, 'rooms');
  await expectAccessible(page);
});

test('meetings M54 M55 the seats of a session are laid by protocol and changed by touch and keyboard', async () => {
  const { page } = secretary;
  await page.goto(`${session}/seats`);
  await alive(page);
  await picture(page, 'seats-none');
  await page.getByRole('button', { name: 'Lập sơ đồ và xếp chỗ' }).click();
  await expect(spot(page, /Chỗ .*: Đỗ Khắc Trường Vân/)).toBeVisible();
  await picture(page, 'seats-laid');
  await expectAccessible(page);
  const [from, to] = [spot(page, /^Chỗ .*: Lục Thị Quế Chi/), spot(page, /^Chỗ .*: Cù Minh Thạc/)];
  const before = await to.getAttribute('data-spot');
  await from.click();
  await to.click();
  await expect(page.locator(`[data-spot="${before}"]`)).toHaveAccessibleName(/Lục Thị Quế Chi/);
  // Back again, by keyboard alone.
  await spot(page, /^Chỗ .*: Lục Thị Quế Chi/).focus();
  await page.keyboard.press('Enter');
  await spot(page, /^Chỗ .*: Cù Minh Thạc/).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator(`[data-spot="${before}"]`)).toHaveAccessibleName(/Cù Minh Thạc/);
  for (const size of [{ width: 820, height: 1180 }, { width: 390, height: 844 }]) {
    await page.setViewportSize(size);
    await picture(page, `seats-${size.width}`);
    await fits(page);
  }
  await page.setViewportSize({ width: 1180, height: 820 });
  // Printed by the browser's own command, the plan is there too.
  await page.emulateMedia({ media: 'print' });
  await expect(spot(page, /Chỗ .*: Đỗ Khắc Trường Vân/)).toBeVisible();
  await page.evaluate(() => (window.print = () => undefined));
  for (const [sheet, button] of [['map', 'In sơ đồ'], ['plates', 'In biển tên']] as const) {
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: button }).click();
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator(`.sm-print[data-on="${sheet}"]`)).toBeVisible();
    await picture(page, `seats-print-${sheet}`);
    if (process.env.PHIEN_PICTURES) await page.pdf({ path: `tests/.artifacts/pictures/seats-print-${sheet}.pdf`, preferCSSPageSize: true });
  }
  await page.emulateMedia({ media: 'screen' });
});

test('sitting L53 while it sits the seats are lights, and a tap on one offers what can be done', async () => {
  await openSitting(session, secretary, chair);
  const { page } = secretary;
  await member.page.goto(`${session}/sitting`);
  await alive(member.page);
  await page.goto(`${session}/sitting/seats`);
  await alive(page);
  await expect(spot(page, /Lục Thị Quế Chi, có mặt/)).toBeVisible();
  await member.page.getByRole('button', { name: 'Đăng ký phát biểu' }).click();
  await expect(spot(page, /Lục Thị Quế Chi, xin phát biểu/)).toBeVisible();
  await picture(page, 'lights');
  await expectAccessible(page);
  await spot(page, /Chỗ .*Lục Thị Quế Chi, xin phát biểu/).click();
  await picture(page, 'lights-seat');
  await page.getByRole('dialog').getByRole('button', { name: 'Mời phát biểu' }).click();
  await expect(spot(page, /Lục Thị Quế Chi, đang phát biểu/)).toBeVisible();
  for (const size of [{ width: 820, height: 1180 }, { width: 390, height: 844 }]) {
    await page.setViewportSize(size);
    await picture(page, `lights-${size.width}`);
    await fits(page);
  }
  await page.setViewportSize({ width: 1180, height: 820 });
  const list = await page.request.get(`${session}/attendance.csv`);
  expect(list.status()).toBe(200);
  expect(await list.text()).toContain('Lục Thị Quế Chi');
  // Somebody who does not run the sitting has no way to it.
  expect((await member.page.request.get(`${session}/attendance.csv`)).status()).toBe(403);
  expectNoComplaints(admin, secretary, chair, member);
});
