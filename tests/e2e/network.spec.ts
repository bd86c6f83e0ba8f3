import { expect, test, type Browser, type Page } from '@playwright/test';
import { startInstallation, type RunningInstallation } from './support/installation';
import { arrive, expectNoComplaints, LAPTOP, launch, TABLET, type Person } from './support/people';
import { draw, marksShown, paperShown } from './support/reader';
import { moveOn } from './support/sitting';

/** A member loses the network in the middle of a sitting, and the server dies and comes back meanwhile. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let chair: Person;
let member: Person;
let session: string;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-26T07:50:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', LAPTOP);
  chair = await arrive(browser, installation, 'chu.tich', TABLET);
  member = await arrive(browser, installation, 'luc.thi.que.chi', TABLET);
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

async function choosePen(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Bút', exact: true }).click();
}

/** Marks this device keeps until the server has them, as they lie on its disk. */
const keptOnDevice = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    let kept = 0;
    for (const { name = '' } of await indexedDB.databases()) {
      kept += await new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(new Error(`${name} does not open`));
        opening.onsuccess = () => {
          const database = opening.result;
          if (!database.objectStoreNames.contains('outbox')) return resolve(0);
          const asked = database.transaction('outbox').objectStore('outbox').count();
          asked.onsuccess = () => {
            database.close();
            resolve(asked.result);
          };
        };
      });
    }
    return kept;
  });

/** Finished marks on one page, which is drawn together with its neighbours. */
const marksOn = (page: Page, number: number) => page.locator(`.rd-page[data-page="${number}"] [data-mark]`);
const following = (page: Page, number: number) => expect(page.getByText(new RegExp(`Đang theo .+, trang ${number}$`))).toBeVisible({ timeout: 20_000 });
/** Of the line under the top bar: what is lost, and what is safe all the same. */
const trouble = (page: Page) => page.getByText(/Ghi chú vẫn an toàn trên máy này\.$/).first();

