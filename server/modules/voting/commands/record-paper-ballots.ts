import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { decodeChoice } from '../../../shared/rules/ballot-choice';
import { listSeats } from '../../meetings';
import { publish } from '../closing';
import { electorateOf } from '../electorate';
import { declared } from '../judge';
import { countersOnly, loadQuestion, recusedFrom } from '../loading';
import { judgePaper } from '../paper';
import { assertOpen, type Question } from '../question';
import { forgetChoices, listBallots } from '../repository';
import { countSealed } from '../repository.secret';
import { figuresSchema, paperSchema, type VoteResult } from '../result';
import type { Db } from '../../../kernel/ports/database';

/** What lay there when tablets failed: of a secret vote how many, for nobody opened them (V68). */
async function brokenOff(db: Db, question: Question): Promise<Pick<VoteResult, 'broken'>> {
  const sealed = question.mode === 'secret' ? await countSealed(db, question.id) : 0;
  if (sealed > 0) return { broken: { cast: sealed, votes: [] } };
  const ballots = await listBallots(db, question.id);
  return ballots.length === 0 ? {} : { broken: declared(ballots.flatMap(({ choice }) => decodeChoice(question, choice) ?? [])) };
}

/** Enters what the paper ballots of a question said, judges them by the body's rule and closes it for good (V67). */
export const recordPaperBallots = defineCommand({
  name: 'voting.record-paper-ballots',
  input: z.strictObject({
    meetingId: z.uuid(),
    questionId: z.uuid(),
    /** Voting members present, as the person who counted saw it. */
    present: z.int().min(0).max(10_000),
    paper: paperSchema,
    figures: figuresSchema,
  }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: countersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, present, paper, figures }, { question, meeting }, { db, now, caller, emit }) {
    assertOpen(question);
    if (question.way !== 'paper') throw new DomainError('conflict', 'voting.not_on_paper');
    const electorate = electorateOf(await listSeats(db, meetingId), meeting.policy, await recusedFrom(db, meetingId, question.itemId));
    if (electorate.present !== present) throw new DomainError('conflict', 'voting.present_changed', { present: electorate.present, members: electorate.members });
    const judgement = judgePaper(question, { paper, figures }, electorate, meeting.policy, await brokenOff(db, question));
    await forgetChoices(db, question.id);
    return publish(db, question, judgement, electorate, { now, emit, recordedById: personIdOf(caller) });
  },
  audit: ({ meetingId, paper }, { question }, snapshot) => ({ objectType: 'question', objectId: question.id, meetingId, details: { text: question.text, ...paper, ...snapshot } }),
});
