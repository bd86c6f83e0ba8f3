import type { Db } from '../../kernel/ports/database';
import type { Meeting, Seat } from '../meetings';
import { nextName } from './ballot';
import { votingOn } from './loading';
import type { Question } from './question';
import { findBox } from './repository.secret';
import type { Progress } from './view';

/** How far an open vote is: for everybody how many have voted, for who runs it also who has not (V14). */
export interface OpenVote {
  questionId: string;
  progress: Progress;
  /** In protocol order; `skipped`: called, and did not answer. */
  out: { personId: string; name: string; position: string }[];
}

const named = (seat: Seat | undefined) => (seat ? { name: seat.fullName, position: seat.position } : null);

/** Null where nothing is open that members vote on one by one. */
export async function openVote(db: Db, meeting: Pick<Meeting, 'id' | 'policy'>, question: Question | undefined): Promise<OpenVote | null> {
  if (!question || question.state !== 'open' || question.way === 'hands' || question.way === 'paper') return null;
  const { voters, cast, electorate } = await votingOn(db, meeting, question);
  const order = voters.map(({ personId }) => personId);
  const seatOf = (personId: string | null): Seat | undefined => voters.find((voter) => voter.personId === personId)?.seat;
  const called = question.way === 'roll' ? question.calledId : null;
  return {
    questionId: question.id,
    progress: {
      cast: voters.filter(({ personId }) => cast.has(personId)).length,
      present: electorate.present,
      counting: question.mode === 'secret' && (await findBox(db, question.id))?.state !== 'open',
      called: named(seatOf(called)),
      next: question.way === 'roll' && called !== null ? named(seatOf(nextName(order, new Set([...cast, called]), called))) : null,
    },
    out: voters.filter(({ personId }) => !cast.has(personId)).map(({ personId, seat }) => ({ personId, name: seat.fullName, position: seat.position })),
  };
}
