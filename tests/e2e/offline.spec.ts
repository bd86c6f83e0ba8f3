import { expect, test, type Browser, type Page } from '@playwright/test';
import { PASSWORD, startInstallation, type RunningInstallation } from './support/installation';
import { alive, arrive, comingSession, expectNoComplaints, LAPTOP, launch, newPerson, TABLET, type Person } from './support/people';
import { draw, marksShown, paperShown } from './support/reader';

/** Whatever is asked for while the server cannot be reached: the person stays inside, is told what is here, and gets it when the way is free again. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let member: Person;
let secretary: Person;
let session: string;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  browser = await launch();
  installation = await startInstallation();
  member = await arrive(browser, installation, 'luc.thi.que.chi', TABLET);
  secretary = await arrive(browser, installation, 'thu.ky', LAPTOP);
  session = await comingSession(installation, member);
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

const missed = (page: Page) => page.getByRole('dialog', { name: /^Chưa mở được/ });
/** The worker has what it needs for a load without a network. */
const ready = (page: Page): Promise<unknown> => page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active?.state));
const toSession = (page: Page) => page.locator(`a[href="${new URL(session).pathname}"]`).filter({ visible: true }).first();
const papers = (page: Page) => page.locator('a[href*="/read/"]').filter({ visible: true });

test('another paper without a network: named, the open one stays with its marks, and it opens by itself', async () => {
  const { page, context } = member;
  await page.goto(session);
  await papers(page).first().click();
  await paperShown(page);
  const open = page.url();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Bút', exact: true }).click();
  await draw(page, [[0.3, 0.3], [0.4, 0.35], [0.5, 0.3]]);
  await expect.poll(() => marksShown(page)).toBe(1);
  await toSession(page).click();
  const dialog = missed(page);
  await expect(dialog).toContainText('Máy này đang không có mạng.');
  await expect(dialog).toContainText('các trang đã xem đọc được');
  await expect(dialog).toContainText('1 nét ghi chú đang chờ gửi');

  // Staying is staying: same paper, same marks, same address, nothing pending.
  await dialog.getByRole('button', { name: 'Ở lại trang đang xem' }).click();
  await expect(dialog).toBeHidden();
  expect(page.url()).toBe(open);
  expect(await marksShown(page)).toBe(1);
  await context.setOffline(false);
  await expect(page.getByText(/nét đang chờ gửi/)).toHaveCount(0);
  expect(page.url()).toBe(open);

  await context.setOffline(true);
  await toSession(page).click();
  await expect(dialog).toBeVisible();
  await context.setOffline(false);
  await expect(page).toHaveURL(session);
  await expect(dialog).toBeHidden();
});

test('a paper asked for on the page of the session is told by its title; the browser’s back button stays inside too', async () => {
  const { page, context } = member;
  const link = papers(page).first();
  const target = new URL((await link.getAttribute('href')) ?? '', installation.origin).href;
  await context.setOffline(true);
  await link.click();
  await expect(page.getByRole('dialog', { name: /^Chưa mở được “.+”$/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(missed(page)).toBeHidden();
  expect(page.url()).toBe(session);

  await page.goBack();
  await expect(missed(page)).toBeVisible();
  await page.keyboard.press('Escape');
  expect(page.url()).toBe(session);
  await expect(link).toBeVisible();
  await context.setOffline(false);
  await link.click();
  await expect(page).toHaveURL(target);
  await paperShown(page);
  expectNoComplaints(member);
});

test('a load without a network gets a page of the program in the person’s language, and then what was asked for', async () => {
  const { page, context } = member;
  await page.goto(session);
  await ready(page);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Chưa mở được trang phiên họp' })).toBeVisible();
  await expect(page.getByText('Máy này đang không có mạng.')).toBeVisible();
  await context.setOffline(false);
  await expect(papers(page).first()).toBeVisible();
  expect(page.url()).toBe(session);

  await context.addCookies([{ name: 'phien_locale', value: 'en', url: installation.origin }]);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'The page of the session cannot be opened yet' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await context.addCookies([{ name: 'phien_locale', value: 'vi', url: installation.origin }]);
  await context.setOffline(false);
  await expect(papers(page).first()).toBeVisible();
  expectNoComplaints(member);
});

test('the worker keeps its own page and nothing of the installation', async () => {
  const { page } = member;
  const kept = await page.evaluate(async () => {
    const addresses: string[] = [];
    for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) addresses.push(new URL(request.url).pathname);
    return addresses;
  });
  expect(kept.length).toBeGreaterThan(2);
  expect(kept.filter((path) => !/^\/(offline\/[\w-]+\.(js|css|woff2)|icons\/phien\.svg)$/.test(path))).toEqual([]);
});

test('signing out without a network says that it was not done, and does it when asked again', async () => {
  const { page, context } = member;
  await page.goto(installation.origin);
  await page.getByRole('button', { name: /^Tài khoản/ }).click();
  const out = page.getByRole('button', { name: 'Đăng xuất', exact: true });
  await context.setOffline(true);
  await out.click();
  await expect(page.getByText(/^Chưa đăng xuất được/)).toBeVisible();
  await context.setOffline(false);
  await out.click();
  await expect(page).toHaveURL(/\/sign-in/);
});

test('signing in and changing the language without a network keep what was typed', async () => {
  const { page, context } = member;
  // A form that is sent before the scripts run is a page load, which nothing of the page can answer.
  await alive(page);
  await page.getByLabel('Tên đăng nhập').fill('luc.thi.que.chi');
  await page.getByRole('textbox', { name: /^Mật khẩu/ }).fill(PASSWORD);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Chưa có mạng' })).toBeVisible();
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByText('Chưa đổi được ngôn ngữ vì chưa kết nối được máy chủ.')).toBeVisible();
  await expect(page.getByLabel('Tên đăng nhập')).toHaveValue('luc.thi.que.chi');
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page).toHaveURL(`${installation.origin}/`);
  expectNoComplaints(member);
});

