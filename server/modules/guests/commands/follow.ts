import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { findMeeting, listSeats } from '../../meetings';
import { endPasses } from '../passes';
import { listPasses } from '../repository';

/** Passes end with their seat, at closing and when the session is called off (G2); what a pass opens is judged at every request besides. */
export const follow = defineCommand({
  name: 'guests.follow',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db }) => ({ meeting: await findMeeting(db, meetingId), seats: await listSeats(db, meetingId), passes: await listPasses(db, meetingId) }),
  policy: systemOnly,
  async run({ meetingId }, { meeting, seats, passes }, context) {
    const isOver = !meeting || meeting.state === 'closed' || meeting.state === 'cancelled';
    const guests = new Set(isOver ? [] : seats.filter(({ role }) => role === 'guest').map(({ id }) => id));
    return { ended: await endPasses(context, meetingId, passes.filter(({ seatId }) => !guests.has(seatId))) };
  },
  audit: ({ meetingId }, _loaded, { ended }) => (ended === 0 ? null : { objectType: 'meeting', objectId: meetingId, meetingId, details: { ended } }),
});
