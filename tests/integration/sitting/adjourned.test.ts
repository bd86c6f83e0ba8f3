import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { recordedMinutes } from '../../../server/modules/minutes/facts';
import { openAssembly, type Assembly } from './assembly';

let room: Assembly;
afterEach(() => room.close());

const meeting = () => ({ meetingId: room.meetingId });
const NEXT_DAY = '2026-11-27T01:00:00.000Z';
const at = (time: string): void => room.installation.clock.set(time);
const adjourn = (until = NEXT_DAY, who = room.chair) => room.execute('sitting.adjourn-session', { ...meeting(), until }, who, { commandId: randomUUID() });
const resume = (who = room.chair) => room.execute('sitting.resume-session', meeting(), who, { commandId: randomUUID() });
const start = (itemId: string, currentItemId: string | null) => room.execute('sitting.start-item', { ...meeting(), itemId, currentItemId }, room.chair);
const view = async () => (await room.query('sitting.console', meeting(), room.chair)).view;
/** The first item runs for 20 of its 40 minutes, then it is the next day. */
async function overNight(): Promise<void> {
  room = await openAssembly();
  await start(room.items.first, null);
  at('2026-11-26T01:22:00Z');
  await adjourn();
}

describe('a sitting over several days', () => {
  it('sitting L50 adjourned, nothing moves, nobody has the floor, no vote is opened, and nobody is there', async () => {
    room = await openAssembly();
    await start(room.items.first, null);
    const { questionId } = await room.execute('voting.create-question', { ...meeting(), itemId: room.items.first, text: 'Thông qua?' }, room.secretary);
    await room.execute('voting.open-question', { ...meeting(), questionId }, room.chair);
    await expect(adjourn()).rejects.toMatchObject({ code: 'conflict', reason: 'sitting.vote_open' });
    await room.execute('voting.withdraw-question', { ...meeting(), questionId }, room.chair);
    await expect(adjourn(NEXT_DAY, room.members[3])).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.officers_only' });
    await expect(adjourn('2026-11-26T01:10:00Z')).rejects.toMatchObject({ code: 'invalid', reason: 'sitting.adjourned_too_short', params: { minutes: 15 } });
    await expect(adjourn('2027-01-26T01:10:00Z')).rejects.toMatchObject({ code: 'invalid', reason: 'sitting.adjourned_too_long', params: { days: 30 } });
    const { requestId } = await room.execute('floor.request-floor', { ...meeting(), itemId: room.items.first, kind: 'speech', minutes: 5 }, room.members[2] ?? room.chair);
    await room.execute('floor.give-floor', { ...meeting(), requestId, turnId: null }, room.chair);
    expect((await view()).floor.turn).not.toBeNull();
    await adjourn();
    const { floor, attendance } = await view();
    expect(floor).toMatchObject({ turn: null, adjournedUntil: new Date(NEXT_DAY) });
    expect(attendance.quorum).toMatchObject({ present: 0, reached: false });
    await expect(start(room.items.second, room.items.first)).rejects.toMatchObject({ reason: 'floor.paused' });
    await expect(room.execute('voting.open-question', { ...meeting(), questionId }, room.chair)).rejects.toMatchObject({ reason: 'voting.paused' });
    await expect(room.execute('sitting.close-session', { ...meeting(), postponeRest: true }, room.chair)).rejects.toMatchObject({ reason: 'floor.paused' });
  });

  it('sitting L51 everybody shows again that they are there, from an hour before, and it goes on with the quorum of those alone', async () => {
    await overNight();
    const checkIn = (who: Assembly['chair'] | undefined) => room.execute('sitting.check-in', { ...meeting(), place: 'room' }, who ?? room.chair, { commandId: randomUUID() });
    await expect(checkIn(room.members[1])).rejects.toMatchObject({ reason: 'sitting.check_in_early', params: { at: '2026-11-27T00:00:00.000Z' } });
    await expect(room.seatMembers(3)).rejects.toMatchObject({ reason: 'sitting.check_in_early' });
    await expect(resume()).rejects.toMatchObject({ code: 'conflict', reason: 'sitting.no_quorum_again', params: { present: 0, members: 21, needed: 14 } });
    at('2026-11-27T00:30:00Z');
    for (const member of room.members.slice(0, 13)) await checkIn(member);
    await expect(resume()).rejects.toMatchObject({ params: { present: 13, members: 21, needed: 14 } });
    await checkIn(room.members[13]);
    at('2026-11-27T01:00:00Z');
    expect(await resume()).toEqual({ seconds: 85_080 });
    await expect(resume()).rejects.toMatchObject({ reason: 'floor.not_paused' });
    at('2026-11-27T01:20:00Z');
    await checkIn(room.members[14]);
    at('2026-11-27T02:00:00Z');
    await room.execute('sitting.close-session', { ...meeting(), postponeRest: true }, room.chair);
    const words = (await recordedMinutes(room.installation.application.database.reader, room.meetingId)).map(({ text }) => text).join('\n');
    expect(words).toContain('Phiên họp tạm ngừng từ 08 giờ 22 phút, ngày 26 tháng 11 năm 2026 và họp tiếp vào 08 giờ 00 phút, ngày 27 tháng 11 năm 2026; khi họp tiếp có mặt 14/21 thành viên (cần 14).');
    // Who came again in time was never away; who came later was, from when it went on; who did not is gone from then.
    expect(words).toMatch(/Vắng mặt một thời gian trong phiên họp: 1 đồng chí, gồm: Ủy viên 15, .*\(từ 08 giờ 00 ngày 27 tháng 11 năm 2026 đến 08 giờ 20\)/);
    expect(words).toMatch(/Về trước khi phiên họp kết thúc: 4 đồng chí/);
    expect(words).not.toContain('Số thành viên có mặt không đủ');
  });

  it('sitting L52 the night counts for no item and no session, and the plan is computed from when it goes on', async () => {
    await overNight();
    const before = await view();
    expect(before.items.find(({ id }) => id === room.items.first)).toMatchObject({ expectedEnd: new Date('2026-11-27T01:20:00Z') });
    expect(before.items.find(({ id }) => id === room.items.second)).toMatchObject({ expectedStart: new Date('2026-11-27T01:30:00Z') });
    // 20 minutes of the current one, the opening that was left out, and all that follows.
    expect(before.meeting.endsAt).toEqual(new Date('2026-11-27T02:35:00Z'));
    await adjourn('2026-11-28T01:00:00.000Z', room.secretary);
    expect((await view()).meeting.endsAt).toEqual(new Date('2026-11-28T02:35:00Z'));
    const file = await room.query('mail.invitation', meeting(), room.members[2] ?? room.chair);
    expect(file.content).toContain('DTSTART;TZID=Asia/Ho_Chi_Minh:20261128T080000');
    at('2026-11-28T00:50:00Z');
    await room.seatMembers(19);
    at('2026-11-28T01:00:00Z');
    await resume();
    at('2026-11-28T01:10:00Z');
    await start(room.items.second, room.items.first);
    at('2026-11-28T01:40:00Z');
    await room.execute('sitting.close-session', { ...meeting(), postponeRest: true }, room.chair);
    const account = await room.query('metrics.meeting', meeting(), room.secretary);
    expect(account.items.filter(({ actualMinutes }) => actualMinutes !== null).map(({ actualMinutes }) => actualMinutes)).toEqual([30, 30]);
    expect(account.length).toMatchObject({ actualMinutes: 60 });
    const record = await room.query('sitting.floor-record', meeting(), room.chair);
    expect(record.seconds - record.paused).toBe(60 * 60);
  });

  it('meetings M57 the home screen of its people says when and where it goes on', async () => {
    await overNight();
    const { next } = await room.query('meetings.home', {}, room.members[3] ?? room.chair);
    expect(next).toMatchObject({ id: room.meetingId, state: 'in_session' });
    const { view: shown } = await room.query('sitting.live-snapshot', meeting(), room.members[3] ?? room.chair);
    expect(shown.floor.adjournedUntil).toEqual(new Date(NEXT_DAY));
    expect(shown.meeting.place).toBe('Phòng họp số 1');
  });
});
