import { expect, test, type Browser, type Page } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import { startInstallation, type RunningInstallation } from './support/installation';
import { alive, arrive, comingSession, confirm, expectNoComplaints, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { picture } from './support/pictures';
import { moveOn, openSitting } from './support/sitting';

/** Sites of a session before and during it, the wall's lights, a roll call, with several people at once. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let chair: Person;
let member: Person;
let second: Person;
let session: string;

test.beforeAll(async () => {
  test.setTimeout(420_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-26T07:50:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', TABLET);
  chair = await arrive(browser, installation, 'chu.tich', TABLET);
  member = await arrive(browser, installation, 'luc.thi.que.chi', TABLET_PORTRAIT);
  second = await arrive(browser, installation, 'luc.thi.que.chi', TABLET);
  session = await comingSession(installation, secretary);
});
test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

const fits = async (page: Page): Promise<void> => expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

test('meetings M59 M61 M62 the sites of a session are listed, ordered and given people', async () => {
  const { page } = secretary;
  await page.goto(`${session}/sites`);
  await alive(page);
  const list = page.getByRole('list', { name: 'Điểm cầu' });
  await expect(list.getByRole('listitem').first()).toBeVisible();
  await picture(page, 'sites-prepared');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Thêm điểm cầu' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Tên điểm cầu').fill('Điểm cầu đặc khu Cồn Thanh, Ủy ban nhân dân đặc khu');
  await dialog.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: /Xem và sửa Điểm cầu đặc khu Cồn Thanh/ }).click();
  await page.getByRole('dialog').getByLabel('Tìm người').fill('Lục Thị');
  await page.getByRole('dialog').getByRole('checkbox', { name: /Lục Thị Quế Chi/ }).click();
  await expect(page.getByRole('dialog').getByRole('checkbox', { name: /Lục Thị Quế Chi/ })).toBeChecked();
  await picture(page, 'sites-one');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 820, height: 1180 });
  await picture(page, 'sites-prepared-820');
  await fits(page);
  await page.setViewportSize({ width: 1180, height: 820 });
});

test('sitting L70 L71 L72 L73 a site is lost, its people are taken out after the numbers are told, and one tap brings them back', async () => {
  await openSitting(session, secretary, chair);
  await member.page.goto(`${session}/sitting`);
  await alive(member.page);
  // Somebody goes from the hall to a site, and says so.
  await member.page.getByRole('button', { name: 'Rời phiên họp' }).click();
  await confirm(member.page, /Rời phiên/);
  await member.page.getByRole('button', { name: 'Ở điểm cầu khác' }).click();
  await picture(member.page, 'site-chosen');
  await member.page.getByRole('dialog').getByText(/đặc khu Cồn Thanh/).click();
  await expect(member.page.getByText(/Tại điểm cầu: .*Cồn Thanh/)).toBeVisible();
  await picture(member.page, 'site-mine');
  const { page } = secretary;
  await page.goto(`${session}/sitting/sites`);
  await alive(page);
  const line = page.getByRole('listitem').filter({ hasText: 'đặc khu Cồn Thanh' });
  await line.getByRole('button', { name: 'Mất kết nối' }).click();
  await expect(line.getByText(/Mất kết nối từ/)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Điểm cầu đang dự' }).getByRole('listitem').first()).toContainText('Cồn Thanh');
  await picture(page, 'sites-sitting');
  await expectAccessible(page);
  await line.getByRole('button', { name: /Đưa 1 người ra khỏi/ }).click();
  await expect(page.getByText(/Có mặt còn 20\/21/)).toBeVisible();
  await picture(page, 'sites-asked');
  await confirm(page, /Đưa 1 người ra/);
  await expect(page.getByText(/Có mặt 20\/21/).first()).toBeVisible();
  await line.getByRole('button', { name: /Đã kết nối lại/ }).click();
  await expect(page.getByText(/Có mặt 21\/21/).first()).toBeVisible();
  await page.setViewportSize({ width: 820, height: 1180 });
  await picture(page, 'sites-sitting-820');
  await fits(page);
  await page.setViewportSize({ width: 1180, height: 820 });
  expectNoComplaints(secretary);
});

test('sitting L84 L85 a site whose tablets are gone is told at the console, until one of them is back; noted as lost there, its people are taken out from there', async () => {
  const { page } = secretary;
  await page.goto(`${session}/sitting/console`);
  await alive(page);
  const notice = page.locator('.ph-notice').filter({ hasText: 'Cồn Thanh' });
  // Both tablets of the only one there; one comes back, and nothing has been noted.
  await second.page.goto('about:blank');
  await member.page.goto('about:blank');
  await expect(notice).toContainText('mọi máy đã mất mạng', { timeout: 40_000 });
  await member.page.goto(`${session}/sitting`);
  await alive(member.page);
  await expect(notice).toHaveCount(0, { timeout: 20_000 });
  await member.page.goto('about:blank');
  await expect(notice).toContainText('mọi máy đã mất mạng', { timeout: 40_000 });
  await picture(page, 'site-silent');
  await expectAccessible(page);
  await page.setViewportSize({ width: 820, height: 1180 });
  await picture(page, 'site-silent-820');
  await fits(page);
  await page.setViewportSize({ width: 1180, height: 820 });
  await notice.getByRole('button', { name: 'Ghi mất kết nối' }).click();
  await expect(notice).toContainText('1 người tại đây vẫn được tính có mặt.');
  await picture(page, 'site-lost-console');
  await notice.getByRole('button', { name: 'Đưa 1 người ra khỏi số có mặt' }).click();
  await expect(page.getByText(/Có mặt còn 20\/21/)).toBeVisible();
  await confirm(page, /Đưa 1 người ra/);
  await expect(notice).toHaveCount(0);
  await member.page.goto(`${session}/sitting`);
  await alive(member.page);
  await page.goto(`${session}/sitting/sites`);
  await alive(page);
  await page.getByRole('listitem').filter({ hasText: 'đặc khu Cồn Thanh' }).getByRole('button', { name: /Đã kết nối lại/ }).click();
  await expect(page.getByText(/Có mặt 21\/21/).first()).toBeVisible();
  expectNoComplaints(secretary);
});

test('sitting L77 voting V47 V48 a roll call is read name by name, undone, and its papers are one tap away; live LR16 a second tablet hears of its own', async () => {
  const { page } = secretary;
  await page.goto(`${session}/sitting/console`);
  await alive(page);
  await moveOn(page, /nội dung 1/i);
  await expect(member.page.getByRole('link', { name: /Mở tài liệu của nội dung này/ })).toBeVisible();
  await picture(member.page, 'open-papers');
  await second.page.goto(`${session}/sitting`);
  await alive(second.page);
  await page.getByRole('button', { name: /^Mở biểu quyết/ }).first().click();
  await page.getByRole('alertdialog').getByRole('radio', { name: 'Gọi tên từng người' }).check();
  await confirm(page, 'Mở biểu quyết');
  await page.getByRole('link', { name: 'Mở màn hình gọi tên' }).click();
  await expect(page.getByText(/Người thứ 1\//)).toBeVisible();
  await picture(page, 'roll');
  await expectAccessible(page);
  const name = await page.locator('.vr-name').innerText();
  await page.waitForFunction(() => performance.now() > 0);
  await page.getByRole('button', { name: /Tán thành/ }).first().click();
  await expect(page.getByText(/Người thứ 2\//)).toBeVisible();
  await page.getByRole('button', { name: `Gọi lại ${name}` }).click();
  await expect(page.locator('.vr-name')).toHaveText(name);
  await expect(async () => { await page.keyboard.press('2'); await expect(page.getByText(/Người thứ 2\//)).toBeVisible({ timeout: 1_500 }); }).toPass();
  await page.setViewportSize({ width: 820, height: 1180 });
  await picture(page, 'roll-820');
  await fits(page);
  await page.setViewportSize({ width: 1180, height: 820 });
  const wall = await secretary.page.context().newPage();
  await wall.setViewportSize({ width: 1920, height: 1080 });
  await wall.goto(`${session}/sitting/screen`);
  await alive(wall);
  await expect(wall.getByText('Đang gọi tên')).toBeVisible();
  await picture(wall, 'wall-roll');
  await wall.close();
});

test('sitting L74 L76 the wall shows the seats as lights, told apart without colour and without a name', async () => {
  const { page } = secretary;
  await page.getByRole('button', { name: 'Đóng biểu quyết' }).first().click();
  await confirm(page, 'Đóng biểu quyết và công bố');
  await page.goto(`${session}/seats`);
  await alive(page);
  await page.getByRole('button', { name: 'Lập sơ đồ và xếp chỗ' }).click();
  await expect(page.getByRole('button', { name: /Chỗ .*: Đỗ Khắc Trường Vân/ })).toBeVisible();
  await page.goto(`${session}/sitting/console`);
  await alive(page);
  await moveOn(page, /nội dung 2/i);
  await page.getByRole('button', { name: 'Chiếu sơ đồ chỗ ngồi' }).click();
  await expect(page.getByRole('button', { name: 'Chiếu lại diễn biến' })).toBeVisible();
  const wall = await secretary.page.context().newPage();
  await wall.setViewportSize({ width: 1920, height: 1080 });
  await wall.goto(`${session}/sitting/screen`);
  await alive(wall);
  await expect(wall.getByRole('img', { name: /có mặt: \d+/i })).toBeVisible();
  await expect(wall.getByText(/Điểm cầu: \d+\/\d+ đã kết nối/)).toBeVisible();
  expect(await wall.evaluate(() => [...document.querySelectorAll('.rs-legend, .rs-sites, .rs-foot')].every((one) => Number.parseFloat(getComputedStyle(one).fontSize) >= innerHeight / 25))).toBe(true);
  await picture(wall, 'wall-lights');
  await expect(wall.locator('main')).not.toContainText('Lục Thị Quế Chi');
  await wall.close();
  expectNoComplaints(secretary, chair, member, second);
});
