import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { QUESTION_WITHDRAWN } from '../events';
import { loadQuestion, officersOnly } from '../loading';
import { assertOpen } from '../question';
import { setQuestionState, votersWhoCast } from '../repository';
import { countSealed } from '../repository.secret';
import { dropBox } from '../secret/box';

/** Takes a question opened by mistake back to draft, before anything was recorded (V6). */
export const withdrawQuestion = defineCommand({
  name: 'voting.withdraw-question',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid() }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId }, { question }, { db, emit, enqueue }) {
    assertOpen(question);
    const cast = question.mode === 'secret' ? await countSealed(db, question.id) : (await votersWhoCast(db, question.id)).length;
    if (cast > 0) throw new DomainError('conflict', 'voting.ballots_cast', { cast });
    if (question.mode === 'secret') await dropBox({ db, enqueue }, question);
    await setQuestionState(db, question.id, { state: 'draft', openedAt: null, way: 'hands', deadline: null, calledId: null });
    emit({ type: QUESTION_WITHDRAWN, stream: meetingId, payload: { questionId: question.id, itemId: question.itemId } });
    return {};
  },
  audit: ({ meetingId }, { question }) => ({ objectType: 'question', objectId: question.id, meetingId, details: { text: question.text } }),
});
