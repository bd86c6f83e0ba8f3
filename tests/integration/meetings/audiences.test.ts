import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../server/kernel/repository';
import type { PersonCaller } from '../../../server/kernel/actor';
import { findMeeting, knownMeetings, paperIsSeen, readerNames, sightOfPerson, viewerOf } from '../../../server/modules/meetings';
import { nextTurn, seesPaper, type PaperReader } from '../../../server/shared/rules/audience';
import { addPerson } from '../../support/people';
import { createMeeting, item, openCommittee, stagedFile, type Committee } from './committee';

const LONG = 120_000;
const anybody: PaperReader = { runs: false, isMember: false, names: ['p'], onlyItemId: null, recusedFrom: [] };
const at = new Date('2026-11-23T01:00:00Z');
const later = new Date('2026-11-23T02:00:00Z');
const now = { at, runningItemId: 'i' };

describe('meetings M41 the rule of who sees a paper', () => {
  it('meetings M41 everyone where nothing is set; members with their substitutes; who is named; those who run the session always', () => {
    const paper = (own: Parameters<typeof seesPaper>[1]['own'], over = null as typeof own) => ({ itemId: 'i', own, item: over });
    const set = (kind: 'everyone' | 'members' | 'named', names: string[] = [], opensAt: Date | null = null, closesAt: Date | null = null) => ({ kind, names, opensAt, closesAt });
    expect(seesPaper(anybody, paper(null), now)).toBe(true);
    expect(seesPaper(anybody, paper(set('members')), now)).toBe(false);
    expect(seesPaper({ ...anybody, isMember: true }, paper(set('members')), now)).toBe(true);
    expect(seesPaper(anybody, paper(set('named', ['p'])), now)).toBe(true);
    expect(seesPaper(anybody, paper(set('named', ['q'])), now)).toBe(false);
    expect(seesPaper(anybody, paper(null, set('named', ['q'])), now)).toBe(false);
    expect(seesPaper({ ...anybody, runs: true }, paper(set('named', ['q'])), now)).toBe(true);
    expect(seesPaper(anybody, paper(set('everyone', [], later)), now)).toBe(false);
    expect(seesPaper(anybody, paper(set('everyone', [], at, later)), now)).toBe(true);
    expect(seesPaper(anybody, paper(set('everyone', [], null, at)), now)).toBe(false);
    expect(seesPaper({ ...anybody, runs: true, recusedFrom: ['i'] }, paper(null), now)).toBe(false);
    expect(seesPaper({ ...anybody, runs: true, recusedFrom: ['j'] }, paper(null), now)).toBe(true);
    expect(nextTurn([set('everyone', [], at, later)], at)).toEqual(later);
    expect(nextTurn([set('everyone', [], at)], at)).toBeNull();
  });

  it('meetings M44 a guest of one item sees its papers while it runs, and no others', () => {
    const guest = { ...anybody, onlyItemId: 'i' };
    const free = { itemId: 'i', own: null, item: null };
    expect(seesPaper(guest, free, now)).toBe(true);
    expect(seesPaper(guest, free, { at, runningItemId: null })).toBe(false);
    expect(seesPaper(guest, free, { at, runningItemId: 'j' })).toBe(false);
    expect(seesPaper(guest, { ...free, itemId: 'j' }, { at, runningItemId: 'j' })).toBe(false);
    expect(seesPaper(guest, { ...free, itemId: null }, now)).toBe(false);
    expect(seesPaper(guest, { ...free, item: { kind: 'members', names: [], opensAt: null, closesAt: null } }, now)).toBe(true);
    expect(seesPaper(guest, { ...free, own: { kind: 'members', names: [], opensAt: null, closesAt: null } }, now)).toBe(false);
  });
});

