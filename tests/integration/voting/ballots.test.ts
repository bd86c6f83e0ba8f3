import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import { votingFacts } from '../../../server/modules/voting';
import { provincialCommitteePolicy } from '../../../server/shared/law/provincial-committee';
import type { BodyPolicy } from '../../../server/shared/rules/body-policy';
import { buildMinutes } from '../../../server/shared/rules/minutes-text';
import { openAssembly, type Assembly } from '../sitting/assembly';

let room: Assembly;
afterEach(() => room.close());

type Wording = { text?: string; mode?: 'open' | 'nameless'; kind?: 'approve' | 'options' | 'opinions' | 'candidates' | 'each' | 'confidence'; options?: string[]; seats?: number; majority?: 'simple' | 'two_thirds' | 'unanimous'; inSeries?: boolean };
type How = { way?: 'hands' | 'tablets' | 'roll'; seconds?: number };

async function voting(options: { members?: number; present?: number; policy?: Partial<BodyPolicy> } = {}): Promise<void> {
  room = await openAssembly(options);
  const { meetingId } = room;
  if (options.policy) await room.installation.application.database.transaction((db) => db.meeting.update({ where: { id: meetingId }, data: { policy: JSON.stringify({ ...provincialCommitteePolicy, ...options.policy }) } }));
  await room.execute('sitting.start-item', { meetingId, itemId: room.items.first, currentItemId: null }, room.chair);
}

const prepare = (wording: Wording = {}) => room.execute('voting.create-question', { meetingId: room.meetingId, itemId: room.items.first, text: 'Thông qua?', ...wording }, room.secretary);
const open = (questionId: string, how: How = { way: 'tablets' }) => room.execute('voting.open-question', { meetingId: room.meetingId, questionId, ...how }, room.chair);
async function put(wording: Wording = {}, how: How = { way: 'tablets' }): Promise<string> {
  const { questionId } = await prepare(wording);
  await open(questionId, how);
  return questionId;
}
const member = (index: number): PersonCaller => room.members[index] ?? room.stranger;
const cast = (questionId: string, who: PersonCaller, choice = 'for', commandId: string = randomUUID()) => room.execute('voting.cast-ballot', { meetingId: room.meetingId, questionId, choice }, who, { commandId });
const close = async (questionId: string, who = room.chair) => {
  const closed = await room.execute('voting.close-question', { meetingId: room.meetingId, questionId }, who);
  if ('counting' in closed) throw new Error('an open ballot is not counted apart');
  return closed;
};
const own = (who: PersonCaller) => room.query('voting.my-ballot', { meetingId: room.meetingId }, who);
const live = async (who: PersonCaller) => (await room.query('sitting.live-snapshot', { meetingId: room.meetingId }, who)).view;
async function all(questionId: string, choices: readonly string[]): Promise<void> {
  for (const [index, choice] of choices.entries()) await cast(questionId, member(index), choice);
}
const rows = (questionId: string) => room.installation.application.database.reader.ballot.findMany({ where: { questionId }, orderBy: { voterId: 'asc' } });

