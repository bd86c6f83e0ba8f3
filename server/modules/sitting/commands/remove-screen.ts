import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { GLOBAL_STREAM } from '../../../kernel/events';
import { SIGN_INS_ENDED } from '../../identity';
import { loadMeetingAccess } from '../../meetings';
import { secretaryOnly } from '../loading';
import { removeScreen as remove } from '../repository.screens';

/** The secretary takes a screen off the session; it shows nothing more from that moment (R22). */
export const removeScreen = defineCommand({
  name: 'sitting.remove-screen',
  input: z.strictObject({ meetingId: z.uuid(), screenId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: secretaryOnly,
  async run({ meetingId, screenId }, _access, { db, emit }) {
    if (!(await remove(db, screenId, meetingId))) throw new DomainError('gone', 'sitting.screen_gone');
    // Its connection is known by its own id, as a person's is by the sign-in.
    emit({ type: SIGN_INS_ENDED, stream: GLOBAL_STREAM, payload: { signInIds: [screenId] } });
    return {};
  },
  audit: ({ meetingId, screenId }) => ({ objectType: 'room_screen', objectId: screenId, meetingId }),
});
