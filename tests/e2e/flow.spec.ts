import { expect, test, type Browser, type Page } from '@playwright/test';
import { startInstallation, type RunningInstallation } from './support/installation';
import { alive, arrive, comingSession, confirm, expectNoComplaints, launch, newPerson, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { expectAccessible } from './support/accessible';
import { picture } from './support/pictures';
import { openSitting } from './support/sitting';

/** Another order, items adopted as one, and a sitting that goes on the next day. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let chair: Person;
let member: Person;
let wall: Person;
let session: string;

test.beforeAll(async () => {
  test.setTimeout(420_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-26T07:50:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', TABLET);
  chair = await arrive(browser, installation, 'chu.tich', TABLET);
  member = await arrive(browser, installation, 'luc.thi.que.chi', TABLET_PORTRAIT);
  wall = await newPerson(browser, 'wall', { viewport: { width: 1920, height: 1080 } });
  session = await comingSession(installation, secretary);
});
test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

const block = (page: Page) => page.getByRole('list', { name: 'Thông qua không thảo luận' });

test('agenda A34 the secretary marks items in the editor', async () => {
  test.setTimeout(180_000);
  const { page } = secretary;
  await page.goto(`${session}/agenda`);
  await alive(page);
  for (const number of [2, 3, 4]) {
    await page.getByRole('button', { name: new RegExp(`^Mở.*[Nn]ội dung ${number}\\b`) }).click();
    const mark = page.getByRole('button', { name: /^Thông qua không thảo luận:/ });
    await mark.click();
    await expect(page.getByRole('button', { name: /^Đưa ra thảo luận:/ })).toBeVisible();
  }
  await picture(page, 'block-editor');
  await expectAccessible(page);
});

test('sitting L49 a member takes an item out by one tap, and the chair sees it at once', async () => {
  test.setTimeout(180_000);
  await openSitting(session, secretary, chair);
  await member.page.goto(`${session}/sitting`);
  await alive(member.page);
  await expect(block(chair.page).getByRole('listitem')).toHaveCount(3);
  await picture(member.page, 'block-member-portrait');
  await expectAccessible(member.page);
  await block(member.page).getByRole('button').last().tap();
  await expect(block(chair.page).getByRole('listitem')).toHaveCount(2);
  await picture(chair.page, 'block-console');
});

test('sitting L44 the chair takes an item earlier and sees the order change', async () => {
  const { page } = chair;
  await page.getByRole('button', { name: 'Đổi chương trình' }).tap();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Nội dung' }).fill('5.');
  await dialog.getByRole('option', { name: /^5\./ }).click();
  await dialog.getByLabel('Lý do').fill('Người trình bày phải về địa phương chỉ đạo ứng phó mưa lũ');
  await picture(page, 'change-agenda');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Đưa lên tiếp theo' }).tap();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(/là nội dung tiếp theo/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Đổi chương trình' }).tap();
  await dialog.getByRole('combobox', { name: 'Nội dung' }).fill('6.');
  await dialog.getByRole('option', { name: /^6\./ }).click();
  await dialog.getByRole('radio', { name: 'Chuyển sang phiên họp khác' }).click();
  await expect(dialog.getByText(/Chưa có phiên họp nào sắp tới|Chuyển sang phiên họp/).first()).toBeVisible();
  await picture(page, 'move-agenda');
  await page.keyboard.press('Escape');
});

test('sitting L48 voting V40 one vote stands for all items of the block', async () => {
  test.setTimeout(120_000);
  const { page } = chair;
  await page.getByRole('button', { name: 'Xem xét chung 2 nội dung' }).tap();
  await confirm(page, /^Xem xét chung/);
  await expect(page.getByText(/Thông qua không thảo luận các nội dung/).first()).toBeVisible();
  await picture(page, 'block-taken');
});

test('sitting L50 adjourned, every screen says when it goes on', async () => {
  test.setTimeout(180_000);
  const { page } = chair;
  await wall.page.goto(`${installation.origin}/screen`);
  const code = (await wall.page.locator('.rs-code').textContent()) ?? '';
  await secretary.page.goto(`${session}/sitting/console`);
  await secretary.page.getByRole('button', { name: 'Màn hình phòng họp', exact: true }).click();
  await secretary.page.getByLabel('Mã trên màn hình').fill(code);
  await secretary.page.getByRole('button', { name: 'Nối màn hình' }).click();
  await expect(secretary.page.getByText('Màn hình 1')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Tạm ngừng, họp tiếp lúc khác' }).tap();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /^Ngày họp tiếp/ }).fill('27/11/2026');
  await dialog.getByRole('textbox', { name: /^Giờ họp tiếp/ }).fill('08:00');
  await page.keyboard.press('Tab');
  await picture(page, 'adjourn-dialog');
  await dialog.getByRole('button', { name: 'Tạm ngừng', exact: true }).tap();
  await expect(dialog).toHaveCount(0);
  for (const one of [page, member.page]) await expect(one.getByText('Phiên họp tạm ngừng. Họp tiếp lúc 08:00 ngày 27/11/2026').first()).toBeVisible();
  await expect(wall.page.getByText(/Họp tiếp lúc 08:00/)).toBeVisible({ timeout: 20_000 });
  await picture(page, 'adjourned-console');
  await picture(member.page, 'adjourned-member-portrait');
  await picture(wall.page, 'adjourned-wall');
  await expectAccessible(member.page);
});

test('nobody was troubled on the way', () => {
  expectNoComplaints(secretary, chair, member, wall);
});
