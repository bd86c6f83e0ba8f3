import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { loadMeetingAccess, preparersOnly } from '../access';
import { MEETING_CANCELLED } from '../events';
import { line } from '../facts';
import { changeMeeting } from '../versions';

/** Calls a session off before it was opened, with the reason people are told (M11). */
export const cancel = defineCommand({
  name: 'meetings.cancel',
  input: z.strictObject({ meetingId: z.uuid(), version: z.int().positive(), reason: line(500) }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published'] },
  async run({ meetingId, version, reason }, { meeting }, { db, emit }) {
    await changeMeeting(db, meeting, version, { state: 'cancelled' });
    emit({ type: MEETING_CANCELLED, stream: meetingId, payload: { reason } });
    return { version: version + 1 };
  },
  audit: ({ meetingId, reason }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { reason } }),
});
