import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anonymous, system, type PersonCaller } from '../../server/kernel/actor';
import { auditHash, verifyAuditChain, type AuditRow } from '../../server/kernel/audit';
import { canonicalJson } from '../../server/kernel/canonical-json';
import { auditHead, auditRows } from '../../server/kernel/repository';
import { eventsOf } from '../../server/kernel/repository.history';
import { openTestInstallation, tamper, type TestInstallation } from '../support/installation';
import { addPerson } from '../support/people';
import { item, openCommittee, createMeeting, type Committee } from './meetings/committee';

let installation: TestInstallation;
let admin: PersonCaller;
let committee: Committee;

beforeAll(async () => {
  installation = await openTestInstallation();
  admin = await addPerson(installation, 'Hứa Duy Toản', ['admin']);
  committee = await openCommittee();
  // Rows to be counted, changed and left out, whichever test comes first.
  for (let count = 1; count <= 6; count += 1) await installation.application.execute('organization.create-unit', unit(`Sở Có trước ${count}`), admin);
  await createMeeting(committee);
});
afterAll(async () => {
  await installation.close();
  await committee.installation.close();
});

const unit = (name: string) => ({ name, shortName: name, kind: 'department' as const, validFrom: '2025-07-01' });
const units = () => installation.application.database.reader.orgUnit.count();

describe('after the commit', () => {
  it('somebody who cannot bear the news neither undoes the command nor keeps it from the others', async () => {
    const { application } = committee.installation;
    const told: string[] = [];
    const off = [
      application.onCommitted(() => {
        throw new Error('a listener that fails');
      }),
      application.onCommitted((events) => void told.push(...events.map(({ type }) => type))),
    ];
    const meetingId = await createMeeting(committee);
    for (const end of off) end();
    expect(await application.database.reader.meeting.findUnique({ where: { id: meetingId } })).not.toBeNull();
    expect(told.length).toBeGreaterThan(0);
  });
});

describe('replays', () => {
  it('the same command id with the same input answers again and acts once', async () => {
    const before = await units();
    const commandId = crypto.randomUUID();
    const first = await installation.application.execute('organization.create-unit', unit('Sở Thử nghiệm'), admin, { commandId });
    const again = await installation.application.execute('organization.create-unit', unit('Sở Thử nghiệm'), admin, { commandId });
    expect(again).toEqual(first);
    expect(await units()).toBe(before + 1);
  });

  it('ten at once act once', async () => {
    const before = await units();
    const commandId = crypto.randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => installation.application.execute('organization.create-unit', unit('Sở Mười lần'), admin, { commandId })));
    expect(new Set(answers.map(({ unitId }) => unitId)).size).toBe(1);
    expect(await units()).toBe(before + 1);
  });

  it('the same id with other input, or for another command, is a conflict and changes nothing', async () => {
    const before = await units();
    const commandId = crypto.randomUUID();
    await installation.application.execute('organization.create-unit', unit('Sở Một'), admin, { commandId });
    await expect(installation.application.execute('organization.create-unit', unit('Sở Hai'), admin, { commandId })).rejects.toMatchObject({ code: 'conflict', reason: 'command.id_reused' });
    await expect(installation.application.execute('identity.set-locale', { locale: 'en' }, admin, { commandId })).rejects.toMatchObject({ reason: 'command.id_reused' });
    expect(await units()).toBe(before + 1);
  });

  it("another person's use of the same id is that person's own", async () => {
    const second = await addPerson(installation, 'Người quản trị thứ hai', ['admin']);
    const commandId = crypto.randomUUID();
    const mine = await installation.application.execute('organization.create-unit', unit('Sở Của tôi'), admin, { commandId });
    const theirs = await installation.application.execute('organization.create-unit', unit('Sở Của tôi'), second, { commandId });
    expect(theirs.unitId).not.toBe(mine.unitId);
  });
});

