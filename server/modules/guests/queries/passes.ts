import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { listSeats, loadMeetingAccess, preparersOnly } from '../../meetings';
import { bodyOf } from '../../organization';
import { listPasses } from '../repository';

/** Which guests have a pass that holds, and who has come in by it (G6). */
export const passes = defineQuery({
  name: 'guests.passes',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: preparersOnly,
  async present({ meeting }, { meetingId }, { db }) {
    const all = await listPasses(db, meetingId);
    const guests = (await listSeats(db, meetingId)).filter(({ role }) => role === 'guest');
    return {
      bodyName: (await bodyOf(db, meeting.bodyId)).name,
      canIssue: meeting.state === 'published' || meeting.state === 'in_session',
      guests: guests.map(({ id, personId, fullName, position }) => {
        const own = all.filter(({ seatId }) => seatId === id);
        const held = own.filter(({ revokedAt }) => revokedAt === null);
        return { seatId: id, personId, fullName, position, printed: held.some(({ letterId }) => letterId === null), sent: held.some(({ letterId }) => letterId !== null), usedAt: own.findLast(({ usedAt }) => usedAt !== null)?.usedAt ?? null };
      }),
    };
  },
});
