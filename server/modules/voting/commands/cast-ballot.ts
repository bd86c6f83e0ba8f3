import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { CHOICE_BYTES } from '../../../shared/rules/ballot-choice';
import { assertBallot, cast, ownRight } from '../casting';
import { loadQuestion } from '../loading';

/**
 * Gives one's vote, or as a substitute that of the member who is away (V23, V27–V31): one for each member, whatever the number of tablets. Answered once it
 * is on disk. What is refused is noted, without the choice.
 */
export const castBallot = defineCommand({
  name: 'voting.cast-ballot',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid(), choice: z.string().max(CHOICE_BYTES) }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: (_caller, { seat }) => allowIf(seat !== null, 'voting.no_vote'),
  requires: { meeting: ['in_session'] },
  async prepare({ choice }, loaded, { db, now }) {
    const right = await ownRight(db, loaded);
    if (!('voter' in right)) throw new DomainError('forbidden', right.reason, right.params ?? {});
    assertBallot(loaded.question, choice, now);
    return undefined;
  },
  async run({ choice }, loaded, { db, now, caller, emit }) {
    const right = await ownRight(db, loaded);
    if (!('voter' in right)) throw new DomainError('forbidden', right.reason, right.params ?? {});
    const { question } = loaded;
    assertBallot(question, choice, now);
    const { voter } = right;
    if (question.way === 'roll' && question.calledId !== voter.personId) throw new DomainError('conflict', 'voting.not_called');
    const { castAt, again } = await cast(db, loaded, voter, personIdOf(caller) ?? voter.personId, choice, { now, emit });
    return { voterId: voter.personId, castAt, again };
  },
  audit: ({ meetingId }, { question }, { voterId, again }) => ({ objectType: 'ballot', objectId: question.id, meetingId, details: { voterId, again } }),
  auditRefusal: ({ meetingId }, { question }, { reason }) => ({ objectType: 'ballot', objectId: question.id, meetingId, details: { reason } }),
});
