import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PAPER_ONLY_TITLE } from '../../../server/modules/agenda';
import { createMeeting, item, MONDAY, openCommittee, putInState, stagedFile, type Committee } from '../meetings/committee';

let c: Committee;
beforeAll(async () => void (c = await openCommittee()));
afterAll(() => c.installation.close());

const refused = (code: string, reason: string) => expect.objectContaining({ code, reason });
const list = (meetingId: string) => c.installation.application.query('agenda.list', { meetingId }, c.secretary);
const ids = async (meetingId: string) => (await list(meetingId)).items.map(({ id }) => id);
const add = async (meetingId: string, row: { kind: 'opening' | 'item' | 'break' | 'closing' | 'paper_only'; title?: string; durationMin: number; afterId?: string | null }) =>
  (await c.installation.application.execute('agenda.add-item', { meetingId, ...row }, c.secretary)).itemId;

async function programme() {
  const meetingId = await createMeeting(c);
  const opening = await add(meetingId, { kind: 'opening', title: 'Ổn định, điểm danh', durationMin: 10 });
  const first = await add(meetingId, item('Tình hình kinh tế – xã hội', 40));
  const pause = await add(meetingId, { kind: 'break', title: 'Giải lao', durationMin: 15 });
  const second = await add(meetingId, item('Kế hoạch đầu tư công', 25));
  return { meetingId, opening, first, pause, second };
}

describe('order, numbers and times', () => {
  test('agenda A1 only items have numbers, in the order of the agenda', async () => {
    const { meetingId, pause } = await programme();
    await add(meetingId, { kind: 'paper_only', durationMin: 10, afterId: pause });
    const { items, minutes } = await list(meetingId);
    expect(items.map(({ number, title }) => [number, title])).toEqual([
      [null, 'Ổn định, điểm danh'],
      [1, 'Tình hình kinh tế – xã hội'],
      [null, 'Giải lao'],
      [2, PAPER_ONLY_TITLE],
      [3, 'Kế hoạch đầu tư công'],
    ]);
    expect(minutes).toBe(100);
  });

  test('agenda A2 moving keeps ids and recomputes times', async () => {
    const { meetingId, opening, first, pause, second } = await programme();
    const order = [opening, second, pause, first];
    await c.installation.application.execute('agenda.reorder', { meetingId, before: [opening, first, pause, second], order }, c.secretary);
    const { items } = await list(meetingId);
    expect(items.map(({ id, number, startMinute, endMinute }) => ({ id, number, startMinute, endMinute }))).toEqual([
      { id: opening, number: null, startMinute: 480, endMinute: 490 },
      { id: second, number: 1, startMinute: 490, endMinute: 515 },
      { id: pause, number: null, startMinute: 515, endMinute: 530 },
      { id: first, number: 2, startMinute: 530, endMinute: 570 },
    ]);
  });

  test('agenda A3 durations of 1 to 240 minutes; past midnight the times go on, and a day is the most', async () => {
    const { meetingId } = await programme();
    for (const durationMin of [0, 241]) await expect(add(meetingId, item('Dài', durationMin))).rejects.toEqual(refused('invalid', 'agenda.duration'));
    for (let i = 0; i < 3; i += 1) await add(meetingId, item(`Dài ${i}`, 240));
    await add(meetingId, item('Qua nửa đêm', 151));
    expect((await list(meetingId)).items.at(-1)).toMatchObject({ startMinute: 1290, endMinute: 1441 });
    const minutes = (await list(meetingId)).minutes;
    for (let rest = 1440 - minutes; rest > 0; rest -= 240) await add(meetingId, item('Thêm', Math.min(240, rest)));
    expect((await list(meetingId)).minutes).toBe(1440);
    await expect(add(meetingId, item('Quá một ngày', 1))).rejects.toMatchObject({ reason: 'agenda.too_long', params: { over: 1 } });
  });
});

describe('papers only in the room', () => {
  test('agenda A4 the title is always the neutral one, and files are refused', async () => {
    const meetingId = await createMeeting(c);
    const itemId = await add(meetingId, { kind: 'paper_only', title: 'Phương án bí mật về …', durationMin: 10 });
    expect((await list(meetingId)).items[0]).toMatchObject({ title: PAPER_ONLY_TITLE, number: 1, can: { attach: false } });
    const everything = JSON.stringify(await c.installation.application.database.reader.auditEntry.findMany({ where: { objectId: itemId } }));
    expect(everything).not.toContain('Phương án bí mật');
    await expect(c.installation.application.execute('documents.attach', { meetingId, itemId, ...(await stagedFile(c, meetingId, 'a.pdf', 2)) }, c.secretary)).rejects.toEqual(
      refused('rejected', 'documents.item_takes_no_files'),
    );
    await expect(c.installation.application.query('documents.admission', { meetingId, itemId }, c.secretary)).rejects.toEqual(refused('rejected', 'documents.item_takes_no_files'));
  });

  test('agenda A8 an item with papers is neither removed nor made paper-only', async () => {
    const { meetingId, first } = await programme();
    const { documentId } = await c.installation.application.execute('documents.attach', { meetingId, itemId: first, ...(await stagedFile(c, meetingId, 'b.pdf', 2)) }, c.secretary);
    await expect(c.installation.application.execute('agenda.update-item', { itemId: first, version: 1, kind: 'paper_only', durationMin: 40 }, c.secretary)).rejects.toEqual(
      refused('rejected', 'agenda.has_papers'),
    );
    await expect(c.installation.application.execute('agenda.remove-item', { itemId: first, version: 1 }, c.secretary)).rejects.toEqual(refused('rejected', 'agenda.has_papers'));
    await c.installation.application.execute('documents.withdraw', { documentId, version: 1 }, c.secretary);
    await c.installation.application.execute('agenda.remove-item', { itemId: first, version: 1 }, c.secretary);
    expect((await list(meetingId)).items.map(({ number }) => number)).toEqual([null, null, 1]);
  });
});

