import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import type { Db } from '../../../server/kernel/ports/database';
import { eventsOf } from '../../../server/kernel/repository.history';
import { recordedMinutes } from '../../../server/modules/minutes/facts';
import type { ConsentRule } from '../../../server/shared/rules/consent';
import { provincialCommitteePolicy } from '../../../server/shared/law/provincial-committee';
import { assemble, openAssembly, type Assembly } from '../sitting/assembly';

let room: Assembly;
afterEach(() => room.close());

type Kind = 'consent' | 'speak' | 'object' | 'question';
const meeting = () => ({ meetingId: room.meetingId });
const db = () => room.installation.application.database.reader;
const write = <T>(work: (tx: Db) => Promise<T>): Promise<T> => room.installation.application.database.transaction(work);
const member = (index: number): PersonCaller => {
  const found = room.members[index];
  if (!found) throw new Error(`no member ${index}`);
  return found;
};
const boardOf = (who: PersonCaller) => room.query('positions.board', meeting(), who);
const rowOf = async (itemId: string, who: PersonCaller = room.secretary) => (await boardOf(who)).items.find(({ id }) => id === itemId);
const declare = async (who: PersonCaller, itemId: string, kind: Kind, more: { words?: string; minutes?: number; seen?: number } = {}) =>
  room.execute('positions.declare', { ...meeting(), itemId, kind, seen: (await rowOf(itemId, who))?.seen ?? 0, ...more }, who, { commandId: randomUUID() });
const withdraw = async (who: PersonCaller, itemId: string) => room.execute('positions.withdraw', { ...meeting(), itemId, seen: (await rowOf(itemId, who))?.seen ?? 0 }, who, { commandId: randomUUID() });
const consentAll = async (itemId: string, count = room.members.length) => {
  for (const who of room.members.slice(0, count)) await declare(who, itemId, 'consent');
};
const rule = (consent: ConsentRule) => write((tx) => tx.meeting.update({ where: { id: room.meetingId }, data: { policy: JSON.stringify({ ...provincialCommitteePolicy, positions: { consent } }) } }));
const blockOf = async (itemId: string) => (await db().agendaItem.findUniqueOrThrow({ where: { id: itemId } })).block;
const start = (itemId: string, currentItemId: string | null) => room.execute('sitting.start-item', { ...meeting(), itemId, currentItemId }, room.chair);
const items = () => room.items;

