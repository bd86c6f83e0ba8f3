import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { QUESTION_REMOVED } from '../events';
import { assertQuestionSeen, loadQuestion, secretaryOnly } from '../loading';
import { assertDraft } from '../question';
import { removeQuestion as remove } from '../repository';
import { removeBox } from '../repository.secret';

/** Removes a draft (V4); its text stays in the audit log. */
export const removeQuestion = defineCommand({
  name: 'voting.remove-question',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid(), version: z.int().min(1) }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: secretaryOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ meetingId, version }, { question }, { db, emit }) {
    assertDraft(question);
    await assertQuestionSeen(db, question, version);
    await removeBox(db, question.id);
    await remove(db, question.id);
    emit({ type: QUESTION_REMOVED, stream: meetingId, payload: { questionId: question.id, itemId: question.itemId, text: question.text } });
    return {};
  },
  audit: ({ meetingId }, { question }) => ({ objectType: 'question', objectId: question.id, meetingId, details: { text: question.text } }),
});
