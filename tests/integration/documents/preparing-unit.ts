import type { PersonCaller } from '../../../server/kernel/actor';
import { provincialCommitteePolicy } from '../../../server/shared/law/provincial-committee';
import type { PaperRules } from '../../../server/shared/rules/paper-deadlines';
import { addPerson } from '../../support/people';
import { november, openCommittee, stagedFile, type Committee } from '../meetings/committee';

/** A committee with a department that prepares an item of a session on Thursday, 10 December 2026, and another one that prepares another. */
export interface Prepared {
  committee: Committee;
  meetingId: string;
  itemId: string;
  /** Of the other department. */
  otherItemId: string;
  unitId: string;
  otherUnitId: string;
  officer: PersonCaller;
  leader: PersonCaller;
  otherLeader: PersonCaller;
  /** Works in a division of the department, without a role. */
  clerkOfUnit: PersonCaller;
  /** Brings a file, as the upload does. */
  bring(title: string, options?: { by?: PersonCaller; pages?: number; salt?: string; lineId?: string; reason?: string; itemId?: string }): Promise<{ submissionId: string; state: string }>;
  /** The item as somebody of the unit sees it. */
  task(who?: PersonCaller): Promise<TaskAnswer>;
  /** What somebody saw of the only line of the item, to decide of it. */
  seen(at?: number, who?: PersonCaller): Promise<{ submissionId: string; version: number; sha256: string }>;
}
type TaskAnswer = Awaited<ReturnType<typeof taskOf>>;

const taskOf = ({ installation }: Committee, itemId: string, who: PersonCaller) => installation.application.query('documents.task', { itemId }, who);

export async function openPrepared(options: { rules?: Partial<PaperRules>; asked?: boolean; committee?: Committee } = {}): Promise<Prepared> {
  const committee = options.committee ?? (await openCommittee());
  const { installation, bodyId, chair, secretary, assistant } = committee;
  const { application } = installation;
  const { database, ports } = application;
  const [officer, leader, clerkOfUnit, otherLeader] = [
    await addPerson(installation, 'Kiều Anh Dũng', ['officer'], 'Chuyên viên Sở Xây dựng'), await addPerson(installation, 'Phùng Thị Bạch Liên', ['leader'], 'Giám đốc Sở Xây dựng'),
    await addPerson(installation, 'Vi Văn Thụ', [], 'Chuyên viên Phòng Quy hoạch'), await addPerson(installation, 'Tống Thị Yên Bình', ['leader', 'officer'], 'Phó Giám đốc Sở Tài chính'),
  ];
  const [unitId, divisionId, otherUnitId] = [ports.ids.next(), ports.ids.next(), ports.ids.next()];
  await database.transaction(async (db) => {
    await db.orgUnit.create({ data: { id: unitId, name: 'Sở Xây dựng', shortName: 'SXD', kind: 'department', validFrom: '2025-07-01' } });
    await db.orgUnit.create({ data: { id: divisionId, name: 'Phòng Quy hoạch', shortName: 'PQH', kind: 'division', parentId: unitId, validFrom: '2025-07-01' } });
    await db.orgUnit.create({ data: { id: otherUnitId, name: 'Sở Tài chính', shortName: 'STC', kind: 'department', validFrom: '2025-07-01' } });
    for (const [who, of] of [[officer, unitId], [leader, unitId], [clerkOfUnit, divisionId], [otherLeader, otherUnitId]] as const) await db.person.update({ where: { id: who.personId }, data: { unitId: of, email: `${who.personId}@thanhgiang.example` } });
    const policy = { ...provincialCommitteePolicy, papers: { approval: 'both', workingDays: { ordinary: 5, extraordinary: 1 }, summaryOverPages: 10, remindWorkingDays: 2, ...options.rules } };
    await db.body.update({ where: { id: bodyId }, data: { policy: JSON.stringify(policy) } });
  });
  const { meetingId } = await application.execute('meetings.create', { ...november, startsAt: '2026-12-10T01:00:00Z', endsAt: '2026-12-10T05:00:00Z', bodyId, chairId: chair.personId, secretaryId: secretary.personId, assistantIds: [assistant.personId] }, secretary);
  const add = async (title: string, preparingUnitId: string) => (await application.execute('agenda.add-item', { meetingId, kind: 'item', title, durationMin: 20, preparingUnitId }, secretary)).itemId;
  const [itemId, otherItemId] = [await add('Quy hoạch chung đô thị Hòa Khê', unitId), await add('Phân bổ ngân sách năm 2027', otherUnitId)];
  if (options.asked !== false) await application.execute('documents.ask-papers', { meetingId, itemIds: [itemId, otherItemId] }, secretary);
  const task = (who = officer) => taskOf(committee, itemId, who);
  return {
    committee, meetingId, itemId, otherItemId, unitId, otherUnitId, officer, leader, otherLeader, clerkOfUnit, task,
    async bring(title, { by = officer, pages = 3, salt = title, itemId: to = itemId, ...rest } = {}) {
      const staged = await stagedFile(committee, meetingId, `${title}.pdf`, pages, { by, salt });
      return application.execute('documents.submit-paper', { itemId: to, title, ...rest, ...staged }, by);
    },
    async seen(at = 0, who = leader) {
      const current = (await task(who)).lines[at]?.current;
      if (!current) throw new Error('there is no such line');
      return { submissionId: current.id, version: current.version, sha256: current.sha256 };
    },
  };
}
