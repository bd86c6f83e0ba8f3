import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { LIMITS } from '../../../shared/rules/limits';
import { endFloorOf } from '../../floor';
import { isThere, listSeats, loadMeetingAccess, setAttendance } from '../../meetings';
import { PERSON_LEFT } from '../events';
import { secretaryOnly } from '../loading';

/** The secretary notes who left, many at once: all or none. Who has said so themselves meanwhile keeps their own time (L5, L22). */
export const markLeft = defineCommand({
  name: 'sitting.mark-left',
  input: z.strictObject({ meetingId: z.uuid(), personIds: z.array(z.uuid()).min(1).max(LIMITS.seats) }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: secretaryOnly,
  requires: { meeting: ['published', 'in_session'] },
  async run({ meetingId, personIds }, _access, { db, now, emit }) {
    const seats = new Map((await listSeats(db, meetingId)).map((seat) => [seat.personId, seat]));
    const left: string[] = [];
    for (const personId of new Set(personIds)) {
      const seat = seats.get(personId);
      if (!seat) throw new DomainError('not_found', 'not_found');
      if (seat.leftAt) continue;
      if (!isThere(seat)) throw new DomainError('conflict', 'sitting.not_there', { name: seat.fullName });
      await setAttendance(db, seat.id, { leftAt: now });
      emit({ type: PERSON_LEFT, stream: meetingId, payload: { personId } });
      left.push(personId);
    }
    await endFloorOf(meetingId, left, { db, now, emit });
    return { left };
  },
  audit: ({ meetingId }, _access, { left }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { left } }),
});
