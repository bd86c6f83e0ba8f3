import { expect, type Page } from '@playwright/test';
import { confirm, type Person } from './people';

/** One step of the console: by one tap, asked once more only where it cuts something off (sitting L39). */
export async function moveOn(page: Page, label: RegExp): Promise<void> {
  const button = page.getByRole('button', { name: label }).first();
  // What was asked before is still going away: it is not what is asked now.
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  // Just after a move a tap is taken for the second one of the same hand.
  await expect(button).not.toHaveAttribute('data-busy');
  await button.click();
  const question = page.getByRole('alertdialog');
  await expect(async () => {
    if ((await question.count()) === 0) expect(await button.count()).toBe(0);
  }).toPass();
  if ((await question.count()) > 0) await confirm(page, label);
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
  await moveOn(chair.page, /^Bắt đầu: Ổn định/);
}
