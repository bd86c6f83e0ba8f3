import { expect, test, type Browser } from '@playwright/test';
import { PDFDocument } from 'pdf-lib';
import { startInstallation, type RunningInstallation } from '../support/installation';
import { arrive, comingSession, expectNoComplaints, LAPTOP, launch, TABLET, type Person } from '../support/people';
import { Hand } from './hand';

/** What the secretary prepares and the member is told before the day, counted in taps and seconds. */
test.describe.configure({ mode: 'serial' });

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let member: Person;
let admin: Person;
let session: string;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-20T09:00:00+07:00' });
  [secretary, member, admin] = await Promise.all([
    arrive(browser, installation, 'thu.ky', LAPTOP),
    arrive(browser, installation, 'luc.thi.que.chi', PHONE),
    arrive(browser, installation, 'quan.tri', TABLET),
  ]);
  session = await comingSession(installation, secretary);
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

async function pdf(pages: number): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (let page = 1; page <= pages; page += 1) document.addPage([595, 842]).drawText(`Trang ${page}`, { x: 70, y: 780, size: 14 });
  return Buffer.from(await document.save());
}

test('meetings M31 a new session is made from the last one in five taps', async () => {
  const hand = new Hand(secretary.page, installation);
  await hand.page.goto(installation.origin);
  hand.begin();
  await hand.tap(hand.page.getByRole('link', { name: 'Mọi phiên họp' }).or(hand.page.getByRole('link', { name: 'Phiên họp', exact: true })).first());
  await hand.tap(hand.page.getByRole('list', { name: 'Đã qua' }).getByRole('link').first());
  await hand.tap(hand.page.getByRole('link', { name: 'Tạo phiên mới từ phiên này' }));
  await hand.type(hand.page.getByLabel(/^Ngày họp/), '24/12/2026');
  await hand.page.getByLabel(/^Ngày họp/).blur();
  await expect(hand.page.getByLabel(/^Tên phiên họp/)).toHaveValue(/tháng 12 năm 2026/);
  await hand.tap(hand.page.getByRole('button', { name: 'Tạo bản nháp' }));
  await expect(hand.page).toHaveURL(/\/meetings\/[0-9a-f-]+\/agenda$/);
  await expect(hand.page.locator('.ag-title').first()).toBeVisible();
  expect(await hand.page.locator('.ag-title').count()).toBeGreaterThan(3);
  hand.within('new session from last month’s', { taps: 5, seconds: 25 });
});

test('twelve files find their items within a minute: those whose names tell at once, one by hand', async () => {
  const hand = new Hand(secretary.page, installation);
  await hand.page.goto(`${session}/agenda`);
  const names = [...Array.from({ length: 10 }, (_none, index) => `0${(index % 4) + 1}_Phu luc ${index + 1}.pdf`), 'Dieu chinh ke hoach dau tu.pdf', 'scan0012.pdf'];
  const files = await Promise.all(names.map(async (name, index) => ({ name, mimeType: 'application/pdf', buffer: await pdf(2 + index) })));
  const papersOf = async (): Promise<number[]> =>
    Promise.all([1, 2, 3, 4].map(async (number) => {
      const row = hand.page.locator('.ag-item').filter({ has: hand.page.locator('.ag-number').getByText(String(number), { exact: true }) });
      return Number(/(\d+) tài liệu/.exec(await row.locator('.ag-note').innerText())?.[1] ?? 0);
    }));
  const before = await papersOf();
  hand.begin();
  await hand.choose(hand.page.locator('.ph-drop input[type=file]'), files);
  const panel = hand.page.getByRole('complementary', { name: 'Chương trình phiên họp' });
  const asked = (name: string) => panel.locator('.ag-ask').filter({ hasText: name });
  // A number or words that fit one title alone place a file; a name that tells nothing is asked about.
  await hand.pick(asked('scan0012').getByRole('combobox'), 'Tài liệu chung của phiên họp');
  await hand.tap(asked('scan0012').getByRole('button', { name: 'Đúng' }));
  await expect(panel.getByText('Đã kiểm tra')).toHaveCount(12, { timeout: 60_000 });
  await expect.poll(async () => (await papersOf()).map((count, index) => count - (before[index] ?? 0))).toEqual([3, 3, 3, 2]);
  await expect(panel.locator('.ag-ask')).toHaveCount(0);
  hand.within('twelve files placed', { taps: 3, seconds: 60 });
});

test('a member sees what changed: at home, one tap to the page', async () => {
  const hand = new Hand(member.page, installation);
  await hand.page.goto(installation.origin);
  hand.begin();
  await expect(hand.page.getByText(/thay đổi từ lần xem trước/).first()).toBeInViewport();
  await hand.tap(hand.page.getByRole('link', { name: 'Xem phiên họp' }));
  await expect(hand.page.getByText(/^Đã thay đổi từ lần xem trước/)).toBeInViewport();
  hand.within('what changed', { taps: 1, seconds: 10 });
});

test('the administrator comes to a person: three taps', async () => {
  const hand = new Hand(admin.page, installation);
  await hand.page.goto(installation.origin);
  hand.begin();
  await hand.tap(hand.page.getByRole('link', { name: 'Quản trị' }));
  await hand.tap(hand.page.getByRole('link', { name: /^Người dùng|^Cán bộ|^Người/ }).first());
  await hand.type(hand.page.getByRole('searchbox').first(), 'luc thi que chi');
  await expect(hand.page.getByText('Lục Thị Quế Chi').first()).toBeVisible();
  hand.within('find a person', { taps: 3, seconds: 15 });
  expectNoComplaints(secretary, member, admin);
});
