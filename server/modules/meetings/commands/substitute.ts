import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertFits } from '../../../kernel/limits';
import { loadMeetingAccess, preparersOnly } from '../access';
import { ATTENDEES_CHANGED } from '../events';
import { optionalLine } from '../facts';
import { noteInvited } from '../looks';
import { addSeat, findPeople, listSeats } from '../repository';
import { assertMaySit } from '../seats';

/** Seats a substitute (người dự thay) beside a member: may speak, has no vote (M10; NĐ 191/2026/NĐ-CP, Điều 21 khoản 3). */
export const substitute = defineCommand({
  name: 'meetings.substitute',
  input: z.strictObject({ meetingId: z.uuid(), memberId: z.uuid(), personId: z.uuid(), position: optionalLine(300).default('') }),
  load: async ({ meetingId, personId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    return { access, meeting: access.meeting, seats: await listSeats(db, meetingId), person: (await findPeople(db, [personId]))[0] ?? null };
  },
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ meetingId, memberId, position }, { seats, person }, { db, now, id, emit }) {
    const member = seats.find((seat) => seat.personId === memberId && seat.voting);
    if (!member || member.role === 'chair') throw new DomainError('rejected', 'meetings.no_substitute_for', { field: 'memberId' });
    if (member.checkedInAt && !member.leftAt) throw new DomainError('conflict', 'meetings.member_is_present', { name: member.fullName });
    if (!person) throw new DomainError('rejected', 'meetings.no_such_person', { field: 'personId' });
    assertMaySit(person);
    if (seats.some((seat) => seat.personId === person.id)) throw new DomainError('conflict', 'meetings.already_seated', { name: person.fullName });
    if (seats.some((seat) => seat.substituteForId === memberId)) throw new DomainError('conflict', 'meetings.has_substitute', { name: member.fullName });
    assertFits(seats.length + 1, 'seats');
    const seatId = id();
    await addSeat(db, {
      id: seatId,
      meetingId,
      personId: person.id,
      role: 'substitute',
      voting: false,
      fullName: person.fullName,
      position: position || person.title,
      protocolOrder: member.protocolOrder,
      site: null,
      substituteForId: memberId,
    });
    await noteInvited(db, meetingId, now);
    emit({ type: ATTENDEES_CHANGED, stream: meetingId, payload: { count: seats.length + 1 } });
    return { seatId };
  },
  audit: ({ meetingId, memberId, personId }, _loaded, { seatId }) => ({ objectType: 'attendee', objectId: seatId, meetingId, details: { memberId, personId } }),
});
