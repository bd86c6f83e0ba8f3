import { expect, test, type Browser } from '@playwright/test';
import { startInstallation, type RunningInstallation } from '../support/installation';
import { arrive, comingSession, expectNoComplaints, LAPTOP, launch, newPerson, TABLET, TABLET_PORTRAIT, type Person } from '../support/people';
import { paperShown } from '../support/reader';
import { Hand } from './hand';

/** What member, chair, presenter and secretary do most in the room, counted in taps and seconds. */
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let installation: RunningInstallation;
let secretary: Person;
let chair: Person;
let member: Person;
let presenter: Person;
let session: string;
let hands: Record<'secretary' | 'chair' | 'member' | 'presenter', Hand>;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-26T07:50:00+07:00' });
  [secretary, chair, presenter, member] = await Promise.all([
    arrive(browser, installation, 'thu.ky', LAPTOP),
    arrive(browser, installation, 'chu.tich', TABLET),
    arrive(browser, installation, 'cu.minh.thac', TABLET),
    newPerson(browser, 'luc.thi.que.chi', TABLET_PORTRAIT),
  ]);
  session = await comingSession(installation, secretary);
  hands = {
    secretary: new Hand(secretary.page, installation),
    chair: new Hand(chair.page, installation),
    member: new Hand(member.page, installation),
    presenter: new Hand(presenter.page, installation),
  };
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

test('a member signs in and checks in: one tap on the home screen', async () => {
  const hand = hands.member;
  await hand.atTheDoor('luc.thi.que.chi');
  await hand.enter();
  hand.begin();
  await hand.tap(hand.page.getByRole('button', { name: 'Điểm danh: có mặt tại phòng' }));
  await expect(hand.page.getByRole('button', { name: 'Điểm danh: có mặt tại phòng' })).toHaveCount(0);
  await chair.page.goto(`${session}/sitting/console`);
  await expect(chair.page.getByText(/Có mặt 1\/21/).first()).toBeVisible();
  hand.within('check in', { taps: 1, seconds: 10 });
});

test('the secretary marks the hall: three taps from the console', async () => {
  const hand = hands.secretary;
  await hand.page.goto(`${session}/sitting/console`);
  hand.begin();
  await hand.tap(hand.page.getByRole('link', { name: 'Điểm danh' }));
  await hand.tap(hand.page.getByText('Chọn cả danh sách đang xem'));
  await hand.tap(hand.page.getByRole('button', { name: 'Ghi có mặt trực tiếp' }));
  await expect(hand.page.getByText(/Có mặt 21\/21/).first()).toBeVisible();
  hand.within('hall present', { taps: 3, seconds: 15 });
});

test('the chair goes on to the next item: one tap', async () => {
  const hand = hands.chair;
  const press = async (label: RegExp, asks = false): Promise<void> => {
    await expect(hand.page.getByRole('button', { name: label }).first()).not.toHaveAttribute('data-busy');
    await hand.tap(hand.page.getByRole('button', { name: label }).first());
    if (!asks) return;
    await hand.tap(hand.page.getByRole('alertdialog').getByRole('button', { name: label }));
    await expect(hand.page.getByRole('alertdialog')).toHaveCount(0);
  };
  await press(/Khai mạc/, true);
  await press(/^Bắt đầu: Ổn định/);
  await expect(hand.page.getByRole('button', { name: /^Sang nội dung 1$/ })).not.toHaveAttribute('data-busy');
  hand.begin();
  await press(/^Sang nội dung 1$/);
  await expect(hand.page.getByText('Nội dung 1', { exact: true }).first()).toBeVisible();
  hand.within('next item', { taps: 1, seconds: 10 });
  for (const number of [2, 3, 4]) await press(new RegExp(number === 4 ? '^Sang: Giải lao' : `^Sang nội dung ${number}$`));
  await press(/^Sang nội dung 4$/);
  await expect(hand.page.getByText('Nội dung 4', { exact: true }).first()).toBeVisible();
});

test('a member comes to the page under discussion: two taps from the door, one back from elsewhere', async () => {
  await secretary.page.goto(session);
  await secretary.page.getByRole('link', { name: /trang/ }).first().click();
  await paperShown(secretary.page);
  await secretary.page.getByRole('button', { name: /Trình bày tài liệu này/ }).click();
  await expect(secretary.page.getByText(/Đang trình bày/).first()).toBeVisible();

  const hand = hands.member;
  // Away first: the sitting at home asks for the page that is presented, and nobody takes the cookies from under it.
  await member.page.goto('about:blank');
  await member.context.clearCookies();
  await hand.atTheDoor('luc.thi.que.chi');
  await hand.enter();
  await hand.tap(hand.page.getByRole('link', { name: 'Vào trang đang trình bày' }));
  await paperShown(hand.page);
  await expect(hand.page.getByText(/Đang theo .*, trang 1/)).toBeVisible();
  hand.within('page under discussion', { taps: 2, seconds: 20 });

  await hand.page.getByRole('button', { name: 'Trang sau' }).click();
  await expect(hand.page.getByRole('button', { name: 'Quay lại trang đang trình bày' })).toBeVisible();
  hand.begin();
  await hand.tap(hand.page.getByRole('button', { name: 'Quay lại trang đang trình bày' }));
  await expect(hand.page.getByText(/Đang theo .*, trang 1/)).toBeVisible();
  hand.within('return to the presenter', { taps: 1, seconds: 5 });
});

test('a vote is before the eyes without a tap: in the reader, on the session page, at home', async () => {
  await presenter.page.goto(session);
  await chair.page.getByRole('button', { name: /Mở biểu quyết 1/ }).click();
  hands.member.begin();
  hands.presenter.begin();
  await chair.page.getByRole('alertdialog').getByRole('button', { name: 'Mở biểu quyết' }).click();
  for (const { page } of [member, presenter]) await expect(page.getByText(/^Đang biểu quyết/).first()).toBeInViewport();
  hands.member.within('see the vote in the reader', { taps: 0, seconds: 5 });
  hands.presenter.within('see the vote on the session page', { taps: 0, seconds: 5 });
  await presenter.page.goto(installation.origin);
  await expect(presenter.page.getByText(/^Đang biểu quyết/).first()).toBeInViewport();
});

test('six who left together are noted in three taps', async () => {
  const hand = hands.secretary;
  await hand.page.goto(`${session}/sitting/console`);
  hand.begin();
  await hand.tap(hand.page.getByRole('link', { name: 'Điểm danh' }));
  await hand.sweep(hand.page.getByRole('checkbox').nth(2), hand.page.getByRole('checkbox').nth(7));
  await expect(hand.page.getByRole('checkbox', { checked: true })).toHaveCount(6);
  await hand.tap(hand.page.getByRole('button', { name: 'Ghi đã rời' }));
  await expect(hand.page.getByText(/^Đã rời lúc/)).toHaveCount(6);
  hand.within('six left', { taps: 3, seconds: 15 });
  // The bar they were marked from is gone; the keyboard is not.
  await expect(hand.page.getByRole('list', { name: 'Điểm danh' })).toBeFocused();
  expectNoComplaints(secretary, chair, member, presenter);
});
