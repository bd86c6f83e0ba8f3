import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { allowIf } from '../../../kernel/policy';
import { loadMeetingAccess } from '../access';
import { NOTIFIED_STATES, pictureDigest, pictureOf, without } from '../looks';
import { storeSettled } from '../repository.looks';
import { sightOf, unseenPapers } from '../sight';

/** The caller has gone through the list of changes up to what `picture` names; what came since is told the next time (M33). */
export const settleChanges = defineCommand({
  name: 'meetings.settle-changes',
  input: z.strictObject({ meetingId: z.uuid(), picture: z.string().length(64) }),
  replayable: false,
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: (_caller, access) => allowIf(access.seat !== null, 'sitting.no_seat'),
  async run({ meetingId, picture }, access, { db, caller, now }) {
    const { meeting } = access;
    const personId = personIdOf(caller);
    if (!personId || !NOTIFIED_STATES.includes(meeting.state)) return { settled: false };
    const present = without(await pictureOf(db, meeting), await unseenPapers(db, meetingId, await sightOf(db, access, caller, now)));
    if (pictureDigest(present) !== picture) return { settled: false };
    await storeSettled(db, personId, meetingId, present, now);
    return { settled: true };
  },
  // As a look: the person alone, not which session.
  audit: () => ({ objectType: 'meeting_look', objectId: 'own' }),
});
