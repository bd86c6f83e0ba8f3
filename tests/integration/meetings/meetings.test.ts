import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { system } from '../../../server/kernel/actor';
import { createMeeting, item, MONDAY, november, openCommittee, publishedMeeting, putInState, type Committee } from './committee';

let c: Committee;
beforeAll(async () => void (c = await openCommittee()));
afterAll(() => c.installation.close());

const detail = (meetingId: string, caller: Parameters<typeof c.installation.application.query>[2]) => c.installation.application.query('meetings.detail', { meetingId }, caller);
const refused = (code: string, reason: string) => expect.objectContaining({ code, reason });

describe('making a session', () => {
  test('meetings M1 an officer makes a draft; a member and the administrator may not', async () => {
    const input = { ...november, bodyId: c.bodyId, chairId: c.chair.personId, secretaryId: c.secretary.personId };
    await expect(c.installation.application.execute('meetings.create', input, c.member)).rejects.toEqual(refused('forbidden', 'role.officer_only'));
    await expect(c.installation.application.execute('meetings.create', input, c.admin)).rejects.toEqual(refused('forbidden', 'role.officer_only'));
    const { meetingId } = await c.installation.application.execute('meetings.create', input, c.secretary);
    expect((await detail(meetingId, c.secretary)).meeting).toMatchObject({ state: 'draft', title: november.title, remoteSites: 9 });
    expect((await detail(meetingId, c.secretary)).preparation).toMatchObject({ version: 1 });
  });

  test('meetings M1 an end before the beginning is refused at its field', async () => {
    const input = { ...november, endsAt: '2026-11-26T00:00:00Z', bodyId: c.bodyId, chairId: c.chair.personId, secretaryId: c.secretary.personId };
    await expect(c.installation.application.execute('meetings.create', input, c.secretary)).rejects.toMatchObject({ reason: 'meetings.end_before_start', params: { field: 'endsAt' } });
  });

  test('meetings M1 a replayed command makes one session', async () => {
    const input = { ...november, title: 'Phiên họp chuyên đề', bodyId: c.bodyId, chairId: c.chair.personId, secretaryId: c.secretary.personId };
    const commandId = 'aaaaaaaa-0000-4000-8000-000000000001';
    const [first, second] = [
      await c.installation.application.execute('meetings.create', input, c.secretary, { commandId }),
      await c.installation.application.execute('meetings.create', input, c.secretary, { commandId }),
    ];
    expect(second).toEqual(first);
    const drafts = (await c.installation.application.query('meetings.list', {}, c.secretary)).drafts;
    expect(drafts.filter(({ title }) => title === 'Phiên họp chuyên đề')).toHaveLength(1);
  });

  test('meetings M2 attendees are the memberships valid on the day, with names as they are then', async () => {
    const meetingId = await createMeeting(c);
    const { attendees } = await detail(meetingId, c.secretary);
    expect(attendees.map(({ fullName, role, voting }) => [fullName, role, voting])).toEqual([
      ['Đỗ Khắc Trường Vân', 'chair', true],
      ['Lương Thục Khuê', 'member', true],
      ['Cù Minh Thạc', 'member', true],
      ['Đàm Thị Ngọc Ước', 'secretary', false],
      ['Lại Quốc Khiêm', 'assistant', false],
    ]);
    await c.installation.application.database.transaction((db) => db.person.update({ where: { id: c.deputy.personId }, data: { fullName: 'Lương Thục Khuê Anh' } }));
    expect((await detail(meetingId, c.secretary)).attendees[1]?.fullName).toBe('Lương Thục Khuê');
    await c.installation.application.database.transaction((db) => db.person.update({ where: { id: c.deputy.personId }, data: { fullName: 'Lương Thục Khuê' } }));
  });

  test('meetings M2 names in NFD are stored in NFC', async () => {
    const meetingId = await createMeeting(c);
    const { personId } = await c.installation.application.execute('meetings.add-guest', { meetingId, fullName: 'Nguyễn Văn Ễn'.normalize('NFD') }, c.secretary);
    const { attendees } = await detail(meetingId, c.secretary);
    expect(attendees.find((seat) => seat.personId === personId)?.fullName).toBe('Nguyễn Văn Ễn'.normalize('NFC'));
  });

  test('meetings M6 the chair is a member on that day and not the secretary', async () => {
    const base = { ...november, bodyId: c.bodyId, secretaryId: c.secretary.personId };
    await expect(c.installation.application.execute('meetings.create', { ...base, chairId: c.formerMember.personId }, c.secretary)).rejects.toEqual(refused('rejected', 'meetings.chair_not_member'));
    await expect(
      c.installation.application.execute('meetings.create', { ...base, chairId: c.chair.personId, secretaryId: c.chair.personId }, c.secretary),
    ).rejects.toEqual(refused('rejected', 'meetings.secretary_is_chair'));
  });
});

