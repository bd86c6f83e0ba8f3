import type { PersonCaller } from '../../../server/kernel/actor';
import { addPerson } from '../../support/people';
import { approvedMinutes, closedAssembly, type ClosedAssembly } from '../minutes/session';

export interface Given extends ClosedAssembly {
  bodyId: string;
  units: { finance: string; justice: string; office: string };
  /** Works for the department of finance, has no seat. */
  officer: PersonCaller;
  /** Of a unit that only works with it. */
  along: PersonCaller;
  approve(): Promise<{ minutesId: string }>;
  /** Under the conclusion of the first item. */
  draft(over?: object): Promise<{ assignmentId: string; dueOn: string; version: number }>;
  at(day: string, time?: string): void;
}

/** A closed session with a conclusion, departments and people who work for them. */
export async function closedSession(options: Parameters<typeof closedAssembly>[0] = {}): Promise<Given> {
  const assembly = await closedAssembly(options);
  const { installation, items, secretary } = assembly;
  const { database, ports, execute } = installation.application;
  const { bodyId } = await database.reader.meeting.findUniqueOrThrow({ where: { id: assembly.meetingId }, select: { bodyId: true } });
  const units = { finance: ports.ids.next(), justice: ports.ids.next(), office: ports.ids.next() };
  await database.transaction(async (db) => {
    for (const [id, name, shortName] of [[units.finance, 'Sở Tài chính', 'STC'], [units.justice, 'Sở Tư pháp', 'STP'], [units.office, 'Văn phòng Ủy ban nhân dân tỉnh', 'VP']] as const) {
      await db.orgUnit.create({ data: { id, name, shortName, kind: 'department', validFrom: '1997-01-01' } });
    }
  });
  const works = async (name: string, unitId: string): Promise<PersonCaller> => {
    const person = await addPerson(installation, name);
    await database.transaction((db) => db.person.update({ where: { id: person.personId }, data: { unitId, email: `${person.personId}@thanhgiang.example` } }));
    return person;
  };
  return {
    ...assembly,
    bodyId,
    units,
    officer: await works('Lò Thị Bích Hạnh', units.finance),
    along: await works('Vàng A Chỉn', units.justice),
    approve: () => approvedMinutes(assembly),
    draft: (over = {}) => execute('assignments.draft', { itemId: items.first, text: 'Hoàn thiện Báo cáo, tham mưu kịch bản tăng trưởng quý I/2027', unitId: units.finance, withUnitIds: [units.justice], withText: 'các sở, ngành', due: { on: '2026-12-05' }, outcome: 'Báo cáo', supervisorId: assembly.chair.personId, ...over }, secretary),
    at: (day, time = '09:00') => installation.clock.set(`${day}T${time}:00+07:00`),
  };
}
