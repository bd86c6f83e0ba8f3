import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../server/shared/rules/limits';
import { namedId } from '../support/named-id';
import { openOffice } from './organization/office';
import { createMeeting, item, openCommittee, stagedFile, type Committee } from './meetings/committee';

/** Lists that are read whole take so many and no more. */
let c: Committee;
beforeAll(async () => void (c = await openCommittee()));
afterAll(() => c.installation.close());

const app = () => c.installation.application;
const fresh = () => app().ports.ids.next();
const full = (list: keyof typeof LIMITS) => ({ code: 'rejected', reason: 'limit.reached', params: { most: LIMITS[list] } });
const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_one, index) => make(index));

async function withItem(): Promise<{ meetingId: string; itemId: string }> {
  const meetingId = await createMeeting(c);
  return { meetingId, itemId: (await app().execute('agenda.add-item', { meetingId, ...item('Nội dung') }, c.secretary)).itemId };
}

describe('lists that are read whole', () => {
  it('agenda A21 an agenda has at most 200 rows', async () => {
    const { meetingId } = await withItem();
    const add = () => app().execute('agenda.add-item', { meetingId, ...item('Nội dung', 1) }, c.secretary);
    await app().database.transaction((db) => db.agendaItem.createMany({ data: many(LIMITS.items - 2, (index) => ({ id: fresh(), meetingId, order: index + 2, title: 'Nội dung', durationMin: 1 })) }));
    await add();
    await expect(add()).rejects.toMatchObject(full('items'));
  });

  it('meetings M32 a session has at most 5,000 seats', async () => {
    const { meetingId } = await withItem();
    const seated = await app().database.reader.attendee.count({ where: { meetingId } });
    const people = many(LIMITS.seats - 1 - seated, (index) => ({ id: fresh(), fullName: `Khách ${index}`, sortName: `khach ${index}`, status: 'invited', createdAt: c.installation.clock.now() }));
    await app().database.transaction(async (db) => {
      await db.person.createMany({ data: people });
      await db.attendee.createMany({ data: people.map(({ id, fullName }, index) => ({ id: fresh(), meetingId, personId: id, role: 'guest', voting: false, fullName, position: 'Đại biểu', protocolOrder: 2_000 + index })) });
    });
    await app().execute('meetings.add-guest', { meetingId, fullName: 'Người cuối', position: 'Đại biểu' }, c.secretary);
    await expect(app().execute('meetings.add-guest', { meetingId, fullName: 'Người thêm', position: 'Đại biểu' }, c.secretary)).rejects.toMatchObject(full('seats'));
  });

  it('documents D34 a session has at most 500 papers, withdrawn ones among them, and a paper at most 100 versions', async () => {
    const { meetingId, itemId } = await withItem();
    const attach = async (name: string) => app().execute('documents.attach', { meetingId, itemId, ...(await stagedFile(c, meetingId, name, 1)) }, c.secretary);
    await app().database.transaction((db) => db.document.createMany({ data: many(LIMITS.papers - 1, (index) => ({ id: fresh(), meetingId, itemId, order: index + 1, title: 'Tài liệu', pages: 1, removedAt: c.installation.clock.now() })) }));
    const { documentId } = await attach('cuoi.pdf');
    await expect(attach('them.pdf')).rejects.toMatchObject(full('papers'));
    const common = { documentId, size: 1, pages: 1, fileName: 'tep.pdf', facts: '{}', uploadedById: c.secretary.personId, createdAt: c.installation.clock.now() };
    await app().database.transaction((db) => db.documentVersion.createMany({ data: many(LIMITS.versions - 2, (index) => ({ ...common, id: fresh(), number: index + 2, blobKey: fresh(), sha256: String(index).padStart(64, '0') })) }));
    const replace = async (name: string) => app().execute('documents.replace', { documentId, ...(await stagedFile(c, meetingId, name, 2)) }, c.secretary);
    await replace('moi.pdf');
    await expect(replace('moi-nua.pdf')).rejects.toMatchObject(full('versions'));
  });

  it('voting V15 a session has at most 300 questions', async () => {
    const { meetingId, itemId } = await withItem();
    const ask = () => app().execute('voting.create-question', { meetingId, itemId, text: 'Thống nhất?' }, c.secretary);
    await app().database.transaction((db) => db.voteQuestion.createMany({ data: many(LIMITS.questions - 1, (index) => ({ id: fresh(), meetingId, itemId, order: index + 1, text: 'Thống nhất?' })) }));
    await ask();
    await expect(ask()).rejects.toMatchObject(full('questions'));
  });

  it('metrics P10 a session has at most 300 declarations of prints', async () => {
    const { meetingId } = await withItem();
    await app().database.transaction((db) => db.meeting.update({ where: { id: meetingId }, data: { state: 'published', publishedAt: c.installation.clock.now() } }));
    const declare = () => app().execute('metrics.declare-prints', { meetingId, documentId: null, copies: 1, reason: 'Lưu hồ sơ' }, c.secretary);
    await app().database.transaction((db) => db.printDeclaration.createMany({ data: many(LIMITS.declarations - 1, () => ({ id: fresh(), meetingId, copies: 1, reason: 'Lưu hồ sơ', declaredById: c.secretary.personId, at: c.installation.clock.now() })) }));
    await declare();
    await expect(declare()).rejects.toMatchObject(full('declarations'));
  });

  it('organization O13 people, units, bodies and memberships have a most; of a table that goes beyond it nothing is taken', async () => {
    const { application, installation, admin, addUnit } = await openOffice();
    const { database, ports } = application;
    const since = { validFrom: '2025-07-01' };
    try {
      const unitId = await addUnit('Sở Một');
      const { bodyId } = await application.execute('organization.create-body', { name: 'Ban', shortName: 'Ban', unitId, ...since }, admin);
      const policy = (await application.query('organization.directory', {}, admin)).bodies[0]?.policy;
      const person = (index: number | string) => ({ fullName: `Người ${index}`, sortName: `nguoi ${index}`, status: 'invited', createdAt: installation.clock.now() });
      const member = namedId('member');
      const [people, units, bodies] = [await database.reader.person.count(), await database.reader.orgUnit.count(), await database.reader.body.count()];
      await database.transaction(async (db) => {
        await db.person.create({ data: { id: member, ...person('một') } });
        await db.person.createMany({ data: many(LIMITS.people - people - 2, (index) => ({ id: ports.ids.next(), ...person(index) })) });
        await db.orgUnit.createMany({ data: many(LIMITS.units - units, (index) => ({ id: ports.ids.next(), name: `Đơn vị ${index}`, shortName: `DV ${index}`, kind: 'department', ...since })) });
        await db.body.createMany({ data: many(LIMITS.bodies - bodies, (index) => ({ id: ports.ids.next(), name: `Ban ${index}`, shortName: `Ban ${index}`, unitId, policy: JSON.stringify(policy), ...since })) });
        await db.membership.createMany({ data: many(LIMITS.memberships, (index) => ({ id: ports.ids.next(), bodyId, personId: member, position: 'Ủy viên', protocolOrder: index + 1, validFrom: '2020-01-01', validTo: '2020-01-02' })) });
      });
      const row = (name: string) => ({ userName: name, fullName: 'Người Mới', title: '', unit: '', email: '', roles: '' });
      const tooMany = application.execute('organization.import-people', { rows: [row('moi.mot'), row('moi.hai')] }, admin);
      await expect(tooMany).rejects.toMatchObject(full('people'));
      expect(await database.reader.person.count()).toBe(LIMITS.people - 1);
      await application.execute('organization.create-person', { userName: 'moi.ba', fullName: 'Người Ba' }, admin);
      await expect(application.execute('organization.create-person', { userName: 'moi.bon', fullName: 'Người Bốn' }, admin)).rejects.toMatchObject(full('people'));
      await expect(addUnit('Sở Hai')).rejects.toMatchObject(full('units'));
      await expect(application.execute('organization.create-body', { name: 'Ban nữa', shortName: 'Ban nữa', unitId, ...since }, admin)).rejects.toMatchObject(full('bodies'));
      await expect(application.execute('organization.add-membership', { bodyId, personId: member, position: 'Ủy viên', protocolOrder: 1, ...since }, admin)).rejects.toMatchObject(full('memberships'));
    } finally {
      await installation.close();
    }
  });
});
