import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineSealedCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { SEALED_LETTERS, isSealed, trackerOf } from '../../../secret-ballot';
import { listSeats } from '../../meetings';
import { isElector, isThere } from '../electorate';
import { BALLOT_GIVEN } from '../events';
import { loadQuestion } from '../loading';
import { findBox, findSealed, isInBox, putSealed } from '../repository.secret';

/**
 * Puts a sealed ballot into the box (V50–V55), in place of the one that the person had in it. Neither the entry nor the receipt holds anything of
 * it; a request that comes again is answered from what lies in the box.
 */
export const castSecret = defineSealedCommand({
  name: 'voting.cast-secret',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid(), ballot: z.string().length(SEALED_LETTERS).refine(isSealed) }),
  async load({ meetingId, questionId }, { db, caller }) {
    const access = await loadQuestion(db, meetingId, questionId, caller);
    const voterId = personIdOf(caller) ?? '';
    const seat = (await listSeats(db, meetingId)).find(({ personId }) => personId === voterId);
    return { ...access, voterId, seat, box: await findBox(db, questionId), kept: await findSealed(db, questionId, voterId) };
  },
  policy: (_caller, { seat }) => allowIf(seat !== undefined && isElector(seat), 'voting.electors_only'),
  requires: { meeting: ['in_session'] },
  async run({ meetingId, questionId, ballot }, { question, voterId, seat, box, kept }, { db, emit }) {
    if (question.mode !== 'secret' || !box) throw new DomainError('conflict', question.state === 'draft' ? 'voting.not_open' : 'voting.not_secret');
    if (box.state !== 'open' || question.state !== 'open') throw new DomainError('conflict', 'voting.already_closed');
    if (!seat || !isThere(seat)) throw new DomainError('conflict', 'voting.not_there');
    const tracker = await trackerOf(ballot);
    const twin = await isInBox(db, questionId, tracker);
    // Nobody seals the same twice: it is a copy of somebody's.
    if (twin && twin.voterId !== voterId) throw new DomainError('conflict', 'voting.ballot_copied');
    await putSealed(db, questionId, voterId, { ciphertext: ballot, tracker });
    emit({ type: BALLOT_GIVEN, stream: meetingId, payload: { questionId, itemId: question.itemId, replaced: kept !== null } });
    return { tracker };
  },
  audit: ({ meeting, question, kept }) => ({ objectType: 'question', objectId: question.id, meetingId: meeting.id, details: { secret: true, replaced: kept !== null } }),
  async again({ ballot }, { kept, box }) {
    const tracker = await trackerOf(ballot);
    // Once it is counted nothing is left of it but its tracker among the others.
    return kept?.tracker === tracker || (kept !== null && box?.trackers.includes(tracker)) ? { tracker } : null;
  },
});
