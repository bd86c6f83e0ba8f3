import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { listSeats, loadMeetingAccess, runsSitting } from '../../meetings';
import { electorateOf } from '../electorate';
import { sittingOf } from '../loading';
import { neededVotes, whyNotInTurn, whyNotOpen, type Question } from '../question';
import { listQuestions } from '../repository';
import { viewQuestion } from '../view';

/** All questions of a session with what the caller may do with each (V14). */
export const questions = defineQuery({
  name: 'voting.questions',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: () => allow,
  async present(access, { meetingId }, { db }) {
    const { policy } = access.meeting;
    const { members, present } = electorateOf(await listSeats(db, meetingId), policy);
    const numbers = { members, present, needed: neededVotes(policy, members, present) };
    const viewed = { members, present, needed: (question: Question) => neededVotes(policy, members, present, question), changeable: policy.ballots?.changeable ?? true };
    const sitting = await sittingOf(db, access);
    const running = access.meeting.state === 'draft' || access.meeting.state === 'published' || access.meeting.state === 'in_session';
    const list = await listQuestions(db, meetingId);
    return {
      numbers,
      can: { create: access.isSecretary && running, secret: policy.modes.includes('secret') },
      questions: list.map((question) => {
        const refusal = whyNotOpen(question, sitting) ?? whyNotInTurn(question, list);
        return {
          ...viewQuestion(question, viewed),
          can: {
            edit: access.isSecretary && running && question.state === 'draft',
            open: runsSitting(access) && refusal === null,
            record: runsSitting(access) && access.meeting.state === 'in_session' && question.state === 'open',
          },
          because: runsSitting(access) && refusal ? { open: refusal } : {},
        };
      }),
    };
  },
});