describe('ballots from tablets', () => {
  it('voting V27 V28 V30 are one for each member, changed until the vote closes, and decided by who could vote then', async () => {
    await voting();
    const questionId = await put();
    await all(questionId, [...Array<string>(11).fill('for'), ...Array<string>(6).fill('against'), 'abstain']);
    expect(await cast(questionId, member(11), 'for')).toMatchObject({ again: true });
    expect(await rows(questionId)).toHaveLength(18);
    const closed = await close(questionId);
    expect(closed).toMatchObject({ members: 21, present: 19, passed: true, result: { kind: 'approve', for: 12, against: 5, abstain: 1, noBallot: 1, notTakingPart: 3, absent: 2, recused: 0, invalid: 0, needed: 11, way: 'tablets', closedBy: 'person' } });
  });

  it('voting V28 a member who takes no part in the item is counted apart: no ballot, what was cast before does not count, and back again it does', async () => {
    await voting();
    const questionId = await put();
    await all(questionId, Array<string>(12).fill('for'));
    const recuse = (who: PersonCaller) => room.execute('agenda.recuse', { itemId: room.items.first, personId: who.personId, reason: 'Có người thân được xét' }, room.secretary);
    for (const who of [member(3), member(4), member(15)]) await recuse(who);
    await expect(cast(questionId, member(15), 'for')).rejects.toMatchObject({ reason: 'voting.recused' });
    expect(await own(member(3))).toMatchObject({ voter: null, because: { reason: 'voting.recused' } });
    await room.execute('agenda.end-recusal', { itemId: room.items.first, personId: member(4).personId }, room.chair);
    // Eleven are left of twelve, of all members.
    expect(await close(questionId)).toMatchObject({ members: 21, present: 17, passed: true, result: { for: 11, recused: 2, needed: 11 } });
  });

  it('voting V73 a member who is blocked in the middle of a vote: the ballot there counts, the seat stays as it was noted', async () => {
    await voting();
    const questionId = await put();
    await all(questionId, Array<string>(12).fill('for'));
    const { reader } = room.installation.application.database;
    for (const [userName, who] of [['uy.vien.4', member(3)], ['uy.vien.19', member(18)]] as const) {
      const { version, fullName } = await reader.person.findUniqueOrThrow({ where: { id: who.personId } });
      await room.execute('organization.update-person', { personId: who.personId, version, userName, fullName, blocked: true }, room.admin);
    }
    expect((await live(room.secretary)).questions.find(({ id }) => id === questionId)).toMatchObject({ cast: 12, present: 19 });
    expect(await close(questionId)).toMatchObject({ members: 21, present: 19, passed: true, result: { for: 12, noBallot: 7 } });
  });

  it('voting V5 nothing is put while the sitting stands still', async () => {
    await voting();
    const { questionId } = await prepare();
    await room.execute('sitting.pause-session', { meetingId: room.meetingId }, room.chair);
    await expect(open(questionId)).rejects.toMatchObject({ code: 'conflict', reason: 'voting.paused' });
    await room.execute('sitting.resume-session', { meetingId: room.meetingId }, room.chair);
    await open(questionId);
  });

  it('voting V28 the vote of a member who went after voting counts, of one who only watched does not', async () => {
    await voting();
    const questionId = await put();
    await all(questionId, Array<string>(11).fill('for'));
    for (const who of [member(3), member(18)]) await room.execute('sitting.leave', { meetingId: room.meetingId, personId: who.personId }, who);
    expect(await close(questionId)).toMatchObject({ present: 18, passed: true, result: { for: 11, noBallot: 7, absent: 3 } });
  });

  it('voting V30 the same ballot from two tabs or two tablets at once is one ballot; a lost answer is answered again', async () => {
    await voting();
    const questionId = await put();
    const commandId = randomUUID();
    const twice = await Promise.all([cast(questionId, member(4), 'for', commandId), cast(questionId, member(4), 'for', commandId), cast(questionId, member(4), 'for')]);
    expect(new Set(twice.map(({ castAt }) => new Date(castAt).getTime())).size).toBe(1);
    await Promise.all([cast(questionId, member(5), 'for'), cast(questionId, member(5), 'against')]);
    expect(await rows(questionId)).toHaveLength(2);
    await expect(cast(questionId, member(4), 'against', commandId)).rejects.toMatchObject({ code: 'conflict', reason: 'command.id_reused' });
    await expect(cast(questionId, member(6), 'for', commandId)).resolves.toMatchObject({ again: false });
    expect((await close(questionId)).result).toMatchObject({ noBallot: 16 });
  });

  it('voting V30 where the rule of the body allows no change, the first stays', async () => {
    await voting({ policy: { ballots: { changeable: false } } });
    const questionId = await put();
    await cast(questionId, member(2));
    await expect(cast(questionId, member(2), 'against')).rejects.toMatchObject({ code: 'conflict', reason: 'voting.already_cast' });
    expect(await cast(questionId, member(2))).toMatchObject({ again: true });
    expect((await own(member(2)))?.cast).toMatchObject({ choice: 'for' });
  });

  it('voting V33 refuses who has no vote, what is no choice, what is closed or foreign, and notes it without the choice', async () => {
    await voting();
    const questionId = await put();
    await expect(cast(questionId, room.guest)).rejects.toMatchObject({ code: 'forbidden', reason: 'voting.no_vote' });
    await expect(cast(questionId, room.secretary)).rejects.toMatchObject({ code: 'forbidden', reason: 'voting.no_vote' });
    await expect(cast(questionId, room.substitute)).rejects.toMatchObject({ code: 'forbidden', reason: 'voting.substitute_no_vote' });
    await expect(cast(questionId, member(20))).rejects.toMatchObject({ code: 'forbidden', reason: 'voting.not_there' });
    await expect(cast(questionId, room.stranger)).rejects.toMatchObject({ code: 'not_found' });
    await expect(cast(questionId, member(1), 'tán thành')).rejects.toMatchObject({ code: 'invalid', reason: 'voting.no_such_choice' });
    await expect(cast(questionId, member(1), 'for '.repeat(80))).rejects.toMatchObject({ code: 'invalid' });
    await expect(cast(randomUUID(), member(1))).rejects.toMatchObject({ code: 'not_found' });
    await close(questionId);
    await expect(cast(questionId, member(1))).rejects.toMatchObject({ code: 'conflict', reason: 'voting.vote_closed' });
    expect(await rows(questionId)).toHaveLength(0);
    const noted = await room.installation.application.database.reader.auditEntry.findMany({ where: { action: 'voting.cast-ballot.refused' } });
    expect(noted.map(({ details }) => (JSON.parse(details) as { reason: string }).reason)).toEqual([
      'voting.no_vote', 'voting.no_vote', 'voting.substitute_no_vote', 'voting.not_there', 'voting.no_such_choice', 'voting.vote_closed',
    ]);
  });

  it('voting V46 a refusal that is found only when it is written down, and an id that was used before, are noted as well', async () => {
    await voting();
    const questionId = await put();
    const commandId = randomUUID();
    await cast(questionId, member(1), 'for', commandId);
    await expect(cast(questionId, member(1), 'against', commandId)).rejects.toMatchObject({ reason: 'command.id_reused' });
    // Both were looked at while the vote was open; the closing comes first.
    const [closed, late] = await Promise.allSettled([close(questionId), cast(questionId, member(2))]);
    expect(closed.status).toBe('fulfilled');
    const { reader } = room.installation.application.database;
    const noted = async (action: string) => (await reader.auditEntry.findMany({ where: { action: `${action}.refused` } })).map(({ details }) => (JSON.parse(details) as { reason: string }).reason);
    expect(await noted('voting.cast-ballot')).toEqual(['command.id_reused', ...(late.status === 'rejected' ? ['voting.vote_closed'] : [])]);
    await expect(room.execute('floor.request-floor', { meetingId: room.meetingId, itemId: room.items.pause, kind: 'speech' }, member(3))).rejects.toThrow();
    expect(await noted('floor.request-floor')).toHaveLength(1);
    await expect(room.execute('sitting.check-in', { meetingId: room.meetingId, place: 'room', code: 'an old one' }, member(20))).rejects.toThrow();
    expect(await noted('sitting.check-in')).toHaveLength(1);
    await expect(room.execute('floor.request-floor', { meetingId: room.meetingId, itemId: room.items.first, kind: 'speech' }, room.stranger)).rejects.toMatchObject({ code: 'not_found' });
    expect(await noted('floor.request-floor')).toHaveLength(1);
  });

  it('voting V29 closes by itself when its time is over, by the clock of the server; what comes late is told so', async () => {
    await voting();
    const { installation } = room;
    const questionId = await put({}, { way: 'tablets', seconds: 60 });
    await all(questionId, Array<string>(12).fill('for'));
    const question = await installation.application.database.reader.voteQuestion.findUniqueOrThrow({ where: { id: questionId } });
    installation.clock.set('2026-11-26T01:03:01Z');
    await expect(cast(questionId, member(15))).rejects.toMatchObject({ code: 'conflict', reason: 'voting.too_late', params: { at: '2026-11-26T01:03:00.000Z' } });
    const due = { meetingId: room.meetingId, questionId, openedAt: question.openedAt?.toISOString() ?? '' };
    const program = { kind: 'system' as const, name: 'test' };
    expect(await room.execute('voting.close-due', { ...due, openedAt: '2026-11-26T00:00:00.000Z' }, program)).toEqual({ closed: null, counting: null, waitMs: 0 });
    const { closed } = await room.execute('voting.close-due', due, program);
    expect(closed).toMatchObject({ passed: true, result: { for: 12, noBallot: 7, closedBy: 'deadline' } });
    expect(await room.execute('voting.close-due', due, program)).toEqual({ closed: null, counting: null, waitMs: 0 });
    await expect(room.execute('voting.close-due', due, room.chair)).rejects.toMatchObject({ code: 'not_found' });
    await expect(put({}, { way: 'hands', seconds: 60 })).rejects.toMatchObject({ code: 'invalid', reason: 'voting.limit_on_tablets' });
  });

  it('voting V14 V23 nobody sees a partial vote: everybody how many, officers who is out, each their own', async () => {
    await voting();
    const questionId = await put({ mode: 'nameless' });
    await cast(questionId, member(1), 'against');
    const [seen, desk] = [await live(member(2)), await live(room.secretary)];
    expect(seen.questions).toMatchObject([{ id: questionId, cast: 1, present: 19, result: null }]);
    expect(seen.officers).toBeNull();
    expect(desk.officers?.out).toHaveLength(18);
    expect(desk.officers?.out?.some(({ personId }) => personId === member(1).personId)).toBe(false);
    expect(JSON.stringify([seen, desk])).not.toContain('against');
    expect((await own(member(1)))?.cast).toMatchObject({ choice: 'against' });
    expect((await own(member(2)))?.cast).toBeNull();
    expect(await own(room.guest)).toMatchObject({ voter: null, because: { reason: 'voting.no_vote' }, cast: null });
    expect(await room.query('voting.roll', { meetingId: room.meetingId, questionId }, room.secretary)).toEqual([]);
    const events = await room.installation.application.database.reader.historyEvent.findMany({ where: { type: 'voting.ballot_cast' } });
    const audit = await room.installation.application.database.reader.auditEntry.findMany({ where: { action: 'voting.cast-ballot' } });
    const receipts = await room.installation.application.database.reader.receipt.findMany({ where: { command: 'voting.cast-ballot' } });
    expect(JSON.stringify([events, audit, receipts])).not.toContain('against');
  });

  it('voting V23 by name the roll is read after closing; without names only who voted, and how is forgotten', async () => {
    await voting();
    const named = await put();
    await all(named, ['for', 'against']);
    await close(named);
    expect(await room.query('voting.roll', { meetingId: room.meetingId, questionId: named }, member(5))).toMatchObject([{ name: member(0).fullName, choice: 'for' }, { name: member(1).fullName, choice: 'against' }]);
    const nameless = await put({ mode: 'nameless' });
    await all(nameless, ['for', 'against']);
    await close(nameless);
    expect(await room.query('voting.roll', { meetingId: room.meetingId, questionId: nameless }, member(5))).toMatchObject([{ choice: null, castAt: null }, { choice: null }]);
    expect((await rows(nameless)).map(({ choice }) => choice)).toEqual(['', '']);
  });

  it('voting V27 a substitute votes only where the body gives it, and then instead of the member', async () => {
    await voting({ policy: { substitutesVote: true } });
    const { meetingId } = room;
    await room.execute('sitting.mark-attendance', { meetingId, marks: [{ personId: room.substitute.personId, attendance: 'room' as const }] }, room.secretary);
    const questionId = await put();
    expect(await own(room.substitute)).toMatchObject({ voter: { personId: member(20).personId, insteadOf: member(20).fullName } });
    await cast(questionId, room.substitute, 'against');
    await room.execute('sitting.mark-attendance', { meetingId, marks: [{ personId: member(20).personId, attendance: 'room' as const }] }, room.secretary);
    await expect(cast(questionId, room.substitute, 'for')).rejects.toMatchObject({ code: 'forbidden', reason: 'voting.member_is_here' });
    expect(await cast(questionId, member(20), 'for')).toMatchObject({ again: true });
    expect(await rows(questionId)).toMatchObject([{ voterId: member(20).personId, castById: member(20).personId, choice: 'for' }]);
    expect(await close(questionId)).toMatchObject({ members: 21, present: 20, result: { for: 1, noBallot: 19 } });
  });

  it('voting V21 counts weights exactly', async () => {
    await voting({ members: 3, present: 3 });
    const weights = [{ personId: member(0).personId, weight: '0.1' }, { personId: member(1).personId, weight: '0.2' }, { personId: member(2).personId, weight: '0.3' }];
    await room.installation.application.database.transaction((db) => db.meeting.update({ where: { id: room.meetingId }, data: { policy: JSON.stringify({ ...provincialCommitteePolicy, weights }) } }));
    const questionId = await put();
    await all(questionId, ['for', 'for', 'against']);
    // 0.1 + 0.2 against 0.3 of 0.6: a tie, which the chair's side decides.
    expect(await close(questionId)).toMatchObject({ passed: true, result: { for: 3, against: 3, total: 6, scale: 10, reason: 'tie_chair_for' } });
  });
});

