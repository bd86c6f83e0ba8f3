import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { resumeFloor } from '../../floor';
import { loadMeetingAccess } from '../../meetings';
import { SESSION_RESUMED } from '../events';
import { officersOnly } from '../loading';

/** The sitting goes on where it stood (L27). */
export const resumeSession = defineCommand({
  name: 'sitting.resume-session',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId }, { meeting }, { db, now, emit }) {
    const { pausedAt, resumedAt } = await resumeFloor(meetingId, { db, now });
    const seconds = Math.round((resumedAt.getTime() - pausedAt.getTime()) / 1000);
    emit({ type: SESSION_RESUMED, stream: meetingId, payload: { itemId: meeting.currentItemId, seconds } });
    return { seconds };
  },
  audit: ({ meetingId }, _access, { seconds }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { seconds } }),
});
