import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { loadMeetingAccess, preparersOnly } from '../access';
import { optionalLine } from '../facts';
import { findPeople, listSeats } from '../repository';
import { calledChairOf } from '../repository.chair';
import { seatSubstitute } from '../substitutes';

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
  async run({ meetingId, memberId, position }, { meeting, seats, person }, context) {
    return { seatId: await seatSubstitute(context, meetingId, seats, { memberId, person, position, calledId: calledChairOf(meeting) }) };
  },
  audit: ({ meetingId, memberId, personId }, _loaded, { seatId }) => ({ objectType: 'attendee', objectId: seatId, meetingId, details: { memberId, personId } }),
});
