import { personIdOf, type Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import { assertSeen, type Contested } from '../../kernel/optimistic';
import { allowIf, type Policy } from '../../kernel/policy';
import type { Db } from '../../kernel/ports/database';
import { findPause } from '../floor';
import { listSeats, loadMeetingAccess, peopleRecused, recusalsOf, runsSitting, type Meeting, type MeetingAccess, type Seat } from '../meetings';
import { electorateOf, quorumOf, votersOf, type Electorate, type Voter } from './electorate';
import { inRollOrder } from './ballot';
import type { Question } from './question';
import { findOpenQuestion, findQuestion, votersWhoCast } from './repository';
import { votersWithBallots } from './repository.secret';

/** @throws DomainError `not_found` for strangers and for a question of another session. */
export async function loadQuestion(db: Db, meetingId: string, questionId: string, caller: Caller): Promise<MeetingAccess & { question: Question }> {
  const access = await loadMeetingAccess(db, meetingId, caller);
  const question = await findQuestion(db, meetingId, questionId);
  if (!question) throw new DomainError('not_found', 'not_found');
  return { ...access, question };
}

/** Who takes no part in an item (agenda A31). */
export const recusedFrom = async (db: Db, meetingId: string, itemId: string | null): Promise<ReadonlySet<string>> => peopleRecused(await recusalsOf(db, meetingId), itemId);

/** Where the sitting stands, as far as opening a question depends on it. */
export async function sittingOf(db: Db, { meeting }: MeetingAccess) {
  const seats = await listSeats(db, meeting.id);
  const open = await findOpenQuestion(db, meeting.id);
  const recused = await recusedFrom(db, meeting.id, meeting.currentItemId);
  return { state: meeting.state, currentItemId: meeting.currentItemId, openQuestionId: open?.id ?? null, pausedAt: (await findPause(db, meeting.id))?.pausedAt ?? null, quorum: quorumOf(seats, meeting.policy, recused) };
}

/** Who can vote on a question at this moment, and who has. */
export interface Voting {
  electorate: Electorate;
  /** All members in the order names are called (V49). */
  members: (Voter & { seat: Seat })[];
  /** Of them those who can vote or have. */
  voters: (Voter & { seat: Seat })[];
  cast: ReadonlySet<string>;
}

export async function votingOn(db: Db, meeting: Pick<Meeting, 'id' | 'policy'>, question: Pick<Question, 'id' | 'itemId' | 'mode'>): Promise<Voting> {
  const seats = await listSeats(db, meeting.id);
  const recused = await recusedFrom(db, meeting.id, question.itemId);
  const cast = new Set(await (question.mode === 'secret' ? votersWithBallots : votersWhoCast)(db, question.id));
  const members = inRollOrder(votersOf(seats, meeting.policy, recused), meeting.policy);
  const voters = members.filter((voter) => !voter.recused && (voter.casterId !== null || cast.has(voter.personId)));
  return { electorate: electorateOf(seats, meeting.policy, recused, cast), members, voters, cast };
}

/** The secretary and the secretary's assistants prepare questions. */
export const secretaryOnly: Policy<MeetingAccess> = (_caller, access) => allowIf(access.isSecretary || access.isSystem, 'voting.secretary_only');
/** Chair and secretary put them and enter what was counted. */
export const officersOnly: Policy<MeetingAccess> = (_caller, access) => allowIf(runsSitting(access), 'voting.officers_only');

/** They, and the head of the committee, enter what it counted. */
export const countersOnly: Policy<MeetingAccess & { question: Question }> = (caller, access) => allowIf(countersMayRecord(caller, access), 'voting.counters_only');
export const countersMayRecord = (caller: Caller, access: MeetingAccess & { question: Question }): boolean => runsSitting(access) || leadsCount(caller, access.question);
/** The head of the counting committee. */
export const leadsCount = (caller: Caller, { counters: [head] }: Pick<Question, 'counters'>): boolean => head !== undefined && personIdOf(caller) === head;

const QUESTION: Contested = {
  reason: 'voting.changed_elsewhere',
  commands: [
    'voting.create-question', 'voting.update-question', 'voting.open-question', 'voting.withdraw-question', 'voting.record-show-of-hands', 'voting.close-question', 'voting.close-due', 'voting.open-ballots', 'voting.void-ballots',
    'voting.continue-by-hands', 'voting.record-paper-ballots', 'voting.set-committee',
  ],
};

/** @throws DomainError `conflict`/`voting.changed_elsewhere` with who and when (V4). */
export const assertQuestionSeen = (db: Db, question: Question, version: number): Promise<void> =>
  assertSeen(db, QUESTION, { objectType: 'question', objectId: question.id }, version, question.version);
