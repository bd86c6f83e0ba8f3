import { expect, type Page } from '@playwright/test';
import { confirm, type Person } from './people';

/** One step of the console; those that cannot be taken back are asked once more. */
export async function moveOn(page: Page, label: RegExp, asks = true): Promise<void> {
  await page.getByRole('button', { name: label }).first().click();
  if (asks) await confirm(page, label);
}

/** Everybody is marked as present in the hall, and the chair opens the session and its opening part. The chair is at the console then. */
export async function openSitting(session: string, secretary: Person, chair: Person): Promise<void> {
  await secretary.page.goto(`${session}/sitting/attendance`);
  await secretary.page.getByText('Chọn cả danh sách đang xem').click();
  await secretary.page.getByRole('button', { name: 'Ghi có mặt trực tiếp' }).click();
  await expect(secretary.page.getByText(/Có mặt 21\/21/).first()).toBeVisible();
  await chair.page.goto(`${session}/sitting/console`);
  await chair.page.getByRole('button', { name: 'Khai mạc phiên họp' }).click();
  await confirm(chair.page, /Khai mạc/);
  await moveOn(chair.page, /^Bắt đầu: Ổn định/, false);
}
