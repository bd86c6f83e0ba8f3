import type { Db } from '../../kernel/ports/database';
import { authorityLines, DEFAULT_PRESIDING } from '../../shared/rules/presiding';
import { bodyOf } from '../organization';
import { deputiesOf, listSeats, localDateOf, type Meeting, type Seat } from '../meetings';
import type { Capacity, NoticeContent } from './repository';

/** Somebody who may sign, and in whose place (NC4). */
export interface Signatory {
  personId: string;
  name: string;
  /** The own position as a signature names it. */
  position: string;
  capacities: Capacity[];
}

/** "Chánh Văn phòng" of "Ủy viên UBND tỉnh, Chánh Văn phòng UBND tỉnh": the office alone, not the seat in the body nor whose office it is. */
const office = (position: string, bodyShort: string): string => (position.split(/,\s*/u).at(-1) ?? '').replace(bodyShort, '').trim() || position;

const isWholly = ({ onlyItemId, role }: Seat): boolean => onlyItemId === null && role !== 'substitute';

/** Who may sign the notice of a session: whoever presided, and the others of the session in that person's place (NC4). */
export async function signatoriesOf(db: Db, meeting: Meeting): Promise<Signatory[]> {
  const [seats, deputies, body] = await Promise.all([listSeats(db, meeting.id), deputiesOf(db, meeting.bodyId, localDateOf(meeting.startsAt)), bodyOf(db, meeting.bodyId)]);
  return seats.filter(isWholly).map(({ personId, fullName, position }) => ({
    personId,
    name: fullName,
    position: office(position, body.shortName),
    capacities: personId === meeting.chairId ? ['own'] : deputies.has(personId) ? ['KT', 'TL', 'TUQ'] : ['TL', 'TUQ'],
  }));
}

/** Whom an office would name: its head by order, else whoever presided. */
export function usualSignatory(signatories: readonly Signatory[], { chairId }: Pick<Meeting, 'chairId'>): Pick<NoticeContent, 'signatoryId' | 'capacity' | 'position'> {
  const head = signatories.find(({ position, capacities }) => capacities.includes('TL') && /^chánh văn phòng/iu.test(position));
  return head ? { signatoryId: head.personId, capacity: 'TL', position: head.position } : { signatoryId: chairId, capacity: 'own', position: '' };
}

/** The lines above the name: the office of the chair alone, or whose place it is and the own position (NĐ 30/2020/NĐ-CP, Điều 13). */
export function signatureLines({ policy }: Pick<Meeting, 'policy'>, { position, capacity }: Pick<NoticeContent, 'position' | 'capacity'>): { title: string | null; authority: string[] } {
  const rule = policy.presiding ?? DEFAULT_PRESIDING;
  if (capacity === 'own') return { title: rule.office.toLocaleUpperCase('vi'), authority: [] };
  if (capacity === 'KT') return { title: null, authority: authorityLines(rule, 'deputy', position) };
  return { title: null, authority: authorityLines({ ...rule, member: capacity }, 'member', position) };
}
