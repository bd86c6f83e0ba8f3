import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Browser } from '@playwright/test';
import { startInstallation, type RunningInstallation } from './support/installation';
import { expectNoComplaints, LAPTOP, launch, newPerson, signIn } from './support/people';
import { picture } from './support/pictures';

/** `npm start -- --empty`: an installation without anybody, opened by a link that works once. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
const ADMIN = { fullName: 'Hứa Duy Toản', userName: 'quan.tri', password: 'sông Thanh chảy qua tỉnh' };

test.beforeAll(async () => {
  browser = await launch();
  installation = await startInstallation({ begin: 'empty' });
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

const writtenLink = (): string => {
  expect(installation.output()).not.toContain('/welcome/');
  const note = path.join(installation.dataDir, 'sign-in.txt');
  expect(installation.output()).toContain(note);
  const [link] = readFileSync(note, 'utf8').match(/https?:\/\/\S+\/welcome\/\S+/) ?? [];
  if (!link) throw new Error(`no link in ${note}`);
  return link;
};

test('the link in the data folder makes the first administrator once', async () => {
  const link = writtenLink();
  const person = await newPerson(browser, 'admin', LAPTOP);
  const { page } = person;
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Lập tài khoản quản trị đầu tiên' })).toBeVisible();
  await page.getByLabel('Họ và tên').fill(ADMIN.fullName);
  await page.getByLabel('Tên đăng nhập').fill(ADMIN.userName);
  await page.getByRole('textbox', { name: /^Mật khẩu mới/ }).fill(ADMIN.password);
  await page.getByRole('textbox', { name: /^Nhập lại mật khẩu mới/ }).fill(ADMIN.password);
  await page.getByRole('button', { name: 'Lập tài khoản' }).click();
  await expect(page).toHaveURL(`${installation.origin}/sign-in?next=%2Fadmin`);
  await expect(page.getByText('Đây là tỉnh mẫu Thanh Giang')).toHaveCount(0);
  await signIn(installation, person, ADMIN.userName, ADMIN.password);

  await page.goto(`${installation.origin}/admin`);
  // I22: nothing is there yet, and the first step is the next.
  await expect(page.getByRole('heading', { name: 'Bắt đầu sử dụng' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^1\. Lập đơn vị.*Làm tiếp$/ })).toBeVisible();
  await expect(page.getByText('Đã xong')).toHaveCount(0);
  await picture(page, 'first-steps');
  await page.goto(`${installation.origin}/admin/people`);
  await expect(page.getByText(ADMIN.fullName).first()).toBeVisible();
  expectNoComplaints(person);

  const second = await newPerson(browser, 'second', LAPTOP);
  await second.page.goto(link);
  await expect(second.page.getByText(/^Liên kết này đã dùng hoặc đã hết hạn/)).toBeVisible();
  await expect(second.page.getByLabel('Họ và tên')).toHaveCount(0);
  const forged = await second.page.request.post(link, { headers: { origin: installation.origin }, form: { fullName: 'Kẻ khác', userName: 'ke.khac', password: ADMIN.password } });
  expect(forged.status()).toBeGreaterThanOrEqual(400);
});

test('a restart makes no further link once there is an administrator', async () => {
  await installation.killAndRestart();
  expect(existsSync(path.join(installation.dataDir, 'sign-in.txt'))).toBe(false);
  expect(installation.output()).not.toContain('/welcome/');
  const person = await newPerson(browser, 'again', LAPTOP);
  await signIn(installation, person, ADMIN.userName, ADMIN.password);
  expectNoComplaints(person);
});
