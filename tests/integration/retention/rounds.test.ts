import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { system } from '../../../server/kernel/actor';
import { KEPT, RETENTION_RULES, endOf } from '../../../server/modules/retention/rules';
import { modules } from '../../../server/modules';
import { KERNEL_TABLES, type OwnedTable } from '../../../server/kernel/module';
import { pending } from '../../contract/op-store.suite';
import { TEST_ENGINE } from '../../support/installation';
import { openCommittee, publishedMeeting, putInState, stagedFile, type Committee } from '../meetings/committee';
import { reasonOf } from '../minutes/session';

const PERIODS = { marks: null, places: 24, looks: 24, notices: 12 };

describe('the list of what is kept for how long', () => {
  it('retention X1 every table of the schema has a time or a reason to be kept, and none has both', () => {
    const owned = [...KERNEL_TABLES, ...modules.flatMap((module) => [...module.tables] as OwnedTable[])].map(({ table }) => table).sort();
    const ruled = RETENTION_RULES.flatMap(({ table }) => table ?? []);
    expect([...Object.keys(KEPT), ...ruled].sort()).toEqual(owned);
    expect(ruled.filter((table) => table in KEPT)).toEqual([]);
  });

  it('retention X1 what answers for the record is never among what goes: no table of the record but by name', () => {
    const record = [...KERNEL_TABLES, ...modules.flatMap((module) => [...module.tables] as OwnedTable[])].filter(({ outside }) => outside === undefined).map(({ table }) => table);
    expect(record.length).toBeGreaterThan(20);
    expect(record.filter((table) => !(table in KEPT))).toEqual([]);
  });

  it('retention X2 months are those of the calendar, and a day that a month lacks is its last', () => {
    expect(endOf({ months: 1 }, new Date('2026-03-31T05:00:00Z')).toISOString()).toBe('2026-02-28T05:00:00.000Z');
    expect(endOf({ months: 24 }, new Date('2028-02-29T05:00:00Z')).toISOString()).toBe('2026-02-28T05:00:00.000Z');
    expect(endOf({ days: 90 }, new Date('2026-03-31T05:00:00Z')).toISOString()).toBe('2025-12-31T05:00:00.000Z');
  });
});

