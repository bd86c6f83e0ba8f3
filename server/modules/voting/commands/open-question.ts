import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { QUESTION_OPENED } from '../events';
import { assertQuestionSeen, loadQuestion, officersOnly, sittingOf } from '../loading';
import { assertMayOpen, neededVotes } from '../question';
import { setQuestionState } from '../repository';
import { keyFor, openBox } from '../secret/box';

/** The wording the person saw; left out by what does not show one. */
const version = z.int().positive().optional();

/** Puts a question to the members (V5). */
export const openQuestion = defineCommand({
  name: 'voting.open-question',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid(), version }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async prepare(_input, loaded, { db, ports }) {
    assertMayOpen(loaded.question, await sittingOf(db, loaded));
    return { publicKey: await keyFor(loaded.question, ports.ballotKeys) };
  },
  async run({ meetingId, version: seen }, loaded, { db, now, emit, prepared: { publicKey } }) {
    const { question, meeting } = loaded;
    const sitting = await sittingOf(db, loaded);
    assertMayOpen(question, sitting);
    if (seen !== undefined) await assertQuestionSeen(db, question, seen);
    await setQuestionState(db, question.id, { state: 'open', openedAt: now });
    const { members, present } = sitting.quorum;
    if (publicKey !== null) await openBox(db, question, publicKey, members);
    const needed = neededVotes(meeting.policy, members);
    emit({ type: QUESTION_OPENED, stream: meetingId, payload: { questionId: question.id, itemId: question.itemId, members, present, needed } });
    return { members, present, needed };
  },
  audit: ({ meetingId }, { question }, numbers) => ({ objectType: 'question', objectId: question.id, meetingId, details: { ...numbers } }),
});
