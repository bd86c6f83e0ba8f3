import { afterEach, describe, expect, it } from 'vitest';
import { votingFacts } from '../../../server/modules/voting';
import type { PersonCaller } from '../../../server/kernel/actor';
import { assemble, openAssembly, type Assembly } from '../sitting/assembly';
import { namedId } from '../../support/named-id';

let room: Assembly;
afterEach(() => room.close());

const meeting = (r: Assembly) => ({ meetingId: r.meetingId });
const start = (r: Assembly, itemId: string, currentItemId: string | null = null) => r.execute('sitting.start-item', { ...meeting(r), itemId, currentItemId }, r.chair);

/** A question of the current item, open. */
async function put(r: Assembly, text: string, options: string[] = []): Promise<string> {
  const kind = options.length > 0 ? ('options' as const) : ('approve' as const);
  const { questionId } = await r.execute('voting.create-question', { ...meeting(r), itemId: r.items.first, text, kind, options }, r.secretary);
  await r.execute('voting.open-question', { ...meeting(r), questionId }, r.chair);
  return questionId;
}

const hands = (r: Assembly, questionId: string, counts: [number, number, number], present = 19, chairSide?: 'for' | 'against' | 'abstain', who: PersonCaller = r.secretary) =>
  r.execute(
    'voting.record-show-of-hands',
    { ...meeting(r), questionId, present, hands: { kind: 'approve', for: counts[0], against: counts[1], abstain: counts[2], chairSide } },
    who,
  );

async function voting(options: { members?: number; present?: number } = {}): Promise<void> {
  room = await openAssembly(options);
  await start(room, room.items.first);
}

