import { DomainError } from '../../kernel/errors';

export type AttendeeRole = 'chair' | 'secretary' | 'assistant' | 'member' | 'guest' | 'substitute';

/** A membership of the body valid on the day of the session, with the person as they are now. */
export interface BodyMember {
  personId: string;
  fullName: string;
  position: string;
  voting: boolean;
  protocolOrder: number;
  isAdmin: boolean;
}

/** A person chosen by name: secretary, assistant, guest. */
export interface ChosenPerson {
  id: string;
  fullName: string;
  title: string;
  isAdmin: boolean;
}

/** A seat before it has an id. */
export interface NewSeat {
  personId: string;
  role: AttendeeRole;
  voting: boolean;
  fullName: string;
  position: string;
  protocolOrder: number;
  site?: string | null;
}

/** Places in the protocol order of those who are not members; members come first with their own numbers, of four digits. */
export const SECRETARY_ORDER = 20_000;
export const GUEST_ORDER = 30_000;

/** @throws DomainError `rejected`/`meetings.admin_no_seat`: whoever keeps the accounts cannot read papers (M5). */
export function assertMaySit(person: Pick<ChosenPerson, 'fullName' | 'isAdmin'>): void {
  if (person.isAdmin) throw new DomainError('rejected', 'meetings.admin_no_seat', { name: person.fullName });
}

/**
 * The seats that follow from the body and the offices of a session (M2, M6): members with their votes, the chair among
 * them, secretary and assistants. Names and positions are taken as they stand.
 * @throws DomainError `rejected`/`meetings.chair_not_member`, `meetings.secretary_is_chair`, `meetings.body_without_members`, `meetings.admin_no_seat`.
 */
export function seatsOf(
  members: readonly BodyMember[],
  offices: { chairId: string; secretary: ChosenPerson; assistants: readonly ChosenPerson[] },
): NewSeat[] {
  const { chairId, secretary, assistants } = offices;
  const voting = members.filter((member) => member.voting);
  if (voting.length === 0) throw new DomainError('rejected', 'meetings.body_without_members');
  if (!voting.some((member) => member.personId === chairId)) throw new DomainError('rejected', 'meetings.chair_not_member', { field: 'chairId' });
  if (secretary.id === chairId) throw new DomainError('rejected', 'meetings.secretary_is_chair', { field: 'secretaryId' });
  const roleOf = (personId: string): AttendeeRole => {
    if (personId === chairId) return 'chair';
    if (personId === secretary.id) return 'secretary';
    return assistants.some((assistant) => assistant.id === personId) ? 'assistant' : 'member';
  };
  voting.forEach(assertMaySit);
  const seats: NewSeat[] = voting.map(({ isAdmin: _never, ...member }) => ({ ...member, role: roleOf(member.personId) }));
  const seated = new Set(seats.map((seat) => seat.personId));
  [secretary, ...assistants].forEach((person, index) => {
    assertMaySit(person);
    if (seated.has(person.id)) return;
    seated.add(person.id);
    const position = members.find((member) => member.personId === person.id)?.position ?? person.title;
    seats.push({ personId: person.id, role: roleOf(person.id), voting: false, fullName: person.fullName, position, protocolOrder: SECRETARY_ORDER + index });
  });
  return seats;
}

/** The guests of an earlier session who may still sit, with their names of today; who has a seat already gets no second one (M31). */
export function guestsAgain(guests: readonly (NewSeat & { site: string | null })[], people: readonly ChosenPerson[], taken: readonly NewSeat[]): NewSeat[] {
  return guests.flatMap(({ personId, position, site }, index) => {
    const person = people.find(({ id }) => id === personId);
    if (!person || person.isAdmin || taken.some((seat) => seat.personId === personId)) return [];
    return [{ personId, role: 'guest' as const, voting: false, fullName: person.fullName, position: person.title || position, protocolOrder: GUEST_ORDER + index, site }];
  });
}

/** In the room or on line, and not gone. */
export const isThere = (seat: { attendance: string; leftAt: Date | null }): boolean =>
  (seat.attendance === 'room' || seat.attendance === 'online') && seat.leftAt === null;
