import { randomUUID } from 'node:crypto';
import { provincialCommitteePolicy } from '../../../server/shared/law/provincial-committee';
import type { Together } from '../../../server/application';
import type { PersonCaller } from '../../../server/kernel/actor';
import type { DatabasePlace } from '../../../server/kernel/database-place';
import type { Rehearsals } from '../../../server/kernel/ports/rehearsals';
import type { MailPlace } from '../../../server/kernel/mail-place';
import type { BlobPlace } from '../../../server/kernel/blob-place';
import { openTestInstallation, type TestInstallation } from '../../support/installation';
import { addPerson } from '../../support/people';

type Role = 'chair' | 'secretary' | 'assistant' | 'member' | 'guest' | 'substitute';

export interface Assembly {
  installation: TestInstallation;
  meetingId: string;
  chair: PersonCaller;
  secretary: PersonCaller;
  assistant: PersonCaller;
  /** Voting members in protocol order; the chair is the first. */
  members: PersonCaller[];
  guest: PersonCaller;
  substitute: PersonCaller;
  stranger: PersonCaller;
  clerk: PersonCaller;
  admin: PersonCaller;
  /** Agenda items in order: opening, 1, 2, break, 3 (paper only), closing. */
  items: { opening: string; first: string; second: string; pause: string; paper: string; closing: string };
  papers: { first: string; second: string };
  execute: TestInstallation['application']['execute'];
  query: TestInstallation['application']['query'];
  /** Notes the first n voting members as present in the room. */
  seatMembers(count: number): Promise<void>;
  close(): Promise<void>;
}

/** A published session of a body with `members` voting members, starting at 08:00 on 26/11/2026 in Viet Nam; written straight into the tables. */
export async function assemble(options: { members?: number; at?: string; form?: 'room' | 'online' | 'hybrid'; blobs?: BlobPlace; rows?: DatabasePlace; together?: Together; rehearsals?: Rehearsals; mail?: MailPlace } = {}): Promise<Assembly> {
  const installation = await openTestInstallation({ at: options.at ?? '2026-11-26T00:30:00Z', blobs: options.blobs, rows: options.rows, together: options.together, rehearsals: options.rehearsals, mail: options.mail });
  const { database, ports, execute, query } = installation.application;
  const id = (): string => ports.ids.next();
  const size = options.members ?? 21;
  const members: PersonCaller[] = [];
  for (let index = 0; index < size; index += 1) members.push(await addPerson(installation, `Ủy viên ${index + 1}`, [], 'Ủy viên'));
  const [chair] = members;
  if (!chair) throw new Error('an assembly needs a member');
  const secretary = await addPerson(installation, 'Đàm Thị Ngọc Ước', ['officer']);
  const assistant = await addPerson(installation, 'Lại Quốc Khiêm', ['officer']);
  const guest = await addPerson(installation, 'Chủ tịch xã Hòa Khê');
  const substitute = await addPerson(installation, 'Hàn Thị Lưu');
  const stranger = await addPerson(installation, 'Người ngoài');
  const clerk = await addPerson(installation, 'Trịnh Thị Sâm', ['clerk']);
  const admin = await addPerson(installation, 'Hứa Duy Toản', ['admin']);
  const meetingId = id();
  const items = { opening: id(), first: id(), second: id(), pause: id(), paper: id(), closing: id() };
  const papers = { first: id(), second: id() };
  const seat = (person: PersonCaller, role: Role, order: number, extra: { voting?: boolean; substituteForId?: string } = {}) => {
    return { id: id(), meetingId, personId: person.personId, role, voting: extra.voting ?? false, fullName: person.fullName, position: `Chức vụ ${order}`, protocolOrder: order, substituteForId: extra.substituteForId ?? null };
  };
  await database.transaction(async (db) => {
    const unitId = id();
    const bodyId = id();
    await db.orgUnit.create({ data: { id: unitId, name: 'Tỉnh Thanh Giang', shortName: 'Thanh Giang', kind: 'province', validFrom: '1997-01-01' } });
    await db.body.create({ data: { id: bodyId, name: 'Ủy ban nhân dân tỉnh', shortName: 'UBND tỉnh', unitId, policy: JSON.stringify(provincialCommitteePolicy), validFrom: '2021-01-01' } });
    await db.meeting.create({
      data: {
        id: meetingId, bodyId, title: 'Phiên họp thường kỳ tháng 11 năm 2026', kind: 'regular', state: 'published',
        startsAt: new Date('2026-11-26T01:00:00Z'), endsAt: new Date('2026-11-26T05:00:00Z'), place: 'Phòng họp số 1', form: options.form ?? 'hybrid', remoteSites: 9,
        chairId: chair.personId, secretaryId: secretary.personId, policy: JSON.stringify(provincialCommitteePolicy),
        publishedAt: new Date('2026-11-19T08:20:00Z'), createdById: secretary.personId, createdAt: new Date('2026-11-18T01:00:00Z'),
      },
    });
    await db.attendee.createMany({
      data: [
        ...members.map((person, index) => seat(person, index === 0 ? 'chair' : 'member', index + 1, { voting: true })),
        seat(secretary, 'secretary', 900),
        seat(assistant, 'assistant', 901),
        seat(guest, 'guest', 1000),
      ],
    });
    await db.person.updateMany({ where: { id: { in: [secretary, assistant, clerk].map(({ personId }) => personId) } }, data: { unitId } });
    const absent = members.at(-1);
    await db.attendee.create({ data: seat(substitute, 'substitute', 1001, absent ? { substituteForId: absent.personId } : {}) });
    const rows = [
      { id: items.opening, kind: 'opening', title: 'Khai mạc', durationMin: 10 },
      { id: items.first, kind: 'item', title: 'Kinh tế – xã hội', durationMin: 40, presenterId: members[1]?.personId ?? null },
      { id: items.second, kind: 'item', title: 'Đầu tư công', durationMin: 30, presenterId: guest.personId },
      { id: items.pause, kind: 'break', title: 'Giải lao', durationMin: 15 },
      { id: items.paper, kind: 'paper_only', title: 'Nội dung theo tài liệu giấy', durationMin: 10 },
      { id: items.closing, kind: 'closing', title: 'Bế mạc', durationMin: 10 },
    ];
    for (const [index, row] of rows.entries()) await db.agendaItem.create({ data: { ...row, meetingId, order: index + 1 } });
    await db.document.create({ data: { id: papers.first, meetingId, itemId: items.first, order: 1, title: 'Báo cáo', pages: 24 } });
    await db.document.create({ data: { id: papers.second, meetingId, itemId: items.second, order: 1, title: 'Tờ trình', pages: 8 } });
  });
  return {
    installation, meetingId, chair, secretary, assistant, members, guest, substitute, stranger, clerk, admin, items, papers, execute, query,
    async seatMembers(count) {
      const marks = members.slice(0, count).map(({ personId }) => ({ personId, attendance: 'room' as const }));
      await execute('sitting.mark-attendance', { meetingId, marks }, secretary, { commandId: randomUUID() });
    },
    close: () => installation.close(),
  };
}

/** The same, opened with `present` voting members in the room. */
export async function openAssembly(options: Parameters<typeof assemble>[0] & { present?: number } = {}): Promise<Assembly> {
  const assembly = await assemble(options);
  await assembly.seatMembers(options.present ?? 19);
  assembly.installation.clock.set('2026-11-26T01:02:00Z');
  await assembly.execute('sitting.open-session', { meetingId: assembly.meetingId }, assembly.chair);
  return assembly;
}
