import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { loadMeetingAccess } from '../../meetings';
import { listQuestions } from '../repository';

/** The secret votes of a session whose sealed ballots are counted (V60), for everybody of it; asked with its page, so nothing else of votes is looked up. */
export const countedSecret = defineQuery({
  name: 'voting.counted-secret',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: () => allow,
  present: async (_access, { meetingId }, { db }) =>
    (await listQuestions(db, meetingId)).filter(({ mode, state, result }) => mode === 'secret' && state === 'closed' && result?.way !== 'paper').map(({ id, mode, state, text }) => ({ id, mode, state, text })),
});
