import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { PDFDocument, PDFHexString } from 'pdf-lib';
import { pdfWithText, type Placed } from '../integration/pdf-samples';
import { readerTexts } from '../../app/features/reader/texts';
import { PASSWORD, root, startInstallation, type RunningInstallation } from './support/installation';
import { arrive, comingSession, expectNoComplaints, giveFile, launch, newPerson, signIn, TABLET, type Person } from './support/people';
import { picture } from './support/pictures';

/** What people meet seldom: a word in doubt, a program that was upgraded under an open page, a session on paper, lists on a phone. */
test.describe.configure({ mode: 'default' });

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;
let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let session = '';

test.beforeAll(async () => {
  test.setTimeout(240_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-24T07:50:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', TABLET);
  session = await comingSession(installation, secretary);
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

const DOUBT: Placed[] = [{ text: 'BÁO CÁO SẢN XUẤT', x: 200, y: 770, size: 15 }, { text: 'MẬT', x: 250, y: 690, size: 18 }, { text: 'HOA CÀ PHÊ', x: 220, y: 666, size: 18 }];
/** As a link of the page does; the answer of the router is not waited for. */
const follow = (page: Page, to: string): Promise<void> =>
  page.evaluate((target) => {
    void (window as unknown as { __remixRouter: { navigate(to: string): Promise<void> } }).__remixRouter.navigate(target);
  }, to);
const question = (page: Page) => page.getByRole('region', { name: 'Tệp này có mang dấu chỉ độ mật không?' });

/** A file put on the first item that takes papers. */
async function send(page: Page, name: string, items: readonly Placed[]): Promise<void> {
  await giveFile(page, { name, mimeType: 'application/pdf', buffer: Buffer.from(await pdfWithText(items)) });
}

test('documents D59 a file that leads to a network path is shown without that, and its sender is told', async () => {
  const { page } = secretary;
  await page.goto(`${session}/agenda`);
  const document = await PDFDocument.load(await pdfWithText([{ text: 'BÁO CÁO TIẾN ĐỘ', x: 200, y: 770, size: 15 }]));
  const action = document.context.obj({ S: 'GoToR', F: PDFHexString.fromText('\\\\may-chu\\chung\\phu-luc.pdf'), D: [0, 'Fit'] });
  document.getPage(0).node.addAnnot(document.context.register(document.context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [190, 760, 400, 790], A: action })));
  await giveFile(page, { name: '03_Tiến độ.pdf', mimeType: 'application/pdf', buffer: Buffer.from(await document.save()) });
  const asked = page.getByRole('region', { name: 'Tệp được nhận sau khi bỏ một số phần. Bản này có đúng không?' });
  await expect(asked).toBeVisible({ timeout: 60_000 });
  await expect(asked).toContainText('Đã bỏ liên kết tới địa chỉ mạng nội bộ');
  await asked.scrollIntoViewIfNeeded();
  await picture(page, 'cleaned-file-tablet');
  await asked.getByRole('button', { name: 'Không nhận, xóa tệp' }).click();
  await expect(asked).toBeHidden();
});

test('documents D20 a word in doubt is asked about with its page and words; nobody else sees the file; refused it is gone, and paper in the room is offered', async () => {
  const { page } = secretary;
  await page.goto(`${session}/agenda`);
  await send(page, '02_Mật hoa.pdf', DOUBT);
  await expect(question(page)).toBeVisible({ timeout: 60_000 });
  await expect(question(page)).toContainText('MẬT HOA CÀ PHÊ');
  await expect(question(page)).toContainText('Trang 1 có dòng chữ');
  await picture(page, 'secrecy-question-tablet');
  const axe = readFileSync(path.join(root, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
  await page.evaluate(axe);
  const findings = await page.evaluate(async () => (await (window as unknown as { axe: { run(at: string): Promise<{ violations: { id: string }[] }> } }).axe.run('.ag-held')).violations.map(({ id }) => id));
  expect(findings).toEqual([]);
  for (const button of await question(page).getByRole('button').all()) expect((await button.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(48);

  await page.setViewportSize(PHONE.viewport);
  await page.reload();
  await expect(question(page)).toBeVisible();
  await question(page).scrollIntoViewIfNeeded();
  await picture(page, 'secrecy-question-phone');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.setViewportSize(TABLET.viewport);

  const assistant = await arrive(browser, installation, 'giup.viec', TABLET);
  await assistant.page.goto(`${session}/agenda`);
  await expect(assistant.page.getByRole('heading', { name: /Chương trình/ }).first()).toBeVisible();
  await expect(question(assistant.page)).toHaveCount(0);
  await assistant.context.close();

  // By keyboard alone.
  await question(page).getByRole('button', { name: 'Là dấu mật, xóa tệp' }).focus();
  await page.keyboard.press('Enter');
  await expect(question(page)).toHaveCount(0);
  await send(page, '02_Mật hoa.pdf', DOUBT);
  await expect(question(page)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Xem câu hỏi' }).first().click();
  await expect(page.locator('.ag-held')).toBeFocused();
  await question(page).getByRole('button', { name: 'Là dấu mật, xóa tệp' }).click();
  const shown = { visible: true };
  await expect(page.getByText('Tệp đã được xóa khỏi hệ thống.').filter(shown)).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Dùng mục “Nội dung theo tài liệu giấy”' }).filter(shown)).toHaveCount(1);
  await page.getByRole('button', { name: 'Bỏ khỏi danh sách' }).filter(shown).click();
});

test('documents D21 confirmed it is a paper of the item, also after the server was killed meanwhile', async () => {
  const { page } = secretary;
  await page.goto(`${session}/agenda`);
  await send(page, '02_Mật hoa.pdf', DOUBT);
  await expect(question(page)).toBeVisible({ timeout: 60_000 });
  await installation.killAndRestart();
  await page.reload();
  await question(page).getByRole('button', { name: 'Không phải dấu mật, nhận tệp' }).click();
  await expect(question(page)).toHaveCount(0);
  const item = page.getByRole('list', { name: 'Chương trình phiên họp', exact: true }).locator('> li').filter({ hasText: 'Kết quả thực hiện kết luận' });
  await item.getByRole('button', { name: /^Mở chi tiết/ }).click();
  await expect(item.getByText('Mật hoa', { exact: true })).toBeVisible();
});

test('a session on paper says what, when and where, and holds nothing to press', async () => {
  const { page } = secretary;
  await page.goto(session);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const title = await page.getByRole('heading', { level: 1 }).innerText();
  const folder = path.join(root, 'tests', '.artifacts', 'pictures');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'session-on-paper.pdf');
  writeFileSync(file, await page.pdf({ format: 'A4', printBackground: false }));
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(page.locator('.ph-top-print')).toHaveText(/^Thứ Năm, 26\/11\/2026, 08:00 – 1\d:\d\d\. .+/);
  await expect(page.getByRole('button').filter({ visible: true }).and(page.locator('.ph-button'))).toHaveCount(0);
  await page.emulateMedia({ media: null });
  if (!existsSync('/usr/bin/pdftotext')) return;
  const text = execFileSync('pdftotext', ['-layout', '-l', '1', file, '-'], { encoding: 'utf8' }).replace(/\s+/gu, ' ');
  expect(text).toContain(title.replace(/\s+/gu, ' '));
  expect(text).toContain('26/11/2026');
});

test('a part of the program that is gone after an upgrade costs no click: the page chosen is opened by a full load', async () => {
  const member = await arrive(browser, installation, 'luc.thi.que.chi', TABLET);
  const { page } = member;
  await page.goto(`${installation.origin}/`);
  let gone = 0;
  await page.route('**/assets/_app.meetings._index-*.js', (route) => {
    gone += 1;
    return gone > 1 ? route.continue() : route.fulfill({ status: 404, body: 'gone' });
  });
  const loads: string[] = [];
  page.on('load', () => loads.push(page.url()));
  await follow(page, '/meetings');
  await expect(page).toHaveURL(`${installation.origin}/meetings`);
  await expect(page.getByRole('link', { name: /tháng 11 năm 2026/ })).toBeVisible();
  await expect.poll(() => loads).toEqual([`${installation.origin}/meetings`]);
  expect(gone).toBeGreaterThan(1);

  // Without a network the page stays, says so, and opens the page chosen when it can.
  await page.route('**/assets/_app.account._index-*.js', (route) => route.abort('internetdisconnected'));
  await page.route((url) => url.pathname === '/account', (route) => route.abort('internetdisconnected'));
  // A page that answers a press is alive: no link of it can be followed before.
  await page.getByRole('button', { name: /^Tài khoản/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng' }).first().click();
  await follow(page, '/account');
  await expect(page.getByRole('dialog', { name: 'Chưa mở được trang tài khoản' })).toBeVisible();
  expect(page.url()).toBe(`${installation.origin}/meetings`);
  await picture(page, 'module-lost-tablet');
  await page.unrouteAll({ behavior: 'wait' });
  await expect(page).toHaveURL(`${installation.origin}/account`);
  await member.context.close();
});

test('many sign-ins and many sessions on a phone stay in their width', async () => {
  const phone = await newPerson(browser, 'phone', PHONE);
  for (let at = 0; at < 12; at += 1) {
    const other = await browser.newContext();
    const answer = await other.request.post(`${installation.origin}/sign-in`, { form: { userName: 'luc.thi.que.chi', password: PASSWORD }, headers: { Origin: installation.origin }, maxRedirects: 0 });
    expect(answer.headers()['set-cookie']).toBeTruthy();
    await other.close();
  }
  await signIn(installation, phone, 'luc.thi.que.chi');
  const { page } = phone;
  for (const [address, name] of [['/account/sign-ins', 'sign-ins'], ['/meetings', 'meetings']] as const) {
    for (const viewport of [PHONE.viewport, TABLET.viewport]) {
      await page.setViewportSize(viewport);
      await page.goto(installation.origin + address);
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
      await picture(page, `${name}-${viewport.width}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    }
  }
  expectNoComplaints(phone, secretary);
});

test('what a reader is told of its ink stands in its place beside the paper, on a phone as well', async () => {
  const member = await arrive(browser, installation, 'luc.thi.que.chi', TABLET);
  const { page } = member;
  await page.goto(session);
  await page.getByRole('link', { name: /^(Tờ trình|Báo cáo)/ }).first().click();
  await expect(page.locator('.rd-page[data-condition=sharp]').first()).toBeVisible({ timeout: 60_000 });
  for (const viewport of [TABLET.viewport, PHONE.viewport]) {
    await page.setViewportSize(viewport);
    // The sentence in its own place and look; that a room is suspended when its log cannot be read is the ink lane's test.
    const box = await page.locator('.rd-states').evaluate((states, text) => {
      states.insertAdjacentHTML('beforeend', `<p class="rd-state" data-tone="bad" id="told"><svg class="ph-icon" data-size="s" viewBox="0 0 24 24"></svg>${text}</p>`);
      const told = document.getElementById('told')?.getBoundingClientRect();
      return told ? { left: told.left, right: told.right, top: told.top, bottom: told.bottom } : null;
    }, readerTexts.vi.inkSuspended);
    await picture(page, `ink-suspended-${viewport.width}`);
    expect(box).not.toBeNull();
    expect([(box?.left ?? -1) >= 0, (box?.right ?? 9_999) <= viewport.width, (box?.bottom ?? 9_999) <= viewport.height]).toEqual([true, true, true]);
    const tools = await page.getByRole('toolbar').first().boundingBox();
    expect(tools !== null && box !== null && (tools.y >= box.bottom || tools.y + tools.height <= box.top || tools.x >= box.right || tools.x + tools.width <= box.left)).toBe(true);
    await page.locator('#told').evaluate((told) => told.remove());
  }
  await member.context.close();
});
