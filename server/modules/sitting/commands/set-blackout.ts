import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { loadMeetingAccess } from '../../meetings';
import { HALL_CHANGED } from '../events';
import { officersOnly } from '../loading';
import { hangSign, takeDownSign } from '../repository.hall';

/** Makes all screens on the wall black, or shows them again (L32). */
export const setBlackout = defineCommand({
  name: 'sitting.set-blackout',
  input: z.strictObject({ meetingId: z.uuid(), black: z.boolean() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, black }, { seat }, { db, now, id, emit }) {
    if (black) await hangSign(db, meetingId, { id: id(), kind: 'blackout', text: '', by: seat?.fullName ?? '', hungAt: now });
    else await takeDownSign(db, meetingId, 'blackout');
    emit({ type: HALL_CHANGED, stream: meetingId, payload: {} });
    return {};
  },
  audit: ({ meetingId, black }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { black } }),
});
