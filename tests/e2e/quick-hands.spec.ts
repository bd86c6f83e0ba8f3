import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { PASSWORD, startInstallation, type RunningInstallation } from './support/installation';
import { alive, arrive, comingSession, expectNoComplaints, LAPTOP, launch, TABLET, type Person } from './support/people';

/** Preparing with quick hands, two people at once and a network that fails in the middle: nothing is dropped, doubled or lost. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let assistant: Person;
let session = '';

test.beforeAll(async () => {
  test.setTimeout(240_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-24T07:50:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', TABLET);
  assistant = await arrive(browser, installation, 'giup.viec', LAPTOP);
  session = await comingSession(installation, secretary);
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

const row = (page: Page, title: string): Locator => page.getByRole('list', { name: 'Chương trình phiên họp', exact: true }).locator('> li').filter({ hasText: title });
const papersOf = (scope: Locator): Promise<string[]> => scope.getByRole('list', { name: 'Tài liệu của nội dung' }).locator('.ph-row-title').allInnerTexts();
const guests = (page: Page): Locator => page.getByRole('list', { name: 'Đại biểu mời' }).getByRole('listitem');
/** Guests who present nothing. */
const communes = (page: Page): Locator => guests(page).filter({ hasText: 'Chủ tịch UBND' });

/** Acts of this page take this long to be answered, as on a slow network. */
async function slow(page: Page, milliseconds: number): Promise<void> {
  await page.route('**/*', async (route) => {
    if (route.request().method() === 'POST') await new Promise((resolve) => setTimeout(resolve, milliseconds));
    await route.continue();
  });
}

test('papers moved faster than the server answers end where the hand put them', async () => {
  const { page } = secretary;
  await page.goto(`${session}/agenda`);
  const item = row(page, 'Quy định phân cấp');
  await item.getByRole('button', { name: /^Mở chi tiết/ }).click();
  const before = await papersOf(item);
  expect(before.length).toBeGreaterThan(3);
  await slow(page, 400);
  const first = before[0] ?? '';
  for (let press = 0; press < 3; press += 1) await item.getByRole('button', { name: `Chuyển ${first} xuống`, exact: true }).click();
  const wanted = [...before.slice(1, 4), first, ...before.slice(4)];
  expect(await papersOf(item)).toEqual(wanted);
  // What is shown is what another person is shown, once the last move has arrived.
  await expect(async () => {
    await assistant.page.goto(`${session}/agenda`);
    await alive(assistant.page);
    await row(assistant.page, 'Quy định phân cấp').getByRole('button', { name: /^Mở chi tiết/ }).click();
    expect(await papersOf(row(assistant.page, 'Quy định phân cấp'))).toEqual(wanted);
  }).toPass({ timeout: 20_000 });
  await page.unrouteAll({ behavior: 'wait' });
});

