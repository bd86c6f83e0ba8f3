import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { QUESTION_WITHDRAWN } from '../events';
import { loadQuestion, officersOnly } from '../loading';
import { setQuestionState } from '../repository';

/** Takes a question opened by mistake back to draft, before anything was recorded (V6). */
export const withdrawQuestion = defineCommand({
  name: 'voting.withdraw-question',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid() }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId }, { question }, { db, emit }) {
    if (question.state !== 'open') throw new DomainError('conflict', question.state === 'closed' ? 'voting.already_closed' : 'voting.not_open');
    await setQuestionState(db, question.id, { state: 'draft', openedAt: null });
    emit({ type: QUESTION_WITHDRAWN, stream: meetingId, payload: { questionId: question.id, itemId: question.itemId } });
    return {};
  },
  audit: ({ meetingId }, { question }) => ({ objectType: 'question', objectId: question.id, meetingId, details: { text: question.text } }),
});
