import { expect, test, type Browser, type Page } from '@playwright/test';
import { startInstallation, type RunningInstallation } from './support/installation';
import { alive, arrive, comingSession, confirm, expectNoComplaints, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { expectAccessible } from './support/accessible';
import { picture } from './support/pictures';

/** The hall lost power before the opening; at half past eleven the secretary enters the sitting from notes, and the chair confirms it. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let chair: Person;
let session: string;

test.beforeAll(async () => {
  test.setTimeout(420_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-26T11:30:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', TABLET);
  chair = await arrive(browser, installation, 'chu.tich', TABLET_PORTRAIT);
  session = await comingSession(installation, secretary);
});
test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

const fits = async (page: Page): Promise<void> => expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
const saved = (page: Page) => expect(page.getByText(/^Đã lưu lúc/)).toBeVisible({ timeout: 30_000 });
const numbered = (page: Page) => page.locator('section.ph-card').filter({ has: page.getByText(/^Nội dung \d+\. /) });

test('sitting L62 L64 the form keeps what is filled in over a reload, and every fault is told at its row', async () => {
  const { page } = secretary;
  await page.goto(session);
  await alive(page);
  await page.getByRole('link', { name: 'Phiên họp giấy: nhập từ ghi chép' }).click();
  await alive(page);
  await fits(page);
  await picture(page, 'notes-blank');
  await page.getByLabel('Khai mạc lúc').fill('0805');
  await page.getByLabel('Kết thúc lúc').fill('0730');
  await page.getByLabel('Lý do họp trên giấy').fill('mất điện toàn bộ Trụ sở Ủy ban nhân dân tỉnh từ 7 giờ 40 phút');
  await saved(page);
  await page.reload();
  await alive(page);
  await expect(page.getByLabel('Khai mạc lúc')).toHaveValue('08:05');
  await page.getByRole('button', { name: 'Kiểm tra và nhập' }).click();
  const summary = page.locator('.ph-error-summary');
  await expect(summary).toContainText('Giờ kết thúc phải sau giờ bắt đầu.');
  await expect(summary).toContainText('Cần ghi giờ bắt đầu và giờ kết thúc.');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await picture(page, 'notes-faults');
  await expectAccessible(page);
});

test('sitting L86 L87 the form takes other days and hand-overs, and says what is missing at their rows', async () => {
  const { page } = secretary;
  await page.getByRole('button', { name: 'Thêm ngày họp tiếp' }).click();
  const night = page.locator('section.ph-card').filter({ hasText: 'Ngày họp thứ 2' }).first();
  await night.getByLabel('Tạm ngừng lúc').fill('1030');
  await night.getByLabel('Họp tiếp lúc').fill('0800');
  await night.getByText('Chọn người vắng, đến muộn hoặc về sớm').click();
  await night.locator('.nt-people button').nth(3).click();
  // Every time of an item says of which day it is.
  const first = numbered(page).first();
  await first.getByLabel('Từ', { exact: true }).fill('0815');
  await first.getByLabel('Đến: Ngày họp').selectOption('2');
  await first.getByLabel('Đến', { exact: true }).fill('0855');
  await fits(page);
  await page.getByRole('button', { name: 'Thêm lần giao quyền' }).click();
  await page.getByRole('button', { name: 'Kiểm tra và nhập' }).click();
  await expect(page.locator('.ph-error-summary')).toContainText('Giao quyền 1: Cần chọn người chủ trì.');
  await night.scrollIntoViewIfNeeded();
  await picture(page, 'notes-days');
  await first.scrollIntoViewIfNeeded();
  await picture(page, 'notes-times-of-days');
  await expectAccessible(page);
  // Taken out again: times of that day are asked for anew.
  await page.getByRole('button', { name: 'Bỏ Ngày họp thứ 2' }).click();
  await expect(first.locator('.ph-field-error')).toContainText('Cần ghi giờ bắt đầu và giờ kết thúc.');
  const over = page.locator('section.ph-card').filter({ hasText: 'Giao quyền 1' });
  await over.getByLabel('Người chủ trì').selectOption({ label: (await over.getByLabel('Người chủ trì').locator('option').filter({ hasText: 'Phó Chủ tịch' }).first().textContent()) ?? '' });
  await over.getByLabel('Từ lúc').fill('0900');
  await over.getByRole('radio', { name: 'Chỉ nội dung này' }).check({ force: true });
});

test('sitting L65 L66 L88 entered as a whole by one confirmed tap, and marked as entered from notes', async () => {
  test.setTimeout(180_000);
  const { page } = secretary;
  await page.getByLabel('Kết thúc lúc').fill('1015');
  const rows = numbered(page);
  const count = await rows.count();
  for (let index = 1; index < count; index += 1) await rows.nth(index).getByRole('radio', { name: 'Hoãn', exact: true }).check({ force: true });
  const first = rows.first();
  await first.getByLabel('Từ', { exact: true }).fill('0815');
  await first.getByLabel('Đến', { exact: true }).fill('0955');
  const pauses = page.getByRole('radio', { name: 'Không có', exact: true });
  for (let index = 0; index < (await pauses.count()); index += 1) await pauses.nth(index).check({ force: true });
  await page.getByText('Chọn người vắng, đến muộn hoặc về sớm').click();
  await page.locator('.nt-people button').nth(4).click();
  await page.getByLabel('Đến lúc').fill('0840');
  await page.getByRole('button', { name: 'Thêm biểu quyết' }).click();
  const vote = page.locator('section.ph-card').filter({ hasText: 'Biểu quyết 1' });
  if (await vote.getByLabel('Nội dung biểu quyết').count()) await vote.getByLabel('Nội dung biểu quyết').fill('Thông qua Kế hoạch phát triển kinh tế – xã hội năm 2027?');
  await vote.getByLabel('Lúc', { exact: true }).fill('0950');
  await vote.getByRole('textbox', { name: 'Tán thành', exact: true }).fill('400');
  await vote.getByRole('textbox', { name: 'Không tán thành' }).fill('1');
  await vote.getByRole('textbox', { name: 'Không biểu quyết' }).fill('0');
  await page.getByRole('button', { name: 'Thêm biểu quyết' }).click();
  const election = page.locator('section.ph-card').filter({ hasText: 'Biểu quyết 2' });
  if (await election.getByLabel('Câu hỏi').count()) await election.getByLabel('Câu hỏi').selectOption('');
  await election.getByLabel('Nội dung biểu quyết').fill('Bầu bổ sung hai Ủy viên Ủy ban nhân dân tỉnh Thanh Giang nhiệm kỳ 2026–2031');
  await election.getByLabel('Cách biểu quyết').selectOption('candidates');
  await election.getByLabel('Danh sách').fill('Đồng chí Nguyễn Phước Hoàng Thiên Ân, Giám đốc Sở Nông nghiệp và Môi trường\nĐồng chí Lục Thị Quế Chi\nĐồng chí Kha Văn Bảo');
  await election.getByRole('textbox', { name: 'Số người được bầu' }).fill('2');
  if (await election.getByLabel('Hình thức', { exact: true }).count()) await election.getByLabel('Hình thức', { exact: true }).selectOption('paper');
  await election.getByLabel('Lúc', { exact: true }).fill('0952');
  for (const [field, value] of [['Số phiếu phát ra', '16'], ['Số phiếu thu về', '16'], ['Số phiếu không hợp lệ', '1'], ['Đồng chí Lục Thị Quế Chi', '12'], ['Đồng chí Kha Văn Bảo', '5'], ['Phiếu không chọn ai', '0']] as const) await election.getByRole('textbox', { name: field }).fill(value);
  await election.getByRole('textbox', { name: /Thiên Ân/ }).last().fill('13');
  await fits(page);
  await election.scrollIntoViewIfNeeded();
  await picture(page, 'notes-filled');
  // More hands than people: told at the vote by the rules of voting, and nothing is entered.
  await page.getByRole('button', { name: 'Kiểm tra và nhập' }).click();
  await confirm(page, 'Nhập vào hồ sơ');
  await expect(page.locator('.ph-error-summary')).toBeVisible({ timeout: 30_000 });
  await expect(vote.locator('.ph-field-error')).toBeVisible();
  await vote.getByRole('textbox', { name: 'Tán thành', exact: true }).fill('15');
  await saved(page);
  await page.getByRole('button', { name: 'Kiểm tra và nhập' }).click();
  await confirm(page, 'Nhập vào hồ sơ');
  await expect(page.getByText('Chờ người chủ trì xác nhận').first()).toBeVisible({ timeout: 30_000 });
  await picture(page, 'notes-entered');
  await expectAccessible(page);
  await page.goto(session);
  await expect(page.getByText('Nhập từ ghi chép').first()).toBeVisible();
  await page.goto(`${session}/paper`);
  await expect(page.getByText(/Tài liệu của phần họp trên giấy không tính là tiết kiệm/).first()).toBeVisible();
  await picture(page, 'paper-on-paper');
});

test('sitting L67 the chair finds it at home, reads and confirms it', async () => {
  const { page } = chair;
  await page.goto(installation.origin);
  await alive(page);
  await page.getByRole('link', { name: 'Xem và xác nhận' }).click();
  await alive(page);
  await fits(page);
  await picture(page, 'notes-chair');
  await page.getByRole('button', { name: 'Xác nhận', exact: true }).click();
  await expect(page.getByText(/^Người chủ trì đã xác nhận/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Xác nhận', exact: true })).toHaveCount(0);
});

test('sitting L69 the attendance list is printed, with a column to sign in', async () => {
  const { page } = secretary;
  await page.goto(`${session}/sitting/list`);
  await alive(page);
  await expect(page.getByRole('columnheader', { name: 'Ký tên' }).first()).toBeVisible();
  await expect(page.getByText(/08:40 có mặt tại phòng/)).toBeVisible();
  await fits(page);
  await picture(page, 'attendance-list');
  await page.emulateMedia({ media: 'print' });
  await picture(page, 'attendance-list-printed');
  await page.emulateMedia({ media: 'screen' });
  await expectAccessible(page);
  expectNoComplaints(secretary, chair);
});
