import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { loadMeetingAccess } from '../../meetings';
import { officersOnly } from '../loading';

/** Notes that somebody took the attendance list along, as a file (L55) or on paper (L69): it has names and whereabouts of people. */
export const issueList = defineCommand({
  name: 'sitting.issue-list',
  input: z.strictObject({ meetingId: z.uuid(), form: z.enum(['csv', 'print']) }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: officersOnly,
  run: () => Promise.resolve({}),
  audit: ({ meetingId, form }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { form } }),
});
