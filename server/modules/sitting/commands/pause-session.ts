import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { pauseFloor } from '../../floor';
import { loadMeetingAccess } from '../../meetings';
import { SESSION_PAUSED } from '../events';
import { assertNoOpenVote, officersOnly } from '../loading';

/** The sitting stands still (tạm dừng): clocks with it, and nobody has the floor (L27). */
export const pauseSession = defineCommand({
  name: 'sitting.pause-session',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId }, { meeting }, context) {
    await assertNoOpenVote(context.db, meetingId);
    const pausedAt = await pauseFloor(meetingId, meeting.currentItemId, context);
    context.emit({ type: SESSION_PAUSED, stream: meetingId, payload: { itemId: meeting.currentItemId } });
    return { pausedAt: pausedAt.toISOString() };
  },
  audit: ({ meetingId }) => ({ objectType: 'meeting', objectId: meetingId, meetingId }),
});
