import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { callNext as call } from '../casting';
import { loadQuestion, officersOnly } from '../loading';
import { assertOpen } from '../question';

/** Goes on in a roll call past somebody who does not answer; they can still be entered before it closes (V31). */
export const callNext = defineCommand({
  name: 'voting.call-next',
  /** Who was seen to be called: a second tap from another tab calls nobody further. */
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid(), calledId: z.uuid().nullable() }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ calledId }, loaded, { db, emit }) {
    assertOpen(loaded.question);
    if (loaded.question.way !== 'roll') throw new DomainError('conflict', 'voting.no_roll');
    if (loaded.question.calledId !== calledId) throw new DomainError('conflict', 'voting.called_meanwhile');
    return { calledId: await call(db, loaded, { emit }) };
  },
  audit: ({ meetingId }, { question }, { calledId }) => ({ objectType: 'question', objectId: question.id, meetingId, details: { calledId } }),
});
