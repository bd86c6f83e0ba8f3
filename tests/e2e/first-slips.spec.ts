import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, type Browser } from '@playwright/test';
import { root, startInstallation, type InstallationOptions, type RunningInstallation } from './support/installation';
import { arrive, confirm, expectNoComplaints, LAPTOP, launch, newPerson, signIn, TABLET, type Person } from './support/people';
import { picture } from './support/pictures';

/** First sign-ins of many: one administrator chooses, a second one releases and prints, and the people use their slips. */
test.describe.configure({ mode: 'serial' });

const SECOND = { fullName: 'Trần Đình Nguyễn Khôi Vĩ', userName: 'quan.tri.hai', password: 'bảy chiếc thuyền ngược dòng đêm' };
const PEOPLE = ['Nguyễn Thị Hoàng Phương Thảo', 'Lê Đặng Minh Khuê', 'Phùng Văn Ước'];
const TITLE = 'Phó Trưởng phòng Tổng hợp, phụ trách theo dõi kinh tế, xây dựng và tài nguyên môi trường';
const PASSWORD = 'chín hàng cau trước ngõ nhà';

let browser: Browser;
let installation: RunningInstallation;
let first: Person;
let second: Person;
let folder: string;
let slip = '';
const options: InstallationOptions = { clock: '2026-11-26T07:50:00+07:00' };

test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = mkdtempSync(path.join(os.tmpdir(), 'phien-slips-'));
  browser = await launch();
  installation = await startInstallation(options);
  first = await arrive(browser, installation, 'quan.tri', LAPTOP);
});
test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

async function choosePassword({ page }: Person, password: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Mật khẩu mới/ }).fill(password);
  await page.getByRole('textbox', { name: /^Nhập lại mật khẩu mới/ }).fill(password);
  await page.getByRole('button', { name: 'Lưu mật khẩu' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
}

test('three people come from a table, and a second administrator gets an account', async () => {
  const { page } = first;
  const table = path.join(folder, 'nguoi-moi.csv');
  writeFileSync(table, `Họ và tên,Tên đăng nhập,Chức vụ\n${PEOPLE.map((name, at) => `${name},nguoi.moi.${at + 1},"${TITLE}"`).join('\n')}\n`);
  await page.goto(`${installation.origin}/admin/import`);
  await page.locator('input[type=file]').setInputFiles(table);
  await page.getByRole('button', { name: 'Thêm 3 người' }).click();
  await expect(page.getByText(/In phiếu đăng nhập lần đầu ở mục Người dùng/)).toBeVisible();
  await page.goto(`${installation.origin}/admin/people`);
  await page.getByRole('button', { name: 'Thêm người dùng' }).click();
  await page.getByLabel('Họ và tên').fill(SECOND.fullName);
  await page.getByRole('textbox', { name: /^Tên đăng nhập/ }).fill(SECOND.userName);
  await page.getByRole('checkbox', { name: /^Quản trị hệ thống/ }).check();
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  const link = (await page.locator('.adm-link').textContent()) ?? '';
  second = await newPerson(browser, 'second', TABLET);
  await second.page.goto(link);
  await choosePassword(second, SECOND.password);
  // An administrator of today releases nothing; nobody watches the server go.
  for (const { page: left } of [first, second]) await left.goto('about:blank');
  options.clock = '2026-11-27T09:00:00+07:00';
  await installation.killAndRestart();
});

test('identity I24 one administrator chooses people who never signed in, and cannot release them alone', async () => {
  await signIn(installation, first, 'quan.tri');
  const { page } = first;
  await page.goto(`${installation.origin}/admin/people`);
  await picture(page, 'people-with-slips');
  await page.getByRole('link', { name: 'Phiếu đăng nhập lần đầu' }).click();
  await expect(page.getByRole('checkbox', { name: /Cù Minh Thạc/ })).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Chọn cả 3 người đang hiện' }).check();
  await picture(page, 'slips-choose');
  await page.getByRole('button', { name: 'Lập 3 phiếu' }).click();
  await expect(page.getByText(/^Đã lập 3 phiếu\./)).toBeVisible();
  await expect(page.getByText('3 phiếu do Hứa Duy Toản lập')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Bỏ' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Duyệt và in' })).toHaveCount(0);
  await picture(page, 'slips-waiting-own');
});

