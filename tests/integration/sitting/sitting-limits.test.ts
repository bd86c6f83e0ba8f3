import { afterEach, describe, expect, it } from 'vitest';
import { system } from '../../../server/kernel/actor';
import { sittingFacts } from '../../../server/modules/sitting';
import { assemble, openAssembly, type Assembly } from './assembly';

let room: Assembly;
afterEach(() => room.close());

const gateway = system('gateway');
const meeting = (r: Assembly) => ({ meetingId: r.meetingId });
const start = (r: Assembly, itemId: string, currentItemId: string | null) => r.execute('sitting.start-item', { ...meeting(r), itemId, currentItemId }, r.chair);
const view = async (r: Assembly) => (await r.query('sitting.console', meeting(r), r.secretary)).view;
const mark = (r: Assembly, marks: { personId: string; attendance: 'unknown' | 'room' | 'online' | 'excused' | 'unexcused'; reason?: string }[]) =>
  r.execute('sitting.mark-attendance', { ...meeting(r), marks }, r.secretary);
const member = (r: Assembly, index: number) => {
  const found = r.members[index];
  if (!found) throw new Error('the assembly is too small');
  return found;
};

async function withOpenQuestion(): Promise<void> {
  room = await openAssembly();
  await start(room, room.items.first, null);
  const { questionId } = await room.execute('voting.create-question', { ...meeting(room), itemId: room.items.first, text: 'Thống nhất?' }, room.secretary);
  await room.execute('voting.open-question', { ...meeting(room), questionId }, room.chair);
}

