import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatClock, isNextDay } from '../../../server/shared/rules/agenda-times';
import { createMeeting, item, november, openCommittee, putInState, stagedFile, type Committee } from '../meetings/committee';

let c: Committee;
beforeAll(async () => void (c = await openCommittee()));
afterAll(() => c.installation.close());

const run = () => c.installation.application;
const add = async (meetingId: string, row: object) => (await run().execute('agenda.add-item', { meetingId, ...item('Nội dung'), ...row }, c.secretary)).itemId;
const ids = async (meetingId: string) => (await run().query('agenda.list', { meetingId }, c.secretary)).items.map(({ id }) => id);

describe('limits of an agenda', () => {
  test('agenda A3 a session from 22:00 to 01:00 takes items after midnight, in order', async () => {
    const meetingId = await createMeeting(c);
    await run().execute('meetings.update-facts', { meetingId, version: 1, ...november, startsAt: '2026-11-26T15:00:00Z', endsAt: '2026-11-26T18:00:00Z' }, c.secretary);
    for (const durationMin of [90, 60, 30]) await add(meetingId, { durationMin });
    const { items } = await run().query('agenda.list', { meetingId }, c.secretary);
    expect(items.map(({ startMinute }) => formatClock(startMinute))).toEqual(['22:00', '23:30', '00:30']);
    expect(items.map(({ startMinute }) => isNextDay(startMinute))).toEqual([false, false, true]);
  });

  test('agenda A3 neither a longer item nor a new one takes the agenda over a day', async () => {
    const meetingId = await createMeeting(c);
    const itemId = await add(meetingId, { durationMin: 60 });
    for (let rest = 1380; rest > 0; rest -= 240) await add(meetingId, { durationMin: Math.min(240, rest) });
    await expect(run().execute('agenda.update-item', { itemId, version: 1, ...item('Nội dung', 61) }, c.secretary)).rejects.toMatchObject({ reason: 'agenda.too_long', params: { over: 1, field: 'durationMin' } });
    await expect(add(meetingId, { durationMin: 1 })).rejects.toMatchObject({ reason: 'agenda.too_long' });
  });

  test('agenda A1 the unit that prepares is one there is', async () => {
    const meetingId = await createMeeting(c);
    const unknown = { preparingUnitId: '0199a000-0000-7000-8000-000000000001' };
    await expect(add(meetingId, unknown)).rejects.toMatchObject({ code: 'invalid', reason: 'agenda.no_such_unit', params: { field: 'preparingUnitId' } });
    const itemId = await add(meetingId, {});
    await expect(run().execute('agenda.update-item', { itemId, version: 1, ...item('Nội dung'), ...unknown }, c.secretary)).rejects.toMatchObject({ reason: 'agenda.no_such_unit' });
  });

  test('agenda A5 a row put after one that is gone meanwhile is a conflict that says who took it away', async () => {
    const meetingId = await createMeeting(c);
    const gone = await add(meetingId, {});
    await run().execute('agenda.remove-item', { itemId: gone, version: 1 }, c.assistant);
    await expect(add(meetingId, { afterId: gone })).rejects.toMatchObject({ code: 'conflict', reason: 'agenda.changed_elsewhere', params: { by: 'Lại Quốc Khiêm' } });
  });

  test('agenda A5 A10 rows and people of another session are nothing to this one', async () => {
    const [meetingId, other] = [await createMeeting(c), await createMeeting(c)];
    const [own, foreign] = [await add(meetingId, {}), await add(other, {})];
    await expect(add(meetingId, { afterId: foreign })).rejects.toMatchObject({ code: 'conflict' });
    await expect(run().execute('agenda.reorder', { meetingId, before: [own], order: [foreign] }, c.secretary)).rejects.toMatchObject({ reason: 'agenda.order_incomplete' });
    await expect(run().execute('agenda.reorder', { meetingId, before: [own, foreign], order: [foreign, own] }, c.secretary)).rejects.toMatchObject({ reason: 'agenda.changed_elsewhere' });
    await run().execute('meetings.add-guest', { meetingId: other, personId: c.guest.personId }, c.secretary);
    await expect(add(meetingId, { presenterId: c.guest.personId })).rejects.toMatchObject({ reason: 'agenda.presenter_not_seated' });
    expect([await ids(meetingId), await ids(other)]).toEqual([[own], [foreign]]);
  });

  test('agenda A7 what was begun and then put off keeps its place, text and existence', async () => {
    const meetingId = await createMeeting(c);
    const [first, second] = [await add(meetingId, {}), await add(meetingId, {})];
    await putInState(c.installation, meetingId, 'in_session');
    await run().database.transaction((db) => db.agendaItem.update({ where: { id: first }, data: { state: 'postponed', startedAt: c.installation.clock.now() } }));
    const stay = { code: 'rejected', reason: 'agenda.begun_items_stay' };
    await expect(run().execute('agenda.update-item', { itemId: first, version: 1, kind: 'paper_only', durationMin: 10 }, c.secretary)).rejects.toMatchObject(stay);
    await expect(run().execute('agenda.remove-item', { itemId: first, version: 1 }, c.secretary)).rejects.toMatchObject(stay);
    await expect(run().execute('agenda.reorder', { meetingId, before: [first, second], order: [second, first] }, c.secretary)).rejects.toMatchObject(stay);
  });

  test('agenda A8 an item with papers or questions does not become a break', async () => {
    const meetingId = await createMeeting(c);
    const [papers, question] = [await add(meetingId, {}), await add(meetingId, {})];
    await run().execute('documents.attach', { meetingId, itemId: papers, ...(await stagedFile(c, meetingId, 'a.pdf', 2)) }, c.secretary);
    await run().execute('voting.create-question', { meetingId, itemId: question, text: 'Thống nhất?' }, c.secretary);
    for (const itemId of [papers, question]) {
      for (const kind of ['break', 'paper_only'] as const) {
        await expect(run().execute('agenda.update-item', { itemId, version: 1, kind, title: 'Giải lao', durationMin: 10 }, c.secretary)).rejects.toMatchObject({ reason: 'agenda.has_papers' });
      }
      await expect(run().execute('agenda.remove-item', { itemId, version: 1 }, c.secretary)).rejects.toMatchObject({ reason: 'agenda.has_papers' });
    }
  });
});
