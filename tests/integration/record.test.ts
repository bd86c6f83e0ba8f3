import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyInstallation } from '../../server/application';
import { system } from '../../server/kernel/actor';
import { KERNEL_TABLES, type OwnedTable } from '../../server/kernel/module';
import { modules } from '../../server/modules';
import { adoptRecord, rowsOf } from '../support/installation';
import { createMeeting, item, openCommittee, stagedFile, type Committee } from './meetings/committee';

describe('a record that answers for itself', () => {
  let c: Committee;
  let meetingId: string;
  const file = (): string => path.join(c.installation.dataDir, 'phien.sqlite');
  const verify = () => verifyInstallation(c.installation.dataDir, { noted: [], files: true, rows: rowsOf(c.installation.dataDir) });

  beforeAll(async () => {
    c = await openCommittee();
    const { execute } = c.installation.application;
    await adoptRecord(c.installation);
    meetingId = await createMeeting(c);
    const { itemId } = await execute('agenda.add-item', { meetingId, ...item('Tình hình kinh tế – xã hội') }, c.secretary);
    await execute('documents.attach', { meetingId, itemId, ...(await stagedFile(c, meetingId, 'to-trinh.pdf', 3)) }, c.secretary);
    await execute('meetings.add-guest', { meetingId, personId: c.guest.personId }, c.secretary);
    await execute('voting.create-question', { meetingId, itemId, text: 'Thống nhất?', kind: 'approve' }, c.secretary);
    await execute('organization.create-unit', { name: 'Sở Tài chính', shortName: 'STC', kind: 'department', validFrom: '2025-07-01' }, c.admin);
    await execute('identity.set-locale', { locale: 'en' }, c.admin);
  }, 240_000);
  afterAll(() => c.installation.close());

  /** As somebody with the file in hand would: guards dropped, row changed; then all is put back. */
  async function tampered(sql: string): Promise<unknown> {
    const db = new BetterSqlite3(file());
    db.pragma('foreign_keys = OFF');
    const guards = db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all() as { name: string; sql: string }[];
    const table = /"(\w+)"/u.exec(sql)?.[1] ?? '';
    for (const { name } of guards) db.exec(`DROP TRIGGER "${name}"`);
    db.exec(`CREATE TABLE kept AS SELECT * FROM "${table}"`);
    db.exec(sql);
    const { differing, differences } = await verify();
    db.exec(`DELETE FROM "${table}"; INSERT INTO "${table}" SELECT * FROM kept; DROP TABLE kept`);
    for (const guard of guards) db.exec(guard.sql);
    db.close();
    return differing === 1 ? differences[0] : differences;
  }
  const only = (table: string, where = '1=1'): string => {
    const db = new BetterSqlite3(file(), { readonly: true });
    const row = db.prepare(`SELECT id FROM "${table}" WHERE ${where} ORDER BY id LIMIT 1`).get() as { id: string };
    db.close();
    return row.id;
  };

  it('every table has one owner, which says why where it is no part of the record', () => {
    const db = new BetterSqlite3(file(), { readonly: true });
    const tables = (db.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%'").all() as { name: string }[]).map(({ name }) => name);
    db.close();
    const owned = [...KERNEL_TABLES, ...modules.flatMap((module) => [...module.tables] as OwnedTable[])].map(({ table }) => table);
    expect(tables.filter((table) => table !== '_prisma_migrations').sort()).toEqual([...owned].sort());
  });

  it('agrees after commands, replays and refusals', async () => {
    const { execute } = c.installation.application;
    const commandId = crypto.randomUUID();
    const unit = { name: 'Sở Nội vụ', shortName: 'SNV', kind: 'department' as const, validFrom: '2025-07-01' };
    await execute('organization.create-unit', unit, c.admin, { commandId });
    await execute('organization.create-unit', unit, c.admin, { commandId });
    await execute('meetings.publish', { meetingId, version: 99 }, c.secretary).catch(() => undefined);
    await execute('meetings.publish', { meetingId, version: 1 }, c.secretary);
    expect(await verify()).toMatchObject({ chain: { ok: true }, differing: 0, files: 1 });
  });

  it('finds a vote, an attendance, a paper, an event or a person that was changed, taken away or added', { timeout: 240_000 }, async () => {
    const [vote, seat, paper, event, agenda] = [only('VoteQuestion'), only('Attendee'), only('DocumentVersion'), only('HistoryEvent'), only('AgendaItem')];
    const guest = only('Attendee', "role = 'guest'");
    expect(await tampered(`UPDATE "VoteQuestion" SET state = 'closed', passed = 1 WHERE id = '${vote}'`)).toEqual({ problem: 'changed', kind: 'VoteQuestion', id: vote });
    expect(await tampered(`UPDATE "Attendee" SET attendance = 'room' WHERE id = '${seat}'`)).toEqual({ problem: 'changed', kind: 'Attendee', id: seat });
    expect(await tampered(`DELETE FROM "Attendee" WHERE id = '${guest}'`)).toEqual({ problem: 'missing', kind: 'Attendee', id: guest });
    expect(await tampered(`UPDATE "AgendaItem" SET conclusion = 'Không thống nhất' WHERE id = '${agenda}'`)).toEqual({ problem: 'changed', kind: 'AgendaItem', id: agenda });
    expect(await tampered(`UPDATE "HistoryEvent" SET payload = '{"x":1}' WHERE id = '${event}'`)).toEqual(expect.objectContaining({ kind: 'HistoryEvent' }));
    expect(await tampered(`INSERT INTO "GlobalRole" (personId, role) VALUES ('${c.guest.personId}', 'clerk')`)).toEqual({ problem: 'added', kind: 'GlobalRole', id: `${c.guest.personId}/clerk` });
    expect(await tampered(`UPDATE "DocumentVersion" SET sha256 = '${'0'.repeat(64)}' WHERE id = '${paper}'`)).toEqual([{ problem: 'changed', kind: 'DocumentVersion', id: paper }, { problem: 'file', kind: 'DocumentVersion', id: paper }]);
    expect(await verify()).toMatchObject({ differing: 0 });
  });

  it('finds stored bytes that are not those of their row', async () => {
    const row = await c.installation.application.database.reader.documentVersion.findFirstOrThrow();
    const blob = path.join(c.installation.dataDir, 'blobs', row.blobKey.slice(-2), row.blobKey);
    const original = Buffer.from(`%PDF-1.7\n% to-trinh.pdf\n%%EOF\n`);
    expect(createHash('sha256').update(original).digest('hex')).toBe(row.sha256);
    writeFileSync(blob, Buffer.concat([original.subarray(0, 8), Buffer.from('X'), original.subarray(9)]));
    expect((await verify()).differences).toEqual([{ problem: 'file', kind: 'DocumentVersion', id: row.id }]);
    writeFileSync(blob, original);
    expect(await verify()).toMatchObject({ differing: 0 });
  });

  it('knows only what the installation itself wrote: a row written beside its commands has no entry', async () => {
    const id = crypto.randomUUID();
    const { database } = c.installation.application;
    await database.transaction((db) => db.orgUnit.create({ data: { id, name: 'Không ai lập', shortName: 'x', kind: 'other', validFrom: '2026-01-01' } }));
    expect((await verify()).differences).toEqual([{ problem: 'added', kind: 'OrgUnit', id }]);
    await database.transaction((db) => db.orgUnit.delete({ where: { id } }));
  });

  it('housekeeping leaves no entry, and what changes the record cannot go without one', async () => {
    const { execute, database } = c.installation.application;
    const before = await database.reader.auditEntry.count();
    await execute('identity.keep-alive', { signInIds: [crypto.randomUUID()] }, system('test'));
    expect(await database.reader.auditEntry.count()).toBe(before);
    const written = await database.transaction(async (db) => {
      await db.person.update({ where: { id: c.guest.personId }, data: { locale: 'en' } });
      await db.person.update({ where: { id: c.guest.personId }, data: { locale: 'vi' } });
      await db.signIn.deleteMany({});
      return database.written(db);
    });
    expect(written.map(({ kind, id }) => [kind, id])).toEqual([['Person', c.guest.personId], ['Person', c.guest.personId]]);
  });
});
