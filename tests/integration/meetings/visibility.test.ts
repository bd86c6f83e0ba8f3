import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { item, november, openCommittee, publishedMeeting, putInState, type Committee } from './committee';

let c: Committee;
beforeAll(async () => void (c = await openCommittee()));
afterAll(() => c.installation.close());

type Caller = Parameters<typeof c.installation.application.query>[2];
const detail = (meetingId: string, caller: Caller) => c.installation.application.query('meetings.detail', { meetingId }, caller);
const known = async (caller: Caller) => {
  const { drafts, coming, past } = await c.installation.application.query('meetings.list', {}, caller);
  return [...drafts, ...coming, ...past].map(({ id }) => id);
};
const hidden = { code: 'not_found', reason: 'not_found' };

/** A draft made by an officer who holds no office in it. */
async function madeByAnother(): Promise<string> {
  const input = { ...november, bodyId: c.bodyId, chairId: c.chair.personId, secretaryId: c.secretary.personId };
  return (await c.installation.application.execute('meetings.create', input, c.otherOfficer)).meetingId;
}

describe('who knows of a session', () => {
  test('meetings M3 its maker knows the draft, and loses it with its publication', async () => {
    const meetingId = await madeByAnother();
    expect((await detail(meetingId, c.otherOfficer)).can.edit).toBe(true);
    expect(await known(c.otherOfficer)).toContain(meetingId);
    await c.installation.application.execute('agenda.add-item', { meetingId, ...item('Nội dung') }, c.otherOfficer);
    await c.installation.application.execute('meetings.publish', { meetingId, version: 1 }, c.otherOfficer);
    await expect(detail(meetingId, c.otherOfficer)).rejects.toMatchObject(hidden);
    expect(await known(c.otherOfficer)).not.toContain(meetingId);
    expect(await known(c.member)).toContain(meetingId);
  });

  test('meetings M3 M11 a draft that is called off stays unknown to its people', async () => {
    const meetingId = await madeByAnother();
    await c.installation.application.execute('meetings.cancel', { meetingId, version: 1, reason: 'Lập nhầm' }, c.secretary);
    for (const person of [c.chair, c.member, c.clerk, c.guest]) {
      await expect(detail(meetingId, person)).rejects.toMatchObject(hidden);
      expect(await known(person)).not.toContain(meetingId);
    }
    for (const preparer of [c.secretary, c.otherOfficer]) {
      expect((await detail(meetingId, preparer)).meeting.state).toBe('cancelled');
      expect(await known(preparer)).toContain(meetingId);
    }
  });

  test('meetings M11 the people of a published session are told why it was called off', async () => {
    const { meetingId } = await publishedMeeting(c);
    expect((await detail(meetingId, c.member)).cancelled).toBeNull();
    await c.installation.application.execute('meetings.cancel', { meetingId, version: 2, reason: 'Chuyển sang ngày 03/12/2026 do bão' }, c.secretary);
    expect((await detail(meetingId, c.member)).cancelled).toMatchObject({ reason: 'Chuyển sang ngày 03/12/2026 do bão' });
    expect(await known(c.member)).toContain(meetingId);
  });

  test('meetings M11 what has been opened, closed or called off is not called off', async () => {
    const { meetingId } = await publishedMeeting(c);
    for (const state of ['in_session', 'closed', 'cancelled']) {
      await putInState(c.installation, meetingId, state);
      await expect(c.installation.application.execute('meetings.cancel', { meetingId, version: 2, reason: 'x' }, c.secretary), state).rejects.toMatchObject({ code: 'conflict', reason: 'state.meeting' });
    }
  });

  test('meetings M4 the list of attendees tells nobody who came; that is for those who run the sitting', async () => {
    const { meetingId } = await publishedMeeting(c);
    for (const seat of (await detail(meetingId, c.member)).attendees) expect(Object.keys(seat)).not.toContain('attendance');
    for (const row of (await c.installation.application.query('agenda.list', { meetingId }, c.member)).items) expect(Object.keys(row)).not.toContain('conclusion');
  });
});

describe('home', () => {
  const home = (caller: Caller) => c.installation.application.query('meetings.home', {}, caller);

  test('meetings M12 the authority is a body the person belongs to today; a membership that ended or is to come does not count', async () => {
    const { database, ports } = c.installation.application;
    expect((await home(c.formerMember)).authority).toBeNull();
    await database.transaction((db) => db.membership.create({ data: { id: ports.ids.next(), bodyId: c.bodyId, personId: c.formerMember.personId, position: 'Ủy viên', protocolOrder: 9, validFrom: '2027-01-01' } }));
    expect((await home(c.formerMember)).authority).toBeNull();
    c.installation.clock.set('2027-01-01T00:00:00+07:00');
    expect((await home(c.formerMember)).authority).toBe('Ủy ban nhân dân tỉnh Thanh Giang');
    c.installation.clock.set('2026-11-23T01:00:00Z');
  });

  test('meetings M12 a session that was never opened leaves the home screen half a day after its planned end', async () => {
    const own = await openCommittee();
    try {
      const { meetingId } = await publishedMeeting(own);
      const next = async () => (await own.installation.application.query('meetings.home', {}, own.member)).next?.id ?? null;
      own.installation.clock.set('2026-11-26T17:00:00Z');
      expect(await next()).toBe(meetingId);
      own.installation.clock.advance(1);
      expect(await next()).toBeNull();
    } finally {
      await own.installation.close();
    }
  });

  test('meetings M12 whoever has checked in is not asked again', async () => {
    const own = await openCommittee();
    try {
      const { meetingId } = await publishedMeeting(own);
      own.installation.clock.set('2026-11-26T00:30:00Z');
      const card = async () => (await own.installation.application.query('meetings.home', {}, own.member)).next;
      expect((await card())?.can.checkIn).toBe(true);
      await own.installation.application.execute('sitting.check-in', { meetingId, place: 'room' }, own.member);
      expect(await card()).toMatchObject({ seat: { attendance: 'room' }, can: { checkIn: false } });
    } finally {
      await own.installation.close();
    }
  });
});
