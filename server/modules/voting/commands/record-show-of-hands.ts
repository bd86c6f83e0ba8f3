import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { listSeats } from '../../meetings';
import { electorateOf } from '../electorate';
import { QUESTION_CLOSED } from '../events';
import { loadQuestion, officersOnly } from '../loading';
import { judgeHands } from '../question';
import { setQuestionState } from '../repository';
import { handsSchema } from '../result';

/** Enters a show of hands, judges it by the body's rule and closes the question for good (V7–V13). */
export const recordShowOfHands = defineCommand({
  name: 'voting.record-show-of-hands',
  input: z.strictObject({
    meetingId: z.uuid(),
    questionId: z.uuid(),
    /** Voting members present, as the person who counted saw it. */
    present: z.int().min(0).max(10_000),
    hands: handsSchema,
  }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, present, hands }, { question, meeting }, { db, now, caller, emit }) {
    if (question.mode === 'secret') throw new DomainError('conflict', 'voting.is_secret');
    const electorate = electorateOf(await listSeats(db, meetingId));
    if (question.state === 'open' && electorate.present !== present) {
      throw new DomainError('conflict', 'voting.present_changed', { present: electorate.present, members: electorate.members });
    }
    const { result, passed } = judgeHands(question, hands, electorate, meeting.policy);
    const snapshot = { members: electorate.members, present: electorate.present, passed, result };
    await setQuestionState(db, question.id, { state: 'closed', closedAt: now, recordedById: personIdOf(caller), ...snapshot });
    emit({ type: QUESTION_CLOSED, stream: meetingId, payload: { questionId: question.id, itemId: question.itemId, needed: result.needed, ...snapshot } });
    return snapshot;
  },
  audit: ({ meetingId }, { question }, snapshot) => ({ objectType: 'question', objectId: question.id, meetingId, details: { text: question.text, ...snapshot } }),
});
