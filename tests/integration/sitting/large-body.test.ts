import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../server/shared/rules/limits';
import { openAssembly, type Assembly } from './assembly';

/** As large as the largest sittings there were: 1,586 people. */
const PEOPLE = 1_600;

let room: Assembly;
let siteId: string;
beforeAll(async () => {
  room = await openAssembly({ members: PEOPLE, present: PEOPLE });
  await room.execute('meetings.set-sites', { ...own(), sites: [{ id: null, name: 'UBND xã Hòa Khê' }], seen: [] }, room.secretary);
  siteId = (await room.query('meetings.sites', own(), room.secretary)).sites[0]?.id ?? '';
});
afterAll(() => room.close());

const own = () => ({ meetingId: room.meetingId });
const ids = (from = 0, to = PEOPLE): string[] => room.members.slice(from, to).map(({ personId }) => personId);
const mark = (personIds: readonly string[], attendance: 'room' | 'online') => room.execute('sitting.mark-attendance', { ...own(), marks: personIds.map((personId) => ({ personId, attendance })) }, room.secretary);
const counts = async () => (await room.query('sitting.console', own(), room.secretary)).view.attendance;

describe('a body of 1,600', () => {
  it('sitting L81 everybody is marked, gone, back and at a site by one command each', async () => {
    expect((await counts()).quorum).toMatchObject({ present: PEOPLE, members: PEOPLE });
    expect((await room.execute('sitting.mark-left', { ...own(), personIds: ids() }, room.secretary)).left).toHaveLength(PEOPLE);
    expect(await room.execute('meetings.place-at-site', { ...own(), personIds: ids(), siteId }, room.secretary)).toEqual({ placed: PEOPLE });
    expect(await mark(ids(), 'online')).toEqual({ marked: PEOPLE });
    expect((await room.execute('sitting.take-out-site', { ...own(), siteId, seen: PEOPLE }, room.secretary)).personIds).toHaveLength(PEOPLE);
    expect(await mark(ids(), 'room')).toEqual({ marked: PEOPLE });
    expect((await counts()).quorum.present).toBe(PEOPLE);
    const nobody = Array.from({ length: LIMITS.seats + 1 }, () => randomUUID());
    await expect(mark(nobody, 'room')).rejects.toMatchObject({ code: 'invalid' });
  });

  it('sitting L81 a queue of more than 500 takes another order', async () => {
    const itemId = room.items.first;
    await room.execute('sitting.start-item', { ...own(), itemId, currentItemId: null }, room.chair);
    const { requestId } = await room.execute('floor.request-floor', { ...own(), itemId, personId: ids()[0] ?? '' }, room.secretary);
    const { database, ports } = room.installation.application;
    const asked = [requestId];
    await database.transaction(async (db) => {
      const first = await db.floorRequest.findUniqueOrThrow({ where: { id: requestId } });
      const more = ids(1, 520).map((personId, index) => ({ ...first, id: ports.ids.next(), personId, requestedAt: new Date(first.requestedAt.getTime() + index + 1) }));
      asked.push(...more.map(({ id }) => id));
      await db.floorRequest.createMany({ data: more });
    });
    const order = [...asked].reverse();
    await room.execute('floor.reorder-queue', { ...own(), itemId, order, seen: asked }, room.secretary);
    expect((await room.query('sitting.live-snapshot', own(), room.chair)).view.floor.waiting.map(({ id }) => id)).toEqual(order);
  });

  it('sitting L81 names are called of all, and all are counted by hands', async () => {
    const put = async (way: 'roll' | 'hands'): Promise<string> => {
      const { questionId } = await room.execute('voting.create-question', { ...own(), itemId: room.items.first, text: 'Thông qua?' }, room.secretary);
      await room.execute('voting.open-question', { ...own(), questionId, way }, room.chair);
      return questionId;
    };
    const rolled = await put('roll');
    const [first] = ids();
    await room.execute('voting.enter-answer', { ...own(), questionId: rolled, voterId: first ?? '', choice: 'for' }, room.secretary);
    expect((await room.query('sitting.console', own(), room.secretary)).view.officers?.roll?.filter(({ state }) => state !== 'answered')).toHaveLength(PEOPLE - 1);
    await room.execute('voting.close-question', { ...own(), questionId: rolled }, room.chair);
    const shown = await put('hands');
    expect(await room.execute('voting.record-show-of-hands', { ...own(), questionId: shown, present: PEOPLE, hands: { kind: 'approve', for: 1_500, against: 60, abstain: 40 } }, room.secretary)).toMatchObject({ passed: true });
  });

  it('sitting L81 notes of a sitting on paper say of more than 500 that they were away', async () => {
    const { content, version } = await room.query('sitting.notes', own(), room.secretary);
    const people = ids(600, 1_200).map((personId) => ({ personId, attendance: 'away' as const, reason: '', came: '', left: '' }));
    expect(await room.execute('sitting.save-notes', { ...own(), version, content: { ...content, people } }, room.secretary)).toMatchObject({ version: version + 1 });
  });
});
