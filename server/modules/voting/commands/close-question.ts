import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { closeBallots } from '../closing';
import { loadQuestion, officersOnly, votingOn } from '../loading';
import { assertOpen } from '../question';

/** Closes a vote on tablets or by roll call and publishes its result for good (V12, V28). */
export const closeQuestion = defineCommand({
  name: 'voting.close-question',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid() }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run(_input, { question, meeting }, { db, now, caller, emit }) {
    assertOpen(question);
    if (question.way === 'hands') throw new DomainError('conflict', 'voting.by_hands');
    if (question.mode === 'secret') throw new DomainError('rejected', 'voting.secret_elsewhere');
    const { electorate, voters } = await votingOn(db, meeting, question);
    return closeBallots(db, question, meeting, { electorate, voters: new Set(voters.map(({ personId }) => personId)) }, { now, emit, recordedById: personIdOf(caller), closedBy: 'person' });
  },
  audit: ({ meetingId }, { question }, closed) => ({ objectType: 'question', objectId: question.id, meetingId, details: { text: question.text, ...closed } }),
});
