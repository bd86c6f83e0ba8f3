import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyInstallation } from '../../../server/application';
import { createSampleAuthority, issue } from '../../../server/adapters/signer';
import type { PersonCaller } from '../../../server/kernel/actor';
import { pending } from '../../contract/op-store.suite';
import { adoptRecord, rowsOf } from '../../support/installation';
import { addPerson } from '../../support/people';
import { openCommittee, publishedMeeting, putInState, type Committee } from '../meetings/committee';
import { PIN, reasonOf } from '../minutes/session';

describe('an account that is deleted', () => {
  let c: Committee;
  let leaver: PersonCaller;
  const now = (): Date => c.installation.clock.now();
  const app = () => c.installation.application;
  const del = (personId: string, by: PersonCaller = c.admin, reason = 'Nghỉ hưu từ 01/12/2026') => app().execute('retention.delete-person', { personId, reason }, by);
  /** Everything that follows from the history. */
  const settle = async (): Promise<void> => {
    const consumers = app().followHistory();
    await consumers.settled();
    await consumers.stop();
  };

  beforeEach(async () => {
    c = await openCommittee();
    await adoptRecord(c.installation);
    leaver = await addPerson(c.installation, 'Cầm Thị Sen', ['officer'], 'Chuyên viên');
    const { ports, database } = app();
    const { meetingId } = await publishedMeeting(c);
    await putInState(c.installation, meetingId, 'closed');
    await database.transaction(async (db) => {
      const { personId } = leaver;
      const stamp = { createdAt: now(), lastSeenAt: now(), expiresAt: new Date(now().getTime() + 3_600_000) };
      await db.person.update({ where: { id: personId }, data: { userName: 'cam.sen', email: 'sen@tinh.example', phone: '0912', passwordHash: 'x' } });
      await db.signIn.create({ data: { id: ports.ids.next(), tokenHash: 't', personId, ...stamp } });
      await db.trustedDevice.create({ data: { id: ports.ids.next(), tokenHash: 'd', personId, createdAt: now(), lastUsedAt: now() } });
      await db.notice.create({ data: { id: ports.ids.next(), personId, kind: 'account_changed', at: now() } });
      await db.attendee.create({ data: { id: ports.ids.next(), meetingId, personId, role: 'guest', voting: false, fullName: 'Cầm Thị Sen', position: 'Chuyên viên', protocolOrder: 90 } });
      await db.meetingLook.create({ data: { personId, meetingId, seen: '{}', at: now() } });
    });
    await app().execute('identity.set-locale', { locale: 'en' }, leaver, { commandId: ports.ids.next() });
    await app().ink.append([pending(ports.ids.next(), leaver.personId, 'private'), pending(ports.ids.next(), leaver.personId, 'private'), pending(ports.ids.next(), leaver.personId)]);
    const dir = path.join(c.installation.dataDir, 'signing');
    await createSampleAuthority(dir, { now: now() });
    await issue(dir, { personId: leaver.personId, commonName: leaver.fullName, title: '', organisation: 'UBND', pin: PIN, algorithm: 'ecdsa-p256-sha256', now: now() });
  });
  afterEach(() => c.installation.close());

  it('retention X8 not oneself, not the last administrator, nobody with a duty that is not over: it is named', async () => {
    expect(await reasonOf(del(c.admin.personId))).toBe('rejected/retention.not_yourself');
    const other = await addPerson(c.installation, 'Lò Thị Ban', ['admin']);
    expect(await reasonOf(del(c.chair.personId, other))).toBe('rejected/retention.duty_membership');
    const { meetingId } = await publishedMeeting(c);
    expect(await reasonOf(del(c.secretary.personId, other))).toBe('rejected/retention.duty_session');
    const { duties, refusal } = await app().query('retention.leaving', { personId: c.chair.personId }, other);
    expect(duties.map(({ kind }) => kind)).toEqual(['session', 'membership']);
    expect(refusal?.reason).toBe('retention.duty_session');
    await putInState(c.installation, meetingId, 'cancelled');
    await app().database.transaction((db) => db.globalRole.deleteMany({ where: { personId: c.admin.personId } }));
    const clerkAdmin: PersonCaller = { ...c.clerk, roles: ['admin'] };
    expect(await reasonOf(del(other.personId, clerkAdmin))).toBe('rejected/organization.last_administrator');
    await app().database.transaction((db) => db.globalRole.create({ data: { personId: c.admin.personId, role: 'admin' } }));
  });

  it('retention X8 an unsigned step is a duty, and so are minutes that are not approved', async () => {
    const { ports, database } = app();
    const { meetingId } = await publishedMeeting(c);
    const step = ports.ids.next();
    await database.transaction(async (db) => {
      await db.officialDocument.create({ data: { id: 'of', kind: 'minutes', meetingId, title: 'Biên bản', notation: 'BB-UBND', year: 2026, number: 1, frozen: '{}', frozenSha256: '0'.repeat(64), approvedAt: now(), approvedById: c.chair.personId, verifyCode: 'X1' } });
      await db.signatureStep.create({ data: { id: step, officialId: 'of', order: 1, role: 'secretary', field: 'f', personId: c.otherOfficer.personId, state: 'due' } });
    });
    expect(await reasonOf(del(c.otherOfficer.personId))).toBe('rejected/retention.duty_signature');
    await database.transaction(async (db) => {
      await db.signatureStep.update({ where: { id: step }, data: { state: 'signed' } });
      await db.minutes.create({ data: { id: 'mi', meetingId, state: 'submitted', content: '{"paragraphs":[]}' } });
    });
    await putInState(c.installation, meetingId, 'closed');
    const { duties } = await app().query('retention.leaving', { personId: c.secretary.personId }, c.admin);
    expect(duties.map(({ kind }) => kind)).toEqual(['minutes']);
    await adoptRecord(c.installation);
  });

  it('retention X7 what goes and what stays is told before anything is done, to administrators alone', async () => {
    const { report, refusal, duties } = await app().query('retention.leaving', { personId: leaver.personId }, c.admin);
    expect(refusal).toBeNull();
    expect(duties).toEqual([]);
    expect(Object.fromEntries(report.removed.map(({ what, count }) => [what, count]))).toEqual({ userName: 1, password: 1, email: 1, phone: 1, signIns: 1, devices: 1, notices: 1, roles: 1, looks: 1, receipts: 1, marks: 2, keys: 1 });
    expect(report.kept.find(({ what }) => what === 'seats')?.count).toBe(1);
    expect(report.kept.find(({ what }) => what === 'acts')?.count).toBe(1);
    expect(await reasonOf(app().query('retention.leaving', { personId: leaver.personId }, c.chair))).toBe('forbidden/role.admin_only');
    expect((await app().ink.privateStreams({ owner: leaver.personId }, { limit: 10 })).length).toBe(2);
  });

  it('retention X9 everything of the account goes, the name stays where the record has it', async () => {
    expect(await reasonOf(app().execute('retention.delete-person', { personId: leaver.personId, reason: ' ' }, c.admin))).toMatch(/^invalid/u);
    const { removalId } = await del(leaver.personId);
    const { reader } = app().database;
    const person = await reader.person.findUniqueOrThrow({ where: { id: leaver.personId }, include: { roles: true, signIns: true, devices: true, notices: true } });
    expect(person).toMatchObject({ fullName: 'Cầm Thị Sen', title: 'Chuyên viên', userName: null, email: null, phone: null, passwordHash: null, unitId: null, status: 'blocked', roles: [], signIns: [], devices: [], notices: [] });
    expect(await reader.meetingLook.count({ where: { personId: leaver.personId } })).toBe(0);
    expect(await reader.receipt.count({ where: { actorId: leaver.personId } })).toBe(0);
    expect(await reader.attendee.findFirstOrThrow({ where: { personId: leaver.personId } })).toMatchObject({ fullName: 'Cầm Thị Sen' });
    // What lies outside the database is there until its turn, and gone then; marks for all stay.
    expect((await app().query('retention.removal', { removalId }, c.admin)).doneAt).toBeNull();
    await settle();
    expect((await app().query('retention.removal', { removalId }, c.admin)).doneAt).toEqual(now());
    expect(await app().ink.privateStreams({ owner: leaver.personId }, { limit: 10 })).toEqual([]);
    const keys = path.join(c.installation.dataDir, 'signing', 'signers');
    expect(['p12', 'json', 'attempts.json'].map((end) => existsSync(path.join(keys, `${leaver.personId}.${end}`)))).toEqual([false, false, false]);
  });

  it('retention X10 the report stands in the record, and chain and comparison hold', async () => {
    await adoptRecord(c.installation);
    await del(leaver.personId);
    await settle();
    const { removals } = await app().query('retention.removals', {}, c.admin);
    expect(removals).toMatchObject([{ fullName: 'Cầm Thị Sen', removedBy: c.admin.fullName }]);
    const { reason, report } = await app().query('retention.removal', { removalId: removals[0]?.id ?? '' }, c.admin);
    expect(reason).toBe('Nghỉ hưu từ 01/12/2026');
    expect(report.removed.find(({ what }) => what === 'marks')?.count).toBe(2);
    const { differing, differences } = await verifyInstallation(c.installation.dataDir, { noted: [], files: false, rows: rowsOf(c.installation.dataDir) });
    expect(differences).toEqual([]);
    expect(differing).toBe(0);
    const entry = await app().database.reader.auditEntry.findFirstOrThrow({ where: { action: 'retention.delete-person' } });
    expect(entry).toMatchObject({ objectId: leaver.personId, actorName: c.admin.fullName });
    expect(entry.details).not.toContain('sen@tinh.example');
    const made = await app().execute('organization.create-person', { userName: 'moi', fullName: 'Mới Đến', email: 'moi@tinh.example' }, c.admin);
    await app().execute('organization.update-person', { personId: made.personId, version: 1, userName: 'moi', fullName: 'Mới Đến', email: 'khac@tinh.example', roles: [], blocked: false }, c.admin);
    const about = await app().database.reader.auditEntry.findMany({ where: { objectId: made.personId }, select: { details: true } });
    expect(about).toHaveLength(2);
    expect(about.map(({ details }) => details).join()).not.toContain('@tinh.example');
  });

  it('retention X11 a deleted account is not deleted twice, woken up, given a seat, a link or a session', async () => {
    await del(leaver.personId);
    expect(await reasonOf(del(leaver.personId))).toBe('conflict/retention.removed_already');
    expect(await reasonOf(app().execute('organization.update-person', { personId: leaver.personId, version: 2, userName: 'cam.sen', fullName: 'Cầm Thị Sen', roles: ['admin'], blocked: false }, c.admin))).toBe('gone/organization.person_removed');
    expect(await reasonOf(app().execute('organization.add-membership', { bodyId: c.bodyId, personId: leaver.personId, position: 'Ủy viên', protocolOrder: 8, validFrom: '2026-01-01' }, c.admin))).toBe('gone/organization.person_removed');
    expect(await reasonOf(app().execute('identity.issue-link', { kind: 'set_password', personId: leaver.personId }, c.admin))).toMatch(/rejected|gone/u);
    const { meetingId } = await publishedMeeting(c);
    expect(await reasonOf(app().execute('meetings.add-guest', { meetingId, personId: leaver.personId }, c.secretary))).not.toBe('nothing was refused');
    expect(await app().query('meetings.find-people', { text: 'Sen' }, c.secretary)).toEqual([]);
    expect(await app().query('meetings.find-people', { text: 'Tấn' }, c.secretary)).toHaveLength(1);
  });
});
