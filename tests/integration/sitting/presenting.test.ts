import { afterEach, describe, expect, it } from 'vitest';
import { system } from '../../../server/kernel/actor';
import { sittingFacts } from '../../../server/modules/sitting';
import { sittingLive } from '../../../server/modules/sitting/live-view';
import { openAssembly, type Assembly } from './assembly';

let room: Assembly;
afterEach(() => room.close());

const gateway = system('gateway');
const meeting = (r: Assembly) => ({ meetingId: r.meetingId });
const start = (r: Assembly, itemId: string, currentItemId: string | null) => r.execute('sitting.start-item', { ...meeting(r), itemId, currentItemId }, r.chair);
const snapshot = (r: Assembly, who = r.guest) => r.query('sitting.live-snapshot', meeting(r), who);

describe('presenting', () => {
  it('sitting L14 lets the presenter lead through the papers of the current item only', async () => {
    room = await openAssembly();
    const present = (documentId: string, who: typeof room.chair, page = 1) => room.execute('sitting.start-presenting', { ...meeting(room), documentId, page }, who);
    await expect(present(room.papers.second, room.guest)).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.not_presenter' });
    await start(room, room.items.second, null);
    await present(room.papers.second, room.guest, 5);
    expect((await snapshot(room)).view.presentation).toEqual({
      personId: room.guest.personId, name: room.guest.fullName, documentId: room.papers.second, documentTitle: 'Tờ trình', version: 0, inkId: room.papers.second, pages: 8, page: 5, itemId: room.items.second, numbers: null,
    });
    await expect(present(room.papers.first, room.guest)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(present(room.papers.second, room.members[4] ?? room.guest)).rejects.toMatchObject({ code: 'forbidden' });
    await present(room.papers.first, room.chair);
    expect((await snapshot(room)).view.presentation?.personId).toBe(room.chair.personId);
    await expect(present(room.papers.first, room.chair, 25)).rejects.toMatchObject({ reason: 'sitting.no_such_page', params: { pages: 24 } });
  });

  it('sitting L15 hands over at the page shown, stops by the one presenting, by officers and with the item', async () => {
    room = await openAssembly();
    await start(room, room.items.second, null);
    await room.execute('sitting.start-presenting', { ...meeting(room), documentId: room.papers.second, page: 3 }, room.secretary);
    await expect(room.execute('sitting.hand-over', { ...meeting(room), personId: room.guest.personId }, room.guest)).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.not_presenting' });
    await room.execute('sitting.hand-over', { ...meeting(room), personId: room.guest.personId }, room.secretary);
    expect((await snapshot(room)).view.presentation).toMatchObject({ personId: room.guest.personId, page: 3 });
    await room.execute('sitting.stop-presenting', meeting(room), room.guest);
    expect((await snapshot(room)).view.presentation).toBeNull();
    await expect(room.execute('sitting.stop-presenting', meeting(room), room.guest)).rejects.toMatchObject({ code: 'forbidden' });
    await room.execute('sitting.start-presenting', { ...meeting(room), documentId: room.papers.second }, room.guest);
    await room.execute('sitting.end-item', { ...meeting(room), itemId: room.items.second }, room.chair);
    expect((await snapshot(room)).view.presentation).toBeNull();
  });

  it('sitting L16 keeps the page turned by the one presenting, for the program only', async () => {
    room = await openAssembly();
    await start(room, room.items.second, null);
    await room.execute('sitting.start-presenting', { ...meeting(room), documentId: room.papers.second }, room.guest);
    const turn = (personId: string, documentId: string, page: number, caller: typeof room.chair | typeof gateway = gateway) =>
      room.execute('sitting.turn-page', { ...meeting(room), personId, documentId, page }, caller);
    await turn(room.guest.personId, room.papers.second, 6);
    expect((await snapshot(room)).view.presentation?.page).toBe(6);
    await expect(turn(room.guest.personId, room.papers.second, 7, room.guest)).rejects.toMatchObject({ code: 'not_found' });
    await expect(turn(room.chair.personId, room.papers.second, 7)).rejects.toMatchObject({ reason: 'sitting.not_presenting' });
    await expect(turn(room.guest.personId, room.papers.second, 9)).rejects.toMatchObject({ reason: 'sitting.no_such_page' });
    await expect(turn(room.guest.personId, room.papers.first, 1)).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.not_presenter' });
  });

  it('sitting L19 gives the facts for the minutes: who presented what and when, attendance, times', async () => {
    room = await openAssembly();
    const { clock, application } = room.installation;
    const marks = [{ personId: room.members.at(-1)?.personId ?? '', attendance: 'excused' as const, reason: 'công tác' }];
    await room.execute('sitting.mark-attendance', { ...meeting(room), marks }, room.secretary);
    clock.set('2026-11-26T01:10:00Z');
    await start(room, room.items.second, null);
    await room.execute('sitting.start-presenting', { ...meeting(room), documentId: room.papers.second }, room.guest);
    clock.set('2026-11-26T01:22:00Z');
    await room.execute('sitting.stop-presenting', meeting(room), room.guest);
    clock.set('2026-11-26T01:40:00Z');
    await room.execute('sitting.close-session', { ...meeting(room), postponeRest: true }, room.chair);
    const facts = await sittingFacts(application.database.reader, room.meetingId);
    expect(facts).toMatchObject({
      body: 'Ủy ban nhân dân tỉnh', bodyShort: 'UBND tỉnh', openedAt: new Date('2026-11-26T01:02:00Z'), closedAt: new Date('2026-11-26T01:40:00Z'),
      members: { total: 21, inRoom: 19, online: 0 }, quorum: { needed: 14, atOpening: 19, fewer: [] }, guests: { invited: 1, present: 0 },
    });
    expect(facts.absent).toHaveLength(2);
    expect(facts.absent.at(-1)).toMatchObject({ name: 'Ủy viên 21', reason: 'công tác', substitute: { name: room.substitute.fullName } });
    const second = facts.items.find(({ item }) => item.id === room.items.second);
    expect(second).toMatchObject({ number: 2, presenter: { name: room.guest.fullName } });
    expect(second?.presentations).toMatchObject([
      { presenter: { name: room.guest.fullName }, document: 'Tờ trình', from: new Date('2026-11-26T01:10:00Z'), to: new Date('2026-11-26T01:22:00Z') },
    ]);
    expect(second?.item).toMatchObject({ state: 'done', endedAt: new Date('2026-11-26T01:40:00Z') });
  });
});

describe('the live picture', () => {
  it('sitting L17 shows the list and abilities to officers only, counts to everybody', async () => {
    room = await openAssembly();
    await start(room, room.items.first, null);
    const audiences: string[] = [];
    for (const who of [room.chair, room.assistant, room.members[2] ?? room.guest, room.guest, room.substitute]) {
      const { audience, view } = await snapshot(room, who);
      audiences.push(audience);
      expect(view.officers !== null).toBe(audience === 'officers');
      expect(view.attendance.quorum).toMatchObject({ present: 19, members: 21, needed: 14 });
      expect(view.papers.map(({ id }) => id)).toEqual([room.papers.first]);
    }
    expect(audiences).toEqual(['officers', 'officers', 'members', 'guests', 'guests']);
    const screen = await room.query('sitting.live-snapshot', { ...meeting(room), as: 'screen' }, room.secretary);
    expect(screen).toMatchObject({ audience: 'screen', view: { officers: null } });
    await expect(room.query('sitting.console', meeting(room), room.guest)).rejects.toMatchObject({ code: 'forbidden', reason: 'sitting.officers_only' });
  });

  it('sitting L17 pushes the same picture as the snapshot, and takes it anew after what changes it', async () => {
    room = await openAssembly();
    const view = sittingLive;
    const { database, ports } = room.installation.application;
    const context = { db: database.reader, now: ports.clock.now() };
    expect(await view.audienceOf(room.meetingId, { ...context, caller: room.guest })).toBe('guests');
    await expect(view.audienceOf(room.meetingId, { ...context, caller: room.stranger })).rejects.toMatchObject({ code: 'not_found' });
    const pushed = view.project(await view.load(room.meetingId, context), 'guests');
    expect(pushed).toEqual((await snapshot(room)).view);
    expect(['sitting.item_started', 'voting.question_closed', 'agenda.item_moved', 'documents.added', 'meetings.updated'].every((type) => view.affectedBy(type))).toBe(true);
    expect(view.affectedBy('identity.sessions_ended')).toBe(false);
  });

  it('sitting L17 says that something prepared changed, for pages that show more of it, and not for what goes on in the room', async () => {
    room = await openAssembly();
    const prepared = async (): Promise<number> => (await snapshot(room)).view.prepared;
    const before = await prepared();
    await start(room, room.items.first, null);
    await room.execute('sitting.mark-attendance', { ...meeting(room), marks: [{ personId: room.members[2]?.personId ?? '', attendance: 'online' }] }, room.secretary);
    expect(await prepared()).toBe(before);
    const substitute = await room.installation.application.database.reader.attendee.findFirstOrThrow({ where: { ...meeting(room), personId: room.substitute.personId } });
    await room.execute('meetings.remove-attendee', { ...meeting(room), seatId: substitute.id }, room.secretary);
    expect(await prepared()).toBeGreaterThan(before);
  });

  it('sitting L17 shows no papers of a paper-only item', async () => {
    room = await openAssembly();
    await start(room, room.items.paper, null);
    expect((await snapshot(room)).view).toMatchObject({ currentItemId: room.items.paper, papers: [], presentation: null });
  });
});
