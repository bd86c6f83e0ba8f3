import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { CHOICE_BYTES } from '../../../shared/rules/ballot-choice';
import { assertBallot, assertNotOwnHand, cast } from '../casting';
import { loadQuestion, officersOnly, votingOn } from '../loading';
import { findBallot } from '../repository';

/** Who keeps the roll enters what somebody answered aloud (V31). */
export const enterAnswer = defineCommand({
  name: 'voting.enter-answer',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid(), voterId: z.uuid(), choice: z.string().max(CHOICE_BYTES) }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, voterId, choice }, loaded, { db, now, caller, emit }) {
    const { question, meeting } = loaded;
    assertBallot(question, choice, now);
    if (question.way !== 'roll') throw new DomainError('rejected', 'voting.own_hand_only');
    const voter = (await votingOn(db, meeting, question)).voters.find(({ personId }) => personId === voterId);
    if (!voter) throw new DomainError('rejected', 'voting.cannot_vote_now');
    const given = await findBallot(db, question.id, voterId);
    // The chair who keeps the roll as well gives the own vote by either.
    if (given && given.choice !== choice && personIdOf(caller) !== voterId) await assertNotOwnHand(db, meetingId, given);
    const { castAt, again } = await cast(db, loaded, voter.seat, personIdOf(caller) ?? voterId, choice, { now, emit });
    return { castAt, again };
  },
  audit: ({ meetingId, voterId }, { question }, { again }) => ({ objectType: 'ballot', objectId: question.id, meetingId, details: { voterId, again } }),
});
