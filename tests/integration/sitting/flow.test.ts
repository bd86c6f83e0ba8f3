import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../server/kernel/ports/database';
import { eventsOf } from '../../../server/kernel/repository.history';
import { recordedMinutes } from '../../../server/modules/minutes/facts';
import { openAssembly, type Assembly } from './assembly';

let room: Assembly;
afterEach(() => room.close());

const meeting = () => ({ meetingId: room.meetingId });
const db = () => room.installation.application.database.reader;
/** Straight into the tables, for what no command of this session does. */
const write = <T>(work: (tx: Db) => Promise<T>): Promise<T> => room.installation.application.database.transaction(work);
const start = (itemId: string, currentItemId: string | null) => room.execute('sitting.start-item', { ...meeting(), itemId, currentItemId }, room.chair);
const view = async () => (await room.query('sitting.console', meeting(), room.chair)).view;
const itemOf = async (id: string) => (await view()).items.find((item) => item.id === id);
const add = async (title: string): Promise<string> => (await room.execute('agenda.add-item', { ...meeting(), afterId: room.items.paper, kind: 'item', title, durationMin: 20 }, room.secretary)).itemId;
const block = async (itemId: string, isIn = true, version = 1) => room.execute('agenda.mark-block', { itemId, version, isIn }, room.secretary);

/** Another session of the body, seen by the same people. */
async function another(state: 'draft' | 'published', people: readonly ('chair' | 'secretary')[] = ['chair', 'secretary']): Promise<string> {
  const from = await db().meeting.findUniqueOrThrow({ where: { id: room.meetingId } });
  const id = room.installation.application.ports.ids.next();
  await write(async (tx) => {
    await tx.meeting.create({ data: { ...from, id, state, title: 'Phiên họp thường kỳ tháng 12 năm 2026', startsAt: new Date('2026-12-26T01:00:00Z'), endsAt: new Date('2026-12-26T05:00:00Z'), openedAt: null, currentItemId: null, publishedAt: state === 'draft' ? null : from.publishedAt } });
    for (const role of people) {
      const person = room[role];
      await tx.attendee.create({ data: { id: room.installation.application.ports.ids.next(), meetingId: id, personId: person.personId, role, voting: role === 'chair', fullName: person.fullName, position: '', protocolOrder: 1 } });
    }
  });
  return id;
}
const moveTo = (itemId: string, toMeetingId: string, who = room.secretary, reason = 'Chờ ý kiến thẩm định') => room.execute('sitting.move-item', { ...meeting(), itemId, toMeetingId, reason }, who, { commandId: randomUUID() });
const minutes = async () => {
  await room.execute('sitting.close-session', { ...meeting(), postponeRest: true }, room.chair);
  return (await recordedMinutes(db(), room.meetingId)).map(({ text }) => text).join('\n');
};

