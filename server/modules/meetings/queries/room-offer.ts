import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allowIf } from '../../../kernel/policy';
import { hasRole } from '../../../shared/rules/roles';
import { roomsInUse } from '../../rooms';
import { loadMeetingAccess, prepares } from '../access';
import { bookingsOf } from '../repository.rooms';
import { viewerOf } from '../viewer';

/** Rooms a session may be given, and when they are taken by others (M53). */
export const roomOffer = defineQuery({
  name: 'meetings.room-offer',
  input: z.strictObject({ /** The session that is changed; null: one that is made. */ meetingId: z.uuid().nullable().default(null) }),
  load: async ({ meetingId }, { db, caller }) => (meetingId === null ? null : loadMeetingAccess(db, meetingId, caller)),
  policy: (caller, access) => (access ? allowIf(prepares(access), 'meetings.secretary_only') : allowIf(caller.kind === 'system' || hasRole(caller, 'officer'), 'role.officer_only')),
  async present(access, _input, { db, now, caller }) {
    const chosen = access?.meeting.roomId ?? null;
    const rooms = (await roomsInUse(db)).filter(({ bodyId }) => !access || bodyId === null || bodyId === access.meeting.bodyId);
    const bookings = await bookingsOf(db, [...rooms.map(({ id }) => id), ...(chosen ? [chosen] : [])], await viewerOf(db, caller), now);
    return { rooms, chosen, bookings: bookings.filter(({ meetingId }) => meetingId !== access?.meeting.id) };
  },
});
