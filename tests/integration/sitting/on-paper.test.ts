import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createBus } from '../../../server/kernel/bus';
import { defineCommand } from '../../../server/kernel/command';
import { createRegistry, defineModule } from '../../../server/kernel/module';
import { modules } from '../../../server/modules';
import { everyone } from '../../../server/kernel/policy';
import { eventsOf } from '../../../server/kernel/repository.history';
import { SECTIONS } from '../../../server/modules/exports/sections';
import { recordedMinutes } from '../../../server/modules/minutes/facts';
import { blankTurn, blankVote, type PaperNotes } from '../../../server/shared/rules/paper-notes';
import { z } from 'zod';
import { assemble, openAssembly, type Assembly } from './assembly';

let room: Assembly;
afterEach(() => room.close());

const meeting = () => ({ meetingId: room.meetingId });
const at = (time: string): void => room.installation.clock.set(time);
const form = () => room.query('sitting.notes', meeting(), room.secretary);
const save = async (content: PaperNotes, version = 0, who = room.secretary) => (await room.execute('sitting.save-notes', { ...meeting(), version, content }, who, { commandId: randomUUID() })).version;
const enter = (version: number, commandId = randomUUID(), who = room.secretary) => room.execute('sitting.enter-notes', { ...meeting(), version }, who, { commandId });
const events = async () => eventsOf(room.installation.application.database.reader, room.meetingId);
const said = async () => (await recordedMinutes(room.installation.application.database.reader, room.meetingId)).map(({ text }) => text);
const approve = (of: number, against: number, abstain: number) => ({ for: of, against, abstain });
const vote = (counts: Record<string, number>, over: Partial<PaperNotes['votes'][number]> = {}): PaperNotes['votes'][number] => ({ ...blankVote, key: 'v1', itemId: room.items.first, text: 'Thông qua kế hoạch năm 2027?', at: '08:40', counts, ...over });

/** What the notes of a whole sitting say: 20 of 21 there, one of them from half past eight on. */
async function whole(change: (notes: PaperNotes) => Partial<PaperNotes> = () => ({})): Promise<PaperNotes> {
  const { content } = await form();
  const fill: Record<string, Partial<PaperNotes['items'][number]>> = {
    [room.items.first]: { from: '08:05', to: '08:45', conclusion: 'Giao Sở Kế hoạch và Đầu tư hoàn chỉnh.' },
    [room.items.second]: { from: '08:50', to: '09:20' },
    [room.items.pause]: { fate: 'left_out' },
    [room.items.paper]: { fate: 'put_off', reason: 'thiếu tài liệu' },
  };
  const notes: PaperNotes = {
    ...content,
    date: '2026-11-26',
    presidedById: room.chair.personId,
    beganAt: '08:00',
    endedAt: '09:30',
    reason: 'mất điện toàn bộ trụ sở',
    keptBy: 'đồng chí Đàm Thị Ngọc Ước',
    items: content.items.map((item) => ({ ...item, ...fill[item.itemId] })),
    people: [
      { personId: room.members[20]?.personId ?? '', attendance: 'excused', reason: 'đi công tác', came: '', left: '' },
      { personId: room.members[5]?.personId ?? '', attendance: 'room', reason: '', came: '08:30', left: '' },
      { personId: room.members[6]?.personId ?? '', attendance: 'room', reason: '', came: '', left: '09:00' },
    ],
    floor: [{ ...blankTurn, key: 'f1', itemId: room.items.first, personId: room.members[2]?.personId ?? '', from: '08:10', to: '08:15' }],
    votes: [vote(approve(15, 2, 3))],
    breaks: [{ key: 'b1', from: '09:05', to: '09:10' }],
  };
  return { ...notes, ...change(notes) };
}

const faults = async (change: (notes: PaperNotes) => Partial<PaperNotes>): Promise<Record<string, string>> => {
  const { version } = await form();
  const refused = (await enter(await save(await whole(change), version)).catch((error: unknown) => error)) as { reason: string; params: { count: number; faults: string } };
  expect(refused.reason).toBe('notes.faults');
  const found = JSON.parse(refused.params.faults) as { field: string; reason: string }[];
  expect(refused.params.count).toBe(found.length);
  return Object.fromEntries(found.map(({ field, reason }) => [field, reason]));
};