test('the chair opens the session and leads through a paper that the member follows', async () => {
  await secretary.page.getByRole('link', { name: /Mở phiên họp|Vào phiên họp|Chương trình và mọi tài liệu/ }).first().click();
  await expect(secretary.page).toHaveURL(/\/meetings\/[\w-]+/);
  session = `${installation.origin}/meetings/${/\/meetings\/([\w-]+)/.exec(secretary.page.url())?.[1] ?? ''}`;
  await secretary.page.goto(`${session}/sitting/attendance`);
  await secretary.page.getByText('Chọn cả danh sách đang xem').click();
  await secretary.page.getByRole('button', { name: 'Ghi có mặt trực tiếp' }).click();

  const { page } = chair;
  await page.goto(`${session}/sitting/console`);
  await expect(page.getByText(/Đủ điều kiện/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Khai mạc phiên họp' }).click();
  await page.getByRole('dialog').or(page.getByRole('alertdialog')).getByRole('button', { name: /Khai mạc/ }).click();
  await expect(page.getByText(/Khai mạc lúc/)).toBeVisible();

  await moveOn(page, /^Bắt đầu: Ổn định/);
  await moveOn(page, /^Sang nội dung 1$/);
  await expect(page.getByText('Nội dung 1', { exact: true }).first()).toBeVisible();

  await page.goto(session);
  await page.getByRole('link', { name: /^(Tờ trình|Báo cáo)/ }).first().click();
  await paperShown(page);
  await page.getByRole('button', { name: /Trình bày tài liệu này/ }).click();
  await expect(page.getByText(/Đang trình bày/).first()).toBeVisible();
  await member.page.goto(installation.origin);
  await member.page.getByRole('link', { name: 'Vào trang đang trình bày' }).click();
  await paperShown(member.page);
  await following(member.page, 1);
});

test('without a network marks are kept, and after five seconds a line says so', async () => {
  const { page, context } = member;
  await choosePen(page);
  await draw(page, [[0.3, 0.3], [0.4, 0.35], [0.5, 0.3]]);
  await expect(page.locator('[data-mark][data-state="stored"]')).toHaveCount(1);
  await context.setOffline(true);
  await draw(page, [[0.3, 0.4], [0.4, 0.45], [0.5, 0.4]]);
  await draw(page, [[0.3, 0.5], [0.4, 0.55], [0.5, 0.5]]);
  await expect.poll(() => marksShown(page)).toBe(3);
  await expect(trouble(page)).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText('2 nét đang chờ gửi')).toBeVisible();
});

test('meanwhile the server is killed, comes back, and the sitting goes on for the others', async () => {
  const { page } = chair;
  await page.getByRole('button', { name: 'Trang sau' }).click();
  await expect(page.getByText('Đang trình bày trang 2')).toBeVisible();
  await installation.killAndRestart();
  await expect(page.getByText('Đang trình bày trang 2')).toBeVisible();
  await page.getByRole('button', { name: /Ai thấy nét vẽ/ }).click();
  await page.getByRole('radio', { name: /Mọi người/ }).or(page.getByRole('button', { name: /^Mọi người/ })).first().click();
  await page.keyboard.press('Escape');
  await choosePen(page);
  await draw(page, [[0.4, 0.5], [0.5, 0.55], [0.6, 0.5]]);
  await expect.poll(() => marksShown(page)).toBe(1);
});

test('back on the network everything is there once: own marks, the page and the ink of the others', async () => {
  const { page, context } = member;
  await context.setOffline(false);
  // Whoever writes on a page is not pulled away from it: following rests until it is asked for.
  await page.getByRole('button', { name: 'Kéo trang', exact: true }).click();
  const back = page.getByRole('button', { name: /Quay lại trang đang trình bày|Theo trang trình bày/ }).first();
  await expect(back.or(page.getByText(/Đang theo .+, trang 2$/)).first()).toBeVisible({ timeout: 20_000 });
  if (await back.isVisible()) await back.click();
  await following(page, 2);
  await expect(trouble(page)).toBeHidden({ timeout: 20_000 });
  await expect(page.getByText(/nét đang chờ gửi/)).toHaveCount(0);
  await expect(marksOn(page, 2)).toHaveCount(1);
  await chair.page.getByRole('button', { name: 'Trang trước' }).click();
  await following(page, 1);
  await expect(marksOn(page, 1)).toHaveCount(3);

  // Another device of the same person has what the server has: each mark exactly once.
  const laptop = await arrive(browser, installation, 'luc.thi.que.chi', LAPTOP);
  await laptop.page.getByRole('link', { name: 'Vào trang đang trình bày' }).click();
  await paperShown(laptop.page);
  await following(laptop.page, 1);
  await expect(marksOn(laptop.page, 1)).toHaveCount(3);
  await chair.page.getByRole('button', { name: 'Trang sau' }).click();
  await following(laptop.page, 2);
  await expect(marksOn(laptop.page, 2)).toHaveCount(1);
  await expect(marksOn(chair.page, 2)).toHaveCount(1);
  expectNoComplaints(secretary, chair, member, laptop);
});

test('a page turned without a network reaches who follows once the network is back', async () => {
  const { page, context } = chair;
  await member.page.getByRole('button', { name: 'Kéo trang', exact: true }).click();
  await following(member.page, 2);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Trang sau' }).click();
  await expect(page.getByText('Đang trình bày trang 3')).toBeVisible();
  await context.setOffline(false);
  await following(member.page, 3);
  expectNoComplaints(chair, member);
});

test('a paper closed without a network: its marks are sent from whatever page is opened next', async () => {
  const { page, context } = member;
  const before = await marksOn(page, 3).count();
  await choosePen(page);
  await context.setOffline(true);
  await draw(page, [[0.3, 0.3], [0.4, 0.35], [0.5, 0.3]]);
  await expect.poll(() => marksOn(page, 3).count()).toBe(before + 1);
  const paper = page.url();
  await expect.poll(() => keptOnDevice(page)).toBeGreaterThan(0);
  await page.close();
  await context.setOffline(false);

  member.page = await context.newPage();
  await member.page.goto(installation.origin);
  const laptop = await arrive(browser, installation, 'luc.thi.que.chi', LAPTOP);
  await expect(async () => {
    await laptop.page.goto(paper);
    await paperShown(laptop.page);
    await following(laptop.page, 3);
    await expect(marksOn(laptop.page, 3)).toHaveCount(before + 1, { timeout: 5_000 });
  }).toPass({ timeout: 90_000 });
  await member.page.goto(`${installation.origin}/meetings`);
});
