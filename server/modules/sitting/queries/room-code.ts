import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { loadMeetingAccess } from '../../meetings';
import { officersOnly } from '../loading';
import { roomCode as codeOf } from '../room-code';

/** The code by which people in the room check in now, for those who run the session (L41); null while nobody may. */
export const roomCode = defineQuery({
  name: 'sitting.room-code',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: officersOnly,
  present: async ({ meeting }, _input, { db, now }) => ({ code: await codeOf(db, meeting, now) }),
});
