import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import { openCommittee, type Committee } from './committee';

const COUNT = 300;
const PAGE = 24;

describe('the list of sessions in pages', () => {
  let c: Committee;
  let ids: string[] = [];

  beforeAll(async () => {
    c = await openCommittee();
    const policy = (await c.installation.application.database.reader.body.findUniqueOrThrow({ where: { id: c.bodyId } })).policy;
    ids = Array.from({ length: COUNT }, () => randomUUID());
    await c.installation.application.database.transaction(async (db) => {
      await db.meeting.createMany({
        data: ids.map((id, index) => {
          // Forty of them start at one moment; a third is still to come.
          const startsAt = index < 40 ? new Date('2025-03-03T01:00:00Z') : index < 200 ? new Date(Date.UTC(2024, 0, 1 + index * 4, 1)) : new Date(Date.UTC(2026, 11, 1 + (index - 200), 1));
          const state = index < 200 ? 'closed' : 'published';
          return {
            id, bodyId: c.bodyId, title: `Phiên ${index}`, kind: 'regular', state, startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000), place: 'Phòng họp', chairId: c.chair.personId,
            secretaryId: c.secretary.personId, policy, publishedAt: startsAt, createdById: c.secretary.personId, createdAt: startsAt, closedAt: state === 'closed' ? startsAt : null,
          };
        }),
      });
      await db.attendee.createMany({
        data: ids.map((meetingId) => ({ id: randomUUID(), meetingId, personId: c.member.personId, role: 'member', voting: true, fullName: c.member.fullName, position: 'Ủy viên', protocolOrder: 1 })),
      });
    });
  });
  afterAll(() => c.installation.close());

  async function leaf(part: 'coming' | 'past', caller: PersonCaller, year?: number) {
    const seen: { id: string; startsAt: Date }[] = [];
    let pages = 0;
    for (let after: string | undefined; ;) {
      const listed = await c.installation.application.query('meetings.list', { part, after, year }, caller);
      const rows = listed[part];
      expect(rows.length).toBeLessThanOrEqual(PAGE);
      expect(JSON.stringify(listed).length).toBeLessThan(16_000);
      seen.push(...rows);
      pages += 1;
      const next = listed.next[part];
      if (next === null) return { seen, pages };
      after = next;
    }
  }

  it('meetings M14 every session is on exactly one page, in order, also forty that start at one moment', async () => {
    const past = await leaf('past', c.member);
    expect(past.seen).toHaveLength(200);
    expect(new Set(past.seen.map(({ id }) => id)).size).toBe(200);
    expect(past.pages).toBe(Math.ceil(200 / PAGE));
    const starts = past.seen.map(({ startsAt }) => startsAt.getTime());
    expect(starts).toEqual([...starts].sort((a, b) => b - a));
    const coming = await leaf('coming', c.member);
    expect(coming.seen).toHaveLength(100);
    const next = coming.seen.map(({ startsAt }) => startsAt.getTime());
    expect(next).toEqual([...next].sort((a, b) => a - b));
  });

  it('meetings M14 the first look shows a page of each part and the way to the rest', async () => {
    const first = await c.installation.application.query('meetings.list', {}, c.member);
    expect([first.coming.length, first.past.length]).toEqual([PAGE, PAGE]);
    expect(first.next).toMatchObject({ drafts: null, coming: expect.any(String) as string, past: expect.any(String) as string });
    expect(first.since.toISOString()).toBe(new Date(Date.UTC(2024, 0, 1 + 40 * 4, 1)).toISOString());
  });

  it('meetings M14 a year holds its own sessions only, by the Vietnamese calendar', async () => {
    const { seen } = await leaf('past', c.member, 2025);
    expect(seen.length).toBeGreaterThan(40);
    expect(seen.every(({ startsAt }) => new Date(startsAt.getTime() + 7 * 3_600_000).getUTCFullYear() === 2025)).toBe(true);
  });

  it('meetings M14 M5 clerks leaf through what is closed, strangers through nothing', async () => {
    expect((await leaf('past', c.clerk)).seen).toHaveLength(200);
    expect((await leaf('coming', c.clerk)).seen).toHaveLength(0);
    expect((await leaf('past', c.guest)).seen).toHaveLength(0);
    expect((await leaf('past', c.admin)).seen).toHaveLength(0);
  });

  it('meetings M12 the home screen finds the next session among hundreds', async () => {
    const home = await c.installation.application.query('meetings.home', {}, c.member);
    expect(home.next?.title).toBe('Phiên 200');
  });
});