describe('the way in', () => {
  it('refuses what is not in the schema, by name of the field, and stores nothing', async () => {
    const before = await units();
    const polluted = JSON.parse('{"name":"Sở","shortName":"Sở","kind":"department","validFrom":"2025-07-01","__proto__":{"x":1},"isAdmin":true}') as never;
    await expect(installation.application.execute('organization.create-unit', polluted, admin)).rejects.toMatchObject({ code: 'invalid', reason: 'input.invalid' });
    await expect(installation.application.execute('organization.create-unit', { ...unit('x'), validFrom: 'hôm qua' }, admin)).rejects.toMatchObject({ params: { field: 'validFrom' } });
    expect(await units()).toBe(before);
  });

  it('tells anonymous callers to sign in, and does not know unknown names', async () => {
    await expect(installation.application.execute('organization.create-unit', unit('Sở'), anonymous())).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(installation.application.execute('organization.destroy' as 'organization.create-unit', unit('Sở'), admin)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('gates on the state inside the transaction', async () => {
    const meetingId = await createMeeting(committee);
    await expect(committee.installation.application.execute('sitting.close-session', { meetingId }, committee.secretary)).rejects.toMatchObject({ code: 'conflict', reason: 'state.meeting', params: { state: 'draft' } });
  });
});

describe('what is written with every command', () => {
  it('events of a stream are dense and in order, also when many write at once', async () => {
    const { application } = committee.installation;
    const meetingId = await createMeeting(committee);
    await Promise.all(Array.from({ length: 12 }, (_, index) => application.execute('agenda.add-item', { meetingId, ...item(`Nội dung ${index}`, 10) }, committee.secretary)));
    const events = await eventsOf(application.database.reader, meetingId);
    expect(events.length).toBeGreaterThan(12);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  });

  it('the audit chain verifies, and tells the first row that was changed, left out or added behind its back', async () => {
    const verify = (rows: AuditRow[]) => verifyAuditChain(rows);
    const rows: AuditRow[] = [];
    for await (const row of auditRows(installation.application.database.reader)) rows.push(row);
    expect(rows.length).toBeGreaterThanOrEqual(5);
    expect(await verify(rows)).toMatchObject({ ok: true, rows: rows.length });
    for (let at = 0; at < rows.length; at += 1) {
      const changed = rows.map((row, index) => (index === at ? { ...row, details: canonicalJson({ forged: true }) } : row));
      expect(await verify(changed)).toMatchObject({ ok: false, brokenAt: at + 1 });
      const rehashed = changed.map((row, index) => (index === at ? { ...row, hash: auditHash(without(row)) } : row));
      if (at < rows.length - 1) expect(await verify(rehashed)).toMatchObject({ ok: false, brokenAt: at + 2, problem: 'link' });
      if (at < rows.length - 1) expect(await verify(rows.toSpliced(at, 1))).toMatchObject({ ok: false, problem: 'gap' });
    }
  });

  it('a head noted elsewhere finds the end that was cut off, and a chain written anew from any row on', async () => {
    const rows: AuditRow[] = [];
    for await (const row of auditRows(installation.application.database.reader)) rows.push(row);
    const noted = await auditHead(installation.application.database.reader);
    expect(noted).toEqual({ rows: rows.length, head: rows.at(-1)?.hash });
    const early = { rows: 2, head: rows[1]?.hash ?? '' };
    expect(await verifyAuditChain(rows, [early, noted])).toMatchObject({ ok: true });
    for (let left = 0; left < rows.length; left += 1) {
      const cut = rows.slice(0, left);
      expect(await verifyAuditChain(cut)).toMatchObject({ ok: true });
      expect(await verifyAuditChain(cut, [noted])).toEqual({ ok: false, rows: left, brokenAt: left + 1, problem: 'cut' });
      let prevHash = rows[left]?.prevHash ?? '';
      const anew = rows.slice(left).map((row, index) => {
        const content = { ...without(row), prevHash, actorName: index === 0 ? 'Người khác' : row.actorName };
        prevHash = auditHash(content);
        return { ...content, hash: prevHash };
      });
      expect(await verifyAuditChain([...cut, ...anew])).toMatchObject({ ok: true });
      expect(await verifyAuditChain([...cut, ...anew], [noted])).toMatchObject({ ok: false, brokenAt: rows.length, problem: 'head' });
    }
  });

  it('the database itself refuses to change or delete audit rows', async () => {
    await expect(tamper(installation.dataDir, `UPDATE "AuditEntry" SET "action" = 'x'`)).rejects.toThrow(/never changed/);
    await expect(tamper(installation.dataDir, 'DELETE FROM "AuditEntry"')).rejects.toThrow(/never deleted/);
  });

  it('the program may leave out an audit entry, a person never', async () => {
    const before = await installation.application.database.reader.auditEntry.count();
    await installation.application.execute('identity.keep-alive', { signInIds: [crypto.randomUUID()] }, system('test'));
    expect(await installation.application.database.reader.auditEntry.count()).toBe(before);
  });
});

function without({ hash: _hash, ...row }: AuditRow): Omit<AuditRow, 'hash'> {
  return row;
}
