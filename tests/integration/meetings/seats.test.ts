import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addPerson } from '../../support/people';
import { createMeeting, item, november, openCommittee, publishedMeeting, putInState, type Committee } from './committee';

let c: Committee;
beforeEach(async () => void (c = await openCommittee()));
afterEach(() => c.installation.close());

const run = () => c.installation.application;
const seatsOf = async (meetingId: string) => (await run().query('meetings.detail', { meetingId }, c.secretary)).attendees;
const namesOf = async (meetingId: string) => (await seatsOf(meetingId)).map(({ fullName }) => fullName);
const offices = () => ({ chairId: c.chair.personId, secretaryId: c.secretary.personId, assistantIds: [c.assistant.personId] });
const base = () => ({ ...november, bodyId: c.bodyId, ...offices() });
const atFive = { startsAt: '2026-10-30T01:00:00Z', endsAt: '2026-10-30T05:00:00Z' };
const join = (personId: string, extra: object = {}) => {
  const { database, ports } = run();
  const id = ports.ids.next();
  return database.transaction((db) => db.membership.create({ data: { id, bodyId: c.bodyId, personId, position: 'Ủy viên', protocolOrder: 50, validFrom: '2026-01-01', ...extra } })).then(() => id);
};
const drop = (id: string) => run().database.transaction((db) => db.membership.delete({ where: { id } }));

describe('seats that follow from the body', () => {
  test('meetings M2 a session put on another day is attended by the members of that day', async () => {
    const meetingId = await createMeeting(c);
    expect(await namesOf(meetingId)).not.toContain('Kha Chí Diệm');
    await run().execute('meetings.update-facts', { meetingId, version: 1, ...november, ...atFive }, c.secretary);
    expect((await seatsOf(meetingId)).find(({ fullName }) => fullName === 'Kha Chí Diệm')).toMatchObject({ role: 'member', voting: true });
    await run().execute('meetings.update-facts', { meetingId, version: 2, ...november }, c.secretary);
    expect(await namesOf(meetingId)).toEqual(['Đỗ Khắc Trường Vân', 'Lương Thục Khuê', 'Cù Minh Thạc', 'Đàm Thị Ngọc Ước', 'Lại Quốc Khiêm']);
  });

  test('meetings M2 another hour of the same day leaves the seats as they were', async () => {
    const meetingId = await createMeeting(c);
    const membership = await join(c.otherOfficer.personId);
    await run().execute('meetings.update-facts', { meetingId, version: 1, ...november, startsAt: '2026-11-26T06:00:00Z', endsAt: '2026-11-26T09:00:00Z' }, c.secretary);
    expect(await namesOf(meetingId)).not.toContain('Hàn Thị Lưu');
    await drop(membership);
  });

  test('meetings M2 M6 a day on which the body or its chair is not there is refused, and nothing changes', async () => {
    const meetingId = await createMeeting(c);
    const change = (day: string) => run().execute('meetings.update-facts', { meetingId, version: 1, ...november, startsAt: `${day}T01:00:00Z`, endsAt: `${day}T05:00:00Z` }, c.secretary);
    await expect(change('2025-11-26')).rejects.toMatchObject({ reason: 'meetings.no_such_body', params: { field: 'startsAt' } });
    await run().database.transaction((db) => db.membership.updateMany({ where: { personId: c.chair.personId }, data: { validTo: '2026-11-30' } }));
    await expect(change('2026-12-01')).rejects.toMatchObject({ reason: 'meetings.chair_not_member' });
    await run().database.transaction((db) => db.membership.updateMany({ where: { personId: c.chair.personId }, data: { validTo: null } }));
    expect(await run().query('meetings.detail', { meetingId }, c.secretary)).toMatchObject({ preparation: { version: 1 }, meeting: { startsAt: new Date(november.startsAt) } });
  });

  test('meetings M2 members without a vote have no seat of their own', async () => {
    const membership = await join(c.otherOfficer.personId, { voting: false });
    expect(await namesOf(await createMeeting(c))).not.toContain('Hàn Thị Lưu');
    await expect(run().execute('meetings.create', { ...base(), chairId: c.otherOfficer.personId }, c.secretary)).rejects.toMatchObject({ reason: 'meetings.chair_not_member' });
    await drop(membership);
  });

  test('meetings M5 nobody who keeps the accounts is seated: not as a member, secretary, assistant, guest or substitute', async () => {
    const { meetingId } = await publishedMeeting(c);
    const refused = { code: 'rejected', reason: 'meetings.admin_no_seat', params: { name: 'Hứa Duy Toản' } };
    await expect(run().execute('meetings.create', { ...base(), secretaryId: c.admin.personId }, c.secretary)).rejects.toMatchObject(refused);
    await expect(run().execute('meetings.create', { ...base(), assistantIds: [c.admin.personId] }, c.secretary)).rejects.toMatchObject(refused);
    await expect(run().execute('meetings.substitute', { meetingId, memberId: c.member.personId, personId: c.admin.personId }, c.secretary)).rejects.toMatchObject(refused);
    const membership = await join(c.admin.personId);
    await expect(run().execute('meetings.create', base(), c.secretary)).rejects.toMatchObject(refused);
    await drop(membership);
  });

  test('meetings M5 M9 a blocked person is not chosen for anything', async () => {
    const blocked = await addPerson(c.installation, 'Bị Khóa', ['officer']);
    await run().database.transaction((db) => db.person.update({ where: { id: blocked.personId }, data: { status: 'blocked' } }));
    const { meetingId } = await publishedMeeting(c);
    const refused = { reason: 'meetings.no_such_person' };
    await expect(run().execute('meetings.create', { ...base(), secretaryId: blocked.personId }, c.secretary)).rejects.toMatchObject(refused);
    await expect(run().execute('meetings.add-guest', { meetingId, personId: blocked.personId }, c.secretary)).rejects.toMatchObject(refused);
    await expect(run().execute('meetings.substitute', { meetingId, memberId: c.member.personId, personId: blocked.personId }, c.secretary)).rejects.toMatchObject(refused);
    expect(await run().query('meetings.find-people', { text: 'bi khoa' }, c.secretary)).toEqual([]);
  });

  test('meetings M7 a draft whose chair or secretary has lost the seat is not published', async () => {
    for (const [role, reason] of [['chair', 'meetings.needs_chair'], ['secretary', 'meetings.needs_secretary']] as const) {
      const meetingId = await createMeeting(c);
      await run().execute('agenda.add-item', { meetingId, ...item('Nội dung') }, c.assistant);
      await run().database.transaction((db) => db.attendee.updateMany({ where: { meetingId, role }, data: { role: 'guest' } }));
      await expect(run().execute('meetings.publish', { meetingId, version: 1 }, c.assistant)).rejects.toMatchObject({ code: 'rejected', reason });
    }
  });

  test('meetings M1 the longest session is a day, and a session in one room has no remote sites', async () => {
    await expect(run().execute('meetings.create', { ...base(), endsAt: '2026-11-27T01:00:01Z' }, c.secretary)).rejects.toMatchObject({ reason: 'meetings.too_long', params: { hours: 24 } });
    const { meetingId } = await run().execute('meetings.create', { ...base(), form: 'room' }, c.secretary);
    expect((await run().query('meetings.detail', { meetingId }, c.secretary)).meeting.remoteSites).toBe(0);
  });
});