describe('attendance', () => {
  it('sitting L2 L4 nobody is in a room that is not there, by their own hand or by the secretary’s', async () => {
    room = await assemble({ form: 'online' });
    await expect(room.execute('sitting.check-in', { ...meeting(room), place: 'room' }, room.chair)).rejects.toMatchObject({ reason: 'sitting.online_only' });
    await expect(mark(room, [{ personId: room.chair.personId, attendance: 'room' }])).rejects.toMatchObject({ code: 'rejected', reason: 'sitting.online_only' });
    await mark(room, [{ personId: room.chair.personId, attendance: 'online' }]);
    await room.close();
    room = await assemble({ form: 'room' });
    await expect(mark(room, [{ personId: room.chair.personId, attendance: 'online' }])).rejects.toMatchObject({ code: 'rejected', reason: 'sitting.room_only' });
  });

  it('sitting L4 one list does not mark a person twice, nor anybody of another session', async () => {
    room = await assemble();
    const { personId } = member(room, 2);
    await expect(mark(room, [{ personId, attendance: 'room' }, { personId, attendance: 'unexcused' }])).rejects.toMatchObject({ code: 'invalid', reason: 'sitting.person_twice' });
    await expect(mark(room, [{ personId, attendance: 'room' }, { personId: room.stranger.personId, attendance: 'room' }])).rejects.toMatchObject({ code: 'not_found' });
    expect((await view(room)).attendance).toMatchObject({ inRoom: 0, unknown: 21 });
  });

  it('sitting L4 two who mark the same person at once leave one of their marks, never a mixture', async () => {
    room = await openAssembly();
    const one = member(room, 20);
    await Promise.all([
      room.execute('sitting.mark-attendance', { ...meeting(room), marks: [{ personId: one.personId, attendance: 'excused', reason: 'công tác' }] }, room.assistant),
      room.execute('sitting.check-in', { ...meeting(room), place: 'online' }, one),
      mark(room, [{ personId: one.personId, attendance: 'unexcused' }]),
    ]);
    const seat = (await view(room)).officers.seats.find(({ personId }) => personId === one.personId);
    const absent = { checkedInAt: null, leftAt: null };
    expect([
      expect.objectContaining({ attendance: 'excused', reason: 'công tác', ...absent }),
      expect.objectContaining({ attendance: 'unexcused', reason: null, ...absent }),
      expect.objectContaining({ attendance: 'online', reason: null, checkedInAt: room.installation.clock.now() }),
    ]).toContainEqual(seat);
    const { attendance } = await view(room);
    expect(attendance.inRoom + attendance.online + attendance.excused + attendance.unexcused + attendance.unknown + attendance.left).toBe(21);
  });

  it('sitting L5 who left is counted apart, neither in the room nor on line', async () => {
    room = await openAssembly();
    await room.execute('sitting.leave', { ...meeting(room), personId: member(room, 3).personId }, room.secretary);
    expect((await view(room)).attendance).toMatchObject({ inRoom: 18, left: 1, unknown: 2, quorum: { present: 18 } });
    await expect(room.execute('sitting.leave', { ...meeting(room), personId: member(room, 3).personId }, room.secretary)).rejects.toMatchObject({ reason: 'sitting.not_there' });
    await expect(room.execute('sitting.leave', { ...meeting(room), personId: room.stranger.personId }, room.secretary)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('sitting L19 an absence nobody was asked about is not told as one without reason', async () => {
    room = await openAssembly({ present: 18 });
    await mark(room, [{ personId: member(room, 18).personId, attendance: 'excused', reason: 'công tác' }, { personId: member(room, 19).personId, attendance: 'unexcused' }]);
    const { absent } = await sittingFacts(room.installation.application.database.reader, room.meetingId);
    expect(absent.map(({ name, reason }) => [name, reason])).toEqual([
      ['Ủy viên 19', 'công tác'],
      ['Ủy viên 20', 'không có lý do'],
      ['Ủy viên 21', 'chưa rõ lý do'],
    ]);
  });

  it('sitting L2 after closing nobody checks in, leaves or is marked', async () => {
    room = await openAssembly();
    await room.execute('sitting.close-session', { ...meeting(room), postponeRest: true }, room.chair);
    await expect(room.execute('sitting.check-in', { ...meeting(room), place: 'room' }, room.guest)).rejects.toMatchObject({ reason: 'sitting.check_in_over' });
    await expect(room.execute('sitting.leave', { ...meeting(room), personId: room.chair.personId }, room.chair)).rejects.toMatchObject({ reason: 'state.meeting' });
    await expect(mark(room, [{ personId: room.guest.personId, attendance: 'room' }])).rejects.toMatchObject({ reason: 'state.meeting' });
  });
});

describe('the course of a session', () => {
  it('sitting L1 of two who open or close at once exactly one does, and the time is kept once', async () => {
    room = await assemble();
    await room.seatMembers(19);
    const open = (who: typeof room.chair) => room.execute('sitting.open-session', meeting(room), who);
    const outcomes = await Promise.allSettled([open(room.chair), open(room.secretary), open(room.assistant)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    room.installation.clock.advance(60_000);
    await expect(open(room.chair)).rejects.toMatchObject({ code: 'conflict', reason: 'state.meeting', params: { state: 'in_session' } });
    expect((await view(room)).meeting.openedAt).toEqual(new Date('2026-11-26T00:30:00Z'));
    const close = (who: typeof room.chair) => room.execute('sitting.close-session', { ...meeting(room), postponeRest: true }, who);
    const closings = await Promise.allSettled([close(room.chair), close(room.secretary)]);
    expect(closings.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(open(room.chair)).rejects.toMatchObject({ reason: 'state.meeting', params: { state: 'closed' } });
  });

  it('sitting L1 L7 nothing of a running session happens before the opening or after the closing', async () => {
    room = await assemble();
    await room.seatMembers(19);
    const { questionId } = await room.execute('voting.create-question', { ...meeting(room), itemId: room.items.first, text: 'Thống nhất?' }, room.secretary);
    const attempts = () => [
      start(room, room.items.first, null),
      room.execute('sitting.end-item', { ...meeting(room), itemId: room.items.first }, room.chair),
      room.execute('sitting.postpone-item', { ...meeting(room), itemId: room.items.first, currentItemId: null }, room.chair),
      room.execute('sitting.extend-item', { ...meeting(room), itemId: room.items.first, minutes: 5 }, room.chair),
      room.execute('sitting.record-conclusion', { ...meeting(room), itemId: room.items.first, text: 'x', version: 1 }, room.secretary),
      room.execute('sitting.start-presenting', { ...meeting(room), documentId: room.papers.first }, room.chair),
      room.execute('sitting.stop-presenting', meeting(room), room.chair),
      room.execute('sitting.hand-over', { ...meeting(room), personId: room.guest.personId }, room.chair),
      room.execute('sitting.turn-page', { ...meeting(room), personId: room.chair.personId, documentId: room.papers.first, page: 1 }, gateway),
      room.execute('sitting.close-session', { ...meeting(room), postponeRest: true }, room.chair),
      room.execute('voting.open-question', { ...meeting(room), questionId }, room.chair),
      room.execute('voting.withdraw-question', { ...meeting(room), questionId }, room.chair),
      room.execute('voting.record-show-of-hands', { ...meeting(room), questionId, present: 19, hands: { kind: 'approve', for: 19, against: 0, abstain: 0 } }, room.chair),
    ];
    const refusals = async () => (await Promise.allSettled(attempts())).map((one) => (one.status === 'rejected' ? (one.reason as { reason: string }).reason : 'done'));
    expect(await refusals()).toEqual(Array.from({ length: 13 }, () => 'state.meeting'));
    await room.execute('sitting.open-session', meeting(room), room.chair);
    await room.execute('sitting.close-session', { ...meeting(room), postponeRest: true }, room.chair);
    expect(await refusals()).toEqual(Array.from({ length: 13 }, () => 'state.meeting'));
    await expect(room.execute('voting.create-question', { ...meeting(room), itemId: room.items.first, text: 'Muộn?' }, room.secretary)).rejects.toMatchObject({ reason: 'state.meeting' });
  });

  it('sitting L10 an open question holds its item and the session', async () => {
    await withOpenQuestion();
    const held = { code: 'conflict', reason: 'sitting.vote_open', params: { text: 'Thống nhất?' } };
    await expect(start(room, room.items.second, room.items.first)).rejects.toMatchObject(held);
    await expect(room.execute('sitting.end-item', { ...meeting(room), itemId: room.items.first }, room.chair)).rejects.toMatchObject(held);
    await expect(room.execute('sitting.postpone-item', { ...meeting(room), itemId: room.items.first, currentItemId: room.items.first }, room.chair)).rejects.toMatchObject(held);
    await expect(room.execute('sitting.close-session', { ...meeting(room), postponeRest: true }, room.chair)).rejects.toMatchObject(held);
    await room.execute('sitting.postpone-item', { ...meeting(room), itemId: room.items.second, currentItemId: room.items.first }, room.chair);
  });

  it('sitting L8 a postponement decided on an older picture is told who moved the item', async () => {
    room = await openAssembly();
    await start(room, room.items.first, null);
    await expect(room.execute('sitting.postpone-item', { ...meeting(room), itemId: room.items.second, currentItemId: null }, room.secretary)).rejects.toMatchObject({
      code: 'conflict', reason: 'sitting.item_moved', params: { by: room.chair.fullName },
    });
  });

  it('sitting L11 only the current item is made longer, and never beyond a day', async () => {
    room = await openAssembly();
    const extend = (itemId: string, minutes: number) => room.execute('sitting.extend-item', { ...meeting(room), itemId, minutes }, room.chair);
    await expect(extend(room.items.first, 5)).rejects.toMatchObject({ reason: 'sitting.item_not_current' });
    await start(room, room.items.first, null);
    for (let hours = 0; hours < 22; hours += 2) await extend(room.items.first, 120);
    await extend(room.items.first, 5);
    await expect(extend(room.items.first, 1)).rejects.toMatchObject({ reason: 'sitting.too_long' });
  });

  it('sitting L13 an item that has not begun has no conclusion, and a paper-only item never has one here', async () => {
    room = await openAssembly();
    const conclude = (itemId: string) => room.execute('sitting.record-conclusion', { ...meeting(room), itemId, text: 'Phương án mật', version: 1 }, room.secretary);
    await expect(conclude(room.items.first)).rejects.toMatchObject({ reason: 'sitting.item_not_begun' });
    await start(room, room.items.paper, null);
    await expect(conclude(room.items.paper)).rejects.toMatchObject({ code: 'rejected', reason: 'sitting.paper_only' });
    expect(JSON.stringify(await room.installation.application.database.reader.auditEntry.findMany())).not.toContain('Phương án mật');
  });
});

describe('presenting', () => {
  const turn = (personId: string, documentId: string) => room.execute('sitting.turn-page', { ...meeting(room), personId, documentId, page: 1 }, gateway);

  it('sitting L15 closing the session, or moving on, ends what is presented', async () => {
    room = await openAssembly();
    await room.execute('sitting.start-presenting', { ...meeting(room), documentId: room.papers.first }, room.secretary);
    await room.execute('sitting.close-session', { ...meeting(room), postponeRest: true }, room.chair);
    expect(await room.query('sitting.presentation', meeting(room), gateway)).toBeNull();
  });

  it('sitting L14 L16 a presenter given the floor stays with the papers of that item; the offices go on to any', async () => {
    room = await openAssembly();
    await start(room, room.items.second, null);
    await room.execute('sitting.start-presenting', { ...meeting(room), documentId: room.papers.second }, room.secretary);
    await room.execute('sitting.hand-over', { ...meeting(room), personId: room.guest.personId }, room.secretary);
    await expect(turn(room.guest.personId, room.papers.first)).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.not_presenter' });
    await expect(turn(room.secretary.personId, room.papers.first)).rejects.toMatchObject({ code: 'conflict', reason: 'sitting.not_presenting' });
    await room.execute('sitting.hand-over', { ...meeting(room), personId: room.secretary.personId }, room.guest);
    await turn(room.secretary.personId, room.papers.first);
    await expect(room.execute('sitting.hand-over', { ...meeting(room), personId: room.stranger.personId }, room.secretary)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('sitting L17 members, guests and the room screen get no names of who is absent, no conclusions, and no paper of a paper-only item', async () => {
    room = await openAssembly();
    await mark(room, [{ personId: member(room, 20).personId, attendance: 'excused', reason: 'chữa bệnh' }]);
    await start(room, room.items.first, null);
    await room.execute('sitting.record-conclusion', { ...meeting(room), itemId: room.items.first, text: 'Giao Sở Tài chính', version: 1 }, room.secretary);
    for (const person of [member(room, 4), room.guest, room.substitute]) {
      const said = JSON.stringify([await room.query('sitting.live-snapshot', meeting(room), person), await room.query('meetings.detail', meeting(room), person), await room.query('agenda.list', meeting(room), person)]);
      expect(said).not.toContain('chữa bệnh');
      expect(said).not.toContain('excused":true');
      expect(said).not.toContain('Giao Sở Tài chính');
    }
    expect((await room.query('sitting.live-snapshot', { ...meeting(room), as: 'screen' }, room.chair)).view.officers).toBeNull();
    await room.installation.application.database.transaction((db) => db.document.update({ where: { id: room.papers.second }, data: { itemId: room.items.paper } }));
    await start(room, room.items.paper, room.items.first);
    expect((await room.query('sitting.live-snapshot', meeting(room), room.chair)).view.papers).toEqual([]);
  });
});
