import { z } from 'zod';
import { defineSealedCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { SEALED_LETTERS, isSealed, trackerOf } from '../../../secret-ballot';
import { assertTaken, type Right } from '../ballot';
import { ownRight } from '../casting';
import { BALLOT_GIVEN } from '../events';
import { loadQuestion } from '../loading';
import type { Question } from '../question';
import { findBox, findSealed, isInBox, putSealed, type BallotBoxRow } from '../repository.secret';

/** @throws DomainError of `ownRight` and `assertTaken`; `conflict`/`voting.not_secret`, `voting.vote_closed`. */
function assertGiven({ question, right, box }: { question: Question; right: Right; box: BallotBoxRow | null }, now: Date): void {
  if (!('voter' in right)) throw new DomainError('forbidden', right.reason, right.params ?? {});
  if (question.mode !== 'secret') throw new DomainError('conflict', 'voting.not_secret');
  assertTaken({ ...question, mode: 'open' }, now);
  if (box?.state !== 'open') throw new DomainError('conflict', 'voting.vote_closed', { at: null });
}

/**
 * Puts a sealed ballot into the box (V50–V55), in place of the one that the person had in it. Neither the entry nor the receipt holds anything of
 * it; a request that comes again is answered from what lies in the box.
 */
export const castSecret = defineSealedCommand({
  name: 'voting.cast-secret',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid(), ballot: z.string().length(SEALED_LETTERS).refine(isSealed) }),
  async load({ meetingId, questionId }, { db, caller }) {
    const access = await loadQuestion(db, meetingId, questionId, caller);
    const right = await ownRight(db, access);
    // The member whose vote it is, also where a substitute gives it.
    const voterId = 'voter' in right ? right.voter.personId : (access.seat?.personId ?? '');
    return { ...access, right, voterId, box: await findBox(db, questionId), kept: await findSealed(db, questionId, voterId) };
  },
  policy: (_caller, { seat }) => allowIf(seat !== null, 'voting.no_vote'),
  requires: { meeting: ['in_session'] },
  async prepare(_input, loaded, { now }) {
    assertGiven(loaded, now);
    return undefined;
  },
  async run({ meetingId, questionId, ballot }, loaded, { db, now, emit }) {
    assertGiven(loaded, now);
    const { question, voterId, kept } = loaded;
    const tracker = await trackerOf(ballot);
    const twin = await isInBox(db, questionId, tracker);
    // Nobody seals the same twice: it is a copy of somebody's.
    if (twin && twin.voterId !== voterId) throw new DomainError('conflict', 'voting.ballot_copied');
    await putSealed(db, questionId, voterId, { ciphertext: ballot, tracker });
    emit({ type: BALLOT_GIVEN, stream: meetingId, payload: { questionId, itemId: question.itemId, replaced: kept !== null } });
    return { tracker };
  },
  audit: ({ meeting, question, kept }) => ({ objectType: 'question', objectId: question.id, meetingId: meeting.id, details: { secret: true, replaced: kept !== null } }),
  auditRefusal: ({ meeting, question }, { reason }) => ({ objectType: 'question', objectId: question.id, meetingId: meeting.id, details: { reason } }),
  async again({ ballot }, { kept, box }) {
    const tracker = await trackerOf(ballot);
    // Once it is counted nothing is left of it but its tracker among the others.
    return kept?.tracker === tracker || (kept !== null && box?.trackers.includes(tracker)) ? { tracker } : null;
  },
});
