import { DomainError } from '../../kernel/errors';
import { evaluateQuorum, type Quorum } from '../../shared/rules/quorum';
import type { Answer, AnswerKind } from './repository.answers';
import type { Meeting, Seat } from './repository';

/** Who is asked whether they come: everybody invited; the secretary and assistants are there by office, a substitute by having been proposed (M45). */
export const isAsked = ({ role }: Pick<Seat, 'role'>): boolean => role === 'chair' || role === 'member' || role === 'guest';

/** Who may send somebody instead: members, the chair not (M46). */
export const maySendSubstitute = ({ role, voting }: Pick<Seat, 'role' | 'voting'>): boolean => role === 'member' && voting;

/**
 * An answer as it is kept (M45, M46).
 * @param hasSubstitute somebody sits for this member already.
 * @throws DomainError `forbidden`/`meetings.not_asked`, `invalid`/`meetings.answer_reason`, `meetings.answer_person`, `rejected`/`meetings.no_substitute_for`, `conflict`/`meetings.answer_has_substitute`.
 */
export function answerFrom(seat: Seat, given: { kind: AnswerKind; reason: string | null; substituteId: string | null }, hasSubstitute: boolean, at: Date): Answer {
  if (!isAsked(seat)) throw new DomainError('forbidden', 'meetings.not_asked');
  if (hasSubstitute) throw new DomainError('conflict', 'meetings.answer_has_substitute');
  const { kind, reason, substituteId } = given;
  if (kind !== 'attends' && !reason) throw new DomainError('invalid', 'meetings.answer_reason', { field: 'reason' });
  if (kind === 'substitute' && !maySendSubstitute(seat)) throw new DomainError('rejected', 'meetings.no_substitute_for', { field: 'kind' });
  if (kind === 'substitute' && substituteId === null) throw new DomainError('invalid', 'meetings.answer_person', { field: 'substituteId' });
  return { personId: seat.personId, kind, reason: kind === 'attends' ? null : reason, proposedId: kind === 'substitute' ? substituteId : null, at, settled: null, settledWhy: null };
}

/** @throws DomainError `conflict`/`meetings.nothing_to_settle`, `meetings.answer_changed`, `invalid`/`meetings.answer_reason` (M47). */
export function settledFrom(answer: Answer | null, said: { kind: AnswerKind; accept: boolean; reason: string | null }): Answer {
  if (!answer || answer.kind === 'attends' || answer.settled !== null) throw new DomainError('conflict', 'meetings.nothing_to_settle');
  if (answer.kind !== said.kind) throw new DomainError('conflict', 'meetings.answer_changed');
  if (!said.accept && !said.reason) throw new DomainError('invalid', 'meetings.answer_reason', { field: 'reason' });
  return { ...answer, settled: said.accept ? 'accepted' : 'refused', settledWhy: said.reason };
}

/** What the answers say of the day (M48). */
export interface Expected {
  asked: number;
  attends: number;
  declines: number;
  /** Absences and substitutes that wait for a word. */
  waiting: number;
  silent: number;
  /** As it would be if all members came who said so; `possible` with those who said nothing yet. */
  quorum: Quorum;
  possible: Quorum;
}

export function expectedOf(seats: readonly Seat[], answers: readonly Answer[], policy: Pick<Meeting['policy'], 'quorum'>): Expected {
  const asked = seats.filter(isAsked);
  const kindOf = new Map(answers.map(({ personId, kind }) => [personId, kind]));
  const members = asked.filter(({ voting }) => voting);
  const count = (of: readonly Seat[], kind: AnswerKind | undefined): number => of.filter(({ personId }) => kindOf.get(personId) === kind).length;
  const coming = count(members, 'attends');
  return {
    asked: asked.length,
    attends: count(asked, 'attends'),
    declines: count(asked, 'declines') + count(asked, 'substitute'),
    waiting: answers.filter(({ kind, settled, personId }) => kind !== 'attends' && settled === null && asked.some((seat) => seat.personId === personId)).length,
    silent: count(asked, undefined),
    quorum: evaluateQuorum({ members: members.length, present: coming, rule: policy.quorum }),
    possible: evaluateQuorum({ members: members.length, present: coming + count(members, undefined), rule: policy.quorum }),
  };
}
