import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { CONTINUED_BY_HANDS } from '../events';
import { loadQuestion, officersOnly, votingOn } from '../loading';
import { assertOpen, withoutTablets } from '../question';
import { goOn, votersWhoCast } from '../repository';
import { countSealed, findBox } from '../repository.secret';
import { leaveBox } from '../secret/box';

/**
 * A vote on tablets that fails for technical reasons goes on by hands, or on paper where nobody is to see how anybody votes; the ballots that are
 * here are declared with the result (V32), of a secret vote how many they were (V68).
 */
export const continueByHands = defineCommand({
  name: 'voting.continue-by-hands',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid() }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId }, { question, meeting }, { db, emit, enqueue }) {
    assertOpen(question);
    if (question.way === 'hands' || question.way === 'paper') throw new DomainError('conflict', question.way === 'hands' ? 'voting.by_hands' : 'voting.on_paper');
    const way = withoutTablets(question);
    if (way === null) throw new DomainError('rejected', 'voting.not_by_hands', { field: 'way' });
    const isSecret = question.mode === 'secret';
    if (isSecret && (await findBox(db, question.id))?.state !== 'open') throw new DomainError('conflict', 'voting.box_not_open');
    if (way === 'paper' && (await votingOn(db, meeting, question)).electorate.units !== null) throw new DomainError('rejected', 'voting.weights_not_secret');
    const cast = isSecret ? await countSealed(db, question.id) : (await votersWhoCast(db, question.id)).length;
    if (isSecret) await leaveBox({ db, enqueue }, question);
    await goOn(db, question.id, { way, deadline: null, calledId: null });
    emit({ type: CONTINUED_BY_HANDS, stream: meetingId, payload: { questionId: question.id, itemId: question.itemId, cast, way } });
    return { cast, way };
  },
  audit: ({ meetingId }, { question }, { cast, way }) => ({ objectType: 'question', objectId: question.id, meetingId, details: { text: question.text, cast, way } }),
});
