import type { DomainEvent } from '../../kernel/events';
import type { Db } from '../../kernel/ports/database';
import { findSeat, type MeetingAccess, type Seat } from '../meetings';
import { DomainError } from '../../kernel/errors';
import { assertTaken, changes, choiceOf, nextName, rightOf, type Ballot, type Right } from './ballot';
import { BALLOT_CAST, NAME_CALLED } from './events';
import { recusedFrom, votingOn } from './loading';
import type { Question } from './question';
import { findBallot, goOn, storeBallot } from './repository';

type Loaded = MeetingAccess & { question: Question };

/** Whose vote the caller may give on this question now. */
export async function ownRight(db: Db, { meeting, seat, question }: Loaded): Promise<Right> {
  const replaced = seat?.role === 'substitute' && seat.substituteForId ? await findSeat(db, meeting.id, seat.substituteForId) : null;
  return rightOf(seat, replaced, meeting.policy, await recusedFrom(db, meeting.id, question.itemId));
}

/** What is known to be taken: the question takes ballots at this moment, and the words are one of its choices. @throws DomainError as `assertTaken`, `choiceOf`. */
export function assertBallot(question: Question, choice: string, now: Date): void {
  assertTaken(question, now);
  choiceOf(question, choice);
}

interface Casting {
  now: Date;
  emit(event: DomainEvent): void;
}

/** Writes a vote down, and calls the next name where names are called. @returns since when it is on disk: the same vote once more keeps its time. */
export async function cast(db: Db, { meeting, question }: Loaded, voter: Pick<Seat, 'personId' | 'position'>, castById: string, choice: string, { now, emit }: Casting): Promise<{ castAt: Date; again: boolean }> {
  const earlier = await findBallot(db, question.id, voter.personId);
  if (!changes(earlier, choice, meeting.policy) && earlier) return { castAt: earlier.castAt, again: true };
  await storeBallot(db, { questionId: question.id, voterId: voter.personId, castById, position: voter.position, choice, castAt: now });
  emit({ type: BALLOT_CAST, stream: meeting.id, payload: { questionId: question.id, itemId: question.itemId, voterId: voter.personId, castById, again: earlier !== null } });
  if (question.way === 'roll' && question.calledId === voter.personId) await callNext(db, { meeting, question }, { emit });
  return { castAt: now, again: earlier !== null };
}

/**
 * Of a roll call: what a member gave by their own hand, or whoever sits for them, is not for its keeper to change (V48, V72).
 * @throws DomainError `conflict`/`voting.own_hand_stays` {name}.
 */
export async function assertNotOwnHand(db: Db, meetingId: string, { voterId, castById }: Pick<Ballot, 'voterId' | 'castById'>): Promise<void> {
  const hand = await findSeat(db, meetingId, castById);
  if (castById !== voterId && hand?.substituteForId !== voterId) return;
  throw new DomainError('conflict', 'voting.own_hand_stays', { name: (castById === voterId ? hand : await findSeat(db, meetingId, voterId))?.fullName ?? '' });
}

/** Calls the next name in protocol order. */
export async function callNext(db: Db, { meeting, question }: Pick<Loaded, 'meeting' | 'question'>, { emit }: Pick<Casting, 'emit'>): Promise<string | null> {
  const calledId = nextName(await votingOn(db, meeting, question), question.calledId);
  await goOn(db, question.id, { calledId });
  emit({ type: NAME_CALLED, stream: meeting.id, payload: { questionId: question.id, itemId: question.itemId, personId: calledId } });
  return calledId;
}
