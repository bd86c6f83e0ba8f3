import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, type Browser } from '@playwright/test';
import { textPaper } from '../support/text-paper';
import { root, startInstallation, type RunningInstallation } from './support/installation';
import { arrive, expectNoComplaints, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { picture } from './support/pictures';

/** An archive of earlier years comes in at the server, and is read and found in the browser. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let member: Person;
let stranger: Person;
let folder: string;

const SESSION = 'Phiên họp Ủy ban nhân dân tỉnh thường kỳ tháng 5 năm 2026 và triển khai nhiệm vụ trọng tâm những tháng giữa năm';

test.beforeAll(async () => {
  test.setTimeout(600_000);
  browser = await launch();
  installation = await startInstallation();
  folder = mkdtempSync(path.join(os.tmpdir(), 'phien-import-'));
  const papers = path.join(folder, 'hồ sơ UBND tỉnh 2026');
  mkdirSync(papers);
  writeFileSync(path.join(papers, 'nq.pdf'), await textPaper(['NGHỊ QUYẾT\nvề tuyến đường hành lang ven biển phía đông', 'Điều 2. Tổ chức thực hiện']));
  writeFileSync(path.join(papers, 'bb.pdf'), await textPaper(['BIÊN BẢN\nphiên họp thường kỳ']));
  writeFileSync(path.join(papers, 'danh-sach.csv'), [
    'Tệp;Ngày họp;Phiên họp;Cơ quan;Tên tài liệu;Số ký hiệu;Chủ trì;Nơi họp',
    `nq.pdf;12/05/2026;${SESSION};Ủy ban nhân dân tỉnh Thanh Giang;Nghị quyết về chủ trương đầu tư tuyến đường hành lang ven biển phía đông giai đoạn 2026–2030 và cơ chế bố trí vốn;12/NQ-UBND;Ông Đỗ Khắc Trường Vân, Chủ tịch;`,
    `bb.pdf;12/05/2026;${SESSION};Ủy ban nhân dân tỉnh Thanh Giang;Biên bản phiên họp;;;Hội trường tầng 3, Trụ sở Ủy ban nhân dân tỉnh`,
  ].join('\n'));
  await installation.kill();
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'build', 'server', 'cli.js'), 'import', papers], { encoding: 'utf8', env: { ...process.env, PHIEN_DATA: installation.dataDir } });
  expect({ status, stderr }, stdout).toEqual({ status: 0, stderr: '' });
  await installation.restart();
  member = await arrive(browser, installation, 'luc.thi.que.chi', TABLET);
  stranger = await arrive(browser, installation, 'kieu.anh.dung', TABLET);
});

test.afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await browser?.close();
  await installation?.stop();
});

test('imports IM6 a member finds it in the list, is told where it came from, reads it and changes nothing', async () => {
  const { page } = member;
  await page.goto(`${installation.origin}/meetings`);
  const row = page.getByRole('link', { name: SESSION });
  await expect(row).toContainText('Hồ sơ cũ');
  await row.scrollIntoViewIfNeeded();
  await picture(page, 'imported-list');
  await row.tap();
  await expect(page.getByText('Phiên của những năm trước, nhập từ hồ sơ cũ')).toBeVisible();
  await expect(page.getByText('Chủ trì: Ông Đỗ Khắc Trường Vân, Chủ tịch.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Biên bản', exact: true })).toHaveCount(0);
  await picture(page, 'imported-session');
  await page.setViewportSize(TABLET_PORTRAIT.viewport);
  await picture(page, 'imported-session-portrait');
  await page.setViewportSize(TABLET.viewport);
  const address = page.url();
  for (const way of ['minutes', 'paper', 'assignments']) {
    const answer = await page.request.get(`${address}/${way}`);
    expect([way, answer.status() < 500]).toEqual([way, true]);
  }
  await page.goto(address);
  await page.getByRole('link', { name: /Nghị quyết về chủ trương/u }).first().tap();
  await expect(page).toHaveURL(/\/read\//u);
  await expect(page.locator('.textLayer').first()).toContainText('hành lang ven biển', { timeout: 60_000 });
  await picture(page, 'imported-reader');
  expectNoComplaints(member);
});

test('imports IM7 it is found by its words, and an officer of another agency has neither page nor hit', async () => {
  test.setTimeout(300_000);
  const { page } = member;
  const place = page.locator('.sr-result').filter({ hasText: 'Nhập từ hồ sơ cũ' }).first();
  await expect(async () => {
    await page.goto(`${installation.origin}/search?text=${encodeURIComponent('"hanh lang ven bien phia dong"')}`);
    await expect(place).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 200_000 });
  await picture(page, 'imported-found');
  const address = await place.getByRole('link').first().getAttribute('href');
  const meeting = /\/meetings\/[0-9a-f-]+/u.exec(address ?? '')?.[0] ?? '';
  await page.goto(`${installation.origin}${meeting}`);
  await expect(page.getByText('Hồ sơ cũ', { exact: true })).toBeVisible();
  const other = stranger.page;
  await other.goto(page.url());
  await expect(other.getByText('Phiên của những năm trước')).toHaveCount(0);
  expect((await other.request.get(page.url())).status()).toBe(404);
  await other.goto(`${installation.origin}/search?text=${encodeURIComponent('"hanh lang ven bien phia dong"')}`);
  await expect(other.getByText('Không tìm thấy', { exact: false }).last()).toBeVisible();
  expectNoComplaints(member);
});
