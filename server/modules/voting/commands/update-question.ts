import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { QUESTION_UPDATED } from '../events';
import { assertQuestionSeen, loadQuestion, secretaryOnly } from '../loading';
import { assertDraft, assertMode } from '../question';
import { updateQuestion as store } from '../repository';
import { wordedAs, wordingShape } from '../wording';

/** Changes a draft (V2, V4). */
export const updateQuestion = defineCommand({
  name: 'voting.update-question',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid(), version: z.int().min(1), ...wordingShape }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: secretaryOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ meetingId, version, questionId: _id, ...input }, { question, meeting }, { db, emit }) {
    assertDraft(question);
    if (question.covers !== null) throw new DomainError('rejected', 'voting.block_worded');
    assertMode(input.mode, meeting.policy);
    await assertQuestionSeen(db, question, version);
    await store(db, question.id, version, wordedAs(input));
    emit({ type: QUESTION_UPDATED, stream: meetingId, payload: { questionId: question.id, itemId: question.itemId } });
    return { version: version + 1 };
  },
  audit: ({ meetingId, text }, { question }) => ({ objectType: 'question', objectId: question.id, meetingId, details: { before: question.text, text } }),
});