describe('what a member declares', () => {
  it('positions PO1 a member declares what they think of an item by one tap, and says more where it helps', async () => {
    room = await assemble({ members: 5 });
    await declare(member(1), items().second, 'consent');
    await declare(member(2), items().second, 'speak');
    await declare(member(3), items().second, 'object', { words: ' Chưa rõ   nguồn vốn ' });
    await declare(member(4), items().second, 'question', { words: 'Nguồn vốn từ đâu?' });
    expect((await rowOf(items().second, member(2)))?.own).toMatchObject({ kind: 'speak', words: '', minutes: 3 });
    await declare(member(2), items().second, 'speak', { words: 'Tiến độ giải ngân', minutes: 5 });
    expect((await rowOf(items().second))?.remarks?.map(({ name, kind, words, minutes }) => [name, kind, words, minutes])).toEqual([
      ['Ủy viên 4', 'object', 'Chưa rõ nguồn vốn', 3], ['Ủy viên 5', 'question', 'Nguồn vốn từ đâu?', 3], ['Ủy viên 3', 'speak', 'Tiến độ giải ngân', 5],
    ].sort((a, b) => Number(String(a[0]).slice(-1)) - Number(String(b[0]).slice(-1))));
    expect((await rowOf(items().second))?.tally).toEqual({ consent: 1, speak: 1, object: 1, question: 1 });
    await expect(declare(member(1), items().second, 'question')).rejects.toMatchObject({ code: 'invalid', reason: 'positions.question_needed' });
    await expect(declare(member(1), items().first, 'question', { words: 'Vì sao?' })).rejects.toMatchObject({ reason: 'positions.asks_itself' });
  });

  it('positions PO2 only members declare, of items with papers in the system, and who takes no part in one does not', async () => {
    room = await assemble({ members: 5 });
    for (const who of [room.guest, room.secretary, room.substitute]) await expect(declare(who, items().first, 'consent')).rejects.toMatchObject({ code: 'forbidden', reason: 'positions.members_only' });
    await expect(declare(room.stranger, items().first, 'consent')).rejects.toMatchObject({ code: 'not_found' });
    for (const itemId of [items().paper, items().pause, items().opening]) await expect(declare(member(1), itemId, 'consent')).rejects.toMatchObject({ reason: 'positions.no_positions' });
    await declare(member(2), items().second, 'speak');
    await room.execute('agenda.recuse', { itemId: items().second, personId: member(2).personId, reason: 'Có liên quan' }, member(2));
    await expect(declare(member(2), items().second, 'consent')).rejects.toMatchObject({ code: 'conflict', reason: 'positions.recused' });
    expect(await rowOf(items().second, member(2))).toMatchObject({ isOut: true, own: null, tally: null, remarks: null });
    expect(await rowOf(items().second)).toMatchObject({ tally: { speak: 0 }, remarks: [], members: 4 });
  });

  it('positions PO3 it is changed and withdrawn until the item begins, and stays in the record', async () => {
    room = await openAssembly({ members: 5, present: 5 });
    await declare(member(1), items().second, 'object', { words: 'Chưa rõ' });
    await declare(member(1), items().second, 'consent');
    await declare(member(1), items().second, 'speak');
    await withdraw(member(1), items().second);
    await withdraw(member(1), items().second);
    expect((await rowOf(items().second, member(1)))?.own).toBeNull();
    expect(await db().position.findMany({ where: { meetingId: room.meetingId } })).toMatchObject([{ kind: 'withdrawn', words: '' }]);
    expect((await eventsOf(db(), room.meetingId)).filter(({ type }) => type.startsWith('positions.')).map(({ type, payload }) => [type, payload['kind']])).toEqual([
      ['positions.declared', 'object'], ['positions.declared', 'consent'], ['positions.declared', 'speak'], ['positions.withdrawn', undefined],
    ]);
    await expect(withdraw(member(2), items().second)).rejects.toMatchObject({ reason: 'positions.nothing_declared' });
    await start(items().second, null);
    await expect(declare(member(1), items().second, 'object')).rejects.toMatchObject({ code: 'conflict', reason: 'positions.item_begun' });
    await expect(withdraw(member(1), items().second)).rejects.toMatchObject({ reason: 'positions.item_begun' });
  });

  it('positions PO4 of two tablets the second is told that the first was earlier, and the same said twice is no conflict', async () => {
    room = await assemble({ members: 5 });
    await declare(member(1), items().second, 'speak', { words: 'Vốn', seen: 0 });
    await expect(declare(member(1), items().second, 'consent', { seen: 0 })).rejects.toMatchObject({ code: 'conflict', reason: 'positions.changed_elsewhere', params: { by: '@own' } });
    await expect(room.execute('positions.withdraw', { ...meeting(), itemId: items().second, seen: 7 }, member(1))).rejects.toMatchObject({ reason: 'positions.changed_elsewhere' });
    await declare(member(1), items().second, 'speak', { words: 'Vốn', seen: 0 });
    expect((await rowOf(items().second, member(1)))?.own).toMatchObject({ kind: 'speak', words: 'Vốn' });
  });
});

