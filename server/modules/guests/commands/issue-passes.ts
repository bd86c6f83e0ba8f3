import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { listSeats, loadMeetingAccess, preparersOnly } from '../../meetings';
import { issuePass } from '../passes';
import { endPrintedPasses } from '../repository';

/** Passes to be printed, for all guests or one; the codes are in this answer alone (G1, G2). */
export const issuePasses = defineCommand({
  name: 'guests.issue-passes',
  input: z.strictObject({ meetingId: z.uuid(), seatId: z.uuid().nullable().default(null) }),
  load: async ({ meetingId, seatId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    const guests = (await listSeats(db, meetingId)).filter(({ role, id }) => role === 'guest' && (seatId === null || id === seatId));
    if (seatId !== null && guests.length === 0) throw new DomainError('not_found', 'not_found');
    return { access, meeting: access.meeting, guests };
  },
  policy: preparersOnly,
  requires: { meeting: ['published', 'in_session'] },
  prepare: (_input, _loaded, { ports }) => Promise.resolve({ origin: ports.origin }),
  async run({ meetingId }, { guests }, context) {
    if (guests.length === 0) throw new DomainError('conflict', 'guests.no_guests');
    const by = personIdOf(context.caller);
    const passes = [];
    for (const { id, personId, fullName, position } of guests) {
      await endPrintedPasses(context.db, id, context.now);
      const { token } = await issuePass(context, { meetingId, seatId: id, personId, letterId: null }, by);
      passes.push({ seatId: id, fullName, position, url: `${context.prepared.origin}/pass/${token}` });
    }
    return { passes };
  },
  // What is in the answer is kept nowhere.
  replayable: false,
  audit: ({ meetingId }, { guests }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { guests: guests.map(({ personId }) => personId) } }),
});