describe('who may see it', () => {
  test('meetings M3 a draft does not exist for members, clerks and other officers', async () => {
    const meetingId = await createMeeting(c);
    for (const stranger of [c.chair, c.member, c.clerk, c.otherOfficer, c.guest, c.admin]) {
      await expect(detail(meetingId, stranger)).rejects.toEqual(refused('not_found', 'not_found'));
      await expect(c.installation.application.execute('meetings.publish', { meetingId, version: 1 }, stranger)).rejects.toEqual(refused('not_found', 'not_found'));
    }
    expect((await detail(meetingId, c.assistant)).can.edit).toBe(true);
    const listed = await c.installation.application.query('meetings.list', {}, c.chair);
    expect([...listed.drafts, ...listed.coming, ...listed.past].map(({ id }) => id)).not.toContain(meetingId);
  });

  test('meetings M4 members see it from publication on, strangers never', async () => {
    const { meetingId } = await publishedMeeting(c);
    expect((await detail(meetingId, c.member)).can).toMatchObject({ edit: false, publish: false, run: false });
    expect((await detail(meetingId, c.chair)).can).toMatchObject({ edit: false, run: true });
    await expect(detail(meetingId, c.otherOfficer)).rejects.toEqual(refused('not_found', 'not_found'));
    await expect(c.installation.application.execute('meetings.cancel', { meetingId, version: 2, reason: 'x' }, c.member)).rejects.toEqual(refused('forbidden', 'meetings.secretary_only'));
  });

  test('meetings M5 the administrator gets no seat, and an old seat opens nothing', async () => {
    const { meetingId } = await publishedMeeting(c);
    await expect(c.installation.application.execute('meetings.add-guest', { meetingId, personId: c.admin.personId }, c.secretary)).rejects.toEqual(refused('rejected', 'meetings.admin_no_seat'));
    await expect(detail(meetingId, { ...c.member, roles: ['admin'] })).rejects.toEqual(refused('not_found', 'not_found'));
    expect((await c.installation.application.query('meetings.home', {}, { ...c.member, roles: ['admin'] })).next).toBeNull();
  });

  test('meetings M5 a clerk sees a session from closing on', async () => {
    const { meetingId } = await publishedMeeting(c);
    await expect(detail(meetingId, c.clerk)).rejects.toEqual(refused('not_found', 'not_found'));
    await putInState(c.installation, meetingId, 'closed');
    expect((await detail(meetingId, c.clerk)).meeting.id).toBe(meetingId);
    expect((await c.installation.application.query('meetings.list', {}, c.clerk)).past.map(({ id }) => id)).toContain(meetingId);
  });
});

