import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import { recordedMinutes } from '../../../server/modules/minutes/facts';
import { loadLiveState } from '../../../server/modules/sitting/live-state';
import { projectSitting } from '../../../server/modules/sitting/live-view';
import { openAssembly, type Assembly } from './assembly';

let room: Assembly;
let siteId: string;
const member = (index: number): PersonCaller => room.members[index] ?? room.stranger;
const own = () => ({ meetingId: room.meetingId });
const console = (who = room.secretary) => room.query('sitting.console', own(), who);
const officers = async () => (await console()).view.officers;
const view = async (who: PersonCaller) => (await room.query('sitting.live-snapshot', own(), who)).view;
const note = (connection: 'up' | 'bad' | 'lost', seen: 'unknown' | 'up' | 'bad' | 'lost', who = room.secretary) => room.execute('sitting.note-connection', { ...own(), siteId, connection, seen }, who);
const takeOut = (seen: number, who = room.secretary) => room.execute('sitting.take-out-site', { ...own(), siteId, seen }, who);
const later = (minutes: number) => room.installation.clock.advance(minutes * 60_000);

beforeEach(async () => {
  room = await openAssembly({ present: 14 });
  await room.execute('meetings.set-sites', { ...own(), sites: [{ id: null, name: 'UBND xã Hòa Khê', contactId: room.guest.personId }, { id: null, name: 'UBND phường Thanh Giang' }], seen: [] }, room.secretary);
  siteId = (await room.query('meetings.sites', own(), room.secretary)).sites[0]?.id ?? '';
});
afterEach(() => room.close());

