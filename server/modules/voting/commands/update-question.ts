import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { QUESTION_UPDATED } from '../events';
import { assertQuestionSeen, loadQuestion, secretaryOnly } from '../loading';
import { assertDraft, optionsFrom } from '../question';
import { updateQuestion as store } from '../repository';
import { wordingShape } from '../wording';

/** Changes a draft (V2, V4). */
export const updateQuestion = defineCommand({
  name: 'voting.update-question',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid(), version: z.int().min(1), ...wordingShape }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: secretaryOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ meetingId, version, text, kind, options }, { question }, { db, emit }) {
    assertDraft(question);
    await assertQuestionSeen(db, question, version);
    await store(db, question.id, version, { text, kind, options: optionsFrom(kind, options) });
    emit({ type: QUESTION_UPDATED, stream: meetingId, payload: { questionId: question.id, itemId: question.itemId } });
    return { version: version + 1 };
  },
  audit: ({ meetingId, text }, { question }) => ({ objectType: 'question', objectId: question.id, meetingId, details: { before: question.text, text } }),
});
