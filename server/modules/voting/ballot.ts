import { DomainError } from '../../kernel/errors';
import { nameKey } from '../../shared/language/collation';
import { decodeChoice, type Choice } from '../../shared/rules/ballot-choice';
import type { BodyPolicy } from '../../shared/rules/body-policy';
import { isThere, type Seat } from '../meetings';
import { isElector } from './electorate';
import type { Question } from './question';

/** One member's vote as it was given (phiếu biểu quyết). */
export interface Ballot {
  questionId: string;
  /** Whose vote it is. */
  voterId: string;
  castById: string;
  position: string;
  /** As `ballot-choice.ts` writes it; empty once nobody may know it. */
  choice: string;
  castAt: Date;
}

type OwnSeat = Pick<Seat, 'personId' | 'role' | 'voting' | 'attendance' | 'leftAt' | 'position' | 'substituteForId'>;

/** Why somebody has no vote to give now, or whose. */
export type Right = { voter: OwnSeat } | { reason: string; params?: Record<string, string> };

/**
 * Whose vote this person may give on an item: their own, or as a substitute that of a member who is away, where the body's rule says so (V27).
 * @param own the seat of whoever asks. @param replaced the seat of the member a substitute sits for.
 */
export function rightOf(own: OwnSeat | null, replaced: OwnSeat | null, policy: Pick<BodyPolicy, 'substitutesVote'>, recused: ReadonlySet<string>): Right {
  if (!own) return { reason: 'voting.no_vote' };
  if (recused.has(own.personId)) return { reason: 'voting.recused' };
  if (isElector(own)) return isThere(own) ? { voter: own } : { reason: 'voting.not_there' };
  if (own.role !== 'substitute' || !policy.substitutesVote || !replaced || !isElector(replaced)) return { reason: own.role === 'substitute' ? 'voting.substitute_no_vote' : 'voting.no_vote' };
  if (recused.has(replaced.personId)) return { reason: 'voting.recused' };
  if (!isThere(own)) return { reason: 'voting.not_there' };
  return isThere(replaced) ? { reason: 'voting.member_is_here' } : { voter: replaced };
}

/**
 * Whether a ballot of this question is taken at this moment.
 * @throws DomainError `conflict`/`voting.not_open`, `voting.vote_closed`, `voting.by_hands`, `voting.on_paper`, `voting.too_late` {at}, `rejected`/`voting.secret_elsewhere`.
 */
export function assertTaken(question: Pick<Question, 'state' | 'way' | 'mode' | 'deadline' | 'closedAt'>, now: Date): void {
  if (question.state === 'closed') throw new DomainError('conflict', 'voting.vote_closed', { at: question.closedAt?.toISOString() ?? null });
  if (question.state !== 'open') throw new DomainError('conflict', 'voting.not_open');
  if (question.mode === 'secret') throw new DomainError('rejected', 'voting.secret_elsewhere');
  if (question.way === 'hands' || question.way === 'paper') throw new DomainError('conflict', question.way === 'hands' ? 'voting.by_hands' : 'voting.on_paper');
  if (question.deadline && now >= question.deadline) throw new DomainError('conflict', 'voting.too_late', { at: question.deadline.toISOString() });
}

/** @throws DomainError `invalid`/`voting.no_such_choice`. */
export function choiceOf(question: Pick<Question, 'kind' | 'options' | 'seats'>, text: string): Choice {
  const choice = decodeChoice(question, text);
  if (!choice) throw new DomainError('invalid', 'voting.no_such_choice', { field: 'choice' });
  return choice;
}

/** @returns whether there is something to write: the same once more is no change. @throws DomainError `conflict`/`voting.already_cast` {at} where a ballot cannot be changed (V30). */
export function changes(earlier: Pick<Ballot, 'choice' | 'castAt'> | null, choice: string, policy: Pick<BodyPolicy, 'ballots'>): boolean {
  if (!earlier) return true;
  if (earlier.choice === choice) return false;
  if (policy.ballots?.changeable === false) throw new DomainError('conflict', 'voting.already_cast', { at: earlier.castAt.toISOString() });
  return true;
}

/** Members in the order a roll call reads them: as they come, by protocol, or by their names (V49). */
export const inRollOrder = <Voter extends { seat: Pick<Seat, 'fullName'> }>(voters: readonly Voter[], { rollOrder }: Pick<BodyPolicy, 'rollOrder'>): Voter[] =>
  rollOrder === 'name' ? voters.map((voter) => ({ voter, key: nameKey(voter.seat.fullName) })).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ voter }) => voter) : [...voters];

interface Roll {
  /** All members, in the order names are called: whoever is called keeps the place in it also when they can vote no more (V71). */
  members: readonly { personId: string }[];
  /** Those who can vote or have. */
  voters: readonly { personId: string }[];
  cast: ReadonlySet<string>;
}

/** Who was called before: the one before in the order, or the last where all were called; null at the first name (V48). */
export function nameBefore({ members, voters }: Omit<Roll, 'cast'>, calledId: string | null): string | null {
  const at = calledId === null ? members.length : members.findIndex(({ personId }) => personId === calledId);
  return members.slice(0, at).filter(({ personId }) => voters.some((voter) => voter.personId === personId)).at(-1)?.personId ?? null;
}

/** The next name of a roll call: the first after the one called, in its order, who can answer and has not; null when all were called (V31). */
export function nextName({ members, voters, cast }: Roll, calledId: string | null): string | null {
  const after = calledId === null ? -1 : members.findIndex(({ personId }) => personId === calledId);
  return members.slice(after + 1).find(({ personId }) => !cast.has(personId) && voters.some((voter) => voter.personId === personId))?.personId ?? null;
}