describe('audiences in a session', () => {
  let c: Committee;
  let unitId: string;
  let insider: PersonCaller;
  let itemGuest: PersonCaller;
  const app = () => c.installation.application;
  beforeAll(async () => {
    c = await openCommittee();
    insider = await addPerson(c.installation, 'Mai Thị Vi', [], 'Giám đốc Sở Nội vụ');
    itemGuest = await addPerson(c.installation, 'Tạ Văn Mời', [], 'Chuyên gia');
    unitId = app().ports.ids.next();
    await app().database.transaction(async (db) => {
      await db.orgUnit.create({ data: { id: unitId, name: 'Sở Nội vụ', shortName: 'SNV', kind: 'department', validFrom: '2025-07-01' } });
      await db.person.update({ where: { id: insider.personId }, data: { unitId } });
    });
  }, LONG);
  afterAll(() => c.installation.close());

  interface Session { meetingId: string; items: string[]; papers: string[]; guestSeat: string }
  async function session(publishes = true): Promise<Session> {
    const meetingId = await createMeeting(c);
    const [items, papers]: [string[], string[]] = [[], []];
    for (const title of ['Công tác cán bộ', 'Kế hoạch năm']) {
      const { itemId } = await app().execute('agenda.add-item', { meetingId, ...item(title) }, c.secretary);
      items.push(itemId);
      for (const name of ['Bao cao', 'Phu luc']) papers.push((await app().execute('documents.attach', { meetingId, itemId, ...(await stagedFile(c, meetingId, `${name} ${items.length}.pdf`, 2)) }, c.secretary)).documentId);
    }
    for (const guest of [c.guest, insider]) await app().execute('meetings.add-guest', { meetingId, personId: guest.personId }, c.secretary);
    const { seatId } = await app().execute('meetings.add-guest', { meetingId, personId: itemGuest.personId, itemId: items[1] }, c.secretary);
    if (publishes) await app().execute('meetings.publish', { meetingId, version: 1 }, c.secretary);
    return { meetingId, items, papers, guestSeat: seatId };
  }
  const setPaper = (documentId: string, version: number, over: object) => app().execute('documents.set-audience', { documentId, version, ...over } as never, c.secretary);
  const seenBy = async (meetingId: string, who: PersonCaller): Promise<string[]> => (await app().query('documents.list', { meetingId }, who)).documents.map(({ id }) => id).sort();

  it('meetings M41 the rule and the statement of searches say the same, for every reader and many settings', { timeout: LONG }, async () => {
    const { meetingId, items, papers } = await session();
    const readers = [c.member, c.deputy, c.guest, insider, itemGuest, c.secretary, c.chair];
    const moments = [null, new Date('2026-11-23T00:00:00Z'), new Date('2026-11-23T03:00:00Z')];
    const names = [c.member.personId, c.guest.personId, unitId];
    let seed = 7;
    const pick = <T>(list: readonly T[]): T => list[(seed = (seed * 48_271) % 2_147_483_647) % list.length] as T;
    let [seen, kept] = [0, 0];
    for (let round = 0; round < 60; round += 1) {
      await app().database.transaction(async (db) => {
        await db.audienceName.deleteMany({});
        await db.audience.deleteMany({});
        await db.recusal.deleteMany({});
        for (const { personId } of [c.member, c.chair, c.secretary, c.deputy]) if (pick([true, false, false])) await db.recusal.create({ data: { itemId: pick(items), personId, meetingId, reason: 'Có liên quan', at } });
        for (const objectId of [...items, ...papers]) {
          const kind = pick(['none', 'none', 'everyone', 'members', 'named']);
          if (kind === 'none') continue;
          const [opensAt, closesAt] = [pick(moments), pick(moments)];
          await db.audience.create({ data: { objectId, meetingId, kind, opensAt, closesAt: opensAt && closesAt && opensAt >= closesAt ? null : closesAt } });
          if (kind === 'named') for (const nameId of new Set([pick(names), pick(names)])) await db.audienceName.create({ data: { objectId, nameId, isUnit: nameId === unitId } });
        }
        await db.meeting.update({ where: { id: meetingId }, data: { state: pick(['published', 'in_session', 'closed']), currentItemId: pick([null, ...items]) } });
      });
      const when = pick([at, later, new Date('2026-11-23T04:00:00Z')]);
      const { reader } = app().database;
      const meeting = await findMeeting(reader, meetingId);
      for (const who of readers) {
        const viewer = await viewerOf(reader, who);
        if (!meeting || !viewer) throw new Error('a session and its people are there');
        const [known, condition] = [knownMeetings(viewer), paperIsSeen(await readerNames(reader, who.personId), when)];
        const rows = await rowsOf<{ id: string }>(reader, `SELECT d."id" FROM (${known.sql}) k JOIN "Document" d ON d."meetingId" = k."id" WHERE k."id" = ? AND ${condition.sql}`, [...known.values, meetingId, ...condition.values]);
        const sight = await sightOfPerson(reader, meeting, who.personId, when);
        const ruled = papers.filter((id, index) => sight.sees({ id, itemId: items[Math.floor(index / 2)] ?? null }));
        expect(rows.map(({ id }) => id).sort(), `${who.fullName} in round ${round}`).toEqual(ruled.sort());
        seen += ruled.length;
        kept += papers.length - ruled.length;
      }
    }
    expect(Math.min(seen, kept)).toBeGreaterThan(300);
  });

  it('agenda A30 who may see an item’s papers is said of the item, also when it has begun; the agenda shows the item to all', async () => {
    const { meetingId, items, papers } = await session();
    await app().execute('agenda.set-audience', { itemId: items[0] ?? '', version: 1, kind: 'members' }, c.secretary);
    expect(await seenBy(meetingId, c.guest)).toEqual(papers.slice(2));
    expect(await seenBy(meetingId, c.member)).toEqual(papers);
    expect((await app().query('agenda.list', { meetingId }, c.guest)).items.map(({ title }) => title)).toContain('Công tác cán bộ');
    await expect(app().execute('agenda.set-audience', { itemId: items[0] ?? '', version: 1, kind: 'everyone' }, c.secretary)).rejects.toMatchObject({ code: 'conflict' });
    await expect(app().execute('agenda.set-audience', { itemId: items[0] ?? '', version: 2, kind: 'everyone' }, c.member)).rejects.toMatchObject({ code: 'forbidden' });
    await app().execute('agenda.set-audience', { itemId: items[0] ?? '', version: 2, kind: 'everyone' }, c.secretary);
    expect(await seenBy(meetingId, c.guest)).toEqual(papers);
  });

  it('documents D55 a time opens and closes a paper by itself; nobody named, a time that ends before it begins and people from outside are refused', async () => {
    const { meetingId, papers } = await session();
    const [first = ''] = papers;
    await expect(setPaper(first, 1, { kind: 'named' })).rejects.toMatchObject({ reason: 'meetings.audience_of_nobody' });
    await expect(setPaper(first, 1, { kind: 'named', personIds: [c.admin.personId] })).rejects.toMatchObject({ reason: 'meetings.audience_not_seated' });
    await expect(setPaper(first, 1, { kind: 'named', unitIds: [meetingId] })).rejects.toMatchObject({ reason: 'meetings.audience_no_unit' });
    await expect(setPaper(first, 1, { kind: 'everyone', opensAt: '2026-11-23T04:00:00Z', closesAt: '2026-11-23T03:00:00Z' })).rejects.toMatchObject({ reason: 'meetings.audience_times' });
    expect(await seenBy(meetingId, c.guest)).toContain(first);
    await setPaper(first, 1, { kind: 'named', unitIds: [unitId], opensAt: '2026-11-23T03:00:00Z', closesAt: '2026-11-23T04:00:00Z' });
    const during = async (time: string): Promise<boolean[]> => {
      c.installation.clock.set(time);
      const seen = [];
      for (const who of [insider, c.member, c.secretary]) seen.push((await seenBy(meetingId, who)).includes(first));
      return seen;
    };
    try {
      expect(await during('2026-11-23T02:59:59Z')).toEqual([false, false, true]);
      expect(await during('2026-11-23T03:00:00Z')).toEqual([true, false, true]);
      expect(await during('2026-11-23T04:00:00Z')).toEqual([false, false, true]);
    } finally {
      c.installation.clock.set('2026-11-23T01:00:00Z');
    }
  });

  it('meetings M43 whoever prepares a session looks at it as one of its people, before publication too: the same rows, nothing of that person’s own, and an entry', async () => {
    const { meetingId, papers } = await session(false);
    const [first = ''] = papers;
    await setPaper(first, 1, { kind: 'named', unitIds: [unitId] });
    const as = async (who: PersonCaller) => (await app().query('documents.list', { meetingId, as: who.personId }, c.secretary)).documents.map(({ id }) => id).sort();
    const shown = { member: await as(c.member), insider: await as(insider), itemGuest: await as(itemGuest) };
    await app().execute('meetings.publish', { meetingId, version: 1 }, c.secretary);
    expect(shown).toEqual({ member: await seenBy(meetingId, c.member), insider: await seenBy(meetingId, insider), itemGuest: await seenBy(meetingId, itemGuest) });
    expect(shown).toEqual({ member: papers.slice(1), insider: papers, itemGuest: [] });
    await app().execute('documents.save-place', { documentId: papers[1] ?? '', deviceId: app().ports.ids.next(), page: 2, offset: 0, zoom: 1 }, c.member);
    const looked = await app().query('documents.list', { meetingId, as: c.member.personId }, c.secretary);
    const own = await app().query('documents.list', { meetingId }, c.member);
    expect(own.documents.some(({ mine }) => mine !== null)).toBe(true);
    expect({ ...looked, documents: looked.documents }).toEqual({ ...own, documents: own.documents.map((paper) => ({ ...paper, mine: null })) });
    const theirs = await app().query('agenda.list', { meetingId }, c.member);
    expect(await app().query('agenda.list', { meetingId, as: c.member.personId }, c.secretary)).toEqual({ ...theirs, items: theirs.items.map((one) => ({ ...one, own: null })) });
    await expect(app().query('documents.list', { meetingId, as: insider.personId }, c.member)).rejects.toMatchObject({ code: 'forbidden', reason: 'meetings.secretary_only' });
    await expect(app().query('documents.list', { meetingId, as: c.admin.personId }, c.secretary)).rejects.toMatchObject({ code: 'not_found' });
    await app().execute('meetings.note-seen-as', { meetingId, as: c.member.personId }, c.secretary);
    expect(await app().database.reader.auditEntry.count({ where: { action: 'meetings.note-seen-as', actorId: c.secretary.personId, meetingId } })).toBe(1);
  });

  it('meetings M44 the door of a guest of one item opens when it runs and closes when it ends', async () => {
    const { meetingId, items, papers, guestSeat } = await session();
    const run = async (currentItemId: string | null) => app().database.transaction((db) => db.meeting.update({ where: { id: meetingId }, data: { state: 'in_session', currentItemId } }));
    expect(await seenBy(meetingId, itemGuest)).toEqual([]);
    await run(items[0] ?? null);
    expect(await seenBy(meetingId, itemGuest)).toEqual([]);
    await run(items[1] ?? null);
    expect(await seenBy(meetingId, itemGuest)).toEqual(papers.slice(2));
    await expect(app().query('documents.file', { documentId: papers[0] ?? '' }, itemGuest)).rejects.toMatchObject({ code: 'not_found' });
    await run(null);
    await expect(app().query('documents.file', { documentId: papers[2] ?? '' }, itemGuest)).rejects.toMatchObject({ code: 'not_found' });
    await app().execute('meetings.set-guest-item', { meetingId, seatId: guestSeat, itemId: null }, c.secretary);
    expect(await seenBy(meetingId, itemGuest)).toEqual(papers);
    const memberSeat = (await app().query('meetings.detail', { meetingId }, c.secretary)).attendees.find(({ personId }) => personId === c.member.personId)?.id ?? '';
    await expect(app().execute('meetings.set-guest-item', { meetingId, seatId: memberSeat, itemId: items[0] ?? null }, c.secretary)).rejects.toMatchObject({ reason: 'meetings.only_guests_of_item' });
    await expect(app().execute('meetings.set-guest-item', { meetingId, seatId: guestSeat, itemId: meetingId }, c.secretary)).rejects.toMatchObject({ reason: 'meetings.no_such_item' });
  });
});
