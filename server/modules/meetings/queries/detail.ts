import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { abilitiesOf } from '../abilities';
import { loadMeetingAccess, prepares } from '../access';
import { invitationTerm } from '../invitation';
import { lookOf } from '../looks';
import { spotsOf } from '../seat-map';
import { preparationOf, shownMeeting } from '../shown';
import { sightOf, unseenPapers } from '../sight';
import { calledChairOf } from '../repository.chair';
import { countUnapproved } from '../repository.unapproved';
import { cancellationOf, countsOf, listSeats, presentedNow } from '../repository';

/** A session with its facts, attendees, the caller's own seat and what the caller may do. */
export const detail = defineQuery({
  name: 'meetings.detail',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: () => allow,
  async present(access, { meetingId }, { db, caller, now }) {
    const { meeting, seat } = access;
    const unseen = await unseenPapers(db, meetingId, await sightOf(db, access, caller, now));
    const [seats, counts, presented, cancelled, look] = await Promise.all([
      listSeats(db, meetingId),
      countsOf(db, meetingId, unseen),
      meeting.state === 'in_session' ? presentedNow(db, meetingId, unseen) : null,
      meeting.state === 'cancelled' ? cancellationOf(db, meetingId) : null,
      lookOf(db, access, unseen),
    ]);
    const spot = seat && ((await spotsOf(db, meetingId, seats)).get(seat.personId) ?? null);
    const seatOf = (personId: string) => seats.find((candidate) => candidate.personId === personId);
    const named = (personId: string) => {
      const found = seatOf(personId);
      return found ? { personId, fullName: found.fullName, position: found.position } : null;
    };
    return {
      meeting: shownMeeting(access),
      preparation: preparationOf(access, prepares(access) ? await countUnapproved(db, meetingId) : 0),
      chair: named(calledChairOf(meeting)),
      secretary: named(meeting.secretaryId),
      attendees: seats.map(({ id, personId, role, voting, fullName, position, site, substituteForId, onlyItemId }) => ({
        id,
        personId,
        role,
        voting,
        fullName,
        position,
        site,
        substituteForId,
        /** Whom those who prepare asked to one item only. */
        onlyItemId: prepares(access) ? onlyItemId : null,
      })),
      seat: seat && { id: seat.id, role: seat.role, voting: seat.voting, onlyItemId: seat.onlyItemId, attendance: seat.attendance, checkedInAt: seat.checkedInAt, /** Where they sit (M56). */ spot },
      counts,
      /** Why it was called off (M11). */
      cancelled,
      /** What changed since the caller looked, and the name of what they see now (M17). */
      look,
      /** Paper and page being shown to everybody now. */
      presented,
      invitation: prepares(access) && (meeting.state === 'draft' || meeting.state === 'published') ? invitationTerm(meeting, now) : null,
      can: abilitiesOf(access, counts, now),
    };
  },
});