describe('two people at the same agenda', () => {
  test('agenda A5 a second reorder against the old order is a conflict and changes nothing', async () => {
    const { meetingId, opening, first, pause, second } = await programme();
    const before = [opening, first, pause, second];
    await c.installation.application.execute('agenda.reorder', { meetingId, before, order: [opening, second, pause, first] }, c.assistant);
    await expect(c.installation.application.execute('agenda.reorder', { meetingId, before, order: [first, opening, pause, second] }, c.secretary)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'agenda.changed_elsewhere',
      params: { by: 'Lại Quốc Khiêm', at: new Date(MONDAY).toISOString() },
    });
    expect(await ids(meetingId)).toEqual([opening, second, pause, first]);
  });

  test('agenda A5 of many reorders at once against the same order exactly one wins', async () => {
    const { meetingId, opening, first, pause, second } = await programme();
    const before = [opening, first, pause, second];
    const orders = [[first, opening, pause, second], [second, opening, first, pause], [pause, second, opening, first], [first, second, pause, opening]];
    const outcomes = await Promise.allSettled(orders.map((order, index) => c.installation.application.execute('agenda.reorder', { meetingId, before, order }, index % 2 ? c.secretary : c.assistant)));
    const won = orders.filter((_, index) => outcomes[index]?.status === 'fulfilled');
    expect(won).toHaveLength(1);
    expect(await ids(meetingId)).toEqual(won[0]);
  });

  test('agenda A5 an order that does not name every row is refused', async () => {
    const { meetingId, opening, first, pause, second } = await programme();
    const before = [opening, first, pause, second];
    for (const order of [[opening, first, pause], [opening, first, pause, pause]]) {
      await expect(c.installation.application.execute('agenda.reorder', { meetingId, before, order }, c.secretary)).rejects.toEqual(refused('invalid', 'agenda.order_incomplete'));
    }
  });

  test('agenda A6 the second editor of an item gets a conflict that names the first', async () => {
    const { meetingId, first } = await programme();
    await c.installation.application.execute('agenda.update-item', { itemId: first, version: 1, ...item('Bản của Khiêm', 40) }, c.assistant);
    await expect(c.installation.application.execute('agenda.update-item', { itemId: first, version: 1, ...item('Bản của Ước', 40) }, c.secretary)).rejects.toMatchObject({
      code: 'conflict',
      params: { by: 'Lại Quốc Khiêm' },
    });
    const row = (await list(meetingId)).items.find(({ id }) => id === first);
    expect(row).toMatchObject({ title: 'Bản của Khiêm', version: 2 });
    await c.installation.application.execute('agenda.update-item', { itemId: first, version: 2, ...item('Bản ghép', 40) }, c.secretary);
  });
});

describe('limits', () => {
  test('agenda A7 what has begun keeps its place and text', async () => {
    const { meetingId, opening, first, pause, second } = await programme();
    await c.installation.application.database.transaction((db) => db.agendaItem.update({ where: { id: opening }, data: { state: 'done' } }));
    await putInState(c.installation, meetingId, 'in_session');
    const before = [opening, first, pause, second];
    const stay = refused('rejected', 'agenda.begun_items_stay');
    await expect(c.installation.application.execute('agenda.reorder', { meetingId, before, order: [first, opening, pause, second] }, c.secretary)).rejects.toEqual(stay);
    await expect(c.installation.application.execute('agenda.update-item', { itemId: opening, version: 1, kind: 'opening', title: 'x', durationMin: 5 }, c.secretary)).rejects.toEqual(stay);
    await expect(c.installation.application.execute('agenda.remove-item', { itemId: opening, version: 1 }, c.secretary)).rejects.toEqual(stay);
    await expect(add(meetingId, { ...item('Trước'), afterId: null })).rejects.toEqual(stay);
    await c.installation.application.execute('agenda.reorder', { meetingId, before, order: [opening, second, pause, first] }, c.secretary);
  });

  test('agenda A9 members change nothing, strangers see nothing, a closed session stands', async () => {
    const { meetingId, first } = await programme();
    const change = { itemId: first, version: 1, ...item('x') };
    await expect(c.installation.application.execute('agenda.update-item', change, c.member)).rejects.toEqual(refused('not_found', 'not_found'));
    await c.installation.application.execute('meetings.publish', { meetingId, version: 1 }, c.secretary);
    await expect(c.installation.application.execute('agenda.update-item', change, c.member)).rejects.toEqual(refused('forbidden', 'meetings.secretary_only'));
    await expect(c.installation.application.execute('agenda.update-item', change, c.otherOfficer)).rejects.toEqual(refused('not_found', 'not_found'));
    await putInState(c.installation, meetingId, 'closed');
    await expect(c.installation.application.execute('agenda.update-item', change, c.secretary)).rejects.toEqual(refused('conflict', 'state.meeting'));
    expect((await list(meetingId)).can.edit).toBe(false);
  });

  test('agenda A10 a presenter by account has a seat', async () => {
    const { meetingId } = await programme();
    await expect(c.installation.application.execute('agenda.add-item', { meetingId, ...item('x'), presenterId: c.guest.personId }, c.secretary)).rejects.toEqual(
      refused('invalid', 'agenda.presenter_not_seated'),
    );
    await c.installation.application.execute('agenda.add-item', { meetingId, ...item('x'), presenterId: c.member.personId }, c.secretary);
    expect((await list(meetingId)).items.at(-1)).toMatchObject({ presenterName: 'Cù Minh Thạc', presenterPosition: 'Ủy viên, Giám đốc Sở Tài chính' });
  });
});
