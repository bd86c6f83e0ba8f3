import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import { addPerson } from '../../support/people';
import { createMeeting, item, openCommittee, stagedFile, type Committee } from './committee';

const LONG = 120_000;

describe('answers to an invitation', () => {
  let c: Committee;
  let meetingId: string;
  let documentId: string;
  let colleague: PersonCaller;
  const app = () => c.installation.application;
  const answer = (who: PersonCaller, kind: 'attends' | 'declines' | 'substitute', over: { reason?: string; substituteId?: string } = {}) => app().execute('meetings.answer', { meetingId, kind, ...over }, who);
  const settle = (who: PersonCaller, personId: string, kind: 'declines' | 'substitute', accept: boolean, reason = '') => app().execute('meetings.settle-answer', { meetingId, personId, kind, accept, reason }, who);
  const mine = (who: PersonCaller) => app().query('meetings.my-answer', { meetingId }, who);
  const all = () => app().query('meetings.answers', { meetingId }, c.secretary);
  const seatOf = async (personId: string) => app().database.reader.attendee.findFirstOrThrow({ where: { meetingId, personId } });

  beforeEach(async () => {
    await c?.installation.close();
    c = await openCommittee();
    colleague = await addPerson(c.installation, 'Hoàng Văn Thay', [], 'Phó Giám đốc Sở Tài chính');
    const unitId = app().ports.ids.next();
    await app().database.transaction(async (db) => {
      await db.orgUnit.create({ data: { id: unitId, name: 'Sở Tài chính', shortName: 'STC', kind: 'department', validFrom: '2025-07-01' } });
      await db.person.updateMany({ where: { id: { in: [c.member.personId, colleague.personId] } }, data: { unitId } });
    });
    meetingId = await createMeeting(c);
    const { itemId } = await app().execute('agenda.add-item', { meetingId, ...item('Kế hoạch năm') }, c.secretary);
    ({ documentId } = await app().execute('documents.attach', { meetingId, itemId, ...(await stagedFile(c, meetingId, 'Ke hoach.pdf', 2)) }, c.secretary));
    await app().execute('meetings.add-guest', { meetingId, personId: c.guest.personId }, c.secretary);
    await expect(answer(c.guest, 'attends')).rejects.toMatchObject({ code: 'not_found' });
    await app().execute('meetings.publish', { meetingId, version: 1 }, c.secretary);
  }, LONG);
  afterAll(() => c.installation.close());

  it('meetings M45 everybody invited answers, with a reason for staying away; the last word counts; the office is not asked', async () => {
    expect(await mine(c.guest)).toMatchObject({ answer: null, may: true, colleagues: [] });
    expect(await mine(c.secretary)).toBeNull();
    await expect(answer(c.secretary, 'attends')).rejects.toMatchObject({ code: 'forbidden', reason: 'meetings.not_asked' });
    await expect(answer(c.guest, 'declines', { reason: '  ' })).rejects.toMatchObject({ code: 'invalid', reason: 'meetings.answer_reason' });
    await answer(c.guest, 'declines', { reason: 'Đi công tác' });
    await answer(c.guest, 'attends');
    await answer(c.chair, 'attends');
    expect((await mine(c.guest))?.answer).toMatchObject({ kind: 'attends', reason: null });
    const history = await app().database.reader.historyEvent.findMany({ where: { stream: meetingId, type: 'meetings.invitation_answered' }, orderBy: { seq: 'asc' } });
    expect(history.map(({ payload }) => (JSON.parse(payload) as { kind: string }).kind)).toEqual(['declines', 'attends', 'attends']);
  });

  it('meetings M46 a member proposes somebody of the own unit; a guest and the chair send nobody', async () => {
    expect((await mine(c.member))?.colleagues.map(({ personId }) => personId)).toEqual([colleague.personId]);
    await expect(answer(c.member, 'substitute', { reason: 'Dự hội nghị' })).rejects.toMatchObject({ reason: 'meetings.answer_person' });
    await expect(answer(c.member, 'substitute', { reason: 'Dự hội nghị', substituteId: c.otherOfficer.personId })).rejects.toMatchObject({ reason: 'meetings.answer_not_offered' });
    for (const who of [c.chair, c.guest]) await expect(answer(who, 'substitute', { reason: 'Bận', substituteId: colleague.personId })).rejects.toMatchObject({ reason: 'meetings.no_substitute_for' });
    await answer(c.member, 'substitute', { reason: 'Dự hội nghị', substituteId: colleague.personId });
    // Nobody sees papers by having been proposed.
    await expect(app().query('documents.list', { meetingId }, colleague)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('meetings M47 agreed to, the substitute has a seat and sees the papers, and the member is excused; only the secretary undoes that', async () => {
    await answer(c.member, 'substitute', { reason: 'Dự hội nghị', substituteId: colleague.personId });
    await expect(settle(c.deputy, c.member.personId, 'substitute', true)).rejects.toMatchObject({ code: 'forbidden' });
    await settle(c.chair, c.member.personId, 'substitute', true);
    expect((await app().query('documents.list', { meetingId }, colleague)).documents.map(({ id }) => id)).toEqual([documentId]);
    expect(await seatOf(c.member.personId)).toMatchObject({ attendance: 'excused', reason: 'Dự hội nghị' });
    expect(await seatOf(colleague.personId)).toMatchObject({ role: 'substitute', voting: false, substituteForId: c.member.personId });
    expect(await mine(c.member)).toMatchObject({ substitute: 'Hoàng Văn Thay', may: false, answer: { settled: 'accepted' } });
    await expect(answer(c.member, 'attends')).rejects.toMatchObject({ reason: 'meetings.answer_has_substitute' });
    await expect(settle(c.chair, c.member.personId, 'substitute', true)).rejects.toMatchObject({ reason: 'meetings.nothing_to_settle' });
    await app().execute('meetings.remove-attendee', { meetingId, seatId: (await seatOf(colleague.personId)).id }, c.secretary);
    await answer(c.member, 'attends');
  });

  it('meetings M47 refused with the reason, answered again; what was answered meanwhile is not settled by an older word', async () => {
    await answer(c.member, 'declines', { reason: 'Bận việc gia đình' });
    await expect(settle(c.secretary, c.member.personId, 'declines', false)).rejects.toMatchObject({ reason: 'meetings.answer_reason' });
    await settle(c.secretary, c.member.personId, 'declines', false, 'Nội dung 1 cần Giám đốc Sở trình bày');
    expect((await mine(c.member))?.answer).toMatchObject({ settled: 'refused', settledWhy: 'Nội dung 1 cần Giám đốc Sở trình bày' });
    expect((await seatOf(c.member.personId)).attendance).toBe('unknown');
    await answer(c.member, 'substitute', { reason: 'Bận việc gia đình', substituteId: colleague.personId });
    await expect(settle(c.secretary, c.member.personId, 'declines', true)).rejects.toMatchObject({ code: 'conflict', reason: 'meetings.answer_changed' });
    await expect(settle(c.secretary, c.guest.personId, 'declines', true)).rejects.toMatchObject({ reason: 'meetings.nothing_to_settle' });
  });

  it('meetings M48 who runs the session sees all answers and the quorum they promise; the others their own', async () => {
    await answer(c.chair, 'attends');
    await answer(c.guest, 'attends');
    await answer(c.member, 'declines', { reason: 'Đi công tác' });
    const seen = await all();
    expect(seen.expected).toMatchObject({ asked: 4, attends: 2, declines: 1, waiting: 1, silent: 1, quorum: { members: 3, present: 1, reached: false }, possible: { present: 2, reached: true } });
    expect(seen.people.find(({ personId }) => personId === c.member.personId)?.answer).toMatchObject({ kind: 'declines', reason: 'Đi công tác', settled: null });
    await expect(app().query('meetings.answers', { meetingId }, c.deputy)).rejects.toMatchObject({ code: 'forbidden' });
    expect(JSON.stringify(await mine(c.deputy))).not.toContain('công tác');
  });
});
