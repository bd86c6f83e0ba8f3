import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { seatByProtocol } from '../../../shared/rules/seat-plan';
import { loadMeetingAccess, prepares } from '../access';
import { SEATS_MOVED } from '../events';
import { listSeats } from '../repository';
import { findSeatMap, storeSeating } from '../repository.seating';
import { seatedNow, unseated } from '../seat-map';

/** Gives a place by protocol to everybody who has none, on what is free; nobody who sits is moved (M55). */
export const sendToSeats = defineCommand({
  name: 'meetings.send-to-seats',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    const map = await findSeatMap(db, meetingId);
    if (!map) throw new DomainError('not_found', 'not_found');
    return { access, meeting: access.meeting, map, seats: await listSeats(db, meetingId) };
  },
  policy: (_caller, { access }) => allowIf(prepares(access), 'meetings.secretary_only'),
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ meetingId }, { map, seats }, { db, emit }) {
    const seating = seatByProtocol(map.plan, seats, seatedNow(map, seats));
    await storeSeating(db, meetingId, seating);
    const left = unseated(seating, seats).length;
    emit({ type: SEATS_MOVED, stream: meetingId, payload: { personId: null, to: null } });
    return { left };
  },
  audit: ({ meetingId }, _loaded, { left }) => ({ objectType: 'seat_map', objectId: meetingId, meetingId, details: { left } }),
});
