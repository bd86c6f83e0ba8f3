import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { resumeFloor } from '../../floor';
import { quorumOf } from '../../voting';
import { listSeats, loadMeetingAccess } from '../../meetings';
import { SESSION_RESUMED } from '../events';
import { officersOnly } from '../loading';

/** The sitting goes on where it stood (L27); an adjourned one with the quorum of those who are there by then (L51). */
export const resumeSession = defineCommand({
  name: 'sitting.resume-session',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId }, { meeting }, { db, now, emit }) {
    const { pausedAt, resumedAt, wasAdjourned } = await resumeFloor(meetingId, { db, now });
    if (wasAdjourned) {
      const { reached, members, present, needed } = quorumOf(await listSeats(db, meetingId), meeting.policy);
      if (!reached) throw new DomainError('conflict', 'sitting.no_quorum_again', { present, members, needed });
    }
    const seconds = Math.round((resumedAt.getTime() - pausedAt.getTime()) / 1000);
    emit({ type: SESSION_RESUMED, stream: meetingId, payload: { itemId: meeting.currentItemId, seconds } });
    return { seconds };
  },
  audit: ({ meetingId }, _access, { seconds }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { seconds } }),
});
