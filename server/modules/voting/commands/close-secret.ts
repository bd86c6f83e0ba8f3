import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { listSeats } from '../../meetings';
import { BOX_CLOSED } from '../events';
import { loadQuestion, officersOnly } from '../loading';
import { closeBox, electorsOf } from '../secret/box';

/** Closes the box of a secret vote (V56); what was in it is counted at once, and the question closed with the result. */
export const closeSecret = defineCommand({
  name: 'voting.close-secret',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid() }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, questionId }, { question }, { db, emit, enqueue }) {
    if (question.state !== 'open') throw new DomainError('conflict', question.state === 'closed' ? 'voting.already_closed' : 'voting.not_open');
    const trackers = await closeBox({ db, enqueue }, question, electorsOf(await listSeats(db, meetingId)));
    emit({ type: BOX_CLOSED, stream: meetingId, payload: { questionId, itemId: question.itemId, ballots: trackers.length } });
    return { ballots: trackers.length };
  },
  audit: ({ meetingId }, { question }, { ballots }) => ({ objectType: 'question', objectId: question.id, meetingId, details: { ballots } }),
});
