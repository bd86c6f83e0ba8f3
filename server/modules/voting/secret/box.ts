import { DomainError } from '../../../kernel/errors';
import type { Enqueue } from '../../../kernel/jobs/job';
import type { BallotKeys } from '../../../kernel/ports/ballot-keys';
import type { Db } from '../../../kernel/ports/database';
import type { DomainEvent } from '../../../kernel/events';
import { LEAST_VOTERS } from '../../../shared/rules/secret-voters';
import type { Electorate } from '../electorate';
import { BOX_CLOSED } from '../events';
import type { Voting } from '../loading';
import type { Question } from '../question';
import { createBox, emptyBox, findBox, sealedOf, setBox, voidBox, withdrawOthers, type BallotBoxRow, type BoxClosing } from '../repository.secret';
import { countBallotsJob } from './count-ballots-job';

/**
 * Makes the key of a secret question, or finds it made: before the transaction that opens it, so that the key is on disk before anybody seals for it.
 * The key of an earlier opening is never used again, also where the job that destroys it has not come to it yet.
 */
export async function keyFor(db: Db, question: Pick<Question, 'id'>, keys: Pick<BallotKeys, 'make' | 'destroy'>): Promise<string> {
  const box = await findBox(db, question.id);
  if (box?.state === 'void') await keys.destroy(box);
  return keys.make(question.id);
}

/** Whether the key of a box is still kept here (V59). @throws DomainError `unavailable`/`voting.ballot_keys_away` where that cannot be told now. */
export const isKeyThere = ({ questionId, publicKey }: Pick<BallotBoxRow, 'questionId' | 'publicKey'>, keys: Pick<BallotKeys, 'open'>): Promise<boolean> =>
  keys.open({ questionId, publicKey }, []).then(
    () => true,
    (error: unknown) => {
      if (error instanceof DomainError && error.reason === 'voting.ballot_key_gone') return false;
      throw error;
    },
  );

/**
 * Puts up the box of a question that is being opened.
 * @throws DomainError `rejected`/`voting.too_few_for_secret` with the numbers; `voting.weights_not_secret`: a weight would tell whose ballot it is (V52).
 */
export async function openBox(db: Db, question: Pick<Question, 'id'>, publicKey: string, { members, units }: Pick<Electorate, 'members' | 'units'>): Promise<void> {
  if (members < LEAST_VOTERS) throw new DomainError('rejected', 'voting.too_few_for_secret', { members, needed: LEAST_VOTERS });
  if (units !== null) throw new DomainError('rejected', 'voting.weights_not_secret');
  await createBox(db, question.id, publicKey);
}

/** Takes the box of a question away that goes back to draft; what lay in it is opened by nobody. Its key is destroyed afterwards. */
export async function dropBox({ db, enqueue }: { db: Db; enqueue: Enqueue }, question: Pick<Question, 'id'>): Promise<void> {
  if (!(await findBox(db, question.id))) return;
  await voidBox(db, question.id);
  await enqueue(countBallotsJob, { questionId: question.id }, { key: question.id });
}

/** Leaves the ballots of a box unopened for good, because the vote goes on on paper (V68): who gave one and the trackers stay, what was sealed and its key go. */
export async function leaveBox({ db, enqueue }: { db: Db; enqueue: Enqueue }, question: Pick<Question, 'id'>): Promise<void> {
  await setBox(db, question.id, { state: 'void', trackers: (await sealedOf(db, question.id)).map(({ tracker }) => tracker) });
  await emptyBox(db, question.id);
  await enqueue(countBallotsJob, { questionId: question.id }, { key: question.id });
}

/**
 * Closes the box (V56): from here on nobody puts anything in, the trackers stand, and the ballots are opened by a job that goes on after
 * whatever interrupts it. A ballot of somebody who may not vote any more is taken out and not counted (V55).
 * @returns how many are to be counted. @throws DomainError `conflict`/`voting.box_not_open`.
 */
export async function closeBox(
  question: Pick<Question, 'id' | 'itemId' | 'meetingId'>,
  { electorate, voters }: Pick<Voting, 'electorate' | 'voters'>,
  { db, emit, enqueue, closedBy }: { db: Db; enqueue: Enqueue; emit(event: DomainEvent): void; closedBy: BoxClosing['closedBy'] },
): Promise<{ ballots: number }> {
  const box = await findBox(db, question.id);
  if (box?.state !== 'open') throw new DomainError('conflict', 'voting.box_not_open');
  await withdrawOthers(db, question.id, voters.map(({ personId }) => personId));
  const trackers = (await sealedOf(db, question.id)).map(({ tracker }) => tracker);
  await setBox(db, question.id, { state: 'frozen', trackers, closing: { electorate, closedBy } });
  await enqueue(countBallotsJob, { questionId: question.id }, { key: question.id });
  emit({ type: BOX_CLOSED, stream: question.meetingId, payload: { questionId: question.id, itemId: question.itemId, ballots: trackers.length } });
  return { ballots: trackers.length };
}

/** @throws DomainError `not_found`. */
export async function loadBox(db: Db, questionId: string): Promise<BallotBoxRow> {
  const box = await findBox(db, questionId);
  if (!box) throw new DomainError('not_found', 'not_found');
  return box;
}
