import { expect, test } from '@playwright/test';
import { PASSWORD, startInstallation, type RunningInstallation } from '../support/installation';
import { strangeDeclarations } from './declarations';
import type { Driver } from './driver';
import { Seat } from './seat';

/** An engine for a test file; `open` gives a window of its own to one person. */
export interface Engine {
  open(): Promise<Driver>;
  close(): void;
}

/** The smoke journey: what everybody does in a session, from signing in to verifying the signed minutes. */
export function journey(name: string, isInstalled: boolean, start: () => Promise<Engine>): void {
  test.describe.configure({ mode: 'serial' });
  test.skip(!isInstalled, `${name} is not installed`);
  let installation: RunningInstallation;
  let engine: Engine;
  let secretary: Seat;
  let chair: Seat;
  let member: Seat;
  let session: string;
  const seats = (): Seat[] => [secretary, chair, member];

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    [installation, engine] = await Promise.all([startInstallation({ clock: '2026-11-26T07:50:00+07:00' }), start()]);
    // One after the other: two drivers of WebKit that start in the same second take the same port to their browser.
    secretary = new Seat('thu.ky', await engine.open(), installation);
    chair = new Seat('chu.tich', await engine.open(), installation);
    member = new Seat('luc.thi.que.chi', await engine.open(), installation);
  });

  test.afterEach(async ({}, { status, expectedStatus, title }) => {
    if (status !== expectedStatus) for (const seat of seats()) await seat.picture(`${name}, ${title}`);
  });

  test.afterAll(async () => {
    await Promise.all(seats().map((seat) => seat?.driver.close()));
    engine?.close();
    await installation?.stop();
  });

  test(`${name}: every declaration of the built styles is understood`, async () => {
    expect(await strangeDeclarations(member)).toEqual([]);
  });

  test(`${name}: all sign in and see the agenda; the hall is marked and the chair opens`, async () => {
    await Promise.all(seats().map((seat) => seat.arrive()));
    await member.press('link', 'Mở phiên họp|Vào phiên họp');
    await member.sees('Chương trình phiên họp');
    session = await member.run(() => location.pathname);
    await member.press('button', 'Điểm danh: có mặt tại phòng');
    await member.sees('Đã điểm danh lúc');
    await secretary.go(`${session}/sitting/attendance`);
    await secretary.press('button', 'Chọn cả danh sách đang xem');
    await secretary.press('button', 'Ghi có mặt trực tiếp');
    await chair.go(`${session}/sitting/console`);
    await chair.press('button', 'Khai mạc phiên họp');
    await chair.confirm('Khai mạc');
    await chair.sees('Khai mạc lúc');
  });

  test(`${name}: a paper has its text, is searched, and a stroke is seen by others while it grows and when it is done`, async () => {
    await Promise.all([chair, member].map(async (seat) => {
      await seat.go(session);
      await seat.press('link', '^(Tờ trình|Báo cáo)');
      await seat.until(() => document.querySelectorAll('.textLayer span').length > 20);
      expect(await seat.run(() => [document.documentElement.scrollHeight - innerHeight, document.documentElement.scrollWidth - innerWidth])).toEqual([0, 0]);
    }));
    await member.press('button', '^Tìm trong tài liệu');
    await member.type('Tìm trong tài liệu', 'uy ban');
    await member.sees('\\b1 trên \\d+');
    await member.press('button', 'Đóng tìm kiếm');

    await chair.press('button', 'Ai thấy nét vẽ');
    await chair.press('button', '^Mọi người');
    await chair.press('button', '^Bút$');
    await chair.draw([[560, 300], [600, 340], [640, 300]], { lift: false });
    await member.until(liveInk);
    expect(await member.run(marks)).toEqual([]);
    await chair.draw([[660, 320]], { down: false });
    await member.until((count) => document.querySelectorAll('[data-mark]').length === count, 1);
  });

  test(`${name}: who leaves while writing and comes back has every stroke, and goes on writing for all to see`, async () => {
    await member.press('button', '^Bút$');
    for (const [round, lift] of [true, false, true].entries()) {
      const y = 380 + round * 40;
      await member.draw([[560, y], [600, y + 20], [640, y]], { lift });
      await member.leaveAndComeBack('/verify');
      await member.press('button', '^Bút$');
    }
    await member.until((count) => document.querySelectorAll('[data-mark][data-state=stored]').length === count, 4);
    await member.press('button', 'Ai thấy nét vẽ');
    await member.press('button', '^Mọi người');
    await member.draw([[560, 560], [600, 580], [640, 560]]);
    await chair.until((count) => document.querySelectorAll('[data-mark]').length === count, 2);
  });

  test(`${name}: a vote is put, counted and announced`, async () => {
    await chair.go(`${session}/sitting/console`);
    await chair.press('button', '^Bắt đầu: Ổn định');
    for (const next of ['nội dung 1', 'nội dung 2', 'nội dung 3', 'Giải lao', 'nội dung 4', 'nội dung 5']) {
      const label = `^Sang:? ${next}`;
      // A tap just after a move is none; one that cuts something off is asked once more (sitting L39).
      await chair.until((words) => [...document.querySelectorAll('button')].some(({ textContent, dataset }) => new RegExp(words).test(textContent ?? '') && !dataset.busy), label);
      await chair.press('button', label);
      await chair.until((words) => document.querySelector('[role=alertdialog]') !== null || ![...document.querySelectorAll('button')].some(({ textContent }) => new RegExp(words).test(textContent ?? '')), label);
      if (await chair.run(() => document.querySelector('[role=alertdialog]') !== null)) await chair.confirm(label);
    }
    await secretary.go(`${session}/sitting/console`);
    await secretary.press('button', 'Mở biểu quyết 1');
    await secretary.confirm('Mở biểu quyết');
    await secretary.type('^Tán thành', '10');
    await secretary.type('^Không tán thành', '8');
    await secretary.type('^Không biểu quyết', '1');
    await secretary.press('button', 'Công bố kết quả');
    await secretary.confirm('Công bố kết quả');
    await chair.sees('Không thông qua');
    await secretary.press('button', '^Đóng$');
  });

  test(`${name}: a ballot sealed by this engine is opened by the server, and its tracker is in the list`, async () => {
    await secretary.press('button', 'Thêm câu hỏi');
    await secretary.type('^Nội dung biểu quyết', 'Bỏ phiếu kín?');
    await secretary.press('button', '^Bỏ phiếu kín$');
    await secretary.press('button', 'Lưu câu hỏi');
    await secretary.press('button', '^Mở biểu quyết 3$');
    await secretary.confirm('Mở biểu quyết');
    await member.go(`${session}/sitting?view=member`);
    const trackers: string[] = [];
    for (const [seat, choice] of [[member, 'Không tán thành'], [chair, 'Tán thành']] as const) {
      await seat.press('button', `^${choice}$`);
      await seat.press('button', `^Gửi phiếu: ${choice}$`);
      await seat.sees('Đã ghi nhận phiếu kín');
      trackers.push((await seat.until(() => document.querySelector('[data-tracker]')?.getAttribute('data-tracker'))) ?? '');
    }
    await secretary.press('button', '^Đóng hòm phiếu$');
    await secretary.confirm('^Đóng hòm phiếu$');
    await member.press('button', 'Mã phiếu và tệp kiểm phiếu');
    await member.sees('Phiếu của tôi có trong danh sách');
    const bundle = await member.run(async () => (await (await fetch(document.querySelector<HTMLAnchorElement>('a[href$="bundle.json"]')?.href ?? '')).json()) as { trackers: string[]; counts: object });
    expect(bundle.trackers).toEqual(trackers.sort());
    expect(bundle.counts).toEqual({ ballots: 2, invalid: 0, choices: { against: 1, for: 1 } });
    await chair.press('button', 'Bế mạc phiên họp');
    await chair.confirm('[Bb]ế mạc');
    await chair.sees('Phiên họp đã bế mạc');
  });

  test(`${name}: the minutes are submitted, approved under the eyes of the secretary, signed by both, and verified`, async () => {
    await secretary.go(`${session}/minutes`);
    await secretary.press('button', 'Lập dự thảo từ diễn biến đã ghi');
    await secretary.press('button', 'Gửi chủ tọa duyệt');
    await secretary.confirm('Gửi');
    await chair.go(`${session}/minutes`);
    await chair.press('button', 'Duyệt biên bản');
    await chair.confirm('Duyệt');
    // Nobody loads the page anew: what the chair did is there.
    for (const seat of [secretary, chair]) {
      await seat.press('button', '^Ký biên bản');
      await seat.type('Mã PIN của khóa ký', PASSWORD);
      await seat.press('button', '^Ký');
      await seat.sees(seat === secretary ? 'Thư ký đã ký' : 'Chủ tọa đã ký');
    }
    await secretary.sees('Chủ tọa đã ký');
    const file = await chair.until(() => [...document.querySelectorAll('a')].find((link) => link.textContent?.includes('Mở bản đã ký'))?.pathname);
    await chair.go('/verify');
    await chair.until(() => document.querySelector('input[type=file]') !== null);
    await chair.run(async (href) => {
      const bytes = await (await fetch(href ?? '')).blob();
      const held = new DataTransfer();
      held.items.add(new File([bytes], 'bien-ban.pdf', { type: 'application/pdf' }));
      const input = document.querySelector<HTMLInputElement>('input[type=file]');
      if (!input) return;
      input.files = held.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }, file);
    await chair.sees('Hợp lệ');
    await chair.sees('Đỗ Khắc Trường Vân');
  });

  test(`${name}: no page complained`, async () => {
    for (const seat of seats()) expect(await seat.complaints(), seat.login).toEqual([]);
  });
}

const marks = (): (string | null)[] => [...document.querySelectorAll('[data-mark]')].map((mark) => mark.getAttribute('data-state'));

/** Whether anything is drawn on the canvases of what grows now. */
function liveInk(): boolean {
  return [...document.querySelectorAll<HTMLCanvasElement>('.rd-live canvas')].some((canvas) => {
    const context = canvas.width === 0 ? null : canvas.getContext('2d');
    return context?.getImageData(0, 0, canvas.width, canvas.height).data.some((value, at) => at % 4 === 3 && value > 0) ?? false;
  });
}
