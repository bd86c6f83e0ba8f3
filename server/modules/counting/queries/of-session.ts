import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { fullNumber } from '../../../shared/rules/numbering';
import { loadMeetingAccess } from '../../meetings';
import { isInForce, officialsOf } from '../../records';
import { listQuestions } from '../../voting';

/** The counts of a session that people were named for and that are over, each with the number of its minutes (G30). */
export const ofSession = defineQuery({
  name: 'counting.of-session',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: () => allow,
  async present(_access, { meetingId }, { db }) {
    const written = new Map((await officialsOf(db, meetingId, 'counting')).filter(isInForce).map((official) => [official.aboutId, official]));
    return (await listQuestions(db, meetingId)).flatMap(({ id, text, state, counters }) => {
      const official = written.get(id);
      return state === 'closed' && counters.length > 0 ? [{ questionId: id, text, number: official ? fullNumber(official) : null, isSigned: official?.state === 'signed' }] : [];
    });
  },
});