describe('sites of a running sitting', () => {
  it('sitting L70 L73 L74 how a site is connected is noted by who runs the sitting and who looks after it; everybody is told the numbers', async () => {
    await note('up', 'unknown');
    later(8);
    await note('lost', 'up', room.guest);
    await expect(note('bad', 'up', room.chair)).rejects.toMatchObject({ code: 'conflict', reason: 'sitting.site_changed_elsewhere', params: { by: room.guest.fullName } });
    expect(await note('lost', 'up')).toMatchObject({ since: room.installation.clock.now().toISOString() });
    await expect(note('up', 'lost', member(3))).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.not_site_contact' });
    expect((await officers())?.sites).toMatchObject([{ name: 'UBND xã Hòa Khê', connection: 'lost', since: room.installation.clock.now(), contact: room.guest.fullName, present: 0 }, { connection: 'unknown', since: null }]);
    for (const who of [member(3), room.guest, room.secretary]) expect((await view(who)).sites).toEqual({ total: 2, up: 0, bad: 0, lost: 1, unknown: 1, lostNames: ['UBND xã Hòa Khê'] });
    expect((await room.query('sitting.live-snapshot', own(), room.guest)).me?.looksAfter).toMatchObject({ id: siteId, connection: 'lost' });
    expect((await room.query('sitting.live-snapshot', own(), member(3))).me?.looksAfter).toBeNull();
  });

  it('sitting L71 who checks in on line says from which site, whoever is in the room is at none', async () => {
    const check = (who: PersonCaller, place: 'room' | 'online', at?: string | null) => room.execute('sitting.check-in', { ...own(), place, ...(at === undefined ? {} : { siteId: at }) }, who);
    expect(await check(member(15), 'online', siteId)).toMatchObject({ site: 'UBND xã Hòa Khê' });
    expect((await officers())?.sites[0]).toMatchObject({ present: 1, people: 1, electors: 1 });
    expect(await check(member(15), 'online')).toMatchObject({ site: 'UBND xã Hòa Khê' });
    expect(await check(member(15), 'room')).toMatchObject({ site: null });
    expect((await officers())?.sites[0]).toMatchObject({ present: 0, people: 0 });
    await room.execute('meetings.place-at-site', { ...own(), personIds: [member(16).personId], siteId }, room.secretary);
    expect(await check(member(16), 'online', null)).toMatchObject({ site: null });
    await expect(check(member(17), 'online', room.meetingId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(room.execute('meetings.place-at-site', { ...own(), personIds: [member(1).personId], siteId }, room.secretary)).rejects.toMatchObject({ reason: 'meetings.is_in_hall' });
  });

  it('sitting L72 the people of a lost site are taken out by the secretary alone and brought back by one tap; who came back before is left', async () => {
    for (const index of [15, 16, 17]) await room.execute('sitting.check-in', { ...own(), place: 'online', siteId }, member(index));
    await note('lost', 'unknown');
    expect((await view(room.chair)).attendance.quorum.present).toBe(17);
    await expect(takeOut(3, room.chair)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(takeOut(2)).rejects.toMatchObject({ code: 'conflict', reason: 'sitting.site_changed_elsewhere' });
    later(1);
    expect((await takeOut(3)).personIds).toHaveLength(3);
    expect((await view(room.chair)).attendance.quorum).toMatchObject({ present: 14, reached: true });
    expect((await officers())?.sites[0]).toMatchObject({ present: 0, takenOut: 3 });
    await expect(takeOut(0)).rejects.toMatchObject({ reason: 'sitting.nobody_at_site' });
    later(8);
    await room.execute('sitting.check-in', { ...own(), place: 'online' }, member(15));
    await room.execute('sitting.mark-attendance', { ...own(), marks: [{ personId: member(16).personId, attendance: 'excused', reason: 'Về sớm' }] }, room.secretary);
    expect(await room.execute('sitting.bring-back-site', { ...own(), siteId }, room.secretary)).toEqual({ personIds: [member(17).personId] });
    expect((await officers())?.sites[0]).toMatchObject({ connection: 'up', present: 2, takenOut: 0 });
    expect((await view(room.chair)).attendance.quorum.present).toBe(16);
  });

  it('sitting L75 floor FL16 minutes, list and floor record say who was at which site and when it was lost', async () => {
    const { meetingId } = room;
    await room.execute('sitting.check-in', { meetingId, place: 'online', siteId }, member(15));
    await room.execute('meetings.place-at-site', { meetingId, personIds: [member(20).personId], siteId }, room.secretary);
    await room.execute('sitting.start-item', { meetingId, itemId: room.items.first, currentItemId: null }, room.chair);
    const { requestId } = await room.execute('floor.request-floor', { meetingId, itemId: room.items.first }, member(15));
    await room.execute('floor.give-floor', { meetingId, requestId, turnId: null }, room.chair);
    room.installation.clock.set('2026-11-26T02:12:00Z');
    await note('lost', 'unknown');
    room.installation.clock.set('2026-11-26T02:20:00Z');
    await note('up', 'lost');
    const list = await room.query('sitting.attendance-list', { meetingId }, room.secretary);
    expect(list.sites).toMatchObject([{ name: 'UBND xã Hòa Khê', people: 2, present: 1, lost: [{ from: new Date('2026-11-26T02:12:00Z'), to: new Date('2026-11-26T02:20:00Z') }] }, { people: 0, lost: [] }]);
    expect(list.people.find(({ fullName }) => fullName === member(15).fullName)?.changes.at(-1)).toMatchObject({ state: 'online', site: 'UBND xã Hòa Khê' });
    const record = await room.query('sitting.floor-record', { meetingId }, room.secretary);
    expect(record.rows.filter(({ speaker }) => speaker === member(15).fullName).every(({ site }) => site === 'UBND xã Hòa Khê')).toBe(true);
    expect(record.rows.some(({ speaker }) => speaker === member(15).fullName)).toBe(true);
    await room.execute('sitting.close-session', { meetingId, postponeRest: true }, room.chair);
    expect((await recordedMinutes(room.installation.application.database.reader, meetingId)).map(({ text }) => text).join('\n')).toContain('Tại điểm cầu: có mặt 1/2 đại biểu, gồm: UBND xã Hòa Khê: có mặt 1/2, mất kết nối từ 09 giờ 12 đến 09 giờ 20.');
  });

  it('sitting L76 the wall shows lights and numbers and no name, once the session has a plan, until it shows the course again', async () => {
    const show = (lights: boolean, who = room.secretary) => room.execute('sitting.show-lights', { ...own(), lights }, who);
    await expect(show(true)).rejects.toMatchObject({ reason: 'sitting.no_seat_map' });
    await expect(show(true, member(3))).rejects.toMatchObject({ code: 'forbidden' });
    await room.execute('meetings.lay-seats', { ...own(), plan: { from: 'u', seats: 25 }, seen: null }, room.secretary);
    await show(true, room.chair);
    const picture = projectSitting(await loadLiveState(room.meetingId, { db: room.installation.application.database.reader, now: room.installation.clock.now() }), 'screen');
    expect(picture.lights?.spots).toHaveLength(25);
    expect(picture.lights?.counts).toMatchObject({ present: 14, speaking: 0, asks: 0 });
    expect(JSON.stringify(picture.lights)).not.toContain('Ủy viên');
    expect((await view(member(3))).lights).toBeNull();
    expect((await officers())?.wall).toBe('lights');
    await show(false);
    expect((await officers())?.wall).toBe('course');
  });
});
