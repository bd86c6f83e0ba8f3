import { expect, test, type Browser } from '@playwright/test';
import { openMailPeer, type MailPeer } from '../support/mail-peer';
import { readLetter } from '../integration/mail/post';
import { startInstallation, type RunningInstallation } from './support/installation';
import { alive, arrive, comingSession, expectNoComplaints, launch, TABLET, TABLET_PORTRAIT, type Person } from './support/people';
import { picture } from './support/pictures';

/** A secretary sends and prints invitations; a guest comes in by the code, and nowhere else. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let peer: MailPeer;
let secretary: Person;
let session = '';
let passUrl = '';

test.beforeAll(async () => {
  test.setTimeout(240_000);
  browser = await launch();
  peer = await openMailPeer();
  installation = await startInstallation({ clock: '2026-11-26T07:20:00+07:00', env: { PHIEN_SMTP: `smtp://127.0.0.1:${peer.place.port}`, PHIEN_MAIL_FROM: 'hop@thanhgiang.example' } });
  secretary = await arrive(browser, installation, 'thu.ky', TABLET);
  session = await comingSession(installation, secretary);
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
  await peer?.close();
});

test('the secretary sets the own address, changes the place, and is told by letter; the log says so', async () => {
  const { page } = secretary;
  await page.goto(`${installation.origin}/account/email`);
  await alive(page);
  await page.getByLabel('Địa chỉ thư').fill('khong phai dia chi');
  await page.getByRole('button', { name: 'Lưu địa chỉ' }).click();
  await expect(page.getByText(/Thư điện tử”/u).first()).toBeVisible();
  // The browser tells of the refusal too, and of nothing else.
  expect(secretary.complaints.splice(0)).toEqual([expect.stringContaining('/account/email.data')]);
  await page.getByLabel('Địa chỉ thư').fill('thu.ky@thanhgiang.example');
  await page.getByRole('button', { name: 'Lưu địa chỉ' }).click();
  await expect(page.getByText('Đã lưu địa chỉ thư.').first()).toBeVisible();
  await page.goto(`${session}/attendees`);
  await alive(page);
  await page.getByRole('button', { name: 'Lưu chủ tọa, thư ký' }).click();
  await page.goto(`${session}/letters`);
  await alive(page);
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('Đã gửi', { exact: true }).first()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await expect(page.getByText(/Chưa có địa chỉ thư:/u).first()).toBeVisible();
  await picture(page, 'letters-landscape');
  const letter = readLetter(peer.taken.find(({ to }) => to[0] === 'thu.ky@thanhgiang.example') ?? { to: [], from: '', raw: '' });
  expect(letter.subject).toMatch(/^Giấy mời: Phiên họp thường kỳ, Ủy ban nhân dân/u);
  expect(letter.method).toBe('REQUEST');
  expectNoComplaints(secretary);
});

test('a guest’s invitation is printed with its code', async () => {
  const { page } = secretary;
  await page.getByRole('button', { name: 'In giấy mời cho khách' }).click();
  await expect(page.getByRole('heading', { name: /Giấy mời của khách/u })).toBeVisible();
  passUrl = (await page.locator('.pass-address').first().textContent()) ?? '';
  expect(passUrl).toMatch(/\/pass\/[\w-]{22}$/u);
  await picture(page, 'pass-sheet');
  await page.emulateMedia({ media: 'print' });
  await picture(page, 'pass-sheet-print');
  await page.emulateMedia({ media: 'screen' });
  expectNoComplaints(secretary);
});

test('the guest opens it, taps once, is present, and finds one page and no other', async () => {
  const context = await browser.newContext({ ...TABLET_PORTRAIT, locale: 'vi-VN' });
  const page = await context.newPage();
  await page.goto(passUrl);
  await expect(page.getByRole('button', { name: 'Có mặt' })).toBeVisible();
  await picture(page, 'pass-portrait');
  await page.getByRole('button', { name: 'Có mặt' }).click();
  await expect(page.getByText(/Đã điểm danh lúc/u).first()).toBeVisible();
  await picture(page, 'guest-portrait');
  for (const path of ['/', '/meetings', '/search', '/account', session.replace(installation.origin, '')]) {
    await page.goto(`${installation.origin}${path}`);
    await expect(page).toHaveURL(`${installation.origin}/guest`);
  }
  await page.goto(`${installation.origin}/pass/khong-phai-ma-nao-ca`);
  await expect(page.getByText('Mã này không đúng.', { exact: false }).first()).toBeVisible();
  await context.close();
});
