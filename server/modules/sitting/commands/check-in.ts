import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { loadMeetingAccess } from '../../meetings';
import { checkInSeat } from '../check-in-seat';
import { seatedOnly } from '../loading';

/** The caller is there, in the room or on line (L2, L3, L5). */
export const checkIn = defineCommand({
  name: 'sitting.check-in',
  input: z.strictObject({ meetingId: z.uuid(), place: z.enum(['room', 'online']) }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: seatedOnly,
  async run({ place }, { meeting, seat }, context) {
    if (!seat) throw new DomainError('not_found', 'not_found');
    return checkInSeat(context, { meeting, seat, place });
  },
  audit: ({ meetingId, place }, { seat }) => ({ objectType: 'attendee', objectId: seat?.id ?? '', meetingId, details: { place } }),
});
