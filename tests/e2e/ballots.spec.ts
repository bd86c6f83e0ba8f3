import { expect, test, type Browser, type Page } from '@playwright/test';
import { startInstallation, type RunningInstallation } from './support/installation';
import { arrive, comingSession, confirm, expectNoComplaints, LAPTOP, launch, newPerson, signIn, TABLET, TABLET_PORTRAIT, type PeopleOptions, type Person } from './support/people';
import { expectAccessible } from './support/accessible';
import { picture } from './support/pictures';
import { moveOn, openSitting } from './support/sitting';

/** A vote on tablets: opened, given in two taps, kept while the network is away, closed, and read by everybody. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let chair: Person;
let member: Person;
let other: Person;
let session: string;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-26T07:50:00+07:00' });
  secretary = await arrive(browser, installation, 'thu.ky', LAPTOP);
  chair = await arrive(browser, installation, 'chu.tich', TABLET);
  member = await arriveWithClock('luc.thi.que.chi', TABLET, 5);
  other = await arriveWithClock('thach.ngoc.bien', TABLET_PORTRAIT, -5);
  session = await comingSession(installation, secretary);
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

/** Somebody whose tablet goes by another hour than the installation. */
async function arriveWithClock(login: string, options: PeopleOptions, hours: number): Promise<Person> {
  const person = await newPerson(browser, login, options);
  const ahead = new Date('2026-11-26T07:50:00+07:00').getTime() + hours * 3_600_000 - Date.now();
  await person.context.addInitScript((ms) => {
    const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...given: unknown[]) {
        if (given.length === 0) super(Real.now() + ms);
        else super(...(given as [number]));
      }

      static override now(): number {
        return Real.now() + ms;
      }
    } as DateConstructor;
  }, ahead);
  await signIn(installation, person, login);
  return person;
}

const ballotOf = (page: Page) => page.getByRole('group', { name: /^Phiếu của/ });

test('voting V34 a vote on tablets opens before everybody without moving the focus, and is given in two taps', async () => {
  await openSitting(session, secretary, chair);
  await moveOn(chair.page, /^Sang nội dung 1$/);
  for (const { page } of [member, other]) await page.goto(`${session}/sitting?view=member`);
  const focused = member.page.getByRole('link', { name: /trang/ }).first();
  await focused.focus();
  await chair.page.getByRole('button', { name: /Mở biểu quyết 1/ }).click();
  await chair.page.getByRole('alertdialog').getByRole('radio', { name: 'Biểu quyết trên máy' }).check();
  await chair.page.getByRole('alertdialog').getByLabel('Thời gian').selectOption({ label: '5 phút' });
  await picture(chair.page, 'vote-open-how');
  await confirm(chair.page, 'Mở biểu quyết');
  await expect(member.page.getByRole('alert').filter({ hasText: /^Mở biểu quyết: / })).toBeAttached();
  await expect(ballotOf(member.page)).toBeVisible();
  await expect(focused).toBeFocused();
  await expect(ballotOf(other.page)).toBeVisible();
  // The time left is the server's, whatever a tablet takes for now.
  for (const { page } of [member, other, chair]) await expect(page.getByRole('timer').filter({ hasText: /0[2-5]:\d\d/ }).first()).toBeVisible();
  await expectAccessible(member.page);
  await picture(member.page, 'ballot-landscape');
  await picture(other.page, 'ballot-portrait');

  await ballotOf(member.page).getByRole('button', { name: 'Tán thành', exact: true }).tap();
  await picture(member.page, 'ballot-chosen');
  await member.page.getByRole('button', { name: 'Gửi phiếu: Tán thành' }).tap();
  await expect(member.page.getByText('Đã ghi nhận: Tán thành')).toBeVisible();
  await picture(member.page, 'ballot-counted');
  await expect(chair.page.getByText('Đã gửi 1 trên').first()).toBeVisible();
});

test('voting V34 a ballot waits while the network is away and is recorded once it is back; what others do leaves it alone', async () => {
  const { page, context } = other;
  await context.setOffline(true);
  await ballotOf(page).getByRole('button', { name: 'Không tán thành' }).tap();
  await page.getByRole('button', { name: 'Gửi phiếu: Không tán thành' }).tap();
  await expect(page.getByText('Chưa có mạng. Phiếu chưa được gửi; giữ nguyên màn hình này.')).toBeVisible();
  await picture(page, 'ballot-waiting');
  await expect(page.getByText(/^Đã ghi nhận/)).toHaveCount(0);
  await context.setOffline(false);
  await expect(page.getByText('Đã ghi nhận: Không tán thành')).toBeVisible();
  // A second thought of the first, chosen and not sent, outlives the vote of somebody else.
  await ballotOf(member.page).getByRole('button', { name: 'Không biểu quyết' }).tap();
  await ballotOf(chair.page).getByRole('button', { name: 'Tán thành', exact: true }).tap();
  await chair.page.getByRole('button', { name: 'Gửi phiếu: Tán thành' }).tap();
  await expect(chair.page.getByText('Đã ghi nhận: Tán thành')).toBeVisible();
  await expect(member.page.getByText('Đã gửi 3 trên').first()).toBeVisible();
  await expect(ballotOf(member.page).getByRole('button', { name: 'Không biểu quyết' })).toHaveAttribute('aria-pressed', 'true');
  await expect(member.page.getByRole('button', { name: 'Gửi phiếu mới: Không biểu quyết' })).toBeVisible();
});

test('voting V14 V34 the desk sees who is out, never how; by keyboard alone a ballot is given; closing tells everybody in sentences', async () => {
  await secretary.page.goto(`${session}/sitting/console`);
  await secretary.page.getByText(/người chưa gửi phiếu/).click();
  await expect(secretary.page.locator('.vt-out').getByText('Lục Thị Quế Chi')).toHaveCount(0);
  await expect(secretary.page.locator('.vt-out').getByText('Cù Minh Thạc')).toBeVisible();
  await picture(secretary.page, 'vote-desk');
  await expectAccessible(secretary.page);
  await ballotOf(member.page).getByRole('button', { name: 'Tán thành', exact: true }).focus();
  await member.page.keyboard.press('2');
  await member.page.keyboard.press('3');
  await member.page.getByRole('button', { name: 'Gửi phiếu mới: Không biểu quyết' }).focus();
  await member.page.keyboard.press('Enter');
  await expect(member.page.getByText('Đã ghi nhận: Không biểu quyết')).toBeVisible();
  await chair.page.getByRole('button', { name: 'Đóng biểu quyết và công bố' }).click();
  await confirm(chair.page, 'Đóng biểu quyết và công bố');
  for (const { page } of [member, other]) {
    await expect(page.getByText('Không thông qua', { exact: true }).first()).toBeVisible();
    await expect(page.getByRole('alert').filter({ hasText: /^Kết quả biểu quyết\. Không thông qua: .* Cần 11 trên 21, được 1/ })).toBeAttached();
  }
  await picture(member.page, 'ballot-result');
  expectNoComplaints(secretary, chair, member, other);
});
