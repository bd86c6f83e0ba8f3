import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createMeeting, november, openCommittee, type Committee } from './committee';

const LONG = 120_000;

describe('sites of a session', () => {
  let c: Committee;
  let meetingId: string;
  const app = () => c.installation.application;
  const sites = (of = meetingId, who = c.secretary) => app().query('meetings.sites', { meetingId: of }, who);
  const text = (name: string, id: string | null = null, over: object = {}) => ({ id, name, ...over });
  const set = async (list: ReturnType<typeof text>[], who = c.secretary, seen?: string[]) => app().execute('meetings.set-sites', { meetingId, sites: list, seen: seen ?? (await sites()).seen }, who);
  const place = (personIds: string[], siteId: string | null) => app().execute('meetings.place-at-site', { meetingId, personIds, siteId }, c.secretary);
  const at = async (personId: string, of = meetingId) => (await sites(of)).people.find((one) => one.personId === personId)?.site;

  beforeEach(async () => {
    await c?.installation.close();
    c = await openCommittee();
    meetingId = await createMeeting(c);
  }, LONG);
  afterAll(() => c.installation.close());

  it('meetings M59 are a list in its order with who looks after each; the session says how many it joins, the second of two is told', async () => {
    const { seen } = await sites();
    await set([text('UBND xã Hòa Khê', null, { place: 'Thôn 2', contactId: c.member.personId, contact: '0912 345 678' }), text('UBND phường Thanh Giang')]);
    expect(await sites()).toMatchObject({ sites: [{ name: 'UBND xã Hòa Khê', place: 'Thôn 2', contactId: c.member.personId, contact: '0912 345 678' }, { name: 'UBND phường Thanh Giang' }] });
    expect((await app().query('meetings.detail', { meetingId }, c.secretary)).meeting.remoteSites).toBe(2);
    await expect(set([text('UBND xã Thượng Vân')], c.assistant, seen)).rejects.toMatchObject({ code: 'conflict', reason: 'meetings.sites_changed_elsewhere', params: { by: 'Đàm Thị Ngọc Ước' } });
    await expect(set([text('UBND xã Hòa Khê'), text('ubnd xã hòa khê')])).rejects.toMatchObject({ code: 'invalid', reason: 'meetings.site_twice' });
    await expect(set([text('A', null, { contactId: c.clerk.personId })])).rejects.toMatchObject({ reason: 'meetings.contact_has_no_seat' });
    await expect(set([text('A')], c.member)).rejects.toMatchObject({ code: 'not_found' });
    await expect(set(Array.from({ length: 201 }, (_one, index) => text(`Điểm ${index}`)))).rejects.toMatchObject({ reason: 'limit.reached', params: { most: 200 } });
    await set(Array.from({ length: 150 }, (_one, index) => text(`Điểm ${index}`)));
    expect((await sites()).sites[149]?.name).toBe('Điểm 149');
    const inRoom = (await app().execute('meetings.create', { ...november, form: 'room', remoteSites: 0, bodyId: c.bodyId, chairId: c.chair.personId, secretaryId: c.secretary.personId }, c.secretary)).meetingId;
    await expect(app().execute('meetings.set-sites', { meetingId: inRoom, sites: [text('A')], seen: [] }, c.secretary)).rejects.toMatchObject({ reason: 'meetings.no_sites_in_room' });
  });

  it('meetings M61 everybody is at one site or in the hall; a renamed site keeps its people, those of a removed one are of the hall', async () => {
    await set([text('A'), text('B')]);
    const [a, b] = (await sites()).sites;
    await place([c.member.personId, c.deputy.personId], a?.id ?? '');
    await place([c.deputy.personId], b?.id ?? '');
    expect([await at(c.member.personId), await at(c.deputy.personId), await at(c.chair.personId)]).toEqual(['A', 'B', null]);
    // The two change their names with each other.
    await set([text('B', a?.id), text('A', b?.id)]);
    expect([await at(c.member.personId), await at(c.deputy.personId)]).toEqual(['B', 'A']);
    await set([text('B', a?.id)]);
    expect([await at(c.member.personId), await at(c.deputy.personId)]).toEqual(['B', null]);
    await app().execute('meetings.add-guest', { meetingId, personId: c.guest.personId, site: 'Xã Mường Sáng' }, c.secretary);
    expect((await sites()).sites.map(({ name }) => name)).toEqual(['B', 'Xã Mường Sáng']);
    await place([c.guest.personId], null);
    expect(await at(c.guest.personId)).toBeNull();
    await expect(place([c.clerk.personId], a?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('meetings M62 are taken over from an earlier session with their people, once; others come from the agency and its communes', async () => {
    await set([text('A', null, { contactId: c.member.personId }), text('B')]);
    const [a] = (await sites()).sites;
    await place([c.member.personId], a?.id ?? '');
    const next = (await app().execute('meetings.create', { ...november, startsAt: '2026-12-24T01:00:00Z', endsAt: '2026-12-24T05:00:00Z', bodyId: c.bodyId, chairId: c.chair.personId, secretaryId: c.secretary.personId, assistantIds: [c.assistant.personId] }, c.secretary)).meetingId;
    expect((await sites(next)).earlier).toEqual([{ meetingId, title: november.title, startsAt: new Date(november.startsAt), sites: 2 }]);
    const copy = (who = c.secretary) => app().execute('meetings.copy-sites', { meetingId: next, fromId: meetingId }, who);
    expect(await copy()).toEqual({ added: 2, placed: 1 });
    expect(await copy()).toEqual({ added: 0, placed: 0 });
    expect((await sites(next)).sites).toMatchObject([{ name: 'A', contactId: c.member.personId }, { name: 'B' }]);
    expect(await at(c.member.personId, next)).toBe('A');
    await expect(copy(c.otherOfficer)).rejects.toMatchObject({ code: 'not_found' });
    // What nobody was told of is no name of the catalogue; what was announced is.
    const third = (await app().execute('meetings.create', { ...november, startsAt: '2027-01-21T01:00:00Z', endsAt: '2027-01-21T05:00:00Z', bodyId: c.bodyId, chairId: c.chair.personId, secretaryId: c.secretary.personId }, c.secretary)).meetingId;
    expect((await sites(third)).catalogue).toEqual([]);
    await app().execute('agenda.add-item', { meetingId, kind: 'item', title: 'Nội dung', durationMin: 30 }, c.secretary);
    await app().execute('meetings.publish', { meetingId, version: 1 }, c.secretary);
    expect((await sites(third)).catalogue.map(({ name }) => name)).toEqual(['A', 'B']);
  });
});
