import { afterEach, describe, expect, it } from 'vitest';
import { openAssembly, type Assembly } from './assembly';

let room: Assembly;
afterEach(() => room.close());

const meeting = (r: Assembly) => ({ meetingId: r.meetingId });
const start = (r: Assembly, itemId: string, currentItemId: string | null, who = r.chair) => r.execute('sitting.start-item', { ...meeting(r), itemId, currentItemId }, who);
const consoleOf = async (r: Assembly) => (await r.query('sitting.console', meeting(r), r.chair)).view;
const stateOf = async (r: Assembly, itemId: string) => (await consoleOf(r)).items.find((item) => item.id === itemId)?.state;

describe('the course of a session', () => {
  it('sitting L7 starts one item at a time and keeps both times', async () => {
    room = await openAssembly();
    await start(room, room.items.opening, null);
    room.installation.clock.set('2026-11-26T01:10:00Z');
    await start(room, room.items.first, room.items.opening, room.secretary);
    room.installation.clock.set('2026-11-26T01:45:00Z');
    await room.execute('sitting.end-item', { ...meeting(room), itemId: room.items.first }, room.chair);
    const { items, currentItemId } = await consoleOf(room);
    expect(currentItemId).toBeNull();
    expect(items.map(({ state }) => state)).toEqual(['done', 'done', 'coming', 'coming', 'coming', 'coming']);
    expect(items[0]?.endedAt).toEqual(new Date('2026-11-26T01:10:00Z'));
    expect(items[1]).toMatchObject({ startedAt: new Date('2026-11-26T01:10:00Z'), endedAt: new Date('2026-11-26T01:45:00Z') });
  });

  it('sitting L8 lets exactly one of chair and secretary move the item; the other is told who and when', async () => {
    room = await openAssembly();
    await start(room, room.items.opening, null);
    const both = await Promise.allSettled([
      start(room, room.items.first, room.items.opening, room.chair),
      start(room, room.items.second, room.items.opening, room.secretary),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.findIndex(({ status }) => status === 'rejected');
    const winner = lost === 0 ? room.secretary : room.chair;
    expect((both[lost] as PromiseRejectedResult).reason).toMatchObject({
      code: 'conflict', reason: 'sitting.item_moved', params: { by: winner.fullName, at: '2026-11-26T01:02:00.000Z' },
    });
    const { items } = await consoleOf(room);
    expect(items.filter(({ state }) => state === 'now')).toHaveLength(1);
    expect(items.filter(({ state }) => state === 'done')).toHaveLength(1);
  });

  it('sitting L8 tells when an item was ended from another device', async () => {
    room = await openAssembly();
    await start(room, room.items.first, null);
    const end = (who: typeof room.chair) => room.execute('sitting.end-item', { ...meeting(room), itemId: room.items.first }, who);
    const both = await Promise.allSettled([end(room.chair), end(room.secretary)]);
    const lost = both.find((one) => one.status === 'rejected');
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(lost).toMatchObject({ reason: { code: 'conflict', reason: 'sitting.item_ended_elsewhere', params: { at: '2026-11-26T01:02:00.000Z' } } });
  });

  it('sitting L9 does not start a finished item again, and takes up a postponed one', async () => {
    room = await openAssembly();
    await start(room, room.items.first, null);
    await room.execute('sitting.postpone-item', { ...meeting(room), itemId: room.items.second, currentItemId: room.items.first }, room.chair);
    expect(await stateOf(room, room.items.second)).toBe('postponed');
    await room.execute('sitting.end-item', { ...meeting(room), itemId: room.items.first }, room.chair);
    await expect(start(room, room.items.first, null)).rejects.toMatchObject({ code: 'conflict', reason: 'sitting.item_done' });
    await start(room, room.items.second, null);
    expect(await stateOf(room, room.items.second)).toBe('now');
    await expect(start(room, room.items.second, room.items.second)).rejects.toMatchObject({ reason: 'sitting.item_current' });
  });

  it('sitting L10 neither ends, moves, postpones nor closes while a question is open', async () => {
    room = await openAssembly();
    await start(room, room.items.first, null);
    const { questionId } = await room.execute('voting.create-question', { ...meeting(room), itemId: room.items.first, text: 'Thông qua?' }, room.secretary);
    await room.execute('voting.open-question', { ...meeting(room), questionId }, room.chair);
    const refused = { code: 'conflict', reason: 'sitting.vote_open', params: { text: 'Thông qua?' } };
    await expect(room.execute('sitting.end-item', { ...meeting(room), itemId: room.items.first }, room.chair)).rejects.toMatchObject(refused);
    await expect(start(room, room.items.second, room.items.first)).rejects.toMatchObject(refused);
    await expect(room.execute('sitting.postpone-item', { ...meeting(room), itemId: room.items.first, currentItemId: room.items.first }, room.chair)).rejects.toMatchObject(refused);
    await expect(room.execute('sitting.close-session', { ...meeting(room), postponeRest: true }, room.chair)).rejects.toMatchObject(refused);
    const { officers } = await consoleOf(room);
    expect(officers.can.move).toMatchObject({ allowed: false, reason: 'sitting.vote_open' });
  });

  it('sitting L11 adds minutes to the current item once per press', async () => {
    room = await openAssembly();
    await start(room, room.items.first, null);
    const extend = (minutes: number) => room.execute('sitting.extend-item', { ...meeting(room), itemId: room.items.first, minutes }, room.chair, { commandId: `extend-${minutes}` });
    expect(await extend(5)).toEqual({ plannedMinutes: 45 });
    expect(await extend(5)).toEqual({ plannedMinutes: 45 });
    expect(await extend(10)).toEqual({ plannedMinutes: 55 });
    await expect(room.execute('sitting.extend-item', { ...meeting(room), itemId: room.items.second, minutes: 5 }, room.chair)).rejects.toMatchObject({ reason: 'sitting.item_not_current' });
  });

  it('sitting L12 counts what is open, and closes once it is postponed on purpose', async () => {
    room = await openAssembly();
    await start(room, room.items.first, null);
    await expect(room.execute('sitting.close-session', { ...meeting(room) }, room.chair)).rejects.toMatchObject({ reason: 'sitting.items_open', params: { count: 2 } });
    room.installation.clock.set('2026-11-26T04:47:00Z');
    const { postponed } = await room.execute('sitting.close-session', { ...meeting(room), postponeRest: true }, room.chair);
    expect(postponed).toEqual([room.items.second, room.items.paper]);
    const view = await consoleOf(room);
    expect(view.meeting).toMatchObject({ state: 'closed', closedAt: new Date('2026-11-26T04:47:00Z') });
    expect(view.items.map(({ state }) => state)).toEqual(['coming', 'done', 'postponed', 'coming', 'postponed', 'coming']);
    await expect(start(room, room.items.second, null)).rejects.toMatchObject({ reason: 'state.meeting' });
    await expect(room.execute('sitting.check-in', { ...meeting(room), place: 'room' }, room.guest)).rejects.toMatchObject({ reason: 'sitting.check_in_over' });
  });

  it('sitting L13 keeps the conclusion and tells the second writer who was first', async () => {
    room = await openAssembly();
    const write = (text: string, version: number, who = room.secretary) => room.execute('sitting.record-conclusion', { ...meeting(room), itemId: room.items.first, text, version }, who);
    await expect(write('Thống nhất', 1)).rejects.toMatchObject({ reason: 'sitting.item_not_begun' });
    await start(room, room.items.first, null);
    await expect(write('Thống nhất', 1, room.chair)).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.secretary_only' });
    await write('Thống nhất nội dung Báo cáo.'.normalize('NFD'), 1);
    await expect(write('Giao Sở Tài chính', 1, room.assistant)).rejects.toMatchObject({
      code: 'conflict', reason: 'sitting.conclusion_changed_elsewhere', params: { by: room.secretary.fullName, at: '2026-11-26T01:02:00.000Z' },
    });
    const { officers } = await consoleOf(room);
    expect(officers.conclusions.find(({ itemId }) => itemId === room.items.first)).toEqual({ itemId: room.items.first, text: 'Thống nhất nội dung Báo cáo.', version: 2 });
  });

  it('sitting L18 plans again from what really happened', async () => {
    room = await openAssembly();
    await start(room, room.items.opening, null);
    room.installation.clock.set('2026-11-26T01:10:00Z');
    await start(room, room.items.first, room.items.opening);
    room.installation.clock.set('2026-11-26T01:20:00Z');
    const byId = async () => new Map((await consoleOf(room)).items.map((item) => [item.id, item]));
    expect((await byId()).get(room.items.second)?.expectedStart).toEqual(new Date('2026-11-26T01:50:00Z'));
    room.installation.clock.set('2026-11-26T02:00:00Z');
    const late = await byId();
    expect(late.get(room.items.second)).toMatchObject({ plannedStart: new Date('2026-11-26T01:50:00Z'), expectedStart: new Date('2026-11-26T02:00:00Z') });
    await room.execute('sitting.postpone-item', { ...meeting(room), itemId: room.items.second, currentItemId: room.items.first }, room.chair);
    const shorter = await byId();
    expect(shorter.get(room.items.second)?.expectedStart).toBeNull();
    expect(shorter.get(room.items.pause)?.expectedStart).toEqual(new Date('2026-11-26T02:00:00Z'));
    expect((await consoleOf(room)).items.map(({ number }) => number)).toEqual([null, 1, 2, null, 3, null]);
  });
});
