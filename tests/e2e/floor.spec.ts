import { expect, test, type Browser, type Page } from '@playwright/test';
import { startInstallation, type RunningInstallation } from './support/installation';
import { alive, arrive, comingSession, confirm, expectNoComplaints, LAPTOP, launch, newPerson, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { expectAccessible } from './support/accessible';
import { picture } from './support/pictures';
import { openSitting } from './support/sitting';

/** Who speaks: asked for by a tap, given by the chair, seen by everybody and on the wall. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let chair: Person;
let member: Person;
let guest: Person;
let wall: Person;
let session: string;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-26T07:50:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', LAPTOP);
  chair = await arrive(browser, installation, 'chu.tich', TABLET);
  member = await arrive(browser, installation, 'luc.thi.que.chi', TABLET_PORTRAIT);
  guest = await arrive(browser, installation, 'ho.si.quyen', TABLET);
  wall = await newPerson(browser, 'wall', { viewport: { width: 1920, height: 1080 } });
  session = await comingSession(installation, secretary);
  await openSitting(session, secretary, chair);
  await wall.page.goto(`${installation.origin}/screen`);
  const code = (await wall.page.locator('.rs-code').textContent()) ?? '';
  await secretary.page.goto(`${session}/sitting/console`);
  await secretary.page.getByRole('button', { name: 'Màn hình phòng họp', exact: true }).click();
  await secretary.page.getByLabel('Mã trên màn hình').fill(code);
  await secretary.page.getByRole('button', { name: 'Nối màn hình' }).click();
  await expect(secretary.page.getByText('Màn hình 1')).toBeVisible({ timeout: 20_000 });
  await secretary.page.keyboard.press('Escape');
  for (const { page } of [member, guest]) {
    await page.goto(`${session}/sitting`);
    await alive(page);
  }
});
test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

const queue = (page: Page) => page.getByRole('list', { name: 'Danh sách chờ phát biểu' });

test('floor FL2 a member asks for the floor by one tap and sees the own place; a guest of the session does too', async () => {
  await guest.page.getByRole('button', { name: 'Có mặt tại phòng họp' }).click().catch(() => undefined);
  await guest.page.getByRole('button', { name: 'Đăng ký phát biểu' }).click();
  await expect(guest.page.getByText('Đồng chí thứ 1 trong danh sách')).toBeVisible();
  // One tap, and that is all.
  await member.page.getByRole('button', { name: 'Đăng ký phát biểu' }).click();
  await expect(member.page.getByText('Đồng chí thứ 2 trong danh sách')).toBeVisible();
  await expect(queue(chair.page).getByRole('listitem')).toHaveCount(2);
  await member.page.getByRole('button', { name: 'Thêm chi tiết' }).click();
  await member.page.getByLabel('Về vấn đề').fill('Tiến độ Hồ chứa nước xã Phú Vân');
  await picture(member.page, 'floor-details-portrait');
  await member.page.getByRole('button', { name: 'Lưu đăng ký' }).click();
  await expect(queue(chair.page).getByText(/Tiến độ Hồ chứa nước xã Phú Vân/)).toBeVisible();
  await picture(member.page, 'floor-member-portrait');
  await expectAccessible(member.page);
});

test('floor FL6 FL5 the chair moves the queue by keyboard; a point of order goes first and says so', async () => {
  const rows = queue(chair.page).getByRole('listitem');
  await rows.nth(1).getByRole('button', { name: /lên/i }).first().click();
  await expect(rows.nth(0)).toContainText('Lục Thị Quế Chi');
  await expect(member.page.getByText('Đồng chí thứ 1 trong danh sách')).toBeVisible();
  await guest.page.getByRole('button', { name: 'Ý kiến về trình tự' }).click();
  await expect(rows.nth(0)).toContainText('Ý kiến về trình tự');
  await expect(rows).toHaveCount(3);
  await picture(chair.page, 'floor-console');
  await secretary.page.getByRole('list', { name: 'Danh sách chờ phát biểu' }).waitFor();
  await picture(secretary.page, 'floor-console-laptop');
  await expectAccessible(chair.page);
});

test('floor FL7 sitting L34 the floor is given; the speaker has the large clock, everybody and the wall the name', async () => {
  await chair.page.getByRole('button', { name: 'Mời Lục Thị Quế Chi phát biểu' }).first().click();
  await expect(member.page.getByRole('heading', { name: 'Đến lượt đồng chí phát biểu' })).toBeVisible();
  await expect(member.page.getByText('Đến lượt đồng chí phát biểu.')).toHaveCount(1);
  await expect(wall.page.getByText('Lục Thị Quế Chi')).toBeVisible();
  await expect(guest.page.getByText('Đang phát biểu').first()).toBeVisible();
  await picture(member.page, 'floor-speaking-portrait');
  await picture(wall.page, 'floor-wall');
  await picture(guest.page, 'floor-guest');
  await picture(chair.page, 'floor-console-speaking');
  await expectAccessible(member.page);
  await expectAccessible(chair.page);
  // Nothing on the wall is smaller than a twenty-fifth of its height.
  const small = await wall.page.evaluate(() =>
    [...document.querySelectorAll('main *')].filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()) && !one.closest('.ph-hidden') && parseFloat(getComputedStyle(one).fontSize) < innerHeight / 25).map((one) => `${one.className}: ${one.textContent}`));
  expect(small).toEqual([]);
});

test('sitting L32 the wall is black by a key on the device and by the secretary, and shows what is there then', async () => {
  const black = wall.page.locator('.rs-black');
  await wall.page.keyboard.press('b');
  await expect(black).toBeVisible();
  await wall.page.keyboard.press('b');
  await expect(wall.page.getByText('Lục Thị Quế Chi')).toBeVisible();
  await secretary.page.getByRole('button', { name: 'Tắt hình màn hình phòng họp' }).click();
  await expect(black).toBeVisible();
  // The server goes while the wall is being loaded: what stands there has no program that could come back.
  await wall.page.route('**/assets/*.js', (route) => route.abort());
  await wall.page.reload();
  await expect(black).toBeVisible();
  await wall.page.unroute('**/assets/*.js');
  await installation.killAndRestart();
  await secretary.page.getByRole('button', { name: 'Bật lại hình màn hình phòng họp' }).click();
  await expect(wall.page.getByText('Lục Thị Quế Chi')).toBeVisible({ timeout: 40_000 });
});

test('sitting L27 L29 L30 a pause, a call for attention and a notice stand on every tablet and are put away', async () => {
  await chair.page.getByRole('button', { name: 'Tạm dừng phiên họp' }).click();
  await confirm(chair.page, 'Tạm dừng phiên họp');
  for (const { page } of [member, guest, chair]) await expect(page.getByText(/^Phiên họp tạm dừng từ/).first()).toBeVisible();
  await expect(wall.page.getByText(/^Phiên họp tạm dừng từ/)).toBeVisible();
  await expect(member.page.getByText('Đồng chí thứ 2 trong danh sách').or(member.page.getByText('Đồng chí thứ 1 trong danh sách'))).toBeVisible();
  await picture(chair.page, 'floor-paused');
  await picture(wall.page, 'floor-wall-paused');
  await chair.page.getByRole('button', { name: 'Tiếp tục phiên họp' }).click();
  await chair.page.getByRole('button', { name: 'Mời chú ý lên chủ tọa' }).click();
  await secretary.page.getByRole('button', { name: 'Thông báo cả phòng họp' }).click();
  await secretary.page.getByLabel('Nội dung thông báo').fill('Mười phút nữa giải lao.');
  await secretary.page.getByRole('button', { name: 'Gửi thông báo' }).click();
  await expect(member.page.getByText('Mời các đồng chí chú ý lên chủ tọa', { exact: true })).toBeVisible();
  await expect(member.page.getByText('Mười phút nữa giải lao.', { exact: true })).toBeVisible();
  await picture(member.page, 'floor-notices-portrait');
  await member.page.getByRole('button', { name: 'Đã xem' }).first().click();
  await expect(member.page.getByText('Mời các đồng chí chú ý lên chủ tọa', { exact: true })).toHaveCount(0);
  await member.page.reload();
  await expect(member.page.getByText('Mười phút nữa giải lao.', { exact: true })).toBeVisible();
  await expect(member.page.getByText('Mời các đồng chí chú ý lên chủ tọa', { exact: true })).toHaveCount(0);
});

test('sitting L31 a silent call reaches the secretary, not the chair, and is answered by a tap', async () => {
  await alive(member.page);
  await member.page.getByText('Gọi phục vụ').click();
  await member.page.getByRole('button', { name: 'Nước' }).click();
  await expect(secretary.page.getByText('Lục Thị Quế Chi: Nước')).toBeVisible();
  await expect(chair.page.getByText(/: Nước/)).toHaveCount(0);
  await picture(secretary.page, 'floor-call-laptop');
  await secretary.page.getByRole('button', { name: 'Đến ngay' }).click();
  await expect(member.page.getByText('Có người đang đến.')).toBeVisible();
});

test('sitting L33 the floor record comes as a table, as data and as chapters, for those who run the sitting alone', async () => {
  const get = (person: Person, form: string) => person.page.request.get(`${session}/floor-record/${form}`);
  const table = await (await get(secretary, 'csv')).text();
  expect(table).toContain('Lục Thị Quế Chi');
  const record = (await (await get(chair, 'json')).json()) as { seconds: number; rows: { seconds: number }[] };
  expect(record.rows.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(record.seconds);
  expect(await (await get(chair, 'vtt')).text()).toMatch(/^WEBVTT\n\n1\n00:00:00\.000 --> /u);
  for (const form of ['csv', 'json', 'vtt']) expect((await get(member, form)).status()).toBe(403);
  expect((await get(chair, 'exe')).status()).toBe(404);
  expectNoComplaints(secretary, chair, member, guest, wall);
});
