import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './support/accessible';
import { startInstallation, type RunningInstallation } from './support/installation';
import { alive, arrive, comingSession, confirm, expectNoComplaints, launch, LAPTOP, signIn, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { picture } from './support/pictures';
import { moveOn, openSitting } from './support/sitting';

/** Two people write the minutes at once; the chair sees who changed what. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let assistant: Person;
let chair: Person;
let session: string;

test.beforeAll(async () => {
  test.setTimeout(420_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-26T07:50:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', LAPTOP);
  chair = await arrive(browser, installation, 'chu.tich', TABLET);
  session = await comingSession(installation, secretary);
});
test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

/** The paragraph of the first item whose words begin like this, to be written. */
const field = (page: Page, words: RegExp): Locator => page.locator('textarea.mn-write').filter({ hasText: words }).first();
const reads = (place: Locator, words: string | RegExp) => expect(place).toHaveValue(words);
const opens = async ({ page }: Person): Promise<Page> => {
  await page.goto(`${session}/minutes`);
  await alive(page);
  return page;
};
const isSaved = (page: Page) => expect(page.getByText('Mọi sửa đổi đã được lưu.')).toBeVisible();
const fits = async (page: Page): Promise<void> => expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

test('minutes N51 while the sitting runs the secretary finds the page from the session, and writes by item', async () => {
  await openSitting(session, secretary, chair);
  await moveOn(chair.page, /^Sang nội dung 1$/);
  const { page } = secretary;
  await page.goto(session);
  await alive(page);
  await page.getByRole('link', { name: /Biên bản/ }).first().click();
  await page.getByRole('button', { name: 'Ghi biên bản trong phiên' }).click();
  await expect(page.getByText(/Phiên họp đang diễn ra/)).toBeVisible();
  const mine = field(page, /Ý kiến thảo luận/);
  await mine.click();
  await mine.press('End');
  await mine.pressSequentially('Ghi trong phiên. ');
  await isSaved(page);
  await expectAccessible(page);
  await picture(page, 'cowriting-sitting');
  // Nobody submits what is no draft.
  await expect(page.getByRole('button', { name: 'Gửi chủ tọa duyệt' })).toHaveCount(0);
});

test('minutes N37 N42 two people write one paragraph: each sees the other’s words and place, and the caret stays', async () => {
  await chair.page.goto(`${session}/sitting/console`);
  await chair.page.getByRole('button', { name: 'Bế mạc phiên họp' }).click();
  await confirm(chair.page, /bế mạc/i);
  await expect(chair.page.getByText('Phiên họp đã bế mạc').first()).toBeVisible();
  const page = await opens(secretary);
  await page.getByRole('button', { name: 'Lập dự thảo từ diễn biến đã ghi' }).click();
  await expect(page.getByRole('button', { name: 'Gửi chủ tọa duyệt' })).toBeVisible();
  await reads(field(page, /Ý kiến thảo luận/), /Ghi trong phiên\./);
  assistant = await arrive(browser, installation, 'giup.viec', TABLET);
  const other = await opens(assistant);
  await expect(page.getByText(/Cùng soạn: /)).toBeVisible();
  const [mine, theirs] = [field(page, /Ý kiến thảo luận/), field(other, /Ý kiến thảo luận/)];
  await mine.click();
  await mine.press('End');
  await mine.pressSequentially('Sở Tài chính đề nghị làm rõ nguồn vốn.', { delay: 15 });
  await reads(theirs, /làm rõ nguồn vốn\.$/);
  await expect(other.getByText(/đang viết ở đây/).first()).toBeVisible();
  await picture(other, 'cowriting-tablet');
  // The caret of the first stays behind its words while the other writes before it.
  await mine.press('Home');
  const before = await mine.evaluate((one: HTMLTextAreaElement) => one.value.indexOf('Sở Tài chính'));
  await mine.evaluate((one: HTMLTextAreaElement, at) => one.setSelectionRange(at + 3, at + 3), before);
  await theirs.click();
  await theirs.evaluate((one: HTMLTextAreaElement, at) => one.setSelectionRange(at, at), before);
  await theirs.pressSequentially('Đồng chí Chủ tịch nêu ý kiến; ', { delay: 15 });
  await reads(mine, /Chủ tịch nêu ý kiến; Sở Tài chính/);
  await mine.pressSequentially('X');
  await reads(theirs, /SởX? ?X?Tài chính|Sở XTài chính/);
  await mine.press('Control+z');
  await reads(theirs, /Chủ tịch nêu ý kiến; Sở Tài chính/);
  await isSaved(page);
  await isSaved(other);
  await expectAccessible(page);
  await expectAccessible(other);
  await fits(other);
});

test('minutes N50 a shorthand becomes its words, by keyboard and by touch', async () => {
  const { page } = secretary;
  const mine = field(page, /Ý kiến thảo luận/);
  await mine.click();
  await mine.press('Control+End');
  await mine.pressSequentially(' ;kl ');
  await reads(mine, / Chủ tọa kết luận: $/);
  // What stands for nothing stays as it is typed.
  await mine.pressSequentially(';zz ');
  await reads(mine, /;zz $/);
  for (let times = 0; times < 4; times += 1) await mine.press('Backspace');
  await page.getByText('Cụm từ nhanh').first().click();
  await picture(page, 'cowriting-phrases');
  await page.getByRole('button', { name: /^giao \(gõ ;gc\)/ }).click();
  await reads(mine, /Chủ tọa kết luận: giao $/);
  await isSaved(page);
});

test('minutes N40 what is written without a network waits on the tablet, survives a reload and a new sign-in, and goes out', async () => {
  const { page } = assistant;
  await page.context().setOffline(true);
  const theirs = field(page, /Ý kiến thảo luận/);
  await theirs.click();
  await theirs.press('Control+End');
  await theirs.pressSequentially('Viết khi mất mạng.');
  await expect(page.getByText(/Chưa gửi được lên máy chủ/)).toBeVisible();
  await picture(page, 'cowriting-offline');
  await page.context().setOffline(false);
  await isSaved(page);
  await reads(field(secretary.page, /Ý kiến thảo luận/), /Viết khi mất mạng\.$/);
  // Signed out under the hand: the words stay, and go out once the same person is back.
  await page.context().clearCookies();
  await page.evaluate(() => window.dispatchEvent(new Event('offline')));
  await page.context().setOffline(true);
  await theirs.press('Control+End');
  await theirs.pressSequentially(' Sau khi hết phiên.');
  await page.context().setOffline(false);
  await expect(page.getByText(/Phiên đăng nhập đã kết thúc/)).toBeVisible({ timeout: 60_000 });
  await signIn(installation, assistant, 'giup.viec');
  await opens(assistant);
  await isSaved(page);
  await reads(field(secretary.page, /Ý kiến thảo luận/), /Sau khi hết phiên\.$/);
});

test('minutes N38 killed while both write: what counted as saved is there, the rest goes out when the server is back', async () => {
  const [one, two] = [field(secretary.page, /Ý kiến thảo luận/), field(assistant.page, /Kết luận của Chủ tọa/)];
  await one.press('Control+End');
  await two.click();
  await two.press('Control+End');
  await Promise.all([one.pressSequentially(' Một câu trước.'), two.pressSequentially('Câu của chuyên viên.')]);
  await installation.kill();
  await one.pressSequentially(' Một câu sau.');
  await installation.restart();
  await isSaved(secretary.page);
  await isSaved(assistant.page);
  await reads(field(assistant.page, /Ý kiến thảo luận/), / Một câu trước\. Một câu sau\.$/);
  await reads(field(secretary.page, /Kết luận của Chủ tọa/), /Câu của chuyên viên\.$/);
});

test('minutes N46 N47 the changes with their authors: one is taken back, the writer sees the words marked', async () => {
  const { page } = secretary;
  await page.getByRole('button', { name: 'Xem chỗ sửa' }).click();
  await expect(page.locator('ins.mn-in').first()).toBeVisible();
  await picture(page, 'cowriting-changes');
  await expectAccessible(page);
  const entries = page.locator('.mn-difference');
  const count = await entries.count();
  expect(count).toBeGreaterThan(1);
  await entries.filter({ hasText: 'Câu của chuyên viên.' }).getByRole('button', { name: /^Bỏ sửa đổi/ }).click();
  await expect(entries).toHaveCount(count - 1);
  await page.getByRole('button', { name: 'Soạn tiếp' }).click();
  await expect(field(page, /Kết luận của Chủ tọa/)).not.toHaveValue(/chuyên viên/);
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await reads(field(page, /Kết luận của Chủ tọa/), /Câu của chuyên viên\.$/);
});

test('minutes N41 N47 N49 submitted: the other is closed at once; the chair agrees to all and approves', async () => {
  const { page } = secretary;
  await page.getByRole('button', { name: 'Gửi chủ tọa duyệt' }).click();
  await confirm(page, /Gửi/);
  await expect(assistant.page.locator('textarea.mn-write')).toHaveCount(0);
  const deciding = await opens(chair);
  await expect(deciding.locator('ins.mn-in').first()).toBeVisible();
  await picture(deciding, 'cowriting-chair');
  await expectAccessible(deciding);
  await deciding.setViewportSize(TABLET_PORTRAIT.viewport);
  await picture(deciding, 'cowriting-chair-portrait');
  await fits(deciding);
  await deciding.getByRole('button', { name: 'Đồng ý tất cả' }).click();
  await expect(deciding.getByText('Không còn chỗ sửa nào chưa xem.')).toBeVisible();
  await deciding.getByRole('button', { name: 'Duyệt biên bản' }).click();
  await confirm(deciding, /Duyệt/);
  await expect(deciding.getByText(/Nội dung đã khóa/).first()).toBeVisible({ timeout: 30_000 });
  expectNoComplaints(chair);
});
