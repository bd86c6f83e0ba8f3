import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { optionalLine } from '../../../shared/language/text-fields';
import { LIMITS } from '../../../shared/rules/limits';
import { endFloorOf } from '../../floor';
import { listSeats, loadMeetingAccess, setAttendance } from '../../meetings';
import { marked } from '../attendance';
import { ATTENDANCE_MARKED } from '../events';
import { secretaryOnly } from '../loading';

const mark = z.strictObject({
  personId: z.uuid(),
  attendance: z.enum(['unknown', 'room', 'online', 'excused', 'unexcused']),
  reason: optionalLine(300).transform((reason) => reason || null).nullable().default(null),
});

/** The secretary notes who is there and who is not, many at once: all or none (L4). */
export const markAttendance = defineCommand({
  name: 'sitting.mark-attendance',
  input: z.strictObject({ meetingId: z.uuid(), marks: z.array(mark).min(1).max(LIMITS.seats) }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: secretaryOnly,
  requires: { meeting: ['published', 'in_session'] },
  async run({ meetingId, marks }, { meeting }, { db, now, caller, emit }) {
    if (new Set(marks.map(({ personId }) => personId)).size !== marks.length) throw new DomainError('invalid', 'sitting.person_twice', { field: 'marks' });
    const seats = new Map((await listSeats(db, meetingId)).map((seat) => [seat.personId, seat]));
    for (const one of marks) {
      const seat = seats.get(one.personId);
      if (!seat) throw new DomainError('not_found', 'not_found');
      await setAttendance(db, seat.id, { ...marked(seat, one, meeting, now), markedById: personIdOf(caller) });
    }
    await endFloorOf(meetingId, marks.filter(({ attendance }) => attendance !== 'room' && attendance !== 'online').map(({ personId }) => personId), { db, now, emit });
    emit({ type: ATTENDANCE_MARKED, stream: meetingId, payload: { marks: marks.map((one) => (one.attendance === 'online' ? { ...one, site: seats.get(one.personId)?.site ?? null } : one)) } });
    return { marked: marks.length };
  },
  audit: ({ meetingId, marks }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { marks } }),
});