describe('another order', () => {
  it('sitting L44 makes an item not begun the next one; the plan follows, what has begun stays, and a second tap changes nothing', async () => {
    room = await openAssembly();
    const last = await add('Chính sách cán bộ');
    await start(room.items.first, null);
    const earlier = () => room.execute('sitting.take-earlier', { ...meeting(), itemId: last, currentItemId: room.items.first, reason: 'Đại biểu phải về sớm' }, room.chair, { commandId: randomUUID() });
    expect(await earlier()).toEqual({ from: 4, to: 2 });
    const after = await view();
    expect(after.items.map(({ id }) => id)).toEqual([room.items.opening, room.items.first, last, room.items.second, room.items.pause, room.items.paper, room.items.closing]);
    expect(after.officers.nextItemId).toBe(last);
    expect(after.items.find(({ id }) => id === last)?.expectedStart?.getTime()).toBeLessThan(after.items.find(({ id }) => id === room.items.second)?.expectedStart?.getTime() ?? 0);
    await expect(earlier()).rejects.toMatchObject({ code: 'conflict', reason: 'sitting.already_next' });
    await expect(room.execute('sitting.take-earlier', { ...meeting(), itemId: room.items.pause, currentItemId: room.items.first }, room.chair)).rejects.toMatchObject({ reason: 'sitting.only_items_move' });
    await expect(room.execute('sitting.take-earlier', { ...meeting(), itemId: room.items.first, currentItemId: room.items.first }, room.chair)).rejects.toMatchObject({ reason: 'sitting.item_begun' });
    await expect(room.execute('sitting.take-earlier', { ...meeting(), itemId: room.items.paper, currentItemId: null }, room.chair)).rejects.toMatchObject({ reason: 'sitting.item_moved' });
    await start(last, room.items.first);
    expect(await minutes()).toContain('Nội dung này (số 4 theo chương trình trước đó) được đưa lên xem xét sớm hơn (lý do: Đại biểu phải về sớm).');
  });

  it('sitting L44 an item that was left out before the current one follows it, and the others after that in their order', async () => {
    room = await openAssembly();
    const third = await add('Chính sách cán bộ');
    await start(room.items.second, null);
    await room.execute('sitting.take-earlier', { ...meeting(), itemId: room.items.first, currentItemId: room.items.second }, room.secretary);
    const taken: string[] = [];
    for (let current: string = room.items.second; ;) {
      const { officers } = await view();
      if (!officers.nextItemId || officers.nextItemId === room.items.opening || officers.nextItemId === room.items.closing) break;
      await start(officers.nextItemId, current);
      current = officers.nextItemId;
      taken.push(current);
    }
    expect(taken.slice(0, 3)).toEqual([room.items.first, room.items.pause, room.items.paper]);
    expect((await itemOf(third))?.state).not.toBe('now');
  });

  it('sitting L45 moves an item not begun to another session of the body; here it stays as moved, with the reason in the minutes', async () => {
    room = await openAssembly();
    await start(room.items.first, null);
    const to = await another('published');
    expect((await room.query('sitting.move-targets', meeting(), room.chair)).map(({ id }) => id)).toEqual([to]);
    const { toItemId } = await moveTo(room.items.second, to, room.chair);
    const there = await room.query('agenda.list', { meetingId: to }, room.secretary);
    expect(there.items).toMatchObject([{ id: toItemId, title: 'Đầu tư công', number: 1, state: 'coming' }]);
    // Whoever presents it has no seat there yet and is named in words.
    expect(there.items[0]?.presenterText).toBe('Chủ tịch xã Hòa Khê, Chức vụ 1000');
    expect(await itemOf(room.items.second)).toMatchObject({ state: 'postponed', movedTo: { meetingId: to, title: 'Phiên họp thường kỳ tháng 12 năm 2026' }, expectedStart: null });
    await expect(moveTo(room.items.second, to)).rejects.toMatchObject({ reason: 'sitting.item_moved_away' });
    await expect(start(room.items.second, room.items.first)).rejects.toMatchObject({ reason: 'sitting.item_moved_away' });
    await expect(room.execute('agenda.remove-item', { itemId: room.items.second, version: 1 }, room.secretary)).rejects.toMatchObject({ reason: 'agenda.begun_items_stay' });
    expect(await minutes()).toContain('được chuyển sang Phiên họp thường kỳ tháng 12 năm 2026, ngày 26 tháng 12 năm 2026 (lý do: Chờ ý kiến thẩm định).');
  });

  it('sitting L45 refuses what has begun, sessions of other bodies, those that are over and those of others', async () => {
    room = await openAssembly();
    await start(room.items.first, null);
    const to = await another('published');
    await expect(moveTo(room.items.first, to)).rejects.toMatchObject({ code: 'conflict', reason: 'sitting.item_begun' });
    await expect(moveTo(room.items.pause, to)).rejects.toMatchObject({ code: 'rejected', reason: 'sitting.only_items_move' });
    await expect(moveTo(room.items.second, room.meetingId)).rejects.toMatchObject({ reason: 'sitting.other_body' });
    await expect(moveTo(room.items.second, to, room.members[3])).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.officers_only' });
    const foreign = await another('published', []);
    await expect(moveTo(room.items.second, foreign)).rejects.toMatchObject({ code: 'not_found' });
    const over = await another('published');
    await write((tx) => tx.meeting.update({ where: { id: over }, data: { state: 'closed' } }));
    await expect(moveTo(room.items.second, over)).rejects.toMatchObject({ code: 'conflict', reason: 'sitting.target_over' });
    const body = await db().body.findFirstOrThrow();
    const elsewhere = room.installation.application.ports.ids.next();
    await write((tx) => tx.body.create({ data: { ...body, id: elsewhere } }));
    const other = await another('published');
    await write((tx) => tx.meeting.update({ where: { id: other }, data: { bodyId: elsewhere } }));
    await expect(moveTo(room.items.second, other)).rejects.toMatchObject({ reason: 'sitting.other_body' });
    expect(await itemOf(room.items.second)).toMatchObject({ state: 'coming', movedTo: null });
  });

  it('sitting L45 a session that nobody was told of is named to nobody', async () => {
    room = await openAssembly();
    const to = await another('draft', ['secretary']);
    expect((await room.query('sitting.move-targets', meeting(), room.chair))).toEqual([]);
    await expect(moveTo(room.items.second, to, room.chair)).rejects.toMatchObject({ code: 'not_found' });
    await moveTo(room.items.second, to);
    expect((await itemOf(room.items.second))?.movedTo).toEqual({ meetingId: null, title: '', startsAt: null });
    expect(await minutes()).toContain('được chuyển sang một phiên họp sau (lý do: Chờ ý kiến thẩm định).');
  });

  it('sitting L47 an item is put off with its reason, and taking it up again forgets it', async () => {
    room = await openAssembly();
    await start(room.items.first, null);
    await room.execute('sitting.postpone-item', { ...meeting(), itemId: room.items.second, currentItemId: room.items.first, reason: 'Thiếu hồ sơ' }, room.chair);
    expect((await itemOf(room.items.second))?.putOffReason).toBe('Thiếu hồ sơ');
    await start(room.items.second, room.items.first);
    expect((await itemOf(room.items.second))?.putOffReason).toBe('');
    await room.execute('sitting.postpone-item', { ...meeting(), itemId: room.items.second, currentItemId: room.items.second, reason: 'Hết giờ' }, room.chair);
    expect(await minutes()).toContain('Nội dung này chưa kết thúc tại phiên họp, được hoãn lại (lý do: Hết giờ).');
  });
});