describe('the block', () => {
  it('positions PO5 builds itself of what all members have nothing against, and silence is no consent', async () => {
    room = await assemble({ members: 5 });
    await consentAll(items().first);
    await consentAll(items().second, 4);
    expect([await blockOf(items().first), await blockOf(items().second)]).toEqual(['in', null]);
    expect([(await rowOf(items().first))?.standing, (await rowOf(items().second))?.standing]).toEqual(['agreed', 'open']);
    await declare(member(4), items().second, 'speak');
    expect((await rowOf(items().second))?.standing).toBe('contested');
    await declare(member(4), items().second, 'consent');
    expect(await blockOf(items().second)).toBe('in');
    // Somebody thinks again: the item falls back to its place, and comes back when they do.
    await declare(member(3), items().first, 'question', { words: 'Số liệu tháng nào?' });
    expect(await blockOf(items().first)).toBeNull();
    await declare(member(3), items().first, 'consent');
    expect(await blockOf(items().first)).toBe('in');
    await withdraw(member(3), items().first);
    expect(await blockOf(items().first)).toBeNull();
  });

  it('positions PO5 follows the rule of the body: as many as the quorum, or silence', async () => {
    room = await assemble({ members: 6 });
    await rule('quorum');
    await consentAll(items().first, 3);
    expect(await blockOf(items().first)).toBeNull();
    await declare(member(3), items().first, 'consent');
    expect(await blockOf(items().first)).toBe('in');
    await declare(member(5), items().first, 'object');
    expect(await blockOf(items().first)).toBeNull();
    await rule('silence');
    await withdraw(member(5), items().first);
    expect([await blockOf(items().first), await blockOf(items().second)]).toEqual(['in', 'in']);
  });

  it('positions PO5 and agenda A47 A48: what was pulled stays out, what the office put in stays until somebody contests it, and it puts in nothing that is contested', async () => {
    room = await assemble({ members: 5 });
    await room.execute('agenda.mark-block', { itemId: items().first, version: 1, isIn: true }, room.secretary);
    await declare(member(1), items().first, 'consent');
    expect(await blockOf(items().first)).toBe('in');
    await declare(member(2), items().first, 'object');
    expect(await blockOf(items().first)).toBeNull();
    await expect(room.execute('agenda.mark-block', { itemId: items().first, version: 2, isIn: true }, room.secretary)).rejects.toMatchObject({ code: 'conflict', reason: 'agenda.block_contested' });
    await consentAll(items().second);
    await room.execute('sitting.pull-item', { ...meeting(), itemId: items().second }, member(3));
    await declare(member(3), items().second, 'consent');
    expect(await blockOf(items().second)).toBe('pulled');
    await consentAll(items().first);
    await room.execute('agenda.mark-block', { itemId: items().first, version: 2, isIn: false }, room.secretary);
    expect(await blockOf(items().first)).toBe('pulled');
  });

  it('agenda A47 what members agreed on and the office takes out stays out', async () => {
    room = await assemble({ members: 5 });
    await consentAll(items().second);
    await room.execute('agenda.mark-block', { itemId: items().second, version: 1, isIn: false }, room.secretary);
    await declare(member(1), items().second, 'consent');
    expect(await blockOf(items().second)).toBe('pulled');
  });

  it('agenda A48 an item a member wants debated is not put into the block; what was declared by who is no member any more does not count', async () => {
    room = await assemble({ members: 5 });
    await declare(member(4), items().second, 'object');
    await expect(room.execute('agenda.mark-block', { itemId: items().second, version: 1, isIn: true }, room.secretary)).rejects.toMatchObject({ reason: 'agenda.block_contested' });
    await write((tx) => tx.attendee.updateMany({ where: { meetingId: room.meetingId, personId: member(4).personId }, data: { voting: false } }));
    await room.execute('agenda.mark-block', { itemId: items().second, version: 1, isIn: true }, room.secretary);
    expect(await blockOf(items().second)).toBe('in');
  });

  it('positions PO6 consent was given to the papers there were: with others the item leaves the block until its members have looked again', async () => {
    room = await assemble({ members: 5 });
    await consentAll(items().second);
    room.installation.clock.set('2026-11-26T00:40:00Z');
    await write((tx) => tx.documentVersion.create({ data: { id: room.installation.application.ports.ids.next(), documentId: room.papers.second, number: 1, blobKey: 'b', sha256: '0'.repeat(64), size: 1, pages: 8, fileName: 'a.pdf', createdAt: new Date('2026-11-26T00:40:00Z'), uploadedById: room.secretary.personId, facts: '{}' } }));
    expect(await rowOf(items().second, member(1))).toMatchObject({ standing: 'open', own: { kind: 'consent', isStale: true } });
    await room.execute('positions.settle', meeting(), { kind: 'system', name: 'positions.follow-session' });
    expect(await blockOf(items().second)).toBeNull();
    room.installation.clock.set('2026-11-26T00:50:00Z');
    await consentAll(items().second);
    expect(await rowOf(items().second, member(1))).toMatchObject({ standing: 'agreed', block: 'in', own: { isStale: false } });
  });

  it('positions PO6 follows the session: a recusal, and a member more', async () => {
    room = await assemble({ members: 5 });
    const following = room.installation.application.followHistory();
    await following.settled();
    await consentAll(items().first);
    await consentAll(items().second);
    await write((tx) => tx.attendee.updateMany({ where: { meetingId: room.meetingId, personId: room.guest.personId }, data: { voting: true, role: 'member' } }));
    await room.execute('agenda.recuse', { itemId: items().first, personId: member(3).personId, reason: 'Có liên quan' }, room.secretary);
    await following.settled();
    await following.stop();
    expect([await blockOf(items().first), await blockOf(items().second)]).toEqual([null, null]);
  });

  it('positions PO5 while the block is voted on nothing changes, and once it is adopted positions are refused', async () => {
    room = await openAssembly({ members: 6, present: 6 });
    await consentAll(items().first);
    await consentAll(items().second);
    const { questionId } = await room.execute('sitting.take-block', { ...meeting(), currentItemId: null }, room.chair);
    await declare(member(2), items().second, 'consent');
    await room.execute('voting.open-question', { ...meeting(), questionId }, room.chair);
    await expect(declare(member(2), items().second, 'object')).rejects.toMatchObject({ code: 'conflict', reason: 'agenda.block_voting' });
    await room.execute('voting.record-show-of-hands', { ...meeting(), questionId, present: 6, hands: { kind: 'approve', for: 6, against: 0, abstain: 0 } }, room.secretary);
    await expect(declare(member(2), items().second, 'object')).rejects.toMatchObject({ code: 'conflict', reason: 'positions.item_begun' });
    await room.execute('sitting.close-session', { ...meeting(), postponeRest: true }, room.chair);
    const text = (await recordedMinutes(db(), room.meetingId)).map((part) => part.text).join('\n');
    expect(text).toContain('thông qua không thảo luận');
  });

  it('sitting L97 what is contested in the last moment is not taken with the block, and a question prepared for it follows', async () => {
    room = await openAssembly({ members: 5, present: 5 });
    const third = (await room.execute('agenda.add-item', { ...meeting(), afterId: room.items.second, kind: 'item', title: 'Chính sách cán bộ', durationMin: 20 }, room.secretary)).itemId;
    for (const itemId of [items().first, items().second, third]) await consentAll(itemId);
    await write((tx) => tx.position.updateMany({ where: { itemId: third, personId: member(2).personId }, data: { kind: 'object' } }));
    const { itemIds, questionId } = await room.execute('sitting.take-block', { ...meeting(), currentItemId: null }, room.chair);
    expect(itemIds).toEqual([items().first, items().second]);
    await declare(member(2), third, 'consent');
    expect((await db().voteQuestion.findUniqueOrThrow({ where: { id: questionId } })).text).toContain('1, 2, 3');
    await declare(member(2), items().second, 'speak');
    expect((await db().voteQuestion.findUniqueOrThrow({ where: { id: questionId } })).text).toContain('1, 3');
  });
});

