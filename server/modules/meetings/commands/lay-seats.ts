import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertSeen } from '../../../kernel/optimistic';
import { allowIf } from '../../../kernel/policy';
import { planOf, seatByProtocol, type SeatPlan } from '../../../shared/rules/seat-plan';
import { assertPlan, findRoom } from '../../rooms';
import { loadMeetingAccess, prepares } from '../access';
import { SEATS_LAID } from '../events';
import { listSeats } from '../repository';
import { findSeatMap, storeSeatMap } from '../repository.seating';
import { planSource } from '../seat-map';

/** Lays the plan of a session, from its room or from a shape, and gives its people their places by protocol (M54). */
export const laySeats = defineCommand({
  name: 'meetings.lay-seats',
  input: z.strictObject({
    meetingId: z.uuid(),
    plan: planSource,
    /** When the plan that was seen was laid; null: there was none. */
    seen: z.iso.datetime().nullable(),
  }),
  load: async ({ meetingId, plan }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    const { meeting } = access;
    const room = plan.from === 'room' && meeting.roomId !== null ? await findRoom(db, meeting.roomId) : null;
    return { access, meeting, room, map: await findSeatMap(db, meetingId), seats: await listSeats(db, meetingId) };
  },
  policy: (_caller, { access }) => allowIf(prepares(access), 'meetings.secretary_only'),
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ meetingId, plan: source, seen }, { room, map, seats }, { db, now, emit }) {
    await assertSeen(db, { reason: 'meetings.seats_changed_elsewhere', commands: ['meetings.lay-seats'] }, { objectType: 'seat_map', objectId: meetingId }, seen, map?.laidAt.toISOString() ?? null);
    if (source.from === 'room' && !room) throw new DomainError('rejected', 'meetings.no_room_chosen', { field: 'plan' });
    const plan: SeatPlan = source.from === 'room' ? (room?.plan ?? planOf('table', 1)) : planOf(source.from, source.seats, source.head);
    assertPlan(plan);
    const seating = seatByProtocol(plan, seats);
    await storeSeatMap(db, meetingId, { plan, seating, laidAt: now });
    emit({ type: SEATS_LAID, stream: meetingId, payload: { spots: plan.spots.length, seated: Object.keys(seating).length } });
    return { laidAt: now.toISOString(), seated: Object.keys(seating).length };
  },
  audit: ({ meetingId, plan }, _loaded, { seated }) => ({ objectType: 'seat_map', objectId: meetingId, meetingId, details: { plan, seated } }),
});
