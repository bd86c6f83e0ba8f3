import { expect, test, type Browser, type Page } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root, startInstallation, type RunningInstallation } from './support/installation';
import { arrive, comingSession, confirm, expectNoComplaints, LAPTOP, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { expectAccessible } from './support/accessible';
import { picture } from './support/pictures';
import { moveOn, openSitting } from './support/sitting';

/** A secret vote: prepared, opened, sealed on tablets, closed, counted, and checked by the voters. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let chair: Person;
let member: Person;
let other: Person;
let blind: Person;
let session: string;
const QUESTION = 'Bầu bổ sung Ủy viên thường trực?';
const TRACKER = /^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}$/u;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-26T07:50:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', LAPTOP);
  chair = await arrive(browser, installation, 'chu.tich', TABLET);
  member = await arrive(browser, installation, 'luc.thi.que.chi', TABLET);
  other = await arrive(browser, installation, 'thach.ngoc.bien', TABLET_PORTRAIT);
  blind = await arrive(browser, installation, 'cu.minh.thac', TABLET);
  session = await comingSession(installation, secretary);
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

const ballotOf = (page: Page) => page.getByRole('group', { name: /^Phiếu kín của/ });
const trackerOn = async (page: Page): Promise<string> => (await page.locator('[data-tracker]').getAttribute('data-tracker')) ?? '';
/** Everything this device keeps, and everything on the page. */
const keptOn = (page: Page): Promise<string> => page.evaluate(async () => {
  const databases = await indexedDB.databases();
  const rows = await Promise.all(databases.map(({ name }) => new Promise((resolve) => {
    const opening = indexedDB.open(name ?? '');
    opening.onsuccess = () => {
      const stores = [...opening.result.objectStoreNames];
      if (stores.length === 0) return resolve([]);
      const transaction = opening.result.transaction(stores);
      const found: unknown[] = [];
      for (const store of stores) transaction.objectStore(store).getAll().onsuccess = ({ target }) => found.push((target as IDBRequest).result);
      transaction.oncomplete = () => { opening.result.close(); resolve(found); };
    };
    opening.onerror = () => resolve([]);
  })));
  return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, rows]);
});
const cast = async (page: Page, choice: string): Promise<void> => {
  await ballotOf(page).getByRole('button', { name: choice, exact: true }).tap();
  await page.getByRole('button', { name: new RegExp(`^Gửi phiếu( mới)?: ${choice}$`) }).tap();
};
/** The tree that a screen reader is given, as one text. */
const treeOf = (page: Page): Promise<string> => page.locator('main').ariaSnapshot();

