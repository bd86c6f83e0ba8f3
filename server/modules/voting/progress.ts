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
  /** In the order names are called. */
  out: { personId: string; name: string; position: string }[];
  /** Of a roll call, in its order: who has answered, and who was passed over; never how (V47). */
  roll: RollRow[] | null;
}

export interface RollRow {
  personId: string;
  name: string;
  position: string;
  state: 'answered' | 'passed' | 'called' | 'coming';
}

const named = (seat: Seat | undefined) => (seat ? { name: seat.fullName, position: seat.position } : null);

/** Null where nothing is open that members vote on one by one. */
export async function openVote(db: Db, meeting: Pick<Meeting, 'id' | 'policy'>, question: Question | undefined): Promise<OpenVote | null> {
  if (!question || question.state !== 'open' || question.way === 'hands' || question.way === 'paper') return null;
  const voting = await votingOn(db, meeting, question);
  const { members, voters, cast, electorate } = voting;
  const seatOf = (personId: string | null): Seat | undefined => members.find((member) => member.personId === personId)?.seat;
  const called = question.way === 'roll' ? question.calledId : null;
  // Who is called stays in it also where they can vote no more, so that it goes on from there.
  const names = members.filter((member) => member.personId === called || voters.includes(member));
  const at = called === null ? names.length : names.findIndex(({ personId }) => personId === called);
  const stateOf = (personId: string, index: number): RollRow['state'] => (personId === called ? 'called' : cast.has(personId) ? 'answered' : index < at ? 'passed' : 'coming');
  return {
    questionId: question.id,
    roll: question.way === 'roll' ? names.map(({ personId, seat }, index) => ({ personId, name: seat.fullName, position: seat.position, state: stateOf(personId, index) })) : null,
    progress: {
      cast: voters.filter(({ personId }) => cast.has(personId)).length,
      present: electorate.present,
      counting: question.mode === 'secret' && (await findBox(db, question.id))?.state !== 'open',
      called: named(seatOf(called)),
      next: question.way === 'roll' && called !== null ? named(seatOf(nextName(voting, called))) : null,
    },
    out: voters.filter(({ personId }) => !cast.has(personId)).map(({ personId, seat }) => ({ personId, name: seat.fullName, position: seat.position })),
  };
}