test('a session that ended while the network was away leads to the sign-in, and from there to what was asked for', async () => {
  const { page, context } = member;
  await page.goto(installation.origin);
  await context.setOffline(true);
  await page.getByRole('link', { name: /Mở phiên họp|Vào phiên họp|Chương trình và mọi tài liệu/ }).first().click();
  await expect(missed(page)).toBeVisible();
  await context.clearCookies();
  await context.setOffline(false);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel('Tên đăng nhập').fill('luc.thi.que.chi');
  await page.getByRole('textbox', { name: /^Mật khẩu/ }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page).toHaveURL(session);
});

/** Every kind of page a person may be on; each has a way to another one. */
const PLACES: readonly (readonly [who: 'member' | 'secretary', path: string])[] = [
  ['member', ''],
  ['member', '/sitting'],
  ['secretary', ''],
  ['secretary', '/agenda'],
  ['secretary', '/attendees'],
  ['secretary', '/edit'],
  ['secretary', '/minutes'],
  ['secretary', '/sitting/attendance'],
  ['secretary', '/sitting/console'],
  ['secretary', '/paper'],
];

test('the server is killed: on every kind of page it is told as the server’s trouble, and every way goes on when it is back', async () => {
  const places = await Promise.all(PLACES.map(async ([who, path]) => {
    const page = await (who === 'member' ? member : secretary).context.newPage();
    await page.goto(session + path);
    const link = page.locator('header a[href^="/"]').first();
    await expect(link).toBeVisible();
    return { page, link, path, target: new URL((await link.getAttribute('href')) ?? '', installation.origin).href };
  }));
  await installation.kill();
  await Promise.all(places.map(async ({ page, link, path }) => {
    await link.click();
    await expect(missed(page), path).toContainText('Máy chủ chưa trả lời');
    await expect(missed(page), path).toContainText('Trang đang xem vẫn giữ nguyên');
  }));
  await installation.restart();
  for (const { page, path, target } of places) {
    await expect(page, path).toHaveURL(target);
    await expect(missed(page), path).toBeHidden();
    await expect(page.getByText('Chưa mở được trang này'), path).toHaveCount(0);
    await page.close();
  }
});

test('a form sent while the server is down stays as typed, is told as not answered, and is sent once when asked again', async () => {
  const { page } = secretary;
  await page.goto(`${session}/attendees`);
  const guests = page.getByRole('list', { name: 'Đại biểu mời' }).getByRole('listitem');
  await expect(guests.first()).toBeVisible();
  const count = await guests.count();
  await page.getByLabel(/^Họ và tên/).fill('Triệu Thị Máy Chủ');
  await installation.kill();
  await page.getByRole('button', { name: 'Thêm đại biểu mời' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Chưa kết nối được máy chủ' })).toBeVisible();
  await expect(page.getByLabel(/^Họ và tên/)).toHaveValue('Triệu Thị Máy Chủ');
  await installation.restart();
  await page.getByRole('button', { name: 'Thêm đại biểu mời' }).click();
  await expect(page.getByLabel(/^Họ và tên/)).toHaveValue('');
  await expect(guests).toHaveCount(count + 1);
});

test('a load while the server restarts says so, and opens when it is back; a proxy that answers in its place is no answer', async () => {
  const { page } = secretary;
  await page.goto(session);
  await ready(page);
  await installation.kill();
  await page.reload();
  await expect(page.getByText(/^Máy chủ chưa trả lời/)).toBeVisible();
  await installation.restart();
  await expect(papers(page).first()).toBeVisible();
  await alive(page);

  await page.route('**/agenda.data*', (route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }));
  await page.locator('a[href$="/agenda"]').filter({ visible: true }).first().click();
  await expect(missed(page)).toContainText('Máy chủ chưa trả lời');
  await page.unrouteAll({ behavior: 'wait' });
  await missed(page).getByRole('button', { name: 'Thử lại ngay' }).click();
  await expect(page).toHaveURL(`${session}/agenda`);
});

test('an error page without data keeps the language of the person', async () => {
  const other = await newPerson(browser, 'english', TABLET);
  await other.context.addCookies([{ name: 'phien_locale', value: 'en', url: installation.origin }]);
  await other.page.goto(`${installation.origin}/nowhere`);
  await expect(other.page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(other.page.getByRole('heading', { name: 'This page cannot be opened' })).toBeVisible();
});