describe('publishing', () => {
  test('meetings M7 needs an item, chair and secretary', async () => {
    const meetingId = await createMeeting(c);
    expect((await detail(meetingId, c.secretary)).can).toMatchObject({ publish: false, because: { publish: 'meetings.needs_item' } });
    await expect(c.installation.application.execute('meetings.publish', { meetingId, version: 1 }, c.secretary)).rejects.toEqual(refused('rejected', 'meetings.needs_item'));
    await c.installation.application.execute('agenda.add-item', { meetingId, kind: 'break', title: 'Giải lao', durationMin: 15 }, c.secretary);
    await expect(c.installation.application.execute('meetings.publish', { meetingId, version: 1 }, c.secretary)).rejects.toEqual(refused('rejected', 'meetings.needs_item'));
    await c.installation.application.execute('agenda.add-item', { meetingId, ...item('Nội dung') }, c.secretary);
    await c.installation.application.execute('meetings.publish', { meetingId, version: 1 }, c.secretary);
    await expect(c.installation.application.execute('meetings.publish', { meetingId, version: 2 }, c.secretary)).rejects.toEqual(refused('conflict', 'state.meeting'));
  });

  test('meetings M7 a late invitation is a warning with its dates', async () => {
    const meetingId = await createMeeting(c);
    expect((await detail(meetingId, c.secretary)).invitation).toEqual({
      inTime: false,
      sent: '2026-11-23',
      session: '2026-11-26',
      workingDays: 2,
      needed: 3,
      latest: '2026-11-20',
      calendarKnown: true,
    });
    await c.installation.application.execute('meetings.update-facts', { meetingId, version: 1, ...november, invitationNumber: '214/GM-UBND', invitationDate: '2026-11-19' }, c.secretary);
    expect((await detail(meetingId, c.secretary)).invitation).toMatchObject({ inTime: true, workingDays: 4 });
    await c.installation.application.execute('meetings.update-facts', { meetingId, version: 2, ...november, kind: 'extraordinary' }, c.secretary);
    expect((await detail(meetingId, c.secretary)).invitation).toBeNull();
  });
});

describe('changing', () => {
  test('meetings M8 the second of two editors gets a conflict that names the first', async () => {
    const meetingId = await createMeeting(c);
    await c.installation.application.execute('meetings.update-facts', { meetingId, version: 1, ...november, place: 'Phòng họp số 2' }, c.assistant);
    await expect(c.installation.application.execute('meetings.update-facts', { meetingId, version: 1, ...november, place: 'Phòng họp số 3' }, c.secretary)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'meetings.changed_elsewhere',
      params: { by: 'Lại Quốc Khiêm', at: new Date(MONDAY).toISOString() },
    });
    expect((await detail(meetingId, c.secretary)).meeting.place).toBe('Phòng họp số 2');
  });

  test('meetings M8 facts stand still once the session is opened', async () => {
    const { meetingId } = await publishedMeeting(c);
    await putInState(c.installation, meetingId, 'in_session');
    await expect(c.installation.application.execute('meetings.update-facts', { meetingId, version: 2, ...november }, c.secretary)).rejects.toEqual(refused('conflict', 'state.meeting'));
  });

  test('meetings M9 attendees are taken anew with another chair; guests stay', async () => {
    const meetingId = await createMeeting(c);
    await c.installation.application.execute('meetings.add-guest', { meetingId, personId: c.guest.personId, site: 'Xã Hòa Khê' }, c.secretary);
    await expect(c.installation.application.execute('meetings.add-guest', { meetingId, personId: c.guest.personId }, c.secretary)).rejects.toEqual(refused('conflict', 'meetings.already_seated'));
    await c.installation.application.execute(
      'meetings.set-attendees',
      { meetingId, version: 1, chairId: c.deputy.personId, secretaryId: c.secretary.personId },
      c.secretary,
    );
    const { attendees, chair } = await detail(meetingId, c.secretary);
    expect(chair?.fullName).toBe('Lương Thục Khuê');
    expect(attendees.map(({ role }) => role)).toEqual(['member', 'chair', 'member', 'secretary', 'guest']);
    expect(attendees.at(-1)).toMatchObject({ site: 'Xã Hòa Khê', position: 'Chủ tịch UBND xã Hòa Khê', voting: false });
  });

  test('meetings M9 members stay, and who attended is not removed', async () => {
    const { meetingId } = await publishedMeeting(c);
    const { seatId } = await c.installation.application.execute('meetings.add-guest', { meetingId, personId: c.guest.personId }, c.secretary);
    const member = (await detail(meetingId, c.secretary)).attendees.find(({ role }) => role === 'member');
    await expect(c.installation.application.execute('meetings.remove-attendee', { meetingId, seatId: member?.id ?? '' }, c.secretary)).rejects.toEqual(refused('rejected', 'meetings.member_stays'));
    await c.installation.application.database.transaction((db) => db.attendee.update({ where: { id: seatId }, data: { checkedInAt: new Date(MONDAY) } }));
    await expect(c.installation.application.execute('meetings.remove-attendee', { meetingId, seatId }, c.secretary)).rejects.toEqual(refused('rejected', 'meetings.has_attended'));
    await c.installation.application.database.transaction((db) => db.attendee.update({ where: { id: seatId }, data: { checkedInAt: null } }));
    await c.installation.application.execute('meetings.remove-attendee', { meetingId, seatId }, c.secretary);
    await expect(detail(meetingId, c.guest)).rejects.toEqual(refused('not_found', 'not_found'));
  });

  test('meetings M10 a substitute sits beside a member and has no vote', async () => {
    const { meetingId } = await publishedMeeting(c);
    const input = { meetingId, memberId: c.member.personId, personId: c.otherOfficer.personId };
    await c.installation.application.execute('meetings.substitute', input, c.secretary);
    const seen = await detail(meetingId, c.otherOfficer);
    expect(seen.seat).toMatchObject({ role: 'substitute', voting: false });
    expect(seen.counts.members).toBe(3);
    expect(seen.attendees.find(({ role }) => role === 'substitute')?.substituteForId).toBe(c.member.personId);
    await expect(c.installation.application.execute('meetings.substitute', { ...input, personId: c.guest.personId }, c.secretary)).rejects.toEqual(refused('conflict', 'meetings.has_substitute'));
    await expect(c.installation.application.execute('meetings.substitute', { ...input, memberId: c.chair.personId, personId: c.guest.personId }, c.secretary)).rejects.toEqual(
      refused('rejected', 'meetings.no_substitute_for'),
    );
  });

  test('meetings M11 a session not yet opened is cancelled with a reason and stays visible', async () => {
    const { meetingId } = await publishedMeeting(c);
    await c.installation.application.execute('meetings.cancel', { meetingId, version: 2, reason: 'Chuyển sang tháng 12' }, c.secretary);
    expect((await detail(meetingId, c.member)).meeting.state).toBe('cancelled');
    await expect(c.installation.application.execute('meetings.publish', { meetingId, version: 3 }, c.secretary)).rejects.toEqual(refused('conflict', 'state.meeting'));
  });
});