describe('items adopted without debate', () => {
  it('agenda A34 marks items with papers in the system, until they begin; not those somebody takes no part in', async () => {
    room = await openAssembly();
    await expect(block(room.items.paper)).rejects.toMatchObject({ code: 'rejected', reason: 'agenda.block_items_only' });
    await room.execute('agenda.recuse', { itemId: room.items.first, personId: room.members[4]?.personId ?? '', reason: 'Người nhà' }, room.chair);
    await expect(block(room.items.first)).rejects.toMatchObject({ code: 'conflict', reason: 'agenda.block_recused' });
    await block(room.items.second);
    await expect(block(room.items.second)).rejects.toMatchObject({ code: 'conflict', reason: 'agenda.changed_elsewhere' });
    expect((await itemOf(room.items.second))?.block).toBe('in');
    await room.execute('agenda.recuse', { itemId: room.items.second, personId: room.members[4]?.personId ?? '', reason: 'Người nhà' }, room.chair);
    expect((await itemOf(room.items.second))?.block).toBeNull();
    await start(room.items.first, null);
    await expect(block(room.items.first)).rejects.toMatchObject({ reason: 'agenda.begun_items_stay' });
  });

  it('sitting L49 agenda A35 a member pulls an item by one tap until the vote opens; it does not go back in', async () => {
    room = await openAssembly();
    await block(room.items.first);
    await block(room.items.second);
    const pull = (who: Assembly['chair'] | undefined) => room.execute('sitting.pull-item', { ...meeting(), itemId: room.items.first }, who ?? room.chair, { commandId: randomUUID() });
    await expect(pull(room.guest)).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.members_only' });
    await pull(room.members[5]);
    await expect(pull(room.members[6])).rejects.toMatchObject({ code: 'conflict', reason: 'sitting.already_pulled' });
    await expect(block(room.items.first, true, 2)).rejects.toMatchObject({ reason: 'agenda.block_pulled' });
    await expect(room.execute('sitting.take-block', { ...meeting(), currentItemId: null }, room.chair)).rejects.toMatchObject({ code: 'conflict', reason: 'voting.block_too_small', params: { needed: 2 } });
  });

  it('sitting L48 voting V38 V40 agenda A36 A37 one question stands for each item: adopted without debate, with its conclusion, in the minutes', async () => {
    room = await openAssembly();
    const third = await add('Chính sách cán bộ');
    for (const id of [room.items.first, room.items.second, third]) await block(id);
    const { questionId, itemIds } = await room.execute('sitting.take-block', { ...meeting(), currentItemId: null }, room.chair);
    expect(itemIds).toEqual([room.items.first, room.items.second, third]);
    const [question] = (await view()).questions;
    expect(question).toMatchObject({ id: questionId, text: 'Thông qua không thảo luận các nội dung 1, 2, 4', covers: itemIds, state: 'draft' });
    await expect(room.execute('voting.update-question', { ...meeting(), questionId, version: 1, text: 'Khác', kind: 'approve' }, room.secretary)).rejects.toMatchObject({ reason: 'voting.block_worded' });
    await room.execute('voting.open-question', { ...meeting(), questionId }, room.chair);
    // What is voted on stays as it is.
    const refused = { code: 'conflict', reason: 'agenda.block_voting' };
    await expect(room.execute('sitting.pull-item', { ...meeting(), itemId: third }, room.members[3] ?? room.chair)).rejects.toMatchObject(refused);
    await expect(room.execute('sitting.postpone-item', { ...meeting(), itemId: third, currentItemId: room.items.first }, room.chair)).rejects.toMatchObject(refused);
    await expect(room.execute('agenda.recuse', { itemId: third, personId: room.members[3]?.personId ?? '', reason: 'Người nhà' }, room.chair)).rejects.toMatchObject(refused);
    const present = (await view()).attendance.quorum.present;
    room.installation.clock.set('2026-11-26T01:10:00Z');
    await room.execute('voting.record-show-of-hands', { ...meeting(), questionId, present, hands: { kind: 'approve', for: present, against: 0, abstain: 0 } }, room.secretary);
    const after = await view();
    expect(after.items.filter(({ id }) => itemIds.includes(id)).map(({ state }) => state)).toEqual(['now', 'done', 'done']);
    expect(after.officers.conclusions.filter(({ itemId }) => itemIds.includes(itemId)).map(({ text }) => text)).toEqual(Array.from({ length: 3 }, () => 'Thông qua, không thảo luận.'));
    const words = await minutes();
    expect(words).toContain('Nội dung này được thông qua không thảo luận, cùng các nội dung 2, 4, bằng một lần biểu quyết chung.');
    expect(words).toContain('Nội dung này được thông qua không thảo luận, cùng các nội dung 1, 4; kết quả biểu quyết chung ghi tại Nội dung 1.');
    expect((await eventsOf(db(), room.meetingId)).filter(({ type }) => type === 'voting.block_settled')).toHaveLength(1);
  });

  it('voting V39 an item pulled before the opening is not voted on; the one it is run from pulled, the question goes', async () => {
    room = await openAssembly();
    const third = await add('Chính sách cán bộ');
    for (const id of [room.items.first, room.items.second, third]) await block(id);
    const { questionId } = await room.execute('sitting.take-block', { ...meeting(), currentItemId: null }, room.chair);
    await room.execute('sitting.pull-item', { ...meeting(), itemId: room.items.second }, room.members[7] ?? room.chair);
    expect((await view()).questions).toMatchObject([{ id: questionId, text: 'Thông qua không thảo luận các nội dung 1, 4', covers: [room.items.first, third] }]);
    await room.execute('sitting.pull-item', { ...meeting(), itemId: room.items.first }, room.chair);
    expect((await view()).questions).toEqual([]);
    expect(await itemOf(third)).toMatchObject({ state: 'coming', block: 'in' });
    expect(await itemOf(room.items.second)).toMatchObject({ state: 'coming', block: 'pulled' });
  });

  it('voting V40 agenda A37 a block that is not adopted falls apart: each item is dealt with in its place', async () => {
    room = await openAssembly();
    for (const id of [room.items.first, room.items.second]) await block(id);
    const { questionId } = await room.execute('sitting.take-block', { ...meeting(), currentItemId: null }, room.chair);
    await room.execute('voting.open-question', { ...meeting(), questionId }, room.chair);
    const present = (await view()).attendance.quorum.present;
    await room.execute('voting.record-show-of-hands', { ...meeting(), questionId, present, hands: { kind: 'approve', for: 3, against: present - 3, abstain: 0 } }, room.secretary);
    expect(await itemOf(room.items.second)).toMatchObject({ state: 'coming', block: 'pulled' });
    expect(await itemOf(room.items.first)).toMatchObject({ state: 'now', block: 'pulled' });
    await start(room.items.second, room.items.first);
    expect((await itemOf(room.items.second))?.state).toBe('now');
  });
});
