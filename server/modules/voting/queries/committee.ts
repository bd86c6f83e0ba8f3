import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { standing } from '../../../shared/rules/counting-committee';
import { listSeats } from '../../meetings';
import { mayCount } from '../committee';
import { loadQuestion, officersOnly } from '../loading';

/** Who can be named to count a question, and who is (V63); who stands for election is told apart. */
export const committee = defineQuery({
  name: 'voting.committee',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid() }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: officersOnly,
  async present({ question }, { meetingId }, { db }) {
    const seats = (await listSeats(db, meetingId)).filter(mayCount);
    const own = new Set(standing(seats, question.options).map(({ personId }) => personId));
    return {
      counters: question.counters,
      version: question.version,
      people: seats.map(({ personId, fullName, position }) => ({ personId, name: fullName, position, stands: own.has(personId) })),
    };
  },
});
