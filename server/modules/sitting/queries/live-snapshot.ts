import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { loadMeetingAccess, runsSitting } from '../../meetings';
import { isThere } from '../../voting';
import { checkInOpensAt, isLate, whyNoCheckIn } from '../attendance';
import { AUDIENCES, audienceFor } from '../audience';
import { loadLiveState } from '../live-state';
import { projectSitting } from '../live-view';

/** The first picture of a sitting for the caller, the same as is pushed afterwards, with the caller's own attendance (L2, L17). */
export const liveSnapshot = defineQuery({
  name: 'sitting.live-snapshot',
  input: z.strictObject({
    meetingId: z.string().min(1).max(64),
    /** The room screen asks for less than its account may see. */
    as: z.enum(['screen']).optional(),
  }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: () => allow,
  async present(access, { meetingId, as }, { db, now }) {
    const audience = as ?? audienceFor(access);
    const { meeting, seat } = access;
    const refusal = whyNoCheckIn(meeting, now);
    return {
      audience: AUDIENCES.find((one) => one === audience) ?? 'screen',
      view: projectSitting(await loadLiveState(meetingId, { db, now }), audience),
      me: seat && {
        personId: seat.personId,
        role: seat.role,
        voting: seat.voting,
        attendance: seat.attendance,
        there: isThere(seat),
        checkedInAt: seat.checkedInAt,
        leftAt: seat.leftAt,
        late: isLate(seat, meeting.openedAt),
      },
      can: {
        checkIn: seat !== null && refusal === null && !isThere(seat),
        leave: seat !== null && isThere(seat) && meeting.state === 'in_session',
        places: meeting.form === 'room' ? (['room'] as const) : meeting.form === 'online' ? (['online'] as const) : (['room', 'online'] as const),
        run: runsSitting(access),
        mark: access.isSecretary && (meeting.state === 'published' || meeting.state === 'in_session'),
        prepareQuestions: access.isSecretary,
        conclude: access.isSecretary && meeting.state === 'in_session',
      },
      because: seat && refusal ? { checkIn: refusal } : {},
      checkInOpensAt: checkInOpensAt(meeting),
    };
  },
});
