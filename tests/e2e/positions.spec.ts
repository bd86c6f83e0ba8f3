import { expect, test, type Browser, type Page } from '@playwright/test';
import { startInstallation, type RunningInstallation } from './support/installation';
import { expectAccessible } from './support/accessible';
import { alive, arrive, comingSession, expectNoComplaints, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { picture } from './support/pictures';
import { moveOn, openSitting } from './support/sitting';

/** What members declare before the sitting, and what becomes of it. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let chair: Person;
let member: Person;
let presenter: Person;
let session: string;

test.beforeAll(async () => {
  test.setTimeout(420_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-26T07:50:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', TABLET);
  chair = await arrive(browser, installation, 'chu.tich', TABLET);
  member = await arrive(browser, installation, 'luc.thi.que.chi', TABLET_PORTRAIT);
  presenter = await arrive(browser, installation, 'cu.minh.thac', TABLET);
  session = await comingSession(installation, secretary);
});
test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

const item = (page: Page, number: number) => page.getByRole('region', { name: new RegExp(`^${number}\\. `) });
const choice = (page: Page, number: number, name: string) => item(page, number).getByRole('button', { name: new RegExp(`^${name}:`) });
const contested = (page: Page) => page.getByRole('list', { name: 'Cần thảo luận' });

test('positions PO1 PO3 one tap declares, another one changes it, and it is taken back', async () => {
  test.setTimeout(180_000);
  const { page } = member;
  await page.goto(`${session}`);
  await page.getByRole('link', { name: 'Nêu ý kiến trước phiên họp' }).tap();
  await expect(page.getByText('Còn 7 nội dung chưa nêu ý kiến')).toBeVisible();
  await alive(page);
  await choice(page, 2, 'Không có ý kiến khác').tap();
  await expect(choice(page, 2, 'Không có ý kiến khác')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText('Còn 6 nội dung chưa nêu ý kiến')).toBeVisible();
  await choice(page, 2, 'Không tán thành').tap();
  await expect(choice(page, 2, 'Không tán thành')).toHaveAttribute('aria-pressed', 'true');
  await expect(item(page, 2).getByText('Cần thảo luận')).toBeVisible();
  await choice(page, 2, 'Rút ý kiến').tap();
  await expect(choice(page, 2, 'Không tán thành')).toHaveAttribute('aria-pressed', 'false');
  await choice(page, 3, 'Đề nghị phát biểu').tap();
  await choice(page, 3, 'Ghi nội dung, thời gian').tap();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Phát biểu về').fill('Tiến độ giải ngân vốn đầu tư công của các dự án giao thông trọng điểm');
  await dialog.getByRole('button', { name: 'Lưu' }).tap();
  await expect(item(page, 3).getByText(/^Về: Tiến độ giải ngân.* · 3 phút$/u)).toBeVisible();
});

test('positions PO8 a question is answered by who presents it, and its member reads that', async () => {
  test.setTimeout(180_000);
  const { page } = member;
  await choice(page, 1, 'Đặt câu hỏi').tap();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Gửi câu hỏi' }).tap();
  await expect(dialog.getByText('Ghi câu hỏi.')).toBeVisible();
  await dialog.getByLabel('Câu hỏi').fill('Vì sao tốc độ tăng trưởng quý III thấp hơn kịch bản đã được Hội đồng nhân dân tỉnh thông qua?');
  await dialog.getByRole('button', { name: 'Gửi câu hỏi' }).tap();
  await expect(item(page, 1).getByText('Chưa trả lời')).toBeVisible();
  await picture(page, 'positions-member-portrait');
  await expectAccessible(page);
  await presenter.page.goto(session);
  await expect(presenter.page.getByText('Có 1 câu hỏi về nội dung của đồng chí')).toBeVisible();
  await presenter.page.goto(`${session}/positions`);
  await alive(presenter.page);
  await item(presenter.page, 1).getByRole('button', { name: /^Trả lời Lục Thị Quế Chi/ }).tap();
  await presenter.page.getByRole('dialog').getByLabel('Câu trả lời').fill('Do công nghiệp chế biến giảm 3,1 % sau bão số 10.');
  await picture(presenter.page, 'positions-answer');
  await presenter.page.getByRole('dialog').getByRole('button', { name: 'Gửi câu trả lời' }).tap();
  await expect(item(presenter.page, 1).getByText(/^Trả lời: Do công nghiệp/u)).toBeVisible();
  await expect(item(page, 1).getByText(/^Trả lời: Do công nghiệp/u)).toBeVisible();
});

test('sitting L96 floor FL17 the console lists what is contested, and the wish stands in the queue when its item begins', async () => {
  test.setTimeout(240_000);
  await openSitting(session, secretary, chair);
  await expect(contested(chair.page).getByRole('listitem')).toHaveCount(2);
  await expect(contested(chair.page).getByText('1 muốn phát biểu')).toBeVisible();
  await picture(chair.page, 'positions-console');
  await expectAccessible(chair.page);
  // Declared while the sitting runs, it is on the console at once.
  await choice(member.page, 4, 'Không tán thành').tap();
  await expect(contested(chair.page).getByRole('listitem')).toHaveCount(3);
  await secretary.page.goto(`${session}/positions`);
  await expect(item(secretary.page, 4).getByText('Lục Thị Quế Chi')).toBeVisible();
  await picture(secretary.page, 'positions-office');
  await expectAccessible(secretary.page);
  await moveOn(chair.page, /^Sang nội dung 1$/);
  await expect(contested(chair.page).getByRole('listitem')).toHaveCount(2);
  await moveOn(chair.page, /^Sang nội dung 2$/);
  await moveOn(chair.page, /^Sang nội dung 3$/);
  await expect(chair.page.getByText(/Tiến độ giải ngân vốn đầu tư công/)).toBeVisible();
  await expect(choice(member.page, 3, 'Không có ý kiến khác')).toHaveCount(0);
});

test('nothing was complained of', () => {
  expectNoComplaints(secretary, chair, member, presenter);
});
