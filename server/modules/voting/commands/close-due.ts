import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { allowIf } from '../../../kernel/policy';
import { loadQuestion, votingOn } from '../loading';
import { closeBallots } from '../closing';
import { findBox } from '../repository.secret';
import { closeBox } from '../secret/box';

/** The program closes a vote at its deadline, with the ballots that are here (V29). Acts only on the opening that was meant. */
export const closeDue = defineCommand({
  name: 'voting.close-due',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid(), openedAt: z.iso.datetime() }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: (_caller, { isSystem }) => allowIf(isSystem, 'voting.program_only'),
  async run({ openedAt }, { question, meeting }, { db, now, emit, enqueue }) {
    const isMeant = question.state === 'open' && question.way === 'tablets' && question.openedAt?.toISOString() === openedAt;
    const waitMs = question.deadline ? question.deadline.getTime() - now.getTime() : 0;
    if (!isMeant || !question.deadline || waitMs > 0) return { closed: null, counting: null, waitMs: isMeant && waitMs > 0 ? waitMs : 0 };
    const { electorate, voters } = await votingOn(db, meeting, question);
    if (question.mode === 'secret') {
      const box = await findBox(db, question.id);
      // Closed by hand a moment ago, and being counted.
      if (box?.state !== 'open') return { closed: null, counting: null, waitMs: 0 };
      return { closed: null, counting: await closeBox(question, { electorate, voters }, { db, emit, enqueue, closedBy: 'deadline' }), waitMs: 0 };
    }
    const closed = await closeBallots(db, question, meeting, { electorate, voters: new Set(voters.map(({ personId }) => personId)) }, { now, emit, recordedById: null, closedBy: 'deadline' });
    return { closed, counting: null, waitMs: 0 };
  },
  audit: ({ meetingId }, { question }, { closed, counting }) => (closed || counting) && { objectType: 'question', objectId: question.id, meetingId, details: { text: question.text, ...closed, ...counting } },
});