describe('in the sitting', () => {
  it('positions PO7 and floor FL17: wishes stand in the queue in the order they came when the item begins, of who is there; what was answered does not', async () => {
    room = await openAssembly({ members: 6, present: 5 });
    const at = (minute: number) => room.installation.clock.set(`2026-11-26T01:${String(minute).padStart(2, '0')}:00Z`);
    at(3);
    await declare(member(4), items().second, 'speak', { words: 'Tiến độ giải ngân', minutes: 5 });
    at(4);
    await declare(member(1), items().second, 'question', { words: 'Vốn từ đâu?' });
    await declare(member(2), items().second, 'question', { words: 'Khi nào xong?' });
    await declare(member(5), items().second, 'speak');
    await declare(member(3), items().second, 'object');
    const asked = (await rowOf(items().second))?.remarks?.find(({ words }) => words === 'Khi nào xong?');
    await room.execute('positions.answer', { ...meeting(), itemId: items().second, personId: member(2).personId, seen: asked?.version ?? 0, answer: 'Trước 30/6/2027.' }, room.guest);
    at(5);
    await start(items().first, null);
    at(6);
    await start(items().second, items().first);
    const { floor, officers } = (await room.query('sitting.console', meeting(), room.chair)).view;
    expect(floor.waiting.map(({ personId, kind, topic, minutes }) => [personId, kind, topic, minutes])).toEqual([
      [member(4).personId, 'speech', 'Tiến độ giải ngân', 5], [member(1).personId, 'speech', 'Vốn từ đâu?', 3],
    ]);
    // What was begun by mistake is still given back, and begun again doubles nobody.
    expect(officers?.undoable).toMatchObject({ itemId: items().second });
    await room.execute('sitting.return-item', { ...meeting(), itemId: items().second }, room.chair);
    await start(items().second, items().first);
    expect((await room.query('sitting.console', meeting(), room.chair)).view.floor.waiting).toHaveLength(2);
  });

  it('floor FL17 a question is put to who presents the item, where that is somebody who is there', async () => {
    room = await openAssembly({ members: 5, present: 5 });
    await declare(member(3), items().first, 'question', { words: 'Số liệu tháng nào?' });
    await start(items().first, null);
    expect((await room.query('sitting.console', meeting(), room.chair)).view.floor.waiting).toMatchObject([{ personId: member(3).personId, kind: 'question', askedId: member(1).personId }]);
  });

  it('sitting L96 chair and secretary see which items not begun are contested, by how many, and nobody else does', async () => {
    room = await openAssembly({ members: 5, present: 5 });
    await declare(member(1), items().second, 'speak');
    await declare(member(2), items().second, 'object');
    expect((await room.query('sitting.console', meeting(), room.chair)).view.officers?.contested).toEqual([{ itemId: items().second, speak: 1, object: 1, question: 0 }]);
    expect((await room.query('sitting.live-snapshot', meeting(), member(3))).view.officers).toBeNull();
    await room.execute('agenda.recuse', { itemId: items().second, personId: member(2).personId, reason: 'Có liên quan' }, room.secretary);
    expect((await room.query('sitting.console', meeting(), room.chair)).view.officers?.contested).toEqual([{ itemId: items().second, speak: 1, object: 0, question: 0 }]);
    await start(items().second, null);
    expect((await room.query('sitting.console', meeting(), room.chair)).view.officers?.contested).toEqual([]);
  });
});

