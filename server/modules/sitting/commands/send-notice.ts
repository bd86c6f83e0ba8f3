import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { line } from '../../../shared/language/text-fields';
import { loadMeetingAccess } from '../../meetings';
import { HALL_CHANGED } from '../events';
import { secretaryOnly } from '../loading';
import { hangSign, takeDownSign } from '../repository.hall';

/** A notice of the secretary to everybody (thông báo trong phòng họp); its words stay in the session and go with it (L30). */
export const sendNotice = defineCommand({
  name: 'sitting.send-notice',
  input: z.strictObject({
    meetingId: z.uuid(),
    /** Null takes the last one down. */
    text: line(200).nullable(),
  }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: secretaryOnly,
  requires: { meeting: ['in_session'] },
  // A receipt would keep a digest of the words for months.
  request: ({ meetingId, text }) => ({ meetingId, takesDown: text === null }),
  async run({ meetingId, text }, { seat }, { db, now, id, emit }) {
    if (text === null) await takeDownSign(db, meetingId, 'notice');
    else await hangSign(db, meetingId, { id: id(), kind: 'notice', text, by: seat?.fullName ?? '', hungAt: now });
    emit({ type: HALL_CHANGED, stream: meetingId, payload: {} });
    return {};
  },
  audit: ({ meetingId }) => ({ objectType: 'meeting', objectId: meetingId, meetingId }),
});
