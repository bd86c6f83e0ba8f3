import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { allowIf } from '../../../kernel/policy';
import { loadMeetingAccess } from '../access';
import { seenAs } from '../looks';
import { storeLook } from '../repository.looks';

/**
 * The caller has looked at the session as `picture` names it; what has changed since the page was loaded is not taken as
 * seen (M17). The audit entry names the person alone: not which session, nor what of it (M19).
 */
export const recordLook = defineCommand({
  name: 'meetings.record-look',
  input: z.strictObject({ meetingId: z.uuid(), picture: z.string().length(64) }),
  replayable: false,
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: (_caller, access) => allowIf(access.seat !== null, 'sitting.no_seat'),
  async run({ meetingId, picture }, access, { db, caller, now }) {
    const seen = await seenAs(db, access, picture, caller, now);
    if (!seen) return { looked: false };
    await storeLook(db, seen.personId, meetingId, seen.present, now);
    return { looked: true };
  },
  audit: () => ({ objectType: 'meeting_look', objectId: 'own' }),
});