describe('finding', () => {
  test('meetings M12 home shows the running session before the next one', async () => {
    const own = await openCommittee();
    try {
      expect(await own.installation.application.query('meetings.home', {}, own.member)).toEqual({ next: null, authority: 'Ủy ban nhân dân tỉnh Thanh Giang', drafts: [], changed: [], can: { create: false } });
      const { meetingId: coming } = await publishedMeeting(own);
      const { meetingId: running, itemId } = await publishedMeeting(own);
      expect((await own.installation.application.query('meetings.home', {}, own.member)).next).toMatchObject({ id: coming, state: 'published', counts: { items: 1, members: 3 } });
      await own.installation.application.database.transaction((db) => db.meeting.update({ where: { id: running }, data: { state: 'in_session', currentItemId: itemId } }));
      expect((await own.installation.application.query('meetings.home', {}, own.member)).next).toMatchObject({
        id: running,
        state: 'in_session',
        current: { number: 1, title: 'Tình hình kinh tế – xã hội' },
        presented: null,
        can: { checkIn: true, run: false },
      });
    } finally {
      await own.installation.close();
    }
  });

  test('meetings M13 people are found without diacritics, by officers only, administrators left out', async () => {
    const find = (text: string, caller: Parameters<typeof c.installation.application.query>[2]) => c.installation.application.query('meetings.find-people', { text }, caller);
    expect((await find('han luu', c.secretary)).map(({ fullName }) => fullName)).toEqual(['Hàn Thị Lưu']);
    expect((await find('Đàm', c.secretary)).map(({ fullName }) => fullName)).toEqual(['Đàm Thị Ngọc Ước']);
    expect((await find('so tai chinh', c.secretary)).map(({ fullName }) => fullName)).toEqual(['Cù Minh Thạc']);
    expect(await find('hua duy toan', c.secretary)).toEqual([]);
    await expect(find('han', c.member)).rejects.toEqual(refused('forbidden', 'role.officer_only'));
    expect((await c.installation.application.query('meetings.editor', { on: '2026-11-26' }, c.secretary)).bodies[0]?.members).toHaveLength(3);
    expect((await c.installation.application.query('meetings.editor', { on: '2026-10-01' }, system('test'))).bodies[0]?.members).toHaveLength(4);
  });
});
