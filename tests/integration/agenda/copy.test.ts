import { afterAll, beforeAll, expect, test } from 'vitest';
import { item, november, openCommittee, publishedMeeting, putInState, type Committee } from '../meetings/committee';

let c: Committee;
let earlier: string;
const run = () => c.installation.application;
const draftFrom = async (fromId: string | undefined) =>
  (
    await run().execute(
      'meetings.create',
      { ...november, title: 'Phiên tháng 12', startsAt: '2026-12-24T01:00:00Z', endsAt: '2026-12-24T05:00:00Z', bodyId: c.bodyId, chairId: c.chair.personId, secretaryId: c.secretary.personId, fromId },
      c.secretary,
    )
  ).meetingId;

beforeAll(async () => {
  c = await openCommittee();
  const { meetingId, itemId } = await publishedMeeting(c);
  earlier = meetingId;
  await run().execute('meetings.add-guest', { meetingId, personId: c.guest.personId, site: 'Điểm cầu số 2' }, c.secretary);
  await run().execute('agenda.update-item', { itemId, version: 1, ...item('Tình hình kinh tế – xã hội', 40), presenterId: c.guest.personId, presenterText: '' }, c.secretary);
  await run().execute('agenda.add-item', { meetingId, ...item('', 15), kind: 'paper_only' }, c.secretary);
  // Presented by somebody who is not there again: an assistant that the new session has not.
  await run().execute('agenda.add-item', { meetingId, ...item('Công tác cán bộ', 20), presenterId: c.assistant.personId }, c.secretary);
  await putInState(c.installation, meetingId, 'closed');
  await c.installation.application.database.transaction((db) => db.agendaItem.update({ where: { id: itemId }, data: { state: 'done', conclusion: 'Thống nhất.' } }));
});
afterAll(() => c.installation.close());

test('meetings M31 agenda A20 a session made from an earlier one has its guests and its agenda, and nothing of what became of it', async () => {
  const meetingId = await draftFrom(earlier);
  expect(await run().execute('agenda.copy', { meetingId, fromId: earlier }, c.secretary)).toEqual({ rows: 3 });
  const { attendees, meeting } = await run().query('meetings.detail', { meetingId }, c.secretary);
  expect(meeting).toMatchObject({ state: 'draft', title: 'Phiên tháng 12', invitationNumber: null });
  expect(attendees.filter(({ role }) => role === 'guest')).toMatchObject([{ personId: c.guest.personId, site: 'Điểm cầu số 2', voting: false }]);
  const { items } = await run().query('agenda.list', { meetingId }, c.secretary);
  expect(items.map(({ kind, durationMin, state }) => [kind, durationMin, state])).toEqual([['item', 40, 'coming'], ['paper_only', 15, 'coming'], ['item', 20, 'coming']]);
  const rows = await run().database.transaction((db) => db.agendaItem.findMany({ where: { meetingId }, orderBy: { order: 'asc' } }));
  expect(rows.map(({ presenterId, conclusion }) => [presenterId, conclusion])).toEqual([[c.guest.personId, ''], [null, ''], [null, '']]);
});

test('agenda A20 an agenda is taken over into a draft that has none, once', async () => {
  const meetingId = await draftFrom(earlier);
  await run().execute('agenda.copy', { meetingId, fromId: earlier }, c.secretary);
  await expect(run().execute('agenda.copy', { meetingId, fromId: earlier }, c.secretary)).rejects.toMatchObject({ reason: 'agenda.not_empty' });
});

test('meetings M31 a guest who is a member on the new day, or is blocked meanwhile, gets no second seat', async () => {
  await run().database.transaction((db) => db.person.update({ where: { id: c.guest.personId }, data: { status: 'blocked' } }));
  const { attendees } = await run().query('meetings.detail', { meetingId: await draftFrom(earlier) }, c.secretary);
  await run().database.transaction((db) => db.person.update({ where: { id: c.guest.personId }, data: { status: 'active' } }));
  expect(attendees.filter(({ role }) => role === 'guest')).toEqual([]);
});

test('meetings M31 agenda A20 only who prepared the earlier session makes one from it; to strangers it does not exist', async () => {
  const target = await draftFrom(undefined);
  const input = { ...november, bodyId: c.bodyId, chairId: c.chair.personId, secretaryId: c.otherOfficer.personId, fromId: earlier };
  await expect(run().execute('meetings.create', input, c.otherOfficer)).rejects.toMatchObject({ code: 'not_found' });
  await expect(run().execute('meetings.create', input, c.member)).rejects.toMatchObject({ code: 'forbidden', reason: 'meetings.secretary_only' });
  await expect(run().execute('agenda.copy', { meetingId: target, fromId: earlier }, c.member)).rejects.toMatchObject({ code: 'not_found' });
});
