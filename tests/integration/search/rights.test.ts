import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../server/kernel/repository';
import { knownMeetings, loadMeetingAccess, runsSitting, viewerOf } from '../../../server/modules/meetings';
import { openSearched, type Searched } from './searched';
import { createMeeting, publishedMeeting } from '../meetings/committee';

describe('rights of searching', () => {
  let s: Searched;
  const app = () => s.installation.application;
  const everybody = () => ({ chair: s.chair, deputy: s.deputy, member: s.member, formerMember: s.formerMember, secretary: s.secretary, assistant: s.assistant, otherOfficer: s.otherOfficer, guest: s.guest, clerk: s.clerk, admin: s.admin });
  beforeEach(async () => void (s = await openSearched()));
  afterEach(() => s.end());

  it('search SR3 the sessions of a search are those that a person may open one by one, in every state', { timeout: 400_000 }, async () => {
    const { database } = app();
    const made: string[] = [];
    for (const state of ['draft', 'published', 'in_session', 'closed', 'cancelled'] as const) {
      for (const publishedAt of [null, new Date('2026-11-20T01:00:00Z')]) {
        for (const createdById of [s.secretary.personId, s.otherOfficer.personId]) {
          const meetingId = await createMeeting(s);
          await database.transaction((db) => db.meeting.update({ where: { id: meetingId }, data: { state, publishedAt, createdById } }));
          made.push(meetingId);
        }
      }
    }
    // One of earlier years (imports IM7).
    const old = await createMeeting(s);
    await database.transaction((db) => db.meeting.update({ where: { id: old }, data: { state: 'closed', importedAt: new Date('2026-11-20T01:00:00Z'), createdById: '' } }));
    made.push(old);
    let seen = 0;
    for (const [name, caller] of Object.entries(everybody())) {
      const viewer = await viewerOf(database.reader, caller);
      const known = viewer && knownMeetings(viewer);
      const rows = known ? await rowsOf<{ id: string; runs: number }>(database.reader, `SELECT "id", "runs" FROM (${known.sql}) k`, known.values) : [];
      const opened: { id: string; runs: number }[] = [];
      for (const id of made) {
        const access = await loadMeetingAccess(database.reader, id, caller).catch(() => null);
        if (access) opened.push({ id, runs: runsSitting(access) ? 1 : 0 });
      }
      const sorted = (list: { id: string; runs: number }[]) => list.map(({ id, runs }) => `${id} ${Number(runs)}`).sort();
      expect(sorted(rows), name).toEqual(sorted(opened));
      seen += opened.length;
    }
    expect(seen).toBeGreaterThan(60);
  });

  it('search SR4 a recorded conclusion is found by those who run the sitting; minutes by all, once approved and as long as they are', { timeout: 400_000 }, async () => {
    const { meetingId, itemId } = await publishedMeeting(s);
    const { database } = app();
    await s.settle();
    const minutesId = app().ports.ids.next();
    await database.transaction(async (db) => {
      await db.agendaItem.update({ where: { id: itemId }, data: { conclusion: 'Thống nhất nuôi hải ly' } });
      await db.meeting.update({ where: { id: meetingId }, data: { state: 'closed' } });
      const content = JSON.stringify({ paragraphs: [{ id: 'p', source: { kind: 'hand' }, text: 'Phiên họp bàn về hải ly' }] });
      await db.minutes.create({ data: { id: minutesId, meetingId, content, state: 'submitted' } });
    });
    const follow = () => app().execute('search.follow', { meetingId }, { kind: 'system', name: 'test' });
    await follow();
    for (const who of [s.chair, s.secretary, s.assistant]) expect(await s.found('hải ly', who)).toEqual(['conclusion Tình hình kinh tế – xã hội -']);
    for (const who of [s.member, s.deputy, s.clerk, s.guest, s.admin, s.otherOfficer]) expect(await s.found('hải ly', who)).toEqual([]);
    const officialId = app().ports.ids.next();
    await database.transaction(async (db) => {
      const official = { kind: 'minutes', meetingId, title: 'Biên bản', notation: 'BB-UBND', year: 2026, number: 1, frozen: '{}', frozenSha256: '0'.repeat(64) };
      await db.officialDocument.create({ data: { id: officialId, ...official, approvedAt: s.installation.clock.now(), approvedById: s.chair.personId, verifyCode: 'v' } });
      await db.minutes.update({ where: { id: minutesId }, data: { state: 'approved', officialId } });
    });
    await follow();
    expect(await s.found('hải ly', s.member)).toEqual(['minutes  -']);
    expect(await s.found('hải ly', s.clerk)).toEqual(['minutes  -']);
    // Reopened: nothing has followed yet.
    await database.transaction((db) => db.minutes.update({ where: { id: minutesId }, data: { state: 'returned' } }));
    expect(await s.found('hải ly', s.member)).toEqual([]);
    expect(await s.found('hải ly', s.guest)).toEqual([]);
  });
});