test('choosing another item for a paper moves nothing until it is said; a paper of the whole session stays in reach', async () => {
  const { page } = secretary;
  const item = row(page, 'Quy định phân cấp');
  const [paper = ''] = await papersOf(item);
  await item.getByRole('button', { name: `Việc khác với ${paper}`, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Sửa tài liệu' });
  await dialog.getByLabel('Thuộc nội dung').focus();
  await page.keyboard.press('End');
  await expect(dialog.getByLabel('Thuộc nội dung')).toHaveValue('general');
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Chuyển', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  const general = page.getByRole('list', { name: 'Tài liệu chung của phiên họp' });
  await general.getByRole('button', { name: `Việc khác với ${paper}`, exact: true }).click();
  await dialog.getByLabel(/^Tên tài liệu/).fill('Tài liệu dùng chung');
  await dialog.getByRole('button', { name: 'Lưu tên' }).click();
  await expect(general.getByText('Tài liệu dùng chung')).toBeVisible();
});

test('a duration is emptied and typed anew', async () => {
  const { page } = secretary;
  await row(page, 'Quy định phân cấp').getByRole('button', { name: 'Sửa nội dung' }).click();
  const drawer = page.getByRole('dialog', { name: 'Sửa nội dung' });
  const duration = drawer.getByLabel(/^Thời lượng/);
  await duration.fill('');
  await expect(duration).toHaveValue('');
  await duration.pressSequentially('35');
  await expect(duration).toHaveValue('35');
  await page.keyboard.press('Escape');
});

test('who is to present an item keeps the seat, and the row says why', async () => {
  const { page } = secretary;
  await page.goto(`${session}/attendees`);
  const presenter = guests(page).filter({ hasText: 'Tống Thị Yên Bình' });
  await presenter.getByRole('button', { name: /^Bỏ/ }).click();
  await expect(presenter.getByText(/người trình bày “Xử lý trụ sở.*Hãy chọn người trình bày khác trước/)).toBeVisible();
});

test('people are removed one after the other; the place in the list and what is being typed stay', async () => {
  const { page } = secretary;
  await page.goto(`${session}/attendees`);
  await page.getByLabel(/^Họ và tên/).fill('Nguyễn Thị Đang Gõ');
  const count = await guests(page).count();
  await guests(page).last().scrollIntoViewIfNeeded();
  const main = page.locator('#main');
  const scrolled = (): Promise<number> => main.evaluate((element) => Math.max(element.scrollTop, element.parentElement?.scrollTop ?? 0, document.scrollingElement?.scrollTop ?? 0));
  const far = await scrolled();
  expect(far).toBeGreaterThan(300);
  await slow(page, 300);
  const names = (await communes(page).locator('.ph-row-title').allInnerTexts()).slice(-3);
  for (const name of names) await page.getByRole('button', { name: `Bỏ ${name}`, exact: false }).dblclick();
  await expect(guests(page)).toHaveCount(count - 3);
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);
  expect(await scrolled()).toBeGreaterThan(200);
  await expect(page.getByLabel(/^Họ và tên/)).toHaveValue('Nguyễn Thị Đang Gõ');
  await page.unrouteAll({ behavior: 'wait' });
});

test('two people remove the same guest: the later one keeps the page', async () => {
  await assistant.page.goto(`${session}/attendees`);
  await secretary.page.goto(`${session}/attendees`);
  const count = await guests(assistant.page).count();
  const name = (await communes(assistant.page).last().locator('.ph-row-title').innerText()).trim();
  await assistant.page.getByRole('button', { name: `Bỏ ${name}` }).click();
  await expect(guests(assistant.page)).toHaveCount(count - 1);
  await secretary.page.getByRole('button', { name: `Bỏ ${name}` }).click();
  await expect(guests(secretary.page)).toHaveCount(count - 1);
  await expect(secretary.page.getByRole('heading', { name: 'Chủ tọa, thư ký' })).toBeVisible();
});

test('a guest whose answer was lost is invited once, and what was typed stays until then', async () => {
  const { page } = secretary;
  await page.goto(`${session}/attendees`);
  const count = await guests(page).count();
  await page.getByLabel(/^Họ và tên/).fill('Triệu Thị Mất Mạng');
  // The server carries it out, the answer is cut.
  await page.route('**/attendees.data*', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch();
    await route.abort('connectionfailed');
  });
  await page.getByRole('button', { name: 'Thêm đại biểu mời' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /mạng|kết nối/i })).toBeVisible();
  await expect(page.getByLabel(/^Họ và tên/)).toHaveValue('Triệu Thị Mất Mạng');
  await page.unrouteAll({ behavior: 'wait' });
  await page.getByRole('button', { name: 'Thêm đại biểu mời' }).click();
  await expect(page.getByLabel(/^Họ và tên/)).toHaveValue('');
  await expect(guests(page)).toHaveCount(count + 1);
});

test('searching people without a network says so beside the field; with an expired session the way leads back here', async () => {
  const { page, context } = secretary;
  await page.goto(`${session}/attendees`);
  await context.setOffline(true);
  await page.getByLabel('Tìm người trong hệ thống').fill('trinh thi');
  await expect(page.getByRole('alert').filter({ hasText: /mạng|kết nối/i })).toBeVisible();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Thử lại' }).click();
  await expect(page.getByRole('list', { name: 'Tìm người trong hệ thống' }).getByRole('button', { name: /Trịnh Thị Sâm/ })).toBeVisible();
  await context.clearCookies();
  await page.getByRole('searchbox', { name: 'Tìm người trong hệ thống' }).fill('trinh thi s');
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel('Tên đăng nhập').fill('thu.ky');
  await page.getByRole('textbox', { name: /^Mật khẩu/ }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page).toHaveURL(`${session}/attendees`);
});