describe('seats that are in use', () => {
  const presented = async (presenterId: string) => {
    const { meetingId } = await publishedMeeting(c);
    const { seatId } = await run().execute('meetings.add-guest', { meetingId, personId: c.guest.personId }, c.secretary);
    await run().execute('agenda.add-item', { meetingId, ...item('Báo cáo của xã'), presenterId }, c.secretary);
    return { meetingId, seatId };
  };

  test('meetings M9 who presents an item keeps the seat until another presenter is chosen', async () => {
    const { meetingId, seatId } = await presented(c.guest.personId);
    await expect(run().execute('meetings.remove-attendee', { meetingId, seatId }, c.secretary)).rejects.toMatchObject({
      code: 'rejected', reason: 'meetings.presents_item', params: { name: 'Ngô Văn Tấn', title: 'Báo cáo của xã' },
    });
    const { meetingId: other } = await presented(c.assistant.personId);
    await expect(run().execute('meetings.set-attendees', { meetingId: other, version: 2, ...offices(), assistantIds: [] }, c.secretary)).rejects.toMatchObject({ reason: 'meetings.presents_item' });
    expect((await run().query('meetings.detail', { meetingId: other }, c.secretary)).preparation?.version).toBe(2);
  });

  test('meetings M9 taking attendees anew keeps what was recorded and whoever has checked in', async () => {
    const { meetingId } = await publishedMeeting(c);
    c.installation.clock.set('2026-11-26T00:30:00Z');
    await run().execute('sitting.check-in', { meetingId, place: 'online' }, c.member);
    await run().execute('sitting.check-in', { meetingId, place: 'room' }, c.assistant);
    await expect(run().execute('meetings.set-attendees', { meetingId, version: 2, ...offices(), assistantIds: [] }, c.secretary)).rejects.toMatchObject({ reason: 'meetings.has_attended', params: { name: 'Lại Quốc Khiêm' } });
    await run().execute('meetings.set-attendees', { meetingId, version: 2, ...offices(), chairId: c.deputy.personId }, c.secretary);
    const { view } = await run().query('sitting.console', { meetingId }, c.secretary);
    expect(view.officers.seats.find(({ personId }) => personId === c.member.personId)).toMatchObject({ attendance: 'online', checkedInAt: new Date('2026-11-26T00:30:00Z') });
    c.installation.clock.set('2026-11-23T01:00:00Z');
  });

  test('meetings M9 while the session runs assistants come and go; chair, secretary and members stand', async () => {
    const { meetingId } = await publishedMeeting(c);
    await putInState(c.installation, meetingId, 'in_session');
    const membership = await join(c.guest.personId);
    await run().execute('meetings.set-attendees', { meetingId, version: 2, ...offices(), assistantIds: [c.otherOfficer.personId] }, c.secretary);
    expect((await seatsOf(meetingId)).map(({ fullName, role }) => [fullName, role])).toEqual([
      ['Đỗ Khắc Trường Vân', 'chair'],
      ['Lương Thục Khuê', 'member'],
      ['Cù Minh Thạc', 'member'],
      ['Đàm Thị Ngọc Ước', 'secretary'],
      ['Hàn Thị Lưu', 'assistant'],
    ]);
    for (const change of [{ chairId: c.deputy.personId }, { secretaryId: c.otherOfficer.personId }]) {
      await expect(run().execute('meetings.set-attendees', { meetingId, version: 3, ...offices(), ...change }, c.secretary)).rejects.toMatchObject({ code: 'conflict', reason: 'meetings.offices_stand' });
    }
    await putInState(c.installation, meetingId, 'closed');
    await expect(run().execute('meetings.set-attendees', { meetingId, version: 3, ...offices() }, c.secretary)).rejects.toMatchObject({ reason: 'state.meeting' });
    await drop(membership);
  });

  test('meetings M9 a guest named twice by the same hand has one seat; two people of one name differ by position', async () => {
    const { meetingId } = await publishedMeeting(c);
    const guest = { meetingId, fullName: 'Nguyễn Văn Ễn', position: 'Chủ tịch UBND xã Thượng Vân' };
    await run().execute('meetings.add-guest', guest, c.secretary);
    await expect(run().execute('meetings.add-guest', { ...guest, fullName: guest.fullName.normalize('NFD') }, c.secretary)).rejects.toMatchObject({ code: 'conflict', reason: 'meetings.already_seated' });
    await run().execute('meetings.add-guest', { ...guest, position: 'Chủ tịch UBND xã Phú Vân' }, c.secretary);
    expect((await namesOf(meetingId)).filter((name) => name === guest.fullName)).toHaveLength(2);
  });

  test('meetings M9 an assistant who is a member keeps the vote and the seat', async () => {
    const { meetingId } = await publishedMeeting(c);
    await run().execute('meetings.set-attendees', { meetingId, version: 2, ...offices(), assistantIds: [c.member.personId] }, c.secretary);
    const seat = (await seatsOf(meetingId)).find(({ personId }) => personId === c.member.personId);
    expect(seat).toMatchObject({ role: 'assistant', voting: true });
    await expect(run().execute('meetings.remove-attendee', { meetingId, seatId: seat?.id ?? '' }, c.secretary)).rejects.toMatchObject({ reason: 'meetings.member_stays' });
  });
});

