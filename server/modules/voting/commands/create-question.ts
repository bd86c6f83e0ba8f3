import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertFits } from '../../../kernel/limits';
import { loadMeetingAccess } from '../../meetings';
import { QUESTION_CREATED } from '../events';
import { secretaryOnly } from '../loading';
import { assertMode } from '../question';
import { countQuestions, createQuestion as store, findQuestionItem, nextQuestionOrder } from '../repository';
import { wordedAs, wordingShape } from '../wording';

/** Prepares a question for an item (V1–V3); put again after amendment, it is a new one (V12). */
export const createQuestion = defineCommand({
  name: 'voting.create-question',
  input: z.strictObject({ meetingId: z.uuid(), itemId: z.uuid(), ...wordingShape }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: secretaryOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ meetingId, itemId, ...input }, { meeting }, context) {
    assertMode(input.mode, meeting.policy);
    const worded = wordedAs(input);
    const item = await findQuestionItem(context.db, meetingId, itemId);
    if (!item) throw new DomainError('not_found', 'not_found');
    if (item.kind === 'paper_only') throw new DomainError('rejected', 'voting.paper_only');
    if (item.kind === 'break') throw new DomainError('rejected', 'voting.no_vote_in_break');
    if (item.state === 'done') throw new DomainError('conflict', 'voting.item_done');
    assertFits((await countQuestions(context.db, meetingId)) + 1, 'questions');
    const questionId = context.id();
    const order = await nextQuestionOrder(context.db, itemId);
    await store(context.db, { id: questionId, meetingId, itemId, order, ...worded });
    context.emit({ type: QUESTION_CREATED, stream: meetingId, payload: { questionId, itemId, text: worded.text, kind: worded.kind } });
    return { questionId, order, version: 1 };
  },
  audit: ({ meetingId, itemId, text }, _access, { questionId }) => ({ objectType: 'question', objectId: questionId, meetingId, details: { itemId, text } }),
});
