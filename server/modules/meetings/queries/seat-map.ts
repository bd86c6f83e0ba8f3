import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allowIf } from '../../../kernel/policy';
import { findRoom } from '../../rooms';
import { loadMeetingAccess, prepares, runsSitting } from '../access';
import { listSeats } from '../repository';
import { findSeatMap } from '../repository.seating';
import { seatedNow, unseated } from '../seat-map';

/** Who sits where, for those who run the session (M54): plan, person by spot, everybody with name and position, and who has no place though they come. */
export const seatMap = defineQuery({
  name: 'meetings.seat-map',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: (_caller, access) => allowIf(runsSitting(access) || access.isSystem, 'meetings.officers_only'),
  async present(access, { meetingId }, { db }) {
    const { meeting } = access;
    const [map, seats] = [await findSeatMap(db, meetingId), await listSeats(db, meetingId)];
    const room = meeting.roomId === null ? null : await findRoom(db, meeting.roomId);
    const seating = map ? seatedNow(map, seats) : {};
    return {
      meeting: { id: meeting.id, title: meeting.title, state: meeting.state, startsAt: meeting.startsAt, place: meeting.place },
      room: room && { name: room.name, spots: room.plan.spots.length },
      map: map && { plan: map.plan, laidAt: map.laidAt },
      seating,
      people: seats.map(({ personId, fullName, position, role, voting, site }) => ({ personId, fullName, position, role, voting, site })),
      unseated: map ? unseated(seating, seats).map(({ personId }) => personId) : [],
      can: { arrange: prepares(access) && (meeting.state === 'draft' || meeting.state === 'published' || meeting.state === 'in_session') },
    };
  },
});
