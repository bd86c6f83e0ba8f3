import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Browser } from '@playwright/test';
import { textPaper } from '../support/text-paper';
import { startInstallation, type RunningInstallation } from './support/installation';
import { alive, arrive, comingSession, confirm, expectNoComplaints, LAPTOP, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { picture } from './support/pictures';

/** The office puts a decree into the library; a member taps on its citation in a paper and reads the article. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let member: Person;
let secretary: Person;
let session: string;
let paper: string;

const DECREE = [
  'CHÍNH PHỦ\nSố: 30/2020/NĐ-CP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHà Nội, ngày 05 tháng 3 năm 2020\nNGHỊ ĐỊNH\nVề công tác văn thư\nCăn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;\n\nĐiều 1. Phạm vi điều chỉnh\nNghị định này quy định về công tác văn thư và quản lý nhà nước\nvề công tác văn thư.',
  'Điều 5. Giá trị pháp lý của văn bản điện tử\n1. Văn bản điện tử được ký số bởi người có thẩm quyền và ký số của\ncơ quan, tổ chức theo quy định của pháp luật có giá trị pháp lý như\nbản gốc văn bản giấy.\n\nĐiều 6. Yêu cầu đối với việc quản lý văn bản',
];
const PAPER = [
  'ỦY BAN NHÂN DÂN TỈNH\nSố: 45/TTr-VP\n\nTỜ TRÌNH\n\nCăn cứ Luật Lưu trữ năm 2024;\nCăn cứ khoản 1 Điều 5 Nghị định số 30/2020/NĐ-CP ngày 05\ntháng 3 năm 2020 của Chính phủ về công tác văn thư;\nTheo đề nghị của Văn phòng ngày 30/4/2020, đạt 12/20 ý kiến.',
];
const file = async (name: string, pages: readonly string[]) => ({ name, mimeType: 'application/pdf', buffer: await textPaper(pages) });

test.beforeAll(async () => {
  test.setTimeout(600_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-24T07:50:00+07:00' });
  member = await arrive(browser, installation, 'luc.thi.que.chi', TABLET);
  secretary = await arrive(browser, installation, 'thu.ky', LAPTOP);
  session = await comingSession(installation, secretary);
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

test('library LB1 LB3 LB4 the office sends several files, sees what their first pages say, and puts them in; one that is secret is refused alone', async () => {
  test.setTimeout(300_000);
  const { page } = secretary;
  await page.goto(`${installation.origin}/library`);
  await expect(page.getByText('Chưa có văn bản nào.')).toBeVisible();
  await picture(page, 'library-empty');
  await page.locator('input[type=file]').setInputFiles([await file('nd30.pdf', DECREE), await file('mat.pdf', ['ỦY BAN NHÂN DÂN\nMẬT\nSố: 12/QĐ-UBND(M)\nQUYẾT ĐỊNH']), await file('luat.pdf', ['QUỐC HỘI\nLuật số: 33/2024/QH15\nHà Nội, ngày 21 tháng 6 năm 2024\nLUẬT\nLƯU TRỮ\nĐiều 1. Phạm vi điều chỉnh'])]);
  const waiting = page.locator('section').filter({ has: page.getByRole('button', { name: 'Đưa vào thư viện' }) });
  await expect(page.getByRole('button', { name: 'Đưa vào thư viện' })).toHaveCount(2, { timeout: 120_000 });
  await expect(page.getByRole('alert').filter({ hasText: 'mat.pdf' })).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: 'mat.pdf' })).not.toContainText('Hệ thống không nhận nội dung này');
  const first = waiting.filter({ hasText: 'nd30.pdf' }).last();
  await expect(first.getByLabel('Số, ký hiệu')).toHaveValue('30/2020/NĐ-CP');
  await expect(first.getByLabel('Tên, trích yếu')).toHaveValue('Về công tác văn thư');
  await expect(first.getByRole('textbox', { name: /Ngày ban hành/u })).toHaveValue('05/03/2020');
  await picture(page, 'library-waiting');
  await page.setViewportSize(TABLET_PORTRAIT.viewport);
  await picture(page, 'library-waiting-portrait');
  await page.setViewportSize(LAPTOP.viewport);
  // A wrong step on purpose: no number.
  await first.getByLabel('Số, ký hiệu').fill('');
  await first.getByRole('button', { name: 'Đưa vào thư viện' }).click();
  await expect(first.getByText('Cần ghi số, ký hiệu của văn bản.')).toBeVisible();
  await first.getByLabel('Số, ký hiệu').fill('30/2020/NĐ-CP');
  await first.getByRole('button', { name: 'Đưa vào thư viện' }).click();
  await expect(page.getByRole('button', { name: 'Đưa vào thư viện' })).toHaveCount(1);
  await page.getByRole('button', { name: 'Đưa vào thư viện' }).click();
  await expect(page.getByRole('button', { name: 'Đưa vào thư viện' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: /Luật Lưu trữ/u })).toBeVisible();
  await picture(page, 'library-list');
  await page.goto(`${session}/agenda`);
  await alive(page);
  const panel = page.getByRole('complementary', { name: 'Chương trình phiên họp' });
  await panel.locator('input[type=file]').setInputFiles(await file('Nội dung 2 - biểu lớn.pdf', PAPER));
  await expect(panel.getByRole('listitem').filter({ hasText: 'biểu lớn' })).toContainText('Đã kiểm tra', { timeout: 60_000 });
});

test('library LB6 LB8 a tap on a citation tells the document and its article, another one opens it at the page', async () => {
  test.setTimeout(300_000);
  const { page } = member;
  await page.goto(session);
  const item = page.getByRole('link', { name: /biểu lớn/u }).first();
  if (!(await item.isVisible())) await page.locator('[aria-expanded=false]').nth(1).click();
  await item.click();
  await expect(page).toHaveURL(/\/read\//u);
  paper = page.url();
  const cited = page.getByRole('button', { name: 'Mở Nghị định số 30/2020/NĐ-CP' });
  await expect(cited).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Mở Luật số 33/2024/QH15' })).toBeVisible();
  await expect(page.locator('.rd-cite:not([aria-hidden])')).toHaveCount(2);
  await picture(page, 'library-cited');
  await cited.tap();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByText('Điều 5. Giá trị pháp lý của văn bản điện tử')).toBeVisible({ timeout: 60_000 });
  await expect(sheet.getByText('Còn hiệu lực')).toBeVisible();
  await expect(sheet.getByText('Điều 6', { exact: false })).toHaveCount(0);
  await picture(page, 'library-sheet');
  expect((await new AxeBuilder({ page }).include('[role=dialog]').analyze()).violations.map(({ id }) => id)).toEqual([]);
  await page.setViewportSize(TABLET_PORTRAIT.viewport);
  await picture(page, 'library-sheet-portrait');
  await page.setViewportSize(TABLET.viewport);
  await sheet.getByRole('link', { name: 'Mở toàn văn' }).tap();
  await expect(page).toHaveURL(/\/library\/.*page=2/u);
  await expect(page.locator('.textLayer').filter({ hasText: 'Giá trị pháp lý' }).first()).toBeAttached({ timeout: 60_000 });
  await picture(page, 'library-entry');
  await page.setViewportSize(TABLET_PORTRAIT.viewport);
  await picture(page, 'library-entry-portrait');
  await page.setViewportSize(TABLET.viewport);
  // By the keyboard alone, too.
  await page.goto(paper);
  await expect(cited).toBeVisible({ timeout: 60_000 });
  await cited.focus();
  await page.keyboard.press('Enter');
  await expect(sheet.getByText('Điều 5. Giá trị pháp lý của văn bản điện tử')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  expectNoComplaints(member);
});

test('library LB5 LB8 what is replaced is marked at the citation, what is taken out goes dark', async () => {
  test.setTimeout(300_000);
  const [{ page: office }, { page }] = [secretary, member];
  await office.goto(`${installation.origin}/library?text=${encodeURIComponent('30/2020/NĐ-CP')}`);
  await office.getByRole('link', { name: /Về công tác văn thư/u }).first().click();
  await office.getByRole('button', { name: 'Sửa thông tin' }).click({ timeout: 60_000 });
  const editor = office.getByRole('dialog');
  await editor.getByLabel('Tình trạng').selectOption('replaced');
  await editor.getByRole('button', { name: 'Lưu' }).click();
  await expect(editor.getByText('Cần ghi số, ký hiệu của văn bản sửa đổi hoặc thay thế.')).toBeVisible();
  await editor.getByLabel('Văn bản sửa đổi, thay thế').fill('99/2026/NĐ-CP');
  await picture(office, 'library-edit');
  await editor.getByRole('button', { name: 'Lưu' }).click();
  await expect(editor).toHaveCount(0);
  await expect(office.getByText('Hết hiệu lực').first()).toBeVisible();
  await page.goto(paper);
  const over = page.getByRole('button', { name: 'Mở Nghị định số 30/2020/NĐ-CP: Hết hiệu lực' });
  await expect(over).toBeVisible({ timeout: 60_000 });
  await picture(page, 'library-cited-over');
  await over.tap();
  await expect(page.getByRole('dialog').getByText('Được thay thế bởi văn bản số 99/2026/NĐ-CP.')).toBeVisible();
  await picture(page, 'library-sheet-over');
  await page.keyboard.press('Escape');
  await office.getByRole('button', { name: 'Sửa thông tin' }).click();
  await office.getByRole('dialog').getByRole('button', { name: 'Rút khỏi thư viện' }).click();
  await confirm(office, 'Rút khỏi thư viện');
  await expect(office).toHaveURL(/\/library$/u);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Mở Luật số 33/2024/QH15' })).toBeVisible({ timeout: 60_000 });
  await expect(over).toHaveCount(0);
  expectNoComplaints(member);
});

test('search SR13 what is found in the library stands beside what is found in sessions', async () => {
  test.setTimeout(300_000);
  const { page } = member;
  await expect(async () => {
    await page.goto(`${installation.origin}/search?text=${encodeURIComponent('luu tru')}`);
    await expect(page.getByRole('heading', { name: 'Văn bản trong thư viện' })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 120_000 });
  await picture(page, 'library-search');
  await page.getByRole('link', { name: /Luật Lưu trữ/u }).first().tap();
  await expect(page).toHaveURL(/\/library\/.*find=/u);
  expectNoComplaints(member);
});
