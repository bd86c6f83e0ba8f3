import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { loadQuestion, votingOn } from '../loading';
import { closeBallots } from '../closing';

/** The program closes a vote at its deadline, with the ballots that are here (V29). Acts only on the opening that was meant. */
export const closeDue = defineCommand({
  name: 'voting.close-due',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid(), openedAt: z.iso.datetime() }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: systemOnly,
  async run({ openedAt }, { question, meeting }, { db, now, emit }) {
    const isMeant = question.state === 'open' && question.way === 'tablets' && question.mode !== 'secret' && question.openedAt?.toISOString() === openedAt;
    const waitMs = question.deadline ? question.deadline.getTime() - now.getTime() : 0;
    if (!isMeant || !question.deadline || waitMs > 0) return { closed: null, waitMs: isMeant && waitMs > 0 ? waitMs : 0 };
    const { electorate, voters } = await votingOn(db, meeting, question);
    const closed = await closeBallots(db, question, meeting, { electorate, voters: new Set(voters.map(({ personId }) => personId)) }, { now, emit, recordedById: null, closedBy: 'deadline' });
    return { closed, waitMs: 0 };
  },
  audit: ({ meetingId }, { question }, { closed }) => closed && { objectType: 'question', objectId: question.id, meetingId, details: { text: question.text, ...closed } },
});
