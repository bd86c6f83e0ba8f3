import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertSeen } from '../../../kernel/optimistic';
import { allowIf } from '../../../kernel/policy';
import { moved, spotOf } from '../../../shared/rules/seat-plan';
import { loadMeetingAccess, prepares } from '../access';
import { SEATS_MOVED } from '../events';
import { listSeats } from '../repository';
import { findSeatMap, storeSeating } from '../repository.seating';
import { seatedNow } from '../seat-map';

const spot = z.string().max(8).nullable();

/** Puts somebody on a spot, or on none (M55). Who sits there already changes places with them. What was seen of both has to stand still; moves elsewhere do not matter. */
export const moveSeat = defineCommand({
  name: 'meetings.move-seat',
  input: z.strictObject({ meetingId: z.uuid(), personId: z.uuid(), to: spot, /** Where they sat, and who sat there. */ seen: z.strictObject({ from: spot, occupant: z.uuid().nullable() }) }),
  load: async ({ meetingId, personId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    const [map, seats] = [await findSeatMap(db, meetingId), await listSeats(db, meetingId)];
    if (!map || !seats.some((seat) => seat.personId === personId)) throw new DomainError('not_found', 'not_found');
    return { access, meeting: access.meeting, map, seating: seatedNow(map, seats) };
  },
  policy: (_caller, { access }) => allowIf(prepares(access), 'meetings.secretary_only'),
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ meetingId, personId, to, seen }, { map, seating }, { db, emit }) {
    if (to !== null && !map.plan.spots.some(({ name }) => name === to)) throw new DomainError('not_found', 'not_found');
    const stands = [spotOf(seating, personId) ?? '', (to !== null && seating[to]) || ''];
    await assertSeen(db, { reason: 'meetings.seats_changed_elsewhere', commands: ['meetings.move-seat', 'meetings.lay-seats', 'meetings.send-to-seats'] }, { objectType: 'seat_map', objectId: meetingId }, [seen.from ?? '', seen.occupant ?? ''], stands);
    await storeSeating(db, meetingId, moved(seating, personId, to));
    emit({ type: SEATS_MOVED, stream: meetingId, payload: { personId, to } });
    return {};
  },
  audit: ({ meetingId, personId, to, seen }) => ({ objectType: 'seat_map', objectId: meetingId, meetingId, details: { personId, from: seen.from, to } }),
});