describe('who is told what', () => {
  it('positions PO8 whoever presents an item reads what is asked and answers it before, the member reads the answer, and the item stays contested', async () => {
    room = await assemble({ members: 5 });
    await declare(member(1), items().second, 'question', { words: 'Vốn từ đâu?' });
    const [asked] = (await rowOf(items().second, room.guest))?.remarks ?? [];
    const answer = (who: PersonCaller, seen: number) => room.execute('positions.answer', { ...meeting(), itemId: items().second, personId: member(1).personId, seen, answer: 'Ngân sách tỉnh.' }, who, { commandId: randomUUID() });
    await expect(answer(member(2), 1)).rejects.toMatchObject({ code: 'forbidden', reason: 'positions.presenter_only' });
    await expect(answer(room.guest, 9)).rejects.toMatchObject({ code: 'conflict', reason: 'positions.changed_elsewhere' });
    await answer(room.guest, asked?.version ?? 0);
    expect(await rowOf(items().second, member(1))).toMatchObject({ standing: 'contested', own: { answer: 'Ngân sách tỉnh.' } });
    await declare(member(1), items().second, 'question', { words: 'Vốn từ đâu, bao nhiêu?' });
    expect((await rowOf(items().second, member(1)))?.own?.answer).toBe('');
    await declare(member(1), items().second, 'consent');
    await expect(answer(room.guest, 4)).rejects.toMatchObject({ code: 'conflict', reason: 'positions.question_gone' });
  });

  it('positions PO9 names and words are for who runs the session and who presents the item; members are told how many', async () => {
    room = await assemble({ members: 5 });
    await declare(member(1), items().second, 'object', { words: 'Lý do riêng' });
    expect(await rowOf(items().second, member(3))).toMatchObject({ tally: { object: 1 }, remarks: null });
    expect((await rowOf(items().first, member(1)))?.remarks).toEqual([]);
    expect((await boardOf(room.guest)).items.map(({ id }) => id)).toEqual([items().second]);
    expect((await boardOf(room.substitute)).items).toEqual([]);
    expect((await rowOf(items().second, room.assistant))?.remarks).toMatchObject([{ words: 'Lý do riêng' }]);
    await expect(boardOf(room.stranger)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('exports E15 an archive of the session holds what was declared, that of a person what they declared themselves', async () => {
    room = await assemble({ members: 5 });
    await declare(member(1), items().second, 'object', { words: 'Chưa rõ' });
    await declare(member(2), items().second, 'consent');
    const page = async (kind: 'session' | 'person', subjectId: string) => (await room.query('exports.page', { kind, subjectId, section: 'positions', after: null }, { kind: 'system', name: 'exports.make-export' })).rows;
    expect((await page('session', room.meetingId)).map((row) => [row['personId'], row['kind'], row['words']])).toEqual(expect.arrayContaining([[member(1).personId, 'object', 'Chưa rõ'], [member(2).personId, 'consent', '']]));
    expect(await page('person', member(1).personId)).toMatchObject([{ itemId: items().second, kind: 'object', words: 'Chưa rõ' }]);
  });

  it('positions PO10 25 items of 25 members are read and settled in much less than a second', async () => {
    room = await assemble({ members: 25 });
    const ids: string[] = [];
    for (let index = 0; index < 23; index += 1) ids.push((await room.execute('agenda.add-item', { ...meeting(), afterId: room.items.second, kind: 'item', title: `Nội dung thêm ${index}`, durationMin: 2 }, room.secretary)).itemId);
    ids.push(items().first, items().second);
    const at = new Date('2026-11-26T00:31:00Z');
    await write((tx) => tx.position.createMany({ data: ids.flatMap((itemId, row) => room.members.map(({ personId }, index) => ({ itemId, personId, meetingId: room.meetingId, kind: row % 5 === 0 && index === 3 ? 'speak' : 'consent', minutes: 3, at }))) }));
    const took = async (work: () => Promise<unknown>): Promise<number> => {
      const begun = performance.now();
      await work();
      return performance.now() - begun;
    };
    expect(await took(() => room.execute('positions.settle', meeting(), { kind: 'system', name: 'positions.follow-session' }))).toBeLessThan(1_000);
    const reads: number[] = [];
    for (let index = 0; index < 5; index += 1) reads.push(await took(() => boardOf(room.chair)));
    expect(Math.min(...reads)).toBeLessThan(1_000);
    const { items: rows } = await boardOf(room.chair);
    expect([rows.filter(({ standing }) => standing === 'contested').length, rows.filter(({ block }) => block === 'in').length]).toEqual([5, 20]);
  });
});