describe('other ways and kinds', () => {
  it('voting V31 calls the names in protocol order; secretary or member enters, who does not answer can still', async () => {
    await voting({ members: 5, present: 4 });
    const { meetingId } = room;
    const questionId = await put({}, { way: 'roll' });
    const enter = (who: PersonCaller, choice: string) => room.execute('voting.enter-answer', { meetingId, questionId, voterId: who.personId, choice }, room.secretary);
    expect((await live(member(3))).questions).toMatchObject([{ calledId: member(0).personId, called: { name: member(0).fullName }, next: { name: member(1).fullName }, cast: 0 }]);
    await expect(cast(questionId, member(2))).rejects.toMatchObject({ reason: 'voting.not_called' });
    await cast(questionId, member(0));
    await enter(member(1), 'against');
    const skip = () => room.execute('voting.call-next', { meetingId, questionId, calledId: member(2).personId }, room.secretary);
    expect(await skip()).toEqual({ calledId: member(3).personId });
    await expect(skip()).rejects.toMatchObject({ code: 'conflict', reason: 'voting.called_meanwhile' });
    await enter(member(3), 'for');
    expect((await live(room.chair)).questions).toMatchObject([{ called: null, cast: 3 }]);
    await enter(member(2), 'for');
    await expect(enter(member(4), 'for')).rejects.toMatchObject({ reason: 'voting.cannot_vote_now' });
    expect(await close(questionId)).toMatchObject({ passed: true, result: { for: 3, against: 1, way: 'roll' } });
    await expect(put({ mode: 'nameless' }, { way: 'roll' })).rejects.toMatchObject({ reason: 'voting.roll_is_by_name' });
  });

  it('voting V32 a vote that fails goes on by hands; the ballots there are declared and not added', async () => {
    await voting();
    const { meetingId } = room;
    const questionId = await put();
    await all(questionId, ['for', 'for', 'against']);
    await expect(room.execute('voting.withdraw-question', { meetingId, questionId }, room.chair)).rejects.toMatchObject({ reason: 'voting.ballots_cast', params: { cast: 3 } });
    const hands = () => room.execute('voting.record-show-of-hands', { meetingId, questionId, present: 19, hands: { kind: 'approve', for: 12, against: 7, abstain: 0 } }, room.secretary);
    await expect(hands()).rejects.toMatchObject({ reason: 'voting.on_tablets' });
    expect(await room.execute('voting.continue-by-hands', { meetingId, questionId }, room.chair)).toEqual({ cast: 3, way: 'hands' });
    await expect(cast(questionId, member(8))).rejects.toMatchObject({ reason: 'voting.by_hands' });
    expect(await hands()).toMatchObject({ passed: true, result: { for: 12, against: 7, way: 'hands', broken: { cast: 3, votes: [{ choice: 'against', votes: 1 }, { choice: 'for', votes: 2 }] } } });
  });

  it('voting V26 amendments are voted in their order; adopting one lets the rest fall', async () => {
    await voting();
    const [far, near, last] = [await prepare({ text: 'Sửa đổi 1', inSeries: true }), await prepare({ text: 'Sửa đổi 2', inSeries: true }), await prepare({ text: 'Sửa đổi 3', inSeries: true })];
    await expect(open(near.questionId)).rejects.toMatchObject({ reason: 'voting.amendment_first', params: { text: 'Sửa đổi 1' } });
    await open(far.questionId);
    await all(far.questionId, Array<string>(12).fill('against'));
    expect((await close(far.questionId)).passed).toBe(false);
    await open(near.questionId);
    await all(near.questionId, Array<string>(12).fill('for'));
    await close(near.questionId);
    const { questions } = await room.query('voting.questions', { meetingId: room.meetingId }, room.chair);
    expect(questions.map(({ state }) => state)).toEqual(['closed', 'closed', 'fallen']);
    await expect(open(last.questionId)).rejects.toMatchObject({ reason: 'voting.fallen' });
  });

  it('voting V25 elects, grades, asks of each and for opinions; the minutes say all of it', async () => {
    await voting();
    const election = await put({ text: 'Bầu Ban?', kind: 'candidates', options: ['An', 'Bình', 'Chi'], seats: 2 });
    await expect(cast(election, member(0), '111')).rejects.toMatchObject({ reason: 'voting.no_such_choice' });
    await all(election, [...Array<string>(12).fill('110'), ...Array<string>(5).fill('101'), '000']);
    expect((await close(election)).result).toMatchObject({ kind: 'candidates', options: [{ votes: 17, elected: true }, { votes: 12, elected: true }, { votes: 5, elected: false }], none: 1, reason: 'filled' });
    const each = await put({ text: 'Tặng Cờ?', kind: 'each', options: ['A', 'B'] });
    await all(each, [...Array<string>(9).fill('yy'), ...Array<string>(9).fill('yn'), '--']);
    expect((await close(each)).result).toMatchObject({ options: [{ yes: 18, agreed: true }, { yes: 9, no: 9, abstain: 1, agreed: false }] });
    const grades = await put({ text: 'Tín nhiệm?', kind: 'confidence', options: ['A', 'B'], mode: 'nameless' });
    await all(grades, [...Array<string>(14).fill('hl'), ...Array<string>(5).fill('lm')]);
    expect((await close(grades)).result).toMatchObject({ options: [{ high: 14, low: 5, standing: 'kept' }, { low: 14, standing: 'dismissal' }], resign: 11, dismissal: 14 });
    const opinions = await put({ text: 'Đồng ý?', kind: 'opinions', majority: 'two_thirds' });
    await all(opinions, [...Array<string>(14).fill('agree'), 'disagree', 'other:Chờ ý kiến Sở Tư pháp']);
    expect(await close(opinions)).toMatchObject({ passed: true, result: { agree: 14, disagree: 1, other: 1, words: ['Chờ ý kiến Sở Tư pháp'], needed: 14 } });
    const simple = await put({ text: 'Quá bán?', majority: 'simple' });
    await all(simple, ['for', 'for', 'against', 'abstain']);
    expect(await close(simple)).toMatchObject({ passed: true, result: { needed: 2, base: 'decided', total: 3 } });
    const facts = await votingFacts(room.installation.application.database.reader, room.meetingId);
    const item = { kind: 'item' as const, ref: 'i', number: 1, title: 'Nội dung', paperOnly: false, presentations: [], votes: facts };
    const officer = { name: 'A', position: 'B', isThere: true };
    const text = buildMinutes({
      ref: 'm', body: 'Ủy ban nhân dân tỉnh', bodyShort: 'UBND tỉnh', opened: '2026-11-26T01:02:00Z', closed: '2026-11-26T04:47:00Z', place: 'Phòng họp số 1', form: 'room', remoteSites: 0, hasPapers: true,
      members: { total: 21, inRoom: 19, online: 0 }, absent: [], late: [], away: [], left: [], guests: { invited: 0, present: 0 }, chair: officer, secretary: officer, quorum: { needed: 14, atOpening: 19, fewer: [] }, items: [item],
    }).map((one) => one.text).join('\n');
    expect(text).toContain('Trúng cử: An, Bình.');
    expect(text).toContain('Hình thức: công khai, biểu quyết trên máy. Kết quả: An 17/21 thành viên (81,0%); Bình 12/21 thành viên (57,1%)');
    expect(text).toContain('công khai, không ghi tên, biểu quyết trên máy');
    expect(text).toContain('B: tín nhiệm cao 0/21 thành viên (0,0%), tín nhiệm 5/21 thành viên (23,8%), tín nhiệm thấp 14/21');
    expect(text).toContain('Ý kiến khác: “Chờ ý kiến Sở Tư pháp”.');
    expect(text).toContain('Số phiếu tán thành cần đạt: 2 trên 3 phiếu tán thành và không tán thành.');
  });

  it('voting V24 V25 prepares only what the body knows and what can be voted on', async () => {
    await voting({ policy: { modes: ['secret'] } });
    await expect(prepare()).rejects.toMatchObject({ reason: 'voting.mode_not_allowed' });
    await room.close();
    await voting();
    await expect(prepare({ kind: 'candidates', options: ['An'], seats: 2 })).rejects.toMatchObject({ reason: 'voting.seats_wrong' });
    await expect(prepare({ kind: 'each' })).rejects.toMatchObject({ reason: 'voting.names_needed' });
    await expect(put({ kind: 'each', options: ['An', 'Bình'] }, { way: 'hands' })).rejects.toMatchObject({ reason: 'voting.not_by_hands' });
  });
});
