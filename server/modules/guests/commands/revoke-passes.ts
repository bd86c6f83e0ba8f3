import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { loadMeetingAccess, preparersOnly } from '../../meetings';
import { endPasses } from '../passes';
import { listPasses } from '../repository';

/** Takes back every pass of one guest, and ends what came in by them (G2). */
export const revokePasses = defineCommand({
  name: 'guests.revoke-passes',
  input: z.strictObject({ meetingId: z.uuid(), seatId: z.uuid() }),
  load: async ({ meetingId, seatId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    return { access, meeting: access.meeting, passes: (await listPasses(db, meetingId)).filter((pass) => pass.seatId === seatId) };
  },
  policy: preparersOnly,
  requires: { meeting: ['published', 'in_session'] },
  run: async ({ meetingId }, { passes }, context) => ({ ended: await endPasses(context, meetingId, passes) }),
  audit: ({ meetingId, seatId }, { passes }, { ended }) => ({ objectType: 'attendee', objectId: seatId, meetingId, details: { personId: passes[0]?.personId ?? null, ended } }),
});