describe('what is kept for how long', () => {
  let c: Committee;
  const app = () => c.installation.application;
  const now = (): Date => c.installation.clock.now();
  const ago = (days: number): Date => new Date(now().getTime() - days * 86_400_000);
  /** The nightly round, by its commands as the job has them; the job itself is tried below. */
  const round = async (): Promise<Record<string, number>> => {
    const { enqueueDue, drain } = app().jobs;
    await enqueueDue();
    c.installation.clock.advance(26 * 3_600_000);
    await enqueueDue();
    await drain();
    const { rules } = await app().query('retention.rules', {}, c.admin);
    return Object.fromEntries(rules.flatMap(({ id, removed }) => (removed > 0 ? [[id, removed]] : [])));
  };

  beforeEach(async () => void (c = await openCommittee()));
  afterEach(() => c.installation.close());

  it.skipIf(TEST_ENGINE === 'postgresql')('retention X1 the tables of the database are those', () => {
    const db = new BetterSqlite3(path.join(c.installation.dataDir, 'phien.sqlite'), { readonly: true });
    const tables = (db.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%' AND name <> '_prisma_migrations'").all() as { name: string }[]).map(({ name }) => name).sort();
    db.close();
    expect([...Object.keys(KEPT), ...RETENTION_RULES.flatMap(({ table }) => table ?? [])].sort()).toEqual(tables);
  });

  it('retention X2 at night what is past its time goes, what is not stays, and the counts are in the audit log', async () => {
    const { personId } = c.member;
    const { meetingId } = await publishedMeeting(c);
    const { documentId } = await app().execute('documents.attach', { meetingId, itemId: null, ...(await stagedFile(c, meetingId, 'to-trinh.pdf', 3)) }, c.secretary);
    const id = (): string => app().ports.ids.next();
    await app().database.transaction(async (db) => {
      const stamp = { createdAt: ago(400), lastSeenAt: ago(400) };
      await db.notice.createMany({ data: [800, 400, 300].map((days) => ({ id: id(), personId, kind: 'account_changed', at: ago(days) })) });
      await db.signIn.createMany({ data: [5, 3, 0].map((days) => ({ id: id(), tokenHash: `s${days}`, personId, ...stamp, expiresAt: ago(days - 2) })) });
      await db.trustedDevice.createMany({ data: [200, 100].map((days) => ({ id: id(), tokenHash: `d${days}`, personId, createdAt: ago(days), lastUsedAt: ago(days) })) });
      await db.readingPlace.createMany({ data: [800, 600].map((days) => ({ personId, documentId, deviceId: `d${days}`, page: 1, offset: 0, zoom: 1, farthest: 1, updatedAt: ago(days) })) });
      await db.accessLink.createMany({ data: [9, -9].map((days) => ({ tokenHash: `l${days}`, kind: 'set_password', personId, createdAt: ago(20), expiresAt: ago(days) })) });
    });
    expect(await round()).toMatchObject({ notices: 2, 'sign-ins': 2, devices: 1, places: 1, links: 1 });
    const { reader } = app().database;
    expect([await reader.notice.count({ where: { personId, at: { lt: ago(350) } } }), await reader.readingPlace.count(), await reader.trustedDevice.count(), await reader.accessLink.count()]).toEqual([0, 1, 1, 1]);
    const entry = await reader.auditEntry.findFirstOrThrow({ where: { action: 'retention.end-round' }, orderBy: { seq: 'desc' } });
    expect(JSON.parse(entry.details)).toMatchObject({ removed: { notices: 2, places: 1 } });
    // Nothing left to remove leaves no entry.
    const before = await reader.auditEntry.count({ where: { action: 'retention.end-round' } });
    await round();
    expect(await reader.auditEntry.count({ where: { action: 'retention.end-round' } })).toBe(before);
  });

  it('retention X2 goes in batches, and a count that was not told yet is not lost', async () => {
    const { personId } = c.deputy;
    await app().database.transaction((db) => db.notice.createMany({ data: Array.from({ length: 700 }, (_, index) => ({ id: `n${index}`, personId, kind: 'account_changed', at: ago(500) })) }));
    const caller = system('jobs');
    expect(await app().execute('retention.remove-expired', { rule: 'notices' }, caller)).toEqual({ removed: 500, isMore: true });
    // Here the program might have ended: the next round goes on and tells both.
    expect((await round())['notices']).toBe(700);
  });

  it('retention X3 an administrator chooses within bounds, and the change is in the audit log', async () => {
    expect(await reasonOf(app().execute('retention.set-periods', { periods: { ...PERIODS, marks: 1 } }, c.admin))).toMatch(/^invalid/u);
    expect(await reasonOf(app().execute('retention.set-periods', { periods: { ...PERIODS, places: null as unknown as number } }, c.admin))).toMatch(/^invalid/u);
    expect(await reasonOf(app().execute('retention.set-periods', { periods: PERIODS }, c.chair))).toBe('forbidden/role.admin_only');
    await app().execute('retention.set-periods', { periods: { ...PERIODS, places: 12 } }, c.admin);
    const entry = await app().database.reader.auditEntry.findFirstOrThrow({ where: { action: 'retention.set-periods' }, orderBy: { seq: 'desc' } });
    expect(JSON.parse(entry.details)).toMatchObject({ before: { places: 24 }, after: { places: 12 } });
    expect((await app().query('retention.rules', {}, c.admin)).rules.find(({ id }) => id === 'places')?.keep).toEqual({ months: 12 });
  });

  it('retention X4 private marks stay until a time is chosen, then go long after the end of their session, whole streams and no shared ones', async () => {
    const { meetingId } = await publishedMeeting(c);
    const { documentId } = await app().execute('documents.attach', { meetingId, itemId: null, ...(await stagedFile(c, meetingId, 'bao-cao.pdf', 3)) }, c.secretary);
    const { ink } = app();
    const [member, deputy] = [c.member.personId, c.deputy.personId];
    await ink.append([pending(documentId, member, 'private'), pending(documentId, member, 'private'), pending(documentId, deputy, 'private'), pending(documentId, member)]);
    await putInState(c.installation, meetingId, 'closed');
    const streams = async () => (await ink.privateStreams({ docIds: [documentId] }, { limit: 10 })).map(({ owner, head }) => [owner, head]).sort();
    const all = [[member, 2], [deputy, 1]].sort();
    c.installation.clock.advance(3 * 365 * 86_400_000);
    await round();
    expect(await streams()).toEqual(all);
    await app().execute('retention.set-periods', { periods: { ...PERIODS, marks: 6 } }, c.admin);
    // Somebody still writes on it.
    await ink.append([pending(documentId, deputy, 'private')]);
    expect((await round())['marks']).toBe(2);
    expect(await streams()).toEqual([[deputy, 2]]);
    expect((await ink.head(documentId, { personId: member, canSeeShared: true }))).toEqual({ shared: 1, private: 0 });
  });

  it('retention X4 marks on a session that has not ended stay, however old', async () => {
    const { meetingId } = await publishedMeeting(c);
    const { documentId } = await app().execute('documents.attach', { meetingId, itemId: null, ...(await stagedFile(c, meetingId, 'dang-hop.pdf', 3)) }, c.secretary);
    await app().ink.append([pending(documentId, c.member.personId, 'private')]);
    c.installation.clock.advance(400 * 86_400_000);
    await round();
    expect(await app().ink.privateStreams({ docIds: [documentId] }, { limit: 10 })).toHaveLength(1);
  });

  it('retention X5 administrators see rules, the last round and what goes next; nobody else does', async () => {
    await round();
    await app().database.transaction((db) => db.notice.create({ data: { id: 'late', personId: c.member.personId, kind: 'account_changed', at: ago(800) } }));
    const { rules, last, next, kept } = await app().query('retention.rules', {}, c.admin);
    expect(rules.map(({ id }) => id)).toEqual(RETENTION_RULES.map(({ id }) => id));
    expect(rules.find(({ id }) => id === 'notices')).toMatchObject({ due: 1, keep: { months: 12 } });
    expect(rules.filter(({ id, source }) => source === null && ['marks', 'places', 'looks', 'notices', 'sign-ins', 'devices'].includes(id))).toEqual([]);
    expect(last?.at.getTime()).toBeLessThanOrEqual(now().getTime());
    expect(next.getTime()).toBeGreaterThan(now().getTime());
    expect(kept.map(({ reason }) => reason)).toContain('record');
    expect(await reasonOf(app().query('retention.rules', {}, c.member))).toBe('forbidden/role.admin_only');
  });
});
