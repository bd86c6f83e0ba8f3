import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { nameBefore } from '../ballot';
import { ANSWER_TAKEN_BACK, NAME_CALLED } from '../events';
import { assertNotOwnHand } from '../casting';
import { loadQuestion, officersOnly, votingOn } from '../loading';
import { assertOpen } from '../question';
import { findBallot, goOn, takeBackBallot } from '../repository';

/** Calls the name before once more and takes back what was entered for it (V48). What a member gave by their own hand stays. */
export const recallName = defineCommand({
  name: 'voting.recall-name',
  /** Who was seen to be called; null: all were. A second tap from another tab goes back no further. */
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid(), calledId: z.uuid().nullable() }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, calledId }, { meeting, question }, { db, emit }) {
    assertOpen(question);
    if (question.way !== 'roll') throw new DomainError('conflict', 'voting.no_roll');
    if (question.calledId !== calledId) throw new DomainError('conflict', 'voting.called_meanwhile');
    const voting = await votingOn(db, meeting, question);
    const voterId = nameBefore(voting, calledId);
    if (voterId === null) throw new DomainError('conflict', 'voting.nobody_before');
    const about = { questionId: question.id, itemId: question.itemId };
    const given = await findBallot(db, question.id, voterId);
    if (given) await assertNotOwnHand(db, meetingId, given);
    if (given) {
      await takeBackBallot(db, question.id, voterId);
      emit({ type: ANSWER_TAKEN_BACK, stream: meetingId, payload: { ...about, voterId } });
    }
    await goOn(db, question.id, { calledId: voterId });
    emit({ type: NAME_CALLED, stream: meetingId, payload: { ...about, personId: voterId } });
    return { calledId: voterId };
  },
  audit: ({ meetingId }, { question }, { calledId }) => ({ objectType: 'question', objectId: question.id, meetingId, details: { calledId } }),
});
