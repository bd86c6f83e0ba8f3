import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allow } from '../../../kernel/policy';
import { makeBundle } from '../../../secret-ballot';
import { loadQuestion } from '../loading';
import { findBox, openedOf } from '../repository.secret';
import { isChoiceOf } from '../secret/judging';

/** Everything a secret vote can be counted again from (V60), for everybody of the session. */
export const ballotBundle = defineQuery({
  name: 'voting.ballot-bundle',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid() }),
  async load({ meetingId, questionId }, { db, caller }) {
    const access = await loadQuestion(db, meetingId, questionId, caller);
    const box = await findBox(db, questionId);
    if (access.question.mode !== 'secret') throw new DomainError('not_found', 'not_found');
    if (box?.state !== 'counted') throw new DomainError('conflict', 'voting.not_counted');
    return { ...access, box, choices: await openedOf(db, questionId) };
  },
  policy: () => allow,
  present({ question, box, choices }) {
    const { id, text, kind, options, seats, majority, members, present, passed, result } = question;
    if (result === null) throw new DomainError('not_found', 'not_found');
    return makeBundle(
      { question: { id, text, kind, options, seats, majority }, rule: { ...result.rule, members, present }, result: { ...result, passed }, publicKey: box.publicKey, trackers: box.trackers, choices },
      isChoiceOf(question),
    );
  },
});
