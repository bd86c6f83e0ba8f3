import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { allowIf } from '../../../kernel/policy';
import { loadMeetingAccess } from '../access';
import { seenAs } from '../looks';
import { storeSettled } from '../repository.looks';

/** The caller has gone through the list of changes up to what `picture` names; what came since is told the next time (M33). */
export const settleChanges = defineCommand({
  name: 'meetings.settle-changes',
  input: z.strictObject({ meetingId: z.uuid(), picture: z.string().length(64) }),
  replayable: false,
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: (_caller, access) => allowIf(access.seat !== null, 'sitting.no_seat'),
  async run({ meetingId, picture }, access, { db, caller, now }) {
    const seen = await seenAs(db, access, picture, caller, now);
    if (!seen) return { settled: false };
    await storeSettled(db, seen.personId, meetingId, seen.present, now);
    return { settled: true };
  },
  // As a look: the person alone, not which session.
  audit: () => ({ objectType: 'meeting_look', objectId: 'own' }),
});
