import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { QUESTION_WITHDRAWN } from '../events';
import { loadQuestion, officersOnly } from '../loading';
import { setQuestionState } from '../repository';
import { countSealed, findBox, type BallotBoxRow } from '../repository.secret';
import { dropBox, isKeyThere } from '../secret/box';

/** @throws DomainError `conflict`/`voting.already_closed`: nothing is sealed in it any more. */
function assertHolds(box: BallotBoxRow | null): asserts box is BallotBoxRow {
  if (box === null || box.state === 'counted' || box.state === 'void') throw new DomainError('conflict', 'voting.already_closed');
}

/**
 * Declares the ballots of a secret vote void whose key is gone (V59): nobody can open them, so the question goes back to draft and is put again.
 * While the key is there nobody can do this.
 */
export const voidBallots = defineCommand({
  name: 'voting.void-ballots',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid() }),
  async load({ meetingId, questionId }, { db, caller }) {
    const access = await loadQuestion(db, meetingId, questionId, caller);
    return { ...access, box: await findBox(db, questionId), ballots: await countSealed(db, questionId) };
  },
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async prepare(_input, { box }, { ports }) {
    assertHolds(box);
    if (await isKeyThere(box, ports.ballotKeys)) throw new DomainError('conflict', 'voting.ballot_key_there');
  },
  async run({ meetingId }, { question, box, ballots }, { db, emit, enqueue }) {
    assertHolds(box);
    await dropBox({ db, enqueue }, question);
    await setQuestionState(db, question.id, { state: 'draft', openedAt: null, way: 'hands', deadline: null, calledId: null });
    emit({ type: QUESTION_WITHDRAWN, stream: meetingId, payload: { questionId: question.id, itemId: question.itemId } });
    return { ballots };
  },
  audit: ({ meetingId }, { question }, { ballots }) => ({ objectType: 'question', objectId: question.id, meetingId, details: { text: question.text, ballots, because: 'key_gone' } }),
});