test('voting V3 V62 the secretary makes a question secret where the body knows that, and the chair opens it on tablets', async () => {
  await openSitting(session, secretary, chair);
  await moveOn(chair.page, /^Sang nội dung 1$/);

  await secretary.page.goto(`${session}/sitting/console`);
  await secretary.page.getByRole('button', { name: 'Thêm câu hỏi' }).click();
  const dialog = secretary.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Nội dung biểu quyết' }).fill(QUESTION);
  await dialog.getByRole('radio', { name: 'Bỏ phiếu kín' }).check();
  await picture(secretary.page, 'secret-question');
  await dialog.getByRole('button', { name: 'Lưu câu hỏi' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(secretary.page.getByText(/^Bỏ phiếu kín, cần/)).toBeVisible();
  // A second thought keeps it secret.
  await secretary.page.getByRole('button', { name: 'Sửa câu hỏi' }).last().click();
  await expect(dialog.getByRole('radio', { name: 'Bỏ phiếu kín' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Lưu câu hỏi' }).click();
  await expect(dialog).toHaveCount(0);

  for (const { page } of [member, other, blind]) await page.goto(`${session}/sitting?view=member`);
  const focused = member.page.getByRole('link', { name: /trang/ }).first();
  await focused.focus();
  await chair.page.getByRole('button', { name: /^Mở biểu quyết/ }).last().click();
  // By hands it is not: on tablets, or on paper.
  await expect(chair.page.getByRole('alertdialog').getByRole('radio')).toHaveCount(2);
  await expect(chair.page.getByRole('alertdialog').getByRole('radio', { name: 'Trên máy' })).toBeChecked();
  await picture(chair.page, 'secret-open-how');
  await confirm(chair.page, 'Mở biểu quyết');
  await expect(member.page.getByRole('alert').filter({ hasText: /^Mở biểu quyết: / })).toBeAttached();
  for (const { page } of [member, other, blind, chair]) await expect(ballotOf(page)).toBeVisible();
  await expect(focused).toBeFocused();
});

test('voting V62 a secret ballot is chosen and sealed in two taps; then the choice is nowhere, and the tracker is there', async () => {
  const { page } = member;
  await picture(page, 'secret-ballot-landscape');
  await picture(other.page, 'secret-ballot-portrait');
  await expectAccessible(page);
  const sent: string[] = [];
  page.on('request', (request) => { if (request.method() === 'POST' && request.url().includes('/secret/')) sent.push(request.postData() ?? ''); });
  await ballotOf(page).getByRole('button', { name: 'Không tán thành' }).tap();
  await picture(page, 'secret-ballot-chosen');
  await page.getByRole('button', { name: 'Gửi phiếu: Không tán thành' }).tap();
  await expect(page.getByText('Đã ghi nhận phiếu kín')).toBeVisible();
  expect(await trackerOn(page)).toMatch(TRACKER);
  await picture(page, 'secret-ballot-given');
  await expectAccessible(page);
  await expect(page.getByText('Không tán thành')).toHaveCount(0);
  expect(await keptOn(page)).not.toMatch(/against|Không tán thành/u);
  expect(sent).toHaveLength(1);
  expect(Object.keys(JSON.parse(sent[0]!) as object).sort()).toEqual(['ballot', 'by', 'commandId']);
  await expect(chair.page.getByText('Trong hòm có 1 trên').first()).toBeVisible();
});

test('voting V51 V62 it can be given again; without the network nothing but sealed bytes waits, and after a reload it goes on by itself under the same id', async () => {
  const [first, { page, context }] = [await trackerOn(member.page), other];
  await member.page.getByRole('button', { name: 'Bỏ phiếu lại' }).tap();
  // A second thought that is none.
  await member.page.getByRole('button', { name: 'Giữ phiếu đã bỏ' }).tap();
  await expect(member.page.locator('[data-tracker]')).toHaveAttribute('data-tracker', first);
  await member.page.getByRole('button', { name: 'Bỏ phiếu lại' }).tap();
  await cast(member.page, 'Tán thành');
  await expect(member.page.getByText('Đã ghi nhận phiếu kín')).toBeVisible();
  await expect(member.page.locator('[data-tracker]')).not.toHaveAttribute('data-tracker', first);

  await context.setOffline(true);
  await cast(page, 'Không biểu quyết');
  await expect(page.getByText(/^Chưa có mạng\. Phiếu đã niêm phong/)).toBeVisible();
  await expect(page.getByText('Đã ghi nhận phiếu kín')).toHaveCount(0);
  await expect(page.getByText('Không biểu quyết')).toHaveCount(0);
  await picture(page, 'secret-ballot-waiting');
  const kept = await keptOn(page);
  expect(kept).toContain('phien.sealed.');
  expect(kept).not.toMatch(/abstain|Không biểu quyết/u);
  // Answers are lost on their way, and the page is left: the same ballot comes under the same id.
  const ids = new Set<string>();
  await page.route('**/secret/*', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    ids.add((JSON.parse(route.request().postData() ?? '{}') as { commandId: string }).commandId);
    if (ids.size === 1 && lost > 0) {
      lost -= 1;
      await route.fetch();
      return route.abort('connectionreset');
    }
    return route.continue();
  });
  let lost = 1;
  await context.setOffline(false);
  await expect.poll(() => lost).toBe(0);
  await page.reload();
  await expect(page.getByText('Đã ghi nhận phiếu kín')).toBeVisible();
  await expect(page.locator('[data-tracker]')).toBeVisible();
  await expect.poll(() => keptOn(page)).not.toContain('phien.sealed.');
  expect(ids.size).toBe(1);
  await page.unroute('**/secret/*');
  await expect(chair.page.getByText('Trong hòm có 2 trên').first()).toBeVisible();
});

test('voting V62 a blind member votes alone: every step stands in the tree a screen reader is given, by keyboard', async () => {
  const { page } = blind;
  const tree = await treeOf(page);
  expect(tree).toContain(`heading "${QUESTION}"`);
  expect(tree).toMatch(/group "Phiếu kín của Cù Minh Thạc"/u);
  for (const choice of ['Tán thành', 'Không tán thành', 'Không biểu quyết']) expect(tree).toContain(`button "${choice}"`);
  expect(tree).not.toMatch(/\[pressed\]|Gửi phiếu/u);
  await ballotOf(page).getByRole('button', { name: 'Tán thành', exact: true }).focus();
  await page.keyboard.press('Enter');
  expect(await treeOf(page)).toMatch(/button "Tán thành" \[pressed\]/u);
  for (let tabs = 0; tabs < 6; tabs += 1) {
    await page.keyboard.press('Tab');
    if (await page.getByRole('button', { name: 'Gửi phiếu: Tán thành' }).evaluate((button) => button === document.activeElement)) break;
  }
  await expect(page.getByRole('button', { name: 'Gửi phiếu: Tán thành' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Đã ghi nhận phiếu kín' })).toBeVisible();
  const after = await treeOf(page);
  expect(after).toMatch(/Mã phiếu[\s\S]*[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/u);
  expect(after).not.toMatch(/pressed|"Tán thành"/u);
});

test('voting V54 V56 V60 V62 the box is closed, everybody sees the result, finds the own tracker, and counts the file again', async () => {
  await cast(chair.page, 'Tán thành');
  await expect(chair.page.getByText('Đã ghi nhận phiếu kín')).toBeVisible();
  // What is done by mistake: nobody takes a box with ballots back, and there is no way by hands.
  for (const name of ['Rút lại câu hỏi', 'Chuyển sang giơ tay']) await expect(secretary.page.getByRole('button', { name })).toHaveCount(0);
  await picture(secretary.page, 'secret-desk');
  await expectAccessible(secretary.page);
  const given = [await trackerOn(member.page), await trackerOn(other.page), await trackerOn(blind.page), await trackerOn(chair.page)];
  expect(new Set(given).size).toBe(4);
  await expect(secretary.page.getByText('Trong hòm có 4 trên 21 phiếu').first()).toBeVisible();
  await secretary.page.getByRole('button', { name: 'Đóng hòm phiếu' }).click();
  await picture(secretary.page, 'secret-close');
  await confirm(secretary.page, 'Đóng hòm phiếu');
  for (const { page } of [member, other, blind]) {
    await expect(page.getByText('Không thông qua', { exact: true }).first()).toBeVisible();
    await expect(page.getByRole('alert').filter({ hasText: /^Kết quả biểu quyết\. Không thông qua: .* Cần 11 trên 21, được 3/ })).toBeAttached();
  }
  await picture(member.page, 'secret-result');
  for (const [at, { page }] of [member, other, blind].entries()) {
    await page.getByRole('button', { name: 'Mã phiếu và tệp kiểm phiếu' }).first().click();
    const list = page.getByRole('list', { name: 'Mã phiếu đã kiểm' });
    await expect(list.getByRole('listitem')).toHaveCount(4);
    expect((await list.locator('.vt-tracker-line').allTextContents()).sort()).toEqual([...given].sort());
    await expect(list.getByRole('listitem').filter({ hasText: 'phiếu của tôi' })).toContainText(given[at]!);
    await expect(page.getByText('Phiếu của tôi có trong danh sách')).toBeVisible();
  }
  await picture(member.page, 'secret-trackers-landscape');
  await picture(other.page, 'secret-trackers-portrait');
  await expectAccessible(other.page);
  const [download] = await Promise.all([member.page.waitForEvent('download'), member.page.getByRole('link', { name: 'Tải tệp kiểm phiếu (JSON)' }).click()]);
  const file = path.join(root, 'tests', '.artifacts', 'bundle.json');
  await download.saveAs(file);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ question: { text: QUESTION }, trackers: [...given].sort(), counts: { ballots: 4, invalid: 0, choices: { for: 3, abstain: 1 } } });
  const counted = spawnSync('python3', [path.join(root, 'tests', 'support', 'recount.py'), file], { encoding: 'utf8' });
  expect(counted.stdout + counted.stderr).toMatch(/^RIGHT: 4 ballots/u);
  // Whoever gave none is told that this device has no tracker.
  await secretary.page.getByRole('button', { name: 'Mã phiếu và tệp kiểm phiếu' }).first().click();
  await expect(secretary.page.getByText('Máy này không giữ mã phiếu nào của câu hỏi này.')).toBeVisible();
  await secretary.page.getByRole('dialog').getByRole('button', { name: 'Đóng' }).click();
  // Later, on the page of the session.
  await blind.page.goto(session);
  await blind.page.getByText('Bỏ phiếu kín đã kiểm').click();
  await blind.page.getByRole('button', { name: 'Mã phiếu và tệp kiểm phiếu' }).click();
  await expect(blind.page.getByText('Phiếu của tôi có trong danh sách')).toBeVisible();
  expectNoComplaints(secretary, chair, member, other, blind);
});

test('voting V59 V62 a box whose key is lost is said to be so; its ballots are declared void and the question is voted on again, with another tracker', async () => {
  await secretary.page.getByRole('button', { name: 'Thêm câu hỏi' }).click();
  const dialog = secretary.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Nội dung biểu quyết' }).fill('Bầu lần hai?');
  await dialog.getByRole('radio', { name: 'Bỏ phiếu kín' }).check();
  await dialog.getByRole('button', { name: 'Lưu câu hỏi' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(secretary.page.getByText('Bầu lần hai?').first()).toBeVisible();
  await secretary.page.getByRole('button', { name: /^Mở biểu quyết/ }).last().click();
  await confirm(secretary.page, 'Mở biểu quyết');
  await other.page.goto(`${session}/sitting?view=member`);
  await cast(other.page, 'Tán thành');
  await expect(other.page.getByText('Đã ghi nhận phiếu kín')).toBeVisible();
  const first = await trackerOn(other.page);
  await expect(secretary.page.getByText('Trong hòm có 1 trên 21 phiếu').first()).toBeVisible();
  await expect(secretary.page.getByRole('button', { name: 'Tuyên bố phiếu không có giá trị' })).toHaveCount(0);
  const keys = path.join(installation.dataDir, 'ballot-keys');
  for (const name of readdirSync(keys)) rmSync(path.join(keys, name));
  await secretary.page.getByRole('button', { name: 'Đóng hòm phiếu' }).click();
  await confirm(secretary.page, 'Đóng hòm phiếu');
  await expect(other.page.getByText('Đang kiểm phiếu').first()).toBeVisible();
  await expect(other.page.getByRole('button', { name: 'Bỏ phiếu lại' })).toHaveCount(0);
  await picture(other.page, 'secret-counting');
  await expect(secretary.page.getByText('Không mở được hòm phiếu này')).toBeVisible();
  await picture(secretary.page, 'secret-key-gone');
  await expectAccessible(secretary.page);
  await secretary.page.getByRole('button', { name: 'Tuyên bố phiếu không có giá trị' }).click();
  await confirm(secretary.page, 'Tuyên bố phiếu không có giá trị');
  await expect(ballotOf(other.page)).toHaveCount(0);
  await secretary.page.getByRole('button', { name: /^Mở biểu quyết/ }).last().click();
  await confirm(secretary.page, 'Mở biểu quyết');
  await cast(other.page, 'Không tán thành');
  await expect(other.page.getByText('Đã ghi nhận phiếu kín')).toBeVisible();
  expect(await trackerOn(other.page)).not.toBe(first);
  await secretary.page.getByRole('button', { name: 'Đóng hòm phiếu' }).click();
  await confirm(secretary.page, 'Đóng hòm phiếu');
  await expect(other.page.getByRole('alert').filter({ hasText: /Bầu lần hai\? .*được 0/ })).toBeAttached();
  expectNoComplaints(secretary, other);
});
