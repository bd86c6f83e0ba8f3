import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { listSeats } from '../../meetings';
import { decodeChoice } from '../../../shared/rules/ballot-choice';
import { electorateOf } from '../electorate';
import { publish } from '../closing';
import { judgeHands } from '../hands';
import { declared } from '../judge';
import { loadQuestion, officersOnly, recusedFrom } from '../loading';
import { forgetChoices, listBallots } from '../repository';
import { handsSchema } from '../result';

/** Enters a show of hands, judges it by the body's rule and closes the question for good (V7–V13). */
export const recordShowOfHands = defineCommand({
  name: 'voting.record-show-of-hands',
  input: z.strictObject({
    meetingId: z.uuid(),
    questionId: z.uuid(),
    /** Voting members present, as the person who counted saw it. */
    present: z.int().min(0).max(10_000),
    hands: handsSchema,
  }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, present, hands }, { question, meeting }, { db, now, caller, emit }) {
    if (question.mode === 'secret') throw new DomainError('conflict', 'voting.is_secret');
    const electorate = electorateOf(await listSeats(db, meetingId), meeting.policy, await recusedFrom(db, meetingId, question.itemId));
    if (question.state === 'open' && question.way !== 'hands') throw new DomainError('conflict', question.way === 'paper' ? 'voting.on_paper' : 'voting.on_tablets');
    if (question.state === 'open' && electorate.present !== present) {
      throw new DomainError('conflict', 'voting.present_changed', { present: electorate.present, members: electorate.members });
    }
    const ballots = await listBallots(db, question.id);
    const broken = ballots.length > 0 ? { broken: declared(ballots.flatMap(({ choice }) => decodeChoice(question, choice) ?? [])) } : {};
    const judgement = judgeHands(question, hands, electorate, meeting.policy, broken);
    if (ballots.length > 0 && question.mode !== 'open') await forgetChoices(db, question.id);
    return publish(db, question, judgement, electorate, { now, emit, recordedById: personIdOf(caller) });
  },
  audit: ({ meetingId }, { question }, snapshot) => ({ objectType: 'question', objectId: question.id, meetingId, details: { text: question.text, ...snapshot } }),
});
