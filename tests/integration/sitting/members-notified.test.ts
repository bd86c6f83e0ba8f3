import { afterEach, describe, expect, it } from 'vitest';
import { assemble, openAssembly, type Assembly } from './assembly';

let room: Assembly;
afterEach(() => room.close());

const meeting = (r: Assembly) => ({ meetingId: r.meetingId });
const start = (r: Assembly, itemId: string, currentItemId: string | null) => r.execute('sitting.start-item', { ...meeting(r), itemId, currentItemId }, r.chair);
const seen = async (r: Assembly, who: Assembly['chair']) => (await r.query('sitting.live-snapshot', meeting(r), who)).view;

describe('what everybody of a running session finds', () => {
  it('sitting L23 the last result is in everybody’s picture, also after the next item has begun', async () => {
    room = await openAssembly();
    await start(room, room.items.first, null);
    expect((await seen(room, room.guest)).decided).toBeNull();
    const { questionId } = await room.execute('voting.create-question', { ...meeting(room), itemId: room.items.first, text: 'Thông qua kế hoạch?' }, room.secretary);
    await room.execute('voting.open-question', { ...meeting(room), questionId }, room.chair);
    // Nothing partial before the count is published.
    expect((await seen(room, room.guest)).decided).toBeNull();
    await room.execute('voting.record-show-of-hands', { ...meeting(room), questionId, present: 19, hands: { kind: 'approve', for: 15, against: 3, abstain: 1 } }, room.chair);
    await start(room, room.items.second, room.items.first);
    const [member] = room.members.slice(1);
    for (const who of [member ?? room.chair, room.guest, room.secretary]) {
      const view = await seen(room, who);
      expect(view.questions).toEqual([]);
      expect(view.decided).toMatchObject({ id: questionId, text: 'Thông qua kế hoạch?', passed: true, needed: 11, members: 21, result: { for: 15, against: 3, abstain: 1 } });
    }
  });

  it('voting V5 a question reworded since it was asked to be opened is not opened', async () => {
    room = await openAssembly();
    await start(room, room.items.first, null);
    const { questionId } = await room.execute('voting.create-question', { ...meeting(room), itemId: room.items.first, text: 'Thống nhất phương án 1?' }, room.secretary);
    await room.execute('voting.update-question', { ...meeting(room), questionId, version: 1, text: 'Thống nhất phương án 2?', kind: 'approve' }, room.assistant);
    await expect(room.execute('voting.open-question', { ...meeting(room), questionId, version: 1 }, room.chair)).rejects.toMatchObject({ code: 'conflict', reason: 'voting.changed_elsewhere' });
    expect((await seen(room, room.chair)).questions[0]?.state).toBe('draft');
    await room.execute('voting.open-question', { ...meeting(room), questionId, version: 2 }, room.chair);
  });
});

describe('many who left at once', () => {
  it('sitting L22 are noted together, and are no longer counted; who said so themselves keeps their own time', async () => {
    room = await openAssembly();
    const [first, second, third] = room.members.slice(3, 6);
    if (!first || !second || !third) throw new Error('the assembly is too small');
    await room.execute('sitting.leave', { ...meeting(room), personId: first.personId }, first);
    room.installation.clock.set('2026-11-26T02:30:00Z');
    const personIds = [first, second, third].map(({ personId }) => personId);
    expect(await room.execute('sitting.mark-left', { ...meeting(room), personIds: [...personIds, third.personId] }, room.secretary)).toEqual({ left: [second.personId, third.personId] });
    const { view } = await room.query('sitting.console', meeting(room), room.secretary);
    expect(view.attendance.quorum.present).toBe(16);
    const leftAt = (personId: string) => view.officers.seats.find((seat) => seat.personId === personId)?.leftAt;
    expect(leftAt(first.personId)?.toISOString()).toBe('2026-11-26T01:02:00.000Z');
    for (const personId of [second.personId, third.personId]) expect(leftAt(personId)?.toISOString()).toBe('2026-11-26T02:30:00.000Z');
  });

  it('sitting L22 all or none: one who never came is named, and nobody is noted', async () => {
    room = await openAssembly();
    const [here, absent] = [room.members[3], room.members[20]];
    if (!here || !absent) throw new Error('the assembly is too small');
    const mark = (ids: string[], who = room.secretary) => room.execute('sitting.mark-left', { ...meeting(room), personIds: ids }, who);
    await expect(mark([here.personId, absent.personId])).rejects.toMatchObject({ code: 'conflict', reason: 'sitting.not_there', params: { name: absent.fullName } });
    await expect(mark([here.personId, room.stranger.personId])).rejects.toMatchObject({ code: 'not_found' });
    await expect(mark([here.personId], room.chair)).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.secretary_only' });
    expect((await seen(room, room.secretary)).attendance.quorum.present).toBe(19);
  });
});

describe('what is put off', () => {
  it('sitting L21 a break is ended or left out, opening and closing are only ended; numbered items are postponed', async () => {
    room = await openAssembly();
    const putOff = (itemId: string, currentItemId: string | null) => room.execute('sitting.postpone-item', { ...meeting(room), itemId, currentItemId }, room.chair);
    const refused = { code: 'rejected', reason: 'sitting.nothing_to_postpone' };
    await expect(putOff(room.items.opening, null)).rejects.toMatchObject(refused);
    await expect(putOff(room.items.closing, null)).rejects.toMatchObject(refused);
    await start(room, room.items.pause, null);
    await expect(putOff(room.items.pause, room.items.pause)).rejects.toMatchObject(refused);
    await start(room, room.items.first, room.items.pause);
    await putOff(room.items.first, room.items.first);
    const view = await seen(room, room.chair);
    expect(view.items.find(({ id }) => id === room.items.pause)?.state).toBe('done');
    expect(view.items.find(({ id }) => id === room.items.first)?.state).toBe('postponed');
  });

  it('sitting L21 a break not begun is left out and takes no time; it can still be taken', async () => {
    room = await openAssembly();
    await start(room, room.items.first, null);
    const before = (await seen(room, room.chair)).expectedEnd.getTime();
    await room.execute('sitting.postpone-item', { ...meeting(room), itemId: room.items.pause, currentItemId: room.items.first }, room.chair);
    expect((await seen(room, room.chair)).expectedEnd.getTime()).toBe(before - 15 * 60_000);
    await start(room, room.items.pause, room.items.first);
    expect((await seen(room, room.chair)).currentItemId).toBe(room.items.pause);
  });
});

describe('times before the opening', () => {
  it('sitting L18 a session not opened at its time is expected to begin now', async () => {
    room = await assemble();
    expect((await seen(room, room.guest)).items[0]?.expectedStart?.toISOString()).toBe('2026-11-26T01:00:00.000Z');
    room.installation.clock.set('2026-11-26T01:10:00Z');
    const late = await seen(room, room.guest);
    expect(late.items[0]?.expectedStart?.toISOString()).toBe('2026-11-26T01:10:00.000Z');
    expect(late.items[0]?.plannedStart.toISOString()).toBe('2026-11-26T01:00:00.000Z');
  });
});
