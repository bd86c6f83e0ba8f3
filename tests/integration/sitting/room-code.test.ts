import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import { createMeeting, item, openCommittee, type Committee } from '../meetings/committee';

const LONG = 120_000;

describe('the code of the room', () => {
  let c: Committee;
  let meetingId: string;
  let otherId: string;
  const app = () => c.installation.application;
  const codeOf = async (id = meetingId): Promise<string> => (await app().query('sitting.room-code', { meetingId: id }, c.secretary)).code ?? '';
  const checkIn = (who: PersonCaller, code?: string, place: 'room' | 'online' = 'room') => app().execute('sitting.check-in', { meetingId, place, ...(code === undefined ? {} : { code }) }, who);
  async function published(): Promise<string> {
    const id = await createMeeting(c);
    await app().execute('agenda.add-item', { meetingId: id, ...item('Kế hoạch năm') }, c.secretary);
    await app().execute('meetings.publish', { meetingId: id, version: 1 }, c.secretary);
    return id;
  }
  beforeAll(async () => {
    c = await openCommittee();
    [meetingId, otherId] = [await published(), await published()];
    c.installation.clock.set('2026-11-26T00:20:00Z');
  }, LONG);
  afterAll(() => c.installation.close());

  it('sitting L41 is there from when check-in opens, of this session alone, another one every half minute, for chair and secretary', async () => {
    c.installation.clock.set('2026-11-25T23:59:00Z');
    expect(await codeOf()).toBe('');
    c.installation.clock.set('2026-11-26T00:20:00Z');
    const first = await codeOf();
    expect(first).toMatch(/^[\w-]{16}$/);
    expect(await codeOf(otherId)).not.toBe(first);
    c.installation.clock.set('2026-11-26T00:20:30Z');
    expect(await codeOf()).not.toBe(first);
    await expect(app().query('sitting.room-code', { meetingId }, c.member)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('sitting L42 now and the one before check in; an old one, one of another session and a guess do not', async () => {
    c.installation.clock.set('2026-11-26T00:21:00Z');
    const code = await codeOf();
    c.installation.clock.set('2026-11-26T00:21:59Z');
    await checkIn(c.member, code);
    expect(await app().database.reader.attendee.findFirstOrThrow({ where: { meetingId, personId: c.member.personId } })).toMatchObject({ attendance: 'room' });
    c.installation.clock.set('2026-11-26T00:22:00Z');
    await expect(checkIn(c.deputy, code)).rejects.toMatchObject({ code: 'conflict', reason: 'sitting.code_old' });
    await expect(checkIn(c.deputy, await codeOf(otherId))).rejects.toMatchObject({ code: 'rejected', reason: 'sitting.code_wrong' });
    for (const guess of ['', 'AAAAAAAAAAAAAAAA', 'x'.repeat(40)]) await expect(checkIn(c.deputy, guess)).rejects.toMatchObject({ reason: 'sitting.code_wrong' });
    expect((await app().database.reader.attendee.findFirstOrThrow({ where: { meetingId, personId: c.deputy.personId } })).attendance).toBe('unknown');
  });

  it('sitting L43 where the body asks for it, nobody in the room checks in by a tap; on line and by the secretary as ever', async () => {
    const { policy } = await app().database.reader.meeting.findUniqueOrThrow({ where: { id: meetingId } });
    await app().database.transaction((db) => db.meeting.update({ where: { id: meetingId }, data: { policy: JSON.stringify({ ...(JSON.parse(policy) as object), roomCheckIn: 'code' }) } }));
    await expect(checkIn(c.chair)).rejects.toMatchObject({ code: 'rejected', reason: 'sitting.code_needed' });
    await checkIn(c.chair, await codeOf());
    await checkIn(c.deputy, undefined, 'online');
    await app().execute('sitting.mark-attendance', { meetingId, marks: [{ personId: c.deputy.personId, attendance: 'room', reason: null }] }, c.secretary);
  });
});