describe('a sitting held on paper', () => {
  it('sitting L62 the form keeps what is filled in, for those who prepare the session; of two who fill it in the second is told', async () => {
    room = await assemble();
    expect(await form()).toMatchObject({ version: 0, can: { edit: true, confirm: false }, content: { presidedById: room.chair.personId, keptBy: 'Đàm Thị Ngọc Ước' } });
    const notes = await whole(() => ({ endedAt: '' }));
    expect(await save(notes)).toBe(1);
    expect((await form()).content).toEqual(notes);
    await expect(save(notes, 0, room.assistant)).rejects.toMatchObject({ code: 'conflict', reason: 'notes.changed_elsewhere', params: { by: 'Đàm Thị Ngọc Ước' } });
    await expect(save(notes, 1, room.chair)).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.secretary_only' });
    await expect(room.query('sitting.notes', meeting(), room.members[3] ?? room.chair)).rejects.toMatchObject({ code: 'forbidden' });
    expect((await events()).filter(({ type }) => type.startsWith('sitting.'))).toEqual([]);
  });

  it('sitting L65 what is entered leaves what a sitting in the hall leaves, at the times of the notes, with who entered it and when', async () => {
    room = await assemble();
    at('2026-11-26T09:00:00Z');
    const version = await save(await whole());
    const commandId = randomUUID();
    const entered = await enter(version, commandId);
    expect(entered).toMatchObject({ enteredAt: '2026-11-26T09:00:00.000Z', paperFrom: '2026-11-26T01:00:00.000Z' });
    expect(await enter(version, commandId)).toEqual(entered);
    const history = await events();
    expect(history.map(({ type, at: when }) => `${when.toISOString().slice(11, 16)} ${type.slice(type.indexOf('.') + 1)}`).filter((line) => !line.includes('question_created'))).toEqual([
      '01:00 went_on_paper', '01:00 attendance_marked', '01:00 session_opened', '01:05 item_started', '01:10 requested', '01:10 given', '01:15 ended', '01:30 attendance_marked', '01:40 question_opened', '01:40 question_closed',
      '01:45 conclusion_recorded', '01:45 item_ended', '01:50 item_started', '02:00 person_left', '02:05 paused', '02:10 resumed', '02:20 item_ended', '02:30 item_postponed', '02:30 session_closed',
    ].map((line) => line));
    expect(history.every(({ enteredAt }) => enteredAt?.toISOString() === '2026-11-26T09:00:00.000Z')).toBe(true);
    expect(history.map(({ seq }) => seq)).toEqual(history.map((_event, index) => index + 1));
    const { rows } = await room.query('sitting.floor-record', meeting(), room.secretary);
    expect(rows.filter(({ speaker }) => speaker !== '')).toMatchObject([{ speaker: 'Ủy viên 3', seconds: 300 }]);
    const { people } = await room.query('sitting.attendance-list', meeting(), room.secretary);
    expect(people[5]?.changes).toMatchObject([{ at: new Date('2026-11-26T01:30:00Z'), state: 'room' }]);
    expect(people[6]?.changes.map(({ state }) => state)).toEqual(['room', 'left']);
    const text = (await said()).join('\n');
    expect(text).toContain('Phiên họp khai mạc lúc 08 giờ 00');
    expect(text).toContain('có mặt 20/21 đồng chí');
    expect(text).toContain('tán thành 15/21 thành viên');
    await expect(enter(version)).rejects.toMatchObject({ code: 'conflict', reason: 'notes.entered' });
    await expect(save(await whole(), version)).rejects.toMatchObject({ code: 'conflict', reason: 'notes.entered' });
  });

  it('sitting L64 everything that cannot have been is told at its row, all of it, and nothing is entered', async () => {
    room = await assemble();
    at('2026-11-26T09:00:00Z');
    expect(await faults(() => ({ beganAt: '10:00', endedAt: '09:30' }))).toMatchObject({ endedAt: 'notes.ends_before_begin' });
    expect(await faults(() => ({ date: '2026-11-27' }))).toMatchObject({ beganAt: 'notes.in_future', endedAt: 'notes.in_future' });
    expect(await faults(() => ({ reason: '', keptBy: '', presidedById: null }))).toEqual({ reason: 'notes.reason_needed', keptBy: 'notes.keeper_needed', presidedById: 'notes.chair_needed' });
    const person = (index: number) => room.members[index]?.personId ?? '';
    expect(
      await faults(({ items, people }) => ({
        people: [...people, { personId: person(6), attendance: 'room', reason: '', came: '', left: '' }, { personId: room.stranger.personId, attendance: 'room', reason: '', came: '', left: '' }, { personId: person(8), attendance: 'excused', reason: '', came: '', left: '' }, { personId: person(9), attendance: 'room', reason: '', came: '09:00', left: '08:40' }, { personId: person(10), attendance: 'room', reason: '', came: '07:00', left: '' }],
        items: items.map((item) => (item.itemId === room.items.second ? { ...item, from: '08:40' } : item.itemId === room.items.closing ? { ...item, fate: 'put_off' as const } : item)),
        floor: [{ ...blankTurn, key: 'a', itemId: room.items.first, personId: person(1), from: '08:10', to: '08:20' }, { ...blankTurn, key: 'b', itemId: room.items.first, personId: person(2), from: '08:15', to: '08:25' }, { ...blankTurn, key: 'c', itemId: room.items.first, personId: person(2), from: '08:40', to: '08:50' }],
        votes: [vote({ for: 1 }), vote(approve(1, 1, 1), { key: 'v2', at: '09:10' }), vote({ ...approve(10, 4, 0), issued: 15, returned: 15, invalid: 1 }, { key: 'v3', way: 'paper', at: '08:45' })],
        breaks: [{ key: 'b1', from: '09:05', to: '09:10' }, { key: 'b2', from: '09:08', to: '09:12' }],
      })),
    ).toEqual({
      [`people ${person(6)}`]: 'notes.twice', [`people ${room.stranger.personId}`]: 'notes.no_seat', [`people ${person(8)}`]: 'notes.absence_needs_reason', [`people ${person(9)}`]: 'notes.span_backwards', [`people ${person(10)}`]: 'notes.outside',
      [`items ${room.items.second}`]: 'notes.items_overlap', [`items ${room.items.closing}`]: 'notes.nothing_to_put_off', 'floor b': 'notes.two_floors', 'floor c': 'notes.outside_item', 'votes v1': 'notes.figures_needed', 'votes v2': 'notes.outside_item', 'breaks b2': 'notes.breaks_overlap',
    });
    expect(await events()).toEqual([]);
  });

  it('sitting L65 the rules of the body judge it as in the hall: quorum, who presides, more hands than people, who takes no part', async () => {
    room = await assemble();
    await room.execute('agenda.recuse', { itemId: room.items.first, personId: room.members[4]?.personId ?? '', reason: 'có liên quan' }, room.secretary);
    at('2026-11-26T09:00:00Z');
    const away = (count: number) => room.members.slice(21 - count).map(({ personId }) => ({ personId, attendance: 'unexcused' as const, reason: '', came: '', left: '' }));
    expect(await faults(() => ({ people: away(8) }))).toEqual({ beganAt: 'sitting.no_quorum' });
    expect(await faults(() => ({ votes: [vote(approve(19, 2, 3))] }))).toEqual({ 'votes v1': 'voting.more_than_present' });
    // Twenty there at 08:40 less the one who takes no part.
    expect(await faults(() => ({ votes: [vote(approve(15, 2, 3))] }))).toEqual({ 'votes v1': 'voting.more_than_present' });
    expect(await faults(() => ({ floor: [{ ...blankTurn, key: 'f1', itemId: room.items.first, personId: room.members[4]?.personId ?? '', from: '08:10', to: '08:15' }] }))).toEqual({ 'floor f1': 'notes.recused' });
    expect(await faults(() => ({ votes: [], floor: [{ ...blankTurn, key: 'f1', itemId: room.items.first, personId: room.members[5]?.personId ?? '', from: '08:10', to: '08:15' }] }))).toEqual({ 'floor f1': 'floor.not_there' });
    expect(await faults(() => ({ votes: [], presidedById: room.members[3]?.personId ?? '' }))).toEqual({ presidedById: 'sitting.not_deputy' });
    expect(await faults(({ people }) => ({ votes: [], people: [...people.slice(0, 2), ...away(7).slice(0, 6), { personId: room.members[6]?.personId ?? '', attendance: 'room', reason: '', came: '', left: '' }] }))).toEqual({ beganAt: 'sitting.no_quorum' });
    expect((await room.query('sitting.on-paper', meeting(), room.chair)).mark).toBeNull();
    expect(await events().then((all) => all.filter(({ type }) => type === 'sitting.session_opened'))).toEqual([]);
  });

  it('sitting L63 minutes N24 the rest of a running sitting: from a moment on, after what was recorded live; what tablets said later of people does not count', async () => {
    room = await openAssembly();
    await room.execute('sitting.start-item', { ...meeting(), itemId: room.items.first, currentItemId: null }, room.chair);
    at('2026-11-26T01:40:00Z');
    const { questionId } = await room.execute('voting.create-question', { ...meeting(), itemId: room.items.first, text: 'Thông qua?' }, room.secretary);
    at('2026-11-26T04:00:00Z');
    await room.execute('sitting.leave', { ...meeting(), personId: room.members[1]?.personId ?? '' }, room.members[1] ?? room.chair);
    const rest = (beganAt: string) => (notes: PaperNotes): Partial<PaperNotes> => ({
      beganAt, endedAt: '10:00', floor: [], people: notes.people.slice(1).map((one) => ({ ...one, came: '', left: '' })), breaks: [],
      items: notes.items.map((item) => (item.itemId === room.items.first ? { ...item, to: '08:45' } : item)), votes: [vote(approve(15, 1, 2), { questionId, text: '' })],
    });
    expect(await faults(rest('08:01'))).toMatchObject({ beganAt: 'notes.recorded_live' });
    await enter(await save(await whole(rest('08:30')), (await form()).version));
    const { people } = await room.query('sitting.attendance-list', meeting(), room.secretary);
    expect(people[1]).toMatchObject({ changes: [{ state: 'room' }], items: [{ presence: 'all' }, { presence: 'all' }] });
    const history = await events();
    expect(history.filter(({ enteredAt }) => enteredAt).map(({ type }) => type)).not.toContain('sitting.session_opened');
    expect((await said()).join('\n')).toContain('Từ 08 giờ 30, phiên họp được tiến hành trên giấy (lý do: mất điện toàn bộ trụ sở)');
    expect((await room.query('sitting.on-paper', meeting(), room.members[3] ?? room.chair)).mark).toMatchObject({ isWhole: false, by: 'Đàm Thị Ngọc Ước' });
  });

  it('sitting L66 a secret vote is entered as the figures a committee counted, without anybody’s ballot; a block as one vote', async () => {
    room = await assemble();
    at('2026-11-26T09:00:00Z');
    const notes = await whole(({ items }) => ({
      items: items.map((item) => (item.itemId === room.items.first || item.itemId === room.items.second ? { ...item, fate: 'block' as const, from: '', to: '', conclusion: '' } : item.itemId === room.items.opening ? { ...item, fate: 'taken' as const, from: '08:00', to: '08:20' } : item)),
      block: { from: '08:30', to: '08:40', counts: approve(18, 0, 2), chair: null },
      floor: [], breaks: [],
      votes: [vote({ ...approve(12, 4, 2), issued: 19, returned: 19, invalid: 1 }, { itemId: room.items.opening, way: 'paper', at: '08:15', text: 'Bầu Ban kiểm phiếu?' })],
    }));
    await enter(await save(notes));
    const text = (await said()).join('\n');
    expect(text).toContain('Hình thức: bỏ phiếu kín bằng phiếu giấy, do tổ kiểm phiếu kiểm đếm. Phát ra 19 phiếu, thu về 19 phiếu. Kết quả: tán thành 12/21 thành viên (57,1%); không tán thành 4; không biểu quyết 2; không hợp lệ 1');
    expect(text).toContain('được thông qua không thảo luận, cùng các nội dung 2');
    expect(await room.query('voting.counted-secret', meeting(), room.chair)).toEqual([]);
    expect((await events()).some(({ type }) => /ballot/.test(type))).toBe(false);
  });

  it('sitting L67 minutes N25 whoever presided confirms it, once, before the minutes are approved', async () => {
    room = await assemble();
    at('2026-11-26T09:00:00Z');
    await enter(await save(await whole()));
    const confirm = (who = room.chair) => room.execute('sitting.confirm-notes', { ...meeting(), remark: 'Nội dung 2 bắt đầu lúc 08 giờ 52.' }, who, { commandId: randomUUID() });
    expect((await room.query('sitting.notes-tasks', {}, room.chair)).tasks).toMatchObject([{ meetingId: room.meetingId }]);
    const { minutesId } = await room.execute('minutes.draft', meeting(), room.secretary);
    await room.execute('minutes.submit', { minutesId, version: 1 }, room.secretary);
    await expect(room.execute('minutes.approve', { minutesId, version: 2 }, room.chair)).rejects.toMatchObject({ code: 'conflict', reason: 'minutes.notes_unconfirmed' });
    await expect(confirm(room.secretary)).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.chair_only' });
    await confirm();
    await expect(confirm()).rejects.toMatchObject({ code: 'conflict', reason: 'notes.confirmed' });
    expect((await room.query('sitting.notes-tasks', {}, room.chair)).tasks).toEqual([]);
  });

  it('sitting L68 no other command says that something happened at another time than now, and none later than now', async () => {
    room = await assemble();
    const commands = createRegistry(modules).commands;
    expect([...commands.values()].filter(({ entersNotes }) => entersNotes).map(({ name }) => name)).toEqual(['sitting.enter-notes']);
    const told = (entersNotes: boolean, happenedAt: string) => {
      const say = defineCommand({
        name: 'agenda.say', input: z.object({}), load: () => Promise.resolve({}), policy: everyone, ...(entersNotes ? { entersNotes: true as const } : {}),
        run: (_input, _loaded, { emit }) => Promise.resolve(emit({ type: 'agenda.said', stream: 'x', payload: {}, happenedAt: new Date(happenedAt) })),
        audit: () => ({ objectType: 'x', objectId: 'x' }),
      });
      const { database, ports } = room.installation.application;
      return createBus(createRegistry([defineModule({ name: 'agenda', dependsOn: [], tables: [], commands: [say], queries: [], liveViews: [] })]), database, ports).execute('agenda.say', {}, room.secretary);
    };
    await expect(told(false, '2026-11-25T01:00:00Z')).rejects.toThrow('said by the clock');
    await expect(told(true, '2026-11-27T01:00:00Z')).rejects.toThrow('said by the clock');
    await told(true, '2026-11-25T01:00:00Z');
    expect(await eventsOf(room.installation.application.database.reader, 'x')).toMatchObject([{ at: new Date('2026-11-25T01:00:00Z'), enteredAt: new Date('2026-11-26T00:30:00Z') }]);
  });

  it('exports E10 E11 the archive has hand-overs, blocks, adjournments and spots, and tells apart what was entered from notes', async () => {
    room = await assemble();
    await room.execute('meetings.lay-seats', { ...meeting(), shape: 'rows', count: 24 } as never, room.secretary).catch(() => undefined);
    at('2026-11-26T09:00:00Z');
    await enter(await save(await whole()));
    const { database } = room.installation.application;
    const rowsOf = async (name: string) => {
      const section = SECTIONS.session.find((one) => one.name === name);
      const { rows } = (await section?.page(database.reader, room.meetingId, null)) ?? { rows: [] };
      for (const row of rows) expect(Object.keys(row).sort(), name).toEqual(Object.keys(section?.columns ?? {}).sort());
      return rows;
    };
    expect(await rowsOf('paper-notes')).toMatchObject([{ paperFrom: new Date('2026-11-26T01:00:00Z'), enteredById: room.secretary.personId, confirmedAt: null }]);
    expect((await rowsOf('events')).every(({ enteredAt }) => enteredAt instanceof Date)).toBe(true);
    expect(await rowsOf('pauses')).toMatchObject([{ until: null }]);
    expect((await rowsOf('agenda')).map(({ putOffReason }) => putOffReason)).toContain('thiếu tài liệu');
    expect(await rowsOf('session')).toMatchObject([{ calledChairId: null, continuesAt: null, roomId: null }]);
    expect(await rowsOf('hand-overs')).toEqual([]);
    expect(await rowsOf('spots')).toEqual(expect.any(Array));
  });

  it('sitting L69 that the list was printed is in the audit log; only those who run the sitting print it', async () => {
    room = await assemble();
    await room.execute('sitting.issue-list', { ...meeting(), form: 'print' }, room.chair);
    await expect(room.execute('sitting.issue-list', { ...meeting(), form: 'print' }, room.members[3] ?? room.chair)).rejects.toMatchObject({ code: 'forbidden' });
    const entries = await room.installation.application.database.reader.auditEntry.findMany({ where: { action: 'sitting.issue-list' } });
    expect(entries.map(({ details }) => details)).toEqual(['{"form":"print"}']);
    expect(await room.query('sitting.attendance-list', meeting(), room.secretary)).toMatchObject({ body: 'Ủy ban nhân dân tỉnh', secretary: 'Đàm Thị Ngọc Ước', onPaper: null });
  });
});
