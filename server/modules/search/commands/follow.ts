import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { indexMeeting } from '../index-meeting';

/** Brings what is found of a session to what it has become (SR5). */
export const follow = defineCommand({
  name: 'search.follow',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: () => Promise.resolve({}),
  policy: systemOnly,
  async run({ meetingId }, _loaded, context) {
    await indexMeeting(meetingId, context);
    return {};
  },
  // Nothing of the record is written.
  audit: () => null,
});
