import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { addPerson } from '../../support/people';
import { planOf } from '../../../server/shared/rules/seat-plan';
import { createMeeting, november, openCommittee, type Committee } from '../meetings/committee';

const LONG = 120_000;
const hall = { name: 'Phòng họp số 1', place: 'Trụ sở UBND tỉnh', bodyId: null, capacity: 30, equipment: 'Màn hình, 24 micro', plan: planOf('u', 11, 5) };

describe('rooms and seats', () => {
  let c: Committee;
  const app = () => c.installation.application;
  const create = (over: object = {}) => app().execute('rooms.create-room', { ...hall, ...over }, c.admin);
  const session = async (roomId: string | null, over: object = {}) =>
    (await app().execute('meetings.create', { ...november, roomId, bodyId: c.bodyId, chairId: c.chair.personId, secretaryId: c.secretary.personId, assistantIds: [c.assistant.personId], ...over }, c.secretary)).meetingId;
  const detail = async (meetingId: string, who = c.secretary) => app().query('meetings.detail', { meetingId }, who);
  const map = (meetingId: string) => app().query('meetings.seat-map', { meetingId }, c.secretary);

  beforeEach(async () => {
    await c?.installation.close();
    c = await openCommittee();
  }, LONG);
  afterAll(() => c.installation.close());

  it('rooms RM1 RM2 administrators keep the catalogue, others are told why not; a plan that cannot be is refused with the spot', async () => {
    await create();
    await expect(app().execute('rooms.create-room', hall, c.secretary)).rejects.toMatchObject({ code: 'forbidden', reason: 'role.admin_only' });
    await expect(create({ plan: { order: 'centre', spots: [{ name: 'A1', x: 0, y: 0 }, { name: 'A2', x: 0, y: 0 }] } })).rejects.toMatchObject({ code: 'invalid', reason: 'rooms.spots_overlap', params: { spot: 'A2' } });
    await expect(create({ plan: { order: 'centre', spots: [{ name: 'A1', x: 100, y: 0 }] } })).rejects.toMatchObject({ code: 'invalid' });
    expect((await app().query('rooms.catalogue', {}, c.admin)).rooms).toMatchObject([{ name: 'Phòng họp số 1', capacity: 30, retiredAt: null }]);
  });

  it('rooms RM3 RM4 two who change one room: the second is told of the first; a room out of use is offered no more', async () => {
    const { roomId } = await create();
    await app().execute('rooms.update-room', { roomId, ...hall, version: 1, name: 'Phòng họp lớn' }, c.admin);
    const second = await addPerson(c.installation, 'Vi Thị Hiền', ['admin'], 'Quản trị hệ thống');
    await expect(app().execute('rooms.update-room', { roomId, ...hall, version: 1 }, second)).rejects.toMatchObject({ code: 'conflict', reason: 'rooms.changed_elsewhere', params: { by: 'Hứa Duy Toản' } });
    const meetingId = await session(roomId);
    await app().execute('rooms.close-room', { roomId, version: 2, inUse: false }, c.admin);
    expect((await app().query('meetings.room-offer', {}, c.secretary)).rooms).toEqual([]);
    await expect(session(roomId)).rejects.toMatchObject({ code: 'rejected', reason: 'meetings.no_such_room', params: { field: 'roomId' } });
    // Who has it keeps it.
    await app().execute('meetings.update-facts', { meetingId, version: 1, ...november, roomId, printedSets: 2 }, c.secretary);
    expect((await detail(meetingId)).meeting.place).toBe('Phòng họp lớn, Trụ sở UBND tỉnh');
    await app().execute('rooms.close-room', { roomId, version: 3, inUse: true }, c.admin);
    expect((await app().query('meetings.room-offer', {}, c.secretary)).rooms).toHaveLength(1);
  });

  it('meetings M52 a session in a room has its words of that day, whatever it is called later; one of another body is refused', async () => {
    const { roomId } = await create();
    const meetingId = await session(roomId, { place: 'chữ này không dùng' });
    expect((await detail(meetingId)).meeting.place).toBe('Phòng họp số 1, Trụ sở UBND tỉnh');
    await app().execute('rooms.update-room', { roomId, ...hall, version: 1, name: 'Hội trường Thống Nhất' }, c.admin);
    await app().execute('meetings.update-facts', { meetingId, version: 1, ...november, roomId, printedSets: 3 }, c.secretary);
    expect((await detail(meetingId)).meeting.place).toBe('Phòng họp số 1, Trụ sở UBND tỉnh');
    await app().execute('meetings.update-facts', { meetingId, version: 2, ...november, roomId: null, place: 'Nhà văn hóa xã' }, c.secretary);
    expect(await detail(meetingId)).toMatchObject({ meeting: { place: 'Nhà văn hóa xã' }, preparation: { roomId: null } });
    const other = await create({ bodyId: c.chair.personId });
    await expect(session(other.roomId)).rejects.toMatchObject({ reason: 'meetings.no_such_room' });
  });

  it('meetings M53 sessions that have the room are named to whoever may know of them, to others by their time alone', async () => {
    const { roomId } = await create();
    const meetingId = await session(roomId);
    const own = await app().query('meetings.room-offer', {}, c.secretary);
    expect(own.bookings).toMatchObject([{ meetingId, roomId, title: november.title, startsAt: new Date(november.startsAt) }]);
    expect((await app().query('meetings.room-offer', { meetingId }, c.secretary)).bookings).toEqual([]);
    expect((await app().query('meetings.room-offer', {}, c.otherOfficer)).bookings).toMatchObject([{ title: null }]);
    await expect(app().query('meetings.room-offer', {}, c.member)).rejects.toMatchObject({ reason: 'role.officer_only' });
    // A warning, not a ban.
    await session(roomId);
  });

  it('meetings M54 seats are laid from the room, kept when its plan changes, or from a shape; of two at once the second is told', async () => {
    const { roomId } = await create();
    const meetingId = await session(roomId);
    const lay = (plan: object, seen: string | null, who = c.secretary) => app().execute('meetings.lay-seats', { meetingId, plan, seen } as never, who);
    const first = await lay({ from: 'room' }, null);
    expect(await map(meetingId)).toMatchObject({ seating: { A3: c.chair.personId, A2: c.deputy.personId, A4: c.member.personId, A1: c.secretary.personId, A5: c.assistant.personId }, unseated: [], can: { arrange: true } });
    await expect(lay({ from: 'room' }, null, c.assistant)).rejects.toMatchObject({ code: 'conflict', reason: 'meetings.seats_changed_elsewhere', params: { by: 'Đàm Thị Ngọc Ước' } });
    await app().execute('rooms.update-room', { roomId, ...hall, version: 1, plan: planOf('table', 4) }, c.admin);
    expect((await map(meetingId)).map?.plan.spots).toHaveLength(11);
    await lay({ from: 'theatre', seats: 3, head: 1 }, (first as { laidAt: string }).laidAt);
    const small = await map(meetingId);
    expect(small.map?.plan.spots).toHaveLength(3);
    expect(small.unseated).toEqual([c.secretary.personId, c.assistant.personId]);
    const elsewhere = await createMeeting(c);
    await expect(app().execute('meetings.lay-seats', { meetingId: elsewhere, plan: { from: 'room' }, seen: null }, c.secretary)).rejects.toMatchObject({ reason: 'meetings.no_room_chosen' });
  });

  it('meetings M55 who is put on a taken spot changes places; what moved meanwhile is told; the rest get what is free', async () => {
    const { roomId } = await create();
    const meetingId = await session(roomId);
    await app().execute('meetings.lay-seats', { meetingId, plan: { from: 'room' }, seen: null }, c.secretary);
    const move = (personId: string, to: string | null, seen: { from: string | null; occupant: string | null }, who = c.secretary) => app().execute('meetings.move-seat', { meetingId, personId, to, seen }, who);
    await move(c.member.personId, 'A3', { from: 'A4', occupant: c.chair.personId });
    expect((await map(meetingId)).seating).toMatchObject({ A3: c.member.personId, A4: c.chair.personId });
    await expect(move(c.member.personId, 'A2', { from: 'A4', occupant: c.deputy.personId }, c.assistant)).rejects.toMatchObject({ code: 'conflict', reason: 'meetings.seats_changed_elsewhere' });
    await expect(move(c.member.personId, 'Z1', { from: 'A3', occupant: null })).rejects.toMatchObject({ code: 'not_found' });
    await move(c.deputy.personId, null, { from: 'A2', occupant: null });
    expect((await map(meetingId)).unseated).toEqual([c.deputy.personId]);
    await app().execute('meetings.send-to-seats', { meetingId }, c.secretary);
    expect(await map(meetingId)).toMatchObject({ seating: { A2: c.deputy.personId, A3: c.member.personId }, unseated: [] });
    await expect(move(c.deputy.personId, 'B1', { from: 'A2', occupant: null }, c.chair)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('meetings M56 everybody is told their own place alone', async () => {
    const { roomId } = await create();
    const meetingId = await session(roomId);
    await app().execute('agenda.add-item', { meetingId, kind: 'item', title: 'Kế hoạch', durationMin: 20 }, c.secretary);
    await app().execute('meetings.lay-seats', { meetingId, plan: { from: 'room' }, seen: null }, c.secretary);
    await app().execute('meetings.publish', { meetingId, version: 1 }, c.secretary);
    expect((await detail(meetingId, c.member)).seat?.spot).toBe('A4');
    await expect(app().query('meetings.seat-map', { meetingId }, c.member)).rejects.toMatchObject({ code: 'forbidden', reason: 'meetings.officers_only' });
    expect((await app().query('meetings.seat-map', { meetingId }, c.chair)).can.arrange).toBe(false);
    await expect(app().execute('meetings.send-to-seats', { meetingId }, c.chair)).rejects.toMatchObject({ reason: 'meetings.secretary_only' });
  });
});