test('an item removed by somebody else while it is being edited: the form stays with what was typed', async () => {
  const add = async (page: Page, title: string): Promise<void> => {
    await page.getByRole('button', { name: 'Thêm nội dung' }).first().click();
    const drawer = page.getByRole('dialog', { name: 'Thêm nội dung' });
    await drawer.getByLabel(/^Nội dung/).last().fill(title);
    await drawer.getByRole('button', { name: 'Thêm vào chương trình' }).click();
    await expect(drawer).toHaveCount(0);
  };
  const edit = async (page: Page, title: string): Promise<Locator> => {
    await row(page, title).getByRole('button', { name: /^Mở chi tiết/ }).click();
    await row(page, title).getByRole('button', { name: 'Sửa nội dung' }).click();
    return page.getByRole('dialog', { name: 'Sửa nội dung' });
  };
  await secretary.page.goto(`${session}/agenda`);
  await add(secretary.page, 'Nội dung sẽ bị bỏ');
  await assistant.page.goto(`${session}/agenda`);
  const mine = await edit(secretary.page, 'Nội dung sẽ bị bỏ');
  await mine.getByLabel(/^Nội dung/).last().fill('Nội dung đang sửa dở');
  const theirs = await edit(assistant.page, 'Nội dung sẽ bị bỏ');
  await theirs.getByRole('button', { name: 'Bỏ khỏi chương trình' }).click();
  await assistant.page.getByRole('alertdialog').getByRole('button', { name: 'Bỏ nội dung' }).click();
  await expect(row(assistant.page, 'Nội dung sẽ bị bỏ')).toHaveCount(0);
  await mine.getByRole('button', { name: 'Lưu nội dung' }).click();
  await expect(mine.getByText('Nội dung này không còn trong chương trình.')).toBeVisible();
  await expect(mine.getByLabel(/^Nội dung/).last()).toHaveValue('Nội dung đang sửa dở');
  await secretary.page.keyboard.press('Escape');
});

test('a day is chosen on the calendar by touch and by keyboard; focus returns to its button', async () => {
  const { page } = secretary;
  await page.goto(`${installation.origin}/meetings/new`);
  await page.getByLabel(/^Ngày họp/).fill('30/11/2026');
  const open = page.getByRole('button', { name: 'Chọn trên lịch: ngày họp' });
  await open.tap();
  const calendar = page.getByRole('dialog', { name: 'Ngày họp' });
  await expect(calendar.getByRole('gridcell', { selected: true })).toHaveText('30');
  await calendar.getByRole('button', { name: 'Tháng sau' }).tap();
  await calendar.getByRole('button', { name: /15 tháng 12/ }).tap();
  await expect(page.getByLabel(/^Ngày họp/)).toHaveValue('15/12/2026');
  await expect(open).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(calendar.getByRole('button', { name: /15 tháng 12/ })).toBeFocused();
  for (const key of ['ArrowRight', 'ArrowDown', 'PageUp', 'Enter']) await page.keyboard.press(key);
  await expect(page.getByLabel(/^Ngày họp/)).toHaveValue('23/11/2026');
});

test('a question put away and asked again at once takes the keyboard again', async () => {
  const { page } = secretary;
  await page.goto(`${session}/edit`);
  const question = page.getByRole('alertdialog');
  const ask = page.locator('#main').getByRole('button', { name: 'Hủy phiên họp', exact: true });
  for (let time = 0; time < 3; time += 1) {
    await ask.press('Enter');
    await expect(question.getByRole('button', { name: 'Không, để nguyên' })).toBeVisible();
    await expect.poll(() => question.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
  }
  await expect(question).toBeHidden();
  await expect(ask).toBeFocused();
});

test('nobody saw an error but those made on purpose', () => {
  for (const { complaints } of [secretary, assistant]) complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !/status of 404|net::ERR_CONNECTION_FAILED/.test(complaint)));
  expectNoComplaints(secretary, assistant);
});
