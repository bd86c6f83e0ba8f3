import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { listSites, loadMeetingAccess } from '../../meetings';
import { assertMayCheckIn, assertNoCodeNeeded } from '../attendance';
import { checkInSeat } from '../check-in-seat';
import { seatedOnly } from '../loading';
import { assertRoomCode } from '../room-code';

/** The caller is there, in the room or on line (L2, L3, L5, L42). */
export const checkIn = defineCommand({
  name: 'sitting.check-in',
  input: z.strictObject({ meetingId: z.uuid(), place: z.enum(['room', 'online']), /** On line: from which site; null: from none; left out: as it was planned (L71). */ siteId: z.uuid().nullable().optional(), /** What the room shows (L42). */ code: z.string().max(40).optional() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: seatedOnly,
  async run({ meetingId, place, siteId, code }, { meeting, seat }, context) {
    if (!seat) throw new DomainError('not_found', 'not_found');
    assertMayCheckIn(meeting, place, context.now);
    if (code !== undefined) await assertRoomCode(context.db, meetingId, code, context.now);
    else assertNoCodeNeeded(meeting, place);
    const site = siteId ? (await listSites(context.db, meetingId)).find(({ id }) => id === siteId) : null;
    if (site === undefined) throw new DomainError('not_found', 'not_found');
    return checkInSeat(context, { meeting, seat, place, site: siteId === undefined ? undefined : (site?.name ?? null) });
  },
  audit: ({ meetingId, place, code }, { seat }) => ({ objectType: 'attendee', objectId: seat?.id ?? '', meetingId, details: { place, byCode: code !== undefined } }),
  auditRefusal: ({ meetingId, place, code }, { seat }, { reason }) => ({ objectType: 'attendee', objectId: seat?.id ?? '', meetingId, details: { place, byCode: code !== undefined, reason } }),
});
