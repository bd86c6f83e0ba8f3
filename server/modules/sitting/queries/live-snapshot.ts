import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { loadMeetingAccess } from '../../meetings';
import { audienceFor } from '../audience';
import { presentSnapshot } from '../snapshot';

/** The first picture of a sitting for the caller (L17). */
export const liveSnapshot = defineQuery({
  name: 'sitting.live-snapshot',
  input: z.strictObject({
    meetingId: z.uuid(),
    /** The room screen asks for less than its account may see. */
    as: z.enum(['screen']).optional(),
  }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: () => allow,
  present: (access, { as }, context) => presentSnapshot(access, as ?? audienceFor(access), context),
});
