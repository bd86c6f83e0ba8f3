import { expect, test, type Browser } from '@playwright/test';
import { PASSWORD, startInstallation, type RunningInstallation } from './support/installation';
import { arrive, comingSession, expectNoComplaints, LAPTOP, launch, newPerson, signIn, TABLET, type Person } from './support/people';
import { draw, marksShown, paperShown } from './support/reader';
import { picture } from './support/pictures';

/** What stands in the hall with nobody at it: a screen on the wall, and a tablet left on its table. */
test.describe.configure({ mode: 'serial' });

const CODE = '482915';

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let wall: Person;
let tablet: Person;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-26T07:50:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', LAPTOP);
  tablet = await arrive(browser, installation, 'luc.thi.que.chi', TABLET);
  wall = await newPerson(browser, 'wall', { viewport: { width: 1920, height: 1080 } });
});
test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

/** The session on the wall. */
const shown = () => wall.page.locator('.rs-title');

async function openScreens(): Promise<void> {
  await secretary.page.goto(`${await comingSession(installation, secretary)}/sitting/console`);
  await secretary.page.getByRole('button', { name: 'Màn hình phòng họp' }).click();
}

test('sitting R21 a screen shows a code, the secretary types it, and the screen has the session without any account', async () => {
  await wall.page.goto(`${installation.origin}/sign-in`);
  await wall.page.getByRole('link', { name: 'Dùng máy này làm màn hình phòng họp' }).click();
  const code = (await wall.page.locator('.rs-code').textContent()) ?? '';
  expect(code).toMatch(/^[A-Z0-9]{3} [A-Z0-9]{3}$/u);
  for (const [width, height] of [[390, 844], [1180, 820], [1920, 1080]] as const) {
    await wall.page.setViewportSize({ width, height });
    await picture(wall.page, `wall-code-${width}`);
    expect(await wall.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await openScreens();
  await secretary.page.getByLabel('Mã trên màn hình').fill(code);
  await secretary.page.getByRole('button', { name: 'Nối màn hình' }).click();
  await expect(secretary.page.getByText('Màn hình 1')).toBeVisible({ timeout: 20_000 });
  await picture(secretary.page, 'console-screens');
  await expect(shown()).toHaveText(/tháng 11 năm 2026/);
  expect((await wall.context.cookies()).map(({ name }) => name).filter((name) => /session|^__Host-phien$/u.test(name))).toEqual([]);
});

test('sitting L41 the wall shows the code of the room until the opening; an address with a wrong code checks nobody in', async () => {
  const code = wall.page.getByRole('img', { name: 'Mã điểm danh tại phòng họp' });
  await expect(code).toBeVisible();
  await picture(wall.page, 'wall-here');
  const before = await code.locator('path').getAttribute('d');
  await expect.poll(() => code.locator('path').getAttribute('d'), { timeout: 60_000 }).not.toBe(before);
  const session = await comingSession(installation, tablet);
  await tablet.page.goto(`${session}/here?code=AAAAAAAAAAAAAAAA`);
  await tablet.page.getByRole('button', { name: 'Có mặt tại phòng họp' }).tap();
  await expect(tablet.page.getByText('Mã này không phải của phiên họp này.')).toBeVisible();
  await picture(tablet.page, 'here-wrong');
  await secretary.page.getByRole('dialog').getByRole('button', { name: 'Đóng' }).click();
  await secretary.page.getByRole('button', { name: 'Mã điểm danh tại phòng' }).click();
  await expect(secretary.page.getByRole('dialog').getByRole('img', { name: 'Mã điểm danh tại phòng họp' })).toBeVisible();
  await picture(secretary.page, 'console-here');
});

test('sitting R21 it survives a reload and a restart of the server, and is moved on without a touch', async () => {
  await wall.page.reload();
  await expect(shown()).toHaveText(/tháng 11 năm 2026/);
  await installation.killAndRestart();
  // The page asks by itself, was without an answer meanwhile, and has one again.
  await wall.page.waitForResponse((response) => response.url().endsWith('/screen/state') && response.ok());
  await expect(shown()).toHaveText(/tháng 11 năm 2026/);
  await wall.page.reload();
  await expect(shown()).toHaveText(/tháng 11 năm 2026/);
});

test('sitting R22 taken off by the secretary it shows a code again, and never a sign-in', async () => {
  await openScreens();
  await secretary.page.getByRole('button', { name: 'Gỡ' }).click();
  await expect(wall.page.locator('.rs-code')).toBeVisible({ timeout: 20_000 });
  await expect(wall.page).toHaveURL(`${installation.origin}/screen`);
});

test('sitting R22 a browser in which somebody is signed in is no screen until they sign out', async () => {
  const other = await arrive(browser, installation, 'cu.minh.thac', LAPTOP);
  await other.page.goto(`${installation.origin}/screen`);
  await expect(other.page.getByText(/Máy này đang đăng nhập tài khoản của Cù Minh Thạc/)).toBeVisible();
  await expect(other.page.locator('.rs-code')).toHaveCount(0);
  await picture(other.page, 'wall-signed-in');
  await other.page.getByRole('button', { name: 'Đăng xuất để dùng làm màn hình' }).click();
  await expect(other.page.locator('.rs-code')).toBeVisible();
  await expect(other.page).toHaveURL(`${installation.origin}/screen`);
  await other.context.close();
});

test('sitting R22 the preview of the screen whose sign-in ended becomes a screen with a code, never a sign-in', async () => {
  const preview = await arrive(browser, installation, 'thu.ky', LAPTOP);
  const address = `${await comingSession(installation, preview)}/sitting/screen`;
  await preview.page.goto(address);
  await expect(preview.page.locator('.rs-title')).toBeVisible();
  const beside = await preview.context.newPage();
  await beside.goto(`${installation.origin}/account`);
  await beside.getByRole('button', { name: /^Tài khoản/ }).click();
  await beside.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
  await expect(beside).toHaveURL(/\/sign-in/);
  await expect(preview.page.locator('.rs-code')).toBeVisible();
  await expect(preview.page).toHaveURL(`${installation.origin}/screen`);
  await preview.page.goto(address);
  await expect(preview.page).toHaveURL(`${installation.origin}/screen`);
  await preview.context.close();
});

test('identity I23 on a day of a session a code is offered on the home screen, and bars nothing', async () => {
  const { page } = tablet;
  await page.goto(installation.origin);
  await expect(page.getByText(/^Hôm nay đồng chí có phiên họp\./)).toBeVisible();
  for (const [width, height] of [[390, 844], [820, 1180], [1180, 820]] as const) {
    await page.setViewportSize({ width, height });
    await picture(page, `code-offered-${width}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  const other = await arrive(browser, installation, 'cu.minh.thac', TABLET);
  await other.page.getByRole('button', { name: 'Không cần' }).click();
  await expect(other.page.getByText(/^Hôm nay đồng chí có phiên họp\./)).toHaveCount(0);
  await other.context.close();
  await page.getByRole('link', { name: 'Đặt mã' }).click();
  await expect(page).toHaveURL(`${installation.origin}/account/unlock-code`);
});

test('identity I18 the code is set on the account page against the password', async () => {
  const { page } = tablet;
  await page.goto(`${installation.origin}/account`);
  await page.getByRole('link', { name: /Mã mở khóa/ }).click();
  const save = page.getByRole('button', { name: 'Lưu mã mở khóa' });
  await page.getByRole('textbox', { name: /^Mật khẩu hiện tại/ }).fill(PASSWORD);
  await page.getByRole('textbox', { name: /^Mã mở khóa mới/ }).fill('123456');
  await save.click();
  await expect(page.getByText(/Mã này dễ đoán/)).toBeVisible();
  await picture(page, 'unlock-code-easy');
  await page.getByRole('textbox', { name: /^Mã mở khóa mới/ }).fill(CODE);
  await save.click();
  await expect(page.getByText('Đã lưu mã mở khóa.')).toBeVisible();
  await page.goto(installation.origin);
  await expect(page.getByText(/^Hôm nay đồng chí có phiên họp\./)).toHaveCount(0);
  await page.goBack();
  await picture(page, 'unlock-code');
});

test('identity I18 a locked tablet shows nothing of the paper, and the code leads back to it with the marks that waited', async () => {
  const { page, context } = tablet;
  await page.goto(installation.origin);
  await page.getByRole('link', { name: /Mở phiên họp|Vào phiên họp/ }).first().click();
  await page.getByRole('link', { name: /^(Tờ trình|Báo cáo)/ }).first().click();
  await paperShown(page);
  const paper = page.url();
  await page.getByRole('button', { name: 'Bút', exact: true }).click();
  await context.setOffline(true);
  await draw(page, [[0.3, 0.5], [0.4, 0.55], [0.5, 0.5]]);
  await expect.poll(() => marksShown(page)).toBe(1);
  await context.setOffline(false);
  await page.goto(`${installation.origin}/account`);
  await page.getByRole('button', { name: /^Tài khoản/ }).click();
  await page.getByRole('button', { name: 'Khóa máy' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByRole('heading', { name: 'Lục Thị Quế Chi' })).toBeVisible();
  await page.goto(paper);
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.locator('canvas')).toHaveCount(0);
  await page.getByRole('textbox', { name: /^Mã mở khóa/ }).fill('739164');
  await page.getByRole('button', { name: 'Mở khóa' }).click();
  await expect(page.getByText('Mã chưa đúng. Còn 4 lần thử.')).toBeVisible();
  for (const [width, height] of [[390, 844], [820, 1180], [1180, 820]] as const) {
    await page.setViewportSize({ width, height });
    await picture(page, `locked-wrong-${width}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await page.getByRole('textbox', { name: /^Mã mở khóa/ }).fill(CODE);
  await page.getByRole('button', { name: 'Mở khóa' }).click();
  await expect(page).toHaveURL(paper);
  await paperShown(page);
  await expect.poll(() => marksShown(page), { timeout: 20_000 }).toBe(1);
});

test('identity I18 locked in one tab, the other tab is led to the lock when it is looked at', async () => {
  const { page, context } = tablet;
  const other = await context.newPage();
  await other.goto(`${installation.origin}/account`);
  await other.getByRole('button', { name: /^Tài khoản/ }).click();
  await other.getByRole('button', { name: 'Khóa máy' }).click();
  await expect(other.getByRole('button', { name: 'Mở khóa' })).toBeVisible();
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expect(page.getByRole('button', { name: 'Mở khóa' })).toBeVisible();
  await other.close();
});

test('identity I21 five wrong codes leave the password, which opens everything as before', async () => {
  const { page } = tablet;
  for (const left of [4, 3, 2, 1]) {
    await page.getByRole('textbox', { name: /^Mã mở khóa/ }).fill('739164');
    await page.getByRole('button', { name: 'Mở khóa' }).click();
    await expect(page.getByText(`Mã chưa đúng. Còn ${left} lần thử.`)).toBeVisible();
  }
  await page.getByRole('textbox', { name: /^Mã mở khóa/ }).fill('739164');
  await page.getByRole('button', { name: 'Mở khóa' }).click();
  await expect(page.getByText('Đã nhập sai mã nhiều lần. Hãy đăng nhập bằng mật khẩu.')).toBeVisible();
  await picture(page, 'codes-over');
  await signIn(installation, tablet, 'luc.thi.que.chi');
  expectNoComplaints(secretary, wall, tablet);
});
