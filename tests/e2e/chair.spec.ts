import { expect, test, type Browser } from '@playwright/test';
import { startInstallation, type RunningInstallation } from './support/installation';
import { alive, arrive, comingSession, confirm, expectNoComplaints, LAPTOP, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { expectAccessible } from './support/accessible';
import { picture } from './support/pictures';
import { moveOn, openSitting } from './support/sitting';

/** The chair goes on by one tap, hands over, and is asked for when its tablet is dead. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let chair: Person;
let deputy: Person;
let member: Person;
let session: string;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-26T07:50:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', LAPTOP);
  chair = await arrive(browser, installation, 'chu.tich', TABLET);
  deputy = await arrive(browser, installation, 'pct.thuong.truc', TABLET_PORTRAIT);
  member = await arrive(browser, installation, 'luc.thi.que.chi', { viewport: { width: 390, height: 844 }, hasTouch: true });
  session = await comingSession(installation, secretary);
  await openSitting(session, secretary, chair);
  await secretary.page.goto(`${session}/sitting/console`);
  for (const { page } of [deputy, member]) {
    await page.goto(`${session}/sitting`);
    await alive(page);
  }
});
test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

const DEPUTY = 'Lương Thục Khuê';
const CHAIR = 'Đỗ Khắc Trường Vân';
const undo = { name: 'Trở lại nội dung trước' };

test('sitting L39 quick hands move on by one item, and undo brings back the one before', async () => {
  const { page } = chair;
  const next = page.locator('.st-actions button').first();
  await expect(next).not.toHaveAttribute('data-busy');
  // Tapped three times where the button is, without waiting for anything.
  const box = await next.boundingBox();
  for (let tap = 0; tap < 3; tap += 1) await page.mouse.click((box?.x ?? 0) + 40, (box?.y ?? 0) + 30);
  await expect(page.locator('[aria-current="step"]')).toContainText('Tình hình');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await picture(page, 'console-moved-on');
  await expect(member.page.locator('[aria-current="step"]')).toContainText('Tình hình');
  await page.getByRole('button', undo).click();
  await expect(page.locator('[aria-current="step"]')).toContainText('Ổn định');
  await expect(page.getByRole('button', undo)).toHaveCount(0);
  await moveOn(page, /^Sang nội dung 1$/);
  await expect(member.page.locator('[aria-current="step"]')).toContainText('Tình hình');
});

test('sitting L39 where somebody waits to speak it is asked once more', async () => {
  await member.page.getByRole('button', { name: 'Đăng ký phát biểu' }).click();
  await expect(member.page.getByText('Đồng chí thứ 1 trong danh sách')).toBeVisible();
  await chair.page.getByRole('button', { name: /^Sang nội dung 2$/ }).click();
  await expect(chair.page.getByRole('alertdialog')).toContainText('không mở lại được');
  await chair.page.keyboard.press('Escape');
  await expect(chair.page.locator('[aria-current="step"]')).toContainText('Tình hình');
});

test('sitting L35 L38 the chair hands over for the item: the deputy runs the session, everybody sees and hears who presides', async () => {
  await chair.page.getByRole('button', { name: 'Giao quyền chủ trì' }).click();
  const dialog = chair.page.getByRole('dialog', { name: 'Giao quyền chủ trì' });
  await dialog.getByRole('radio', { name: new RegExp(DEPUTY) }).check();
  await picture(chair.page, 'chair-give');
  await dialog.getByRole('button', { name: 'Giao quyền chủ trì' }).click();
  // The desk is the deputy's now, and the chair at the table.
  await expect(chair.page).toHaveURL(`${session}/sitting`);
  await expect(chair.page.getByText(`${DEPUTY} đang chủ trì thay đồng chí`)).toBeVisible();
  for (const { page } of [member, chair]) await expect(page.getByText(`Chủ trì: ${DEPUTY}, thay ${CHAIR}`)).toBeVisible();
  await expect(member.page.locator('[aria-live="polite"]').filter({ hasText: `${DEPUTY} chủ trì nội dung này.` })).toHaveCount(1);
  await expect(secretary.page.getByRole('region', { name: 'Chủ trì' })).toContainText(`Chủ trì: ${DEPUTY}, thay ${CHAIR}`);
  await picture(deputy.page, 'chair-taken');
  await picture(chair.page, 'chair-given');
  await picture(member.page, 'chair-phone');
  await expectAccessible(deputy.page);
  await deputy.page.getByRole('link', { name: 'Điều hành' }).first().click();
  await expect(deputy.page).toHaveURL(`${session}/sitting/console`);
  await picture(deputy.page, 'chair-desk');
  // The member still waits to speak, and the chair is given for this item: asked once more.
  await moveOn(deputy.page, /^Sang nội dung 2$/);
  await expect(deputy.page).toHaveURL(`${session}/sitting`);
  await expect(member.page.getByText(`Chủ trì: ${CHAIR}`, { exact: true })).toBeVisible();
  await expect(chair.page.getByRole('link', { name: 'Điều hành' })).toBeVisible();
});

test('sitting L37 the deputy asks for the chair, the secretary says why not, then agrees; the chair takes it back', async () => {
  // As if the chair's tablet were dead.
  await chair.page.goto('about:blank');
  await deputy.page.getByRole('button', { name: 'Xin nhận chủ trì' }).click();
  await confirm(deputy.page, 'Xin nhận chủ trì');
  await expect(deputy.page.getByText('Đang chờ thư ký đồng ý')).toBeVisible();
  const card = secretary.page.getByRole('region', { name: 'Chủ trì' });
  await expect(card).toContainText(`${DEPUTY} xin nhận chủ trì`);
  await picture(secretary.page, 'chair-asked');
  await expectAccessible(secretary.page);
  await card.getByRole('button', { name: 'Không đồng ý' }).click();
  const dialog = secretary.page.getByRole('dialog', { name: /^Không đồng ý/ });
  await dialog.getByLabel('Lý do').fill('Chủ tọa đang đổi máy khác.');
  await dialog.getByRole('button', { name: 'Không đồng ý' }).click();
  await expect(deputy.page.getByText('Chủ tọa đang đổi máy khác.')).toBeVisible();
  await expect(member.page.getByText('Chủ tọa đang đổi máy khác.')).toHaveCount(0);
  await deputy.page.getByRole('button', { name: 'Xin nhận chủ trì' }).click();
  await confirm(deputy.page, 'Xin nhận chủ trì');
  await card.getByRole('button', { name: 'Đồng ý', exact: true }).click();
  await expect(deputy.page.getByText('Đồng chí đang chủ trì phiên họp')).toBeVisible();
  await chair.page.goto(`${session}/sitting`);
  await chair.page.getByRole('button', { name: 'Tiếp tục chủ trì' }).click();
  await confirm(chair.page, 'Tiếp tục chủ trì');
  await expect(secretary.page.getByRole('region', { name: 'Chủ trì' })).toContainText(`Chủ trì: ${CHAIR}`);
  await expect(chair.page).toHaveURL(`${session}/sitting/console`);
});

test('sitting L38 where the chair has left, the secretary is told who may preside, and proposes', async () => {
  await chair.page.goto(`${session}/sitting?view=member`);
  await chair.page.getByRole('button', { name: 'Rời phiên họp' }).click();
  await confirm(chair.page, 'Rời phiên họp');
  const card = secretary.page.getByRole('region', { name: 'Chủ trì' });
  await expect(card).toContainText('Không có ai chủ trì');
  await expect(card).toContainText(DEPUTY);
  await picture(secretary.page, 'chair-nobody');
  await card.getByRole('button', { name: 'Đề nghị người chủ trì' }).click();
  const dialog = secretary.page.getByRole('dialog', { name: 'Đề nghị người chủ trì' });
  await dialog.getByRole('radio', { name: new RegExp(DEPUTY) }).check();
  await dialog.getByRole('button', { name: 'Gửi đề nghị' }).click();
  await expect(card).toContainText(`Đã đề nghị ${DEPUTY} chủ trì`);
  await deputy.page.getByRole('button', { name: 'Nhận chủ trì', exact: true }).click();
  await expect(card).toContainText(`Chủ trì: ${DEPUTY}, thay ${CHAIR}`);
  expectNoComplaints(secretary, chair, deputy, member);
});
