import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { COMMITTEE_SIZE } from '../../../shared/rules/counting-committee';
import { assertCommittee } from '../committee';
import { COMMITTEE_NAMED } from '../events';
import { assertQuestionSeen, loadQuestion, officersOnly } from '../loading';
import { assertDraft } from '../question';
import { setCounters } from '../repository';

/** Names the people who will count a question, before it is put (V63). */
export const setCommittee = defineCommand({
  name: 'voting.set-committee',
  /** The head first; nobody: there is no committee. */
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid(), version: z.int().min(1), counters: z.array(z.uuid()).max(COMMITTEE_SIZE.most + 1) }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: officersOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ meetingId, version, counters }, { question }, { db, emit }) {
    assertDraft(question);
    await assertQuestionSeen(db, question, version);
    await assertCommittee(db, { ...question, counters });
    await setCounters(db, question.id, version, counters);
    emit({ type: COMMITTEE_NAMED, stream: meetingId, payload: { questionId: question.id, itemId: question.itemId, counters } });
    return { version: version + 1 };
  },
  audit: ({ meetingId, counters }, { question }) => ({ objectType: 'question', objectId: question.id, meetingId, details: { text: question.text, counters } }),
});
