import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { loadMeetingAccess } from '../../meetings';
import { assertMayCheckIn, assertNoCodeNeeded } from '../attendance';
import { checkInSeat } from '../check-in-seat';
import { seatedOnly } from '../loading';
import { assertRoomCode } from '../room-code';

/** The caller is there, in the room or on line (L2, L3, L5, L42). */
export const checkIn = defineCommand({
  name: 'sitting.check-in',
  input: z.strictObject({ meetingId: z.uuid(), place: z.enum(['room', 'online']), /** What the room shows (L42). */ code: z.string().max(40).optional() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: seatedOnly,
  async run({ meetingId, place, code }, { meeting, seat }, context) {
    if (!seat) throw new DomainError('not_found', 'not_found');
    assertMayCheckIn(meeting, place, context.now);
    if (code !== undefined) await assertRoomCode(context.db, meetingId, code, context.now);
    else assertNoCodeNeeded(meeting, place);
    return checkInSeat(context, { meeting, seat, place });
  },
  audit: ({ meetingId, place, code }, { seat }) => ({ objectType: 'attendee', objectId: seat?.id ?? '', meetingId, details: { place, byCode: code !== undefined } }),
  auditRefusal: ({ meetingId, place, code }, { seat }, { reason }) => ({ objectType: 'attendee', objectId: seat?.id ?? '', meetingId, details: { place, byCode: code !== undefined, reason } }),
});
