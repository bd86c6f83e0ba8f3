import { DomainError } from '../../kernel/errors';
import { assertFits } from '../../kernel/limits';
import type { RunContext } from '../../kernel/command';
import { ATTENDEES_CHANGED } from './events';
import { noteInvited } from './looks';
import { addSeat, type Seat } from './repository';
import { assertMaySit, type ChosenPerson } from './seats';

/** @throws DomainError `rejected`/`meetings.no_substitute_for`, `meetings.no_such_person`, `meetings.admin_no_seat`, `conflict`/`meetings.member_is_present`, `meetings.already_seated`, `meetings.has_substitute` (M10). */
export function assertMaySubstitute(seats: readonly Seat[], memberId: string, person: ChosenPerson | null, calledId: string | null = null): { member: Seat; person: ChosenPerson } {
  const member = seats.find((seat) => seat.personId === memberId && seat.voting);
  if (!member || member.role === 'chair' || member.personId === calledId) throw new DomainError('rejected', 'meetings.no_substitute_for', { field: 'memberId' });
  if (member.checkedInAt && !member.leftAt) throw new DomainError('conflict', 'meetings.member_is_present', { name: member.fullName });
  if (!person) throw new DomainError('rejected', 'meetings.no_such_person', { field: 'personId' });
  assertMaySit(person);
  if (seats.some((seat) => seat.personId === person.id)) throw new DomainError('conflict', 'meetings.already_seated', { name: person.fullName });
  if (seats.some((seat) => seat.substituteForId === memberId)) throw new DomainError('conflict', 'meetings.has_substitute', { name: member.fullName });
  return { member, person };
}

/** Seats a substitute beside a member (M10). @returns the id of the seat. @throws as `assertMaySubstitute`. */
export async function seatSubstitute(
  { db, now, id, emit }: Pick<RunContext<unknown>, 'db' | 'now' | 'id' | 'emit'>,
  meetingId: string,
  seats: readonly Seat[],
  wanted: { memberId: string; person: ChosenPerson | null; position: string; /** The chair of the session, whoever presides now. */ calledId?: string },
): Promise<string> {
  const { member, person } = assertMaySubstitute(seats, wanted.memberId, wanted.person, wanted.calledId);
  assertFits(seats.length + 1, 'seats');
  const seatId = id();
  await addSeat(db, {
    id: seatId,
    meetingId,
    personId: person.id,
    role: 'substitute',
    voting: false,
    fullName: person.fullName,
    position: wanted.position || person.title,
    protocolOrder: member.protocolOrder,
    site: null,
    substituteForId: member.personId,
  });
  await noteInvited(db, meetingId, now);
  emit({ type: ATTENDEES_CHANGED, stream: meetingId, payload: { count: seats.length + 1 } });
  return seatId;
}
