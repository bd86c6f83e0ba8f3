import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { loadMeetingAccess } from '../../meetings';
import { ownRight } from '../casting';
import { findBallot, findOpenQuestion } from '../repository';

/** One's own ballot of the open question: whose vote it is, what was cast and since when, or why there is none to give. Nobody else's is in it (V23). */
export const myBallot = defineQuery({
  name: 'voting.my-ballot',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: () => allow,
  async present(access, { meetingId }, { db }) {
    const question = await findOpenQuestion(db, meetingId);
    if (!question) return null;
    const right = await ownRight(db, { ...access, question });
    const base = { questionId: question.id, openedAt: question.openedAt };
    if (!('voter' in right)) return { ...base, voter: null, because: { reason: right.reason, params: right.params ?? {} }, cast: null };
    const { voter } = right;
    const ballot = await findBallot(db, question.id, voter.personId);
    const instead = access.seat?.personId === voter.personId ? null : ('fullName' in voter ? String(voter.fullName) : '');
    return { ...base, voter: { personId: voter.personId, insteadOf: instead }, because: null, cast: ballot && { choice: ballot.choice, castAt: ballot.castAt } };
  },
});