test('identity I25 the second is told, releases, and alone has the slips, which print on one sheet', async () => {
  await signIn(installation, second, SECOND.userName, SECOND.password);
  const { page } = second;
  await expect(page.getByText(/Hứa Duy Toản đã lập 3 phiếu đăng nhập lần đầu/)).toBeVisible();
  await picture(page, 'slips-told');
  await page.goto(`${installation.origin}/admin/slips`);
  await page.getByRole('button', { name: 'Duyệt và in' }).click();
  await picture(page, 'slips-release');
  await confirm(page, 'Duyệt và in');
  const slips = page.getByRole('list', { name: 'Các phiếu' }).locator('> li');
  await expect(slips).toHaveCount(3);
  for (const [width, height] of [[390, 844], [820, 1180], [1440, 900], [1180, 820]] as const) {
    await page.setViewportSize({ width, height });
    await picture(page, `slips-printed-${width}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  const mine = slips.filter({ hasText: PEOPLE[0] ?? '' });
  await expect(mine.getByRole('img', { name: `Mã QR của ${PEOPLE[0]}` })).toBeVisible();
  await expect(mine).toContainText(TITLE);
  await expect(mine).toContainText(`Lập: Hứa Duy Toản. Duyệt: ${SECOND.fullName}.`);
  await expect(mine).toContainText('Dùng một lần, đến 09:0');
  slip = (await mine.locator('.slip-address').textContent()) ?? '';
  const file = path.join(root, 'tests', '.artifacts', 'pictures', 'slips.pdf');
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true }));
  if (existsSync('/usr/bin/pdftotext')) {
    const printed = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' });
    // One form feed: one sheet, and nothing on it that is only to be pressed.
    expect(printed.split('\f')).toHaveLength(2);
    // In whole lines: nothing is cut off.
    for (const words of [...PEOPLE, TITLE, 'nguoi.moi.1', 'Tự đặt mật khẩu; không cho ai biết.']) expect(printed.replace(/\s+/gu, ' ')).toContain(words);
    for (const address of await page.locator('.slip-address').allTextContents()) expect(printed.replace(/\s/gu, '')).toContain(address);
    expect(printed).not.toContain('In phiếu');
  }
  await page.getByRole('button', { name: 'Đã in xong' }).click();
  await confirm(page, 'Đã in xong');
  await expect(page.getByText('Không có phiếu nào đang chờ.')).toBeVisible();
  await expect(page.locator('.slip-address')).toHaveCount(0);
});

test('identity I27 the owner of a slip chooses a password, is told who chose and who released it, and the slip is used up', async () => {
  const owner = await newPerson(browser, 'owner', { viewport: { width: 390, height: 844 }, hasTouch: true });
  await owner.page.goto(slip);
  await expect(owner.page.getByText(`Tài khoản nguoi.moi.1 của ${PEOPLE[0]}`)).toBeVisible();
  await choosePassword(owner, PASSWORD);
  await signIn(installation, owner, 'nguoi.moi.1', PASSWORD);
  await expect(owner.page.getByText(`do Hứa Duy Toản lập và ${SECOND.fullName} duyệt, in`, { exact: false })).toBeVisible();
  await expect(owner.page.getByText(`qua liên kết do Hứa Duy Toản, ${SECOND.fullName} tạo`, { exact: false })).toBeVisible();
  await picture(owner.page, 'slip-owner-told');
  const late = await newPerson(browser, 'late', TABLET);
  await late.page.goto(slip);
  await expect(late.page.getByText(/^Liên kết này đã dùng hoặc đã hết hạn/)).toBeVisible();
  expectNoComplaints(first, second, owner);
});
