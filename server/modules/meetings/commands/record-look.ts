import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { allowIf } from '../../../kernel/policy';
import { loadMeetingAccess } from '../access';
import { pictureDigest, pictureOf, NOTIFIED_STATES, without } from '../looks';
import { storeLook } from '../repository.looks';
import { sightOf, unseenPapers } from '../sight';

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
    const { meeting } = access;
    const personId = personIdOf(caller);
    if (!personId || !NOTIFIED_STATES.includes(meeting.state)) return { looked: false };
    const present = without(await pictureOf(db, meeting), await unseenPapers(db, meetingId, await sightOf(db, access, caller, now)));
    if (pictureDigest(present) !== picture) return { looked: false };
    await storeLook(db, personId, meetingId, present, now);
    return { looked: true };
  },
  audit: () => ({ objectType: 'meeting_look', objectId: 'own' }),
});
