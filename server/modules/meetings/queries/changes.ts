import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { loadMeetingAccess } from '../access';
import { unsettledOf } from '../looks';

/** What changed in a session since the caller last went through the list of changes; null for people who are told of none (M33). */
export const changes = defineQuery({
  name: 'meetings.changes',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: () => allow,
  async present(access, _input, { db }) {
    const { id, title, state } = access.meeting;
    return { meeting: { id, title, state }, list: await unsettledOf(db, access) };
  },
});