describe('substitutes', () => {
  test('meetings M10 nobody sits for a guest, for the secretary, or for a member who is present', async () => {
    const { meetingId } = await publishedMeeting(c);
    await run().execute('meetings.add-guest', { meetingId, personId: c.guest.personId }, c.secretary);
    for (const memberId of [c.guest.personId, c.secretary.personId, c.otherOfficer.personId]) {
      await expect(run().execute('meetings.substitute', { meetingId, memberId, personId: c.formerMember.personId }, c.secretary)).rejects.toMatchObject({ reason: 'meetings.no_substitute_for' });
    }
    c.installation.clock.set('2026-11-26T00:30:00Z');
    await run().execute('sitting.check-in', { meetingId, place: 'room' }, c.member);
    const input = { meetingId, memberId: c.member.personId, personId: c.formerMember.personId };
    await expect(run().execute('meetings.substitute', input, c.secretary)).rejects.toMatchObject({ code: 'conflict', reason: 'meetings.member_is_present', params: { name: 'Cù Minh Thạc' } });
    await run().execute('sitting.leave', { meetingId, personId: c.member.personId }, c.member);
    await run().execute('meetings.substitute', input, c.secretary);
    c.installation.clock.set('2026-11-23T01:00:00Z');
  });

  test('meetings M10 the substitute goes with the member', async () => {
    const membership = await join(c.otherOfficer.personId, { validTo: '2026-11-30' });
    const { meetingId } = await publishedMeeting(c);
    await run().execute('meetings.substitute', { meetingId, memberId: c.otherOfficer.personId, personId: c.formerMember.personId }, c.secretary);
    await run().execute('meetings.set-attendees', { meetingId, version: 2, ...offices() }, c.secretary);
    expect(await namesOf(meetingId)).toContain('Kha Chí Diệm');
    await run().execute('meetings.update-facts', { meetingId, version: 3, ...november, startsAt: '2026-12-03T01:00:00Z', endsAt: '2026-12-03T05:00:00Z' }, c.secretary);
    expect(await namesOf(meetingId)).toEqual(['Đỗ Khắc Trường Vân', 'Lương Thục Khuê', 'Cù Minh Thạc', 'Đàm Thị Ngọc Ước', 'Lại Quốc Khiêm']);
    await drop(membership);
  });
});