describe('preparing', () => {
  it('voting V1 V2 belongs to an item; text is cleaned, alternatives differ', async () => {
    room = await assemble();
    const create = (fields: { itemId?: string; text?: string; kind?: 'approve' | 'options'; options?: string[] }, who = room.secretary) =>
      room.execute('voting.create-question', { ...meeting(room), itemId: room.items.first, text: 'Thông qua?', ...fields }, who);
    const { questionId, order } = await create({ text: '  Thông  qua Kế hoạch? '.normalize('NFD') });
    expect(order).toBe(1);
    const { questions } = await room.query('voting.questions', meeting(room), room.guest);
    expect(questions).toMatchObject([{ id: questionId, text: 'Thông qua Kế hoạch?', state: 'draft', needed: 11, members: 21, can: { edit: false, open: false } }]);
    await expect(create({ itemId: room.items.pause })).rejects.toMatchObject({ reason: 'voting.no_vote_in_break' });
    await expect(create({ itemId: room.items.paper })).rejects.toMatchObject({ reason: 'voting.paper_only' });
    await expect(create({ itemId: namedId('none') })).rejects.toMatchObject({ code: 'not_found' });
    await expect(create({ kind: 'options', options: ['Phương án 1'] })).rejects.toMatchObject({ reason: 'voting.options_too_few' });
    await expect(create({ kind: 'options', options: ['Phương án 1', 'phương án 1'] })).rejects.toMatchObject({ reason: 'voting.options_equal' });
    await expect(create({ text: '   ' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(create({}, room.chair)).rejects.toMatchObject({ code: 'forbidden', reason: 'voting.secretary_only' });
    await expect(create({}, room.stranger)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('voting V1 an item already dealt with, and an item or question of another session, take no question', async () => {
    room = await openAssembly();
    await start(room, room.items.first);
    const { questionId } = await room.execute('voting.create-question', { ...meeting(room), itemId: room.items.second, text: 'Một?' }, room.secretary);
    await start(room, room.items.second, room.items.first);
    await expect(room.execute('voting.create-question', { ...meeting(room), itemId: room.items.first, text: 'Muộn?' }, room.secretary)).rejects.toMatchObject({ code: 'conflict', reason: 'voting.item_done' });
    const { database, ports } = room.installation.application;
    const { attendees, ...facts } = await database.reader.meeting.findUniqueOrThrow({ where: { id: room.meetingId }, include: { attendees: true } });
    const other = ports.ids.next();
    await database.transaction(async (db) => {
      await db.meeting.create({ data: { ...facts, id: other } });
      await db.attendee.createMany({ data: attendees.map((seat) => ({ ...seat, id: ports.ids.next(), meetingId: other })) });
    });
    const foreign = { code: 'not_found' };
    await expect(room.execute('voting.create-question', { meetingId: other, itemId: room.items.second, text: 'Nhầm?' }, room.secretary)).rejects.toMatchObject(foreign);
    await expect(room.execute('voting.update-question', { meetingId: other, questionId, version: 1, text: 'Nhầm?' }, room.secretary)).rejects.toMatchObject(foreign);
    await expect(room.execute('voting.remove-question', { meetingId: other, questionId, version: 1 }, room.secretary)).rejects.toMatchObject(foreign);
    await expect(room.execute('voting.open-question', { meetingId: other, questionId }, room.chair)).rejects.toMatchObject(foreign);
  });

  it('voting V11 a vote written into the row of a guest or substitute makes no member of them', async () => {
    room = await openAssembly();
    await room.installation.application.database.transaction((db) => db.attendee.updateMany({ where: { meetingId: room.meetingId, role: { in: ['guest', 'substitute'] } }, data: { voting: true, attendance: 'room' } }));
    expect((await room.query('voting.questions', meeting(room), room.chair)).numbers).toEqual({ members: 21, present: 19, needed: 11 });
  });

  it('voting V4 tells the second of two people changing a draft who was first', async () => {
    room = await assemble();
    const { questionId } = await room.execute('voting.create-question', { ...meeting(room), itemId: room.items.first, text: 'Một?' }, room.secretary);
    const update = (text: string, who: PersonCaller) => room.execute('voting.update-question', { ...meeting(room), questionId, version: 1, text }, who);
    const both = await Promise.allSettled([update('Hai?', room.secretary), update('Ba?', room.assistant)]);
    const lost = both.findIndex(({ status }) => status === 'rejected');
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both[lost]).toMatchObject({ reason: { code: 'conflict', reason: 'voting.changed_elsewhere', params: { by: (lost === 0 ? room.assistant : room.secretary).fullName } } });
    await room.execute('voting.remove-question', { ...meeting(room), questionId, version: 2 }, room.secretary);
    expect((await room.query('voting.questions', meeting(room), room.secretary)).questions).toEqual([]);
  });
});

describe('putting a question', () => {
  it('voting V5 needs a running session, the current item, no other open question and the quorum', async () => {
    room = await assemble();
    const { questionId } = await room.execute('voting.create-question', { ...meeting(room), itemId: room.items.first, text: 'Một?' }, room.secretary);
    const open = (id = questionId, who = room.chair) => room.execute('voting.open-question', { ...meeting(room), questionId: id }, who);
    await expect(open()).rejects.toMatchObject({ reason: 'state.meeting' });
    await room.seatMembers(14);
    await room.execute('sitting.open-session', meeting(room), room.chair);
    await expect(open()).rejects.toMatchObject({ reason: 'voting.item_not_current' });
    await start(room, room.items.first);
    await expect(open(questionId, room.members[4])).rejects.toMatchObject({ code: 'forbidden', reason: 'voting.officers_only' });
    const gone = room.members[13] ?? room.guest;
    await room.execute('sitting.leave', { ...meeting(room), personId: gone.personId }, gone);
    await expect(open()).rejects.toMatchObject({ code: 'conflict', reason: 'voting.no_quorum', params: { present: 13, members: 21, needed: 14 } });
    await room.execute('sitting.check-in', { ...meeting(room), place: 'room' }, gone);
    expect(await open()).toEqual({ members: 21, present: 14, needed: 11 });
    await expect(open()).rejects.toMatchObject({ reason: 'voting.already_open' });
    const second = await room.execute('voting.create-question', { ...meeting(room), itemId: room.items.first, text: 'Hai?' }, room.secretary);
    await expect(open(second.questionId)).rejects.toMatchObject({ reason: 'voting.another_open' });
  });

  it('voting V6 takes an open question back to draft, never a closed one', async () => {
    await voting();
    const questionId = await put(room, 'Thông qua?');
    const withdraw = () => room.execute('voting.withdraw-question', { ...meeting(room), questionId }, room.chair);
    await withdraw();
    await expect(withdraw()).rejects.toMatchObject({ reason: 'voting.not_open' });
    await room.execute('voting.open-question', { ...meeting(room), questionId }, room.chair);
    await hands(room, questionId, [19, 0, 0]);
    await expect(withdraw()).rejects.toMatchObject({ reason: 'voting.already_closed' });
  });
});

describe('the result', () => {
  it('voting V7 refuses more votes than members present, and counts who gave none', async () => {
    await voting();
    const questionId = await put(room, 'Thống nhất?');
    await expect(hands(room, questionId, [12, 5, 3])).rejects.toMatchObject({ code: 'invalid', reason: 'voting.more_than_present', params: { sum: 20, present: 19 } });
    await expect(hands(room, questionId, [12, 5, 0], 19, undefined, room.members[3])).rejects.toMatchObject({ code: 'forbidden' });
    await expect(hands(room, questionId, [12, -1, 0])).rejects.toMatchObject({ code: 'invalid' });
    expect(await hands(room, questionId, [12, 5, 0])).toMatchObject({ passed: true, result: { noBallot: 2, notTakingPart: 4, needed: 11 } });
  });

  it('voting V8 fails 10–8–1 of 21 because 11 are needed, and passes 15–3–1 as a new question', async () => {
    await voting();
    const failed = await put(room, 'Thông qua Kế hoạch chuyển đổi số tỉnh năm 2027?');
    expect(await hands(room, failed, [10, 8, 1])).toMatchObject({
      passed: false, members: 21, present: 19, result: { needed: 11, reason: 'majority_missed', for: 10, against: 8, abstain: 1, noBallot: 0, notTakingPart: 2 },
    });
    const again = await put(room, 'Thông qua Kế hoạch chuyển đổi số tỉnh năm 2027 sau chỉnh sửa?');
    expect(again).not.toBe(failed);
    expect(await hands(room, again, [15, 3, 1])).toMatchObject({ passed: true, result: { reason: 'majority_reached' } });
    const { questions } = await room.query('voting.questions', meeting(room), room.guest);
    expect(questions.map(({ passed, order }) => [order, passed])).toEqual([[1, false], [2, true]]);
  });

  it('voting V9 asks for the chair’s own vote where 20 members split 10–10, and follows it', async () => {
    await voting({ members: 20, present: 20 });
    const first = await put(room, 'Một?');
    await expect(hands(room, first, [10, 10, 0], 20)).rejects.toMatchObject({ code: 'rejected', reason: 'voting.chair_side_needed', params: { for: 10, against: 10, members: 20 } });
    expect(await hands(room, first, [10, 10, 0], 20, 'for')).toMatchObject({ passed: true, result: { reason: 'tie_chair_for', chairSide: 'for' } });
    const second = await put(room, 'Hai?');
    expect(await hands(room, second, [10, 10, 0], 20, 'against')).toMatchObject({ passed: false, result: { reason: 'tie_chair_against' } });
    const third = await put(room, 'Ba?');
    expect(await hands(room, third, [9, 9, 2], 20)).toMatchObject({ passed: false, result: { reason: 'majority_missed', chairSide: null } });
  });

  it('voting V10 an alternative counted twice, or one that was not offered, is refused', async () => {
    await voting();
    const questionId = await put(room, 'Thời điểm có hiệu lực?', ['01/01/2027', '01/3/2027']);
    const record = (votes: { optionId: string; votes: number }[], chairOption?: string) =>
      room.execute('voting.record-show-of-hands', { ...meeting(room), questionId, present: 19, hands: { kind: 'options', votes, none: 0, chairOption } }, room.secretary);
    const refusal = { code: 'invalid', reason: 'voting.unknown_option' };
    await expect(record([{ optionId: 'p1', votes: 5 }, { optionId: 'p1', votes: 6 }])).rejects.toMatchObject(refusal);
    await expect(record([{ optionId: 'p3', votes: 5 }])).rejects.toMatchObject(refusal);
    await expect(record([{ optionId: 'p1', votes: 5 }], 'p3')).rejects.toMatchObject(refusal);
    await expect(hands(room, questionId, [19, 0, 0])).rejects.toMatchObject({ reason: 'voting.wrong_kind' });
  });

  it('voting V10 chooses the alternative with 11 of 21 votes', async () => {
    await voting();
    const questionId = await put(room, 'Thời điểm có hiệu lực?', ['01/01/2027', '01/3/2027']);
    const record = (votes: [number, number], none: number) =>
      room.execute(
        'voting.record-show-of-hands',
        { ...meeting(room), questionId, present: 19, hands: { kind: 'options', votes: [{ optionId: 'p1', votes: votes[0] }, { optionId: 'p2', votes: votes[1] }], none } },
        room.secretary,
      );
    await expect(hands(room, questionId, [11, 7, 1])).rejects.toMatchObject({ reason: 'voting.wrong_kind' });
    await expect(record([12, 7], 1)).rejects.toMatchObject({ reason: 'voting.more_than_present' });
    expect(await record([11, 7], 1)).toMatchObject({ passed: true, result: { chosen: 'p1', none: 1, notTakingPart: 2, reason: 'majority_reached' } });
  });

  it('voting V11 never counts substitutes and guests', async () => {
    await voting({ present: 19 });
    for (const person of [room.substitute, room.guest, room.secretary]) await room.execute('sitting.check-in', { ...meeting(room), place: 'room' }, person);
    const questionId = await put(room, 'Thống nhất?');
    await expect(hands(room, questionId, [20, 0, 0])).rejects.toMatchObject({ reason: 'voting.more_than_present', params: { present: 19 } });
    expect(await hands(room, questionId, [19, 0, 0])).toMatchObject({ members: 21, present: 19, passed: true });
  });

  it('voting V12 keeps the numbers of the moment; nothing changes a closed question', async () => {
    await voting();
    const questionId = await put(room, 'Thống nhất?');
    await hands(room, questionId, [11, 8, 0]);
    const gone = room.members[2] ?? room.guest;
    await room.execute('sitting.leave', { ...meeting(room), personId: gone.personId }, gone);
    const { questions } = await room.query('voting.questions', meeting(room), room.secretary);
    expect(questions[0]).toMatchObject({ members: 21, present: 19, needed: 11, passed: true, state: 'closed', can: { edit: false, open: false, record: false } });
    await expect(hands(room, questionId, [18, 0, 0], 18)).rejects.toMatchObject({ code: 'conflict', reason: 'voting.already_closed' });
    await expect(room.execute('voting.update-question', { ...meeting(room), questionId, version: 3, text: 'Khác?' }, room.secretary)).rejects.toMatchObject({ reason: 'voting.not_draft' });
    await expect(room.execute('voting.remove-question', { ...meeting(room), questionId, version: 3 }, room.secretary)).rejects.toMatchObject({ reason: 'voting.not_draft' });
  });

  it('voting V12 lets one of two people record the result', async () => {
    await voting();
    const questionId = await put(room, 'Thống nhất?');
    const both = await Promise.allSettled([hands(room, questionId, [19, 0, 0]), hands(room, questionId, [10, 9, 0], 19, undefined, room.chair)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict', reason: 'voting.already_closed' } });
  });

  it('voting V13 records nothing when somebody left meanwhile', async () => {
    await voting();
    const questionId = await put(room, 'Thống nhất?');
    const gone = room.members[2] ?? room.guest;
    await room.execute('sitting.leave', { ...meeting(room), personId: gone.personId }, gone);
    await expect(hands(room, questionId, [10, 8, 0], 19)).rejects.toMatchObject({ code: 'conflict', reason: 'voting.present_changed', params: { present: 18, members: 21 } });
    expect(await hands(room, questionId, [10, 8, 0], 18)).toMatchObject({ passed: false, present: 18 });
  });

  it('voting V14 is for people of the session, and gives the minutes their facts', async () => {
    await voting();
    const questionId = await put(room, 'Thống nhất?');
    await expect(room.query('voting.questions', meeting(room), room.stranger)).rejects.toMatchObject({ code: 'not_found' });
    const facts = () => votingFacts(room.installation.application.database.reader, room.meetingId);
    expect(await facts()).toEqual([]);
    await hands(room, questionId, [17, 1, 1]);
    expect(await facts()).toMatchObject([
      { ref: questionId, itemId: room.items.first, question: 'Thống nhất?', mode: 'open', members: 21, needed: 11, result: { kind: 'yes_no', for: 17, against: 1, abstain: 1, notTakingPart: 2, passed: true } },
    ]);
  });
});
