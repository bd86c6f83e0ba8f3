import type { HeavyPage } from '../../../server/kernel/ports/pdf-inspector';
import type { PersonCaller } from '../../../server/kernel/actor';
import type { BlobPlace } from '../../../server/kernel/blob-place';
import type { MailPlace } from '../../../server/kernel/mail-place';
import type { DatabasePlace } from '../../../server/kernel/database-place';
import { provincialCommitteePolicy } from '../../../server/shared/law/provincial-committee';
import { plainFacts, stageFile } from '../../../prisma/seed/staged-file';
import { openTestInstallation, type TestInstallation } from '../../support/installation';
import { addPerson } from '../../support/people';

/** A small committee with everybody a rule needs, and an installation to meet in. */
export interface Committee {
  installation: TestInstallation;
  bodyId: string;
  chair: PersonCaller;
  deputy: PersonCaller;
  member: PersonCaller;
  formerMember: PersonCaller;
  secretary: PersonCaller;
  assistant: PersonCaller;
  otherOfficer: PersonCaller;
  guest: PersonCaller;
  clerk: PersonCaller;
  admin: PersonCaller;
}

/** Monday, 23 November 2026, 08:00 in Viet Nam. */
export const MONDAY = '2026-11-23T01:00:00Z';

export async function openCommittee(options: { blobs?: BlobPlace; rows?: DatabasePlace; mail?: MailPlace } = {}): Promise<Committee> {
  const installation = await openTestInstallation({ at: MONDAY, ...options });
  const chair = await addPerson(installation, 'Đỗ Khắc Trường Vân', [], 'Chủ tịch UBND tỉnh');
  const deputy = await addPerson(installation, 'Lương Thục Khuê', [], 'Phó Chủ tịch thường trực');
  const member = await addPerson(installation, 'Cù Minh Thạc', [], 'Ủy viên, Giám đốc Sở Tài chính');
  const formerMember = await addPerson(installation, 'Kha Chí Diệm', [], 'Ủy viên');
  const secretary = await addPerson(installation, 'Đàm Thị Ngọc Ước', ['officer'], 'Phó Chánh Văn phòng');
  const assistant = await addPerson(installation, 'Lại Quốc Khiêm', ['officer'], 'Chuyên viên Phòng Tổng hợp');
  const otherOfficer = await addPerson(installation, 'Hàn Thị Lưu', ['officer'], 'Phó Giám đốc Sở Giáo dục và Đào tạo');
  const guest = await addPerson(installation, 'Ngô Văn Tấn', [], 'Chủ tịch UBND xã Hòa Khê');
  const clerk = await addPerson(installation, 'Trịnh Thị Sâm', ['clerk'], 'Văn thư');
  const admin = await addPerson(installation, 'Hứa Duy Toản', ['admin'], 'Quản trị hệ thống');
  const { database, ports } = installation.application;
  const [bodyId, unitId] = [ports.ids.next(), ports.ids.next()];
  await database.transaction(async (db) => {
    await db.orgUnit.create({ data: { id: unitId, name: 'Ủy ban nhân dân tỉnh Thanh Giang', shortName: 'UBND tỉnh', kind: 'province', validFrom: '2025-07-01' } });
    await db.body.create({
      data: { id: bodyId, name: 'Ủy ban nhân dân tỉnh Thanh Giang', shortName: 'UBND tỉnh', unitId, policy: JSON.stringify(provincialCommitteePolicy), validFrom: '2026-01-01' },
    });
    await db.person.updateMany({ where: { id: { in: [secretary, assistant, otherOfficer, clerk].map(({ personId }) => personId) } }, data: { unitId } });
    const seats = [
      { who: chair, position: 'Chủ tịch UBND tỉnh', validTo: null },
      { who: deputy, position: 'Phó Chủ tịch thường trực', validTo: null },
      { who: member, position: 'Ủy viên, Giám đốc Sở Tài chính', validTo: null },
      { who: formerMember, position: 'Ủy viên', validTo: '2026-10-31' },
    ];
    for (const [index, { who, position, validTo }] of seats.entries()) {
      await db.membership.create({
        data: { id: ports.ids.next(), bodyId, personId: who.personId, position, protocolOrder: index + 1, validFrom: '2026-01-01', validTo },
      });
    }
  });
  return { installation, bodyId, chair, deputy, member, formerMember, secretary, assistant, otherOfficer, guest, clerk, admin };
}

/** Thursday, 26 November 2026, 08:00 to 12:00 in Viet Nam. */
export const november = {
  title: 'Phiên họp Ủy ban nhân dân tỉnh thường kỳ tháng 11 năm 2026',
  kind: 'regular',
  startsAt: '2026-11-26T01:00:00Z',
  endsAt: '2026-11-26T05:00:00Z',
  place: 'Phòng họp số 1, Trụ sở UBND tỉnh',
  form: 'hybrid',
  remoteSites: 9,
} as const;

export async function createMeeting(committee: Committee): Promise<string> {
  const { installation, bodyId, chair, secretary, assistant } = committee;
  const { meetingId } = await installation.application.execute(
    'meetings.create',
    { ...november, bodyId, chairId: chair.personId, secretaryId: secretary.personId, assistantIds: [assistant.personId] },
    secretary,
  );
  return meetingId;
}

export const item = (title: string, durationMin = 30) => ({ kind: 'item' as const, title, durationMin });

/** A draft with one item, published. */
export async function publishedMeeting(committee: Committee): Promise<{ meetingId: string; itemId: string }> {
  const { application } = committee.installation;
  const meetingId = await createMeeting(committee);
  const { itemId } = await application.execute('agenda.add-item', { meetingId, ...item('Tình hình kinh tế – xã hội') }, committee.secretary);
  await application.execute('meetings.publish', { meetingId, version: 1 }, committee.secretary);
  return { meetingId, itemId };
}

/** Puts a session into a state the sitting module would reach, straight in the table. */
export async function putInState(installation: TestInstallation, meetingId: string, state: string): Promise<void> {
  await installation.application.database.transaction((db) => db.meeting.update({ where: { id: meetingId }, data: { state } }));
}

/** What the inspection finds of a plain file of so many pages. */
export const factsOf = (pages: number) => ({ ...plainFacts(pages, [595, 842], 'Tờ trình'), heavy: [] as HeavyPage[] });

export interface StagedOptions {
  /** Files with the same one have the same bytes; default: their name. */
  salt?: string;
  bytes?: Uint8Array;
  /** What the inspection found beyond a plain file. */
  facts?: object;
  doubt?: { page: number; words: string };
  by?: PersonCaller;
}

/** A file that has come in for a session and was inspected, as the upload leaves it; the inspection itself has tests of its own. */
export function stagedFile({ installation, secretary }: Pick<Committee, 'installation' | 'secretary'>, meetingId: string, fileName: string, pages: number, { salt = fileName, bytes = Buffer.from(`%PDF-1.7\n% ${salt}\n%%EOF\n`), facts = {}, doubt, by = secretary }: StagedOptions = {}): Promise<{ intakeId: string }> {
  return stageFile(installation.application, { meetingId, personId: by.personId }, { bytes, fileName }, { facts: { ...factsOf(pages), ...facts }, ...(doubt ? { doubt } : {}) });
}
