import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import { createMeeting, item, openCommittee, stagedFile, type Committee } from '../meetings/committee';

const LONG = 120_000;
const program = { kind: 'system', name: 'test' } as const;

// One story: each goes on from where the one before has come to.
describe('members who take no part in an item', { shuffle: false }, () => {
  let c: Committee;
  let meetingId: string;
  let items: string[];
  let papers: string[];
  const app = () => c.installation.application;
  const recuse = (personId: string, itemId = items[0] ?? '', by: PersonCaller = c.secretary, reason = 'Là cổ đông của doanh nghiệp được xét') => app().execute('agenda.recuse', { itemId, personId, reason }, by);
  const end = (personId: string, by: PersonCaller, itemId = items[0] ?? '') => app().execute('agenda.end-recusal', { itemId, personId }, by);
  const seenBy = async (who: PersonCaller): Promise<string[]> => (await app().query('documents.list', { meetingId }, who)).documents.map(({ id }) => id);
  beforeAll(async () => {
    c = await openCommittee();
    meetingId = await createMeeting(c);
    [items, papers] = [[], []];
    for (const title of ['Giao đất cho doanh nghiệp', 'Kế hoạch năm']) {
      const { itemId } = await app().execute('agenda.add-item', { meetingId, ...item(title) }, c.secretary);
      items.push(itemId);
      papers.push((await app().execute('documents.attach', { meetingId, itemId, ...(await stagedFile(c, meetingId, `${title}.pdf`, 2)) }, c.secretary)).documentId);
    }
    items.push((await app().execute('agenda.add-item', { meetingId, kind: 'break', title: 'Giải lao', durationMin: 15 }, c.secretary)).itemId);
    await app().execute('meetings.add-guest', { meetingId, personId: c.guest.personId }, c.secretary);
    await app().execute('meetings.publish', { meetingId, version: 1 }, c.secretary);
  }, LONG);
  afterAll(() => c.installation.close());

  it('agenda A31 is said by chair, secretary or the member, with a reason, once, and of members alone', async () => {
    await expect(recuse(c.member.personId, items[0], c.deputy)).rejects.toMatchObject({ code: 'forbidden', reason: 'agenda.recusal_of_another' });
    await expect(recuse(c.member.personId, items[0], c.secretary, ' ')).rejects.toMatchObject({ code: 'invalid' });
    await expect(recuse(c.guest.personId)).rejects.toMatchObject({ reason: 'agenda.recusal_of_members_only' });
    await expect(recuse(c.admin.personId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(recuse(c.member.personId, items[2])).rejects.toMatchObject({ reason: 'agenda.recusal_nothing_decided' });
    await recuse(c.deputy.personId, items[1], c.deputy);
    await expect(recuse(c.deputy.personId, items[1], c.chair)).rejects.toMatchObject({ code: 'conflict', reason: 'agenda.already_recused' });
    await end(c.deputy.personId, c.chair, items[1]);
    await expect(end(c.deputy.personId, c.chair, items[1])).rejects.toMatchObject({ reason: 'agenda.not_recused' });
  });

  it('agenda A32 from then on the member sees none of its papers and nothing written on them; the chair neither; the secretary does', async () => {
    for (const who of [c.member, c.chair]) {
      expect(await seenBy(who)).toEqual(papers);
      await recuse(who.personId);
      expect(await seenBy(who)).toEqual(papers.slice(1));
      await expect(app().query('documents.file', { documentId: papers[0] ?? '' }, who)).rejects.toMatchObject({ code: 'not_found' });
      expect(await app().query('annotations.ink-access', { personId: who.personId, inkId: papers[0] ?? '' }, program)).toBeNull();
      expect((await app().query('agenda.list', { meetingId }, who)).items[0]?.use.documents).toBe(0);
    }
    expect(await seenBy(c.secretary)).toEqual(papers);
    expect(await seenBy(c.deputy)).toEqual(papers);
    const told = async (who: PersonCaller) => (await app().query('agenda.list', { meetingId }, who)).items[0]?.recused.map(({ personId }) => personId).sort();
    expect([await told(c.secretary), await told(c.chair)]).toEqual([[c.chair.personId, c.member.personId].sort(), [c.chair.personId, c.member.personId].sort()]);
    expect([await told(c.member), await told(c.deputy), await told(c.guest)]).toEqual([[c.member.personId], [], []]);
  });

  it('agenda A33 others end it, and everything is there again; once the item is done it stays', async () => {
    await expect(end(c.member.personId, c.member)).rejects.toMatchObject({ code: 'forbidden', reason: 'agenda.recusal_ended_by_others' });
    await expect(end(c.chair.personId, c.chair)).rejects.toMatchObject({ code: 'forbidden', reason: 'agenda.recusal_ended_by_others' });
    await end(c.member.personId, c.chair);
    await end(c.chair.personId, c.secretary);
    for (const who of [c.member, c.chair]) expect(await seenBy(who)).toEqual(papers);
    await recuse(c.member.personId);
    await app().database.transaction((db) => db.agendaItem.update({ where: { id: items[0] ?? '' }, data: { state: 'done' } }));
    await expect(end(c.member.personId, c.chair)).rejects.toMatchObject({ code: 'conflict', reason: 'agenda.recusal_item_done' });
    await expect(recuse(c.deputy.personId)).rejects.toMatchObject({ reason: 'agenda.recusal_item_done' });
    expect(await seenBy(c.member)).toEqual(papers.slice(1));
  });

  it('agenda A31 who presents the item or shows a paper of it hands that over first', async () => {
    await app().database.transaction(async (db) => {
      await db.agendaItem.update({ where: { id: items[0] ?? '' }, data: { state: 'done', presenterId: null } });
      await db.agendaItem.update({ where: { id: items[1] ?? '' }, data: { presenterId: c.deputy.personId } });
      await db.meeting.update({ where: { id: meetingId }, data: { state: 'in_session', currentItemId: items[1] ?? null } });
      await db.presentation.create({ data: { meetingId, personId: c.chair.personId, documentId: papers[1] ?? null, page: 1, updatedAt: c.installation.clock.now() } });
    });
    await expect(recuse(c.deputy.personId, items[1])).rejects.toMatchObject({ reason: 'agenda.recusal_of_presenter' });
    await expect(recuse(c.chair.personId, items[1])).rejects.toMatchObject({ reason: 'agenda.recusal_while_presenting' });
    await app().execute('sitting.stop-presenting', { meetingId }, c.chair);
    await recuse(c.chair.personId, items[1]);
    expect(await app().query('annotations.ink-access', { personId: c.chair.personId, inkId: papers[1] ?? '' }, program)).toBeNull();
  });
});
