import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { closeBallots } from '../closing';
import { loadQuestion, officersOnly, votingOn } from '../loading';
import { assertOpen } from '../question';
import { closeBox } from '../secret/box';

/** Closes a vote on tablets or by roll call and publishes its result for good (V12, V28); of a secret one the ballots are counted first (V56). */
export const closeQuestion = defineCommand({
  name: 'voting.close-question',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid() }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run(_input, { question, meeting }, { db, now, caller, emit, enqueue }) {
    assertOpen(question);
    if (question.way === 'hands' || question.way === 'paper') throw new DomainError('conflict', question.way === 'hands' ? 'voting.by_hands' : 'voting.on_paper');
    const { electorate, voters } = await votingOn(db, meeting, question);
    if (question.mode === 'secret') return { counting: await closeBox(question, { electorate, voters }, { db, emit, enqueue, closedBy: 'person' }) };
    return closeBallots(db, question, meeting, { electorate, voters: new Set(voters.map(({ personId }) => personId)) }, { now, emit, recordedById: personIdOf(caller), closedBy: 'person' });
  },
  audit: ({ meetingId }, { question }, closed) => ({ objectType: 'question', objectId: question.id, meetingId, details: { text: question.text, ...closed } }),
});
