import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { CONTINUED_BY_HANDS } from '../events';
import { loadQuestion, officersOnly } from '../loading';
import { assertOpen, countsByHands } from '../question';
import { goOn, votersWhoCast } from '../repository';

/** A vote on tablets that fails for technical reasons goes on by hands; the ballots that are here are declared with the result (V32). */
export const continueByHands = defineCommand({
  name: 'voting.continue-by-hands',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid() }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId }, { question }, { db, emit }) {
    assertOpen(question);
    if (question.way === 'hands') throw new DomainError('conflict', 'voting.by_hands');
    if (question.mode === 'secret' || !countsByHands(question.kind)) throw new DomainError('rejected', 'voting.not_by_hands', { field: 'way' });
    const { length: cast } = await votersWhoCast(db, question.id);
    await goOn(db, question.id, { way: 'hands', deadline: null, calledId: null });
    emit({ type: CONTINUED_BY_HANDS, stream: meetingId, payload: { questionId: question.id, itemId: question.itemId, cast } });
    return { cast };
  },
  audit: ({ meetingId }, { question }, { cast }) => ({ objectType: 'question', objectId: question.id, meetingId, details: { text: question.text, cast } }),
});
