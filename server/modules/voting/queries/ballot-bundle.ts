import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { loadQuestion } from '../loading';
import { publishedBundle } from '../secret/published';

/** Everything a secret vote can be counted again from (V60), for everybody of the session. */
export const ballotBundle = defineQuery({
  name: 'voting.ballot-bundle',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid() }),
  load: async ({ meetingId, questionId }, { db, caller }) => {
    const { question } = await loadQuestion(db, meetingId, questionId, caller);
    return publishedBundle(db, question);
  },
  policy: () => allow,
  present: (bundle) => bundle,
});
