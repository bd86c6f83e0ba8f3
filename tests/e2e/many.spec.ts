import { expect, test, type Browser } from '@playwright/test';
import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expectAccessible } from './support/accessible';
import { PASSWORD, startInstallation, type RunningInstallation } from './support/installation';
import { arrive, expectNoComplaints, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { picture } from './support/pictures';

/** A secretary who has a dozen documents to sign, on a tablet; the chair signs them afterwards. */
test.describe.configure({ mode: 'serial' });

const COUNT = 12;
const TITLES = ['Phiên họp thường kỳ tháng 10 năm 2026 của Ủy ban nhân dân tỉnh về tình hình kinh tế – xã hội, thu chi ngân sách và giải ngân vốn đầu tư công', 'Phiên họp chuyên đề về quy hoạch sử dụng đất giai đoạn 2026–2030'];

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let chair: Person;

type Row = Record<string, unknown>;

/** More minutes like those of the sample, each a document of its own whose first signature is due. */
function addDocuments(dataDir: string): void {
  const database = new Database(path.join(dataDir, 'phien.sqlite'));
  const put = (table: string, row: Row): void => void database.prepare(`INSERT INTO "${table}" (${Object.keys(row).map((name) => `"${name}"`).join(', ')}) VALUES (${Object.keys(row).map(() => '?').join(', ')})`).run(...Object.values(row));
  try {
    const official = database.prepare('SELECT * FROM OfficialDocument LIMIT 1').get() as Row;
    const file = database.prepare('SELECT * FROM OfficialFile WHERE officialId = ? AND revision = 0').get(official['id']) as Row;
    const steps = database.prepare('SELECT * FROM SignatureStep WHERE officialId = ? ORDER BY "order"').all(official['id']) as Row[];
    const blobs = path.join(dataDir, 'blobs');
    const from = readdirSync(blobs, { recursive: true, encoding: 'utf8' }).find((name) => path.basename(name) === file['blobKey']);
    if (!from) throw new Error('the file of the sample is not stored as expected');
    for (let number = 1; number <= COUNT; number += 1) {
      const [id, blobKey] = [randomUUID(), `${String(file['blobKey']).slice(0, -4)}${String(9_000 + number)}`];
      const to = path.join(blobs, blobKey.slice(-2), blobKey);
      mkdirSync(path.dirname(to), { recursive: true });
      copyFileSync(path.join(blobs, from), to);
      put('OfficialDocument', { ...official, id, aboutId: randomUUID(), number: 40 + number, title: TITLES[number % 2] ?? '', verifyCode: `${String(official['verifyCode']).slice(0, -2)}${String(10 + number)}`, state: 'approved' });
      put('OfficialFile', { ...file, id: randomUUID(), officialId: id, blobKey });
      for (const step of steps) put('SignatureStep', { ...step, id: randomUUID(), officialId: id, state: step['order'] === 1 ? 'due' : 'waiting', signedAt: null, certificate: null, reason: null });
    }
  } finally {
    database.close();
  }
}

test.beforeAll(async () => {
  test.setTimeout(240_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-26T07:50:00+07:00' });
  addDocuments(installation.dataDir);
  secretary = await arrive(browser, installation, 'thu.ky', TABLET);
  chair = await arrive(browser, installation, 'chu.tich', TABLET_PORTRAIT);
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

test('records G43 home leads to the list; documents are paged through, agreed to, and a reload keeps what was read', async () => {
  const { page } = secretary;
  await page.goto(installation.origin);
  await picture(page, 'many-home');
  await page.getByRole('link', { name: 'Đọc và ký' }).click();
  await expect(page.getByRole('heading', { name: 'Văn bản chờ ký' })).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(COUNT);
  await picture(page, 'many-list');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Đọc Biên bản số 41', exact: false }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('img', { name: 'Trang 1' })).toBeVisible();
  await expect(dialog).toContainText(`Văn bản 1 trên ${COUNT}`);
  await picture(page, 'many-read');
  await dialog.getByRole('button', { name: 'Đồng ý ký, sang văn bản sau' }).click();
  await expect(dialog).toContainText(`Văn bản 2 trên ${COUNT}`);
  await dialog.getByRole('button', { name: 'Chưa ký, sang văn bản sau' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText(`Đã chọn 1 trên ${COUNT} văn bản`)).toBeVisible();
  await page.reload();
  await expect(page.getByText(`Đã chọn 1 trên ${COUNT} văn bản`)).toBeVisible();
});

test('records G43 G47 G48 a wrong PIN signs nothing; with the right one all are signed, and the results stay', async () => {
  const { page } = secretary;
  await page.getByRole('button', { name: `Chọn tất cả ${COUNT} văn bản` }).click();
  await page.getByRole('button', { name: `Ký ${COUNT} văn bản` }).click();
  const dialog = page.getByRole('alertdialog');
  await picture(page, 'many-asked');
  await dialog.getByLabel('Mã PIN của khóa ký').fill('khong-phai-ma');
  await dialog.getByRole('button', { name: `Ký ${COUNT} văn bản` }).click();
  await expect(dialog).toContainText('Mã PIN chưa đúng. Còn 4 lần thử.');
  await dialog.getByLabel('Mã PIN của khóa ký').fill(PASSWORD);
  await dialog.getByRole('button', { name: `Ký ${COUNT} văn bản` }).click();
  await expect(page.getByRole('progressbar', { name: 'Đang ký' })).toBeVisible();
  await picture(page, 'many-under-way');
  await page.reload();
  await expect(page.getByText(`Đã ký ${COUNT}, không ký 0, chưa tới lượt 0`, { exact: false })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Không có văn bản nào chờ bạn ký.')).toBeVisible();
  await picture(page, 'many-results');
  await expectAccessible(page);
});

test('records G44 a document somebody changed after it was read is not signed, with its reason; the others are', async () => {
  const { page } = chair;
  await page.goto(`${installation.origin}/to-sign`);
  await expect(page.getByRole('checkbox')).toHaveCount(COUNT);
  await picture(page, 'many-portrait');
  await page.getByRole('button', { name: `Chọn tất cả ${COUNT} văn bản` }).click();
  // Taken back by hand, as the secretary would have it taken back.
  const database = new Database(path.join(installation.dataDir, 'phien.sqlite'));
  database.prepare(`UPDATE SignatureStep SET state = 'refused', reason = 'Sai số liệu' WHERE state = 'due' AND officialId = (SELECT id FROM OfficialDocument WHERE number = 45)`).run();
  database.close();
  await page.getByRole('button', { name: `Ký ${COUNT} văn bản` }).click();
  await page.getByRole('alertdialog').getByLabel('Mã PIN của khóa ký').fill(PASSWORD);
  await page.getByRole('alertdialog').getByRole('button', { name: `Ký ${COUNT} văn bản` }).click();
  await expect(page.getByText(`Đã ký ${COUNT - 1}, không ký 1, chưa tới lượt 0`, { exact: false })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Bước này đã bị từ chối ký.')).toBeVisible();
  await picture(page, 'many-refused');
  expectNoComplaints(secretary, chair);
});
