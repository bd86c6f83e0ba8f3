import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { loadMeetingAccess } from '../access';
import { unsettledOf } from '../looks';
import { sightOf, unseenPapers } from '../sight';

/** What changed in a session since the caller last went through the list of changes; null for people who are told of none (M33). */
export const changes = defineQuery({
  name: 'meetings.changes',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: () => allow,
  async present(access, _input, { db, caller, now }) {
    const { id, title, state } = access.meeting;
    return { meeting: { id, title, state }, list: await unsettledOf(db, access, await unseenPapers(db, id, await sightOf(db, access, caller, now))) };
  },
});
